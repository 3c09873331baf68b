"""`make bench`, files: how long each large file takes beside COPY of the same rows, and what reminders cost. Ratios only.

Each file and its COPY run in turns on the large database; the best time of each counts, so that other work on the
machine matters less. Exit code 1 when a limit is broken.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecosystem.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import QuerySet  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from ecosystem.accounts.demo import ACCOUNTS  # noqa: E402
from ecosystem.accounts.models import User  # noqa: E402
from ecosystem.accounts.roles import Role  # noqa: E402
from ecosystem.lists.files import Reader, export_file, export_lines, matching_rows  # noqa: E402
from ecosystem.lists.listing import LISTINGS, ListState  # noqa: E402
from ecosystem.public.views import awards  # noqa: E402
from programmes.grants.tasks import watch_deadlines  # noqa: E402
from tests.bench.databases import bench_database  # noqa: E402
from tests.bench.measure import BenchDatabase  # noqa: E402

LARGE, SMALL = 100_000, 1_000
ROUNDS = 3
MOST_OVER_COPY = 10.0
MOST_OVER_COPY_OF_EXCEL = 40.0  # a format for each cell, and compressed: made by the worker alone
LISTS = ("application", "award", "payment", "startup")


@dataclass(frozen=True)
class File:
    """A file, how it is made, and the rows whose COPY it is held against."""

    name: str
    make: Callable[[], Any]
    rows: QuerySet[Any]


def main() -> int:
    """Measure, print the ratios. Returns the exit code."""
    import_module(settings.ROOT_URLCONF)  # lists register when the URLconf imports their modules
    large, small = (bench_database(rows, _print_line) for rows in (LARGE, SMALL))
    broken = []
    _print_line("| File | Over COPY |\n|---|--:|")
    with large.use():
        for file in files():
            ratio = over_copy(file)
            _print_line(f"| {file.name} | {ratio:.1f} |")
            most = MOST_OVER_COPY_OF_EXCEL if file.name.endswith("xlsx") else MOST_OVER_COPY
            if ratio > most:
                broken.append(f"{file.name}: {ratio:.1f} times COPY; {most:g} are allowed.")
    counts = [reminder_statements(database) for database in (small, large)]
    _print_line(f"Statements of the reminders when all are sent: {counts[0]} at {SMALL:,}, {counts[1]} at {LARGE:,}")
    if counts[0] != counts[1]:
        broken.append("The number of statements of the reminders grows with the records.")
    for sentence in broken:
        print(sentence, file=sys.stderr)
    return int(bool(broken))


def files() -> Iterable[File]:
    """The large files of the portal, each in the order in which it is made."""
    manager = User.objects.get(email=next(account.email for account in ACCOUNTS if account.role == Role.MANAGER))
    for slug in LISTS:
        state = ListState(LISTINGS[slug], QueryDict(""))
        rows = matching_rows(state, Reader(manager))
        values = [column.stored_value for column in state.columns]
        plain = rows.prefetch_related(None).values_list(*(path for value in values if value for path in value.paths))
        for kind in ("csv", "xlsx") if slug == "application" else ("csv",):

            def make(state: ListState = state, kind: str = kind, rows: QuerySet[Any] = rows) -> None:
                export_file(state, kind, export_lines(state, rows, manager)).close()

            yield File(f"{LISTINGS[slug].title}, {kind}", make, plain)
    request = RequestFactory().get("/")
    public = awards.public_awards().order_by("-decided_at", "-pk").values_list(*awards.COLUMNS)
    for name, view in (("csv", awards.awards_csv), ("json", awards.awards_json)):
        yield File(f"Public grants, {name}", lambda view=view: [len(part) for part in view(request)], public)


def over_copy(file: File) -> float:
    """The time of the file over that of COPY of its rows."""
    made, copied = [], []
    for _round in range(ROUNDS):
        made.append(_seconds(file.make))
        copied.append(_seconds(lambda: _copy(file.rows)))
    return min(made) / min(copied)


def reminder_statements(database: BenchDatabase) -> int:
    """How many statements a run takes after one that sent everything; nothing of it stays."""
    with database.use(), transaction.atomic():
        for _run in range(50):
            with CaptureQueriesContext(connection) as queries:
                watch_deadlines()
            if not any(query["sql"].startswith("INSERT") for query in queries):
                break
        transaction.set_rollback(True)
    return len(queries)


def _copy(rows: QuerySet[Any]) -> int:
    sql, params = rows.query.sql_with_params()
    connection.ensure_connection()
    with connection.connection.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)", params) as data:
        return sum(len(block) for block in data)


def _seconds(take: Callable[[], Any]) -> float:
    began = time.perf_counter()
    take()
    return time.perf_counter() - began


def _print_line(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
