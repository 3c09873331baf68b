"""The declaration of a list of the back office, and the state that its address asks for.

A list is declared once as a `Listing`. From its address it reads filters, `sort=key` or `sort=-key`, `cols=a,b` and
`view=<id>` of a saved view; a key that the list does not offer is refused with 400 and never reaches the database.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
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
from ecosystem.lists.registry import ListLabels, register_family_labels, register_labels
from ecosystem.lists.values import StoredValue

OWN_KEYS = frozenset({"sort", "cols", "view", MORE})
NO_VIEW = "all"  # view=all opens the list without a saved view, even for a person who has a default view
MAX_BULK = 200
NUMERIC_KINDS: frozenset[Kind] = frozenset({"money", "integer", "decimal", "percent"})
FORMATTERS: dict[Kind, Callable[[Any], str]] = {
    "money": vnd,
    "integer": lambda value: number_vi(value, 0),
    "decimal": number_vi,
    "date": date_vi,
    "time": datetime_vi,
}


@dataclass(frozen=True)
class Column:
    """One column: `value(row)` for files, `cell(row)` the markup on the page (default: the value formatted by its kind).

    A value of `ecosystem.lists.values` is made of stored columns; `stored` gives such a one for files where the page
    computes it otherwise. A file whose columns all have one is made without model instances.

    `sort` is the keyset ordering, ascending: stored non-null columns, the last one unique. `fields` are fields of the row
    that no other column needs (see `Listing.fields`), `joins` and `prefetch` what the column reads of other tables; a
    hidden column costs no query. `annotate(queryset, columns)` adds what several columns read together; it is called once
    with all columns that are shown. `visible`: whether the list shows the column until the person chooses others.
    """

    key: str
    label: Any
    value: Callable[[Any], CellValue]
    cell: Callable[[Any], Any] | None = None
    kind: Kind = "text"
    sort: tuple[str, ...] = ()
    visible: bool = True
    fields: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    prefetch: tuple[Any, ...] = ()
    width: int = 18
    stored: StoredValue | None = None
    annotate: Callable[[QuerySet[Any], Sequence["Column"]], QuerySet[Any]] | None = None

    @property
    def stored_value(self) -> StoredValue | None:
        """How a file reads the column from stored columns, or None where it takes the model instance."""
        return self.stored or (self.value if isinstance(self.value, StoredValue) else None)

    @property
    def css(self) -> str:
        return "num" if self.kind in NUMERIC_KINDS else ""

    def value_of_rows(self) -> Callable[[Any], CellValue]:
        """`value`, made once for many rows."""
        return self.value.of_rows() if isinstance(self.value, StoredValue) else self.value

    def cell_of_rows(self) -> Callable[[Any], Any]:
        """A function that gives the markup of a row's cell, made once for many rows."""
        if self.cell is not None:
            return self.cell
        value_of, formatted = self.value_of_rows(), FORMATTERS.get(self.kind, str)

        def cell(row: Any) -> Any:
            value = value_of(row)
            return NO_DATA if value is None or value == "" else formatted(value)

        return cell


@dataclass(frozen=True)
class BulkAction:
    """An action on many rows, each in a transaction of its own.

    `may_use(user)`: whether the person is offered it. `refusal(row, user, **data)`: why it will not work for a row, or
    "". `run(row, by=…, version=…, **data)` calls the action for one row and raises what it raises. `version_of(row)`:
    the version of the row in the preview, given back to `run`. `form(rows, data)`: fields that all rows share.
    """

    key: str
    label: Any
    text: Any
    may_use: Callable[[Any], bool]
    refusal: Callable[..., str]
    run: Callable[..., Any]
    version_of: Callable[[Any], str] = lambda row: ""
    form: Callable[[Sequence[Any], Any], forms.Form] | None = None
    joins: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListTool:
    """A link above the rows that takes the filters and the order of the list along, for those who `may_use` it."""

    label: Any
    icon: str
    url_name: str
    url_args: tuple[str, ...]
    may_use: Callable[[Any], bool]

    @property
    def url(self) -> str:
        return reverse(self.url_name, args=self.url_args)


@dataclass(frozen=True)
class Empty:
    """The message of an empty list, with a link."""

    title: Any
    text: Any = ""
    url_name: str = ""
    url_label: Any = ""
    icon: str = "inbox"

    @property
    def url(self) -> str:
        return reverse(self.url_name) if self.url_name else ""


@dataclass(frozen=True)
class RangeOrder:
    """Filters by a range of one column, and the order of the rows while one of them is set.

    The column holds no null within the range and has an index with the key: ordered by the key alone, or by a column
    made of this one, Postgres would walk from the end of the table to the range.
    """

    filters: tuple[str, ...]
    column: str  # key of the list's column that shows the values
    order: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """A list of the back office. Its first column is the head of each row and always visible.

    `rows(user)`: the queryset of rows that the person may see. `fields`: what `only()` loads for every column, the row's
    name and its address, fields of related rows included; empty loads all fields. `reads_stored(user)`: whether this
    person's files may be made of stored columns (`Column.stored_value`). `is_of_family`: one of the lists that
    `register_listing_family` makes. `is_file_only`: the page at its address is not a list of this kind, so it has files
    alone, without saved views and actions on many rows.
    """

    slug: str
    url_name: str
    title: Any
    columns: tuple[Column, ...]
    order: str
    rows: Callable[[Any], QuerySet[Any]]
    may_open: Callable[[Any], bool]
    filterset: type[StrictFilterSet]
    empty: Empty
    bulk: tuple[BulkAction, ...] = ()
    tools: tuple[ListTool, ...] = ()
    address_of: Callable[[Any], str] = lambda row: ""
    row_name: Callable[[Any], str] | None = None
    range_orders: tuple[RangeOrder, ...] = ()
    url_args: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    is_sample: bool = False
    is_of_family: bool = False
    is_file_only: bool = False
    reads_stored: Callable[[Any], bool] = lambda user: True

    def __post_init__(self) -> None:
        if self.order.lstrip("-") not in self.sortable:
            raise ValueError(f"{self.slug}: the default order is not one of its sortable columns.")
        if not self.is_sample and not self.is_of_family:
            (FILE_LISTINGS if self.is_file_only else LISTINGS)[self.slug] = self
            register_labels(self.slug, ListLabels(self.title, {action.key: action.label for action in self.bulk}))

    @cached_property
    def url(self) -> str:
        return reverse(self.url_name, args=self.url_args)

    def name_of(self, row: Any) -> str:
        """The name of a row for its checkbox and in results: by default the value of the first column."""
        return self.row_name(row) if self.row_name else str(self.columns[0].value(row))

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @cached_property
    def sortable(self) -> dict[str, tuple[str, ...]]:
        return {column.key: column.sort for column in self.columns if column.sort}

    @cached_property
    def own_columns(self) -> list[Column]:
        """The columns that the list shows until a person chooses others."""
        return [column for column in self.columns if column.visible or column is self.columns[0]]

    @property
    def target(self) -> str:
        return f"{self.slug}-table"

    @property
    def target_selector(self) -> str:
        return f"#{self.target}"

    @property
    def form_id(self) -> str:
        return f"{self.slug}-filters"

    @property
    def bulk_id(self) -> str:
        return f"{self.slug}-bulk"

    def accepts(self, key: str) -> bool:
        """Whether a saved view may hold this key of the address."""
        return key in {"sort", "cols"} or (key not in {*PAGING, MORE} and self.filterset.accepts(key))


LISTINGS: dict[str, Listing] = {}
FILE_LISTINGS: dict[str, Listing] = {}  # those with `is_file_only`
FAMILIES: dict[str, Callable[[str], Listing | None]] = {}


def register_listing_family(prefix: str, make: Callable[[str], Listing | None]) -> None:
    """Register lists that are alike, one for each of some records: `make(slug)` gives the one whose slug begins with `prefix`."""

    def labels(slug: str) -> ListLabels | None:
        listing = make(slug)
        return ListLabels(listing.title, {}) if listing else None

    FAMILIES[prefix] = make
    register_family_labels(prefix, labels)


def find_listing(slug: str) -> Listing | None:
    """The list of this slug, or None where there is none."""
    if slug in LISTINGS:
        return LISTINGS[slug]
    return next((make(slug) for prefix, make in FAMILIES.items() if slug.startswith(prefix)), None)


def find_file_listing(slug: str) -> Listing | None:
    """The list of this slug whose rows may be taken as a file."""
    return find_listing(slug) or FILE_LISTINGS.get(slug)


class ListState:
    """Filters, order and columns of a list, read from an address.

    Raises SuspiciousOperation (400) for an order, a column or a filter that the list does not offer.
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
        """Field names for `keyset_page` and `order_by`."""
        names = self.listing.sortable[self.sort.removeprefix("-")]
        if self._range:
            names = self._range.order
        return tuple(f"-{name}" for name in names) if self.is_descending else names

    @cached_property
    def _range(self) -> RangeOrder | None:
        """The range filter that is set, when the list is ordered by its key or by the column of the range."""
        key = self.sort.removeprefix("-")
        is_by_key = self.listing.sortable[key] == ("pk",)
        return next(
            (
                candidate
                for candidate in self.listing.range_orders
                if (is_by_key or candidate.column == key) and any(self.filters.get(name) for name in candidate.filters)
            ),
            None,
        )

    @property
    def is_descending(self) -> bool:
        return self.sort.startswith("-")

    @property
    def sorted_by(self) -> Column:
        return self.listing.by_key[self._range.column if self._range else self.sort.removeprefix("-")]

    @cached_property
    def cols(self) -> str:
        """The chosen columns for an address, or "" when they are the list's own."""
        return "" if self.columns == self.listing.own_columns else ",".join(column.key for column in self.columns)

    def query(self, **changes: str | None) -> QueryDict:
        """The shortest query of this state, with some keys changed; None or "" removes a key."""
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

    def rows(self, queryset: QuerySet[Any], *, all_fields: bool = False) -> QuerySet[Any]:
        """The queryset with the joins and fields of the visible columns; `all_fields` loads all fields of the rows."""
        joins = [path for column in self.columns for path in column.joins]
        prefetch = [path for column in self.columns for path in column.prefetch]
        if joins:
            queryset = queryset.select_related(*joins)
        for annotate in dict.fromkeys(column.annotate for column in self.columns if column.annotate):
            queryset = annotate(queryset, self.columns)
        if self.listing.fields and not all_fields:
            fields = [name for column in self.columns for name in column.fields]
            order = [name.removeprefix("-") for name in self.ordering]
            queryset = queryset.only(*self.listing.fields, *fields, *order, *joins)
        return queryset.prefetch_related(*prefetch) if prefetch else queryset

    def lines(self, rows: Iterable[Any]) -> Iterator[list[CellValue]]:
        """The values of each row, for the lines of an exported file."""
        values = [column.value_of_rows() for column in self.columns]
        for row in rows:
            yield [value(row) for value in values]


def _columns(listing: Listing, requested: Iterable[str]) -> list[Column]:
    keys = [key for part in requested for key in part.split(",") if key]
    if any(key not in listing.by_key for key in keys):
        raise SuspiciousOperation("A column that is not offered.")
    if not keys:
        return listing.own_columns
    return [column for column in listing.columns if column.key in keys or column is listing.columns[0]]


def order_label(state: ListState) -> str:
    """The order in words, above the table and for screen readers after a change."""
    values = {"column": state.sorted_by.label}
    if state.is_descending:
        return _("ordered by %(column)s, descending") % values
    return _("ordered by %(column)s, ascending") % values
