"""Checks across answers, in the Common Expression Language (https://cel.dev): it ends, and reaches nothing but its variables.

Variables are the questions by key, and `facts`. A whole number, money and a mark are numbers; a day is a timestamp, so
that `end > begin` and `end - begin <= duration("240h")` work; a choice is the key of its option; a table has its totals
(`costs.total`) and `costs.rows`, the number of its rows.

Macros that loop over a list (`all`, `map` …) are refused: nested ones run for minutes. Without them the time that an
expression takes grows with its length, which is limited, and with the texts that it reads.
"""

import re
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from ecosystem.questionnaires.conditions import is_answered
from ecosystem.questionnaires.definition import AnyQuestion, Check, Day, Definition, Mark, Table

SAMPLE_DAY = date(2026, 1, 1)
LOOP = re.compile(r"\b(all|exists|exists_one|map|filter)\b(\s|//[^\r\n]*)*\(")
CEL_ERRORS = (ValueError, RuntimeError, TypeError, ArithmeticError, LookupError, AttributeError)


class ExpressionError(ValueError):
    """The expression cannot be read, or does not fit the kinds of its variables; the message says why."""


@lru_cache(maxsize=1000)
def _compiled(text: str) -> Any:
    import cel  # noqa: PLC0415 - it imports its command line, which takes longer than all that most requests do

    return cel.compile(text)


def _program(text: str) -> Any:
    """The compiled expression. Raises ExpressionError."""
    if loop := LOOP.search(text):
        raise ExpressionError(_("“%(name)s” is not available here.") % {"name": loop[1]})
    try:
        return _compiled(text)
    except CEL_ERRORS as error:
        raise _error(error) from None


def _error(error: Exception) -> ExpressionError:
    lines = str(error.args[0] if isinstance(error, LookupError) and error.args else error).splitlines()
    return ExpressionError(lines[0][:300] if lines else type(error).__name__)


def variables(text: str) -> frozenset[str]:
    """The names that the expression reads. Raises ExpressionError."""
    return frozenset(_program(text).variables())


def evaluate(text: str, values: Mapping[str, Any]) -> Any:
    """The value of the expression. Raises ExpressionError where it does not fit the values."""
    program = _program(text)
    try:
        return program.execute(dict(values))
    except CEL_ERRORS as error:
        raise _error(error) from None


def failed_checks(
    definition: Definition, answers: Mapping[str, Any], facts: Mapping[str, Any], asked: Collection[str]
) -> list[Check]:
    """The checks that do not hold. A check counts only while everything that it reads is asked, answered and known."""
    values = {
        key: _variable(question, answers[key])
        for key, question in definition.questions.items()
        if key in asked and is_answered(answers.get(key))
    }
    known = {name: value for name, value in facts.items() if value is not None}
    return [check for check in definition.checks if not _check_holds(check, values, known)]


def _check_holds(check: Check, values: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    try:
        names = variables(check.expression) - {"facts"}
        if names - set(values):
            return True
        return bool(evaluate(check.expression, {**values, "facts": facts}))
    except ExpressionError:
        return True  # a fact that is not known; problems of the expression itself are found before publishing


def sample_values(definition: Definition) -> dict[str, Any]:
    """A value of the right kind for every question that is answered, to try expressions before publishing."""
    return {key: _sample(question) for key, question in definition.questions.items() if question.is_asked}


def _variable(question: AnyQuestion, value: Any) -> Any:
    """The answer as expressions read it."""
    if isinstance(question, Table):
        rows = value if isinstance(value, list) else []
        return {"rows": len(rows), **table_totals(question, rows)}
    if isinstance(question, Day):
        return moment_of(date.fromisoformat(value))
    if isinstance(question, Mark):
        return float(value)
    return value


def _sample(question: AnyQuestion) -> Any:
    if isinstance(question, Table):
        return {"rows": 1, **{total.key: 1 for total in question.totals}}
    return sample_of_kind(question.kind)


def sample_of_kind(kind: str) -> Any:
    """A value as expressions read it for a question of this kind, which is no table."""
    samples: dict[str, Any] = {
        "whole_number": 1,
        "money": 1,
        "mark": 1.0,
        "yes_no": True,
        "statement": True,
        "date": moment_of(SAMPLE_DAY),
        "choices": ["a"],
        "file": ["a"],
    }
    return samples.get(kind, "a")


def moment_of(day: date) -> datetime:
    """The day as a moment, as expressions compare days."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def table_totals(table: Table, rows: Collection[Mapping[str, Any]]) -> dict[str, int]:
    """The totals of a table by key; a product that a row lacks is worked out."""
    return {
        total.key: sum(
            cell_number(table, row, total.column)
            for row in rows
            if not total.where or row.get(total.where) == total.is_value
        )
        for total in table.totals
    }


def cell_number(table: Table, row: Mapping[str, Any], key: str) -> int:
    """The number in one cell, worked out where the column is a product; 0 where a cell is empty."""
    column = table.column(key)
    if column is not None and column.product_of:
        result = 1
        for factor in column.product_of:
            value = row.get(factor)
            result *= value if isinstance(value, int) else 0
        return result
    value = row.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def describe_error(error: ExpressionError) -> str:
    """The error for staff, with what the library said."""
    return _("The expression cannot be used: %(reason)s") % {"reason": error}
