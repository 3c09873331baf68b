"""Moves of a message: which roles may make them from which status, and what the sender receives."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import NEEDS_UNIT, Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.models import OutboxMessage
from programmes.feedback import actions
from programmes.feedback.models import Feedback, FeedbackStatus
from tests.factories import FeedbackFactory, UnitFactory, person
from tests.programmes.feedback.cases import MOVES, in_state

pytestmark = pytest.mark.django_db


def test_every_move_has_its_action():
    assert set(MOVES) == set(Feedback.TRANSITIONS)


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("status", FeedbackStatus.values)
def test_move_is_refused_from_every_state_outside_its_sources(name, status):
    officer = person(Role.OFFICER)
    feedback = in_state(status, officer)
    move = Feedback.TRANSITIONS[name]

    if status in move.sources:
        MOVES[name](feedback, officer)
        feedback.refresh_from_db()
        assert feedback.status == move.target
        assert AuditEntry.objects.about(feedback).get().by == officer
    else:
        with pytest.raises(TransitionRefused):
            MOVES[name](feedback, officer)
        feedback.refresh_from_db()
        assert feedback.status == status
        assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("role", [role for role in Role if role not in {"officer", "manager", "applicant"}])
def test_move_is_refused_to_every_other_role(name, role):
    feedback = in_state("in_progress", person(Role.OFFICER))
    other = person(role, unit=UnitFactory() if role in NEEDS_UNIT else None)

    with pytest.raises(RoleRefused):
        MOVES[name](feedback, other)


@pytest.mark.parametrize("name", MOVES)
def test_move_is_refused_to_an_officer_of_another_unit(name):
    feedback = in_state("in_progress", person(Role.OFFICER), unit=UnitFactory())

    with pytest.raises(RoleRefused):
        MOVES[name](feedback, person(Role.OFFICER, unit=UnitFactory()))


def test_only_the_handler_may_answer():
    first, second = person(Role.OFFICER), person(Role.OFFICER)
    feedback = actions.take_over_feedback(FeedbackFactory(), by=first)

    with pytest.raises(TransitionRefused):
        actions.answer_feedback(feedback, by=second, answer="Ngày mai.")
    feedback.refresh_from_db()
    assert (feedback.status, feedback.answer) == ("in_progress", "")

    actions.take_over_feedback(feedback, by=second)
    assert actions.answer_feedback(feedback, by=second, answer="Ngày mai.").handler == second


@pytest.mark.row("F10")
def test_answer_is_mailed_in_the_language_of_the_sender():
    officer = person(Role.OFFICER)
    feedback = in_state("in_progress", officer, language="en")

    actions.answer_feedback(feedback, by=officer, answer="Tomorrow.")

    mail = OutboxMessage.objects.get()
    assert (mail.recipient, mail.language) == (feedback.email, "en")
    assert mail.subject == f"Answer to your message {feedback.number}"
    assert "Tomorrow." in mail.body


def test_sender_without_email_address_reads_the_answer_on_the_page(client):
    officer = person(Role.OFFICER)
    feedback = in_state("in_progress", officer, email="")

    actions.answer_feedback(feedback, by=officer, answer="Ngày mai.")

    assert not OutboxMessage.objects.exists()
    page = client.get(reverse("feedback:feedback_status", args=[feedback.token])).content.decode()
    assert "Ngày mai." in page
    assert officer.full_name not in page


def test_forwarded_message_is_visible_to_the_new_unit_only():
    here, there = UnitFactory(), UnitFactory()
    old, new = person(Role.OFFICER, unit=here), person(Role.OFFICER, unit=there)
    feedback = in_state("in_progress", old, unit=here)

    actions.forward_feedback(feedback, by=old, unit=there, reason="Đúng việc hơn.")

    assert not Feedback.objects.visible_to(old).exists()
    moved = Feedback.objects.visible_to(new).get()
    assert (moved.status, moved.handler, moved.due_on) == ("received", None, feedback.due_on)
    assert AuditEntry.objects.about(moved).get().reason == f"{there.name}: Đúng việc hơn."


def test_message_is_not_forwarded_to_its_own_unit_or_one_without_handlers():
    here = UnitFactory()
    officer = person(Role.OFFICER, unit=here)
    feedback = FeedbackFactory(unit=here)

    for unit in (here, UnitFactory()):
        with pytest.raises(TransitionRefused):
            actions.forward_feedback(feedback, by=officer, unit=unit, reason="Đúng việc hơn.")
    feedback.refresh_from_db()
    assert feedback.unit == here


def test_content_and_answers_are_immutable_and_messages_are_never_deleted():
    feedback = in_state("answered", person(Role.OFFICER))

    now = timezone.now()
    for change in (
        {"text": "khác"},
        {"email": ""},
        {"code": "AAAAAAAA"},
        {"answer": "khác"},
        {"answered_at": now},
        {"answer": "khác", "corrected_at": now},
        {"corrected_at": now},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Feedback.objects.filter(pk=feedback.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        feedback.delete()
