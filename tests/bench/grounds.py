"""The databases of the measurements: made once beside the test database, kept until migrations or seeding change."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone
from psycopg import sql

from ecosystem.accounts.demo import ensure_demo_accounts
from programmes.demo.seeding import seed
from tests.bench.measure import Ground

MADE_BY = ("*/migrations/*.py", "*/*/migrations/*.py", "programmes/demo/*.py", "*/data/*", "*/*/data/*")
STARTUPS_PER_APPLICATION = 1.5  # about seven of ten are in the directory, so it is as long as the list of dossiers

Say = Callable[[str], None]


def ground_of(rows: int, say: Say) -> Ground:
    """The ground with so many applications; its database is made when it is not there or out of date."""
    name = f"{settings.DATABASES['default']['NAME']}_bench_{rows}"
    wrapper = connections.create_connection("default")
    wrapper.settings_dict = {**wrapper.settings_dict, "NAME": name}
    ground = Ground(rows, partial(connected, wrapper))
    wanted = fingerprint(rows)
    if _fingerprint_of(name) == wanted:
        say(f"{rows:,} rows: the database of an earlier run")
        return ground
    say(f"{rows:,} rows: making the database")
    _recreate(name)
    with ground.use():
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_reference", verbosity=0)
        ensure_demo_accounts()
        seed(startups=round(rows * STARTUPS_PER_APPLICATION), applications=rows, whole=False, say=say)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    _mark(name, wanted)
    return ground


@contextmanager
def connected(wrapper: Any) -> Iterator[None]:
    """Every query inside goes to the wrapper's database."""
    before = connections["default"]
    connections["default"] = wrapper
    try:
        yield
    finally:
        connections["default"] = before


def fingerprint(rows: int) -> str:
    """Changes with whatever the database is made of, and with the month: the data are as old as their day."""
    root = Path(settings.BASE_DIR)
    files = sorted({path for pattern in MADE_BY for path in root.glob(pattern) if path.is_file()})
    digest = hashlib.sha256(f"{rows} {timezone.localdate():%Y-%m}".encode())
    for path in files:
        digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


@contextmanager
def _server() -> Iterator[psycopg.Connection[Any]]:
    """A connection to the server itself."""
    parameters = connections.create_connection("default").get_connection_params()
    keys = ("host", "port", "user", "password")
    given = {key: parameters[key] for key in keys if parameters.get(key)}
    with psycopg.connect(**given, dbname="postgres", autocommit=True) as server:
        yield server


def _fingerprint_of(name: str) -> str:
    """The comment on the database; empty when it has none or is not there."""
    with _server() as server:
        row = server.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
    return (row[0] or "") if row else ""


def _recreate(name: str) -> None:
    with _server() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _mark(name: str, text: str) -> None:
    with _server() as server:
        server.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(text)))
