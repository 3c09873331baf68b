"""Compare every stored figure with the records it is made of."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from ecosystem.core.measures import find_differences, measures, rebuild_measures

SHOWN = 20


class Command(BaseCommand):
    """Prints the differences by measure and cube; ends with an error when there is one. Changes nothing without --rebuild."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--rebuild", action="store_true", help="compute all anew from the records, while nobody can change them"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            rebuild_measures()
        with transaction.atomic():
            if len(connection.savepoint_ids) == 0:
                with connection.cursor() as cursor:  # records and figures of one moment
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            found = find_differences()
        for (measure, cube), count in sorted(Counter((each.measure, each.cube) for each in found).items()):
            self.stdout.write(f"{measure}, {cube}: {count} differ")
            for each in [one for one in found if (one.measure, one.cube) == (measure, cube)][:SHOWN]:
                self.stdout.write(f"  {each.key}: number {each.number:+}, amount {each.amount:+}")
        if found:
            raise CommandError(f"{len(found)} stored figures differ from the records.")
        self.stdout.write(f"{sum(1 for _each in measures())} measures agree with the records.")
