"""Every page there is: each rule of tests/access that lets somebody in, the pages of the packages, the faults.

A page with a form is also sent empty, so that its errors are seen.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from django.conf import settings
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import override_settings
from django.urls import reverse
from django.utils import translation

from tests.access.rule import Rule
from tests.access.rules import PACKAGES, RULES
from tests.access.sessions import LASTING, SESSIONS, address_in
from tests.access.world import ANONYMOUS, World

BOTH_LANGUAGES = "vi"  # the pages of faults ask for nothing, the reader's language included
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
# Who comes to which of allauth's pages; what wants a session of its own is in tests/access/sessions.py.
OF_PACKAGES = {
    (ANONYMOUS,): (
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_inactive",
        "account_reset_password_from_key_done",
        "mfa_login_webauthn",
    ),
    ("owner", "manager"): (
        "account_change_password",
        "account_email",
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_list_webauthn",
        "usersessions_list",
    ),
}
IN_DEMONSTRATION = ("public:gallery", "notices:mail_log")
FAULTS = ("500.html", "503.html", "503_downloads.html")
FORM = re.compile(r"<form\b([^>]*\bnovalidate[^>]*)>(.*?)</form>", re.DOTALL)
CONTROL = re.compile(r"<(input|select|textarea|button)\b([^>]*)>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
# What shows no page: an entry of the walk, or one person at it. Anything else that shows none has been lost.
NO_PAGE = {
    "a file": (
        "dashboards:figure_records_file",
        "grants:annex_file annex",
        "grants:annex_pdf annex",
        "grants:contract_pdf contracted",
        "grants:reversal_pdf confirmed_reversal",
        "grants:application_receipt_pdf checking",
        "public:logo",
        "startups:logo_image",
        "grants:attachment_download attachment",
        "grants:attachment_download sent_attachment",
        "grants:attachment_show attachment",
        "grants:attachment_show sent_attachment",
        "grants:award_letter_preview proposed",
        "questionnaires:answer_file_download answer_file",
        "questionnaires:version_export",
        "reports:report_download",
        "lists:export_csv",
        "lists:export_xlsx",
        "lists:job_file file_job",
        "mfa_download_recovery_codes protected",
    ),
    "a feed": (
        "communication:feed",
        "communication:feed news",
        "grants:call_calendar",
        "grants:call_calendar_in",
        "grants:call_event",
    ),
    "data": (
        "public:awards_csv",
        "public:awards_json",
        "public:history_csv",
        "public:history_json",
        "public:city_map_csv",
        "public:city_map_json",
        "public:statistics_csv",
        "questionnaires:schema",
        "public:sitemap",
        "public:sitemap_section",
        "public:robots",
        "core:healthz",
        "core:readyz",
    ),
    "a part of a page, seen in test_ways_of_use.py": ("public:search_suggestions",),
    "leads on to a page": (
        "grants:queue_start check",
        "questionnaires:response_detail sent_test",
        "grants:queue_start score",
        "grants:queue_start decide",
        "communication:follow_stop",
        "accounts:notification_settings",
        "accounts:notification_open notification",
        "mfa_login_webauthn",
        "editor at grants:call_apply",
        "stranger at grants:call_apply",
    ),
}
PAGELESS = frozenset().union(*NO_PAGE.values())


@dataclass(frozen=True)
class Visit:
    """One person at one address, which answers `status`; `sent` is her form, `template` a fault's page."""

    actor: str
    name: str
    case: str
    address: str
    status: int = 200
    sent: dict[str, str] | None = None
    template: str = ""

    @property
    def key(self) -> str:
        return f"{self.name or self.template} {self.case}".strip()

    @property
    def is_of_a_page(self) -> bool:
        return not {self.key, f"{self.actor} at {self.key}"} & PAGELESS

    def lost(self, response: HttpResponse) -> str:
        """Says so when this is no page though one is due, or a page though none is."""
        is_shown = _is_page(response) and response.status_code == self.status
        return "" if is_shown == self.is_of_a_page else f"{self} shows {'a' if is_shown else 'no'} page: see NO_PAGE"

    def __str__(self) -> str:
        return f"{self.actor} at {self.key}" + ("" if self.sent is None else ", sent empty")


def _is_page(response: HttpResponse) -> bool:
    is_html = response.get("Content-Type", "").startswith("text/html")
    return is_html and b"<html" in getattr(response, "content", b"") and not 300 <= response.status_code < 400


def is_walked(rule: Rule) -> bool:
    return rule.method == "GET" and rule.name not in IN_DEMONSTRATION and (rule.public or bool(rule.allowed))


# Name and case of every page, known before there is a world: those of the rules, and the others.
OF_RULES = list(dict.fromkeys(rule.key for rule in RULES if is_walked(rule)))
KEYS = [
    *OF_RULES,
    *(name for names in OF_PACKAGES.values() for name in names),
    *(f"{name} {actor}" for actor, session in SESSIONS.items() for name in session.pages),
    *(f"{name} in demonstration" for name in IN_DEMONSTRATION),
    *("400.html", "403.html", "404.html", "409.html", *FAULTS),
]


def visits(world: World) -> Iterator[Visit]:
    """Every person at every address that lets her in or tells her why not."""
    yield from _of_the_rules(world)
    for actors, names in OF_PACKAGES.items():
        yield from (Visit(actor, name, "", reverse(name)) for name in names for actor in actors)
    for actor, session in SESSIONS.items():
        yield from (Visit(actor, name, actor, address_in(world, actor, name)) for name in session.pages)
    for actor in (ANONYMOUS, "owner"):
        for name in IN_DEMONSTRATION:
            yield Visit(actor, name, "in demonstration", reverse(name))
        yield Visit(actor, "404.html", "", "/nope/", 404)
        yield Visit(actor, "400.html", "", reverse("public:directory") + "?after=nope", 400)
    yield Visit("owner", "403.html", "", reverse("people:person_list"), 403)
    yield Visit("officer", "409.html", "", reverse("grants:application_stop", args=[world.returned.pk]), 409)
    for template in FAULTS:
        yield Visit(ANONYMOUS, "", "", "/", template=template)


def _of_the_rules(world: World) -> Iterator[Visit]:
    for rule in RULES:
        if is_walked(rule):
            address = reverse(rule.name, args=rule.args(world))
            for actor in (ANONYMOUS, *world.people):
                if rule.expected(actor) == rule.answer:
                    yield Visit(actor, rule.name, rule.case, address, rule.status)


def sendings(visit: Visit, response: HttpResponse) -> Iterator[Visit]:
    """Each form that checks what it gets and sends it here, as a browser sends it when nothing is filled in."""
    for opening, inside in FORM.findall(response.content.decode()):
        form = dict(ATTRIBUTE.findall(opening))
        if form["method"] == "post" and visit.name and unescape(form.get("action", "")) in ("", visit.address):
            yield replace(visit, sent=dict(_unfilled(inside)))


def _unfilled(form: str) -> Iterator[tuple[str, str]]:
    """What goes with it all the same: empty fields, hidden ones as they are, the name of the first button."""
    is_pressed = False
    for tag, rest in CONTROL.findall(form):
        control = dict(ATTRIBUTE.findall(rest))
        kind = control.get("type", tag)
        if kind in {"checkbox", "radio", "file"} or (kind == "submit" and is_pressed):
            continue
        is_pressed = is_pressed or kind == "submit"
        if "name" in control:
            yield control["name"], unescape(control.get("value", "")) if kind in {"hidden", "submit"} else ""


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
        with override_settings(DEMO=visit.name in IN_DEMONSTRATION, **LASTING), transaction.atomic():
            ask: Any = client.get if visit.sent is None else client.post
            response = ask(visit.address, visit.sent)
            transaction.set_rollback(True)
        client.cookies = kept  # who signed out is back for her next page
    request_finished.disconnect(close_old_connections)  # as the test client does: the city's transaction stays open
    response.close()
    request_finished.connect(close_old_connections)
    led_away = response.get("Location", "").startswith(reverse("account_login"))
    assert visit.name in PACKAGES or not led_away, f"{visit} is not let in"
    if visit.sent is not None:
        return response if _is_page(response) else None
    assert not (wrong := visit.lost(response)), wrong
    return response if visit.is_of_a_page else None
