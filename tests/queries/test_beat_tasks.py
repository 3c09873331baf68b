"""What beat wakes every few minutes takes the same number of statements for few and for many due records.

A task of CELERY_BEAT_SCHEDULE that is neither counted here nor among those that work on each record by itself fails the
first test: give it a row.
"""

import itertools
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as portal
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.module_loading import import_string

from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import Role
from ecosystem.notices import broadcasts
from ecosystem.notices import reminders as notice_reminders
from ecosystem.notices.models import Notification, OutboxMessage, SentReminder
from ecosystem.notices.notify import Notice, notify_many
from ecosystem.reference.workdays import DayUnit
from ecosystem.reports.models import Contribution, ReportingPeriod
from programmes.communication.models import Follower
from programmes.grants.actions import reminders
from programmes.grants.actions.call import cancel_call
from programmes.grants.models import Application, ApplicationStatus, StepClock, Tranche
from programmes.plan.models import Step, TimeLimit
from tests.concurrency import add_barrier, run_concurrently
from tests.ecosystem.reports.test_closed_periods import period
from tests.factories import (
    ApplicationFactory,
    CallFactory,
    FeedbackFactory,
    StartupFactory,
    UnitFactory,
    UserFactory,
    person,
)
from tests.programmes.grants.cases import contracted_case, open_review
from tests.thorough import THOROUGH, sample

pytestmark = pytest.mark.django_db
FEW, MANY = 3, 30 if THOROUGH else 9
DUE = date(2026, 9, 25)  # a Friday without a holiday near it
TASKS = "programmes.grants.tasks.watch_deadlines"


def at_nine(day: date) -> Any:
    return time_machine.travel(f"{day}T09:00:00+07:00", tick=False)


def dossiers(count: int, call: Any, **fields: Any) -> list[Application]:
    """Applications of startups with a member each, in a call whose unit has an officer and a manager."""
    person(Role.OFFICER, Role.MANAGER, unit=call.unit)
    return [
        ApplicationFactory(call=call, startup=StartupFactory(members=[UserFactory()]), **fields) for _ in range(count)
    ]


def drafts(count: int) -> None:
    closes = timezone.datetime.fromisoformat(f"{DUE}T17:00:00+07:00")
    dossiers(count, CallFactory(opens_at=closes - timedelta(days=60), closes_at=closes))


def clocks(step: str, status: str, due_on: date = DUE) -> Callable[[int], None]:
    def make(count: int) -> None:
        TimeLimit.objects.get_or_create(step=step, defaults={"amount": 10, "unit": "day", "remind_before": [5, 1]})
        for application in dossiers(count, CallFactory(), status=status):
            StepClock.objects.create(
                application=application,
                step=step,
                amount=10,
                unit=DayUnit.CALENDAR,
                started_on=due_on - timedelta(days=10),
                due_on=due_on,
            )
            if step == Step.EVALUATION:
                open_review(application, person(Role.EVALUATOR))

    return make


def tranches(due_on: date) -> Callable[[int], None]:
    def make(count: int) -> None:
        call = CallFactory()
        with at_nine(due_on - timedelta(days=30)):
            for _ in range(count):
                first, _second = contracted_case(ApplicationStatus.IN_PROGRESS, call=call).tranches
                Tranche.objects.filter(pk=first.pk).update(due_on=due_on)

    return make


def charges(count: int) -> None:
    call = CallFactory()
    for application in dossiers(count, call, status=ApplicationStatus.SUBMITTED):
        Application.objects.filter(pk=application.pk).update(in_charge=person(Role.OFFICER, unit=call.unit))


def messages(count: int) -> None:
    TimeLimit.objects.get_or_create(
        step="question", defaults={"amount": 10, "unit": DayUnit.WORKING, "remind_before": [2]}
    )
    for _ in range(count):
        FeedbackFactory(due_on=DUE, limit_unit=DayUnit.WORKING, status="in_progress", handler=person(Role.OFFICER))


def followers(count: int) -> None:
    now, known = timezone.now(), Follower.objects.count()
    if not known:
        CallFactory(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=30))
    for number in range(known, known + count):
        Follower.objects.create(email=f"{number}@example.org", confirmed_at=now - timedelta(days=20))


def contributions(count: int) -> None:
    row = ReportingPeriod.objects.first() or period(contributions_due_on=DUE)
    for _ in range(count):
        unit = UnitFactory()
        person(Role.PARTNER_REPORTER, unit=unit)
        Contribution.objects.create(period=row, unit=unit)


def cancelled_call(count: int) -> None:
    call = CallFactory()
    dossiers(count, call)
    cancel_call(call, by=person(Role.MANAGER), reason="Hết tiền")


COUNTED: dict[str, tuple[str, Callable[[int], None], str]] = {
    "drafts": (TASKS, drafts, "draft_reminder"),
    "steps of the department": (TASKS, clocks(Step.COMPLETENESS, ApplicationStatus.SUBMITTED), "step_reminder"),
    "completion": (TASKS, clocks(Step.COMPLETION, ApplicationStatus.RETURNED), "completion_reminder"),
    "offers": (TASKS, clocks(Step.OFFER, ApplicationStatus.APPROVED), "offer_reminder"),
    "evaluators": (TASKS, clocks(Step.EVALUATION, ApplicationStatus.EVALUATING), "review_reminder"),
    "overdue steps": (
        TASKS,
        clocks(Step.COMPLETENESS, ApplicationStatus.SUBMITTED, DUE - timedelta(days=2)),
        "step_overdue",
    ),
    "deliverables": (TASKS, tranches(DUE), "deliverable_due"),
    "overdue deliverables": (TASKS, tranches(DUE - timedelta(days=2)), "deliverable_overdue"),
    "late deliverables": (TASKS, tranches(DUE - timedelta(days=2)), "deliverable_late"),
    "officers in charge": (TASKS, charges, ""),
    "feedback": ("programmes.feedback.tasks.send_feedback_reminders", messages, "feedback_due"),
    "followers": ("programmes.communication.tasks.notify_followers_of_calls", followers, "call_opened"),
    "contributions": ("ecosystem.reports.tasks.update_reporting_periods", contributions, "contribution_due"),
    "broadcasts": ("ecosystem.notices.tasks.send_broadcasts", cancelled_call, "call_cancelled"),
}
BY_ITSELF = {
    "ecosystem.core.tasks.heartbeat": "reads no records",
    "ecosystem.core.tasks.fold_measures": "one statement for 50,000 rows",
    "ecosystem.notices.tasks.send_outbox": "each mail is sent in a transaction of its own, at most 100 in a run",
    "ecosystem.people.tasks.watch_invitations": "each invitation ends by a move with its entry in the trail",
    "ecosystem.public.tasks.add_page_counts": "a row for each day and kind of page, whatever was counted",
    "ecosystem.reports.tasks.build_requested_reports": "makes one document after the other",
    "ecosystem.lists.tasks.run_open_jobs": "each job is made by itself",
    "ecosystem.lists.tasks.delete_old_files": "deletes each file by itself",
}


def run(task: str) -> int:
    """Run the task on the day before; the number of its statements, savepoints and transactions left out."""
    with at_nine(DUE - timedelta(days=1)), CaptureQueriesContext(connection) as queries:
        import_string(task)()
    return sum(not re.match(r"(RELEASE )?SAVEPOINT|BEGIN|COMMIT", query["sql"]) for query in queries)


def test_every_task_of_beat_is_counted_or_says_why_not():
    tasks = {entry["task"] for entry in portal.CELERY_BEAT_SCHEDULE.values()}

    assert tasks == {task for task, _make, _kind in COUNTED.values()} | set(BY_ITSELF)


@pytest.mark.parametrize("name", sample(COUNTED, at_most=7))
def test_statements_do_not_grow_with_the_records(name, monkeypatch):
    monkeypatch.setattr(broadcasts, "send_broadcast_task", lambda: None)
    task, make, kind = COUNTED[name]
    statements, mails = [], []
    for number in (FEW, MANY):
        with at_nine(DUE - timedelta(days=1)):
            make(number)
        statements.append(run(task))
        mails.append(OutboxMessage.objects.filter(kind=kind).count())

    assert statements[0] == statements[1]
    if kind:
        assert (mails[0] >= FEW, mails[1] - mails[0] >= MANY) == (True, True)


# --- Idempotence ------------------------------------------------------------------------------------------
def test_run_that_was_killed_is_continued_and_nobody_is_told_twice(monkeypatch):
    monkeypatch.setattr("ecosystem.notices.reminders.BATCH", 4)
    with at_nine(DUE - timedelta(days=1)):
        drafts(10)
        batches = iter([None, None, KeyboardInterrupt])
        monkeypatch.setattr("ecosystem.notices.reminders.notify_many", lambda notices: _killed(notices, next(batches)))
        with pytest.raises(KeyboardInterrupt):
            reminders.remind_of_drafts()
        assert (SentReminder.objects.count(), OutboxMessage.objects.count()) == (8, 8)
        monkeypatch.setattr("ecosystem.notices.reminders.notify_many", notify_many)

        assert [reminders.remind_of_drafts(), reminders.remind_of_drafts()] == [2, 0]
    assert (OutboxMessage.objects.count(), Notification.objects.count()) == (10, 10)


def _killed(notices: Any, error: Any) -> None:
    notify_many(notices)
    if error:
        raise error


def test_dossier_that_nobody_could_be_told_of_is_told_to_the_officer_who_comes_later():
    with at_nine(DUE - timedelta(days=1)):
        clocks(Step.COMPLETENESS, ApplicationStatus.SUBMITTED)(1)
        call = Application.objects.get().call
        RoleGrant.objects.update(revoked_at=timezone.now())
        assert (reminders.remind_of_clocks(), SentReminder.objects.count()) == (0, 0)
        late = person(Role.OFFICER, unit=call.unit)

        assert [reminders.remind_of_clocks(), reminders.remind_of_clocks()] == [1, 0]
    assert [mail.recipient for mail in OutboxMessage.objects.all()] == [late.email]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_runs_beside_each_other_tell_each_person_once():
    with at_nine(DUE - timedelta(days=1)):
        drafts(12)

        results = run_concurrently([reminders.remind_of_drafts] * 3)

    assert all(isinstance(result, int) for result in results)
    assert (OutboxMessage.objects.count(), Notification.objects.count(), SentReminder.objects.count()) == (12, 12, 12)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_without_unique_keys_runs_beside_each_other_tell_people_twice(monkeypatch):
    keys = itertools.count()
    monkeypatch.setattr(Notice, "key", property(lambda notice: f"{notice.user.pk}:{next(keys)}"))
    add_barrier(monkeypatch, notice_reminders, "notify_many", before=True)
    monkeypatch.setattr("ecosystem.notices.reminders.SentReminder.objects.bulk_create", lambda *a, **k: None)
    with at_nine(DUE - timedelta(days=1)):
        drafts(5)
        run_concurrently([reminders.remind_of_drafts] * 3)

    assert OutboxMessage.objects.count() == 15
