"""Sending and looking up messages: one number for one message, and nobody else finds it."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.models import NumberSeries
from ecosystem.notices.models import OutboxMessage
from ecosystem.reference.models import Holiday
from ecosystem.reference.workdays import DayUnit
from programmes.feedback import actions
from programmes.feedback.models import Feedback
from programmes.plan.actions.reference import remove_holiday, save_reference_row
from programmes.plan.models import FeedbackKind
from tests.concurrency import add_barrier, remove_row_locks, run_concurrently
from tests.factories import FeedbackFactory, person
from tests.programmes.feedback.cases import CONTENT, SEND, send

pytestmark = pytest.mark.django_db

# --- Receiving ---------------------------------------------------------------------------------------


@pytest.mark.row("F10")
def test_message_gets_a_number_a_due_day_a_unit_and_a_receipt(limits):
    feedback = send(email="an@example.org")

    assert feedback.number == f"PA-{timezone.localdate().year}-000001"
    assert feedback.unit == limits
    assert (feedback.limit, feedback.limit_unit) == (5, DayUnit.WORKING)
    mail = OutboxMessage.objects.get()
    assert (mail.kind, mail.recipient) == ("feedback_received", "an@example.org")
    for needed in (feedback.number, feedback.code, feedback.token, f"{feedback.due_on:%d/%m/%Y}"):
        assert needed in mail.body + mail.subject


def test_due_day_counts_working_days_over_the_holidays(limits, time_machine_at_monday):
    Holiday.objects.create(day=date(2026, 6, 3), name="Nghỉ bù")

    feedback = send()

    assert feedback.due_on == date(2026, 6, 9)  # Monday 1 June + 5 working days, Wednesday is off


def test_message_without_a_limit_has_no_due_day():
    assert send().due_on is None


@pytest.mark.parametrize("kind", FeedbackKind.values)
def test_limit_depends_on_the_kind(limits, kind):
    assert send(kind=kind, email="an@example.org").limit == (5 if kind == "question" else 10)


def test_holiday_declared_later_moves_the_due_day_and_back(limits, time_machine_at_monday):
    administrator, feedback, late = (
        person(Role.ADMINISTRATOR),
        send(),
        FeedbackFactory(due_on=date(2026, 5, 1), limit=5),
    )

    holiday = save_reference_row(
        Holiday(day=date(2026, 6, 3), name="Nghỉ bù"),
        by=administrator,
        roles={Role.ADMINISTRATOR},
        fields=["day", "name"],
    )
    feedback.refresh_from_db()
    assert feedback.due_on == date(2026, 6, 9)

    remove_holiday(holiday, by=administrator, reason="Nhập nhầm.")
    feedback.refresh_from_db()
    late.refresh_from_db()
    assert feedback.due_on == date(2026, 6, 8)
    assert late.due_on == date(2026, 5, 1)


def test_same_content_of_one_form_is_one_message(limits):
    key = uuid4()

    first = actions.receive_feedback(key=key, language="vi", **CONTENT)
    again = actions.receive_feedback(key=key, language="vi", **CONTENT)
    other = actions.receive_feedback(key=key, language="vi", **{**CONTENT, "text": "Lời khác."})

    assert first == again
    assert other.number != first.number
    assert Feedback.objects.count() == 2


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_twenty_identical_posts_make_one_message(client):
    key = str(uuid4())
    data = {**CONTENT, "kind": "complaint", "email": "an@example.org", "key": key}

    answers = run_concurrently([lambda: client.post(reverse(SEND), data)] * 20)

    one = Feedback.objects.get()
    assert {answer["Location"] for answer in answers} == {reverse("feedback:feedback_status", args=[one.token])}
    assert OutboxMessage.objects.filter(kind="feedback_received").count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_twenty_simultaneous_messages_get_consecutive_unique_numbers():
    run_concurrently([lambda n=n: send(subject=f"Câu hỏi {n}") for n in range(20)])

    year = timezone.localdate().year
    assert sorted(Feedback.objects.values_list("number", flat=True)) == [f"PA-{year}-{n:06d}" for n in range(1, 21)]
    assert NumberSeries.objects.get(series="PA").last == 20


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_of_the_series_messages_want_the_same_number(monkeypatch):
    """All five have read the last number before one of them takes the next."""
    send(subject="Câu hỏi đầu tiên")
    remove_row_locks(monkeypatch, NumberSeries)
    add_barrier(monkeypatch, NumberSeries, "save", before=True)

    answers = run_concurrently([lambda n=n: send(subject=f"Câu hỏi {n}") for n in range(5)])

    assert sorted(type(answer).__name__ for answer in answers) == ["Feedback", *["IntegrityError"] * 4]


def test_duplicate_number_is_refused_by_the_database():
    FeedbackFactory(number="PA-2026-000001")

    with pytest.raises(IntegrityError), transaction.atomic():
        FeedbackFactory(number="PA-2026-000001")


# --- The form ---------------------------------------------------------------------------------------


def post_form(client: Any, **changes: Any) -> Any:
    return client.post(reverse(SEND), {**CONTENT, "key": str(uuid4()), **changes})


def test_form_redirects_to_the_page_of_the_message(client, limits):
    form = client.get(reverse(SEND)).context["form"]

    response = client.post(reverse(SEND), {**CONTENT, "key": str(form["key"].value())}, follow=True)

    feedback = Feedback.objects.get()
    html = response.content.decode()
    assert response.status_code == 200
    for needed in (feedback.number, feedback.code, f"{feedback.due_on:%d/%m/%Y}"):
        assert needed in html
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "complaint"}, "email"),
        ({"kind": "denunciation"}, "kind"),
        ({"subject": ""}, "subject"),
        ({"text": " \u200b "}, "text"),
        ({"text": "x" * 5001}, "text"),
        ({"email": "khong-phai"}, "email"),
        ({"website": "https://spam.example"}, "website"),
        ({"key": "not-a-key"}, "key"),
    ],
)
def test_invalid_form_shows_the_error_and_keeps_the_input(client, limits, changes, field):
    response = post_form(client, **changes)

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Feedback.objects.exists()
    if "subject" not in changes:
        assert "Hồ sơ" in response.content.decode()


def test_complaint_without_an_address_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        FeedbackFactory(kind=FeedbackKind.COMPLAINT, email="")


def test_rate_limit_is_explained_and_keeps_the_input(client, limits, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "feedback": "2/h/ip"}
    for _n in range(2):
        assert post_form(client).status_code == 302

    response = post_form(client, text="Lời thứ ba.")

    assert response.status_code == 429
    assert "Lời thứ ba." in response.content.decode()
    assert "Hãy chờ một giờ" in response.content.decode()
    assert Feedback.objects.count() == 2


def test_html_in_a_message_is_escaped(client, limits):
    evil = "<script>alert(1)</script>"
    page = post_form(client, subject=evil, text=evil, about=evil, name=evil).url
    feedback = Feedback.objects.get()
    officer = person(Role.OFFICER)

    html = client.get(page).content.decode()
    client.force_login(officer)
    for name in ("feedback_list", "feedback_detail"):
        args = [feedback.pk] if name == "feedback_detail" else []
        html += client.get(reverse(f"feedback:{name}", args=args)).content.decode()

    assert evil not in html
    assert "&lt;script&gt;" in html


# --- Looking it up -----------------------------------------------------------------------------------


def look_up(client: Any, number: str, proof: str) -> Any:
    return client.post(reverse("feedback:feedback_find"), {"number": number, "proof": proof})


def test_message_is_found_by_number_with_code_or_address(client):
    one, other = FeedbackFactory(email="An@example.org"), FeedbackFactory()
    target = reverse("feedback:feedback_status", args=[one.token])

    assert look_up(client, one.number.lower(), one.code.lower()).url == target
    assert look_up(client, one.number, "an@EXAMPLE.org").url == target
    for number, proof in ((one.number, other.code), (one.number, other.email), ("PA-2020-999999", one.code)):
        assert look_up(client, number, proof).status_code == 422


def test_message_without_address_is_not_found_by_an_empty_one(client):
    one = FeedbackFactory(email="")

    assert look_up(client, one.number, " ").status_code == 422
    assert actions.find_feedback(one.number, "") is None


def test_guessing_a_code_is_rate_limited(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "feedback_find": "9/h/ip,2/h/key"}
    one = FeedbackFactory()
    for guess in ("AAAAAAAA", "BBBBBBBB"):
        assert look_up(client, one.number, guess).status_code == 422

    assert look_up(client, one.number, one.code).status_code == 429
