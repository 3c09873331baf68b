"""Search by words: each somewhere, without accents, whatever signs stand in them."""

import pytest

from ecosystem.lists.filters import SearchFilter
from startups.models import Startup
from tests.factories import StartupFactory

pytestmark = pytest.mark.django_db


def matching_names(value: str) -> set[str]:
    return set(SearchFilter().filter(Startup.objects.all(), value).values_list("name", flat=True))


@pytest.fixture
def names() -> list[str]:
    every = [
        "Nền tảng số",
        "Tảng đá và nền nhà",
        "Nền nhà",
        "100% tre nứa",
        "100 tre % nứa",
        "tre_nứa",
        "tre nứa",
        "A\\B nứa",
    ]
    for name in every:
        StartupFactory(name=name, summary="")
    return every


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("nen tang", {"Nền tảng số", "Tảng đá và nền nhà"}),
        ("tang nen", {"Nền tảng số", "Tảng đá và nền nhà"}),
        ("NỀN", {"Nền tảng số", "Tảng đá và nền nhà", "Nền nhà"}),
        ("100% nua", {"100% tre nứa"}),
        ("100％ nua", {"100% tre nứa"}),  # a wide sign folds to one that means "any letters" in a pattern
        ("100 nua", {"100% tre nứa", "100 tre % nứa"}),
        ("e_n nua", {"tre_nứa"}),
        ("e＿n nua", {"tre_nứa"}),
        ("a\\b nua", {"A\\B nứa"}),
        ("% nua", {"100% tre nứa", "100 tre % nứa"}),
        ("khong co", set()),
        ("   ", None),
    ],
)
def test_search_matches_all_words_and_escapes_wildcards(names, value, wanted):
    assert matching_names(value) == (set(names) if wanted is None else wanted)


def test_two_longest_parts_of_a_number_find_what_the_whole_finds():
    for n in range(12):
        StartupFactory(name=f"Dự án HS-2026-{n:06}", summary="")

    assert matching_names("000007") == {"Dự án HS-2026-000007"}
    assert matching_names("hs-2026-00001") == {"Dự án HS-2026-000010", "Dự án HS-2026-000011"}
