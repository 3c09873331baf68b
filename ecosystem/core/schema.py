"""The schema file: what a database looks like after every migration, as one piece of SQL.

Migrating an empty database renders the models of every app again and again. `prepare` and the tests make an empty
database from `ecosystem/schema.sql` instead. `make schema` writes that file from a database that was migrated from
nothing, and a test compares the two byte by byte. Its first line carries a digest of the migrations it was made
from: a file whose digest does not fit is never loaded, the database is migrated instead.
"""

import hashlib
import os
import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from ecosystem.core import operations
from ecosystem.launcher.postgres import binary

SCHEMA_FILE = Path(settings.BASE_DIR) / "ecosystem" / "schema.sql"
HEADER = "-- Written by 'make schema' from the migrations "
DROP_LIMIT = 60  # seconds to wait for an autovacuum worker in a database that is dropped
LOCK = 2_023_020_673  # any number of our own: one process at a time makes the tables of a database
RENDERERS = ("django", "django-pgtrigger")  # the packages that turn a migration into SQL
TIMES = {"django_migrations": ("applied",)}  # the time of loading stands for the time of dumping
# All of it lasts until the end of the transaction that loads the file.
SETTINGS = """\
SET LOCAL check_function_bodies = false;
SET LOCAL client_min_messages = warning;
SELECT pg_catalog.set_config('search_path', '', true);
"""
DUMP_OPTIONS = ("--schema-only", "--no-owner", "--no-privileges", "--no-tablespaces", "--no-table-access-method")
FUNCTION_BODY = re.compile(r"^    AS (\$\w*\$).*?\1;$", re.DOTALL | re.MULTILINE)
NOT_IN_FILE = re.compile(
    r"^(?:--.*"
    r"|\\(?:un)?restrict .*"
    r"|SET .*;"
    r"|SELECT pg_catalog\.set_config\('search_path'.*"
    r"|COMMENT ON EXTENSION .*;)\n",  # only a superuser may write those
    re.MULTILINE,
)


class SchemaError(Exception):
    """The schema file cannot be written on this server."""


# Making the tables


def prepare_schema(*, verbosity: int = 0) -> None:
    """Bring the database to the newest migration: an empty one from the schema file, any other by migrating.

    With verbosity 1, a line tells of each migration: many of them take a while.
    """
    load_schema()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=verbosity)


def load_schema(file: Path = SCHEMA_FILE) -> bool:
    """Make every table of an empty database from the file. Returns False, and does nothing, where it does not fit."""
    if not is_current(file):
        return False
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("SELECT current_schema() = 'public' AND to_regclass('public.django_migrations') IS NULL")
        if not cursor.fetchone()[0]:
            return False
        cursor.execute(file.read_text(encoding="utf-8"))
    return True


def is_current(file: Path = SCHEMA_FILE) -> bool:
    """Whether the file was made from the migrations that are installed."""
    try:
        with file.open(encoding="utf-8") as stream:
            return stream.readline() == header()
    except FileNotFoundError:
        return False


def header() -> str:
    """The first line of a file made from the migrations that are installed."""
    return f"{HEADER}{migrations_digest()}\n"


def migrations_digest() -> str:
    """Changes with any byte of a migration of any app, and with what turns migrations into SQL."""
    digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in RENDERERS).encode())
    digest.update(Path(operations.__file__).read_bytes())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for path in sorted((Path(app.path) / "migrations").glob("*.py")):
            digest.update(f"{app.label} {path.name}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


# Writing the file


def migrated_schema() -> str:
    """The text of the file, from a database that is migrated from nothing for it. Raises SchemaError."""
    name = f"schema_{os.getpid()}"
    create_database(name)
    try:
        with use_database(name):
            call_command("migrate", interactive=False, verbosity=0)
            return dump_schema()
    finally:
        drop_database(name)


def dump_schema() -> str:
    """The text of the file, from the database in use. Raises SchemaError."""
    program = binary("pg_dump")
    made = _output_of([program, "--version"])
    server = server_version()
    if f" {server}." not in made:
        raise SchemaError(f"The schema file is written with {made.strip()}, but the server is PostgreSQL {server}.")
    parameters = connection.get_connection_params()
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    environment = {names[key]: str(value) for key, value in parameters.items() if key in names and value}
    dump = _output_of([program, *DUMP_OPTIONS], environment)
    return "\n".join([header() + SETTINGS, _statements(dump), "", *_rows()])


def server_version() -> int:
    """The major version of PostgreSQL in use."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def _output_of(command: list[str | Path], environment: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(  # noqa: S603 - a program of ours with arguments of ours
        command, env=os.environ | (environment or {}), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SchemaError(f"{Path(command[0]).name} failed: {done.stderr.strip()}")
    return done.stdout


def _statements(dump: str) -> str:
    """The statements without what belongs to pg_dump's own session; bodies of functions stay as they are."""
    outside, bodies = [], []
    end = 0
    for body in FUNCTION_BODY.finditer(dump):
        outside.append(dump[end : body.start()])
        bodies.append(body[0])
        end = body.end()
    outside.append(dump[end:])
    cleaned = [re.sub(r"\n{3,}", "\n\n", NOT_IN_FILE.sub("", part)) for part in outside]
    return "".join(part + body for part, body in zip(cleaned, [*bodies, ""], strict=True)).strip()


def _rows() -> Iterator[str]:
    """INSERT statements for the rows that migrations leave behind, and the next number of each table that has some."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(table)))
            if cursor.fetchone()[0]:
                yield from _rows_of(cursor, table)


def _rows_of(cursor: Any, table: str) -> Iterator[str]:
    columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    values = [
        sql.SQL("'now()'")
        if name in TIMES.get(table, ())
        else sql.SQL("quote_nullable({})").format(sql.Identifier(name))
        for name in columns
    ]
    key = connection.introspection.get_primary_key_column(cursor, table) or columns[0]
    rows = sql.SQL("SELECT concat_ws(', ', {}) FROM {} ORDER BY {}")
    cursor.execute(rows.format(sql.SQL(", ").join(values), sql.Identifier(table), sql.Identifier(key)))
    yield f"INSERT INTO public.{table} ({', '.join(columns)}) VALUES"
    yield ",\n".join(f"    ({row})" for (row,) in cursor.fetchall()) + ";"
    for sequence in connection.introspection.get_sequences(cursor, table):
        cursor.execute(
            sql.SQL("SELECT max({}) FROM {}").format(sql.Identifier(sequence["column"]), sql.Identifier(table))
        )
        yield f"SELECT pg_catalog.setval('public.{sequence['name']}', {cursor.fetchone()[0]});"
    yield ""


# Databases beside the one of the settings


@contextmanager
def server_connection() -> Iterator[psycopg.Connection[Any]]:
    """A connection to the server itself, for what is done to whole databases."""
    parameters = connections.create_connection("default").get_connection_params()
    keys = ("host", "port", "user", "password")
    given = {key: parameters[key] for key in keys if parameters.get(key)}
    with psycopg.connect(**given, dbname="postgres", autocommit=True) as link:
        yield link


def create_database(name: str, *, template: str = "template1") -> None:
    """The database anew, as a copy of the template."""
    drop_database(name)
    with server_connection() as link:
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        link.execute(copy.format(sql.Identifier(name), sql.Identifier(template)))


def drop_database(name: str) -> None:
    """Remove the database, if it is there, whoever still uses it.

    Only a superuser may end a session of a superuser in it. The server's own worker (autovacuum) is one: it ends by
    itself, so the owner of the database waits for it. Raises psycopg.errors.InsufficientPrivilege.
    """
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    deadline = time.monotonic() + DROP_LIMIT
    with server_connection() as link:
        while True:
            try:
                link.execute(statement)
            except psycopg.errors.InsufficientPrivilege:
                if not _owns_database(link, name) or time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
            else:
                return


def _owns_database(link: psycopg.Connection[Any], name: str) -> bool:
    found = link.execute("SELECT pg_get_userbyid(datdba) = current_user FROM pg_database WHERE datname = %s", [name])
    return found.fetchone() == (True,)


@contextmanager
def use_database(name: str) -> Iterator[None]:
    """Every query inside goes to this database."""
    wrapper = connections.create_connection("default")
    wrapper.settings_dict = {**wrapper.settings_dict, "NAME": name}
    before = connections["default"]
    connections["default"] = wrapper
    try:
        yield
    finally:
        connections["default"] = before
        wrapper.close()
