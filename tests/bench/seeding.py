"""What it takes to make the demonstration data, over COPY of the same rows into empty tables with their indexes.

Both write in one transaction, with triggers off and foreign keys in force; what counts is processor time. A whole run makes
20,000 applications: the more there are, the less weighs what is done once (1.50 times at 5,000, 1.38 at 20,000).
SIZE=million makes the million anew.
"""

import resource
from collections.abc import Iterator

from django.db import connection, connections, transaction

from ecosystem.core.schema import create_database, drop_database, use_database
from tests.bench.databases import database_name, database_of, make_database
from tests.bench.measure import BenchDatabase
from tests.bench.report import Options, Row, Topic, print_progress
from tests.bench.stopwatch import spent
from tests.databases import migrated

ROWS, MOST_ROWS = 20_000, 100_000  # that a run makes by itself; a larger size is made anew
MOST_OVER_COPY = 1.5
MOST_MEMORY = 1_024  # MB, at any size
FILLED_BY_MIGRATIONS = {"django_content_type", "auth_permission", "django_migrations"}


def rows(options: Options) -> Iterator[Row]:
    """Time and memory."""
    size = options.large if options.large > MOST_ROWS else min(options.large, ROWS)
    database = database_of(size)
    made = make_database(database, print_progress)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    copied = seconds_of_copy(database)
    note, sizes = f"{made:.0f} / {copied:.0f} s", f"{size:,}"
    yield Row(Topic.SEEDING, "Time", "times COPY", made / copied, MOST_OVER_COPY, sizes=sizes, note=note)
    yield Row(Topic.SEEDING, "Memory", "MB of the process", round(memory), MOST_MEMORY, sizes=sizes)


def seconds_of_copy(database: BenchDatabase) -> float:
    """The processor seconds of COPY for all rows of the database, without reading them; what it wrote is dropped."""
    name = f"{database_name(database.rows)}_copy"
    create_database(name, template=migrated())
    try:
        with database.use():
            source = connections["default"]
            with use_database(name):
                return _copy_all(source)
    finally:
        drop_database(name)


def _copy_all(source: "type[connection]") -> float:
    tables = sorted(set(connection.introspection.table_names()) - FILLED_BY_MIGRATIONS)
    with transaction.atomic(), connection.cursor() as target:
        for table in tables:
            target.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        began = spent()
        for table in tables:
            columns = ", ".join(f'"{column}"' for column in _stored_columns(table))
            with (
                source.cursor() as cursor,
                cursor.copy(f'COPY "{table}" ({columns}) TO STDOUT') as reading,
                target.copy(f'COPY "{table}" ({columns}) FROM STDIN') as writing,
            ):
                for block in reading:
                    writing.write(block)
        target.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            target.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
        target.execute("ANALYZE")
    return spent() - began


def _stored_columns(table: str) -> list[str]:
    """The columns of the table that are not computed by the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped "
            "AND attgenerated = '' ORDER BY attnum",
            [table],
        )
        return [name for (name,) in cursor.fetchall()]
