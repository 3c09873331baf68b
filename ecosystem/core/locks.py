"""Work that only one worker does at a time, however many are woken."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def try_advisory_lock(name: str) -> Iterator[bool]:
    """Whether this connection alone holds `name` now: until the block ends, or the connection with its worker.

    Over many transactions, unlike a row's lock, so that progress can be written and read meanwhile.
    """
    is_mine = _query_lock("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", name)
    try:
        yield is_mine
    finally:
        if is_mine:
            _query_lock("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", name)


def _query_lock(statement: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [name])
        return bool(cursor.fetchone()[0])
