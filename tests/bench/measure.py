"""Timing one page at two sizes against a bare view, in turn, so that a busy moment of the machine hits all alike."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from tests.bench import urls
from tests.bench.pages import Page

WARM_UP = 3
SETTINGS: dict[str, Any] = {"ROOT_URLCONF": "tests.bench.urls", "STAFF_NEEDS_SECOND_FACTOR": False}
SIGN_IN = ('"django_session"', 'FROM "accounts_user"', '"accounts_rolegrant"', "SET ", "BEGIN", "SAVEPOINT", "SELECT 1")


@dataclass(frozen=True)
class Ground:
    """One size of the data. Within `use()` every query goes to its database."""

    rows: int
    use: Callable[[], AbstractContextManager[Any]]


@dataclass(frozen=True)
class Result:
    """What one page took: seconds (medians) at both sizes, for the page and for the bare view; and its queries."""

    page: Page
    small: float
    large: float
    bare_small: float
    bare_large: float
    queries: int

    @property
    def growth(self) -> float:
        """Time at the large size over time at the small one."""
        return self.large / self.small

    @property
    def over_bare(self) -> float:
        """Time of the page over that of the bare view, at the large size."""
        return self.large / self.bare_large


def measure(pages: Iterable[Page], small: Ground, large: Ground, *, rounds: int) -> Iterator[Result]:
    """Results page by page, each with `rounds` turns."""
    with override_settings(**SETTINGS):
        for page in pages:
            yield _measure(page, small, large, rounds)


def _measure(page: Page, small: Ground, large: Ground, rounds: int) -> Result:
    takers: list[tuple[Ground, Callable[[], object]]] = []
    queries = 0
    for ground in (small, large):
        with ground.use():
            visit, bare, count = _prepare(page)
            takers += [(ground, visit), (ground, bare)]
            queries = max(queries, count)
    times: list[list[float]] = [[] for _ in takers]
    gc.collect()
    for turn in range(WARM_UP + rounds):
        for number, (ground, take) in enumerate(takers):
            with ground.use():
                started = time.perf_counter()
                take()
                if turn >= WARM_UP:
                    times[number].append(time.perf_counter() - started)
    page_small, bare_small, page_large, bare_large = (statistics.median(taken) for taken in times)
    return Result(page, page_small, page_large, bare_small, bare_large, queries)


def _prepare(page: Page) -> tuple[Callable[[], object], Callable[[], object], int]:
    """A taker of the page, one of the bare view over the same rows, and how many queries the page makes in all."""
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

    def bare() -> None:
        urls.STATEMENTS[:] = sql
        visit("/bare/")

    return visit, bare, count


def statements(page: Page, visit: Callable[[], None]) -> tuple[list[str], int]:
    """The SQL of the page's rows (of all its content, where it is no list), and how many queries it makes in all."""
    with CaptureQueriesContext(connection) as captured:
        visit()
    made = [query["sql"] for query in captured.captured_queries]
    own = [sql for sql in made if not any(mark in sql for mark in SIGN_IN)]
    if not page.rows:
        return own, len(made)
    rows = [sql for sql in own if f'FROM "{page.rows}"' in sql and "LIMIT" in sql]
    if not rows:
        raise RuntimeError(f"{page.name}: no statement fetches a page of {page.rows}.")
    return rows[:1], len(made)
