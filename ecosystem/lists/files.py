"""The rows of a list as a file: which rows, in which order, and their bytes."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.documents.spreadsheets import CellValue, Sheet, SheetColumn, csv_lines, xlsx_file
from ecosystem.lists.listing import ListState

CHUNK = 2000
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Reader:
    """What filters read of a request: who asks. For work without one."""

    user: User


def matching(state: ListState, reader: Any, *, whole: bool = False) -> Any:
    """The rows that the reader's filters leave, in the chosen order. `reader` is a request or a `Reader`.

    They carry what the list shows; what is done to `whole` rows reads more.
    """
    rows = state.rows(state.listing.rows(reader.user), whole=whole)
    filterset = state.listing.filterset(state.filters, queryset=rows, request=reader)
    return filterset.qs.order_by(*state.ordering)


def lines_of(state: ListState, rows: Any) -> Iterator[list[CellValue]]:
    """The lines of the file, fetched piece by piece."""
    for row in rows.iterator(chunk_size=CHUNK):
        yield state.values(row)


def titles_of(state: ListState) -> list[str]:
    return [str(column.label) for column in state.columns]


def csv_of(state: ListState, lines: Iterable[Sequence[CellValue]]) -> Iterator[str]:
    return csv_lines(titles_of(state), lines)


def xlsx_of(state: ListState, lines: Iterable[Sequence[CellValue]]) -> IO[bytes]:
    """In a temporary file, open at its beginning."""
    columns = [
        SheetColumn(title, column.kind, column.width)
        for title, column in zip(titles_of(state), state.columns, strict=True)
    ]
    return xlsx_file([Sheet(str(state.listing.title), columns, lines)], created=timezone.now())


def file_of(state: ListState, kind: str, lines: Iterable[Sequence[CellValue]]) -> IO[bytes]:
    """Either kind in a temporary file, open at its beginning; whoever takes it closes it."""
    if kind == "xlsx":
        return xlsx_of(state, lines)
    output = tempfile.TemporaryFile()  # noqa: SIM115 - whoever takes it closes it
    for line in csv_of(state, lines):
        output.write(line.encode())
    output.seek(0)
    return output
