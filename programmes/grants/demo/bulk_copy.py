"""Bulk inserts by Postgres' COPY, with ids assigned here."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction

from ecosystem.core.models import AuditEntry

STAMPS = frozenset({"created_at", "updated_at"})


class Table:
    """Rows of one model, collected and written by COPY; `add` returns the row's id.

    Columns that are not named get their field's default; `created_at` and `updated_at` get `at`, or `stamp`.
    Values may be texts in Postgres' format («2024-03-05 09:12:00+07»), which is fastest.
    """

    def __init__(self, model: type[models.Model], fields: Sequence[str], *, stamp: str) -> None:
        self.model, self.stamp = model, stamp
        by_name = {field.name: field for field in model._meta.concrete_fields}
        named = [by_name[name] for name in fields]
        stamps = [f for f in model._meta.concrete_fields if f.name in STAMPS and f not in named]
        others = [
            f
            for f in model._meta.concrete_fields
            if f not in (*named, *stamps) and not (f.primary_key or getattr(f, "generated", False))
        ]
        self.columns = [field.column for field in (*named, *stamps, *others)]
        self.stamps = len(stamps)
        self.defaults = tuple(_default(field) for field in others)
        self.last = model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0
        self.rows: list[tuple[Any, ...]] = []

    def add(self, *values: Any, at: str = "") -> int:
        self.last += 1
        self.rows.append((self.last, *values, *(at or self.stamp,) * self.stamps, *self.defaults))
        return self.last

    def write(self) -> int:
        """COPY the collected rows and advance the id sequence; return the number of rows."""
        if not self.rows:
            return 0
        names = ", ".join(f'"{name}"' for name in ["id", *self.columns])
        table = self.model._meta.db_table
        with connection.cursor() as cursor:
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in self.rows:
                    copy.write_row(row)
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, self.last])
        count, self.rows = len(self.rows), []
        return count


class AuditTable(Table):
    """Moves of records: model, id, transition, source, target, person, reason."""

    def __init__(self, *, stamp: str) -> None:
        names = ["model", "object_id", "transition", "source", "target", "by", "reason", "as_system"]
        super().__init__(AuditEntry, names, stamp=stamp)

    def add(self, *values: Any, at: str = "", as_system: bool = False) -> int:
        return super().add(*values, as_system, at=at)


def _default(field: Any) -> Any:
    value = field.get_default()
    return "" if value is None and not field.null else value


@contextmanager
def bulk_load(*models_written: type[models.Model]) -> Iterator[None]:
    """A transaction in which the triggers of these tables are disabled, so that no history is written.

    Constraints and foreign keys stay enabled. Other transactions can read the tables, but not write to them.
    """
    tables = [model._meta.db_table for model in models_written]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # check with each COPY, not at the commit
            for table in tables:
                cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        yield
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
