"""Reminders before and after the days on which something is due: each by one statement for all records that are due."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import TruncDate
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.notices.notify import Notice, full_url
from ecosystem.notices.reminders import event_of, send_reminders
from ecosystem.reference.workdays import DayUnit, threshold_cases, threshold_of
from programmes.grants.actions.notify import notices_to
from programmes.grants.models import Application, ApplicationStatus, StepClock, Tranche, TrancheStatus
from programmes.grants.recipients import (
    DossierPeople,
    applicants_of,
    officer_in_charge,
    officers_of,
    open_evaluators_of,
    people_of,
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


def remind_of_drafts() -> int:
    """Remind the editors of drafts whose call closes soon. Returns the number of applications with a reminder."""
    now, today = timezone.now(), timezone.localdate()
    until = now + timedelta(days=DRAFT_REMINDERS[0] * 3 + 7)
    drafts = (
        Application.objects.drafts_closing(now, until)
        .annotate(closes_on=TruncDate("closes"))
        .annotate(threshold=_case(threshold_cases("closes_on", today, DRAFT_REMINDERS, DayUnit.WORKING)))
        .filter(threshold__isnull=False)
    )

    def notices_of(batch: Sequence[Application]) -> dict[int, list[Notice]]:
        people = people_of(batch)
        return {
            draft.pk: notices_to(
                applicants_of(draft, people),
                draft,
                "draft_reminder",
                event=f"{draft.closes:%Y%m%d%H%M}:{threshold_of(draft)}",
            )
            for draft in batch
        }

    return send_reminders(
        "draft_reminder",
        drafts.select_related("call", "startup"),
        event=event_of("closes", "threshold"),
        notices_of=notices_of,
    )


def remind_of_clocks() -> int:
    """Remind the holder of a running time limit, as many days before its end as `TimeLimit.remind_before` says."""
    today = timezone.localdate()
    thresholds: dict[str, list[int]] = dict(TimeLimit.objects.values_list("step", "remind_before"))
    cases: dict[str, list[When]] = {}
    for step, days in thresholds.items():
        for unit in DayUnit.values:
            kind = REMINDER_BY_STEP.get(step, "step_reminder")
            cases.setdefault(kind, []).extend(threshold_cases("due_on", today, days, unit, Q(step=step, unit=unit)))
    furthest = max((days for each in thresholds.values() for days in each), default=0)
    clocks = _running_clocks(today, today + timedelta(days=furthest * 3 + 7))
    return sum(_remind_of_clocks(kind, clocks, branches) for kind, branches in cases.items() if branches)


def _remind_of_clocks(kind: str, running: QuerySet[StepClock], branches: list[When]) -> int:
    clocks = running.annotate(threshold=_case(branches)).filter(threshold__isnull=False)

    def notices_of(batch: Sequence[StepClock]) -> dict[int, list[Notice]]:
        people = people_of(clock.application for clock in batch)
        return {
            clock.pk: notices_to(
                _reminded_people(clock.application, kind, people),
                clock.application,
                kind,
                event=f"clock{clock.pk}:{threshold_of(clock)}",
                clock=clock,
            )
            for clock in batch
        }

    return send_reminders(kind, clocks, event=event_of("threshold"), notices_of=notices_of)


def _reminded_people(application: Application, kind: str, people: DossierPeople) -> list[User]:
    """The startup of its own time limits; of the department's, whoever makes the step, and the managers of an empty desk."""
    if kind != "step_reminder":
        return applicants_of(application, people)
    staff = responsible_staff_of(application, people)
    if officer_in_charge(application, people) is None:
        staff += staff_of(application, {Role.MANAGER}, people=people)
    return staff


def remind_of_overdue_steps() -> int:
    """Tell whoever holds a step of the department, and the managers of the unit, that its time limit has passed."""
    today = timezone.localdate()
    passed = _running_clocks(today - OVERDUE_NOTICE, today - timedelta(days=1)).exclude(step__in=REMINDER_BY_STEP)

    def notices_of(batch: Sequence[StepClock]) -> dict[int, list[Notice]]:
        people = people_of(clock.application for clock in batch)
        return {
            clock.pk: notices_to(
                [
                    *responsible_staff_of(clock.application, people),
                    *staff_of(clock.application, {Role.MANAGER}, people=people),
                ],
                clock.application,
                "step_overdue",
                event=f"clock{clock.pk}:{clock.due_on}",
                clock=clock,
            )
            for clock in batch
        }

    return send_reminders("step_overdue", passed, event=event_of("due_on"), notices_of=notices_of)


def remind_evaluators() -> int:
    """Remind the evaluators whose scores are not sent one day before the evaluation is due."""
    today = timezone.localdate()
    cases = [
        case
        for unit in DayUnit.values
        for case in threshold_cases("due_on", today, [REVIEW_REMINDER], unit, Q(unit=unit))
    ]
    clocks = (
        _running_clocks(today, today + timedelta(days=REVIEW_REMINDER * 3 + 7))
        .filter(step=Step.EVALUATION)
        .annotate(threshold=_case(cases))
        .filter(threshold__isnull=False)
    )

    def notices_of(batch: Sequence[StepClock]) -> dict[int, list[Notice]]:
        evaluators = open_evaluators_of([clock.application for clock in batch])
        return {
            clock.pk: notices_to(
                evaluators[clock.application_id],
                clock.application,
                "review_reminder",
                event=f"clock{clock.pk}:{clock.due_on}",
                clock=clock,
                link=full_url("grants:review_list"),
            )
            for clock in batch
        }

    return send_reminders("review_reminder", clocks, event=event_of("due_on"), notices_of=notices_of)


def remind_of_deliverables() -> int:
    """Remind the startup of deliverables that it still has to report, seven days and one day before they are due."""
    today = timezone.localdate()
    reached = [
        When(due_on__lte=today + timedelta(days=days), then=Value(days)) for days in sorted(DELIVERABLE_REMINDERS)
    ]
    owed = _owed_deliverables(today, today + timedelta(days=max(DELIVERABLE_REMINDERS)))
    return _remind_of_tranches("deliverable_due", owed.annotate(threshold=_case(reached)), applicants_of, "")


def remind_of_overdue_deliverables() -> int:
    """Tell the startup and its officer of deliverables that are not reported: the day after, and a week after the day.

    The officer is told once.
    """
    today = timezone.localdate()
    reached = [
        When(due_on__lte=today - timedelta(days=days), then=Value(days))
        for days in sorted(OVERDUE_DELIVERABLE_REMINDERS, reverse=True)
    ]
    owed = _owed_deliverables(today - OVERDUE_NOTICE, today - timedelta(days=1))
    late = owed.annotate(threshold=_case(reached))
    return _remind_of_tranches("deliverable_overdue", late, applicants_of, "late") + _remind_of_tranches(
        "deliverable_late", owed, officers_of, None
    )


def _remind_of_tranches(
    kind: str,
    owed: QuerySet[Tranche],
    recipients_of: Callable[[Application, DossierPeople], list[User]],
    threshold_word: str | None,
) -> int:
    """Send the reminder of each deliverable: once per due day, and with a `threshold_word` once per threshold reached."""

    def event_in_key(tranche: Tranche) -> str:
        event = f"tranche{tranche.pk}:{tranche.due_on}"
        return event if threshold_word is None else f"{event}:{threshold_word}{threshold_of(tranche)}"

    def notices_of(batch: Sequence[Tranche]) -> dict[int, list[Notice]]:
        applications = {tranche.pk: tranche.contract.award.application for tranche in batch}
        people = people_of(applications.values())
        return {
            tranche.pk: notices_to(
                recipients_of(applications[tranche.pk], people),
                applications[tranche.pk],
                kind,
                event=event_in_key(tranche),
                tranche=tranche,
                link=full_url("grants:contract_detail", applications[tranche.pk].pk),
            )
            for tranche in batch
        }

    event = event_of("due_on") if threshold_word is None else event_of("due_on", "threshold")
    return send_reminders(kind, owed, event=event, notices_of=notices_of)


def _running_clocks(first: date, last: date) -> QuerySet[StepClock]:
    """Clocks that run and are due from `first` to `last`."""
    clocks = StepClock.objects.filter(ended_on__isnull=True, paused_on__isnull=True, due_on__range=(first, last))
    return clocks.select_related("application__call", "application__startup", "application__in_charge")


def _owed_deliverables(first: date, last: date) -> QuerySet[Tranche]:
    """Deliverables of running contracts that are due from `first` to `last` and that the startup has to report."""
    return Tranche.objects.filter(
        status__in=[TrancheStatus.PLANNED, TrancheStatus.RETURNED],
        due_on__range=(first, last),
        contract__award__application__status__in=[ApplicationStatus.CONTRACTED, ApplicationStatus.IN_PROGRESS],
    ).select_related(
        "contract__award__application__call",
        "contract__award__application__startup",
        "contract__award__application__in_charge",
    )


def _case(branches: list[When]) -> Case:
    return Case(*branches, output_field=IntegerField())
