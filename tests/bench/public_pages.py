"""Rate of stored public pages as a part of `/healthz`' rate, on the real server.

Two processes of granian with four threads each, as `make run` starts them, over demonstration data. Each address is
asked by as many connections as there are threads, in turns, so that a busy moment hits all alike. The clients take
processor time, too, the same for every request.
"""

import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from tests.bench.report import Options, Row, Topic
from tests.bench.wire import connected, exchange, seconds
from tests.delivery.deployed import APPLICATIONS, Portal, deployed

LIMIT = 0.3  # of the rate of /healthz
CONNECTIONS, ROUNDS, SECONDS = 8, 12, 0.4
PAGES = ("/", "/calls/", "/startups/", "/awards/", "/map/")


def rows(options: Options) -> Iterator[Row]:
    """The pages at the small size of the real server's data."""
    with tempfile.TemporaryDirectory() as folder, deployed(Path(folder), workers=2) as portal:
        rates = _rates(portal, ("/healthz", *PAGES))
        for page in PAGES:
            share, sizes = rates[page] / rates["/healthz"], f"{APPLICATIONS}"
            yield Row(Topic.STORED, page, "of /healthz", share, LIMIT, at_least=True, sizes=sizes)
            first = _first_over_uncached(portal, page)
            yield Row(Topic.STORED, page, "times a page that is not stored, first reader", first, sizes=sizes)


def _rates(portal: Portal, addresses: tuple[str, ...]) -> dict[str, float]:
    """Requests per second of each address: the median of its turns."""
    taken: dict[str, list[float]] = {address: [] for address in addresses}
    for address in addresses:
        for _warm in range(4):
            seconds(portal, address)
    for number in range(ROUNDS):
        for address in addresses if number % 2 else reversed(addresses):
            taken[address].append(_rate(portal, address))
    return {address: sorted(rates)[len(rates) // 2] for address, rates in taken.items()}


def _rate(portal: Portal, address: str) -> float:
    counts = [0] * CONNECTIONS
    start = time.perf_counter()

    def run(number: int) -> None:
        with connected(portal) as link:
            while time.perf_counter() < start + SECONDS:
                exchange(link, address)
                counts[number] += 1

    threads = [threading.Thread(target=run, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - start)


def _first_over_uncached(portal: Portal, address: str) -> float:
    """Time of the first reader after a change over that of a reader whose page is not stored."""
    first, uncached = [], []
    for _turn in range(12):
        with portal.database.use(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO core_pagesourcechange (source) SELECT unnest(sources) FROM core_storedpage")
        first.append(seconds(portal, address))
        uncached.append(seconds(portal, address, "Cookie: portal_other=1\r\n"))
    return sorted(first)[len(first) // 4] / sorted(uncached)[len(uncached) // 4]
