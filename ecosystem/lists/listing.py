"""One machinery for the lists of the back office: columns, order, filters and pages from the address.

A list is declared once as a `Listing`. From its address it reads filters, `sort=key` or `sort=-key`, `cols=a,b` and
`view=<id>` of a saved view; a key that is not offered is refused with 400 and never reaches the database.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.core.ui.dates import date_vi, datetime_vi
from ecosystem.core.ui.figures import NO_DATA, number_vi, vnd
from ecosystem.documents.spreadsheets import CellValue, Kind
from ecosystem.lists.filters import MORE, PAGING, StrictFilterSet

OWN_KEYS = frozenset({"sort", "cols", "view", MORE})
WHOLE = "all"  # view=all: the list as it is, for whoever has chosen a view to begin with
MAX_BULK = 200
FIGURES: frozenset[Kind] = frozenset({"money", "integer", "decimal", "percent"})
SHOWN: dict[Kind, Callable[[Any], str]] = {
    "money": vnd,
    "integer": lambda value: number_vi(value, 0),
    "decimal": number_vi,
    "date": date_vi,
    "time": datetime_vi,
}


@dataclass(frozen=True)
class Column:
    """One column: `value` is what a file gets, `cell` the markup of the page (else the value by its kind).

    `sort` is the keyset ordering, ascending: stored non-null columns, the last one unique. `reads` are fields of the row
    that no other column needs (see `Listing.reads`), `joins` and `prefetch` what the column reads beyond its own row; a
    column that is not shown costs nothing.
    """

    key: str
    label: Any
    value: Callable[[Any], CellValue]
    cell: Callable[[Any], Any] | None = None
    kind: Kind = "text"
    sort: tuple[str, ...] = ()
    shown: bool = True
    reads: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    prefetch: tuple[Any, ...] = ()
    width: int = 18

    @property
    def css(self) -> str:
        return "num" if self.kind in FIGURES else ""

    def html(self, row: Any) -> Any:
        if self.cell is not None:
            return self.cell(row)
        value = self.value(row)
        return NO_DATA if value is None or value == "" else SHOWN.get(self.kind, str)(value)


@dataclass(frozen=True)
class BulkAction:
    """Something done to many rows, each by the action that does it to one.

    `offered(user)` shows it at all; `refusal(row, user, **data)` says why it will not work for a row, or "";
    `run(row, by=…, seen=…, **data)` does it and raises what the action raises; `seen(row)` is the state that the
    preview showed; `form(rows, data)` asks for what all rows share.
    """

    key: str
    label: Any
    text: Any
    offered: Callable[[Any], bool]
    refusal: Callable[..., str]
    run: Callable[..., Any]
    seen: Callable[[Any], str] = lambda row: ""
    form: Callable[[Sequence[Any], Any], forms.Form] | None = None
    joins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Empty:
    """What an empty list says, and where it leads."""

    title: Any
    text: Any = ""
    url_name: str = ""
    url_label: Any = ""
    icon: str = "inbox"

    @property
    def url(self) -> str:
        return reverse(self.url_name) if self.url_name else ""


@dataclass(frozen=True)
class Ranged:
    """Filters that take a range of one column, which holds no null within it and has an index with the key."""

    filters: tuple[str, ...]
    column: str  # the key of the column that shows it
    order: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """A list of the back office. Its first column heads the rows and is always shown.

    `ranged` filters take a range of a column, by which the rows then stand in place of the order of the key. `reads` are
    the fields from which all columns, the row's name and its address are made, those of related rows among them; empty
    stands for all that `rows` gives.
    """

    slug: str
    url_name: str
    title: Any
    columns: tuple[Column, ...]
    order: str
    rows: Callable[[Any], QuerySet[Any]]
    admits: Callable[[Any], bool]
    filterset: type[StrictFilterSet]
    empty: Empty
    bulk: tuple[BulkAction, ...] = ()
    address_of: Callable[[Any], str] = lambda row: ""
    naming: Callable[[Any], str] | None = None
    ranged: tuple[Ranged, ...] = ()
    url_args: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    is_sample: bool = False

    def __post_init__(self) -> None:
        if self.order.lstrip("-") not in self.sortable:
            raise ValueError(f"{self.slug}: the list's own order is not offered.")
        if not self.is_sample:
            LISTINGS[self.slug] = self

    @cached_property
    def url(self) -> str:
        return reverse(self.url_name, args=self.url_args)

    def name_of(self, row: Any) -> str:
        """The row in words, for its box and for results: by default what its head says."""
        return self.naming(row) if self.naming else str(self.columns[0].value(row))

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @cached_property
    def sortable(self) -> dict[str, tuple[str, ...]]:
        return {column.key: column.sort for column in self.columns if column.sort}

    @property
    def target(self) -> str:
        return f"{self.slug}-table"

    @property
    def hash(self) -> str:
        return f"#{self.target}"

    @property
    def form_id(self) -> str:
        return f"{self.slug}-filters"

    @property
    def bulk_id(self) -> str:
        return f"{self.slug}-bulk"

    def offers(self, key: str) -> bool:
        """Whether a saved view may hold this key of the address."""
        return key in {"sort", "cols"} or (key not in {*PAGING, MORE} and self.filterset.accepts(key))


LISTINGS: dict[str, Listing] = {}


class ListState:
    """What an address asks of a list: filters, order and columns, all of them offered.

    Raises SuspiciousOperation (400) on an order, a column or a filter that is not.
    """

    def __init__(self, listing: Listing, data: QueryDict) -> None:
        self.listing = listing
        self.sort = data.get("sort") or listing.order
        if self.sort.removeprefix("-") not in listing.sortable:
            raise SuspiciousOperation("An order that is not offered.")
        self.columns = _columns(listing, data.getlist("cols"))
        self.filters = QueryDict(mutable=True)
        for key, values in data.lists():
            if key not in OWN_KEYS and key not in PAGING:
                if not listing.filterset.accepts(key):
                    raise SuspiciousOperation("A filter that is not offered.")
                self.filters.setlist(key, values)

    @property
    def ordering(self) -> tuple[str, ...]:
        """For `keyset_page` and `order_by`."""
        names = self.listing.sortable[self.sort.removeprefix("-")]
        if self._range:
            names = self._range.order
        return tuple(f"-{name}" for name in names) if self.is_descending else names

    @cached_property
    def _range(self) -> Ranged | None:
        """The range that gives the rows their order: by the key alone, Postgres walks from the end of the table to it."""
        if self.listing.sortable[self.sort.removeprefix("-")] != ("pk",):
            return None
        return next((one for one in self.listing.ranged if any(self.filters.get(key) for key in one.filters)), None)

    @property
    def is_descending(self) -> bool:
        return self.sort.startswith("-")

    @property
    def sorted_by(self) -> Column:
        return self.listing.by_key[self._range.column if self._range else self.sort.removeprefix("-")]

    @property
    def cols(self) -> str:
        """The chosen columns for an address, or "" when they are the list's own."""
        chosen = [column.key for column in self.columns]
        own = [column.key for column in _columns(self.listing, [])]
        return "" if chosen == own else ",".join(chosen)

    def query(self, **changes: str | None) -> QueryDict:
        """The shortest query that asks for the same, with some keys changed; None or "" takes a key away."""
        query = QueryDict(mutable=True)
        for key, values in self.filters.lists():
            filled = [value for value in values if value]
            if filled and key not in changes:
                query.setlist(key, filled)
        own = {"sort": "" if self.sort == self.listing.order else self.sort, "cols": self.cols}
        for key, value in {**own, **changes}.items():
            if value:
                query[key] = value
        return query

    def rows(self, queryset: QuerySet[Any], *, whole: bool = False) -> QuerySet[Any]:
        """With what the shown columns read, and nothing else unless the `whole` rows are wanted."""
        joins = [path for column in self.columns for path in column.joins]
        prefetch = [path for column in self.columns for path in column.prefetch]
        if joins:
            queryset = queryset.select_related(*joins)
        if self.listing.reads and not whole:
            fields = [name for column in self.columns for name in column.reads]
            order = [name.removeprefix("-") for name in self.ordering]
            queryset = queryset.only(*self.listing.reads, *fields, *order, *joins)
        return queryset.prefetch_related(*prefetch) if prefetch else queryset

    def cells(self, row: Any) -> list[tuple[Column, Any]]:
        return [(column, column.html(row)) for column in self.columns]

    def values(self, row: Any) -> list[CellValue]:
        """One line of a file."""
        return [column.value(row) for column in self.columns]


def _columns(listing: Listing, asked: Iterable[str]) -> list[Column]:
    keys = [key for part in asked for key in part.split(",") if key]
    if any(key not in listing.by_key for key in keys):
        raise SuspiciousOperation("A column that is not offered.")
    first = listing.columns[0]
    if not keys:
        return [column for column in listing.columns if column.shown or column is first]
    return [column for column in listing.columns if column.key in keys or column is first]


def order_in_words(state: ListState) -> str:
    """Said above the table and to screen readers after a change."""
    words = {"column": state.sorted_by.label}
    if state.is_descending:
        return _("ordered by %(column)s, descending") % words
    return _("ordered by %(column)s, ascending") % words
