"""How each kind of reminder finds what is due, once all that was due has been sent: by one statement, and how long it takes.

The time is held against COPY of all applications in the same run, which takes some four seconds at a million: a quarter
of it is the second that a step may take there. Nothing that is sent here stays.
"""

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from programmes.grants.tasks import watch_deadlines
from tests.bench.databases import bench_database
from tests.bench.measure import BenchDatabase
from tests.bench.report import Options, Row, Topic, print_progress

MOST_OVER_COPY = 0.25
ROUNDS = 5
MOST_RUNS = 50  # until all that was due is sent
KIND = re.compile(r'FROM "notices_sentreminder" .*?"kind" = \(?\'(\w+)\'')
SENT = 'INSERT INTO "notices_sentreminder"'


def rows(options: Options) -> Iterator[Row]:
    """Each kind of reminder at both sizes."""
    small, large = (bench_database(size, print_progress) for size in (options.small, options.large))
    at_small, at_large = _measured(small), _measured(large)
    for kind, (count, share) in at_large.items():
        limit, sizes = at_small[kind][0], options.sizes
        yield Row(Topic.REMINDERS, kind, "statements that look for it", count, limit, sizes=sizes)
        measure, sizes = "times COPY of all applications", f"{options.large:,}"
        yield Row(Topic.REMINDERS, kind, measure, share, MOST_OVER_COPY, sizes=sizes)


def _measured(database: BenchDatabase) -> dict[str, tuple[int, float]]:
    """For each kind of reminder the number of its statements, and their time over that of COPY of all applications."""
    with database.use(), transaction.atomic():
        statements = statements_of_last_run()
        copied = _best(_copy_applications)
        found = {kind: (len(own), _best(lambda own=own: _execute(own)) / copied) for kind, own in statements.items()}
        transaction.set_rollback(True)
    return found


def statements_of_last_run() -> dict[str, list[str]]:
    """The statements that look for what is due, by kind, in a run that finds nothing more to send."""
    for _run in range(MOST_RUNS):
        with CaptureQueriesContext(connection) as captured:
            watch_deadlines()
            made = [query["sql"] for query in captured.captured_queries]
        if not any(statement.startswith(SENT) for statement in made):
            break
    else:
        raise RuntimeError(f"{MOST_RUNS} runs did not send all reminders.")
    found: dict[str, list[str]] = {}
    for statement in made:
        kind = KIND.search(statement)
        if kind:
            found.setdefault(kind[1], []).append(statement)
    if not found:
        raise RuntimeError("No statement looks for reminders that are due.")
    return found


def _execute(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()


def _copy_applications() -> None:
    with connection.cursor() as cursor, cursor.copy("COPY grants_application TO STDOUT") as data:
        for _block in data:
            pass


def _best(take: Callable[[], Any]) -> float:
    times = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        take()
        times.append(time.perf_counter() - began)
    return min(times)
