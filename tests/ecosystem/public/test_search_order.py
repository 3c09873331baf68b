"""What a search puts first: accents as they were typed, and words of the name."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.public.search import Group, Query, search
from ecosystem.public.search.small_tables import search_small_tables
from startups.models import Publication
from tests.factories import AreaFactory, SectorFactory, StartupFactory, person


def test_matches_with_the_typed_accents_rank_first(db):
    officer = person(Role.OFFICER)
    for name in ("Công ty TNHH Hồng Hoa", "Công ty TNHH Hồng Hóa"):
        StartupFactory(name=name, status=Publication.PUBLIC, verified_by=officer, verified_at=timezone.now())

    for typed in ("Hồng Hoa", "Hồng Hóa"):
        (result,) = search(AnonymousUser(), Query(typed))
        assert result.hits[0].title == f"Công ty TNHH {typed}"
        assert len(result.hits) == 2


def test_name_matches_rank_before_other_matches_and_prefixes_last(db):
    officer = person(Role.OFFICER)
    for name, summary in (
        ("Công ty TNHH Kho Lạnhvina", "a"),
        ("Công ty TNHH Mây Số", "Phần mềm cho kho lạnh"),
        ("Công ty TNHH Việt Kho Lạnh", "b"),
        ("Công ty TNHH Kho Lạnh", "c"),
    ):
        StartupFactory(
            name=name, summary=summary, status=Publication.PUBLIC, verified_by=officer, verified_at=timezone.now()
        )

    (result,) = search(AnonymousUser(), Query("kho lanh"))

    assert [hit.title.removeprefix("Công ty TNHH ") for hit in result.hits] == [
        "Kho Lạnh",
        "Việt Kho Lạnh",
        "Mây Số",
        "Kho Lạnhvina",
    ]


@pytest.mark.parametrize(("typed", "is_found"), [("phuong tna thanh", True), ("thanh toan", False)])
def test_misspelt_words_stand_in_the_order_in_which_they_were_typed(db, typed, is_found):
    """«thanh toán» is no misspelling of «Tân Thành», nor of «… Thành Tân …» across its two names."""
    AreaFactory(name="Tân Thành", full_name="Phường Tân Thành", full_name_en="Tan Thanh Ward")

    titles = [hit.title for result in search(AnonymousUser(), Query(typed), Group.WARD) for hit in result.hits]

    assert titles == (["Phường Tân Thành"] if is_found else [])


def test_number_is_not_searched_as_a_misspelt_word(db):
    with CaptureQueriesContext(connection) as captured:
        assert search(AnonymousUser(), Query("0312 345 678")) == []

    assert not any("word_similarity" in query["sql"].lower() for query in captured)


WORD_INDEXES = [
    "area_words",
    "call_words",
    "call_name_words",
    "indicator_words",
    "organisation_words",
    "pillar_words",
    "policy_words",
    "scheme_words",
    "sector_words",
]
# The indexes of the same tables that hold no words and keep no constraint.
OTHER_INDEXES = """
    SELECT other.relname FROM pg_index JOIN pg_class other ON other.oid = indexrelid
    WHERE indrelid IN (SELECT indrelid FROM pg_index JOIN pg_class ON oid = indexrelid WHERE relname = ANY(%s))
    AND NOT indisunique AND other.relname NOT LIKE '%%\\_words'
"""


def test_each_small_table_is_answered_by_an_index_of_its_words(db):
    """With sequential scans forbidden and all other indexes gone, the plan names an index of words for each of them.

    Which of two indexes the planner takes for an empty table depends on what other tests left in its statistics.
    """
    with CaptureQueriesContext(connection) as captured:
        search_small_tables(AnonymousUser(), Query("nong trai"), None)
    (statement,) = [query["sql"] for query in captured]
    with connection.cursor() as cursor:
        cursor.execute(OTHER_INDEXES, [WORD_INDEXES])
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
        cursor.execute(f"EXPLAIN {statement}")
        plan = "\n".join(row[0] for row in cursor.fetchall())

    found = {name for name in re.findall(r"Bitmap Index Scan on (\w+)", plan) if name.endswith("_words")}
    assert found >= set(WORD_INDEXES)


def test_forty_rows_are_enough_for_the_index_of_words(db):
    """The planner knows what splitting a text costs (`COST` of `vn_search`): it does not split all of a small table."""
    SectorFactory.create_batch(40)
    with CaptureQueriesContext(connection) as captured:
        search_small_tables(AnonymousUser(), Query("nong trai"), Group.SECTOR)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE reference_sector")
        cursor.execute(f"EXPLAIN {captured[0]['sql']}")
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "sector_words" in plan


def test_one_or_two_letters_at_the_end_are_left_out_of_prefixes(db):
    """Thousands of words begin with «tu»: the index would merge the rows of each."""
    assert [str(Query(typed).prefixes.source_expressions[-1].value) for typed in ("vi dien tu", "kho l", "y te")] == [
        "'vi' & 'dien':*",
        "'kho':*",
        "'y':A & 'te':A",
    ]
    StartupFactory(
        name="Công ty TNHH Kho Lạnh",
        status=Publication.PUBLIC,
        verified_by=person(Role.OFFICER),
        verified_at=timezone.now(),
    )

    assert [hit.title for result in search(AnonymousUser(), Query("kho l"), Group.STARTUP) for hit in result.hits] == [
        "Công ty TNHH Kho Lạnh"
    ]
