"""RSS, Atom and iCal: valid, in the language of the address, and quick to say that nothing changed."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from tests.factories import CallFactory, NewsFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Any, what: str, language: str = "vi", form: str = "rss", **headers: str) -> Any:
    return client.get(reverse("communication:feed", args=[what, language, form]), headers=headers)


def test_feed_of_calls_contains_published_calls_in_the_language_of_its_url(client):
    CallFactory(name="Đợt một", name_en="Round one")
    CallFactory(name="Bản nháp", status="draft")

    titles = {}
    for language in ("vi", "en"):
        channel = ElementTree.fromstring(feed(client, "calls", language).content).find("channel")
        titles[language] = [item.findtext("title") for item in channel.iter("item")]
        assert channel.findtext("language") == language

    assert titles == {"vi": ["Đợt một"], "en": ["Round one"]}


def test_feed_of_news_contains_published_items_newest_first(client):
    old = NewsFactory(published_at=timezone.now() - timedelta(days=2))
    new, _draft = NewsFactory(), NewsFactory(status="draft", published_at=None)

    channel = ElementTree.fromstring(feed(client, "news").content).find("channel")

    links = [item.findtext("link") for item in channel.iter("item")]
    assert links == [f"http://testserver{reverse('communication:news_detail', args=[n.slug])}" for n in (new, old)]


def test_atom_feed_has_ids_for_itself_and_its_entries(client):
    NewsFactory(title="A & <b>", title_en="")

    root = ElementTree.fromstring(feed(client, "news", form="atom").content)

    own = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own == ["http://testserver/feeds/news.vi.atom"]
    assert root.find(f"{ATOM}entry").findtext(f"{ATOM}title") == "A & <b>"


@pytest.mark.parametrize("name", ["feed", "call_calendar", "call_event"])
def test_unchanged_feed_answers_304_until_a_change(client, name):
    call = CallFactory()
    args = {"feed": ["calls", "vi", "rss"], "call_calendar": [], "call_event": [call.code]}[name]
    address = reverse(f"{'communication' if name == 'feed' else 'grants'}:{name}", args=args)

    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    call.name = "Tên mới"
    call.save()
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, changed.status_code) == (200, 304, 200)
    assert "public" in first["Cache-Control"]
    assert again.content == b""
    assert "Tên mới" in changed.content.replace(b"\r\n ", b"").decode()


@pytest.mark.parametrize("address", ["/feeds/calls.fr.rss", "/feeds/users.vi.rss", "/feeds/calls.vi.json"])
def test_unknown_feed_is_404(client, address):
    assert client.get(address).status_code == 404


def test_calendar_contains_openings_and_closings_of_calls(client):
    now = timezone.now().replace(microsecond=0)
    call = CallFactory(opens_at=now + timedelta(days=3), closes_at=now + timedelta(days=30))
    CallFactory(opens_at=now - timedelta(days=300), closes_at=now - timedelta(days=200))
    CallFactory(status="draft")

    calendar = Calendar.from_ical(client.get(reverse("grants:call_calendar")).content)

    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert set(events) == {f"{call.code}-{what}@cong-khoi-nghiep" for what in ("opens", "closes")}
    assert events[f"{call.code}-opens@cong-khoi-nghiep"].decoded("dtstart") == call.opens_at
    assert events[f"{call.code}-closes@cong-khoi-nghiep"].decoded("dtstart") == call.closes_at


def test_long_vietnamese_names_are_folded_and_escaped_as_rfc_5545_says(client):
    name = "Đợt tiếp nhận hồ sơ; hỗ trợ, ươm tạo \\ tăng tốc " * 6
    call = CallFactory(name=name.strip(), name_en="")

    response = client.get(reverse("grants:call_event", args=[call.code]))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    lines = response.content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(len(line) for line in lines) <= 75
    event = Calendar.from_ical(response.content).walk("VEVENT")[0]
    assert str(event["summary"]).endswith(name.strip())
    unfolded = response.content.replace(b"\r\n ", b"").decode()
    assert "hồ sơ\\; hỗ trợ\\, ươm tạo \\\\ tăng tốc" in unfolded


def test_calendar_in_english_and_events_in_the_readers_language(client):
    call = CallFactory(name="Đợt một", name_en="Round one")

    english = client.get(reverse("grants:call_calendar_in", args=["en"])).content.decode()
    vietnamese = client.get(reverse("grants:call_event", args=[call.code])).content.decode()

    assert "Call opens: Round one" in english
    assert "Bắt đầu tiếp nhận: Đợt một" in vietnamese.replace("\r\n ", "")  # long lines are folded (RFC 5545)
