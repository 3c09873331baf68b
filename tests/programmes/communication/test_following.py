"""Following calls by mail: confirmed by the owner of the address, told once, ended by one click."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ecosystem.core.models import AuditEntry
from ecosystem.notices.mail import deliver_due
from ecosystem.notices.models import OutboxMessage
from programmes.communication.actions import following as actions
from programmes.communication.models import Follower
from programmes.communication.tasks import notify_followers_of_calls
from tests.factories import CallFactory, PolicyFactory, SectorFactory, TermFactory, UserFactory
from tests.racing import at_once

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)


def follower(email: str = "an@example.org", days_ago: int = 30, **fields: Any) -> Follower:
    return Follower.objects.create(email=email, confirmed_at=NOW - days_ago * DAY, **fields)


def call(opened: float = 1, closes: float = 30, **fields: Any) -> Any:
    return CallFactory(opens_at=NOW - opened * DAY, closes_at=NOW + closes * DAY, **fields)


def told() -> list[tuple[str, str]]:
    return sorted(OutboxMessage.objects.values_list("kind", "recipient"))


# --- Asking and confirming --------------------------------------------------------------------------


def test_stranger_is_asked_to_confirm_and_gets_nothing_before(client):
    client.post(reverse("communication:follow_start"), {"email": "An@Example.org"})
    one = Follower.objects.get()
    call()
    notify_followers_of_calls()

    assert (one.email, one.confirmed_at) == ("an@example.org", None)
    assert told() == [("follow_confirm", "an@example.org")]
    assert one.token in OutboxMessage.objects.get().body


def test_opening_the_link_confirms_nothing_pressing_the_button_does(client):
    one = actions.follow_calls("an@example.org", language="vi")
    address = reverse("communication:follow_confirm", args=[one.token])

    assert client.get(address).status_code == 200
    one.refresh_from_db()
    assert one.confirmed_at is None

    client.post(address)
    one.refresh_from_db()
    first = one.confirmed_at
    client.post(address)
    one.refresh_from_db()
    assert first is not None
    assert one.confirmed_at == first


def test_signed_in_person_follows_at_once(client):
    user = UserFactory(email="chi@example.org")
    client.force_login(user)

    response = client.post(reverse("communication:follow_start"), {}, follow=True)

    assert Follower.objects.get(email="chi@example.org").confirmed_at
    assert not OutboxMessage.objects.exists()
    assert len(response.context["followed"]) == 1


def test_answer_does_not_tell_who_follows_already(client):
    follower("an@example.org")

    known = client.post(reverse("communication:follow_start"), {"email": "an@example.org"}, follow=True)
    unknown = client.post(reverse("communication:follow_start"), {"email": "binh@example.org"}, follow=True)

    def words(response: Any) -> list[str]:
        return [str(message) for message in response.context["messages"]]

    assert words(known) == words(unknown)
    assert told() == [("follow_confirm", "binh@example.org")]


def test_nobody_is_flooded_with_requests_to_confirm(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "follow": "20/h/ip,2/d/key"}
    answers = [
        client.post(reverse("communication:follow_start"), {"email": "an@example.org"}).status_code for _n in range(3)
    ]

    assert answers == [302, 302, 429]
    assert told() == [("follow_confirm", "an@example.org")]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_same_wish_sent_many_times_at_once_is_one_row_and_one_mail():
    results = at_once([lambda: actions.follow_calls("an@example.org", language="vi")] * 8)

    assert {type(result) for result in results} == {Follower}
    assert Follower.objects.count() == 1
    assert told() == [("follow_confirm", "an@example.org")]


def test_unconfirmed_address_is_deleted_after_a_week():
    fresh = actions.follow_calls("an@example.org", language="vi")
    old = Follower.objects.create(email="cu@example.org", created_at=NOW - 8 * DAY)
    kept = follower("giu@example.org", days_ago=400)

    actions.delete_unconfirmed_followers()

    assert set(Follower.objects.values_list("pk", flat=True)) == {fresh.pk, kept.pk}
    assert old.pk not in {fresh.pk, kept.pk}


# --- Telling ----------------------------------------------------------------------------------------


def test_opened_call_is_told_once_to_each_address():
    follower()
    follower(sector=SectorFactory())
    call()

    for _n in range(3):
        notify_followers_of_calls()

    assert told() == [("call_opened", "an@example.org")]


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"opened": 1, "closes": 30}, 1),
        ({"opened": -1, "closes": 30}, 0),  # not open yet
        ({"opened": 20, "closes": 30}, 0),  # no news any more
        ({"opened": 1, "closes": 30, "status": "draft"}, 0),
        ({"opened": 40, "closes": 3}, 1),  # closes soon
        ({"opened": 1, "closes": 3}, 1),  # so short that its opening is reminder enough
        ({"opened": 40, "closes": -1}, 0),
    ],
)
def test_mail_goes_out_when_a_call_opens_or_closes_soon(fields, count):
    follower()
    call(**fields)

    assert actions.notify_followers() == count


def test_who_came_after_the_opening_is_not_told_of_it():
    follower(days_ago=0)
    call(opened=2)

    assert actions.notify_followers() == 0


def test_call_published_after_its_opening_counts_from_its_publication():
    follower(days_ago=5)
    one = call(opened=20)
    AuditEntry.objects.create(
        model="grants.call", object_id=one.pk, transition="publish", source="draft", target="published"
    )

    assert actions.notify_followers() == 1


def test_prolonged_call_is_told_of_again_when_its_new_end_comes_near():
    follower()
    one = call(opened=40, closes=3)
    assert actions.notify_followers() == 1

    one.closes_at = NOW + 4 * DAY
    one.save()

    assert actions.notify_followers() == 1


def test_choice_of_stage_and_field_narrows_what_is_told():
    sector, other_sector, other_stage = SectorFactory(), SectorFactory(), TermFactory(vocabulary="support_stage")
    policy = PolicyFactory(sectors=[sector])
    for name, fields in {
        "tat-ca": {},
        "giai-doan": {"stage": policy.stage},
        "linh-vuc": {"sector": sector},
        "ca-hai": {"stage": policy.stage, "sector": sector},
        "giai-doan-khac": {"stage": other_stage},
        "linh-vuc-khac": {"sector": other_sector},
    }.items():
        follower(f"{name}@example.org", **fields)
    call(policy=policy)

    actions.notify_followers()

    assert [email.split("@")[0] for _kind, email in told()] == ["ca-hai", "giai-doan", "linh-vuc", "tat-ca"]


def test_policy_without_fields_is_told_to_all_fields():
    follower(sector=SectorFactory())
    call(policy=PolicyFactory())

    assert actions.notify_followers() == 1


def test_telling_takes_the_same_queries_for_any_number_of_followers_told_before():
    call()
    counts = []
    for number in (1, 20):
        for n in range(number):
            follower(f"{number}-{n}@example.org")
        actions.notify_followers()
        with CaptureQueriesContext(connection) as captured:
            assert actions.notify_followers() == 0
        counts.append(len(captured))

    assert counts[0] == counts[1]


# --- Stopping ---------------------------------------------------------------------------------------


def test_mail_carries_the_way_out_in_its_headers(settings):
    settings.SITE_ADDRESS = "https://khoinghiep.example"
    one = follower()
    call()
    actions.notify_followers()

    deliver_due()

    sent = mail.outbox[0]
    address = f"https://khoinghiep.example{reverse('communication:follow_stop', args=[one.token])}"
    assert sent.extra_headers["List-Unsubscribe"] == f"<{address}>"
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert reverse("communication:follow_manage", args=[one.token]) in sent.body


def test_mail_without_a_full_address_has_no_such_header(settings):
    settings.SITE_ADDRESS = ""
    follower()
    call()
    actions.notify_followers()

    deliver_due()

    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_one_click_of_a_mail_program_stops_all_without_a_form():
    one = follower()
    follower(sector=SectorFactory())
    other = follower("binh@example.org")
    address = reverse("communication:follow_stop", args=[one.token])
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 204
    assert list(Follower.objects.all()) == [other]
    assert strict.post(address).status_code == 204


def test_page_stops_one_of_several_and_only_of_this_address(client):
    first, second, other = follower(), follower(sector=SectorFactory()), follower("binh@example.org")
    address = reverse("communication:follow_manage", args=[first.token])

    client.post(address, {"one": other.pk})
    assert Follower.objects.count() == 3

    response = client.post(address, {"one": first.pk}, follow=True)
    assert set(Follower.objects.all()) == {second, other}
    assert response.context["followed"] == [second]

    client.post(reverse("communication:follow_manage", args=[second.token]))
    assert list(Follower.objects.all()) == [other]
    assert client.get(address).context["followed"] == []
