"""The department's pages: list, filters, bulk action and home page."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import TransitionRefused
from programmes.feedback import actions
from programmes.feedback.models import Feedback
from tests.concurrency import remove_lock, run_concurrently
from tests.factories import FeedbackFactory, UnitFactory, person
from tests.lists import bulk_confirm, bulk_preview
from tests.programmes.feedback.cases import in_state

pytestmark = pytest.mark.django_db


def test_message_is_forwarded_taken_over_and_answered_on_its_pages(client):
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


def test_list_shows_waiting_messages_first_by_due_day(client):
    today = timezone.localdate()
    later = FeedbackFactory(due_on=today + timedelta(days=3))
    closed = FeedbackFactory(status="closed", created_at=timezone.now() - timedelta(days=2))
    newer = FeedbackFactory(status="closed")
    dateless = FeedbackFactory(due_on=None)
    late = FeedbackFactory(due_on=today - timedelta(days=1))
    client.force_login(person(Role.OFFICER))
    address = reverse("feedback:feedback_list")

    def listed(**query: Any) -> list[Feedback]:
        return list(client.get(address, query).context["page"])

    assert listed() == [late, later, dateless, newer, closed]
    assert listed(sort="-due") == listed()[::-1]
    assert listed(late="1") == [late]
    assert listed(q=late.number.lower()) == [late]
    assert client.get(address, {"sort": "email"}).status_code == 400


def test_list_is_filtered_by_status_handler_unit_day_and_text(client):
    officer, unit = person(Role.OFFICER), UnitFactory()
    mine = FeedbackFactory(status="in_progress", handler=officer, unit=unit, text="Về buổi Tập Huấn")
    free = FeedbackFactory(kind="proposal", email="Lan@example.org", created_at="2026-03-01T00:30+07:00")
    answered = in_state("answered", person(Role.OFFICER), due_on=date(2020, 1, 1))
    client.force_login(officer)

    def listed(**query: Any) -> set[Feedback]:
        return set(client.get(reverse("feedback:feedback_list"), query).context["page"])

    assert listed() == {mine, free, answered}
    assert listed(status="waiting") == {mine, free}
    assert listed(status="answered") == listed(late="late") == {answered}
    assert listed(whose="mine") == listed(unit=unit.code) == listed(q="tap huan") == {mine}
    assert (
        listed(whose="nobody") == listed(kind="proposal") == listed(q="lan@example") == listed(received_to="01/03/2026")
    )
    assert listed(whose="nobody") == {free}


def test_bulk_take_over_leaves_messages_of_a_colleague_alone(client):
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


def take_over_simultaneously() -> tuple[Feedback, list[type]]:
    feedback = FeedbackFactory()
    people = [person(Role.OFFICER) for _ in range(5)]
    answers = run_concurrently([lambda by=by: actions.take_over_unassigned_feedback(feedback, by=by) for by in people])
    return feedback, [type(answer) for answer in answers]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_five_simultaneous_take_overs_one_succeeds():
    feedback, answers = take_over_simultaneously()

    assert sorted(answers, key=str) == sorted([Feedback, *[TransitionRefused] * 4], key=str)
    assert AuditEntry.objects.about(feedback).count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_all_five_take_overs_succeed(monkeypatch):
    """Negative control of the test above."""
    remove_lock(monkeypatch, actions, barrier_at=Feedback)

    feedback, answers = take_over_simultaneously()

    assert answers == [Feedback] * 5
    assert AuditEntry.objects.about(feedback).count() == 5


def test_director_is_not_offered_to_take_over(client):
    client.force_login(person(Role.DIRECTOR))

    assert client.get(reverse("feedback:feedback_list")).context["list"].bulk == []
    assert bulk_preview(client, "feedback", "take_over", [FeedbackFactory()]).status_code == 403


def test_waiting_message_is_on_the_home_page_of_an_officer(client):
    feedback = FeedbackFactory(subject="Bao giờ mở đợt mới?")
    client.force_login(person(Role.OFFICER))

    page = client.get(reverse("dashboards:my_home")).content.decode()

    assert feedback.subject in page
