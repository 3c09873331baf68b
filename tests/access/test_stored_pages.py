"""Which public addresses are stored, and why the others are not; each page that is stored is found again."""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from ecosystem.core.models import StoredPage
from ecosystem.core.stored_pages import stored_page as find_page
from ecosystem.core.web.stored_pages import PARAMETERS
from tests.access.requests import close_response
from tests.access.rule import Rule
from tests.access.rules import RULES
from tests.access.world import ANONYMOUS, World

FORM, FILE, SECRET = "shows a form with a token", "a file, written while it is sent", "has a secret in its address"
NOT_STORED = {
    "communication:feed": "answers 304 by itself, and readers of feeds ask seldom",
    "communication:follow_confirm": SECRET,
    "communication:follow_manage": SECRET,
    "communication:follow_start": FORM,
    "communication:follow_stop": SECRET,
    "core:healthz": "the process answers now",
    "core:readyz": "the services answer now",
    "feedback:feedback_find": FORM,
    "feedback:feedback_send": FORM,
    "feedback:feedback_status": SECRET,
    "grants:call_calendar": "as a feed",
    "grants:call_calendar_in": "as a feed",
    "grants:call_event": "as a feed",
    "notices:mail_log": "demonstration only",
    "people:invitation_accept": SECRET,
    "public:awards_csv": FILE,
    "public:awards_json": FILE,
    "public:city_map_csv": FILE,
    "public:city_map_json": FILE,
    "public:gallery": "demonstration only",
    "public:history_csv": FILE,
    "public:history_json": FILE,
    "public:logo": "a picture, which browsers keep",
    "public:robots": "a few fixed lines",
    "public:search": "each reader asks for something else",
    "questionnaires:schema": "the same for everybody until the portal changes; programs ask seldom",
    "public:search_suggestions": "each reader asks for something else",
    "public:startup_contact": FORM,
    "public:statistics": "counts views and steps, which change all the time",
    "public:statistics_csv": FILE,
    "reports:report_verify": FORM,
    "startups:invitation_accept": SECRET,
}


def views(resolver: Any = None, namespace: str = "") -> Iterator[tuple[str, Any]]:
    """Name and view of each address of ours."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        elif isinstance(pattern, URLPattern) and namespace:
            yield f"{namespace}{pattern.name}", pattern.callback


def is_public(view: Any) -> bool:
    return not getattr(view, "login_required", True) and not getattr(view, "is_post_only", False)


PAGE_SOURCES = import_module("ecosystem.public.migrations.0001_initial").PAGE_SOURCES
STORED = {name for name, view in views() if hasattr(view, PARAMETERS)}
RULES_OF_STORED = [rule for rule in RULES if rule.name in STORED and rule.method == "GET" and rule.answer == "in"]


def test_every_public_address_is_stored_or_has_a_reason() -> None:
    made_for_each_reader = {name for name, view in views() if is_public(view)} - STORED

    assert sorted(made_for_each_reader - set(NOT_STORED)) == [], "add @stored_page, or say here why not"
    assert sorted(set(NOT_STORED) - made_for_each_reader) == [], "these are stored, or are gone"


def test_no_page_behind_the_sign_in_is_stored() -> None:
    assert [name for name, view in views() if name in STORED and not is_public(view)] == []


@pytest.mark.parametrize("rule", RULES_OF_STORED, ids=[rule.key for rule in RULES_OF_STORED])
def test_stored_page_is_found_again_and_holds_nothing_of_a_reader(city: World, rule: Rule) -> None:
    """A page that reads a table without triggers would be made for each reader. See PAGE_SOURCES in ecosystem/public."""
    statements: list[str] = []

    def record(execute: Any, sql: str, *given: Any) -> Any:
        statements.append(sql)
        return execute(sql, *given)

    with transaction.atomic(), override_settings(STORED_PAGES=True):
        address, client = reverse(rule.name, args=rule.args(city)), city.client(ANONYMOUS)
        with connection.execute_wrapper(record):
            first = client.get(address)
        second = client.get(address)
        assert (first.status_code, second.status_code, bool(second.templates)) == (200, 200, False)
        assert second.content == first.content
        assert b"csrfmiddlewaretoken" not in first.content
        page = StoredPage.objects.get()
        assert [source for source in page.sources if stays_valid_after_a_change(page.key, source)] == []
        transaction.set_rollback(True)
    close_response(first)
    close_response(second)
    for table, columns in PAGE_SOURCES.items():
        if columns:
            assert columns_read(table, statements) <= {*columns, "id"}, f"the triggers do not watch these of {table}"


def stays_valid_after_a_change(key: str, source: str) -> bool:
    """Whether the page is still found after a row of the table was written; the row is taken back."""
    if PAGE_SOURCES[source] or source.endswith("event"):  # only some columns count; history takes no changes
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{source}" SET id = id WHERE id = (SELECT min(id) FROM "{source}")')
        is_found = cursor.rowcount > 0 and find_page(key) is not None
        transaction.set_rollback(True)
    assert find_page(key) is not None
    return is_found


def columns_read(table: str, statements: list[str]) -> set[str]:
    """The columns of the table, under each of its aliases, that the statements name."""
    found: set[str] = set()
    for statement in statements:
        aliases = {table, *re.findall(rf'"{table}" (?:AS )?"?(\w+)"? ?(?=ON|WHERE|INNER|LEFT|,|\)|$)', statement)}
        for alias in aliases:
            found.update(re.findall(rf'(?<![\w"])"?{alias}"?\."(\w+)"', statement))
    return found
