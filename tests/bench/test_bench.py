"""The measurements themselves, at a tiny size: every page answers, limits are noticed, the document holds no times."""

from contextlib import contextmanager, nullcontext
from dataclasses import replace

import pytest
from django.utils import timezone

from ecosystem.core.web.pagination import PAGE_SIZE
from tests.bench import measure as measuring
from tests.bench.approvals import trail_triggers
from tests.bench.light import Cost
from tests.bench.measure import BenchDatabase, Result, Takers, measure
from tests.bench.pages import FILTERS, LIST, PAGES, QUEUE, SUMS
from tests.bench.pairs import PairTime, measure_pairs, summary
from tests.bench.report import breaches, document
from tests.demo.planting import plant, prepare

RESULT = Result(page=PAGES[0], small=0.010, large=0.012, bare=0.004, queries=7)
PLAIN = replace(RESULT, page=replace(PAGES[0], near=False))


@pytest.mark.thorough
@pytest.mark.django_db
def test_every_page_can_be_measured_and_keeps_to_its_queries():
    prepare()
    plant(timezone.localdate(), startups=60, applications=90, is_detailed=False)
    databases = [BenchDatabase(rows, nullcontext) for rows in (90, 90)]

    results = list(measure(PAGES, *databases, rounds=1, warm_up=0))

    assert [result.page for result in results] == PAGES
    assert [sentence for sentence in breaches(results) if "queries" in sentence] == []
    assert all(result.small > 0 and result.bare > 0 for result in results)


@pytest.mark.django_db
def test_actions_without_trail_lose_history_and_figures_and_keep_the_laws():
    found = {(table, name.rpartition("_")[0]) for table, name in trail_triggers()}

    of_awards = {name for table, name in found if table == "grants_award"}
    assert {"pgtrigger_insert_insert", "pgtrigger_update_update"} < of_awards
    assert any("figure" in name or "measure" in name for name in of_awards)
    assert not [name for _table, name in found if "append_only" in name or "four_eyes" in name]


def test_ratios_are_of_the_large_size_over_the_small_and_over_the_bare_view():
    assert RESULT.growth == pytest.approx(1.2)
    assert RESULT.over_bare == pytest.approx(3)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, []),
        ({"large": 0.0149}, []),
        ({"large": 0.0151}, ["times as long; 1.5"]),
        ({"page": replace(PAGES[0], kind=FILTERS), "large": 0.0199, "bare": 0.004}, []),
        ({"page": replace(PAGES[0], kind=FILTERS), "large": 0.0201, "bare": 0.004}, ["times as long; 2"]),
        ({"bare": 0.0019}, ["its bare view; 6"]),
        ({"queries": 10}, []),
        ({"queries": 11}, ["11 queries; 10"]),
        ({"large": 0.0200, "bare": 0.0010, "queries": 13}, ["1.5", "bare view", "13 queries"]),
    ],
)
def test_broken_limit_is_reported_in_a_sentence(changes, words):
    found = breaches([replace(RESULT, **changes)])

    assert len(found) == len(words)
    assert all(sentence.startswith(RESULT.page.name) for sentence in found)
    assert all(word in sentence for word, sentence in zip(words, found, strict=True))


@pytest.mark.parametrize(
    ("kind", "queries", "count"), [(LIST, 11, 2), (QUEUE, 11, 1), (QUEUE, 10, 0), (SUMS, 12, 0), (SUMS, 13, 1)]
)
def test_limits_fit_the_kind_of_page(kind, queries, count):
    page = replace(PLAIN.page, kind=kind)
    result = replace(PLAIN, page=page, large=0.0151, bare=0.0001, queries=queries)

    assert len(breaches([result])) == count


@pytest.mark.parametrize(
    ("at_small", "at_large", "is_first"),
    [(4, PAGE_SIZE + 1, True), (PAGE_SIZE, PAGE_SIZE + 1, True), (PAGE_SIZE + 1, PAGE_SIZE + 1, False), (1, 3, False)],
)
def test_a_page_that_only_the_large_size_fills_is_held_against_a_full_one(monkeypatch, at_small, at_large, is_first):
    page = next(page for page in PAGES if page.name == "Payments, accepted, to be paid")
    size = {"rows": at_large}

    def prepare(asked):
        rows = PAGE_SIZE + 1 if asked.query() == {} else size["rows"]
        return Takers(visit=lambda: None, bare=lambda: None, queries=6, rows=rows)

    @contextmanager
    def small():
        size["rows"] = at_small
        yield
        size["rows"] = at_large

    monkeypatch.setattr(measuring, "prepare", prepare)
    results = list(measure([page], BenchDatabase(1, small), BenchDatabase(2, nullcontext), rounds=1, warm_up=0))

    assert [result.is_first_at_small for result in results] == [is_first]
    assert ("†" in document(results, small=1, large=2).partition("|---")[2]) is is_first


def test_plain_pages_of_every_compared_list_have_limits():
    for rows in {page.rows for page in PAGES if page.kind == LIST and page.rows}:
        own = [page for page in PAGES if page.rows == rows]
        assert sum(page.near for page in own) >= 3, rows


def test_the_document_lists_every_page_as_ratios():
    text = document([RESULT, PLAIN], small=1_000, large=100_000)

    assert "| Applications, first page | list | 1.20 | 3.0\\* | 7 |" in text
    assert "| Applications, first page | list | 1.20 | 3.0 | 7 |" in text
    assert "0.012" not in text


@pytest.mark.thorough
@pytest.mark.django_db
def test_pairs_of_filters_of_every_long_list_are_measured():
    prepare()
    plant(timezone.localdate(), startups=60, applications=90, is_detailed=False)
    database = BenchDatabase(90, nullcontext)

    found, number = measure_pairs(
        database, database, only="", seconds=10, seed=1, report=lambda line: None, min_rows=20
    )

    assert number > 1_000
    assert 0 < len(found) < number
    assert {"application", "award", "startup"} <= {pair.name.partition(",")[0] for pair in found}


def test_slow_pairs_are_listed_and_quick_ones_counted():
    quick = PairTime("startup, officer", "kind=group&sort=name", small=0.010, large=0.039, page=0.020)
    slow = PairTime("award, officer", "call=1&sort=amount", small=0.010, large=0.042, page=0.020)

    *lines, last = summary([quick, slow], 10).splitlines()

    assert quick.ratio == pytest.approx(2.45)
    assert [line.split()[0] for line in lines] == ["2.6"]
    assert "call=1&sort=amount" in lines[0]
    assert last == "2 of 10 pairs with orders measured; 1 above 2.5."


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, []),
        ({"page": 7.1}, ["times bare; 7 are"]),
        ({"page": 7.1, "kind": "record"}, []),
        ({"page": 12.1, "kind": "record"}, ["times bare; 12 are"]),
        ({"page_cpu": 8.1}, ["times /healthz; 8 are"]),
        ({"page_cpu": 8.1, "kind": "record"}, []),
        ({"queries": 11}, ["11 queries; 10 are"]),
    ],
)
def test_broken_limit_of_a_light_page_is_reported(changes, words):
    cost = Cost("Applications", "list", page=6.9, bare=1.0, page_cpu=7.9, health_cpu=1.0, queries=10)

    found = replace(cost, **changes).breaches()

    assert len(found) == len(words)
    assert all(word in sentence for word, sentence in zip(words, found, strict=True))
