"""Cancelling a call: its reason, its dossiers, who is notified, and where it stays readable."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import TransitionRefused
from ecosystem.notices.broadcasts import continue_broadcasts
from ecosystem.notices.models import OutboxMessage
from programmes.grants.actions.call import (
    cancel_call,
)
from programmes.grants.models import UNDECIDED_STATUSES, ApplicationStatus, CallStatus, Review
from tests.factories import (
    ApplicationFactory,
    CallFactory,
    StartupFactory,
    UnitFactory,
    UserFactory,
    person,
)
from tests.programmes.grants.cases import make_case, open_review, proposed_case

pytestmark = pytest.mark.django_db


def test_cancelled_call_needs_its_reason_and_stays_readable_with_day_and_reason(client, manager):
    call = CallFactory()
    client.force_login(manager)
    address = reverse("grants:call_cancel", args=[call.pk])

    assert client.post(address, {"reason": " "}).status_code == 422
    client.post(address, {"reason": "Ngân sách điều chỉnh"})

    call.refresh_from_db()
    assert call.status == CallStatus.CANCELLED
    client.logout()
    page = client.get(reverse("grants:call_detail", args=[call.code])).content.decode()
    assert "Ngân sách điều chỉnh" in page
    assert f"{timezone.localdate():%d/%m/%Y}" in page
    assert reverse("grants:call_apply", args=[call.code]) not in page
    assert str(manager) not in page


def test_cancelled_call_is_only_in_the_list_of_cancelled_calls(client, manager):
    cancelled, open_call = CallFactory(), CallFactory()
    hidden = CallFactory(status=CallStatus.DRAFT)
    cancel_call(cancelled, by=manager, reason="Hết tiền")
    cancel_call(hidden, by=manager, reason="Soạn nhầm")
    address = reverse("grants:call_list")

    page = client.get(address)
    shown = [call for _, _, calls in page.context["running"] for call in calls]
    assert (shown, list(page.context["coming_calls"]), list(page.context["page"])) == ([open_call], [], [])
    assert f"{address}?state=cancelled" in page.content.decode()
    assert list(client.get(address, {"state": "cancelled"}).context["page"]) == [cancelled]
    assert client.get(reverse("grants:call_detail", args=[hidden.code])).status_code == 404


def test_feeds_calendar_and_sitemap_keep_a_cancelled_call_and_say_so(client, manager):
    call = CallFactory(name="Đợt lạ")
    cancel_call(call, by=manager, reason="Hết tiền")

    feed = client.get(reverse("communication:feed", args=["calls", "en", "rss"])).content.decode()
    assert f"Cancelled: {call.name_en}" in feed
    assert client.get(reverse("grants:call_event", args=[call.code])).status_code == 404
    assert client.get(reverse("grants:call_calendar")).content.decode().count("STATUS:CANCELLED") == 2
    assert call.code in client.get(reverse("public:sitemap_section", args=["calls"])).content.decode()


@pytest.mark.parametrize("status", sorted(UNDECIDED_STATUSES))
def test_cancelling_stops_undecided_dossiers_and_tells_everybody_with_a_draft_or_dossier(manager, status):
    call, owner, writer, rejected = CallFactory(), UserFactory(), UserFactory(), UserFactory()
    dossier = ApplicationFactory(call=call, status=status, startup=StartupFactory(members=[owner]))
    draft = ApplicationFactory(call=call, startup=StartupFactory(members=[writer]))
    decided = ApplicationFactory(
        call=call, status=ApplicationStatus.REJECTED, startup=StartupFactory(members=[rejected])
    )
    elsewhere = ApplicationFactory(status=status)

    cancel_call(call, by=manager, reason="Đề án kết thúc sớm")
    continue_broadcasts()

    for one in (call, dossier, draft, decided, elsewhere):
        one.refresh_from_db()
    assert (call.status, dossier.status, dossier.holder) == ("cancelled", "stopped", "nobody")
    assert (draft.status, decided.status, elsewhere.status) == ("draft", "rejected", status)
    told = OutboxMessage.objects.filter(kind="call_cancelled")
    assert sorted(told.values_list("recipient", flat=True)) == sorted([owner.email, writer.email])
    assert all("Đề án kết thúc sớm" in message.body for message in told)


def test_proposal_of_a_cancelled_call_frees_what_it_reserved():
    case = proposed_case()

    cancel_call(case.application.call, by=case.manager, reason="Hết tiền")

    assert (case.fresh.status, case.award.status) == ("stopped", "void")


def test_evaluators_of_a_cancelled_call_are_notified_and_find_nothing_to_do(client):
    case = make_case()
    open_review(case.application, case.evaluators[0])

    cancel_call(case.application.call, by=case.manager, reason="Hết tiền")
    continue_broadcasts()

    told = OutboxMessage.objects.filter(kind="review_withdrawn").values_list("recipient", flat=True)
    assert list(told) == [case.evaluators[0].email]
    assert not Review.objects.of_evaluator(case.evaluators[0]).pending().exists()


def test_call_whose_every_dossier_is_decided_has_ended_and_is_not_cancelled(manager):
    call = CallFactory(opens_at=timezone.now() - timedelta(days=30), closes_at=timezone.now() - timedelta(days=1))
    ApplicationFactory(call=call, status=ApplicationStatus.REJECTED)

    with pytest.raises(TransitionRefused):
        cancel_call(call, by=manager, reason="Lý do")

    call.refresh_from_db()
    assert call.status == CallStatus.PUBLISHED
    ApplicationFactory(call=call, status=ApplicationStatus.RETURNED)
    assert cancel_call(call, by=manager, reason="Lý do").status == CallStatus.CANCELLED


def test_call_cancelled_as_a_draft_is_known_to_its_unit_alone(client, manager):
    call = CallFactory(status=CallStatus.DRAFT)
    cancel_call(call, by=manager, reason="Hết tiền")
    address = reverse("grants:call_detail", args=[call.code])

    people = ((UserFactory(), 404), (person(Role.MANAGER, unit=UnitFactory()), 404), (manager, 200))
    for user, status in people:
        client.force_login(user)
        assert client.get(address).status_code == status


def test_startup_cannot_apply_to_a_cancelled_call(client, manager):
    owner = UserFactory()
    startup = StartupFactory(members=[owner])
    call = CallFactory()
    cancel_call(call, by=manager, reason="Hết tiền")
    client.force_login(owner)

    address = reverse("grants:application_start", args=[call.code, startup.pk])
    assert [rule.reason for rule in client.get(address).context["eligibility"].failed] == ["Đợt tiếp nhận đã bị hủy."]
    assert client.post(address).status_code == 409
