"""Fills an empty portal with demonstration data of any size."""

from collections.abc import Callable
from datetime import date
from random import Random

from django.core.management.base import CommandError
from django.db import connection, transaction
from django.utils import timezone

from programmes.demo.applications import CallPlan, Writer
from programmes.demo.calls import make_calls
from programmes.demo.cast import Cast
from programmes.demo.copying import batches
from programmes.demo.startups import Made, make_organisations, make_startups, note_support
from programmes.models import BudgetLine, NumberSeries
from startups.models import Startup

SEED = 672
BATCH = 5_000
OPEN_SHARE = 0.06


def seed(*, startups: int, applications: int, today: date | None = None, say: Callable[[str], None]) -> None:
    """Make the startups and applications. Raises CommandError when startups are there already.

    An application needs a startup that has none in the same call, so there must be enough of them.
    """
    if Startup.objects.exists():
        raise CommandError("There are startups already: the demonstration data go into an empty portal ('make reset').")
    today = today or timezone.localdate()
    rng = Random(SEED)  # noqa: S311 - invented data, the same at every run
    cast = Cast.find()
    made: list[Made] = []
    for first, end in batches(startups, 20_000):
        made += make_startups(end - first, cast=cast, rng=rng, today=today, stamp=timezone.now(), already=first)
        say(f"startups {end:,}/{startups:,}")
    managing = make_organisations(rng, timezone.now())
    with transaction.atomic():
        plans = make_calls(cast, today)
    if applications > startups * len(plans):
        raise CommandError(f"{startups:,} startups can make at most {startups * len(plans):,} applications.")
    writer = Writer(cast=cast, rng=rng, today=today, managing=managing)
    for count, (plan, startup) in enumerate(_bids(plans, made, applications, rng), start=1):
        writer.add(plan, startup)
        if count % BATCH == 0:
            _flush(writer, count, applications, say)
    _flush(writer, applications, applications, say)
    note_support()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _bids(plans: list[CallPlan], made: list[Made], total: int, rng: Random) -> "list[tuple[CallPlan, Made]]":
    """Who applies where: calls of the same weight, one bid per startup and call."""
    open_plans = [plan for plan in plans if plan.opens == max(p.opens for p in plans)]
    past = [plan for plan in plans if plan not in open_plans]
    in_open = min(int(total * OPEN_SHARE), len(made) * len(open_plans))
    bids: list[tuple[CallPlan, Made]] = []
    for group, count in ((past, total - in_open), (open_plans, in_open)):
        share, rest = divmod(count, len(group))
        for index, plan in enumerate(group):
            wanted = share + (index < rest)
            bids += [(plan, startup) for startup in rng.sample(made, min(wanted, len(made)))]
    return bids


def _flush(writer: Writer, count: int, total: int, say: Callable[[str], None]) -> None:
    with transaction.atomic():
        for line_id in writer.totals.granted:
            line = BudgetLine.objects.select_for_update().get(pk=line_id)
            line.granted += writer.totals.granted[line_id]
            line.paid += writer.totals.paid[line_id]
            line.planned = max(line.planned, line.granted + max(line.granted // 4, 500_000_000) // 10**8 * 10**8)
            line.save(update_fields=["planned", "granted", "paid", "updated_at"])
        writer.flush()
        for year, last in writer.numbers.items():
            NumberSeries.objects.update_or_create(series="HS", year=year, defaults={"last": last})
    writer.totals.granted.clear()
    writer.totals.paid.clear()
    say(f"applications {count:,}/{total:,}")

