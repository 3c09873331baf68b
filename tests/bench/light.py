"""What a page costs beyond its rows, at the small size.

Each page is held against a bare view: no middleware, one statement of the page's own SQL, the least HTML that shows its
rows, both by processor time of this process and of the database's. Lists are also held against `/healthz` by the
processor time of this process alone, both asked by the same signed-in reader. All are asked in turns, so that a busy
moment hits all alike; what counts is the lower quartile.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.test import Client, override_settings
from django.urls import reverse

from programmes.grants.models import Application, ApplicationStatus
from tests.bench import bare
from tests.bench.databases import bench_database
from tests.bench.measure import SETTINGS, statements
from tests.bench.pages import DOSSIERS, PAGES, Page
from tests.bench.report import Options, Row, Topic, print_progress
from tests.bench.stopwatch import spent

# Of a list 7 and of a home 12 were wished for: docs/decisions/0025 says what they hold and why.
MOST_OVER_BARE = {"list": 11.0, "record": 12.0, "home": 17.0}
MOST_OVER_HEALTH = 8.0  # of a list, by processor time
MOST_QUERIES = 10
TURNS, WARM_UP = 25, 3
LISTS = (
    "Applications, first page",
    "Payments, first page",
    "Decisions, first page",
    "Startups, department, first page",
)
HOME = "Home of an officer"


@dataclass(frozen=True)
class Cost:
    """Milliseconds of the processors for page and bare view with the database's, for page and `/healthz` without."""

    name: str
    kind: str
    page: float
    bare: float
    page_cpu: float
    health_cpu: float
    queries: int

    @property
    def over_bare(self) -> float:
        return self.page / self.bare

    @property
    def over_health(self) -> float:
        return self.page_cpu / self.health_cpu

    def rows(self, sizes: str) -> Iterator[Row]:
        topic = Topic.LIST if self.kind == "list" else Topic.RECORD
        most = MOST_OVER_BARE[self.kind]
        yield Row(topic, self.name, "times a bare view", self.over_bare, most, sizes=sizes, bare=self.bare)
        yield Row(topic, self.name, "queries", self.queries, MOST_QUERIES, sizes=sizes)
        limit = MOST_OVER_HEALTH if self.kind == "list" else None
        measure = "times the processor time of /healthz"
        yield Row(Topic.SIGNED_IN, self.name, measure, self.over_health, limit, sizes=sizes)


def rows(options: Options) -> Iterator[Row]:
    """Lists, the home of an officer and dossiers."""
    database = bench_database(options.small, print_progress)
    with override_settings(**SETTINGS), database.use():
        for page, address, kind in _pages():
            yield from measure(page, address, kind).rows(f"{options.small:,}")


def _pages() -> Iterator[tuple[Page, str, str]]:
    """Pages with their addresses and kinds: lists, the home of an officer, and a dossier of each state an officer sees."""
    by_name = {page.name: page for page in PAGES}
    for name in LISTS:
        yield by_name[name], by_name[name].address(), "list"
    officer = by_name[HOME]
    yield officer, officer.address(), "home"
    for status in ApplicationStatus:
        dossier = Application.objects.received().filter(status=status).order_by("pk").first()
        if dossier is not None:
            page = Page(f"Dossier, {status.value}", officer.view, officer.role, rows=DOSSIERS)
            yield page, reverse("grants:application_detail", args=[dossier.pk]), "record"


def measure(page: Page, address: str, kind: str, turns: int = TURNS, warm_up: int = WARM_UP) -> Cost:
    """The costs of one page, in turns with its bare view and with `/healthz`."""
    client, reader = Client(SERVER_NAME="localhost"), page.reader()
    if reader:
        client.force_login(reader)
    with override_settings(MIDDLEWARE=[]):
        plain = Client(SERVER_NAME="localhost")
        plain.handler.load_middleware()
    _ask(client, address)
    made, count = statements(Page(page.name, page.view, page.role), lambda: _ask(client, address))
    of_rows = [sql for sql in made if page.rows and f'FROM "{page.rows}"' in sql]
    bare.STATEMENTS[:] = (of_rows or made)[:1]
    takers: list[Callable[[], None]] = [
        lambda: _ask(client, address),
        lambda: _ask(plain, "/bare/"),
        lambda: _ask(client, "/healthz"),
    ]
    taken: list[list[tuple[float, float]]] = [[] for _ in takers]
    for turn in range(warm_up + turns):
        for number, take in enumerate(takers):
            started, cpu = spent(), time.process_time()
            take()
            if turn >= warm_up:
                taken[number].append((spent() - started, time.process_time() - cpu))
    of_page, of_bare, of_health = (
        [_lower_quartile(column) * 1000 for column in zip(*pairs, strict=True)] for pairs in taken
    )
    return Cost(page.name, kind, of_page[0], of_bare[0], of_page[1], of_health[1], count)


def _lower_quartile(times: Sequence[float]) -> float:
    return sorted(times)[len(times) // 4]


def _ask(client: Client, address: str) -> None:
    status = client.get(address).status_code
    if status != 200:
        raise RuntimeError(f"{address} answered {status}.")
