"""Reminders before the due day of a message: recipients, thresholds and idempotency."""

from datetime import date, timedelta
from typing import Any

import pytest

from ecosystem.accounts.roles import Role
from ecosystem.notices.models import Notification, NotificationChoice, OutboxMessage
from ecosystem.reference.models import Holiday
from ecosystem.reference.workdays import DayUnit
from programmes.feedback.models import Feedback
from programmes.feedback.tasks import send_feedback_reminders
from programmes.plan.models import TimeLimit
from tests.factories import FeedbackFactory, UnitFactory, person

pytestmark = pytest.mark.django_db


def due_in(days: int, **fields: Any) -> Feedback:
    """A waiting message in a unit of its own, due `days` calendar days after Monday 1 June 2026."""
    fields.setdefault("unit", UnitFactory())
    return FeedbackFactory(due_on=date(2026, 6, 1) + timedelta(days=days), limit_unit=DayUnit.WORKING, **fields)


def sent_reminders() -> list[tuple[str, str]]:
    """Recipient and message of each reminder mail, in the order in which they were sent."""
    mails = OutboxMessage.objects.filter(kind="feedback_due").order_by("pk")
    return [(mail.recipient, mail.key.split(":")[1]) for mail in mails]


@pytest.fixture
def reminders(time_machine_at_monday):
    for kind, days in (("question", [2]), ("proposal", [4, 1]), ("complaint", [])):
        TimeLimit.objects.create(step=kind, amount=10, unit=DayUnit.WORKING, remind_before=days)


def test_handler_is_reminded_once_in_the_portal_and_by_mail(reminders):
    officer = person(Role.OFFICER)
    mine = due_in(2, status="in_progress", handler=officer)
    due_in(3, status="in_progress", handler=officer)

    send_feedback_reminders()
    send_feedback_reminders()

    assert sent_reminders() == [(officer.email, str(mine.pk))]
    one = Notification.objects.get(user=officer)
    assert (one.kind, one.url) == ("feedback_due", f"/manage/feedback/{mine.pk}/")
    assert mine.number in one.text
    assert "03/06/2026" in one.text


def test_reminders_count_working_days_over_the_holidays(reminders):
    officer = person(Role.OFFICER)
    Holiday.objects.create(day=date(2026, 6, 3), name="Nghỉ bù")
    mine = due_in(3, status="in_progress", handler=officer)  # Thursday: Tuesday and Thursday are left

    send_feedback_reminders()

    assert sent_reminders() == [(officer.email, str(mine.pk))]


def test_message_without_a_handler_reminds_all_who_may_answer_it(reminders):
    here, there = UnitFactory(), UnitFactory()
    officer, manager, everywhere = (
        person(Role.OFFICER, unit=here),
        person(Role.MANAGER, unit=here),
        person(Role.OFFICER),
    )
    for role in (Role.DIRECTOR, Role.ACCOUNTANT, Role.COUNCIL):
        person(role)
    person(Role.OFFICER, unit=there)
    person(Role.OFFICER, unit=here, is_active=False)
    free = due_in(1, unit=here)

    send_feedback_reminders()

    assert sent_reminders() == [(one.email, str(free.pk)) for one in (officer, manager, everywhere)]


def test_message_of_a_handler_who_left_the_unit_reminds_the_others(reminders):
    unit = UnitFactory()
    left, stays = person(Role.OFFICER, unit=UnitFactory()), person(Role.OFFICER, unit=unit)
    orphan = due_in(1, unit=unit, status="in_progress", handler=left)

    send_feedback_reminders()

    assert sent_reminders() == [(stays.email, str(orphan.pk))]


def test_each_threshold_reminds_once_and_again_after_the_due_day_moved(reminders, time_machine):
    officer = person(Role.OFFICER)
    mine = due_in(7, kind="proposal", status="in_progress", handler=officer)  # Monday after
    found = []
    for day in ("2026-06-01", "2026-06-02", "2026-06-03", "2026-06-05", "2026-06-08", "2026-06-09"):
        time_machine.move_to(f"{day}T09:00:00+07:00", tick=False)
        send_feedback_reminders()
        found.append(len(sent_reminders()))
    assert found == [0, 1, 1, 2, 2, 2]

    Feedback.objects.filter(pk=mine.pk).update(due_on=date(2026, 6, 10))
    send_feedback_reminders()
    assert len(sent_reminders()) == 3


def test_no_reminder_for_settled_overdue_or_distant_messages_or_without_a_limit(reminders):
    officer = person(Role.OFFICER)
    due_in(-1, status="in_progress", handler=officer)
    due_in(20, status="in_progress", handler=officer)
    due_in(1, status="closed", closing_reason="Gửi hai lần.")
    due_in(1, kind="complaint", status="in_progress", handler=officer)
    FeedbackFactory(due_on=None, status="in_progress", handler=officer)

    send_feedback_reminders()
    TimeLimit.objects.all().delete()
    due_in(1, status="in_progress", handler=officer)
    send_feedback_reminders()

    assert sent_reminders() == []


def test_reminder_by_mail_can_be_switched_off(reminders):
    officer = person(Role.OFFICER)
    NotificationChoice.objects.create(user=officer, kind="feedback_due", by_mail=False, in_portal=True)
    due_in(1, status="in_progress", handler=officer)

    send_feedback_reminders()
    send_feedback_reminders()

    assert sent_reminders() == []
    assert Notification.objects.filter(user=officer).count() == 1
