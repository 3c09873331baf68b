"""Brings a database to what the portal needs: one process for what would be four."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Migrate, load the reference data, and fill an empty demonstration."""

    help = "Migrate, load the reference data and, in an empty demonstration, the demonstration data."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=min(1, options["verbosity"]), stdout=self.stdout)
        call_command("load_reference", stdout=self.stdout)
        if settings.DEMO and not apps.get_model("startups", "Startup").objects.exists():
            call_command("seed_demo", stdout=self.stdout)
