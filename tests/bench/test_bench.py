"""The measurements themselves, at a tiny size: every page answers, limits are noticed, rows are recorded and shown."""

import time
from contextlib import contextmanager, nullcontext
from dataclasses import replace

import pytest
from django.utils import timezone

from ecosystem.core.web.pagination import PAGE_SIZE
from tests.bench import measure as measuring
from tests.bench import reminders, report
from tests.bench.approvals import trail_triggers
from tests.bench.databases import large_size
from tests.bench.light import Cost
from tests.bench.measure import BenchDatabase, Result, Takers, measure
from tests.bench.pages import FILTERS, LIST, PAGES, QUEUE, SEARCH, SUMS
from tests.bench.pairs import PairTime, measure_pairs, rows_of
from tests.bench.report import Recorded, Row, Topic, document, recorded
from tests.demo.planting import plant, prepare

RESULT = Result(page=PAGES[0], small=0.010, large=0.012, bare=0.004, queries=7)
PLAIN = replace(RESULT, page=replace(PAGES[0], near=False))
ROW = Row(Topic.LIST, "Applications", "times a bare view", 6.9, 7, sizes="1,000", bare=1.234)


def broken(rows):
    """The texts of the rows whose limit is broken."""
    return [row.text() for row in rows if row.is_broken]


@pytest.mark.thorough
@pytest.mark.django_db
def test_every_page_can_be_measured_and_keeps_to_its_queries():
    prepare()
    plant(timezone.localdate(), startups=60, applications=90, is_detailed=False)
    databases = [BenchDatabase(rows, nullcontext) for rows in (90, 90)]

    results = list(measure(PAGES, *databases, rounds=1, warm_up=0))

    assert [result.page for result in results] == PAGES
    assert [text for result in results for text in broken(result.rows("90")) if "queries" in text] == []
    assert all(result.small > 0 and result.bare > 0 for result in results)


@pytest.mark.django_db
def test_actions_without_trail_lose_history_and_figures_and_keep_the_laws():
    found = {(table, name.rpartition("_")[0]) for table, name in trail_triggers()}

    of_awards = {name for table, name in found if table == "grants_award"}
    assert {"pgtrigger_insert_insert", "pgtrigger_update_update"} < of_awards
    assert any("figure" in name or "measure" in name for name in of_awards)
    assert not [name for _table, name in found if "append_only" in name or "four_eyes" in name]


@pytest.mark.thorough
@pytest.mark.django_db
def test_every_kind_of_reminder_looks_for_what_is_due_by_one_statement():
    prepare()
    plant(timezone.localdate(), startups=60, applications=90, is_detailed=False)

    found = reminders.statements_of_last_run()

    assert {kind: len(statements) for kind, statements in found.items()} == dict.fromkeys(
        [
            "draft_reminder",
            "step_reminder",
            "completion_reminder",
            "offer_reminder",
            "step_overdue",
            "review_reminder",
            "deliverable_due",
            "deliverable_overdue",
            "deliverable_late",
        ],
        1,
    )


def test_ratios_are_of_the_large_size_over_the_small_and_over_the_bare_view():
    assert RESULT.growth == pytest.approx(1.2)
    assert RESULT.over_bare == pytest.approx(3)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, []),
        ({"large": 0.0149}, []),
        ({"large": 0.0151}, ["times the small size (at most 1.5)"]),
        ({"page": replace(PAGES[0], kind=FILTERS), "large": 0.0199, "bare": 0.004}, []),
        (
            {"page": replace(PAGES[0], kind=FILTERS), "large": 0.0201, "bare": 0.004},
            ["times the small size (at most 2)"],
        ),
        ({"page": replace(PAGES[0], most_growth=2.0), "large": 0.0199, "bare": 0.004}, []),
        (
            {"page": replace(PAGES[0], most_growth=2.0), "large": 0.0201, "bare": 0.004},
            ["times the small size (at most 2)"],
        ),
        ({"bare": 0.0019}, ["times a bare view with middleware (at most 6)"]),
        ({"page": replace(PAGES[0], kind=SEARCH, near=False), "bare": 0.0016}, []),
        ({"page": replace(PAGES[0], kind=SEARCH, near=False), "bare": 0.0014}, ["with middleware (at most 8)"]),
        ({"queries": 10}, []),
        ({"queries": 11}, ["11 queries (at most 10)"]),
        ({"large": 0.0200, "bare": 0.0010, "queries": 13}, ["1.5", "bare view", "13 queries"]),
    ],
)
def test_broken_limit_of_a_page_is_reported(changes, words):
    found = broken(replace(RESULT, **changes).rows("1,000 / 100,000"))

    assert len(found) == len(words)
    assert all(word in text for word, text in zip(words, found, strict=True))


@pytest.mark.parametrize(
    ("kind", "queries", "count"), [(LIST, 11, 2), (QUEUE, 11, 1), (QUEUE, 10, 0), (SUMS, 12, 0), (SUMS, 13, 1)]
)
def test_limits_fit_the_kind_of_page(kind, queries, count):
    page = replace(PLAIN.page, kind=kind)
    result = replace(PLAIN, page=page, large=0.0151, bare=0.0001, queries=queries)

    assert len(broken(result.rows(""))) == count


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
    monkeypatch.setattr(measuring, "spent", time.perf_counter)
    results = list(measure([page], BenchDatabase(1, small), BenchDatabase(2, nullcontext), rounds=1, warm_up=0))

    assert [result.is_first_at_small for result in results] == [is_first]
    assert ("†" in next(results[0].rows("")).text()) is is_first


def test_plain_pages_of_every_compared_list_have_limits():
    for rows in {page.rows for page in PAGES if page.kind == LIST and page.rows}:
        own = [page for page in PAGES if page.rows == rows]
        assert sum(page.near for page in own) >= 3, rows


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


def test_slow_pairs_are_listed_and_the_slowest_of_each_list():
    quick = PairTime("startup, officer", "kind=group&sort=name", small=0.010, large=0.039, page=0.020)
    quicker = PairTime("startup, officer", "kind=group&sort=-name", small=0.010, large=0.020, page=0.020)
    slow = PairTime("award, officer", "call=1&sort=amount", small=0.010, large=0.042, page=0.020)

    too_slow, number, *pairs = rows_of([quicker, quick, slow], 10, "1 / 2")

    assert quick.ratio == pytest.approx(2.45)
    assert (too_slow.value, too_slow.is_broken, number.value) == (1, True, 10)
    assert "3 measured pairs" in too_slow.text()
    assert [(row.what.partition(":")[0], row.is_broken) for row in pairs] == [
        ("award, officer", True),
        ("startup, officer", False),
    ]
    assert not next(rows_of([quick], 10, "")).is_broken


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, []),
        ({"page": 11.1}, ["times a bare view (at most 11)"]),
        ({"page": 11.1, "kind": "record"}, []),
        ({"page": 12.1, "kind": "record"}, ["times a bare view (at most 12)"]),
        ({"page": 12.1, "kind": "home"}, []),
        ({"page": 17.1, "kind": "home"}, ["times a bare view (at most 17)"]),
        ({"page_cpu": 8.1}, ["of /healthz (at most 8)"]),
        ({"page_cpu": 8.1, "kind": "record"}, []),
        ({"queries": 11}, ["11 queries (at most 10)"]),
    ],
)
def test_broken_limit_of_a_light_page_is_reported(changes, words):
    cost = Cost("Applications", "list", page=6.9, bare=1.0, page_cpu=7.9, health_cpu=1.0, queries=10)

    found = broken(replace(cost, **changes).rows("1,000"))

    assert len(found) == len(words)
    assert all(word in text for word, text in zip(words, found, strict=True))


# --- Rows and documents -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "is_broken"),
    [
        ({}, False),
        ({"value": 7.1}, True),
        ({"limit": None}, False),
        ({"value": None}, False),
        ({"value": 0.31, "limit": 0.3, "at_least": True}, False),
        ({"value": 0.29, "limit": 0.3, "at_least": True}, True),
        ({"value": 0.0, "limit": 0.3, "at_least": True}, True),
        ({"value": 0, "limit": 0}, False),
        ({"value": 1, "limit": 0}, True),
    ],
)
def test_a_value_beyond_its_limit_is_broken(changes, is_broken):
    assert replace(ROW, **changes).is_broken is is_broken


def test_a_row_is_told_with_limit_bare_view_and_reason():
    assert ROW.text() == "6.9 times a bare view (at most 7), bare 1.2 ms"
    assert replace(ROW, value=None, note="no .venv").text() == "times a bare view: not measured (no .venv)"
    assert Row.from_json(ROW.as_json()) == ROW


@pytest.fixture
def files(monkeypatch, tmp_path):
    monkeypatch.setattr(report, "RECORDED", tmp_path / "benchmarks.csv")
    monkeypatch.setattr(report, "DOCUMENT", tmp_path / "benchmarks.md")
    return tmp_path


def test_a_part_replaces_its_own_rows_of_that_size_alone(files, monkeypatch):
    other, million = replace(ROW, what="Payments"), replace(ROW, what="Awards", note='a, "quoted" note')
    skipped = replace(ROW, what="Start", value=None, limit=3.0, at_least=True, bare=None)
    monkeypatch.setattr("os.getloadavg", lambda: (1.25, 0.0, 0.0))

    for part, size, rows in [
        ("light", 100_000, [other]),
        ("light", 1_000_000, [million]),
        ("start", 100_000, [skipped]),
        ("light", 100_000, [ROW]),
    ]:
        report.record(part, size, rows, ["light", "start"])

    assert recorded() == [
        ("light", 100_000, 1.2, replace(ROW, bare=1.23)),
        ("start", 100_000, 1.2, skipped),
        ("light", 1_000_000, 1.2, replace(million, bare=1.23)),
    ]
    assert (files / "benchmarks.md").read_text(encoding="utf-8") == document(recorded())


def test_the_summary_shows_the_worst_row_of_each_promise():
    rows = [ROW, replace(ROW, what="Payments", value=7.2), replace(ROW, what="Watched", value=99.0, limit=None)]

    text = document([Recorded("light", 100_000, 1.2, row) for row in rows])

    assert "| Page of a list | 7.2 times a bare view | ≤ 7 | 2: Payments | 1,000 | 1.2 ms | **1 broken** |" in text
    assert "| Watched | 99 times a bare view, bare 1.2 ms |" in text


def test_the_document_is_made_from_the_recorded_rows():
    assert report.DOCUMENT.read_text(encoding="utf-8") == document(recorded())


def test_sizes_come_from_one_variable(monkeypatch):
    sizes = {}
    for size in ("", "million"):
        monkeypatch.setenv("SIZE", size)
        sizes[size] = large_size()

    assert sizes == {"": 100_000, "million": 1_000_000}
    monkeypatch.setenv("SIZE", "huge")
    with pytest.raises(ValueError, match="million"):
        large_size()
