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
from tests.concurrency import run_concurrently
from tests.factories import CallFactory, PolicyFactory, SectorFactory, TermFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def follower(email: str = "an@example.org", days_ago: int = 30, **fields: Any) -> Follower:
    return Follower.objects.create(email=email, confirmed_at=timezone.now() - days_ago * DAY, **fields)


def call(opened: float = 1, closes: float = 30, **fields: Any) -> Any:
    return CallFactory(opens_at=timezone.now() - opened * DAY, closes_at=timezone.now() + closes * DAY, **fields)


def sent_mails() -> list[tuple[str, str]]:
    return sorted(OutboxMessage.objects.values_list("kind", "recipient"))


# --- Asking and confirming --------------------------------------------------------------------------


def test_unconfirmed_address_gets_the_confirmation_mail_only(client):
    client.post(reverse("communication:follow_start"), {"email": "An@Example.org"})
    one = Follower.objects.get()
    call()
    notify_followers_of_calls()

    assert (one.email, one.confirmed_at) == ("an@example.org", None)
    assert sent_mails() == [("follow_confirm", "an@example.org")]
    assert one.token in OutboxMessage.objects.get().body


def test_follower_is_confirmed_by_the_button_and_not_by_opening_the_link(client):
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
    assert len(response.context["followers"]) == 1


def test_response_does_not_reveal_who_follows_already(client):
    follower("an@example.org")

    known = client.post(reverse("communication:follow_start"), {"email": "an@example.org"}, follow=True)
    unknown = client.post(reverse("communication:follow_start"), {"email": "binh@example.org"}, follow=True)

    def message_texts(response: Any) -> list[str]:
        return [str(message) for message in response.context["messages"]]

    assert message_texts(known) == message_texts(unknown)
    assert sent_mails() == [("follow_confirm", "binh@example.org")]


def test_confirmation_mail_is_sent_once_a_day(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "follow": "20/h/ip,2/d/key"}
    answers = [
        client.post(reverse("communication:follow_start"), {"email": "an@example.org"}).status_code for _n in range(3)
    ]

    assert answers == [302, 302, 429]
    assert sent_mails() == [("follow_confirm", "an@example.org")]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_simultaneous_identical_requests_make_one_row_and_one_mail():
    results = run_concurrently([lambda: actions.follow_calls("an@example.org", language="vi")] * 8)

    assert {type(result) for result in results} == {Follower}
    assert Follower.objects.count() == 1
    assert sent_mails() == [("follow_confirm", "an@example.org")]


def test_unconfirmed_address_is_deleted_after_a_week():
    fresh = actions.follow_calls("an@example.org", language="vi")
    old = Follower.objects.create(email="cu@example.org", created_at=timezone.now() - 8 * DAY)
    kept = follower("giu@example.org", days_ago=400)

    actions.delete_unconfirmed_followers()

    assert set(Follower.objects.values_list("pk", flat=True)) == {fresh.pk, kept.pk}
    assert old.pk not in {fresh.pk, kept.pk}


# --- Telling ----------------------------------------------------------------------------------------


def test_opened_call_is_mailed_once_to_each_address():
    follower()
    follower(sector=SectorFactory())
    call()

    for _n in range(3):
        notify_followers_of_calls()

    assert sent_mails() == [("call_opened", "an@example.org")]


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


def test_follower_after_the_opening_gets_no_mail_about_it():
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


def test_prolonged_call_is_mailed_again_before_its_new_end():
    follower()
    one = call(opened=40, closes=3)
    assert actions.notify_followers() == 1

    one.closes_at = timezone.now() + 4 * DAY
    one.save()

    assert actions.notify_followers() == 1


def test_followers_get_mails_about_calls_of_their_stage_and_sector_only():
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

    assert [email.split("@")[0] for _kind, email in sent_mails()] == ["ca-hai", "giai-doan", "linh-vuc", "tat-ca"]


def test_policy_without_sectors_is_mailed_to_followers_of_every_sector():
    follower(sector=SectorFactory())
    call(policy=PolicyFactory())

    assert actions.notify_followers() == 1


def test_query_count_is_the_same_for_any_number_of_notified_followers():
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


def test_mail_has_list_unsubscribe_headers(settings):
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


def test_mail_without_site_address_has_no_list_unsubscribe_header(settings):
    settings.SITE_ADDRESS = ""
    follower()
    call()
    actions.notify_followers()

    deliver_due()

    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_one_click_unsubscribe_deletes_all_followers_of_the_address():
    one = follower()
    follower(sector=SectorFactory())
    other = follower("binh@example.org")
    address = reverse("communication:follow_stop", args=[one.token])
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 204
    assert list(Follower.objects.all()) == [other]
    assert strict.post(address).status_code == 204


def test_page_deletes_one_of_several_followers_of_its_own_address(client):
    first, second, other = follower(), follower(sector=SectorFactory()), follower("binh@example.org")
    address = reverse("communication:follow_manage", args=[first.token])

    for key in (other.pk, "", "x", "9" * 5000):
        client.post(address, {"follower": key})
    assert Follower.objects.count() == 3

    response = client.post(address, {"follower": first.pk}, follow=True)
    assert set(Follower.objects.all()) == {second, other}
    assert response.context["followers"] == [second]

    client.post(reverse("communication:follow_manage", args=[second.token]))
    assert list(Follower.objects.all()) == [other]
    assert client.get(address).context["followers"] == []
