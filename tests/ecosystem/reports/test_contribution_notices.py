"""Each step of a contribution tells its writer, its head or the lead department, and nobody of another unit."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import Role
from ecosystem.notices.models import OutboxMessage
from ecosystem.reports.actions.contribution import (
    approve_contribution,
    remind_of_contributions,
    return_contribution,
    rework_contribution,
    submit_contribution,
)
from ecosystem.reports.models import Contribution, ReportingPeriod
from tests.ecosystem.reports.test_closed_periods import period
from tests.ecosystem.reports.written import write
from tests.factories import UnitFactory, person
from tests.mails import distinct_mail_recipients

pytestmark = pytest.mark.django_db


class Unit:
    """A partner unit with two reporters, of whom one wrote, and a head; another unit, and the lead department."""

    def __init__(self) -> None:
        unit, other = UnitFactory(), UnitFactory()
        self.writer = person(Role.PARTNER_REPORTER, unit=unit)
        self.colleague = person(Role.PARTNER_REPORTER, unit=unit)
        self.head = person(Role.PARTNER_HEAD, unit=unit)
        self.foreign = person(Role.PARTNER_REPORTER, Role.PARTNER_HEAD, unit=other)
        self.manager = person(Role.MANAGER)
        person(Role.OFFICER)
        self.row = Contribution.objects.create(period=period(), unit=unit)
        write(self.row, by=self.writer, results="Kết quả")

    @property
    def fresh(self) -> Contribution:
        return Contribution.objects.get(pk=self.row.pk)


@pytest.fixture
def unit():
    return Unit()


def test_head_is_notified_that_a_contribution_waits(unit):
    submit_contribution(unit.fresh, by=unit.writer)

    assert distinct_mail_recipients("contribution_submitted") == {unit.head.email}


def test_writer_is_notified_why_the_head_sent_it_back(unit):
    submit_contribution(unit.fresh, by=unit.writer)
    return_contribution(unit.fresh, by=unit.head, reason="Thiếu số liệu")

    assert distinct_mail_recipients("contribution_returned") == {unit.writer.email}
    assert "Thiếu số liệu" in OutboxMessage.objects.get(kind="contribution_returned").body


def test_colleague_is_notified_when_the_writer_left(unit):
    submit_contribution(unit.fresh, by=unit.writer)
    RoleGrant.objects.filter(user=unit.writer).update(revoked_at=unit.row.created_at)

    return_contribution(unit.fresh, by=unit.head, reason="Thiếu số liệu")

    assert distinct_mail_recipients("contribution_returned") == {unit.colleague.email}


def test_writer_and_department_are_notified_of_the_approval(unit):
    submit_contribution(unit.fresh, by=unit.writer)
    approve_contribution(unit.fresh, by=unit.head)

    assert distinct_mail_recipients("contribution_approved") == {unit.writer.email, unit.manager.email}


def test_writer_and_head_are_notified_why_the_department_asks_to_rework(unit):
    submit_contribution(unit.fresh, by=unit.writer)
    approve_contribution(unit.fresh, by=unit.head)
    rework_contribution(unit.fresh, by=unit.manager, reason="Chưa đúng kỳ")

    assert distinct_mail_recipients("contribution_returned") == {unit.writer.email, unit.head.email}


@pytest.mark.parametrize(
    ("sent", "days_before", "told"),
    [
        (False, 1, {"writer", "colleague"}),
        (True, 1, {"head"}),
        (False, 0, {"writer", "colleague"}),
        (False, 2, set()),
        (False, -1, set()),
    ],
)
def test_unit_is_reminded_once_of_a_contribution_that_is_due_tomorrow(unit, sent, days_before, told):
    """Wednesday, 18 March 2026 is the due day."""
    due_on = date(2026, 3, 18)
    ReportingPeriod.objects.update(status="ended", contributions_due_on=due_on)
    if sent:
        submit_contribution(unit.fresh, by=unit.writer)

    with time_machine.travel(f"{due_on - timedelta(days=days_before)}T09:00:00+07:00", tick=False):
        remind_of_contributions()
        remind_of_contributions()

    mails = OutboxMessage.objects.filter(kind="contribution_due")
    assert sorted(mail.recipient for mail in mails) == sorted(getattr(unit, name).email for name in told)


def test_nobody_is_reminded_of_a_contribution_that_was_approved(unit):
    ReportingPeriod.objects.update(status="ended", contributions_due_on=timezone.localdate())
    submit_contribution(unit.fresh, by=unit.writer)
    approve_contribution(unit.fresh, by=unit.head)

    remind_of_contributions()

    assert not OutboxMessage.objects.filter(kind="contribution_due").exists()
