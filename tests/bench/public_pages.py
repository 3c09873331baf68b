"""Rate of stored public pages as a part of `/healthz`' rate, on the real server: `python -m tests.bench.public_pages`.

Two processes of granian with four threads each, as `make run` starts them, over demonstration data. Each address is
asked by as many connections as there are threads, in turns, so that a busy moment hits all alike. The clients take
processor time, too, the same for every request.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecosystem.settings")

import django

django.setup()

import socket  # noqa: E402
import threading  # noqa: E402
import time  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from contextlib import contextmanager  # noqa: E402

from django.db import connection  # noqa: E402

from tests.delivery.deployed import Portal, deployed  # noqa: E402

LIMIT = 0.3  # of the rate of /healthz
CONNECTIONS, ROUNDS, SECONDS = 8, 12, 0.4
PAGES = ("/", "/calls/", "/startups/", "/awards/", "/map/")


def main() -> int:
    """Measure and print. Returns the exit code: 1 where a page is served at less than LIMIT."""
    with tempfile.TemporaryDirectory() as folder, deployed(Path(folder), workers=2) as portal:
        rates = _rates(portal, ("/healthz", *PAGES))
        first = {page: _first_over_uncached(portal, page) for page in PAGES}
    health = rates.pop("/healthz")
    print(f"/healthz: {health:.0f} requests/s")
    for page, rate in rates.items():
        ratio, ratio_of_first = rate / health, first[page]
        print(
            f"{page}: {rate:.0f} requests/s, {ratio:.2f} of /healthz (limit {LIMIT}); first reader {ratio_of_first:.2f}"
        )
    return int(min(rates.values()) < LIMIT * health)


def _rates(portal: Portal, addresses: tuple[str, ...]) -> dict[str, float]:
    """Requests per second of each address: the median of its turns."""
    taken: dict[str, list[float]] = {address: [] for address in addresses}
    for address in addresses:
        for _warm in range(4):
            _ask(portal, address)
    for number in range(ROUNDS):
        for address in addresses if number % 2 else reversed(addresses):
            taken[address].append(_rate(portal, address))
    return {address: sorted(rates)[len(rates) // 2] for address, rates in taken.items()}


def _rate(portal: Portal, address: str) -> float:
    counts = [0] * CONNECTIONS
    start = time.perf_counter()

    def run(number: int) -> None:
        with _connected(portal) as link:
            while time.perf_counter() < start + SECONDS:
                _exchange(link, address)
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
        first.append(_seconds(portal, address))
        uncached.append(_seconds(portal, f"{address}", "Cookie: portal_other=1\r\n"))
    return sorted(first)[len(first) // 4] / sorted(uncached)[len(uncached) // 4]


def _seconds(portal: Portal, address: str, headers: str = "") -> float:
    with _connected(portal) as link:
        start = time.perf_counter()
        _exchange(link, address, headers)
        return time.perf_counter() - start


def _ask(portal: Portal, address: str) -> None:
    with _connected(portal) as link:
        _exchange(link, address)


@contextmanager
def _connected(portal: Portal) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", portal.port)) as link:
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield link


def _exchange(link: socket.socket, address: str, headers: str = "") -> None:
    """One request and its answer, as little as a client can do."""
    browser = "User-Agent: Mozilla/5.0 Firefox/140\r\nAccept-Encoding: gzip\r\nX-Forwarded-Proto: https\r\n"
    link.sendall(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n{browser}{headers}\r\n".encode())
    received = link.recv(65536)
    head, _blank, body = received.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"{address}: {head[:200]!r}")
    lower = head.lower()
    length = int(lower.partition(b"content-length: ")[2].split(b"\r\n")[0])
    missing = length - len(body)
    while missing > 0:
        missing -= len(link.recv(65536))


if __name__ == "__main__":
    sys.exit(main())
