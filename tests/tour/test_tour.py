"""The tour in docs/tour is the one of the stops: every role, every picture there, each of them small."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse

from ecosystem.accounts.demo import ACCOUNTS
from tests.tour.stops import LEGS
from tests.tour.writing import file_name, page_of

FOLDER: Path = settings.BASE_DIR / "docs" / "tour"
FILES = {file_name(leg, stop, width) for leg in LEGS for stop in leg.stops for width in ("wide", "phone")}
MOST_BYTES = 40_000


def test_every_role_has_its_leg() -> None:
    toured = {account.role for account in ACCOUNTS for leg in LEGS if account.email == f"{leg.account}@demo.example"}

    assert {account.role for account in ACCOUNTS} - toured == set()


@pytest.mark.parametrize("name", sorted({stop.name for leg in LEGS for stop in leg.stops if stop.find is None}))
def test_page_without_a_record_has_an_address(name: str) -> None:
    try:
        reverse(name)
    except NoReverseMatch:
        pytest.fail(f"{name} is not in the URLconf")


def test_page_and_pictures_are_those_of_the_stops() -> None:
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == page_of(LEGS), "run 'make tour'"
    assert {path.name for path in FOLDER.iterdir()} - {"README.md"} == FILES


def test_pictures_are_small() -> None:
    assert {path.name: path.stat().st_size for path in FOLDER.glob("*.webp") if path.stat().st_size > MOST_BYTES} == {}


def test_readme_shows_six_pictures_of_the_tour() -> None:
    readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    shown = [name for name in FILES if f"docs/tour/{name}" in readme]

    assert len(shown) == 6
