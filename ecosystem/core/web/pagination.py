"""Keyset pages: as quick on the last page as on the first, and no COUNT over the table.

The cursor is signed: a forged or foreign one is refused with 400.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.db.models import BooleanField, F, Func, Model, QuerySet, Value
from django.http import HttpRequest

from ecosystem.core.web.list_address import store_list_query

PAGE_SIZE = 25


@dataclass
class KeysetPage:
    """One page of rows with the cursors of its neighbours; iterates over its rows."""

    rows: list[Any]
    next: str
    previous: str

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

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
) -> KeysetPage:
    """One page by `after`, `before` or `last=1` of the address.

    `ordering` names non-null columns, the last of them unique, all in one direction, so that one row comparison on one
    index serves. `source` are the rows before they were filtered: the keys of the page are then found first, which a
    covering index of a filter answers alone, and the rows are read by them, with their relations. The address is
    stored for the ways back to this list (`list_address`). Raises
    SuspiciousOperation (400) on a cursor not made here.
    """
    descending = ordering[0].startswith("-")
    columns = [name.lstrip("-") for name in ordering]
    if any(name.startswith("-") != descending for name in ordering):
        raise ValueError("All columns of a keyset ordering go in one direction.")
    store_list_query(request)
    signer = signing.Signer(salt="keyset:" + ",".join(ordering))  # no moment in it: the same page has the same links
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    backwards = bool(before) or (request.GET.get("last") == "1" and not after)
    rows = queryset
    if after or before:
        try:
            position = signer.unsign_object(after or before)
        except signing.BadSignature:
            raise SuspiciousOperation("A page cursor that was not made here.") from None
        side = "lt" if descending != backwards else "gt"
        rows = _rows_past(rows, columns, position, side)
    order = [F(c).desc() if descending != backwards else F(c).asc() for c in columns]
    if source is None:
        found = list(rows.order_by(*order)[: size + 1])
    else:
        keys = rows.select_related(None).prefetch_related(None).order_by(*order).values_list("pk", flat=True)
        found = list(source.filter(pk__in=list(keys[: size + 1])).order_by(*order))
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()

    def cursor(row: Model) -> str:
        return signer.sign_object([_plain(_value(row, c)) for c in columns])

    has_next = bool(found) and (bool(before) if backwards else more)
    has_previous = bool(found) and (more if backwards else bool(after))
    return KeysetPage(
        rows=found,
        next=cursor(found[-1]) if has_next else "",
        previous=cursor(found[0]) if has_previous else "",
    )


def _plain(value: Any) -> Any:
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
