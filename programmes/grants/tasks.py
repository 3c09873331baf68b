"""Background tasks of applications: reminders, receipts, and offers that lapse."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from ecosystem.core.workflow import TransitionRefused
from ecosystem.notices.models import OutboxMessage
from ecosystem.reference.workdays import DayUnit, days_between
from programmes.grants.actions import submission
from programmes.grants.actions.charge import release_lost_charges
from programmes.grants.actions.notify import notify_applicants, notify_desk
from programmes.grants.actions.offer import lapse_offer
from programmes.grants.models import Application, StepClock, Submission
from programmes.plan.models import Step, TimeLimit

REMINDER_BY_STEP: dict[str, str] = {Step.COMPLETION: "completion_reminder", Step.OFFER: "offer_reminder"}
DRAFT_REMINDERS = (5, 1)  # working days before the call closes


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
    return 1
