"""Writing very many rows: Postgres' COPY, with ids that the caller gives."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pgtrigger
from django.db import connection, models, transaction

STAMPS = frozenset({"created_at", "updated_at"})


class Table:
    """Rows of one model, collected and written by COPY; `add` returns the row's id.

    Columns that are not named get their field's default; `created_at` and `updated_at` get `stamp`, or `at`.
    """

    def __init__(self, model: type[models.Model], fields: Sequence[str], *, stamp: datetime) -> None:
        self.model, self.stamp = model, stamp
        named = [model._meta.get_field(name) for name in fields]
        stamps = [f for f in model._meta.concrete_fields if f.name in STAMPS and f not in named]
        others = [f for f in model._meta.concrete_fields if f not in (*named, *stamps) and not (f.primary_key or f.generated)]
        self.columns = [field.column for field in (*named, *stamps, *others)]  # type: ignore[union-attr]
        self.stamps = len(stamps)
        self.defaults = tuple(_default(field) for field in others)
        self.last = model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0
        self.rows: list[tuple[Any, ...]] = []

    def add(self, *values: Any, at: datetime | None = None) -> int:
        self.last += 1
        self.rows.append((self.last, *values, *(at or self.stamp,) * self.stamps, *self.defaults))
        return self.last

    def write(self) -> int:
        """COPY what was collected and set the id sequence behind it. Returns how many rows."""
        names = ", ".join(f'"{name}"' for name in ["id", *self.columns])
        table = self.model._meta.db_table
        with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:  # noqa: S608
            for row in self.rows:
                copy.write_row(row)
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, max(self.last, 1)])
        count, self.rows = len(self.rows), []
        return count


def _default(field: Any) -> Any:
    value = field.get_default()
    return "" if value is None and not field.null else value


@contextmanager
def quiet_triggers() -> Iterator[None]:
    """One transaction in which our triggers rest: the rows obey the rules already, and history starts after them."""
    with pgtrigger.ignore(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")  # makes pgtrigger set its session variable, which the COPYs then find
        yield


def batches(total: int, size: int) -> Iterable[tuple[int, int]]:
    """(first, after last) of each batch."""
    return ((first, min(first + size, total)) for first in range(0, total, size))
