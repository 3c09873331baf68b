"""Keyset pagination: the last page is as fast as the first, and rows are counted up to MAX_COUNT.

The cursor is signed: a forged or foreign one is refused with 400.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.db.models import BooleanField, F, Func, IntegerField, Model, QuerySet, Subquery, Value
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ecosystem.core.models import KeyIsOneOf
from ecosystem.core.ui.figures import number_vi
from ecosystem.core.web.list_address import store_list_query

PAGE_SIZE = 25
MAX_COUNT = 2_000  # more rows are not counted: "more than 2,000"


@dataclass
class KeysetPage:
    """One page of rows with the cursors of its neighbours; iterates over its rows.

    `total`: how many rows there are on all pages, at most MAX_COUNT + 1, or None where they were not counted. `first`:
    the number of the first row on this page, or None where it is not known.
    """

    rows: list[Any]
    next: str
    previous: str
    total: int | None = None
    first: int | None = None

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def last(self) -> int | None:
        """The number of the last row on this page."""
        return None if self.first is None else self.first + len(self.rows) - 1

    @property
    def is_count_capped(self) -> bool:
        """Whether there are more rows than were counted."""
        return self.total is not None and self.total > MAX_COUNT

    @property
    def position_label(self) -> str:
        """Which rows of how many this page shows, such as "26–50 of 1,079"; "" where the rows were not counted."""
        if self.total is None or not self.rows:
            return ""
        values = {"total": number_vi(min(self.total, MAX_COUNT), 0), "count": number_vi(len(self), 0)}
        if self.first is None or self.last is None:
            text = _("%(count)s of more than %(total)s") if self.is_count_capped else _("%(count)s of %(total)s")
        else:
            values |= {"first": number_vi(self.first, 0), "last": number_vi(self.last, 0)}
            text = (
                _("%(first)s–%(last)s of more than %(total)s")
                if self.is_count_capped
                else _("%(first)s–%(last)s of %(total)s")
            )
        return text % values

    @property
    def is_whole(self) -> bool:
        return not self.next and not self.previous


def _value(row: Model, path: str) -> Any:
    value: Any = row
    for part in path.split("__"):
        value = getattr(value, part)
    return value


def keyset_page(
    request: HttpRequest,
    queryset: QuerySet[Any],
    ordering: Sequence[str],
    *,
    size: int = PAGE_SIZE,
    source: QuerySet[Any] | None = None,
    counts: bool = False,
) -> KeysetPage:
    """One page by `after`, `before` or `last=1` of the address.

    `ordering` names non-null columns, the last of them unique, all in one direction, so that one row comparison on one
    index serves. `source` are the rows before they were filtered: the keys of the page are then found first, and the rows
    are read by them, with their relations. Where the filters leave at most MAX_COUNT rows, these are sorted; else the
    index of the order is followed until the page is full. `counts`: also count the rows of all pages, up to MAX_COUNT.
    The address is stored for the ways back to this list (`list_address`). Raises SuspiciousOperation (400) on a cursor
    not made here.
    """
    descending = ordering[0].startswith("-")
    columns = [name.lstrip("-") for name in ordering]
    if any(name.startswith("-") != descending for name in ordering):
        raise ValueError("All columns of a keyset ordering go in one direction.")
    store_list_query(request)
    signer = signing.Signer(salt="keyset:" + ",".join(ordering))  # no moment in it: the same page has the same links
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    backwards = bool(before) or (request.GET.get("last") == "1" and not after)
    rows, number, total = queryset, None, None
    if source is not None:
        rows, total = _rows_by_key_if_few(queryset, source)
    if after or before:
        try:
            position = signer.unsign_object(after or before)
        except signing.BadSignature:
            raise SuspiciousOperation("A page cursor that was not made here.") from None
        if len(position) > len(columns):  # a cursor from before the rows had numbers has none
            number = position.pop()
        side = "lt" if descending != backwards else "gt"
        rows = _rows_past(rows, columns, position, side)
    order = [F(c).desc() if descending != backwards else F(c).asc() for c in columns]
    if source is not None:
        keys = list(_bare(rows).order_by(*order).values_list("pk", flat=True)[: size + 1])
        page_rows = list(source.filter(pk__in=keys).order_by(*order))
    elif counts:
        count = _CappedCount(_bare(queryset).order_by().values("pk")[: MAX_COUNT + 1])
        page_rows = list(rows.annotate(total_count=count).order_by(*order)[: size + 1])
        total = page_rows[0].total_count if page_rows else None
    else:
        page_rows = list(rows.order_by(*order)[: size + 1])
    more, page_rows = len(page_rows) > size, page_rows[:size]
    if backwards:
        page_rows.reverse()

    first = _first_number(number, total, len(page_rows), is_after=bool(after), backwards=backwards)

    def cursor(row: Model, number: int | None) -> str:
        values = [_json_value(_value(row, c)) for c in columns]
        return signer.sign_object(values if number is None else [*values, number])

    has_next = bool(page_rows) and (bool(before) if backwards else more)
    has_previous = bool(page_rows) and (more if backwards else bool(after))
    return KeysetPage(
        rows=page_rows,
        next=cursor(page_rows[-1], None if first is None else first + len(page_rows) - 1) if has_next else "",
        previous=cursor(page_rows[0], first) if has_previous else "",
        total=(total if page_rows else 0) if counts else None,
        first=first if counts else None,
    )


def _rows_by_key_if_few(queryset: QuerySet[Any], source: QuerySet[Any]) -> tuple[QuerySet[Any], int]:
    """The filtered rows by their keys where they are few, else as they came; and how many they are, up to the limit."""
    matches = list(_bare(queryset).order_by().values_list("pk", flat=True)[: MAX_COUNT + 1])
    return source.filter(KeyIsOneOf(matches)) if len(matches) <= MAX_COUNT else queryset, len(matches)


def _first_number(number: int | None, total: int | None, size: int, *, is_after: bool, backwards: bool) -> int | None:
    """The number of the first row of a page of `size` rows, from that of the row in its cursor or from the total."""
    if total is None or not size:
        return None
    if not backwards:
        first = 1 if not is_after else None if number is None else number + 1
    elif number is not None:
        first = number - size
    else:
        first = total - size + 1 if total <= MAX_COUNT else None
    # Rows that came or went meanwhile move the others: then the page has no number, rather than a wrong one.
    fits = first is not None and first >= 1 and (total > MAX_COUNT or first + size - 1 <= total)
    return first if fits else None


def _bare(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows without relations, for their keys alone."""
    return rows.select_related(None).prefetch_related(None)


class _CappedCount(Subquery):
    """How many rows a queryset has, which is limited: Postgres stops counting there."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted_rows)"
    output_field = IntegerField()


def _json_value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _rows_past(queryset: QuerySet[Any], columns: list[str], position: list[Any], side: str) -> QuerySet[Any]:
    if len(columns) == 1:
        return queryset.filter(**{f"{columns[0]}__{side}": position[0]})
    return queryset.filter(RowComparison(columns, position, side))


class Row(Func):
    """Several values as one: `(a, b)`."""

    template = "(%(expressions)s)"


class RowComparison(Func):
    """`(a, b) > (x, y)` as one row comparison, which Postgres answers from one index."""

    template = "%(expressions)s"
    output_field = BooleanField()

    def __init__(self, columns: list[str], position: list[Any], side: str) -> None:
        left = Row(*[F(column) for column in columns])
        right = Row(*[Value(value) for value in position])
        super().__init__(left, right, arg_joiner=" < " if side == "lt" else " > ")
