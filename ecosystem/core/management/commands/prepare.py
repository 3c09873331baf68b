"""Brings a database to what the portal needs: one process for what would be four."""

from argparse import ArgumentParser
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from ecosystem.core.schema import prepare_schema
from ecosystem.launcher.console import print_progress
from ecosystem.launcher.preparation import SAVE_FILES_KEY


class Command(BaseCommand):
    """Migrate, load the reference data, build the static files, and fill an empty demonstration."""

    help = "Make or migrate the tables, load the reference data and, in an empty demonstration, the demonstration data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accounts", type=Path, help="Write the demonstration accounts to this file.")
        parser.add_argument("--files-key", default="", help="Remember that these files were used (ecosystem.launcher).")
        parser.add_argument(
            "--only-accounts", action="store_true", help="Put the demonstration accounts right, no more."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["only_accounts"]:
            self._prepare(options["files_key"])
        if settings.DEMO and options["accounts"]:
            with options["accounts"].open("w", encoding="utf-8") as stream:
                call_command("demo_accounts", stdout=stream)

    def _prepare(self, files_key: str) -> None:
        if settings.HASHED_STATIC:
            call_command("build_static")
        print_progress("Database tables")
        prepare_schema(verbosity=1)
        print_progress("Reference data")
        call_command("load_reference", stdout=StringIO())
        call_command("load_questionnaires", stdout=StringIO())
        if settings.DEMO:
            call_command("seed_demo", if_empty=True, stdout=self.stdout)
        if files_key:
            with connection.cursor() as cursor:
                cursor.execute(SAVE_FILES_KEY, [files_key])
