"""Writes every static file under an address that carries the hash of its content, compressed; nothing changed: nothing is done."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from ecosystem.core.web.delivery import NOT_SERVED, STATIC_KEY, static_key
from ecosystem.launcher.console import print_progress


class Command(BaseCommand):
    """Build STATIC_ROOT for a portal that runs with PORTAL_HASHED_STATIC=1."""

    help = "Write the static files with a hash in their names and compressed, for PORTAL_HASHED_STATIC=1."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.HASHED_STATIC:
            raise CommandError("PORTAL_HASHED_STATIC is not 1: the static files are served as they lie.")
        stamp, key = Path(settings.STATIC_ROOT) / STATIC_KEY, static_key()
        if stamp.is_file() and stamp.read_text(encoding="ascii") == key:
            return
        print_progress("Static files")
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=NOT_SERVED)
        stamp.write_text(key, encoding="ascii")
