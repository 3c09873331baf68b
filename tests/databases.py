"""Databases of the tests beside the one of the settings: one with every table to copy, and those of the measurements."""

import hashlib

from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from ecosystem.core.schema import (
    SCHEMA_FILE,
    create_database,
    migrations_digest,
    prepare_schema,
    server_connection,
    use_database,
)

KEPT_TABLES = {"django_content_type", "auth_permission"}  # besides django_migrations, which is no model's
LOCK = 7_301_642  # of the server: who comes second waits for the database that the first one makes


def migrated() -> str:
    """The name of a database with every table and no rows of ours.

    It is made anew when the schema file or a migration differs from those it was made with, and nothing ever writes
    into it.
    """
    name = f"{settings.DATABASES['default']['NAME']}_migrated"
    wanted = hashlib.sha256(migrations_digest().encode() + SCHEMA_FILE.read_bytes()).hexdigest()
    with server_connection() as link:
        link.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if fingerprint_of(name) != wanted:
            create_database(name)
            with use_database(name):
                prepare_schema()
            mark(name, wanted)
    return name


def delete_all_rows() -> None:
    """Take back what a test committed: the rows of every table that has any, but those that a migration leaves.

    Django's own way truncates every table and makes the permissions anew, which costs some hundred times the work: each
    table and each index becomes a new file, and a test fills a dozen tables of more than a hundred.
    """
    tables = sorted(set(connection.introspection.django_table_names(only_existing=True)) - KEPT_TABLES)
    with transaction.atomic(), connection.cursor() as cursor:
        has_rows = [f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables]
        cursor.execute(" UNION ALL ".join(has_rows))
        filled = [table for (table,) in cursor.fetchall()]
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in filled:  # history and ledgers refuse to lose rows
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        for table in filled:
            cursor.execute(f'DELETE FROM "{table}"')
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in filled:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


def fingerprint_of(name: str) -> str:
    """The comment on the database; empty when it has none or is not there."""
    with server_connection() as link:
        row = link.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
    return (row[0] or "") if row else ""


def mark(name: str, text: str) -> None:
    """Write the comment on the database."""
    with server_connection() as link:
        link.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(text)))
