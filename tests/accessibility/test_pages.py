"""Every page once, by turns Vietnamese on a phone and English on a wide screen. `make accessibility` walks all of it."""

import re
from collections import defaultdict

import pytest

from tests.access.world import World
from tests.accessibility.page_checker import NARROW, WIDE, PageChecker
from tests.accessibility.walk import KEYS, PAGELESS, Visit, answer, language_of, sendings, visits

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]  # what a page writes is taken back after its test
SAME_PAGE = {"public:home", "dashboards:council"}  # other names of a page that has one: the home, the first scheme
SHOWINGS = (("vi", NARROW), ("en", WIDE))
PAGES = [key for key in KEYS if key not in PAGELESS]


@pytest.fixture(scope="module")
def people(city: World) -> dict[str, list[Visit]]:
    """Who gets to each page."""
    found = defaultdict(list)
    for visit in visits(city):
        if visit.is_of_a_page:
            found[visit.key].append(visit)
    return found


@pytest.mark.parametrize(("number", "key"), list(enumerate(PAGES)), ids=PAGES)
@pytest.mark.row("F8")
def test_page_is_for_everyone(
    city: World, checker: PageChecker, people: dict[str, list[Visit]], number: int, key: str
) -> None:
    """By another person each time, so that every role's frame is seen: as it comes, opened, spaced, and with a form's errors."""
    visit = people[key][number % len(people[key])]
    language, width = SHOWINGS[number % len(SHOWINGS)]
    response = answer(city, visit, language)
    assert response is not None
    found = checker.findings(visit.address, response, language_of(visit, language), width)
    found += checker.opened(width) + checker.spaced(width)
    for sending in sendings(visit, response):
        if (refused := answer(city, sending, language)) is not None:
            found += [f"sent empty: {f}" for f in checker.findings(visit.address, refused, language, width)]

    assert found == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("actor", ["anonymous", "owner", "officer", "manager", "protected"])
def test_titles_tell_pages_apart(city: World, people: dict[str, list[Visit]], actor: str, language: str) -> None:
    """No two pages of a person have the same title, unless they are the same page of two records."""
    names = defaultdict(set)
    for found in people.values():
        visit = next((visit for visit in found if visit.actor == actor and not visit.template), None)
        response = answer(city, visit, language) if visit else None
        if visit and visit.name not in SAME_PAGE and response is not None and response.status_code == 200:
            title = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
            assert title, visit
            names[" ".join(title[1].split())].add(visit.name)

    assert {title: sorted(pages) for title, pages in names.items() if len(pages) > 1} == {}
