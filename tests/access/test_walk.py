"""Nobody vanishes from the walk of tests/accessibility: every entry shows its page, or is declared to show none."""

import pytest

from tests.access.rules import PACKAGES
from tests.access.sessions import begin
from tests.access.world import World
from tests.accessibility.walk import KEYS, NO_PAGE, OF_RULES, answer, visits

pytestmark = pytest.mark.django_db


def test_every_entry_shows_a_page_unless_declared_to_show_none(city: World) -> None:
    """To the first who comes there; what comes from the rules is tested with them, in test_access.py."""
    begin(city)
    first = {visit.key: visit for visit in reversed(list(visits(city)))}
    assert sorted(first) == sorted(KEYS)

    for key in set(KEYS) - set(OF_RULES):
        answer(city, first[key], "vi")


def test_no_address_of_a_package_is_left_out() -> None:
    assert sorted(PACKAGES - {key.split()[0] for key in KEYS}) == []


def test_what_is_declared_to_show_no_page_is_in_the_walk() -> None:
    declared = [entry.split(" at ")[-1] for entries in NO_PAGE.values() for entry in entries]

    assert sorted(set(declared) - set(KEYS)) == []
