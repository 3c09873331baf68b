"""Excel and CSV files from plain rows.

Texts are always written as texts: a cell that starts with `=`, `+`, `-` or `@` is never a formula. Excel shows the
numbers by the reader's settings, so a Vietnamese Excel writes 1.234.567,5.
"""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import IO, Any, Literal, NamedTuple

import xlsxwriter

from ecosystem.core.percents import rounded_percent
from ecosystem.documents.wording import SAIGON

CellValue = str | int | float | Decimal | date | datetime | bool | None
Kind = Literal["text", "integer", "decimal", "percent", "money", "date", "time"]

NUMBER_FORMATS: dict[str, str] = {
    "text": "@",
    "integer": "#,##0",
    "decimal": "#,##0.##",
    "percent": '#,##0.0"%"',
    "money": '#,##0" ₫"',
    "date": "dd/mm/yyyy",
    "time": "dd/mm/yyyy hh:mm",
}
EXACT_PERCENT = '#,##0.0##########"%"'  # where one decimal would read 100 % below it, or 0 % above it
EXACT_INTEGER = 10**15  # Excel keeps 15 digits
MAX_CELL = 32_767
MAX_ROWS = 1_048_576
CSV_PART = 64 * 1024  # characters of a CSV file that are sent together
FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class SheetColumn(NamedTuple):
    """A column: heading, kind of its values, width in characters."""

    title: str
    kind: Kind = "text"
    width: int = 18


class Sheet(NamedTuple):
    """One sheet: a name, its columns, its rows, and lines above the table (title, source, date)."""

    name: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[CellValue]]
    notes: Sequence[str] = ()


def xlsx_bytes(sheets: Sequence[Sheet], *, created: datetime | None = None) -> bytes:
    """The sheets as one .xlsx. Rows are written as they come, so a generator keeps memory flat.

    The same sheets and `created` give the same bytes. Raises ValueError beyond Excel's number of rows.
    """
    output = io.BytesIO()
    _write_book(output, sheets, created)
    return output.getvalue()


def xlsx_file(sheets: Sequence[Sheet], *, created: datetime | None = None) -> IO[bytes]:
    """The same in a temporary file, open at its beginning: for as many rows as Excel holds."""
    output = tempfile.TemporaryFile()  # noqa: SIM115 - the answer that sends it closes it
    _write_book(output, sheets, created)
    output.seek(0)
    return output


def _write_book(output: IO[bytes], sheets: Sequence[Sheet], created: datetime | None) -> None:
    book = xlsxwriter.Workbook(output, {"constant_memory": True, "strings_to_formulas": False})
    moment = (created or datetime(2000, 1, 1, tzinfo=UTC)).astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"created": moment})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#E6ECF2"})
    formats = {kind: book.add_format({"num_format": form, "valign": "top"}) for kind, form in NUMBER_FORMATS.items()}
    formats["exact_percent"] = book.add_format({"num_format": EXACT_PERCENT, "valign": "top"})
    formats["note"] = book.add_format({"italic": True})
    names: set[str] = set()
    try:
        for sheet in sheets:
            _write_sheet(book.add_worksheet(_sheet_name(sheet.name, names)), sheet, head, formats)
    finally:
        book.close()


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> Iterator[str]:
    """The lines of a CSV file for a streaming answer, some hundred at a time: UTF-8 with BOM, comma, plain numbers, ISO dates.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_csv_value(value) for value in row])
        if buffer.tell() > CSV_PART:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _write_sheet(page: Any, sheet: Sheet, head: Any, formats: dict[str, Any]) -> None:
    for position, column in enumerate(sheet.columns):
        page.set_column(position, position, column.width)
    line = 0
    for note in sheet.notes:
        page.write_string(line, 0, _cell_text(note), formats["note"])
        line += 1
    line += 1 if sheet.notes else 0
    for position, column in enumerate(sheet.columns):
        page.write_string(line, position, _cell_text(column.title), head)
    page.freeze_panes(line + 1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(line)
    first = line
    for row in sheet.rows:
        line += 1
        if line >= MAX_ROWS:
            raise ValueError(f"The sheet «{sheet.name}» has more rows than Excel holds ({MAX_ROWS}).")
        for position, (value, column) in enumerate(zip(row, sheet.columns, strict=True)):
            _write_cell(page, line, position, value, formats[_format_of(value, column.kind)])
    if line > first:
        page.autofilter(first, 0, line, len(sheet.columns) - 1)


def _format_of(value: CellValue, kind: Kind) -> str:
    """The cell keeps the exact percentage: where Excel would round it to 100 or 0, it shows more decimals."""
    if kind == "percent" and isinstance(value, int | float | Decimal):
        exact = Decimal(str(value))
        if rounded_percent(exact) != round(exact, 1):
            return "exact_percent"
    return kind


def _write_cell(page: Any, line: int, position: int, value: CellValue, form: Any) -> None:
    if value is None:
        page.write_blank(line, position, None, form)
    elif isinstance(value, bool):
        page.write_boolean(line, position, value, form)
    elif isinstance(value, int) and abs(value) >= EXACT_INTEGER:
        page.write_string(line, position, str(value), form)
    elif isinstance(value, int | float | Decimal):
        page.write_number(line, position, value, form)
    elif isinstance(value, datetime):
        page.write_datetime(line, position, value.astimezone(SAIGON).replace(tzinfo=None), form)
    elif isinstance(value, date):
        page.write_datetime(line, position, datetime(value.year, value.month, value.day), form)  # noqa: DTZ001 - a day
    else:
        page.write_string(line, position, _cell_text(str(value)), form)


def _cell_text(text: str) -> str:
    return ILLEGAL.sub("", text)[:MAX_CELL]


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name Excel takes: at most 31 characters, none of []:*?/\\, no quote at an end, not used before."""
    base = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '")[:31] or "Sheet"
    result, number = base, 2
    while result.lower() in taken or result.lower() == "history":
        suffix = f" ({number})"
        result, number = base[: 31 - len(suffix)] + suffix, number + 1
    taken.add(result.lower())
    return result


def _csv_value(value: CellValue) -> str:
    if isinstance(value, str):
        text = ILLEGAL.sub("", value)
        return f"'{text}" if text.startswith(FORMULA_START) else text
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(SAIGON).isoformat(timespec="seconds")
    return value.isoformat()
