"""Every class of answer has an A+ by the HTTP Observatory's rules, and the rules themselves can tell good from bad."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from ecosystem.accounts.demo import ACCOUNTS
from programmes.plan.models import Scheme
from tests.access.world import build
from tests.delivery.deployed import Answer, Portal
from tests.delivery.observatory import grade
from tests.delivery.test_caching import STATIC

# The test database is set up, since that of the portal takes its name from it.
pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

GOOD = {
    "content-security-policy": "default-src 'none'; script-src 'self'; frame-ancestors 'none'",
    "referrer-policy": "same-origin",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
}
COOKIE = "portal_session=x; Secure; HttpOnly; SameSite=Lax"
ANSWERS = {
    "page": ("/", 200),
    "page with a form": ("/accounts/login/", 200),
    "table as CSV": ("/awards/awards.csv", 200),
    "table as JSON": ("/awards/awards.json", 200),
    "page that is not there": ("/nope/", 404),
    "request that no page sends": ("/startups/?after=nope", 400),
    "redirect to sign in": ("/home/", 302),
    "redirect to the slash": ("/schemes", 301),
    "static file that is not there": ("/static/nope.css", 404),
    "health": ("/healthz", 200),
    "readiness": ("/readyz", 503),
}


def judged(answer: Answer) -> str:
    markup = answer.body.decode() if answer.headers.get("content-type", "").startswith("text/html") else ""
    letter, points = grade(answer.headers, answer.cookies, markup)
    _keep(answer)
    return letter if letter == "A+" else f"{letter}: {points}"


def _keep(answer: Answer) -> None:
    """For another judge: PORTAL_ANSWERS=<file> takes what came."""
    if os.environ.get("PORTAL_ANSWERS"):
        with Path(os.environ["PORTAL_ANSWERS"]).open("a") as stream:
            stream.write(
                json.dumps([answer.status, answer.headers, answer.cookies, answer.body.decode(errors="replace")]) + "\n"
            )


@pytest.mark.parametrize("name", ANSWERS)
def test_answer_without_session_has_the_best_grade(portal: Portal, name: str) -> None:
    address, status = ANSWERS[name]

    answer = portal.ask(address)

    assert answer.status == status
    assert judged(answer) == "A+"


def test_static_file_has_the_best_grade(portal: Portal) -> None:
    for address in STATIC.findall(portal.ask("/").body.decode()):
        assert judged(portal.ask(address)) == "A+", address


def test_page_of_a_person_and_the_refusals_she_meets_have_the_best_grade(portal: Portal) -> None:
    session = portal.session_of(ACCOUNTS[0].email)
    met = {
        address: portal.ask(address, method, Cookie=session)
        for address, method in (
            ("/home/", "GET"),
            ("/people/", "GET"),
            ("/accounts/logout/", "POST"),
            ("/language/", "POST"),
        )
    }

    assert {address: judged(answer) for address, answer in met.items()} == dict.fromkeys(met, "A+")
    assert met["/home/"].status == 200
    assert met["/accounts/logout/"].status == 403  # no token


def test_language_cookie_has_the_best_grade(portal: Portal) -> None:
    answer = portal.ask("/language/", "POST", body="language=en&next=/")

    assert (answer.status, answer.cookies[0].split("=")[0]) == (302, "portal_language")
    assert judged(answer) == "A+"


def wire(response: HttpResponseBase) -> Answer:
    """An answer of the test client as it would come over the wire."""
    cookies = [morsel.OutputString() for morsel in response.cookies.values()]
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(response.status_code, {name.lower(): value for name, value in response.items()}, cookies, body)


@pytest.fixture
def secure(settings: Any) -> None:
    """Settings of a portal behind TLS."""
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.LANGUAGE_COOKIE_SECURE = True


@pytest.mark.usefixtures("secure")
@pytest.mark.parametrize(("fault", "status"), [(ValueError("broken"), 500), (OperationalError("away"), 503)])
def test_fault_has_the_best_grade(monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int) -> None:
    def fail(self: object) -> None:
        raise fault

    monkeypatch.setattr(type(Scheme.objects), "all", fail)
    monkeypatch.setattr(type(Scheme.objects), "get_queryset", fail)

    answer = wire(Client(raise_request_exception=False).get("/schemes/", secure=True))

    assert answer.status == status
    assert judged(answer) == "A+"


@pytest.mark.usefixtures("secure")
def test_personal_file_has_the_best_grade_and_is_not_cached(tmp_path: Path) -> None:
    world = build()
    answer = wire(
        world.client("owner").get(reverse("grants:attachment_download", args=[world.attachment.pk]), secure=True)
    )

    assert (answer.status, answer.headers["cache-control"]) == (200, "private, no-store")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert judged(answer) == "A+"


@pytest.mark.usefixtures("secure")
@pytest.mark.parametrize("address", ["/", "/schemes/", "/static/css/portal.css"])
def test_plain_http_leads_to_the_same_address_over_tls(address: str) -> None:
    answer = Client().get(address)

    assert (answer.status_code, answer["Location"]) == (301, f"https://testserver{address}")


@pytest.mark.usefixtures("secure")
def test_health_check_works_without_tls() -> None:
    assert Client().get("/healthz").status_code == 200


def test_rules_give_the_best_grade_to_good_headers() -> None:
    assert grade(GOOD, [COOKIE])[0] == "A+"


@pytest.mark.parametrize(
    ("changed", "cookies", "letter"),
    [
        ({"content-security-policy": ""}, [], "C"),
        ({"content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline'"}, [], "C+"),
        (
            {"content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-eval'; frame-ancestors 'none'"},
            [],
            "A+",
        ),
        ({"strict-transport-security": ""}, [], "B+"),
        ({"strict-transport-security": "max-age=86400", "x-content-type-options": ""}, [], "A-"),
        ({}, ["portal_session=x; HttpOnly; SameSite=Lax"], "A+"),
        ({}, ["portal_session=x; Secure; SameSite=Lax"], "B"),
        ({}, ["portal_csrf=x; Secure"], "B+"),
        ({}, ["portal_language=x; Secure; SameSite=Anything"], "B+"),
        ({"access-control-allow-origin": "*", "access-control-allow-credentials": "true"}, [], "C"),
    ],
)
def test_rules_tell_bad_headers(changed: dict[str, str], cookies: list[str], letter: str) -> None:
    assert grade({**GOOD, **changed}, cookies)[0] == letter


def test_rules_tell_a_script_of_another_site() -> None:
    assert grade(GOOD, [], '<script src="//cdn.example/a.js"></script>')[0] == "C"
