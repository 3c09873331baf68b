"""The benchmark databases: created once beside the test database, reused until migrations or seeding change."""

import hashlib
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from ecosystem.accounts.demo import ensure_demo_accounts
from ecosystem.core.schema import create_database, use_database
from programmes.grants.demo.seeding import seed
from tests.bench.measure import BenchDatabase
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

ProgressReporter = Callable[[str], None]


def bench_database(rows: int, report_progress: ProgressReporter) -> BenchDatabase:
    """The database with `rows` applications; created if it is missing or out of date."""
    name = f"{settings.DATABASES['default']['NAME']}_bench_{rows}"
    files = settings.VAR_DIR / "test" / "files" / name
    database = BenchDatabase(rows, partial(use_database, name), files)
    wanted = fingerprint(rows)
    if fingerprint_of(name) == wanted and files.is_dir():
        report_progress(f"{rows:,} rows: the database of an earlier run")
        return database
    report_progress(f"{rows:,} rows: making the database")
    create_database(name, template=migrated())
    shutil.rmtree(files, ignore_errors=True)
    files.mkdir(parents=True)
    with database.use(), override_settings(STORAGES=settings.STORAGES | {"default": _storage(files)}):
        call_command("load_reference", verbosity=0)
        call_command("load_questionnaires", verbosity=0)
        ensure_demo_accounts()
        seed(
            startups=round(rows * STARTUPS_PER_APPLICATION),
            applications=rows,
            is_detailed=False,
            report_progress=report_progress,
        )
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    mark(name, wanted)
    return database


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
