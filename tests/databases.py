"""Databases of the tests beside the one that Django makes: a migrated one to copy, and those of the measurements."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

MADE_BY = ("*/migrations/*.py", "*/*/migrations/*.py", "requirements/dev.txt")
LOCK = 7_301_642  # of the server: who comes second waits for the database that the first one makes


def migrated() -> str:
    """The name of a database with every migration and no rows of ours: migrating takes longer than most tests.

    It is made when a migration or a package differs from those it was made with, and nothing ever writes into it.
    """
    name = f"{settings.DATABASES['default']['NAME']}_migrated"
    files = sorted({path for pattern in MADE_BY for path in Path(settings.BASE_DIR).glob(pattern)})
    wanted = hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()
    with server() as link:
        link.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if fingerprint_of(name) != wanted:
            create(name)
            wrapper = connections.create_connection("default")
            wrapper.settings_dict = {**wrapper.settings_dict, "NAME": name}
            with connected(wrapper):
                call_command("migrate", verbosity=0, interactive=False)
            wrapper.close()
            mark(name, wanted)
    return name


@contextmanager
def connected(wrapper: Any) -> Iterator[None]:
    """Every query inside goes to the wrapper's database."""
    before = connections["default"]
    connections["default"] = wrapper
    try:
        yield
    finally:
        connections["default"] = before


@contextmanager
def server() -> Iterator[psycopg.Connection[Any]]:
    """A connection to the server itself."""
    parameters = connections.create_connection("default").get_connection_params()
    keys = ("host", "port", "user", "password")
    given = {key: parameters[key] for key in keys if parameters.get(key)}
    with psycopg.connect(**given, dbname="postgres", autocommit=True) as link:
        yield link


def fingerprint_of(name: str) -> str:
    """The comment on the database; empty when it has none or is not there."""
    with server() as link:
        row = link.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
    return (row[0] or "") if row else ""


def create(name: str, *, template: str = "template1") -> None:
    """The database anew, as a copy of the template."""
    with server() as link:
        link.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        link.execute(copy.format(sql.Identifier(name), sql.Identifier(template)))


def mark(name: str, text: str) -> None:
    with server() as link:
        link.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(text)))
