"""Nobody's data stands in what everybody can read: pages, files, feeds, calendars, sitemaps."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from ecosystem.accounts.models import User
from ecosystem.people.models import RoleInvitation
from ecosystem.public.sitemaps import SITEMAPS
from programmes.communication.models import Follower
from programmes.feedback.models import Feedback
from startups.models import Invitation
from tests.access.rules import RULES
from tests.access.world import World
from tests.factories import FeedbackFactory

pytestmark = pytest.mark.django_db
# Their addresses hold a secret that only the person concerned was given.
SECRET = {
    "feedback:feedback_status",
    "communication:follow_manage",
    "communication:follow_confirm",
    "communication:follow_stop",
    "people:invitation_accept",
    "startups:invitation_accept",
}


@pytest.fixture(autouse=True)
def _known_data(city: World) -> None:
    """Everybody of the city has a name and a number that no page may show."""
    for number, user in enumerate(User.objects.order_by("pk")):
        user.full_name, user.phone = f"Họ Tên Riêng {number}.", f"0909-{number:06d}"
        user.save()
    for status in ("received", "closed"):
        FeedbackFactory(name="Người Gửi Riêng", text="Chuyện riêng của tôi.", about="Ngõ riêng 12", status=status)


def secrets() -> Iterator[str]:
    for user in User.objects.all():
        yield from (user.email, user.full_name, user.phone)
    yield from Invitation.objects.values_list("email", flat=True)
    yield from RoleInvitation.objects.values_list("email", flat=True)
    yield from Follower.objects.values_list("email", flat=True)
    for row in Feedback.objects.values_list("name", "email", "text", "about", "subject", "token", "code"):
        yield from row


def public_addresses(world: World) -> set[str]:
    found = {
        reverse(rule.name, args=rule.args(world))
        for rule in RULES
        if rule.public and rule.method == "GET" and rule.answer == "in" and rule.name not in SECRET
    }
    for what in ("calls", "news"):
        found |= {
            reverse("communication:feed", args=[what, language, form])
            for language in ("vi", "en")
            for form in ("rss", "atom")
        }
    return found | {f"/sitemap-{name}.xml" for name in SITEMAPS}


def body(response: Any) -> str:
    parts = response if response.streaming else [response.content]
    return b"".join(parts).decode(errors="replace")


@pytest.mark.row("F11")
def test_public_answers_hold_nobodys_data(client, city):
    wanted = {secret for secret in secrets() if secret}
    assert {"Họ Tên Riêng 0.", "Chuyện riêng của tôi.", "theo-doi@example.org", "moi@example.org"} <= wanted

    leaks = []
    addresses = public_addresses(city)
    for language in ("vi", "en"):
        client.cookies["portal_language"] = language
        for address in sorted(addresses):
            response = client.get(address)
            assert response.status_code in {200, 503}, address
            text = body(response)
            leaks += [(address, secret) for secret in wanted if secret in text]

    assert len(addresses) > 40
    assert leaks == []


@pytest.mark.row("F11")
def test_every_address_of_the_sitemaps_is_clean_too(client):
    wanted = {secret for secret in secrets() if secret}
    found = set()
    for name in SITEMAPS:
        root = ElementTree.fromstring(client.get(f"/sitemap-{name}.xml").content)
        found |= {str(node.text).removeprefix("http://testserver") for node in root.iter() if node.tag.endswith("}loc")}

    texts = {address: body(client.get(address)) for address in found}
    leaks = [(address, secret) for address, text in texts.items() for secret in wanted if secret in text]

    assert len(found) > 20
    assert leaks == []
