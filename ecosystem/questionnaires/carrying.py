"""Which answers stay when a response moves to another version: question by question, without the database.

An answer stays where a question with the same key can hold it; a number stays a number, a text a text, a choice one of
the answers to choose from. What cannot stay is lost, and the person is shown it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ecosystem.questionnaires.conditions import is_answered
from ecosystem.questionnaires.definition import (
    ROW_KEY,
    AnyQuestion,
    Choice,
    Choices,
    Column,
    Definition,
    File,
    Statement,
    Table,
)

WHOLE = frozenset({"whole_number", "money"})
Row = dict[str, Any]


@dataclass(frozen=True)
class CarriedAnswers:
    """Answers to a new version: `kept` by question, and the answers to the old one of which something is `lost`."""

    kept: Mapping[str, Any] = field(default_factory=dict)
    lost: Mapping[str, Any] = field(default_factory=dict)


def carry_answers(old: Definition, new: Definition, answers: Mapping[str, Any]) -> CarriedAnswers:
    """Divide the answers to the old definition into what the new one keeps and what is lost. Files are not among them."""
    kept: dict[str, Any] = {}
    lost: dict[str, Any] = {}
    for key, value in answers.items():
        before, after = old.questions.get(key), new.questions.get(key)
        if before is None or not is_answered(value):
            continue
        carried = _carry(before, after, value) if after is not None else None
        if is_answered(carried):
            kept[key] = carried
        if carried != value and not _is_same(before, after, value, carried):
            lost[key] = value
    return CarriedAnswers(kept, lost)


def keeps_files(new: Definition, key: str) -> bool:
    """Whether files that were attached to the question stay in the new version."""
    return isinstance(new.questions.get(key), File)


def _is_same(before: AnyQuestion, after: AnyQuestion | None, value: Any, carried: Any) -> bool:
    """Whether nothing is lost although the JSON value changed: one choice that became the only one of several, or back."""
    if carried is None or not (isinstance(before, Choice | Choices) and isinstance(after, Choice | Choices)):
        return False
    return bool(carried == [value] or [carried] == value)


def _carry(before: AnyQuestion, after: AnyQuestion, value: Any) -> Any:
    """The value as the new question holds it; None where it cannot."""
    if isinstance(before, Table):
        return _carry_rows(before, after, value) if isinstance(after, Table) else None
    if isinstance(before, Choice | Choices):
        return _carry_choice(before, after, value) if isinstance(after, Choice | Choices) else None
    if isinstance(before, Statement) and before.label != getattr(after, "label", None):
        return None  # another sentence is to be declared
    return value if _fits(before.kind, after.kind, value) else None


def _fits(before: str, after: str, value: Any) -> bool:
    """Whether the value of one kind is one of the other; kinds with answers to choose from are compared elsewhere."""
    if before == after:
        return before not in ("choice", "choices", "table", "file", "heading")
    if {before, after} == {"short_text", "long_text"}:
        return "\n" not in value
    return before in WHOLE and after in WHOLE | {"mark"}


def _carry_choice(before: Choice | Choices, after: Choice | Choices, value: Any) -> Any:
    chosen = value if isinstance(value, list) else [value]
    if after.code_list:
        possible = chosen if after.code_list == before.code_list else []
    else:
        possible = [] if before.code_list else [option.key for option in after.options]
    staying = [key for key in chosen if key in possible]
    if isinstance(after, Choices):
        return staying or None
    return staying[0] if len(staying) == 1 == len(chosen) else None


def _carry_rows(before: Table, after: Table, rows: Sequence[Row]) -> list[Row] | None:
    """The rows with the cells that stay, as many as the new table takes; rows of which nothing stays are left out."""
    carried = []
    for row in rows[: after.max_rows]:
        cells = {key: cell for key, cell in row.items() if key != ROW_KEY and _cell_stays(before, after, key, cell)}
        if cells or set(row) <= {ROW_KEY}:
            carried.append({ROW_KEY: row.get(ROW_KEY), **cells} if ROW_KEY in row else cells)
    return carried or None


def _cell_stays(before: Table, after: Table, key: str, cell: Any) -> bool:
    old, new = before.column(key), after.column(key)
    if old is None or new is None:
        return False
    if new.kind == "choice":
        return old.kind == "choice" and cell in {option.key for option in new.options}
    return _is_product(old, new) or _fits(old.kind, new.kind, cell)


def _is_product(old: Column, new: Column) -> bool:
    """Whether the server works the cell out, before and after."""
    return bool(old.product_of and new.product_of)
