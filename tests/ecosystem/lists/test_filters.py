"""Search by words: each somewhere, without accents, whatever signs stand in them."""

import pytest
from django.db import connection

from ecosystem.lists.filters import InOrder, SearchFilter
from startups.models import Startup, StartupKind
from tests.factories import StartupFactory

pytestmark = pytest.mark.django_db


def found(value: str) -> set[str]:
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
def test_every_word_stands_somewhere_and_no_sign_means_more_than_itself(names, value, wanted):
    assert found(value) == (set(names) if wanted is None else wanted)


def test_words_in_their_order_are_among_those_in_any(names):
    """What is added for the planner changes no result."""
    for words in (["nen", "tang"], ["100%", "nua"], ["％", "nua"], ["_", "nua"], ["\\", "nua"]):
        ordered = Startup.objects.filter(InOrder("search_folded", words))
        each = Startup.objects.all()
        for word in words:
            each = SearchFilter().filter(each, word)
        assert set(ordered) <= set(each), words
        assert set(SearchFilter().filter(Startup.objects.all(), " ".join(words))) == set(each)


def test_planner_learns_how_often_words_come_together():
    """The reason for it: taken for independent, two words of one phrase would be found as rare as chance."""
    rows = [("Nền tảng" if n % 4 == 0 else "Dự án", n) for n in range(800)]
    Startup.objects.bulk_create(
        Startup(kind=StartupKind.INDIVIDUAL, name=f"{words} {n}", slug=f"so-{n}") for words, n in rows
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE startups_startup")
    plain = Startup.objects.filter(search_folded__contains="nen").filter(search_folded__contains="tang")

    def guessed(rows):
        line = rows.explain(format="text").splitlines()[0]
        return int(line.partition("rows=")[2].split()[0])

    assert guessed(SearchFilter().filter(Startup.objects.all(), "nen tang")) > 2 * guessed(plain)


def test_a_part_of_a_number_is_rare_for_the_planner_and_finds_the_same():
    """Its two longest parts are asked for with it: what holds the whole holds them."""
    Startup.objects.bulk_create(
        Startup(kind=StartupKind.INDIVIDUAL, name=f"Dự án HS-2026-{n:06}", slug=f"so-{n}") for n in range(800)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE startups_startup")
    for part in ("0007", "hs-2026-00077", "000799", "6-0001", "2026"):
        plain = Startup.objects.filter(search_folded__contains=part)
        assert set(SearchFilter().filter(Startup.objects.all(), part)) == set(plain) != set(), part

    def guessed(rows):
        return int(rows.explain(format="text").splitlines()[0].partition("rows=")[2].split()[0])

    plain = Startup.objects.filter(search_folded__contains="0007")
    assert guessed(SearchFilter().filter(Startup.objects.all(), "0007")) < guessed(plain) / 4
