"""What search engines and programs that preview pages are told."""

import json
import re
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings as portal
from django.urls import reverse
from PIL import Image

from ecosystem.public.sitemaps import PAGES, SITEMAPS
from startups.models import Publication
from tests.factories import CallFactory, FeedbackFactory, NewsFactory, StartupFactory
from tests.startups.cases import startup_in

pytestmark = pytest.mark.django_db
NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(client: Any, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return [str(node.text) for node in ElementTree.fromstring(response.content).iter(f"{NS}loc")]


def test_index_leads_to_every_section_and_every_address_answers(client):
    CallFactory()
    NewsFactory()
    startup_in(Publication.PUBLIC)

    sections = locations(client, "/sitemap.xml")
    assert sections == [f"http://testserver/sitemap-{name}.xml" for name in SITEMAPS]
    found = [address for section in sections for address in locations(client, section)]
    assert len(found) == len(set(found)) >= len(PAGES) + 3
    for address in found:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200, address


def test_sitemaps_contain_only_public_pages(client):
    hidden = [
        reverse("grants:call_detail", args=[CallFactory(status="draft").code]),
        reverse("communication:news_detail", args=[NewsFactory(status="draft", published_at=None).slug]),
        reverse("public:profile", args=[StartupFactory(slug="kin").slug]),
    ]

    found = [address for name in SITEMAPS for address in locations(client, f"/sitemap-{name}.xml")]

    assert not [address for address in found if any(path in address for path in hidden)]


def test_unknown_section_is_404(client):
    assert client.get("/sitemap-people.xml").status_code == 404


def test_robots_txt_names_excluded_paths_and_the_sitemap(client, settings):
    settings.SITE_ADDRESS = "https://khoinghiep.example"

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines[0] == "User-agent: *"
    assert "Disallow: /manage/" in lines
    assert lines[-1] == "Sitemap: https://khoinghiep.example/sitemap.xml"
    closed = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow")]
    for name in PAGES:
        assert not reverse(name).startswith(tuple(closed)), name


# --- Previews ---------------------------------------------------------------------------------------


def metas(html: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', html)
    return {name: unescape(content) for name, content in found}


def test_shared_page_has_title_text_picture_and_one_address(client, settings):
    settings.SITE_ADDRESS = "https://khoinghiep.example/"
    item = NewsFactory(title='Tin "hay" & mới', summary="Mở đợt <mới>.")
    address = reverse("communication:news_detail", args=[item.slug])

    html = client.get(address, {"utm_source": "x"}).content.decode()

    told = metas(html)
    assert told["og:title"] == 'Tin "hay" & mới'
    assert told["og:description"] == told["description"] == "Mở đợt <mới>."
    assert told["og:url"] == f"https://khoinghiep.example{address}"
    assert told["og:image"].startswith("https://khoinghiep.example/static/img/share")
    assert told["og:locale"] == "vi_VN"
    assert told["twitter:card"] == "summary_large_image"
    assert f'<link rel="canonical" href="https://khoinghiep.example{address}">' in html


def test_picture_is_of_the_size_previews_want_and_light():
    path = portal.BASE_DIR / "static" / "img" / "share.png"

    with Image.open(path) as picture:
        assert picture.size == (1200, 630)
    assert path.stat().st_size <= 40_000


@pytest.mark.parametrize("name", ["account_login", "feedback:feedback_find", "/nope/"])
def test_page_that_is_not_for_sharing_is_never_given_a_secret_address(client, name):
    address = name if name.startswith("/") else reverse(name)

    html = client.get(address).content.decode()

    assert ("og:url" in html) == (name == "feedback:feedback_find")


def test_pages_with_a_secret_in_their_address_are_not_for_sharing(client):
    feedback = FeedbackFactory()
    html = client.get(reverse("feedback:feedback_status", args=[feedback.token])).content.decode()

    assert "og:url" not in html
    assert "canonical" not in html
    assert '<meta name="robots" content="noindex">' in html


def linked(html: str) -> dict[str, Any]:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])


def test_news_and_calls_say_what_they_are_in_linked_data(client):
    item = NewsFactory(title="</script><script>alert(1)</script>")
    call = CallFactory(name="Đợt một")

    news = client.get(reverse("communication:news_detail", args=[item.slug])).content.decode()
    grant = linked(client.get(reverse("grants:call_detail", args=[call.code])).content.decode())

    assert linked(news)["@type"] == "NewsArticle"
    assert linked(news)["headline"] == item.title
    assert "<script>alert" not in news
    assert (grant["@type"], grant["name"]) == ("MonetaryGrant", "Đợt một")
    assert grant["amount"] == {"@type": "MonetaryAmount", "currency": "VND", "maxValue": call.policy.cap_total}


@pytest.mark.parametrize(("name", "feed"), [("grants:call_list", "calls"), ("communication:news_list", "news")])
def test_lists_name_their_feeds(client, name, feed):
    html = client.get(reverse(name)).content.decode()

    for form, kind in (("rss", r"rss\+xml"), ("atom", r"atom\+xml")):
        assert re.search(
            rf'<link rel="alternate" type="application/{kind}" title="[^"]+" href="/feeds/{feed}\.vi\.{form}">', html
        )
