"""`manage.py check_budget`: do the stored sums of every budget line equal the sums of its records?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ecosystem.core.money import format_vnd
from programmes.grants.actions.budget import budget_differences
from programmes.plan.models import BudgetLine


class Command(BaseCommand):
    help = "Compares every budget line with its awards and payments; exit code 1 on a difference."

    def handle(self, *args: Any, **options: Any) -> None:
        differences = budget_differences()
        for d in differences:
            self.stderr.write(
                f"{d.line.code}: {d.column} is stored as {format_vnd(d.stored)}, its records sum to "
                f"{format_vnd(d.computed)}: a difference of {format_vnd(d.stored - d.computed)}."
            )
        if differences:
            raise CommandError(f"{len(differences)} sums differ.", returncode=1)
        self.stdout.write(f"{BudgetLine.objects.count()} budget lines: every sum equals its records.")
