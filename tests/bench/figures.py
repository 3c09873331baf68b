"""Pages of figures right after a write over the same pages without one: `python -m tests.bench.figures [ROWS]`.

Public pages are not stored meanwhile, so that the page is made in both. A write gives one đồng of a grant back, and the
next takes it away again, with every trigger. Exit code 1 when a page takes more than LIMIT times as long.
"""

import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecosystem.settings")

import django

django.setup()

from django.db.models import F  # noqa: E402
from django.test import Client, override_settings  # noqa: E402

from programmes.grants.models import Award  # noqa: E402
from tests.bench.databases import bench_database  # noqa: E402
from tests.bench.measure import SETTINGS  # noqa: E402
from tests.bench.pages import PAGES, Page  # noqa: E402

LIMIT = 2.0
ROWS = 100_000
TURNS, WARM_UP = 24, 4
NAMES = ("Council's dashboard", "Public home")


def main() -> int:
    """Measure and print. Returns the exit code."""
    database = bench_database(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS, print)
    with database.use(), override_settings(**SETTINGS):
        ratios = {page.name: _after_write_over_warm(page) for page in PAGES if page.name in NAMES}
    for name, ratio in ratios.items():
        print(f"{name}: right after a write {ratio:.2f} times as long (limit {LIMIT})")
    return int(max(ratios.values()) > LIMIT)


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
            started = time.perf_counter()
            if client.get(page.address()).status_code != 200:
                raise RuntimeError(f"{page.name} did not answer.")
            if turn >= WARM_UP:
                taken.append(time.perf_counter() - started)
    after, warm = (sorted(times[key])[len(times[key]) // 4] for key in (True, False))
    return after / warm


if __name__ == "__main__":
    sys.exit(main())
