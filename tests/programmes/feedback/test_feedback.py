"""Messages from the public: one number and one answer each, read by nobody who should not."""

import re
from datetime import date, timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import NEEDS_UNIT, Role
from ecosystem.core.models import AuditEntry, NumberSeries
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.models import Notification, NotificationChoice, OutboxMessage
from ecosystem.reference.models import Holiday
from ecosystem.reference.workdays import DayUnit
from programmes.feedback import actions
from programmes.feedback.models import Feedback, FeedbackStatus
from programmes.feedback.tasks import remind_of_waiting_feedback
from programmes.plan.actions.reference import remove_holiday, save_reference_row
from programmes.plan.models import FeedbackKind, TimeLimit
from tests.factories import FeedbackFactory, UnitFactory, person
from tests.lists import bulk_confirm, bulk_preview
from tests.racing import at_once

pytestmark = pytest.mark.django_db
SEND = "feedback:feedback_send"
WORDS = {"kind": "question", "subject": "Hồ sơ", "text": "Bao giờ có kết quả?", "about": "", "name": "", "email": ""}


def correct(one: Feedback, by: Any, **changes: str) -> Feedback:
    words = {"answer": "Thứ Năm.", "reason": "Nhầm ngày.", "seen": one.answer_seen, **changes}
    return actions.correct_feedback(one, by=by, **words)


MOVES = {
    "take_over": lambda one, by: actions.take_over_feedback(one, by=by),
    "answer": lambda one, by: actions.answer_feedback(one, by=by, answer="Ngày mai."),
    "correct": correct,
    "forward": lambda one, by: actions.forward_feedback(one, by=by, unit=UnitFactory(), reason="Đúng việc hơn."),
    "close": lambda one, by: actions.close_feedback(one, by=by, reason="Gửi hai lần."),
}


@pytest.fixture
def limits():
    for kind, days in (("question", 5), ("proposal", 10), ("complaint", 10)):
        TimeLimit.objects.create(step=kind, amount=days, unit=DayUnit.WORKING)
    return UnitFactory(is_lead=True)


def in_state(status: str, handler: Any, **fields: Any) -> Feedback:
    fields |= {"status": status, "handler": handler if status in ("in_progress", "answered") else None}
    if status == "answered":
        fields |= {"answer": "Đã xong.", "answered_at": timezone.now()}
    return FeedbackFactory(**fields)


def send(**changes: Any) -> Feedback:
    return actions.receive_feedback(key=uuid4(), language="vi", **{**WORDS, **changes})


# --- Receiving --------------------------------------------------------------------------------------


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
def test_every_kind_has_its_own_limit(limits, kind):
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


@pytest.fixture
def time_machine_at_monday(time_machine):
    time_machine.move_to("2026-06-01T09:00:00+07:00", tick=False)


def test_same_words_of_one_form_are_one_message(limits):
    key = uuid4()

    first = actions.receive_feedback(key=key, language="vi", **WORDS)
    again = actions.receive_feedback(key=key, language="vi", **WORDS)
    other = actions.receive_feedback(key=key, language="vi", **{**WORDS, "text": "Lời khác."})

    assert first == again
    assert other.number != first.number
    assert Feedback.objects.count() == 2


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_twenty_identical_posts_make_one_message(client):
    key = str(uuid4())
    words = {**WORDS, "kind": "complaint", "email": "an@example.org", "key": key}

    answers = at_once([lambda: client.post(reverse(SEND), words)] * 20)

    one = Feedback.objects.get()
    assert {answer["Location"] for answer in answers} == {reverse("feedback:feedback_status", args=[one.token])}
    assert OutboxMessage.objects.filter(kind="feedback_received").count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_twenty_messages_at_once_get_numbers_without_gaps_or_doubles():
    at_once([lambda n=n: send(subject=f"Câu hỏi {n}") for n in range(20)])

    year = timezone.localdate().year
    assert sorted(Feedback.objects.values_list("number", flat=True)) == [f"PA-{year}-{n:06d}" for n in range(1, 21)]
    assert NumberSeries.objects.get(series="PA").last == 20


def test_number_series_refuses_a_double():
    FeedbackFactory(number="PA-2026-000001")

    with pytest.raises(IntegrityError), transaction.atomic():
        FeedbackFactory(number="PA-2026-000001")


# --- The form ---------------------------------------------------------------------------------------


def posted(client: Any, **changes: Any) -> Any:
    return client.post(reverse(SEND), {**WORDS, "key": str(uuid4()), **changes})


def test_form_leads_to_the_page_of_the_message(client, limits):
    shown = client.get(reverse(SEND)).context["form"]

    response = client.post(reverse(SEND), {**WORDS, "key": str(shown["key"].value())}, follow=True)

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
def test_form_says_what_to_correct_and_keeps_the_words(client, limits, changes, field):
    response = posted(client, **changes)

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Feedback.objects.exists()
    if "subject" not in changes:
        assert "Hồ sơ" in response.content.decode()


def test_complaint_without_an_address_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        FeedbackFactory(kind=FeedbackKind.COMPLAINT, email="")


def test_too_many_messages_are_refused_clearly_and_the_words_kept(client, limits, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "feedback": "2/h/ip"}
    for _n in range(2):
        assert posted(client).status_code == 302

    response = posted(client, text="Lời thứ ba.")

    assert response.status_code == 429
    assert "Lời thứ ba." in response.content.decode()
    assert "Hãy chờ một giờ" in response.content.decode()
    assert Feedback.objects.count() == 2


def test_hostile_words_are_shown_as_words(client, limits):
    evil = "<script>alert(1)</script>"
    page = posted(client, subject=evil, text=evil, about=evil, name=evil).url
    feedback = Feedback.objects.get()
    officer = person(Role.OFFICER)

    html = client.get(page).content.decode()
    client.force_login(officer)
    for name in ("feedback_list", "feedback_detail"):
        args = [feedback.pk] if name == "feedback_detail" else []
        html += client.get(reverse(f"feedback:{name}", args=args)).content.decode()

    assert evil not in html
    assert "&lt;script&gt;" in html


# --- Looking it up ----------------------------------------------------------------------------------


def found(client: Any, number: str, proof: str) -> Any:
    return client.post(reverse("feedback:feedback_find"), {"number": number, "proof": proof})


def test_message_is_found_by_number_with_code_or_address(client):
    one, other = FeedbackFactory(email="An@example.org"), FeedbackFactory()
    target = reverse("feedback:feedback_status", args=[one.token])

    assert found(client, one.number.lower(), one.code.lower()).url == target
    assert found(client, one.number, "an@EXAMPLE.org").url == target
    for number, proof in ((one.number, other.code), (one.number, other.email), ("PA-2020-999999", one.code)):
        assert found(client, number, proof).status_code == 422


def test_message_without_address_is_not_found_by_an_empty_one(client):
    one = FeedbackFactory(email="")

    assert found(client, one.number, " ").status_code == 422
    assert actions.find_feedback(one.number, "") is None


def test_guessing_a_code_ends_soon(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "feedback_find": "9/h/ip,2/h/key"}
    one = FeedbackFactory()
    for guess in ("AAAAAAAA", "BBBBBBBB"):
        assert found(client, one.number, guess).status_code == 422

    assert found(client, one.number, one.code).status_code == 429


# --- The desk ---------------------------------------------------------------------------------------


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


def test_only_who_took_it_over_answers():
    first, second = person(Role.OFFICER), person(Role.OFFICER)
    feedback = actions.take_over_feedback(FeedbackFactory(), by=first)

    with pytest.raises(TransitionRefused):
        actions.answer_feedback(feedback, by=second, answer="Ngày mai.")
    feedback.refresh_from_db()
    assert (feedback.status, feedback.answer) == ("in_progress", "")

    actions.take_over_feedback(feedback, by=second)
    assert actions.answer_feedback(feedback, by=second, answer="Ngày mai.").handler == second


@pytest.mark.row("F10")
def test_answer_goes_to_the_sender_in_the_senders_language():
    officer = person(Role.OFFICER)
    feedback = in_state("in_progress", officer, language="en")

    actions.answer_feedback(feedback, by=officer, answer="Tomorrow.")

    mail = OutboxMessage.objects.get()
    assert (mail.recipient, mail.language) == (feedback.email, "en")
    assert mail.subject == f"Answer to your message {feedback.number}"
    assert "Tomorrow." in mail.body


def test_sender_without_address_reads_the_answer_on_the_page(client):
    officer = person(Role.OFFICER)
    feedback = in_state("in_progress", officer, email="")

    actions.answer_feedback(feedback, by=officer, answer="Ngày mai.")

    assert not OutboxMessage.objects.exists()
    page = client.get(reverse("feedback:feedback_status", args=[feedback.token])).content.decode()
    assert "Ngày mai." in page
    assert officer.full_name not in page


def test_forwarded_message_leaves_the_old_unit_for_the_new_one():
    here, there = UnitFactory(), UnitFactory()
    old, new = person(Role.OFFICER, unit=here), person(Role.OFFICER, unit=there)
    feedback = in_state("in_progress", old, unit=here)

    actions.forward_feedback(feedback, by=old, unit=there, reason="Đúng việc hơn.")

    assert not Feedback.objects.visible_to(old).exists()
    moved = Feedback.objects.visible_to(new).get()
    assert (moved.status, moved.handler, moved.due_on) == ("received", None, feedback.due_on)
    assert AuditEntry.objects.about(moved).get().reason == f"{there.name}: Đúng việc hơn."


def test_message_is_not_forwarded_where_nobody_can_answer_or_it_is_already():
    here = UnitFactory()
    officer = person(Role.OFFICER, unit=here)
    feedback = FeedbackFactory(unit=here)

    for unit in (here, UnitFactory()):
        with pytest.raises(TransitionRefused):
            actions.forward_feedback(feedback, by=officer, unit=unit, reason="Đúng việc hơn.")
    feedback.refresh_from_db()
    assert feedback.unit == here


def test_sent_words_and_given_answers_are_frozen_and_nothing_is_deleted():
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


# --- Corrections ------------------------------------------------------------------------------------


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
    kept = [(one.text, one.given_at, one.given_by, one.reason) for one in twice.earlier_answers.all()]
    assert kept == [
        ("Thursday.", once.corrected_at, second, "The day was moved."),
        ("Wednesday.", feedback.answered_at, first, "The hall is taken."),
    ]
    mails = OutboxMessage.objects.filter(kind="feedback_corrected").order_by("pk")
    assert [mail.subject for mail in mails] == [f"Corrected answer to your message {feedback.number}"] * 2
    assert {"Thursday.", "The hall is taken."} <= set(mails[0].body.splitlines())
    page = client.get(reverse("feedback:feedback_status", args=[feedback.token])).content.decode()
    for told in ("Wednesday.", "Thursday.", "Friday.", "The hall is taken.", "The day was moved."):
        assert told in page
    for hidden in (first.full_name, second.full_name):
        assert hidden not in page


def test_correction_counts_as_answered_when_it_was_answered_first():
    officer = person(Role.OFFICER)
    day = timezone.now() - timedelta(days=3)
    feedback = FeedbackFactory(
        status="answered", handler=officer, answer="Đã xong.", answered_at=day, due_on=timezone.localdate(day)
    )

    correct(feedback, officer)

    assert not Feedback.objects.late().exists()


@pytest.mark.parametrize("change", [{"seen": ""}, {"seen": "nonsense"}, {"reason": " "}, {"answer": " Đã xong. "}])
def test_correction_without_reason_or_news_or_of_an_answer_that_was_not_seen_is_refused(change):
    officer = person(Role.OFFICER)
    feedback = in_state("answered", officer)

    with pytest.raises(TransitionRefused):
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
    answers = at_once([lambda by=by: correct(feedback, by, answer=f"Lời của {by.pk}") for by in people])
    return feedback, [type(answer) for answer in answers]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_five_corrections_at_once_one_holds_and_the_others_are_told():
    feedback, answers = corrected_at_once()

    assert sorted(answers, key=str) == sorted([Feedback, *[TransitionRefused] * 4], key=str)
    assert feedback.earlier_answers.count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_database_alone_would_stop_them(monkeypatch):
    """The negative control of the test above: whoever comes second meets a fault instead of words."""
    gate = Barrier(5)

    def unlocked(feedback: Feedback) -> Feedback:
        found = Feedback.objects.get(pk=feedback.pk)
        gate.wait(30)
        return found

    monkeypatch.setattr(actions, "lock", unlocked)

    feedback, answers = corrected_at_once()

    assert sorted(answers, key=str) == sorted([Feedback, *[IntegrityError] * 4], key=str)
    assert feedback.earlier_answers.count() == 1


def test_desk_corrects_through_its_page(client):
    officer = person(Role.OFFICER)
    client.force_login(officer)
    feedback = in_state("answered", officer)
    address = reverse("feedback:feedback_correct", args=[feedback.pk])
    shown = client.get(address)
    words = {"answer": "Thứ Năm.", "reason": "Nhầm ngày.", "seen": feedback.answer_seen}

    assert f'name="seen" value="{feedback.answer_seen}"' in shown.content.decode()
    assert shown.context["form"]["answer"].value() == "Đã xong."
    assert client.post(address, {**words, "reason": ""}).status_code == 422
    assert client.post(address, {**words, "seen": ""}).status_code == 409
    assert client.post(address, words).status_code == 302
    feedback.refresh_from_db()
    assert feedback.answer == "Thứ Năm."
    html = client.get(reverse("feedback:feedback_detail", args=[feedback.pk])).content.decode()
    for told in ("Đã xong.", "Thứ Năm.", "Nhầm ngày."):
        assert told in html
    assert [words for _id, words in re.findall(r'<h2( id="[^"]*")?>([^<]+)</h2>', html)][:3] == [
        "Nội dung đã gửi",
        "Trả lời",
        "Tóm tắt",
    ]


# --- Reminders --------------------------------------------------------------------------------------


def due_in(days: int, **fields: Any) -> Feedback:
    """Waiting, in a unit of its own, due so many calendar days after Monday 1 June 2026."""
    fields.setdefault("unit", UnitFactory())
    return FeedbackFactory(due_on=date(2026, 6, 1) + timedelta(days=days), limit_unit=DayUnit.WORKING, **fields)


def reminded() -> list[tuple[str, str]]:
    """Who was told of which message, in the order of telling."""
    mails = OutboxMessage.objects.filter(kind="feedback_due").order_by("pk")
    return [(mail.recipient, mail.key.split(":")[1]) for mail in mails]


@pytest.fixture
def reminders(time_machine_at_monday):
    for kind, days in (("question", [2]), ("proposal", [4, 1]), ("complaint", [])):
        TimeLimit.objects.create(step=kind, amount=10, unit=DayUnit.WORKING, remind_before=days)


def test_who_deals_with_a_message_is_told_in_portal_and_by_mail_once(reminders):
    officer = person(Role.OFFICER)
    mine = due_in(2, status="in_progress", handler=officer)
    due_in(3, status="in_progress", handler=officer)

    remind_of_waiting_feedback()
    remind_of_waiting_feedback()

    assert reminded() == [(officer.email, str(mine.pk))]
    one = Notification.objects.get(user=officer)
    assert (one.kind, one.url) == ("feedback_due", f"/manage/feedback/{mine.pk}/")
    assert mine.number in one.text
    assert "03/06/2026" in one.text


def test_reminders_count_working_days_over_the_holidays(reminders):
    officer = person(Role.OFFICER)
    Holiday.objects.create(day=date(2026, 6, 3), name="Nghỉ bù")
    mine = due_in(3, status="in_progress", handler=officer)  # Thursday: Tuesday and Thursday are left

    remind_of_waiting_feedback()

    assert reminded() == [(officer.email, str(mine.pk))]


def test_message_that_nobody_holds_is_told_to_those_who_may_answer_it(reminders):
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

    remind_of_waiting_feedback()

    assert reminded() == [(one.email, str(free.pk)) for one in (officer, manager, everywhere)]


def test_message_of_one_who_left_is_told_to_the_others(reminders):
    unit = UnitFactory()
    left, stays = person(Role.OFFICER, unit=UnitFactory()), person(Role.OFFICER, unit=unit)
    orphan = due_in(1, unit=unit, status="in_progress", handler=left)

    remind_of_waiting_feedback()

    assert reminded() == [(stays.email, str(orphan.pk))]


def test_each_threshold_reminds_once_and_a_moved_day_anew(reminders, time_machine):
    officer = person(Role.OFFICER)
    mine = due_in(7, kind="proposal", status="in_progress", handler=officer)  # Monday after
    found = []
    for day in ("2026-06-01", "2026-06-02", "2026-06-03", "2026-06-05", "2026-06-08", "2026-06-09"):
        time_machine.move_to(f"{day}T09:00:00+07:00", tick=False)
        remind_of_waiting_feedback()
        found.append(len(reminded()))
    assert found == [0, 1, 1, 2, 2, 2]

    Feedback.objects.filter(pk=mine.pk).update(due_on=date(2026, 6, 10))
    remind_of_waiting_feedback()
    assert len(reminded()) == 3


def test_nobody_is_reminded_of_what_is_settled_overdue_far_or_without_a_row(reminders):
    officer = person(Role.OFFICER)
    due_in(-1, status="in_progress", handler=officer)
    due_in(20, status="in_progress", handler=officer)
    due_in(1, status="closed", closing_reason="Gửi hai lần.")
    due_in(1, kind="complaint", status="in_progress", handler=officer)
    FeedbackFactory(due_on=None, status="in_progress", handler=officer)

    remind_of_waiting_feedback()
    TimeLimit.objects.all().delete()
    due_in(1, status="in_progress", handler=officer)
    remind_of_waiting_feedback()

    assert reminded() == []


def test_reminder_is_switched_off_like_every_kind_that_is_no_procedure(reminders):
    officer = person(Role.OFFICER)
    NotificationChoice.objects.create(user=officer, kind="feedback_due", by_mail=False, in_portal=True)
    due_in(1, status="in_progress", handler=officer)

    remind_of_waiting_feedback()
    remind_of_waiting_feedback()

    assert reminded() == []
    assert Notification.objects.filter(user=officer).count() == 1


# --- The desk's pages -------------------------------------------------------------------------------


def test_desk_works_through_its_pages(client):
    officer, unit = person(Role.OFFICER), UnitFactory()
    client.force_login(officer)
    feedback = FeedbackFactory()

    def go(step: str, **data: Any) -> Any:
        return client.post(reverse(f"feedback:feedback_{step}", args=[feedback.pk]), data)

    assert go("forward", unit=unit.pk, reason="").status_code == 422
    assert go("forward", unit=unit.pk, reason="Đúng việc hơn.").status_code == 302
    assert go("answer", answer="Sớm quá.").status_code == 409
    assert go("take_over").status_code == 302
    assert go("answer", answer="Ngày mai.").status_code == 302
    feedback.refresh_from_db()
    assert (feedback.status, feedback.answer, feedback.unit) == ("answered", "Ngày mai.", unit)
    assert go("close", reason="Gửi hai lần.").status_code == 409


def test_list_shows_what_waits_first_by_due_day(client):
    today = timezone.localdate()
    later = FeedbackFactory(due_on=today + timedelta(days=3))
    closed = FeedbackFactory(status="closed", created_at=timezone.now() - timedelta(days=2))
    newer = FeedbackFactory(status="closed")
    dateless = FeedbackFactory(due_on=None)
    late = FeedbackFactory(due_on=today - timedelta(days=1))
    client.force_login(person(Role.OFFICER))
    address = reverse("feedback:feedback_list")

    def found(**query: Any) -> list[Feedback]:
        return list(client.get(address, query).context["page"])

    assert found() == [late, later, dateless, newer, closed]
    assert found(sort="-due") == found()[::-1]
    assert found(late="1") == [late]
    assert found(q=late.number.lower()) == [late]
    assert client.get(address, {"sort": "email"}).status_code == 400


def test_list_is_narrowed_by_state_holder_unit_day_and_words(client):
    officer, unit = person(Role.OFFICER), UnitFactory()
    mine = FeedbackFactory(status="in_progress", handler=officer, unit=unit, text="Về buổi Tập Huấn")
    free = FeedbackFactory(kind="proposal", email="Lan@example.org", created_at="2026-03-01T00:30+07:00")
    answered = in_state("answered", person(Role.OFFICER), due_on=date(2020, 1, 1))
    client.force_login(officer)

    def found(**query: Any) -> set[Feedback]:
        return set(client.get(reverse("feedback:feedback_list"), query).context["page"])

    assert found() == {mine, free, answered}
    assert found(status="waiting") == {mine, free}
    assert found(status="answered") == found(late="late") == {answered}
    assert found(whose="mine") == found(unit=unit.code) == found(q="tap huan") == {mine}
    assert found(whose="nobody") == found(kind="proposal") == found(q="lan@example") == found(received_to="01/03/2026")
    assert found(whose="nobody") == {free}


def test_many_messages_are_taken_over_but_not_from_a_colleague(client):
    officer, colleague = person(Role.OFFICER), person(Role.OFFICER)
    free, lost = FeedbackFactory(), FeedbackFactory()
    held = in_state("in_progress", colleague)
    settled = in_state("answered", colleague)
    client.force_login(officer)

    preview = bulk_preview(client, "feedback", "take_over", [free, lost, held, settled])
    actions.take_over_feedback(lost, by=colleague)
    run = bulk_confirm(client, "feedback", preview)

    assert {int(line["pk"]) for line in preview.context["lines"] if not line["refusal"]} == {free.pk, lost.pk}
    assert dict(run.rows.values_list("object_id", "outcome")) == {
        free.pk: "done",
        lost.pk: "refused",
        held.pk: "refused",
        settled.pk: "refused",
    }
    holders = dict(Feedback.objects.values_list("pk", "handler"))
    assert holders == {free.pk: officer.pk, lost.pk: colleague.pk, held.pk: colleague.pk, settled.pk: colleague.pk}


def taken_at_once() -> tuple[Feedback, list[type]]:
    feedback = FeedbackFactory()
    people = [person(Role.OFFICER) for _ in range(5)]
    answers = at_once([lambda by=by: actions.take_over_unassigned_feedback(feedback, by=by) for by in people])
    return feedback, [type(answer) for answer in answers]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_five_who_take_a_free_message_at_once_one_gets_it():
    feedback, answers = taken_at_once()

    assert sorted(answers, key=str) == sorted([Feedback, *[TransitionRefused] * 4], key=str)
    assert AuditEntry.objects.about(feedback).count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_all_five_would_take_it(monkeypatch):
    """The negative control of the test above."""
    gate = Barrier(5)

    def unlocked(feedback: Feedback) -> Feedback:
        found = Feedback.objects.get(pk=feedback.pk)
        gate.wait(30)
        return found

    monkeypatch.setattr(actions, "lock", unlocked)

    feedback, answers = taken_at_once()

    assert answers == [Feedback] * 5
    assert AuditEntry.objects.about(feedback).count() == 5


def test_director_is_not_offered_to_take_over(client):
    client.force_login(person(Role.DIRECTOR))

    assert client.get(reverse("feedback:feedback_list")).context["list"].bulk == []
    assert bulk_preview(client, "feedback", "take_over", [FeedbackFactory()]).status_code == 403


def test_message_waits_on_the_officers_home(client):
    feedback = FeedbackFactory(subject="Bao giờ mở đợt mới?")
    client.force_login(person(Role.OFFICER))

    page = client.get(reverse("dashboards:my_home")).content.decode()

    assert feedback.subject in page
