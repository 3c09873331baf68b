"""The benchmark databases: created once beside the test database, reused until migrations or seeding change.

The sizes of a run come from the environment: 1,000 and 100,000 applications, with SIZE=million 1,000,000.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings
from django.utils import timezone

from ecosystem.accounts.demo import ensure_demo_accounts
from ecosystem.core.schema import create_database, use_database
from programmes.grants.demo.seeding import seed
from tests.bench.measure import BenchDatabase
from tests.bench.stopwatch import spent
from tests.databases import fingerprint_of, mark, migrated

SEED_SOURCES = (
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "programmes/*/demo/*.py",
    "*/*/demo.py",
    "*/data/*",
    "*/*/data/*",
)
STARTUPS_PER_APPLICATION = 1.5  # about seven of ten are in the directory, so it is as long as the list of dossiers
MOST_STARTUPS = 200_000  # of any size: a city has no more
SMALL = 1_000
LARGE_SIZES = {"": 100_000, "million": 1_000_000}  # by the variable SIZE

ProgressReporter = Callable[[str], None]


def large_size() -> int:
    """The applications of the large database. Raises ValueError for an unknown SIZE."""
    size = os.environ.get("SIZE", "")
    if size not in LARGE_SIZES:
        raise ValueError(f"SIZE={size}: allowed are {', '.join(filter(None, LARGE_SIZES))} and none.")
    return LARGE_SIZES[size]


def bench_database(rows: int, report_progress: ProgressReporter) -> BenchDatabase:
    """The database with `rows` applications; created if it is missing or out of date."""
    database = database_of(rows)
    if fingerprint_of(database_name(rows)) == fingerprint(rows) and database.files.is_dir():
        report_progress(f"{rows:,} rows: the database of an earlier run")
        return database
    make_database(database, report_progress)
    return database


def database_of(rows: int) -> BenchDatabase:
    """The database of this size, whether it is there or not."""
    name = database_name(rows)
    return BenchDatabase(rows, kept_connection(name), settings.VAR_DIR / "test" / "files" / name)


def kept_connection(name: str) -> Callable[[], AbstractContextManager[None]]:
    """Within it every query goes to this database, each time over the same connection, as in a running portal.

    A new connection knows no table yet: what it reads of them would count as time of the page.
    """
    wrapper = connections.create_connection("default")
    wrapper.settings_dict = {**wrapper.settings_dict, "NAME": name}

    @contextmanager
    def use() -> Iterator[None]:
        before = connections["default"]
        connections["default"] = wrapper
        try:
            yield
        finally:
            connections["default"] = before

    return use


def database_name(rows: int) -> str:
    return f"{settings.DATABASES['default']['NAME']}_bench_{rows}"


def make_database(database: BenchDatabase, report_progress: ProgressReporter) -> float:
    """Create the database anew. Returns the processor seconds that the demonstration data took."""
    rows, files, name = database.rows, database.files, database_name(database.rows)
    report_progress(f"{rows:,} rows: making the database")
    create_database(name, template=migrated())
    shutil.rmtree(files, ignore_errors=True)
    files.mkdir(parents=True)
    with use_database(name), override_settings(STORAGES=settings.STORAGES | {"default": _storage(files)}):
        call_command("load_reference", verbosity=0)
        call_command("load_questionnaires", verbosity=0)
        ensure_demo_accounts()
        started = spent()
        seed(
            startups=min(round(rows * STARTUPS_PER_APPLICATION), MOST_STARTUPS),
            applications=rows,
            is_detailed=False,
            report_progress=report_progress,
        )
        seconds = spent() - started
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    mark(name, fingerprint(rows))
    return seconds


def _storage(folder: Path) -> dict[str, Any]:
    """The private storage of the portal, in this folder."""
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": folder, "base_url": None},
    }


def fingerprint(rows: int) -> str:
    """Changes with whatever the database is made of, and with the month: the data are as old as their day."""
    root = Path(settings.BASE_DIR)
    files = sorted({path for pattern in SEED_SOURCES for path in root.glob(pattern) if path.is_file()})
    digest = hashlib.sha256(f"{rows} {timezone.localdate():%Y-%m}".encode())
    for path in files:
        digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
