"""Reports: how the time and memory of making one grow with the records and with its grants.

Each report is made in a process of its own, whose largest memory is measured, and rolled back. A report of as many grants
at both sizes says what the other records cost; one of a year, what its own grants cost.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecosystem.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from ecosystem.accounts.roles import Role  # noqa: E402
from ecosystem.core.days import midnight  # noqa: E402
from ecosystem.core.periods import PeriodCalendar, PeriodKind  # noqa: E402
from ecosystem.reports.actions import report as actions  # noqa: E402
from ecosystem.reports.models import IssuedReport, PeriodStatus, ReportFormat, ReportingPeriod  # noqa: E402
from programmes.grants.models import Award  # noqa: E402
from tests.bench.databases import bench_database  # noqa: E402
from tests.bench.measure import BenchDatabase  # noqa: E402
from tests.bench.report import Options, Row, Topic, print_progress  # noqa: E402
from tests.bench.stopwatch import spent  # noqa: E402
from tests.factories import person  # noqa: E402

FEW = 54  # grants of the report that is made at both sizes
ROUNDS = 3
MOST_GROWTH = 1.5  # of the time of a report with as many grants, at the large size over the small one
MOST_MEMORY = 1.3  # of a report with the grants of a year, over that of one with few


def rows(options: Options) -> Iterator[Row]:
    """The time of a report with few grants at both sizes, and the memory of one with many."""
    small, large = (bench_database(size, print_progress) for size in (options.small, options.large))
    few = {database.rows: days_with_grants(database, FEW) for database in (small, large)}
    times: dict[int, list[float]] = {small.rows: [], large.rows: []}
    few_memory = 0.0
    for _round in range(ROUNDS):
        for database in (small, large):
            cost = _made_apart(database, *few[database.rows])
            times[database.rows].append(cost["seconds"])
            few_memory = max(few_memory, cost["memory"])
    growth = min(times[large.rows]) / min(times[small.rows])
    what = f"Report with some {FEW} grants"
    yield Row(Topic.FEW_GRANTS, what, "times the small size", growth, MOST_GROWTH, sizes=options.sizes)
    whole = _made_apart(large, *busiest_year(large))
    memory, what = whole["memory"] / few_memory, f"Report with {whole['grants']:,.0f} grants"
    measure = f"times the memory of one with {FEW}"
    yield Row(Topic.MANY_GRANTS, what, measure, memory, MOST_MEMORY, sizes=f"{options.large:,}")


def main(arguments: Sequence[str]) -> None:
    """Make one report and print its cost: the process that `_made_apart` starts."""
    size, starts, ends = arguments
    database = bench_database(int(size), print_progress)
    print(json.dumps(make(database, date.fromisoformat(starts), date.fromisoformat(ends))))


def days_with_grants(database: BenchDatabase, count: int) -> tuple[date, date]:
    """Days within one year, the latest whole ones before today, in which about so many grants were decided."""
    with database.use():
        newest = Award.objects.approved().filter(decided_at__lt=midnight(timezone.localdate())).order_by("-decided_at")
        last, first = newest[0].decided_at, newest[count - 1].decided_at
    return timezone.localdate(first), timezone.localdate(last) + timedelta(days=1)


def busiest_year(database: BenchDatabase) -> tuple[date, date]:
    """The calendar year of most grants."""
    with database.use():
        approved = Award.objects.approved()
        years = [moment.year for moment in approved.datetimes("decided_at", "year")]
        year = max(years, key=lambda one: approved.filter(decided_at__year=one).count())
    return date(year, 1, 1), date(year + 1, 1, 1)


def _made_apart(database: BenchDatabase, starts: date, ends: date) -> dict[str, float]:
    """The cost of a report, made in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.reports", str(database.rows), f"{starts}", f"{ends}"]
    made = subprocess.run(command, cwd=settings.BASE_DIR, check=True, capture_output=True, text=True)
    cost: dict[str, float] = json.loads(made.stdout.splitlines()[-1])
    print_progress(f"{database.rows:,} applications, {starts} to {ends}: {cost}")
    return cost


def make(database: BenchDatabase, starts: date, ends: date) -> dict[str, float]:
    """Make a report of these days and roll it back: its grants, processor seconds, and the process's largest memory in KiB."""
    with database.use(), transaction.atomic():
        period = ReportingPeriod.objects.create(
            kind=PeriodKind.YEAR,
            calendar=PeriodCalendar.CALENDAR,
            year=starts.year,
            starts_on=starts,
            ends_on=ends,
            contributions_due_on=ends,
            status=PeriodStatus.ENDED,
        )
        report = IssuedReport.objects.create(period=period, requested_by=person(Role.MANAGER))
        started = spent()
        if not actions.build_report(report.pk):
            raise RuntimeError("The report was not made; the log names the error.")
        seconds = spent() - started
        report.refresh_from_db()
        grants = sum(group["count"] for group in report.snapshot["award_groups"])
        files = report.files.filter(format=ReportFormat.AWARDS).count()
        transaction.set_rollback(True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": seconds, "memory": memory, "grants": grants, "files": files}


if __name__ == "__main__":
    main(sys.argv[1:])
