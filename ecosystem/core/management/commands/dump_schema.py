"""`manage.py dump_schema`: writes the schema file anew, or says whether it is out of date."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ecosystem.core.schema import SCHEMA_FILE, SchemaError, is_current, migrated_schema


class Command(BaseCommand):
    """The file is made from a database of its own, which is migrated from nothing and removed."""

    help = "Write ecosystem/schema.sql, of which empty databases are made, from the migrations."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say whether a migration changed since")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            if not is_current():
                raise CommandError(f"{SCHEMA_FILE.name} was made from other migrations: run 'make schema'.")
            return
        try:
            text = migrated_schema()
        except SchemaError as error:
            raise CommandError(str(error)) from error
        SCHEMA_FILE.write_text(text, encoding="utf-8")
        self.stdout.write(f"{SCHEMA_FILE.name}: {text.count(chr(10))} lines")
