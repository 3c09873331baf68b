"""Create (or put right) the demonstration accounts and list them."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ecosystem.accounts.demo import UnitMissing, demo_account_rows, ensure_demo_accounts


class Command(BaseCommand):
    help = "Create (or put right) the demonstration accounts, one per role, and list them. Demonstration mode only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["table", "json"], default="table", help="how to list them")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demonstration accounts exist only in demonstration mode (PORTAL_DEMO=1).")
        try:
            ensure_demo_accounts()
        except UnitMissing as error:
            raise CommandError(str(error)) from None
        rows = demo_account_rows()
        if options["format"] == "json":
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        columns = ("role", "email", "password", "name")
        widths = {c: max(len(c), *(len(row[c]) for row in rows)) for c in columns}
        for row in [dict(zip(columns, columns, strict=True)), *rows]:
            self.stdout.write("  ".join(row[c].ljust(widths[c]) for c in columns).rstrip())
