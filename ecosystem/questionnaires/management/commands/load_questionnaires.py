"""Loads the questionnaires that the portal ships."""

from typing import Any

import pghistory
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ecosystem.questionnaires.loading import ShippedFileError, load_questionnaire, read_shipped
from ecosystem.reference.loading import take_lock


class Command(BaseCommand):
    """Runs in one transaction and is idempotent; questionnaires that people changed are kept."""

    help = "Load the shipped questionnaires from the data files. Those that people changed are kept."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic(), pghistory.context(command="load_questionnaires"):
                take_lock()
                results = [(shipped.code, load_questionnaire(shipped)) for shipped in read_shipped()]
        except ShippedFileError as error:
            raise CommandError(f"Nothing was loaded: {error}") from error
        if options["verbosity"]:
            for code, result in results:
                self.stdout.write(f"{code}: {result}")
