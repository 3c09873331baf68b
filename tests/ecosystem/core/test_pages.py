"""The gallery of components, the error pages, and the strict Content-Security-Policy that all of them keep."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import InterfaceError, OperationalError, connection
from django.template.loader import get_template, render_to_string
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory

INLINE = re.compile(r"""<[^>]*\s(style|on[a-z]+)\s*=|<style|<script(?![^>]*(\ssrc=|type="application/json"))""", re.I)
TEMPLATES = sorted((Path(django_settings.BASE_DIR) / "templates").rglob("*.html"))


def test_gallery_shows_every_component_in_demonstration_mode(client: Client, settings: Any) -> None:
    settings.DEMO = True
    html = client.get(reverse("public:gallery")).content.decode()
    marks = [
        "stat",
        "meter",
        "chip",
        "deadline",
        "stepper",
        "history",
        "facts",
        "tabs",
        "table",
        "plot",
        "notice",
        "blank",
        "filters",
        "error-summary",
        "field-errors",
        "crumbs",
    ]
    assert [mark for mark in marks if not re.search(rf'class="[^"]*\b{mark}\b', html)] == []
    assert INLINE.search(html) is None


@pytest.mark.django_db
def test_what_the_gallery_shows_leads_somewhere(client: Client, settings: Any) -> None:
    settings.DEMO = True
    gallery = reverse("public:gallery")
    html = client.get(gallery).content.decode().partition("<main")[2].partition("</main>")[0]
    links = {link.split("#")[0] for link in re.findall(r'<a [^>]*href="([^"]*)"', html)} - {""}
    forms = set(re.findall(r'method="post" action="([^"]*)"', html))

    answers = {link: client.get(unescape(link), follow=True).status_code for link in links}
    assert {link: status for link, status in answers.items() if status != 200} == {}
    assert forms == {f"{gallery}#lists"}
    assert client.post(gallery, {"query": "stage=idea"}, follow=True).status_code == 200


def test_gallery_is_not_there_outside_demonstration_mode(client: Client, settings: Any) -> None:
    settings.DEMO = False
    assert client.get(reverse("public:gallery")).status_code == 404


@pytest.mark.parametrize("name", ["500.html", "503.html"])
def test_pages_for_a_broken_portal_need_nothing_of_it(name: str) -> None:
    html = render_to_string(name)
    assert 'lang="vi"' in html
    assert '<section lang="en">' in html
    source = (Path(django_settings.BASE_DIR) / "templates" / name).read_text(encoding="utf-8")
    assert re.findall(r"{%(?!\s*(?:end)?comment\b)|{{", source) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("fault", "status"), [(OperationalError, 503), (InterfaceError, 503), (ValueError, 500)])
def test_database_that_is_down_is_503_and_a_fault_of_ours_500(fault: type[Exception], status: int) -> None:
    browser = Client(raise_request_exception=False)
    browser.force_login(UserFactory())

    def refuse(*_args: Any) -> None:
        raise fault

    with connection.execute_wrapper(refuse):
        response = browser.get(reverse("grants:application_list"))
    assert (response.status_code, "Retry-After" in response) == (status, status == 503)
    assert f"Lỗi {status}" in response.content.decode()
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_missing_page_is_our_own(client: Client) -> None:
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert 'class="oops"' in response.content.decode()


def test_form_without_its_token_says_what_to_do(settings: Any) -> None:
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "a@example.test"})
    assert response.status_code == 403
    assert "<ol>" in response.content.decode()


def test_template_compiles_and_has_nothing_inline() -> None:
    for path in TEMPLATES:
        get_template(str(path.relative_to(Path(django_settings.BASE_DIR) / "templates")))

    assert [path.name for path in TEMPLATES if INLINE.search(path.read_text(encoding="utf-8"))] == []
