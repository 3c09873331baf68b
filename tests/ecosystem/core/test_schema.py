"""An empty database is made from the schema file, which holds what the migrations make."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql

from ecosystem.core import schema
from ecosystem.core.schema import (
    SCHEMA_FILE,
    create_database,
    drop_database,
    dump_schema,
    is_current,
    load_schema,
    migrated_schema,
    prepare_schema,
    server_version,
    use_database,
)
from tests.concurrency import run_concurrently, wait_for_others

TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
STALE = "The schema file is out of date: run 'make schema'."


def query_value(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def normalized(text: str) -> str:
    """Postgres writes `status IN (…)` in one way where it was first made and in another after a dump was loaded."""
    return re.sub(r"[()]|::text|::character varying|\[\]", "", text)


@pytest.fixture
def empty(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database without a table, in use."""
    name = f"{connection.settings_dict['NAME']}_schema"
    with django_db_blocker.unblock():
        create_database(name)
        with use_database(name):
            yield name
        drop_database(name)


class LinkWithWorker:
    """A connection to the server while a worker of a superuser is in the database: its first drops are refused."""

    def __init__(self, link: Any, refusals: int) -> None:
        self.link, self.refusals = link, refusals

    def execute(self, statement: Any, *parameters: Any) -> Any:
        if isinstance(statement, sql.Composed) and self.refusals:
            self.refusals -= 1
            raise psycopg.errors.InsufficientPrivilege("permission denied to terminate process")
        return self.link.execute(statement, *parameters)


@pytest.fixture
def link_with_worker(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    original = schema.server_connection

    def use(refusals: int) -> None:
        @contextmanager
        def server_connection() -> Iterator[Any]:
            with original() as link:
                yield LinkWithWorker(link, refusals)

        monkeypatch.setattr(schema, "server_connection", server_connection)

    return use


def test_database_is_dropped_once_the_servers_worker_has_left(empty, link_with_worker, monkeypatch):
    link_with_worker(2)

    drop_database(empty)

    monkeypatch.undo()
    with schema.server_connection() as link:
        assert link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [empty]).fetchone() is None


def test_database_of_somebody_else_is_refused_at_once(db, link_with_worker):
    link_with_worker(1)

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        drop_database("template1")


def test_schema_file_was_made_from_the_migrations_of_today():
    assert is_current(), STALE


@pytest.mark.thorough
@pytest.mark.django_db
def test_schema_file_is_what_the_migrations_make():
    if server_version() != 18:
        pytest.skip("the file is written with PostgreSQL 18, and each version writes some things in its own way")

    assert migrated_schema() == SCHEMA_FILE.read_text(encoding="utf-8"), STALE


def test_loaded_database_is_what_the_file_says(empty):
    assert load_schema() is True

    if server_version() == 18:
        assert normalized(dump_schema()) == normalized(SCHEMA_FILE.read_text(encoding="utf-8"))
    assert query_value("SELECT count(*) FROM django_migrations WHERE applied > now() - interval '1 hour'") > 0


def test_session_is_as_before_after_loading(empty):
    settings_before = [
        query_value("SHOW search_path"),
        query_value("SHOW check_function_bodies"),
        query_value("SHOW client_min_messages"),
    ]

    load_schema()

    assert settings_before == [
        query_value("SHOW search_path"),
        query_value("SHOW check_function_bodies"),
        query_value("SHOW client_min_messages"),
    ]


def test_next_rows_get_numbers_of_their_own(empty):
    load_schema()

    made = query_value("INSERT INTO django_content_type (app_label, model) VALUES ('core', 'invented') RETURNING id")

    assert made == query_value("SELECT count(*) FROM django_content_type")


def test_loaded_database_needs_no_migration_and_no_content_type(empty):
    load_schema()
    types = query_value("SELECT count(*) FROM django_content_type")

    call_command("migrate", "--check", verbosity=0)
    call_command("migrate", verbosity=0)

    assert query_value("SELECT count(*) FROM django_content_type") == types


def test_database_with_tables_is_left_alone(empty):
    load_schema()
    tables = query_value(TABLES)

    assert load_schema() is False
    assert query_value(TABLES) == tables


def test_database_with_tables_in_another_schema_is_migrated(empty):
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA elsewhere; SET search_path = elsewhere")

    assert load_schema() is False


def test_file_made_from_other_migrations_is_not_loaded(empty, tmp_path):
    stale = tmp_path / "schema.sql"
    stale.write_text(f"{schema.HEADER}0\n{SCHEMA_FILE.read_text(encoding='utf-8')}", encoding="utf-8")

    assert load_schema(stale) is False
    assert load_schema(tmp_path / "absent.sql") is False
    assert query_value(TABLES) == 0


def test_lint_names_the_command_when_a_migration_changed(monkeypatch):
    call_command("dump_schema", check=True)

    monkeypatch.setattr(schema, "migrations_digest", lambda: "0")

    with pytest.raises(CommandError, match="make schema"):
        call_command("dump_schema", check=True)


def test_digest_follows_every_migration(monkeypatch, tmp_path):
    before = schema.migrations_digest()
    app = schema.apps.get_app_config("public")
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "0001_initial.py").write_text("other", encoding="utf-8")

    monkeypatch.setattr(app, "path", str(tmp_path))

    assert schema.migrations_digest() != before


@pytest.mark.race
def test_two_processes_prepare_an_empty_database_at_once(empty):
    def prepare() -> None:
        with use_database(empty):
            connection.ensure_connection()
            wait_for_others()
            prepare_schema()

    assert run_concurrently([prepare] * 2) == [None, None]
    assert query_value("SELECT count(*) = count(DISTINCT (app, name)) FROM django_migrations")


def test_prepare_tells_of_each_migration_where_the_file_is_not_used(empty, monkeypatch, capsys):
    monkeypatch.setattr(schema, "load_schema", lambda: False)
    monkeypatch.setattr(schema.MigrationExecutor, "migration_plan", lambda executor, targets: [targets])
    monkeypatch.setattr(schema, "call_command", lambda name, **options: print(name, options["verbosity"]))

    prepare_schema(verbosity=1)

    assert capsys.readouterr().out == "migrate 1\n"
