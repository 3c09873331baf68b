"""Work that only one worker does at a time, however many are woken."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import OperationalError, connection, transaction


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


def wait_for_advisory_lock(name: str, *, milliseconds: int) -> None:
    """Wait until nobody holds `name`, this long at most. All who wait go on together."""
    with suppress(OperationalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [str(milliseconds)])
        cursor.execute("SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))", [name])


def _query_lock(statement: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [name])
        return bool(cursor.fetchone()[0])
