"""Twenty people who look at pages with pauses, while the director decides once a second and while nobody decides.

On the real server as `make run` starts it, over a copy of the large database. Both take turns, so that a busy moment hits
both alike. What counts is the time that 95 of 100 answers keep within.
"""

import re
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.demo import ACCOUNTS
from ecosystem.accounts.roles import Role
from ecosystem.core.schema import create_database, drop_database, use_database
from programmes.grants.models import Application, Award, AwardStatus, Recommendation
from tests.bench.databases import bench_database, database_name
from tests.bench.measure import BenchDatabase
from tests.bench.report import Options, Row, Topic, print_progress
from tests.bench.wire import connected, exchange
from tests.delivery.deployed import Portal, deployed

MOST_OVER_IDLE = {"public pages": 2.0, "council's page": 2.0, "pages without figures": 1.3}
PAUSE = 1.0  # seconds between two pages of one person
TURNS, SECONDS = 8, 8.0  # of each phase
PUBLIC = ("/", "/calls/", "/startups/", "/awards/", "/map/")


@dataclass
class Reader:
    """One person with the pages that they open in turn, and how long each answer took: idle, and while somebody decides."""

    group: str
    session: str
    addresses: list[str]
    times: dict[bool, list[float]] = field(default_factory=lambda: {True: [], False: []})


def rows(options: Options) -> Iterator[Row]:
    """Each group of readers at the large size."""
    with (
        tempfile.TemporaryDirectory() as folder,
        _copied(options.large) as database,
        deployed(Path(folder), workers=2, database=database) as portal,
    ):
        readers, director = _readers(portal), Director(portal)
        _phase(portal, _readers(portal), None)  # the processes warm up
        for turn in range(2 * TURNS):
            _phase(portal, readers, director if turn % 2 else None)
    for group, limit in MOST_OVER_IDLE.items():
        idle, deciding = (
            _p95([taken for reader in readers if reader.group == group for taken in reader.times[is_deciding]])
            for is_deciding in (False, True)
        )
        note = f"{deciding * 1000:.0f} / {idle * 1000:.0f} ms, {director.decided} decisions"
        measure, sizes = "times idle, 95 of 100 answers", f"{options.large:,}"
        yield Row(Topic.DECISIONS, group.capitalize(), measure, deciding / idle, limit, sizes=sizes, note=note)


@contextmanager
def _copied(rows: int) -> Iterator[BenchDatabase]:
    """A copy of the benchmark database, for the decisions stay in it."""
    original = bench_database(rows, print_progress)
    name = f"{database_name(rows)}_readers"
    create_database(name, template=database_name(rows))
    try:
        yield BenchDatabase(rows, partial(use_database, name), original.files)
    finally:
        drop_database(name)


def _readers(portal: Portal) -> list[Reader]:
    """Eight visitors, four members of the council, eight officers."""
    with portal.database.use():
        dossiers = [
            reverse("grants:application_detail", args=[pk])
            for pk in Application.objects.received().order_by("-pk").values_list("pk", flat=True)[:4]
        ]
    lists = [reverse(name) for name in ("grants:application_list", "startups:startup_list", "grants:award_list")]
    council, officer = (portal.session_of(email_of(role)) for role in (Role.COUNCIL, Role.OFFICER))
    plan = [
        ("public pages", "", list(PUBLIC), 8),
        ("council's page", council, [reverse("dashboards:council")], 4),
        ("pages without figures", officer, [*lists, *dossiers], 8),
    ]
    return [
        Reader(group, session, list(islice(cycle(addresses), number, number + len(addresses))))
        for group, session, addresses, count in plan
        for number in range(count)
    ]


def email_of(role: Role) -> str:
    return next(account.email for account in ACCOUNTS if account.role == role)


def _phase(portal: Portal, readers: list[Reader], director: "Director | None") -> None:
    """All read for SECONDS, while the director decides once a second, if there is one."""
    until = time.monotonic() + SECONDS
    with ThreadPoolExecutor(len(readers) + 1) as pool:
        working = [
            pool.submit(_read, portal, reader, number * PAUSE / len(readers), until, director is not None)
            for number, reader in enumerate(readers)
        ]
        if director:
            working.append(pool.submit(director.decide_until, until))
    for work in working:
        work.result()


def _read(portal: Portal, reader: Reader, delay: float, until: float, is_deciding: bool) -> None:
    time.sleep(delay)
    headers = f"Cookie: {reader.session}\r\n" if reader.session else ""
    with connected(portal) as link:
        for address in cycle(reader.addresses):
            if time.monotonic() > until:
                return
            started = time.perf_counter()
            exchange(link, address, headers)
            reader.times[is_deciding].append(time.perf_counter() - started)
            time.sleep(PAUSE)


class Director:
    """Approves one proposal a second, by the page and the button."""

    def __init__(self, portal: Portal) -> None:
        self.portal, self.session, self.decided = portal, portal.session_of(email_of(Role.DIRECTOR)), 0
        with portal.database.use():
            waiting = Award.objects.filter(status=AwardStatus.PROPOSED, recommendation=Recommendation.GRANT)
            self.waiting = list(waiting.order_by("pk").values_list("application_id", flat=True))
        if len(self.waiting) < TURNS * SECONDS:
            raise RuntimeError(f"Only {len(self.waiting)} proposals wait for a decision.")

    def decide_until(self, until: float) -> None:
        due = time.monotonic()
        while due < until:
            time.sleep(max(0.0, due - time.monotonic()))
            self._approve(self.waiting.pop())
            due += 1

    def _approve(self, application: int) -> None:
        address = reverse("grants:award_approve", args=[application])
        page = self.portal.ask(address, Cookie=self.session)
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.body.decode()))
        cookies = "; ".join([self.session, *(cookie.partition(";")[0] for cookie in page.cookies)])
        typed = {"decision_number": f"{application}/QĐ", "decided_on": f"{timezone.localdate():%d/%m/%Y}"}
        body = urlencode(hidden | typed)
        answer = self.portal.ask(
            address, "POST", body, Cookie=cookies, Referer=f"https://127.0.0.1:{self.portal.port}{address}"
        )
        if answer.status != 302:
            raise RuntimeError(f"An approval answered {answer.status}: {answer.body[:500]!r}")
        self.decided += 1


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]
