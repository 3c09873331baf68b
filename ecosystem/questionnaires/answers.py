"""What an answer may be, by the kind of its question: nothing else is stored, whoever saves it.

Forms refuse more, with the question's own limits and words; this is what the database, expressions and files rely on.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from ecosystem.questionnaires.definition import (
    MAX_OPTIONS,
    MAX_TEXT,
    NUMBER_LIMIT,
    ROW_KEY,
    AnyQuestion,
    Column,
    Table,
)
from ecosystem.questionnaires.expressions import table_totals

MAX_CODE = 60  # characters of the key of an option, or of a code
DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def answer_fault(question: AnyQuestion, value: Any) -> str:
    """Why this JSON value is no answer to the question, in words; "" for one that can be stored. None empties it."""
    if isinstance(question, Table):
        return _rows_fault(question, value)
    return "" if value is None or _is_of_kind(question.kind, value) else _fault(question)


def _fault(part: AnyQuestion | Column) -> str:
    return _("“%(question)s”: this is no answer of its kind.") % {"question": part.label or part.key}


def _is_of_kind(kind: str, value: Any) -> bool:
    judge = JUDGES.get(kind)
    return judge is not None and judge(value)


def _is_text(value: Any, most: int) -> bool:
    """Whether it is a text that Postgres can store as JSON."""
    return isinstance(value, str) and len(value) <= most and not re.search("[\x00\ud800-\udfff]", value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= NUMBER_LIMIT


def _is_day(value: Any) -> bool:
    if not isinstance(value, str) or not DAY.match(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_mark(value: Any) -> bool:
    return _is_whole(value) or (isinstance(value, float) and math.isfinite(value) and abs(value) <= NUMBER_LIMIT)


def _is_code_list(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MAX_OPTIONS and all(_is_text(one, MAX_CODE) for one in value)


JUDGES: dict[str, Callable[[Any], bool]] = {
    "short_text": partial(_is_text, most=MAX_TEXT),
    "long_text": partial(_is_text, most=MAX_TEXT),
    "whole_number": _is_whole,
    "money": _is_whole,
    "mark": _is_mark,
    "date": _is_day,
    "choice": partial(_is_text, most=MAX_CODE),
    "ward": partial(_is_text, most=MAX_CODE),
    "choices": _is_code_list,
    "yes_no": lambda value: isinstance(value, bool),
    "statement": lambda value: isinstance(value, bool),
}


# --- Tables -------------------------------------------------------------------------------------------
def _rows_fault(table: Table, rows: Any) -> str:
    values = {"question": table.label or table.key, "most": table.max_rows}
    rows = [] if rows is None else rows
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        return _fault(table)
    if len(rows) > table.max_rows:
        return _("“%(question)s”: at most %(most)s rows.") % values
    fault = next(filter(None, (_cell_fault(table, key, cell) for row in rows for key, cell in row.items())), "")
    if not fault and any(abs(total) > NUMBER_LIMIT for total in table_totals(table, rows).values()):
        return _("“%(question)s”: the total is too large.") % values
    return fault


def _cell_fault(table: Table, key: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    if key == ROW_KEY:
        return "" if _is_text(value, MAX_CODE) else _fault(table)
    column = table.column(key)
    if column is None:
        return _fault(table)
    return "" if _is_of_kind(column.kind, value) else _fault(column)
