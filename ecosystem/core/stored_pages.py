"""Store of whole public pages: a page is valid until a table that it was made from changes, or a moment that it names.

`recorded_sources` notes the tables that the statements of a page read. Triggers on these tables (`InstallPageTriggers`)
insert a row of `PageSourceChange` in the transaction of each change. A stored page is valid for a reader who sees the
same of these rows as its maker. So uncommitted changes of others, and changes that were rolled back, do not count, and
raw SQL does. A page that reads a table without these triggers is not stored.
"""

import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast

from django.apps import apps
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from ecosystem.core.days import midnight

MAX_PAGES = 2_000  # beyond, the oldest are deleted: whoever asks for addresses at random cannot fill the table
MAX_CHANGES = 20  # of one source; beyond, all but the newest are deleted, so that its pages are made again once
MAX_BYTES = 1_000_000  # of a page before compression
IDENTIFIER = re.compile(r"\w+")
# Valid by other sources: the rows of core_figurechange, which the same statement reads, and the tables of the measures that
# were read (`record_source`), since folding changes rows but no figure.
HIDDEN_SOURCES = {"core_cachedfigure", "core_measurecell"}

SELECT_PAGE = "SELECT body, headers FROM stored_page(%(key)s, %(now)s)"  # see the migration
# Nobody waits for the disk: a page that a crash loses is made again.
STORE_PAGE = """
    WITH commit_mode AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
    deleted AS (DELETE FROM core_storedpage WHERE key IN (
        SELECT key FROM core_storedpage ORDER BY stored_at DESC, key OFFSET %(most)s FOR UPDATE SKIP LOCKED))
    INSERT INTO core_storedpage (key, body, headers, sources, change_mark, valid_until, stored_at)
    SELECT %(key)s, %(body)s, %(headers)s, %(sources)s, %(change_mark)s, %(valid_until)s, %(now)s FROM commit_mode
    ON CONFLICT (key) DO UPDATE
    SET body = excluded.body, headers = excluded.headers, sources = excluded.sources,
        change_mark = excluded.change_mark, valid_until = excluded.valid_until, stored_at = excluded.stored_at
"""
SELECT_MARKS = """
    SELECT source, count(*), sum(id), sum(hashint8extended(id, 0)), max(id) FROM core_pagesourcechange GROUP BY source
"""
DELETE_OLD_CHANGES = """
    DELETE FROM core_pagesourcechange WHERE id IN (
        SELECT c.id FROM core_pagesourcechange c
        JOIN unnest(%(sources)s::text[], %(newest)s::bigint[]) AS long (source, newest)
            ON c.source = long.source AND c.id < long.newest
        FOR UPDATE OF c SKIP LOCKED)
"""
SELECT_SOURCES = """
    SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE starts_with(t.tgname, 'page_source_')
"""
INVALIDATE = f"INSERT INTO core_pagesourcechange (source) {SELECT_SOURCES}"

# Number, sum and sum of hashes of the ids of each source's changes: of different sets of changes one of them differs.
Marks = dict[str, tuple[int, int, int]]

_sources: ContextVar[set[str] | None] = ContextVar("sources", default=None)
_moments: dict[str, Callable[[datetime], datetime | None]] = {}


@dataclass(frozen=True)
class Page:
    """A page as it is stored: its compressed body and its headers."""

    body: bytes
    headers: dict[str, str]

    @property
    def content(self) -> bytes:
        return gzip.decompress(self.body)


def register_moments(table: str, next_moment: Callable[[datetime], datetime | None]) -> None:
    """The pages made from `table` change by themselves at the first moment after the one given, if there is any.

    Midnight counts for every page and need not be registered.
    """
    _moments[table] = next_moment


def stored_page(key: str) -> Page | None:
    """The page stored under this key, if nothing that it shows has changed since."""
    # This statement shows whether the server is there: Django need not ask by one more before it.
    cast(Any, connection).health_check_done = True
    try:
        return _stored_page(key)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()  # the server ended it since the last request
        return _stored_page(key)


def _stored_page(key: str) -> Page | None:
    with connection.cursor() as cursor:
        cursor.execute(SELECT_PAGE, {"key": key, "now": timezone.now()})
        row = cursor.fetchone()
    return Page(bytes(row[0]), json.loads(row[1])) if row else None


def invalidate_pages() -> None:
    """Invalidate all stored pages, after bulk loading with disabled triggers."""
    with connection.cursor() as cursor:
        cursor.execute(INVALIDATE)


class PageMaker:
    """Notes what a page is made from while it is made, and stores it: `with PageMaker(key) as maker: … maker.store(…)`.

    The marks are read before the page is made: a change in between makes it newer than its marks, never older.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self.now = timezone.now()
        self.marks = _marks()
        self.sources: set[str] = set()

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Note the tables that statements read until the block ends."""
        token = _sources.set(self.sources)
        try:
            with connection.execute_wrapper(_record_sources):
                yield
        finally:
            _sources.reset(token)

    def store(self, content: bytes, headers: dict[str, str]) -> Page | None:
        """Store the page. None, and nothing stored, where it is too long or a source has no triggers."""
        sources = self.sources - HIDDEN_SOURCES
        if len(content) > MAX_BYTES or not sources <= page_sources():
            return None
        page = Page(gzip.compress(content, 6, mtime=0), headers)
        marks = [self.marks[source] for source in sources if source in self.marks]
        change_mark = ":".join(str(sum(part)) for part in zip((0, 0, 0), *marks, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(
                STORE_PAGE,
                {
                    "key": self.key,
                    "body": page.body,
                    "headers": json.dumps(page.headers),
                    "sources": sorted(sources),
                    "change_mark": change_mark,
                    "valid_until": _valid_until(self.now, sources),
                    "now": self.now,
                    "most": MAX_PAGES - 1,
                },
            )
        return page


def record_source(table: str) -> None:
    """Note that the page that is made now, if any, changes with this table."""
    sources = _sources.get()
    if sources is not None:
        sources.add(table)


@contextmanager
def unrecorded_sources() -> Iterator[None]:
    """What the statements of this block read is valid by other sources that were recorded, as a cached figure is."""
    token = _sources.set(None)
    try:
        yield
    finally:
        _sources.reset(token)


@cache
def page_sources() -> frozenset[str]:
    """The tables whose changes invalidate pages."""
    with connection.cursor() as cursor:
        cursor.execute(SELECT_SOURCES)
        return frozenset(table for (table,) in cursor.fetchall())


@cache
def _tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in apps.get_models(include_auto_created=True))


def _record_sources(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    sources = _sources.get()
    if sources is not None:
        sources.update(_tables_in(str(sql)))
    return execute(sql, params, many, context)


def _tables_in(statement: str) -> Iterable[str]:
    return _tables().intersection(IDENTIFIER.findall(statement))


def _marks() -> Marks:
    with connection.cursor() as cursor:
        cursor.execute(SELECT_MARKS)
        rows = cursor.fetchall()
        long = {source: newest for source, number, _ids, _hashes, newest in rows if number > MAX_CHANGES}
        if long and not _is_read_only(cursor):
            cursor.execute(DELETE_OLD_CHANGES, {"sources": list(long), "newest": list(long.values())})
            cursor.execute(SELECT_MARKS)
            rows = cursor.fetchall()
    return {source: (number, int(ids), int(hashes)) for source, number, ids, hashes, _newest in rows}


def _is_read_only(cursor: Any) -> bool:
    cursor.execute("SHOW transaction_read_only")
    return bool(cursor.fetchone()[0] == "on")


def _valid_until(now: datetime, sources: set[str]) -> datetime:
    moments = [next_moment(now) for table, next_moment in _moments.items() if table in sources]
    tomorrow = midnight(timezone.localdate(now) + timedelta(days=1))
    return min(moment for moment in (tomorrow, *moments) if moment is not None)
