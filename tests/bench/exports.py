"""How long each large file takes beside COPY of the same rows.

Each file and its COPY run in turns on the large database; the best time of each counts, so that other work on the
machine matters less.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.http import QueryDict
from django.test import RequestFactory

from ecosystem.accounts.demo import ACCOUNTS
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.lists.files import Reader, export_file, export_lines, matching_rows
from ecosystem.lists.listing import LISTINGS, ListState
from ecosystem.public.views import awards
from tests.bench.databases import bench_database
from tests.bench.report import Options, Row, Topic, print_progress

ROUNDS = 3
MOST_OVER_COPY = 10.0
MOST_OVER_COPY_OF_EXCEL = 40.0  # 5 microseconds a cell in XlsxWriter, made by the worker (decision 26)
LISTS = ("application", "award", "payment", "startup")


@dataclass(frozen=True)
class File:
    """A file, how it is made, and the rows whose COPY it is held against."""

    name: str
    make: Callable[[], Any]
    rows: QuerySet[Any]


def rows(options: Options) -> Iterator[Row]:
    """The files of the large lists, and those for the public."""
    import_module(settings.ROOT_URLCONF)  # lists register when the URLconf imports their modules
    with bench_database(options.large, print_progress).use():
        for file in files():
            most = MOST_OVER_COPY_OF_EXCEL if file.name.endswith("xlsx") else MOST_OVER_COPY
            yield Row(Topic.FILES, file.name, "times COPY", over_copy(file), most, sizes=f"{options.large:,}")


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


def _copy(rows: QuerySet[Any]) -> int:
    sql, params = rows.query.sql_with_params()
    connection.ensure_connection()
    with connection.connection.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)", params) as data:
        return sum(len(block) for block in data)


def _seconds(take: Callable[[], Any]) -> float:
    began = time.perf_counter()
    take()
    return time.perf_counter() - began
