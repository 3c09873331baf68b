"""What a browser or a proxy may keep: static files for a year, public pages until they change, a person's own for her alone."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from ecosystem.accounts.demo import ACCOUNTS
from ecosystem.core.web.delivery import CacheHeadersMiddleware, TextGzipMiddleware
from tests.delivery.deployed import Portal
from tests.delivery.pages import PAGES

pytestmark = pytest.mark.django_db  # so that the test database is set up, from which that of the portal takes its name

STATIC = re.compile(r'(?:href|src|data-\w+)="(/static/[^"]+)"')
IN_CSS = re.compile(r"url\(\"?([^)\"]+)")
CACHED_FOR_A_YEAR = "max-age=31536000, public, immutable"


def test_every_static_address_has_a_content_hash_and_is_cached_for_a_year(portal: Portal) -> None:
    asked = {address for page in portal.pages.values() for address in STATIC.findall(portal.ask(page).body.decode())}
    styles = {address for address in asked if address.endswith(".css")}
    for sheet in styles:
        text = portal.ask(sheet).body.decode()
        asked |= {f"/static/fonts/{Path(name).name}" for name in IN_CSS.findall(text) if "fonts/" in name}

    assert len(asked) >= 10
    for address in sorted(asked):
        answer = portal.ask(address)
        assert (answer.status, answer.headers["cache-control"]) == (200, CACHED_FOR_A_YEAR), address
        digest = hashlib.md5(answer.body, usedforsecurity=False).hexdigest()[:12]
        assert f".{digest}." in address


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_text_among_the_static_files_was_compressed_at_build(portal: Portal, coding: str) -> None:
    sheet = next(address for address in STATIC.findall(portal.ask("/").body.decode()) if address.endswith(".css"))

    answer = portal.ask(sheet, Accept_Encoding=coding)

    assert answer.headers["content-encoding"] == coding
    assert "Accept-Encoding" in answer.headers["vary"]
    assert len(answer.body) < len(portal.ask(sheet).body) / 3


@pytest.mark.parametrize("name", PAGES)
def test_public_page_is_compressed_and_answers_304_until_it_changes(portal: Portal, name: str) -> None:
    address = portal.pages[name]

    first = portal.ask(address, Accept_Encoding="gzip")
    again = portal.ask(address, Accept_Encoding="gzip", If_None_Match=first.headers["etag"])
    english = portal.ask(
        address, Accept_Encoding="gzip", If_None_Match=first.headers["etag"], Cookie="portal_language=en"
    )

    assert (first.status, first.cookies) == (200, [])
    assert first.headers["content-encoding"] == "gzip"
    assert first.headers["cache-control"] == "public, no-cache"
    assert {"Cookie", "Accept-Encoding", "HX-Request"} <= set(first.headers["vary"].split(", "))
    assert (again.status, again.body) == (304, b"")
    assert english.status == 200
    assert b'lang="en"' in gzip.decompress(english.body)


@pytest.mark.parametrize("name", PAGES)
def test_head_of_a_public_page_travels_without_it(portal: Portal, name: str) -> None:
    """Pages that say at which minute their figures were taken may change between two answers: then they are asked again."""
    address = portal.pages[name]

    for _attempt in range(2):
        page, head = portal.ask(address), portal.ask(address, "HEAD")
        known = portal.ask(address, "HEAD", If_None_Match=head.headers["etag"])
        if known.status == 304 and head.headers["etag"] == page.headers["etag"]:
            break

    assert (head.status, head.body, known.status) == (page.status, b"", 304)
    assert head.headers | {"date": ""} == page.headers | {"date": ""}


def test_compressed_page_differs_in_length_between_two_answers(portal: Portal) -> None:
    """Random bytes against BREACH: the length tells nothing about the content."""
    assert len({len(portal.ask("/", Accept_Encoding="gzip").body) for _ in range(12)}) > 1


def test_signed_in_page_is_cached_by_the_browser_only(portal: Portal) -> None:
    session = portal.session_of(ACCOUNTS[0].email)
    for address in ("/", reverse("dashboards:my_home")):
        answer = portal.ask(address, Cookie=session)

        assert (answer.status, answer.headers["cache-control"]) == (200, "private, no-cache")
        assert "etag" not in answer.headers


def test_page_with_a_token_of_its_own_is_not_shared(portal: Portal) -> None:
    answer = portal.ask(reverse("account_login"))

    assert answer.cookies
    assert "public" not in answer.headers["cache-control"]


@pytest.mark.parametrize("address", ["/nope/", "/startups/?sort=nope", "/my/startups/"])
def test_refusal_and_redirect_are_not_shared(portal: Portal, address: str) -> None:
    answer = portal.ask(address)

    assert answer.status != 200
    assert "private" in answer.headers["cache-control"]


def test_signing_out_empties_the_browsers_cache(client: Client) -> None:
    from tests.factories import UserFactory

    client.force_login(UserFactory())
    page = client.get(reverse("public:home"))
    left = client.post(reverse("account_logout"))

    assert "Clear-Site-Data" not in page
    assert left["Clear-Site-Data"] == '"cache"'


def answer_of(response: HttpResponse, **cookies: str) -> HttpResponse:
    request = RequestFactory().get("/file", headers={"Accept-Encoding": "gzip"})
    request.COOKIES |= cookies
    middleware = TextGzipMiddleware(CacheHeadersMiddleware(lambda _request: response))
    return middleware(request)


def test_personal_file_is_not_cached() -> None:
    paper = HttpResponse(b"%PDF" * 200, content_type="application/pdf")

    answer = answer_of(paper, **{settings.SESSION_COOKIE_NAME: "x"})

    assert answer["Cache-Control"] == "private, no-store"
    assert "Content-Encoding" not in answer  # a PDF is compressed already


def test_cache_headers_of_a_view_are_not_overwritten() -> None:
    answer = answer_of(HttpResponse("x" * 500, headers={"Cache-Control": "max-age=60"}))

    assert answer["Cache-Control"] == "max-age=60"
    assert answer["Content-Encoding"] == "gzip"
