"""Every page behind the sign-in says where it stands, by the one component, from what its view passes."""

import re
from html import unescape

import pytest
from django.conf import settings

from ecosystem.core.web.navigation import NAVIGATION_ITEMS
from tests.access.requests import rendered_page
from tests.access.rule import Rule
from tests.access.rules import RULES
from tests.access.world import World
from tests.accessibility.walk import PAGELESS, is_walked

TEMPLATES = settings.BASE_DIR / "templates"
CRUMBS = re.compile(r'<nav class="crumbs".*?</nav>', re.DOTALL)
CRUMB = re.compile(r"<li>(.*?)</li>", re.DOTALL)
BEHIND_SIGN_IN = {rule.name for rule in RULES if is_walked(rule) and not rule.public}
# Pages that stand nowhere below another one, or that lead back by other means.
WITHOUT_CRUMBS = {
    "accounts:notification_list": "the bell on top of every page leads there",
    "accounts:profile": "the menu of the account leads there",
    "dashboards:council_scheme": "a tab of a place of the navigation, dashboards:council",
    "lists:job_list": "the messages about jobs lead there; it has no page above it",
    "lists:view_delete": "asks on components/confirm_page.html, with the way back to the list beside its button",
    "plan:holiday_remove": "asks on components/confirm_page.html, with the way back to the row beside its button",
    "reports:contribution_move": "asks on components/confirm_page.html, with the way back beside its button",
    "startups:recheck_queue": "a tab of a place of the navigation, startups:publication_queue",
}


@pytest.fixture(scope="module")
def pages(city: World) -> list[tuple[Rule, str]]:
    """Every page behind the sign-in, as one who may open it sees it."""
    rules = [rule for rule in RULES if is_walked(rule) and not rule.public and rule.status == 200]
    shown = [(rule, rendered_page(city, rule, min(rule.allowed))) for rule in rules]
    assert {rule.key for rule, html in shown if not html} <= PAGELESS
    return [(rule, html) for rule, html in shown if html]


def crumbs_of(html: str) -> list[str]:
    found = CRUMBS.findall(html)
    assert len(found) <= 1
    return [crumb.strip() for crumb in CRUMB.findall(found[0])] if found else []


def test_crumbs_are_written_by_their_component_alone() -> None:
    writers = [
        str(path.relative_to(TEMPLATES))
        for path in sorted(TEMPLATES.rglob("*.html"))
        if re.search(r'class="[^"]*\bcrumbs\b|include "components/breadcrumb', path.read_text(encoding="utf-8"))
    ]
    assert writers == ["base.html", "components/breadcrumb.html"]


def test_page_without_crumbs_is_a_top_place_or_listed_with_its_reason(pages: list[tuple[Rule, str]]) -> None:
    top = {place.url_name for place in NAVIGATION_ITEMS}
    without = {rule.name for rule, html in pages if not crumbs_of(html)}

    assert sorted(without - top - set(WITHOUT_CRUMBS)) == [], "pass `crumbs` from the view: ecosystem/core/ui/crumbs.py"


def test_page_listed_as_without_crumbs_is_in_the_walk() -> None:
    assert sorted(set(WITHOUT_CRUMBS) - BEHIND_SIGN_IN) == []


def test_last_crumb_is_the_page_itself_and_all_others_lead_on(pages: list[tuple[Rule, str]]) -> None:
    wrong = []
    for rule, html in pages:
        crumbs = crumbs_of(html)
        marks = ['aria-current="page"' in crumb for crumb in crumbs]
        links = re.findall(r'<a href="(/[^"]*)">', " ".join(crumbs))
        here = re.sub(r"<[^>]*>", "", crumbs[-1]).strip() if crumbs else "-"
        if crumbs and (
            marks != [False] * (len(crumbs) - 1) + [True] or len(links) != len(crumbs) - 1 or not unescape(here)
        ):
            wrong.append(f"{rule.key}: {crumbs}")
    assert wrong == []
