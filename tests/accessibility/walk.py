"""Every page there is: each rule of tests/access that lets somebody in, the pages of the packages, the faults.

A page with a form is also sent empty, so that its errors are seen.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import override_settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from tests.access.rules import PACKAGES, RULES, Rule
from tests.access.world import ANONYMOUS, World

BOTH_LANGUAGES = "vi"  # the pages of faults ask for nothing, the reader's language included
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
FOR_ANYBODY = {
    "account_login", "account_signup", "account_reset_password", "account_reset_password_done", "account_inactive",
    "account_reset_password_from_key_done", "account_email_verification_sent",
}  # fmt: skip
IN_DEMONSTRATION = ("core:gallery", "core:mail_log")
FAULTS = ("500.html", "503.html")


def _has_address(name: str) -> bool:
    try:
        return bool(reverse(name))
    except NoReverseMatch:
        return False


@dataclass(frozen=True)
class Visit:
    """One person at one address; `sent` when she sends its form empty, `template` when it is a fault's page."""

    actor: str
    name: str
    case: str
    address: str
    sent: bool = False
    template: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.name or self.template, self.case

    def __str__(self) -> str:
        return f"{self.actor} at {self.name or self.template}{f' ({self.case})' if self.case else ''}{', sent empty' if self.sent else ''}"


def _is_seen(rule: Rule) -> bool:
    return rule.method == "GET" and rule.name not in IN_DEMONSTRATION and (rule.public or bool(rule.allowed))


# Name and case of every page, known before there is a world.
KEYS = list(
    dict.fromkeys(
        [(rule.name, rule.case) for rule in RULES if _is_seen(rule)]
        + [(name, "") for name in sorted(PACKAGES) if _has_address(name)]
        + [(name, "in demonstration") for name in IN_DEMONSTRATION]
        + [(name, "") for name in ("400.html", "403.html", "404.html", *FAULTS)]
    )
)


def visits(world: World) -> Iterator[Visit]:
    """Every person at every address that lets her in or tells her why not."""
    yield from _of_the_rules(world)
    for name in filter(_has_address, sorted(PACKAGES)):
        for actor in (ANONYMOUS,) if name in FOR_ANYBODY else ("owner", "manager"):
            yield Visit(actor, name, "", reverse(name))
    for actor in (ANONYMOUS, "owner"):
        for name in IN_DEMONSTRATION:
            yield Visit(actor, name, "in demonstration", reverse(name))
        yield Visit(actor, "404.html", "", "/nope/")
        yield Visit(actor, "400.html", "", reverse("startups:directory") + "?after=nope")
    yield Visit("owner", "403.html", "", reverse("people:person_list"))
    for template in FAULTS:
        yield Visit(ANONYMOUS, "", "", "/", template=template)


def _of_the_rules(world: World) -> Iterator[Visit]:
    for rule in RULES:
        if _is_seen(rule):
            address = reverse(rule.name, args=rule.args(world))
            for actor in (ANONYMOUS, *world.people):
                if rule.expected(actor) == rule.answer:
                    yield Visit(actor, rule.name, rule.case, address)


def sendings(visit: Visit, response: HttpResponse) -> Iterator[Visit]:
    """The same address with its form sent empty, when it has one that checks what it gets."""
    markup = response.content
    if b"novalidate" in markup and b'method="post"' in markup and visit.name:
        yield Visit(visit.actor, visit.name, visit.case, visit.address, sent=True)


def language_of(visit: Visit, language: str) -> str:
    """The language that the page says it has."""
    return BOTH_LANGUAGES if visit.template else language


def answer(world: World, visit: Visit, language: str) -> HttpResponse | None:
    """What the person sees, in this language; None when it is no page."""
    with translation.override(language):
        if visit.template:
            return HttpResponse(render_to_string(visit.template))
        client = world.client(visit.actor)
        kept = deepcopy(client.cookies)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        with override_settings(DEMO=visit.name in IN_DEMONSTRATION), transaction.atomic():
            ask: Any = client.post if visit.sent else client.get
            response = ask(visit.address)
            transaction.set_rollback(True)
        client.cookies = kept  # who signed out is back for her next page
    request_finished.disconnect(close_old_connections)  # as the test client does: the city's transaction stays open
    response.close()
    request_finished.connect(close_old_connections)
    led_away = response.get("Location", "").startswith(reverse("account_login"))
    assert visit.name in PACKAGES or not led_away, f"{visit} is not let in"
    is_page = response.get("Content-Type", "").startswith("text/html") and b"<html" in getattr(response, "content", b"")
    return response if is_page and not 300 <= response.status_code < 400 else None
