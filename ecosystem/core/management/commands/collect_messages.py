"""`manage.py collect_messages`: bring the Vietnamese catalogue in line with the source, or check that it is."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ecosystem.core import catalogue


class Command(BaseCommand):
    help = "Take the texts of the source into locale/vi; with --check, only say what is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail when something is missing")
        parser.add_argument("--take", nargs="*", default=[], help="further catalogues to take translations from")

    def handle(self, *args: Any, **options: Any) -> None:
        root: Path = settings.BASE_DIR
        try:
            if not options["check"]:
                self.collect(root, options["take"])
            lines = catalogue.find_errors(root)
        except catalogue.NoGettext as error:
            raise CommandError(str(error)) from error
        for line in lines:
            self.stderr.write(line)
        if lines:
            raise CommandError(f"{len(lines)} texts need attention.")
        self.stdout.write("The Vietnamese catalogue is complete.")

    def collect(self, root: Path, further: list[str]) -> None:
        target = root / catalogue.CATALOGUE
        known = [polib.pofile(name) for name in further]
        if target.exists():
            known.append(polib.pofile(str(target)))
        merged = catalogue.merge(catalogue.extract(root), *known)
        target.parent.mkdir(parents=True, exist_ok=True)
        merged.save(str(target))
