"""What one page takes at two sizes, and a bare view, in turn, so that a busy moment hits all alike."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from ecosystem.core.web.pagination import PAGE_SIZE
from tests.bench import bare
from tests.bench.pages import FIGURES, FILTERS, LIST, PAGES, QUEUE, SEARCH, SUMS, Page, chosen_pages
from tests.bench.report import Options, Row, print_progress
from tests.bench.stopwatch import spent

WARM_UP = 3
MOST_GROWTH = {LIST: 1.5, FIGURES: 1.5, FILTERS: 2.0, SEARCH: 2.0}  # by the kind of page; others are watched
MOST_QUERIES = {LIST: 10, FILTERS: 10, QUEUE: 10, SUMS: 12, FIGURES: 12}
MOST_OVER_BARE = 6.0  # of first and last page, a state and a search
MOST_OVER_BARE_OF_SEARCH = 8.0  # of the search box
SETTINGS: dict[str, Any] = {
    "ROOT_URLCONF": "tests.bench.urls",
    "STAFF_NEEDS_SECOND_FACTOR": False,
    "STORED_PAGES": False,  # what it takes to make a page; tests/bench/public_pages.py measures the stored ones
}
SIGN_IN = ('"django_session"', 'FROM "accounts_user"', '"accounts_rolegrant"')
TRANSACTION = ("SET ", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")

Take = Callable[[], None]


@dataclass(frozen=True)
class BenchDatabase:
    """One size of the data. Within `use()` every query goes to its database; `files` is the folder of its private files."""

    rows: int
    use: Callable[[], AbstractContextManager[Any]]
    files: Path = Path()


@dataclass(frozen=True)
class Result:
    """What one page took: processor seconds at both sizes; at the large one also the bare view.

    Each is the lower quartile of its turns, from which the machine's other work is gone. `is_first_at_small`: see
    `_at_small`.
    """

    page: Page
    small: float
    large: float
    bare: float
    queries: int
    is_first_at_small: bool = False

    @property
    def growth(self) -> float:
        """Time at the large size over time at the small one."""
        return self.large / self.small

    @property
    def over_bare(self) -> float:
        """Time of the page over that of the bare view, at the large size."""
        return self.large / self.bare

    def rows(self, sizes: str) -> Iterator[Row]:
        page, first = self.page, "† over the first page of the list" if self.is_first_at_small else ""
        most = page.most_growth or MOST_GROWTH.get(page.kind)
        yield Row(page.topic, page.name, "times the small size", self.growth, most, sizes=sizes, note=first)
        most = MOST_OVER_BARE if page.near else MOST_OVER_BARE_OF_SEARCH if page.kind == SEARCH else None
        measure, bare_time = "times a bare view with middleware", self.bare * 1000
        yield Row(page.topic, page.name, measure, self.over_bare, most, sizes=sizes, bare=bare_time)
        yield Row(page.topic, page.name, "queries", self.queries, MOST_QUERIES.get(page.kind), sizes=sizes)


@dataclass(frozen=True)
class Takers:
    """What is timed at one size."""

    visit: Take
    bare: Take
    queries: int
    rows: int  # that the page fetches: one more than it shows, where another page follows

    @property
    def is_full(self) -> bool:
        return self.rows > PAGE_SIZE


def rows(options: Options) -> Iterator[Row]:
    """The pages at both sizes."""
    from tests.bench.databases import bench_database  # which imports this module

    small, large = (bench_database(size, print_progress) for size in (options.small, options.large))
    for result in measure(chosen_pages(PAGES, options.only), small, large, rounds=options.rounds):
        yield from result.rows(options.sizes)


def measure(
    pages: Iterable[Page], small: BenchDatabase, large: BenchDatabase, *, rounds: int, warm_up: int = WARM_UP
) -> Iterator[Result]:
    """Results page by page, each with `rounds` turns after those that warm up."""
    with override_settings(**SETTINGS):
        for page in pages:
            yield _measure(page, small, large, rounds, warm_up)


def _measure(page: Page, small: BenchDatabase, large: BenchDatabase, rounds: int, warm_up: int) -> Result:
    with large.use():
        at_large = prepare(page)
    at_small, is_first = _at_small(page, small, at_large)
    turns = [(small, at_small.visit), (large, at_large.visit), (large, at_large.bare)]
    times: list[list[float]] = [[] for _ in turns]
    gc.collect()
    for turn in range(warm_up + rounds):
        for number, (database, take) in enumerate(turns):
            with database.use():
                started = spent()
                take()
                if turn >= warm_up:
                    times[number].append(spent() - started)
    first, second, third = (sorted(taken)[len(taken) // 4] for taken in times)
    queries = max(at_small.queries, at_large.queries)
    return Result(page, first, second, third, queries, is_first)


def _at_small(page: Page, small: BenchDatabase, at_large: Takers) -> tuple[Takers, bool]:
    """The page at the small size; where only the large one fills it, the first page of the same list, and True.

    A page of 25 rows takes longer than one of four, whatever the size of the table.
    """
    with small.use():
        takers = prepare(page)
        if page.rows and at_large.is_full and not takers.is_full:
            return prepare(replace(page, query=dict)), True
    return takers, False


def prepare(page: Page) -> Takers:
    """Takers of the page, and of the bare view over the same rows, as the page's reader."""
    client = Client(SERVER_NAME="localhost")
    address, reader = page.address(), page.reader()
    if reader:
        client.force_login(reader)

    def visit(to: str = address) -> None:
        status = client.get(to).status_code
        if status != 200:
            raise RuntimeError(f"{page.name}: {to} answered {status}.")

    visit()
    sql, count = statements(page, visit)
    with connection.cursor() as cursor:
        cursor.execute(sql[0])
        rows = len(cursor.fetchall())

    def show_bare() -> None:
        bare.STATEMENTS[:] = sql
        visit("/bare/")

    return Takers(visit, show_bare, count, rows)


def statements(page: Page, visit: Take) -> tuple[list[str], int]:
    """The SQL of the page's rows (of all its content, where it is no list), and how many queries it makes in all."""
    with CaptureQueriesContext(connection) as captured:
        visit()
    made = [query["sql"] for query in captured.captured_queries]
    asked = [sql for sql in made if sql != "SELECT 1" and not sql.startswith(TRANSACTION)]
    own = [sql for sql in asked if not any(mark in sql for mark in SIGN_IN)]
    if not page.rows:
        return own, len(made)
    rows = [sql for sql in own if f'FROM "{page.rows}"' in sql and "LIMIT" in sql]
    if not rows:
        raise RuntimeError(f"{page.name}: no statement fetches a page of {page.rows}.")
    return rows[:1], len(made)
