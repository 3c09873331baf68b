"""The rows of a list as a CSV or Excel file."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.db.models import QuerySet
from django.utils import timezone

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.documents.spreadsheets import CellValue, Sheet, SheetColumn, csv_lines, xlsx_file
from ecosystem.lists.listing import ListState
from ecosystem.lists.values import stored_lines

CHUNK = 2000
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Reader:
    """Stands for the request in querysets and filters of background work, which read its user only."""

    user: User


def matching_rows(state: ListState, reader: UserRequest | Reader, *, all_fields: bool = False) -> QuerySet[Any]:
    """The rows that the person may see and the filters match, in the chosen order; see `ListState.rows`."""
    rows = state.rows(state.listing.rows(reader.user), all_fields=all_fields)
    filterset = state.listing.filterset(state.filters, queryset=rows, request=reader)
    matching: QuerySet[Any] = filterset.qs
    return matching.order_by(*state.ordering)


def export_lines(state: ListState, rows: QuerySet[Any], user: User) -> Iterator[list[CellValue]]:
    """The lines of the file; rows are fetched CHUNK at a time, as stored columns where every column has those."""
    stored = [column.stored_value for column in state.columns]
    if state.listing.reads_stored(user) and None not in stored:
        yield from stored_lines([value for value in stored if value], rows, CHUNK)
        return
    yield from state.lines(rows.iterator(chunk_size=CHUNK))


def column_titles(state: ListState) -> list[str]:
    return [str(column.label) for column in state.columns]


def csv_export(state: ListState, lines: Iterable[Sequence[CellValue]]) -> Iterator[str]:
    return csv_lines(column_titles(state), lines)


def xlsx_export(state: ListState, lines: Iterable[Sequence[CellValue]]) -> IO[bytes]:
    """An Excel workbook in a temporary file, at position 0."""
    columns = [
        SheetColumn(title, column.kind, column.width)
        for title, column in zip(column_titles(state), state.columns, strict=True)
    ]
    return xlsx_file([Sheet(str(state.listing.title), columns, lines)], created=timezone.now())


def export_file(state: ListState, kind: str, lines: Iterable[Sequence[CellValue]]) -> IO[bytes]:
    """A file of either kind in a temporary file, at position 0; the caller closes it."""
    if kind == "xlsx":
        return xlsx_export(state, lines)
    output = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    for line in csv_export(state, lines):
        output.write(line.encode())
    output.seek(0)
    return output
