"""Background tasks of applications: reminders, receipts, and offers that lapse."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from celery import shared_task
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import TransitionRefused
from ecosystem.notices.models import Notification, OutboxMessage
from ecosystem.notices.notify import full_url
from ecosystem.reference.workdays import DayUnit, days_between
from programmes.grants.actions import submission
from programmes.grants.actions.charge import release_lost_charges
from programmes.grants.actions.notify import notify_applicants, notify_desk, notify_people
from programmes.grants.actions.offer import lapse_offer
from programmes.grants.models import Application, ApplicationStatus, StepClock, Submission, Tranche, TrancheStatus
from programmes.grants.recipients import (
    applicants_of,
    evaluators_with_open_reviews,
    officer_in_charge,
    officers_of,
    responsible_staff_of,
    staff_of,
)
from programmes.plan.models import Step, TimeLimit

REMINDER_BY_STEP: dict[str, str] = {Step.COMPLETION: "completion_reminder", Step.OFFER: "offer_reminder"}
DRAFT_REMINDERS = (5, 1)  # working days before the call closes
REVIEW_REMINDER = 1  # days, in the unit of the time limit, before the evaluation is due
DELIVERABLE_REMINDERS = (7, 1)  # days before a deliverable is due
OVERDUE_DELIVERABLE_REMINDERS = (1, 7)  # days after it was due
OVERDUE_NOTICE = timedelta(days=14)  # a step that has been overdue for longer is reported by lists only


@shared_task
def make_receipt(submission_id: int) -> None:
    """Make one receipt. Idempotent."""
    submission.make_receipt(submission_id)


@shared_task(expires=600)
def watch_deadlines() -> None:
    """Send reminders before deadlines, once each, and make receipts whose task was lost.

    Receipts of demonstration data are made on their first download.
    """
    release_lost_charges()
    remind_of_drafts()
    remind_of_clocks()
    remind_of_overdue_steps()
    remind_evaluators()
    remind_of_deliverables()
    remind_of_overdue_deliverables()
    lapse_offers()
    late = Submission.objects.filter(
        receipt="", sent_at__lt=timezone.now() - timedelta(minutes=1), application__is_demo=False
    )
    for submission_id in late.values_list("pk", flat=True)[:50]:
        make_receipt(submission_id)


def remind_of_drafts() -> int:
    """Remind the editors of drafts whose call closes soon. Returns the number of applications with a reminder."""
    now, today = timezone.now(), timezone.localdate()
    until = now + timedelta(days=DRAFT_REMINDERS[0] * 3 + 7)
    drafts = Application.objects.drafts_closing(now, until).select_related("call", "startup")
    reminded = 0
    for draft in drafts.iterator(chunk_size=500):
        left = days_between(today, timezone.localdate(draft.closes), DayUnit.WORKING)
        reminded += _remind(draft, "draft_reminder", left, DRAFT_REMINDERS, f"{draft.closes:%Y%m%d%H%M}")
    return reminded


def remind_of_clocks() -> int:
    """Remind the holder of a running time limit, as many days before its end as `TimeLimit.remind_before` says."""
    today = timezone.localdate()
    thresholds: dict[str, list[int]] = dict(TimeLimit.objects.values_list("step", "remind_before"))
    furthest = max((days for each in thresholds.values() for days in each), default=0)
    clocks = StepClock.objects.filter(
        ended_on__isnull=True, paused_on__isnull=True, due_on__range=(today, today + timedelta(days=furthest * 3 + 7))
    ).select_related("application__call", "application__startup")
    reminded = 0
    for clock in clocks.iterator(chunk_size=500):
        kind = REMINDER_BY_STEP.get(clock.step, "step_reminder")
        left = days_between(today, clock.due_on, clock.unit)
        reminded += _remind(
            clock.application, kind, left, thresholds.get(clock.step, []), f"clock{clock.pk}", clock=clock
        )
    return reminded


def remind_of_overdue_steps() -> int:
    """Tell whoever holds a step of the department, and the managers of the unit, that its time limit has passed."""
    today = timezone.localdate()
    passed = StepClock.objects.filter(
        ended_on__isnull=True, paused_on__isnull=True, due_on__range=(today - OVERDUE_NOTICE, today - timedelta(days=1))
    ).exclude(step__in=REMINDER_BY_STEP)
    notified = 0
    for clock in passed.select_related("application__call", "application__startup").iterator(chunk_size=500):
        application = clock.application
        event = f"clock{clock.pk}:{clock.due_on}"
        notified += _notify_once(_staff_and_managers, application, "step_overdue", event, clock=clock)
    return notified


def remind_evaluators() -> int:
    """Remind the evaluators whose scores are not sent one day before the evaluation is due."""
    today = timezone.localdate()
    clocks = StepClock.objects.filter(
        step=Step.EVALUATION,
        ended_on__isnull=True,
        paused_on__isnull=True,
        due_on__range=(today, today + timedelta(days=REVIEW_REMINDER * 3 + 7)),
    )
    reminded = 0
    for clock in clocks.select_related("application__call", "application__startup").iterator(chunk_size=500):
        if days_between(today, clock.due_on, clock.unit) > REVIEW_REMINDER:
            continue
        reminded += _notify_once(
            evaluators_with_open_reviews,
            clock.application,
            "review_reminder",
            f"clock{clock.pk}:{clock.due_on}",
            clock=clock,
            link=full_url("grants:review_list"),
        )
    return reminded


def remind_of_deliverables() -> int:
    """Remind the startup of deliverables that it still has to report, seven days and one day before they are due."""
    today = timezone.localdate()
    owed = _owed_deliverables(today, today + timedelta(days=max(DELIVERABLE_REMINDERS)))
    reminded = 0
    for tranche in owed.iterator(chunk_size=500):
        application = tranche.contract.award.application
        nearest = min(days for days in DELIVERABLE_REMINDERS if (tranche.due_on - today).days <= days)
        reminded += _notify_once(
            applicants_of,
            application,
            "deliverable_due",
            f"tranche{tranche.pk}:{tranche.due_on}:{nearest}",
            tranche=tranche,
            link=full_url("grants:contract_detail", application.pk),
        )
    return reminded


def remind_of_overdue_deliverables() -> int:
    """Tell the startup and its officer of deliverables that are not reported: the day after, and a week after the day.

    The officer is told once.
    """
    today = timezone.localdate()
    owed = _owed_deliverables(today - OVERDUE_NOTICE, today - timedelta(days=1))
    reminded = 0
    for tranche in owed.iterator(chunk_size=500):
        application = tranche.contract.award.application
        reached = max(days for days in OVERDUE_DELIVERABLE_REMINDERS if (today - tranche.due_on).days >= days)
        event = f"tranche{tranche.pk}:{tranche.due_on}"
        context = {"tranche": tranche, "link": full_url("grants:contract_detail", application.pk)}
        reminded += _notify_once(applicants_of, application, "deliverable_overdue", f"{event}:late{reached}", **context)
        reminded += _notify_once(officers_of, application, "deliverable_late", event, **context)
    return reminded


def _owed_deliverables(first: date, last: date) -> QuerySet[Tranche]:
    """Deliverables of running contracts that are due from `first` to `last` and that the startup has to report."""
    return Tranche.objects.filter(
        status__in=[TrancheStatus.PLANNED, TrancheStatus.RETURNED],
        due_on__range=(first, last),
        contract__award__application__status__in=[ApplicationStatus.CONTRACTED, ApplicationStatus.IN_PROGRESS],
    ).select_related("contract__award__application__call", "contract__award__application__startup")


def _staff_and_managers(application: Application) -> list[User]:
    return [*responsible_staff_of(application), *staff_of(application, {Role.MANAGER})]


def _notify_once(
    recipients_of: Callable[[Application], Iterable[User]],
    application: Application,
    kind: str,
    event: str,
    **context: Any,
) -> int:
    """Notify the recipients of the event if nobody was notified of it yet. Returns 1 if it was done, else 0.

    The recipients are looked up only then: every open time limit passes here each time the task runs.
    """
    key = f"{kind}:{application.pk}:{event}:"
    if (
        OutboxMessage.objects.filter(key__startswith=key).exists()
        or Notification.objects.filter(key__startswith=key).exists()
    ):
        return 0
    with transaction.atomic():
        notify_people(recipients_of(application), application, kind, event=event, **context)
    return 1


def lapse_offers() -> int:
    """End the offers whose time limit has passed, each in its own transaction. Returns how many. Idempotent."""
    due = StepClock.objects.filter(
        step=Step.OFFER, ended_on__isnull=True, paused_on__isnull=True, due_on__lt=timezone.localdate()
    )
    lapsed = 0
    for clock in due.select_related("application").order_by("pk")[:200]:
        try:
            lapse_offer(clock.application)
        except TransitionRefused:  # answered meanwhile
            continue
        lapsed += 1
    return lapsed


def _remind(
    application: Application, kind: str, left: int, thresholds: Iterable[int], subject: str, **context: Any
) -> int:
    """Send one reminder per person for the nearest threshold reached. Idempotent by the key of the outbox."""
    reached = [days for days in thresholds if 0 <= left <= days]
    if not reached:
        return 0
    event = f"{subject}:{min(reached)}"
    if OutboxMessage.objects.filter(key__startswith=f"{kind}:{application.pk}:{event}:").exists():
        return 0
    with transaction.atomic():
        send = notify_desk if kind == "step_reminder" else notify_applicants
        send(application, kind, event=event, left=left, **context)
        if kind == "step_reminder" and officer_in_charge(application) is None:
            notify_people(staff_of(application, {Role.MANAGER}), application, kind, event=event, left=left, **context)
    return 1
