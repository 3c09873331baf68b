"""`manage.py seed_demo`: demonstration data of a city-like size, or of any other."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from ecosystem.people.demo import seed_invitations
from ecosystem.reports.demo import seed_reports
from programmes.communication.demo import seed_news
from programmes.feedback.demo import seed_feedback
from programmes.grants.demo.last_day import record_last_day
from programmes.grants.demo.seeding import seed
from programmes.plan.demo import seed_reported_parts
from startups.models import Startup


class Command(BaseCommand):
    help = "Fill an empty portal with invented startups, applications, awards and payments (demonstration mode only)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--startups", type=int, default=2_000)
        parser.add_argument("--applications", type=int, default=3_000)
        parser.add_argument(
            "--today", type=date.fromisoformat, default=None, help="the day to work from, as 2026-11-30"
        )
        parser.add_argument("--if-empty", action="store_true", help="do nothing in a portal that has startups")
        parser.add_argument("--no-reports", action="store_true", help="leave out contributions and the issued report")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demonstration data are for demonstration mode only (PORTAL_DEMO=1).")
        if options["if_empty"] and Startup.objects.exists():
            return
        self.report_progress("invented once, for an empty portal")
        with garbage_collection_paused():
            self._fill(options)

    def _fill(self, options: dict[str, Any]) -> None:
        started = time.monotonic()
        call_command("demo_accounts", stdout=StringIO())
        seed(
            startups=options["startups"],
            applications=options["applications"],
            today=options["today"],
            report_progress=self.report_progress,
        )
        self.report_progress("what happened today")
        record_last_day(options["today"] or timezone.localdate())
        self.report_progress("news, messages from the public, invitations")
        seed_news(today=options["today"])
        seed_feedback(today=options["today"])
        seed_invitations(today=options["today"])
        seed_reported_parts(today=options["today"])
        if not options["no_reports"]:
            self.report_progress("contributions and reports of the last quarters")
            seed_reports(today=options["today"])
        self.report_progress(f"done in {time.monotonic() - started:.0f} s")

    def report_progress(self, text: str) -> None:
        self.stdout.write(f"  demonstration data: {text}")
        self.stdout.flush()


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Rows are collected by the hundred thousand and hold no cycles: looking for some takes a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
