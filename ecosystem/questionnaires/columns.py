"""Answers as columns of lists and files: whatever the number of rows, one statement reads the chosen answers with them.

The rows are responses, or records with a foreign key to their response. Postgres gathers the answers of a row to the
chosen questions as one JSON object, by the unique index of answers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Aggregate, F, JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONArray
from django.utils.translation import gettext as _

from ecosystem.documents.spreadsheets import CellValue, Kind
from ecosystem.lists.listing import Column
from ecosystem.lists.values import Record, StoredValue
from ecosystem.questionnaires.code_lists import code_list_labels, ward_labels
from ecosystem.questionnaires.conditions import is_answered
from ecosystem.questionnaires.definition import AnyQuestion, Choice, Choices, Definition, File, Table
from ecosystem.questionnaires.models import Answer, AnswerFile

PREFIX = "a-"  # of the keys of answer columns, so that none meets a column of the list
ANSWERS, ROWS, FILES = "stored_answers", "stored_rows", "stored_files"  # annotations
CELL_KINDS: dict[str, Kind] = {"whole_number": "integer", "money": "money", "mark": "decimal", "date": "date"}
SHOWN = 60  # characters of a text on the page; files have all of it


class JSONObjectAgg(Aggregate):
    """The object of key and value pairs."""

    function = "jsonb_object_agg"
    output_field = JSONField()
    arity = 2


class JSONArrayAgg(Aggregate):
    """The array of values, in the order of `ordering`."""

    function = "jsonb_agg"
    template = "%(function)s(%(expressions)s ORDER BY %(ordering)s)"
    output_field = JSONField()


@dataclass(frozen=True)
class AskedQuestion:
    """A question as the versions of one questionnaire ask it: `forms` are its questions, the newest first."""

    key: str
    forms: Sequence[AnyQuestion]

    @property
    def newest(self) -> AnyQuestion:
        return self.forms[0]

    @property
    def kind(self) -> str:
        """The kind that all versions share; "" where they differ."""
        kinds = {question.kind for question in self.forms}
        return self.newest.kind if len(kinds) == 1 else ""


def asked_in(definitions: Iterable[Definition]) -> list[AskedQuestion]:
    """The questions of these versions, which are given newest first, in the order of the newest that asks each."""
    found: dict[str, list[AnyQuestion]] = {}
    for definition in definitions:
        for key, question in definition.questions.items():
            if question.is_asked:
                found.setdefault(key, []).append(question)
    return [AskedQuestion(key, forms) for key, forms in found.items()]


def answer_columns(questions: Iterable[AskedQuestion], *, response: str = "pk", visible: int = 0) -> tuple[Column, ...]:
    """A column for each question, and for each total of a table.

    `response` is the column of a row that holds the key of its response. The first `visible` columns are shown at first.
    """
    annotate = partial(annotate_answers, response=response)
    columns: list[Column] = []
    for question in questions:
        for key, label, kind, value in _values_of(question):
            columns.append(
                Column(
                    f"{PREFIX}{key}",
                    label,
                    value,
                    partial(_cell, value) if kind == "text" else None,
                    kind=kind,
                    visible=len(columns) < visible,
                    width=32 if kind == "text" else 18,
                    annotate=annotate,
                )
            )
    return tuple(columns)


def annotate_answers(rows: QuerySet[Any], columns: Sequence[Column], *, response: str) -> QuerySet[Any]:
    """The rows with the answers that the columns show."""
    values = [column.value for column in columns if isinstance(column.value, AnswerValue)]
    keys = {source: [value.key for value in values if value.source == source] for source in (ANSWERS, ROWS, FILES)}
    pair = JSONArray(F("question"), F("value"))
    named = JSONArray(F("question"), F("original_name"))
    answers = Answer.objects.filter(response=OuterRef(response)).order_by().values("response")
    files = AnswerFile.objects.current().filter(response=OuterRef(response)).order_by().values("response")
    expressions: dict[str, Any] = {
        ANSWERS: answers.filter(row="").annotate(found=JSONObjectAgg("question", "value")),
        ROWS: answers.exclude(row="").annotate(found=JSONArrayAgg(pair, ordering='"position"')),
        FILES: files.annotate(found=JSONArrayAgg(named, ordering='"id"')),
    }
    for source, expression in expressions.items():
        if keys[source]:
            chosen = expression.filter(question__in=keys[source]).values("found")
            rows = rows.annotate(**{source: Subquery(chosen, output_field=JSONField())})
    return rows


# --- Values -------------------------------------------------------------------------------------------
class AnswerValue(StoredValue):
    """The answer to one question, as a cell; `make_reader()` gives a function of its JSON value."""

    def __init__(self, source: str, key: str, make_reader: Callable[[], Callable[[Any], CellValue]]) -> None:
        self.source, self.key, self.paths, self.make_reader = source, key, (source,), make_reader

    def __call__(self, row: Any) -> CellValue:
        return self.make_reader()(self._found(getattr(row, self.source, None)))

    def reader(self, positions: Sequence[int]) -> Callable[[Record], CellValue]:
        (position,) = positions
        read = self.make_reader()
        return lambda record: read(self._found(record[position]))

    def _found(self, gathered: Any) -> Any:
        if self.source == ANSWERS:
            return (gathered or {}).get(self.key)
        return [value for key, value in gathered or () if key == self.key]


def _values_of(question: AskedQuestion) -> Iterable[tuple[str, Any, Kind, AnswerValue]]:
    """Key, label, kind and value of the columns of one question."""
    key, newest, label = question.key, question.newest, question.newest.label or question.key
    if isinstance(newest, File):
        yield key, label, "text", AnswerValue(FILES, key, lambda: "\n".join)
        return
    if not isinstance(newest, Table):
        kind = CELL_KINDS.get(question.kind, "text")
        yield key, label, kind, AnswerValue(ANSWERS, key, partial(_reader, question))
        return
    yield key, label, "text", AnswerValue(ROWS, key, partial(_rows_reader, newest))
    for total in newest.totals:
        name = f"{key}.{total.key}"
        column = newest.column(total.column)
        total_label = _Joined(label, total.label or total.key)
        kind = CELL_KINDS.get(column.kind if column else "", "integer")
        yield name, total_label, kind, AnswerValue(ANSWERS, name, lambda: _as_number)


@dataclass(frozen=True)
class _Joined:
    """Two labels in the language of the reader."""

    first: Any
    second: Any

    def __str__(self) -> str:
        return f"{self.first}: {self.second}"


def _cell(value: AnswerValue, row: Any) -> str:
    """A text on the page, shortened."""
    words = str(value(row) or "")
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"


def _reader(question: AskedQuestion) -> Callable[[Any], CellValue]:
    """A function of the JSON value of the question, for the active language."""
    if question.kind == "date":
        return lambda value: date.fromisoformat(value) if value else None
    if question.kind in CELL_KINDS:
        return _as_number
    labels = _labels_of(question.forms)
    yes, no = _("Yes"), _("No")

    def read(value: Any) -> CellValue:
        if isinstance(value, bool):
            return yes if value else no
        if isinstance(value, list):
            return ", ".join(labels.get(one, str(one)) for one in value)
        return labels.get(value, str(value)) if is_answered(value) else ""

    return read


def _as_number(value: Any) -> CellValue:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _labels_of(questions: Iterable[AnyQuestion]) -> Mapping[Any, str]:
    """The labels of what can be chosen, those of the newest question before others."""
    labels: dict[Any, str] = {}
    for question in questions:
        found: Mapping[str, str] = {}
        if isinstance(question, Choice | Choices):
            own = {option.key: str(option.label) for option in question.options}
            found = code_list_labels(question.code_list) if question.code_list else own
        elif question.kind == "ward":
            found = ward_labels()
        labels = {**found, **labels}
    return labels


def _rows_reader(table: Table) -> Callable[[Any], CellValue]:
    """A function of the rows of a table: a line for each, its cells divided by semicolons."""
    labels = {column.key: {option.key: str(option.label) for option in column.options} for column in table.columns}
    words = {True: _("Yes"), False: _("No")}

    def cell(key: str, value: Any) -> str:
        return words[value] if isinstance(value, bool) else labels[key].get(value, str(value))

    def read(rows: Any) -> CellValue:
        lines = [
            "; ".join(cell(key, row[key]) for key in labels if is_answered((row or {}).get(key))) for row in rows or ()
        ]
        return "\n".join(lines)

    return read
