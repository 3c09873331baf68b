"""Every pair of filters of every long list, with every order: `make bench ARGS='pairs --only award --seconds 300'`.

Each filter takes two values from the data, one that many rows have and one that few have. What is timed is the rows of
the page as its view gets them: the keys, the count and the rows. The filters of a pair are measured at both sizes; the
ratio is that of whole pages, of which everything but the rows takes as long at every size.
"""

import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import combinations, product
from typing import Any

import django_filters
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection
from django.db.models import QuerySet
from django.http import QueryDict
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.demo import ACCOUNTS
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.web.pagination import KeysetPage, keyset_page
from ecosystem.lists.filters import DayFrom, MoneyFilter, SearchFilter
from ecosystem.lists.listing import LISTINGS, Listing
from ecosystem.lists.pages import build_list_page
from ecosystem.public.views.directory import ORDERS
from startups.filters import DirectoryFilter
from startups.models import Startup
from tests.bench.databases import bench_database
from tests.bench.measure import SETTINGS, BenchDatabase
from tests.bench.pages import RARE, WORD
from tests.bench.report import Options, Row, Topic, print_progress
from tests.bench.stopwatch import spent
from tests.portal_apps import portal_modules

MOST_RATIO = 2.5
MIN_ROWS = 5_000  # a list with fewer rows at the large size is not long
MAX_CHOICES = 40  # choices of a filter among which a common and a rare one are sought
REPEATS = 3  # turns of a pair that seems too slow; the best counts
STATEMENT_LIMIT = 20.0  # seconds
READERS = (Role.OFFICER, Role.ACCOUNTANT, Role.EVALUATOR, Role.ADMINISTRATOR)
LISTING_MODULES = list(portal_modules("listings"))  # a list is known once its module is imported

Pairs = dict[str, str]


@dataclass(frozen=True)
class LongList:
    """A list as one reader sees it; `fetch(address)` gets the rows of a page as its view does."""

    name: str
    url: str
    reader: User | None
    orders: tuple[str, ...]
    filterset: type[django_filters.FilterSet]
    rows: QuerySet[Any]
    fetch: Callable[[Pairs], KeysetPage]


@dataclass(frozen=True)
class PairTime:
    """Processor seconds for the rows at both sizes; `page`: for the whole first page of the list at the small size."""

    name: str
    address: str
    small: float
    large: float
    page: float

    @property
    def ratio(self) -> float:
        return (self.page + max(0.0, self.large - self.small)) / self.page


# --- Lists ------------------------------------------------------------------------------------------


def long_lists(min_rows: int = MIN_ROWS) -> list[LongList]:
    """Each list with at least `min_rows` rows, once for all readers with the same statement."""
    lists = [_directory()]
    users = {account.role: account.email for account in reversed(ACCOUNTS) if account.role in READERS}
    for listing in LISTINGS.values():
        seen: set[str] = set()
        for role in READERS:
            reader = User.objects.get(email=users[role])
            if listing.may_open(reader) and not listing.url_args:
                one = _declared(listing, role, reader)
                statement = str(one.rows.query).replace(str(reader.pk), "")
                if statement not in seen:
                    seen.add(statement)
                    lists.append(one)
    return [one for one in lists if one.rows.order_by()[: min_rows + 1].count() > min_rows]


def _declared(listing: Listing, role: Role, reader: User) -> LongList:
    def fetch(data: Pairs) -> KeysetPage:
        request: Any = RequestFactory().get(listing.url, data)
        request.user = reader
        found = build_list_page(request, listing)
        return keyset_page(request, found.filter.qs, found.state.ordering, source=found.filter.unfiltered, counts=True)

    orders = tuple(f"{sign}{key}" for key in listing.sortable for sign in ("", "-"))
    rows = listing.rows(reader)
    return LongList(f"{listing.slug}, {role}", listing.url, reader, orders, listing.filterset, rows, fetch)


def _directory() -> LongList:
    def fetch(data: Pairs) -> KeysetPage:
        request: Any = RequestFactory().get("/startups/", {("order" if k == "sort" else k): v for k, v in data.items()})
        request.user = AnonymousUser()
        found = DirectoryFilter(request.GET, queryset=Startup.objects.public().for_cards(), request=request)
        return keyset_page(request, found.qs, ORDERS[request.GET["order"]], source=found.unfiltered)

    return LongList(
        "directory", reverse("public:directory"), None, tuple(ORDERS), DirectoryFilter, Startup.objects.public(), fetch
    )


# --- Values of the filters --------------------------------------------------------------------------


def filter_values(one: LongList) -> dict[str, list[tuple[str, Pairs]]]:
    """For each filter «common» and «rare» with the address that sets it; both ends of a range are one filter."""
    request: Any = RequestFactory().get("/")
    request.user = one.reader or AnonymousUser()
    filters = one.filterset({}, queryset=one.rows, request=request).filters
    values: dict[str, list[tuple[str, Pairs]]] = {}
    for name, found in filters.items():
        if isinstance(found, SearchFilter) or name == "q":
            values[name] = [("common", {name: WORD}), ("rare", {name: RARE})]
        elif isinstance(found, django_filters.ChoiceFilter):
            values[name] = _choices(one, name, found, request)
        elif name.endswith("_from"):
            values[name] = _ranges(one, name, found)
    return values


def _choices(one: LongList, name: str, found: Any, request: Any) -> list[tuple[str, Pairs]]:
    keys = [str(key) for key in _keys(found.field.choices) if key not in {"", None}]
    if len(keys) > MAX_CHOICES:
        keys = random.Random(name).sample(keys, MAX_CHOICES)
    counted = []
    for key in keys:
        rows = one.filterset({name: key}, queryset=one.rows, request=request).qs
        counted.append((rows.order_by().values("pk").count(), key))
    filled = sorted(pair for pair in counted if pair[0])
    if not filled:
        return []
    return [("common", {name: filled[-1][1]}), *([("rare", {name: filled[0][1]})] if len(filled) > 1 else [])]


def _keys(choices: Iterable[tuple[Any, Any]]) -> Iterator[Any]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from _keys(label)
        else:
            yield key


def _ranges(one: LongList, name: str, found: Any) -> list[tuple[str, Pairs]]:
    """A month long ago or sums of one size, and the latest or the largest."""
    until = f"{name.removesuffix('_from')}_to"
    column = found.field_name
    rows = one.rows.filter(**{f"{column}__isnull": False}).order_by(column).values_list(column, flat=True)
    number = rows.count()
    if not number:
        return []
    early, late = (_day(rows[int(number * share)]) for share in (0.3, 0.99))
    if isinstance(found, MoneyFilter):
        return [("common", {name: str(early), until: str(int(early * 1.02))}), ("rare", {name: str(late)})]
    assert isinstance(found, DayFrom | django_filters.DateFilter)
    return [
        ("common", {name: _text(early), until: _text(early + timedelta(days=30))}),
        ("rare", {name: _text(late)}),
    ]


def _day(value: Any) -> Any:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def _text(day: date) -> str:
    return f"{day:%d/%m/%Y}"


# --- Measuring --------------------------------------------------------------------------------------


def addresses(one: LongList) -> dict[tuple[str, ...], Pairs]:
    """The addresses of all pairs with all orders, by what they are at every size."""
    values = filter_values(one)
    found = {}
    for first, second in combinations(values, 2):
        for (kind, left), (other_kind, right) in product(values[first], values[second]):
            for order in one.orders:
                found[first, kind, second, other_kind, order] = {**left, **right, "sort": order}
    return found


@dataclass(frozen=True)
class BothSizes:
    """One list at both sizes, its addresses at the small size, and the seconds of its whole first page there."""

    small: LongList
    large: LongList
    small_addresses: dict[tuple[str, ...], Pairs]
    page: float


def measure_pairs(
    small: BenchDatabase,
    large: BenchDatabase,
    *,
    only: str,
    seconds: float,
    seed: int,
    report: Callable[[str], None],
    min_rows: int = MIN_ROWS,
) -> tuple[list[PairTime], int]:
    """The times of as many pairs as the seconds allow, in an order made from the seed; and how many there are."""
    with override_settings(**SETTINGS):
        with large.use():
            at_large = {one.name: one for one in long_lists(min_rows) if only.lower() in one.name.lower()}
            asked = [(name, key, data) for name, one in at_large.items() for key, data in addresses(one).items()]
        with small.use():
            at_small = {one.name: one for one in long_lists(0)}
            lists = {
                name: BothSizes(at_small[name], one, addresses(at_small[name]), _page_time(at_small[name]))
                for name, one in at_large.items()
            }
        random.Random(seed).shuffle(asked)
        report(f"{len(asked):,} pairs of filters with an order; seed {seed}")
        ends, found = time.monotonic() + seconds, []
        for name, key, data in asked:
            if time.monotonic() > ends:
                report(f"The {seconds:.0f} seconds are over.")
                break
            found.append(_measure(lists[name], key, data, small, large))
        return found, len(asked)


def _measure(
    lists: BothSizes, key: tuple[str, ...], data: Pairs, small: BenchDatabase, large: BenchDatabase
) -> PairTime:
    """The best of one turn, or of REPEATS where it seems too slow. Without this pair at the small size: the plain order."""
    address = QueryDict(mutable=True)
    address.update(data)
    best = PairTime(lists.large.name, address.urlencode(safe="/"), float("inf"), float("inf"), lists.page)
    for _turn in range(REPEATS):
        with small.use():
            at_small = _time(lists.small, lists.small_addresses.get(key, {"sort": data["sort"]}))
        with large.use():
            at_large = _time(lists.large, data)
        best = replace(best, small=min(best.small, at_small), large=min(best.large, at_large))
        if best.ratio <= MOST_RATIO:
            break
    return best


def _time(one: LongList, data: Pairs) -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, false)", [f"{STATEMENT_LIMIT:g}s"])
    started = spent()
    try:
        one.fetch(data)
    except OperationalError:
        connection.close()
        return STATEMENT_LIMIT
    return spent() - started


def _page_time(one: LongList) -> float:
    """The whole first page of the list: the lower quartile of nine turns."""
    client = Client(SERVER_NAME="localhost")
    if one.reader:
        client.force_login(one.reader)
    times = []
    for _turn in range(12):
        started = spent()
        assert client.get(one.url).status_code == 200
        times.append(spent() - started)
    return sorted(times[3:])[2]


def rows(options: Options) -> Iterator[Row]:
    """The slowest pair of each list, as many pairs as were measured, and each pair that is too slow."""
    small, large = (bench_database(size, print_progress) for size in (options.small, options.large))
    found, number = measure_pairs(
        small, large, only=options.only, seconds=options.seconds, seed=options.seed, report=print_progress
    )
    yield from rows_of(found, number, options.sizes)


def rows_of(found: list[PairTime], number: int, sizes: str) -> Iterator[Row]:
    """How many were measured and are too slow; the slowest pair of each list, and each that is too slow."""
    slowest = sorted(found, key=lambda pair: -pair.ratio)
    firsts = {pair.name: pair for pair in reversed(slowest)}
    slow = [pair for pair in slowest if pair.ratio > MOST_RATIO]
    yield Row(Topic.PAIRS, "All lists", f"of {len(found):,} measured pairs too slow", len(slow), 0, sizes=sizes)
    yield Row(Topic.PAIRS, "All lists", "pairs with an order there are", number, sizes=sizes)
    for pair in slowest:
        if pair.ratio > MOST_RATIO or firsts[pair.name] is pair:
            what = f"{pair.name}: `{pair.address}`"
            yield Row(Topic.PAIRS, what, "times the small size, whole page", pair.ratio, MOST_RATIO, sizes=sizes)
