"""Pages of figures right after a write over the same pages without one.

Public pages are not stored meanwhile, so that the page is made in both. A write gives one đồng of a grant back, and the
next takes it away again, with every trigger.
"""

from collections.abc import Iterator

from django.db.models import F
from django.test import Client, override_settings

from programmes.grants.models import Award
from tests.bench.databases import bench_database
from tests.bench.measure import SETTINGS
from tests.bench.pages import PAGES, Page
from tests.bench.report import Options, Row, Topic, print_progress
from tests.bench.stopwatch import spent

LIMIT = 2.0
TURNS, WARM_UP = 24, 4
NAMES = ("Council's dashboard", "Public home")


def rows(options: Options) -> Iterator[Row]:
    """Both pages at the large size."""
    database = bench_database(options.large, print_progress)
    with database.use(), override_settings(**SETTINGS):
        for page in PAGES:
            if page.name in NAMES:
                ratio = _after_write_over_warm(page)
                yield Row(Topic.AFTER_WRITE, page.name, "times warm", ratio, LIMIT, sizes=f"{options.large:,}")


def _after_write_over_warm(page: Page) -> float:
    client, reader = Client(SERVER_NAME="localhost"), page.reader()
    if reader is not None:
        client.force_login(reader)
    grant = Award.objects.approved().filter(cancelled=0).order_by("pk")[0]
    times: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(TURNS + WARM_UP):
        for after_write, taken in times.items():
            if after_write:
                Award.objects.filter(pk=grant.pk).update(cancelled=1 - F("cancelled"))
            started = spent()
            if client.get(page.address()).status_code != 200:
                raise RuntimeError(f"{page.name} did not answer.")
            if turn >= WARM_UP:
                taken.append(spent() - started)
    after, warm = (sorted(times[key])[len(times[key]) // 4] for key in (True, False))
    return after / warm
