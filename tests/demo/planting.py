"""Small demonstration data for the tests of this folder."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from ecosystem.accounts.demo import ensure_demo_accounts
from programmes.grants.demo.seeding import seed


def private_files(folder: Path) -> override_settings:
    """Files of the data go to a folder of the test."""
    default = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": folder, "base_url": None},
    }
    return override_settings(STORAGES={**settings.STORAGES, "default": default})


def prepare() -> None:
    """The reference data and the demonstration accounts."""
    call_command("load_reference", stdout=StringIO())
    call_command("load_questionnaires", stdout=StringIO())
    ensure_demo_accounts()


def plant(today: date, *, startups: int = 40, applications: int = 60, **options: Any) -> None:
    seed(startups=startups, applications=applications, today=today, report_progress=lambda text: None, **options)
