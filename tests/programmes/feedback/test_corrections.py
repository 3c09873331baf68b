"""Corrections of answers: earlier answers are stored, and two editors lose nothing."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import CHOICE_FIELD, EditConflict
from ecosystem.core.workflow import TransitionRefused
from ecosystem.notices.models import OutboxMessage
from programmes.feedback import actions
from programmes.feedback.models import Feedback
from tests.concurrency import remove_lock, run_concurrently
from tests.edit_forms import edit_form_on
from tests.factories import FeedbackFactory, person
from tests.programmes.feedback.cases import correct, in_state

pytestmark = pytest.mark.django_db


def test_correction_keeps_the_earlier_answer_and_tells_the_sender_why(client):
    first, second = person(Role.OFFICER), person(Role.MANAGER)
    feedback = actions.answer_feedback(in_state("in_progress", first, language="en"), by=first, answer="Wednesday.")

    once = correct(feedback, second, answer="Thursday.", reason="The hall is taken.")
    twice = correct(once, first, answer="Friday.", reason="The day was moved.")

    assert (twice.status, twice.answer, twice.handler, twice.answered_at) == (
        "answered",
        "Friday.",
        first,
        feedback.answered_at,
    )
    earlier = [(one.text, one.given_at, one.given_by, one.reason) for one in twice.earlier_answers.all()]
    assert earlier == [
        ("Thursday.", once.corrected_at, second, "The day was moved."),
        ("Wednesday.", feedback.answered_at, first, "The hall is taken."),
    ]
    mails = OutboxMessage.objects.filter(kind="feedback_corrected").order_by("pk")
    assert [mail.subject for mail in mails] == [f"Corrected answer to your message {feedback.number}"] * 2
    assert {"Thursday.", "The hall is taken."} <= set(mails[0].body.splitlines())
    page = client.get(reverse("feedback:feedback_status", args=[feedback.token])).content.decode()
    for text in ("Wednesday.", "Thursday.", "Friday.", "The hall is taken.", "The day was moved."):
        assert text in page
    for name in (first.full_name, second.full_name):
        assert name not in page


def test_correction_counts_as_answered_when_it_was_answered_first():
    officer = person(Role.OFFICER)
    day = timezone.now() - timedelta(days=3)
    feedback = FeedbackFactory(
        status="answered", handler=officer, answer="Đã xong.", answered_at=day, due_on=timezone.localdate(day)
    )

    correct(feedback, officer)

    assert not Feedback.objects.late().exists()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"version": ""}, EditConflict),
        ({"version": "nonsense"}, EditConflict),
        ({"reason": " "}, TransitionRefused),
        ({"answer": " Đã xong. "}, TransitionRefused),
    ],
)
def test_correction_without_reason_or_change_or_of_another_version_is_refused(change, error):
    officer = person(Role.OFFICER)
    feedback = in_state("answered", officer)

    with pytest.raises(error):
        correct(feedback, officer, **change)

    feedback.refresh_from_db()
    assert (feedback.answer, feedback.earlier_answers.count()) == ("Đã xong.", 0)
    assert not OutboxMessage.objects.exists()


def test_earlier_answers_are_never_changed_nor_deleted():
    officer = person(Role.OFFICER)
    feedback = correct(in_state("answered", officer), officer)

    for sql in ("UPDATE feedback_earlieranswer SET text = 'x'", "DELETE FROM feedback_earlieranswer"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    with pytest.raises(DatabaseError), transaction.atomic():  # kept once already, under its own time
        Feedback.objects.filter(pk=feedback.pk).update(answer="khác", corrected_at=timezone.now())


def corrected_at_once() -> tuple[Feedback, list[type]]:
    feedback = in_state("answered", person(Role.OFFICER))
    people = [person(Role.OFFICER) for _ in range(5)]
    answers = run_concurrently([lambda by=by: correct(feedback, by, answer=f"Lời của {by.pk}") for by in people])
    return feedback, [type(answer) for answer in answers]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_five_simultaneous_corrections_one_is_saved_and_the_others_conflict():
    feedback, answers = corrected_at_once()

    assert sorted(answers, key=str) == sorted([Feedback, *[EditConflict] * 4], key=str)
    assert feedback.earlier_answers.count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_simultaneous_corrections_violate_a_constraint(monkeypatch):
    """Negative control of the test above: without the lock the second correction is a database error."""
    remove_lock(monkeypatch, actions, barrier_at=Feedback)

    feedback, answers = corrected_at_once()

    assert sorted(answers, key=str) == sorted([Feedback, *[IntegrityError] * 4], key=str)
    assert feedback.earlier_answers.count() == 1


def correction_page(client, feedback):
    address = reverse("feedback:feedback_correct", args=[feedback.pk])
    form = edit_form_on(client.get(address).content.decode())
    assert form.data["answer"] == [feedback.answer]
    return address, form.data


def test_handler_corrects_the_answer_on_its_page(client):
    officer = person(Role.OFFICER)
    client.force_login(officer)
    feedback = in_state("answered", officer)
    address, form = correction_page(client, feedback)
    data = {**form, "answer": "Thứ Năm.", "reason": "Nhầm ngày."}

    assert client.post(address, {**data, "reason": ""}).status_code == 422
    assert client.post(address, {**data, "version": ""}).status_code == 409
    assert client.post(address, data).status_code == 302
    feedback.refresh_from_db()
    assert feedback.answer == "Thứ Năm."
    html = client.get(reverse("feedback:feedback_detail", args=[feedback.pk])).content.decode()
    for text in ("Đã xong.", "Thứ Năm.", "Nhầm ngày."):
        assert text in html
    assert [heading for _id, heading in re.findall(r'<h2( id="[^"]*")?>([^<]+)</h2>', html)][:3] == [
        "Nội dung đã gửi",
        "Trả lời",
        "Tóm tắt",
    ]


def test_concurrent_correction_shows_the_saved_answer_and_can_be_accepted(client):
    officer, colleague = person(Role.OFFICER), person(Role.OFFICER)
    client.force_login(officer)
    feedback = in_state("answered", officer)
    address, form = correction_page(client, feedback)
    data = {**form, "answer": "Thứ Năm.", "reason": "Nhầm ngày."}
    correct(feedback, colleague, answer="Thứ Sáu.")

    conflict = client.post(address, data)
    html = conflict.content.decode()
    shown = edit_form_on(html).data
    taken_over = client.post(address, {**shown, CHOICE_FIELD: ["answer"]})

    assert conflict.status_code == 409
    assert "Thứ Sáu." in html
    assert colleague.full_name in html
    assert (shown["answer"], shown["reason"]) == (["Thứ Năm."], ["Nhầm ngày."])
    assert taken_over.url == reverse("feedback:feedback_detail", args=[feedback.pk])
    feedback.refresh_from_db()
    assert (feedback.answer, feedback.earlier_answers.count()) == ("Thứ Sáu.", 1)
    assert OutboxMessage.objects.filter(kind="feedback_corrected").count() == 1
