"""Loads the reference data: code lists, history, schemes, indicators, support policies."""

from typing import Any

import pghistory
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from ecosystem.reference.code_lists import load_code_lists
from ecosystem.reference.loading import DataError, take_lock
from programmes.plan.loading import load_programmes


class Command(BaseCommand):
    """Runs in one transaction and is idempotent; rows that users edited are kept."""

    help = "Load the reference data from the data files. Rows that people edited or removed are kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--force", action="store_true", help="Put the files' rows back over those that people edited or removed."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic(), pghistory.context(command="load_reference"):
                take_lock()
                results = [*load_code_lists(force=options["force"]), *load_programmes(force=options["force"])]
        except DataError as error:
            raise CommandError(f"Nothing was loaded: the data files have problems.\n{error}") from error
        if options["verbosity"]:
            for result in results:
                self.stdout.write(str(result))
