"""Reminders go out once each, and no dossier moves by itself."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from ecosystem.core.models import AuditEntry
from ecosystem.notices.models import OutboxMessage
from programmes.grants.actions.application import record_check, return_for_completion
from programmes.grants.models import Application, Submission
from programmes.grants.tasks import watch_deadlines
from programmes.plan.models import Step, TimeLimit
from tests.factories import ApplicationFactory, CallFactory, StartupFactory, UserFactory
from tests.programmes.grants.conftest import check_version, one_gap

pytestmark = pytest.mark.django_db


def kinds():
    return list(OutboxMessage.objects.order_by("pk").values_list("kind", flat=True))


def at(day, hour=9):
    return time_machine.travel(f"{day}T{hour:02d}:00:00+07:00", tick=False)


@pytest.fixture
def open_draft():
    """A draft in a call that closes on Friday 25 September 2026 at 17:00."""
    closes = timezone.datetime.fromisoformat("2026-09-25T17:00:00+07:00")
    call = CallFactory(opens_at=closes - timedelta(days=60), closes_at=closes)
    return ApplicationFactory(call=call, startup=StartupFactory(members=[UserFactory()]))


@pytest.mark.row("A20")
def test_draft_is_reminded_five_and_one_working_days_before_closing(open_draft):
    found = []
    for day in ("2026-09-17", "2026-09-18", "2026-09-19", "2026-09-23", "2026-09-24", "2026-09-25"):
        with at(day):
            watch_deadlines()
            watch_deadlines()
        found.append(OutboxMessage.objects.count())

    assert found == [0, 1, 1, 1, 2, 2]
    assert kinds() == ["draft_reminder", "draft_reminder"]


def test_nobody_is_reminded_after_closing_or_after_sending(open_draft):
    with at("2026-09-25", 18):
        watch_deadlines()
    Application.objects.update(status="withdrawn")
    with at("2026-09-24"):
        watch_deadlines()

    assert kinds() == []


def test_applicant_is_reminded_before_the_completion_ends_and_nothing_moves(dossier_in_check, officer):
    record_check(dossier_in_check, one_gap(dossier_in_check), by=officer, version=check_version(dossier_in_check))
    returned = return_for_completion(dossier_in_check, by=officer, reason="Bổ sung")
    TimeLimit.objects.filter(step=Step.COMPLETION).update(remind_before=[5, 1])
    due = returned.clocks.get(step=Step.COMPLETION).due_on
    moves = AuditEntry.objects.count()
    for days in (6, 5, 4, 1, 0, -1, -30):
        with at(due - timedelta(days=days)):
            watch_deadlines()

    assert kinds().count("completion_reminder") == 2
    returned.refresh_from_db()
    assert returned.status == "returned"
    assert AuditEntry.objects.count() == moves


def test_staff_are_reminded_before_their_step_is_due(dossier_in_check, officer):
    due = dossier_in_check.clocks.get().due_on
    with at(due):
        watch_deadlines()
        watch_deadlines()

    mail = OutboxMessage.objects.get(kind="step_reminder")
    assert mail.recipient == officer.email


def test_nobody_is_reminded_of_a_step_whose_row_says_so(dossier_in_check, officer):
    TimeLimit.objects.update(remind_before=[])
    with at(dossier_in_check.clocks.get().due_on):
        watch_deadlines()

    assert "step_reminder" not in kinds()


def test_missing_receipt_is_made_by_the_next_beat(submitted_dossier):
    Submission.objects.update(receipt="", receipt_sha256="")
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        watch_deadlines()

    assert Submission.objects.get().receipt_sha256
