"""The form of one section of a response: a field for each question that is asked, tables row by row."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from ecosystem.core.conflicts import VERSION_FIELD, Change
from ecosystem.core.money import format_vnd, localized_number
from ecosystem.core.ui.edit_forms import EditForm
from ecosystem.core.ui.edit_rows import EditRow, EditRows
from ecosystem.core.web.typed_text import RestoredText
from ecosystem.questionnaires.code_lists import CodeLists
from ecosystem.questionnaires.definition import (
    NUMBER_LIMIT,
    ROW_KEY,
    AnyQuestion,
    Column,
    File,
    Heading,
    Section,
    Table,
)
from ecosystem.questionnaires.expressions import cell_number, table_totals
from ecosystem.questionnaires.forms.fields import (
    answer_field,
    answer_text,
    cell_field,
    column_question,
    field_label,
    from_json,
    help_of,
    to_json,
)
from ecosystem.questionnaires.models import AnswerFile
from ecosystem.questionnaires.progress import ANSWER_PREFIX as PREFIX
from ecosystem.questionnaires.reading import FilledQuestionnaire, ReadResponse


class FilesInput(forms.FileInput):
    """A box for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files to attach, none or several; the action checks each by itself."""

    widget = FilesInput

    def __init__(self, question: File) -> None:
        super().__init__(required=False, label=field_label(question), help_text=help_of(question))
        self.widget.attrs["accept"] = ",".join(f".{kind}" for kind in question.accepts)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [upload for upload in data or [] if upload]


class TableRow(EditRow):
    """One row of a table question."""

    def __init__(self, *args: Any, table: Table, lists: CodeLists, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table
        for column in table.columns:
            if not column.product_of:
                self.fields[column.key] = cell_field(column, lists, self.initial.get(column.key))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for column in self.table.columns:
            if column.product_of and self._product(column, data) > NUMBER_LIMIT:
                text = _("“%(column)s” becomes too large: check the zeros.") % {"column": column.label}
                self.add_error(column.product_of[-1], text)
        return data

    def _product(self, column: Column, data: Mapping[str, Any]) -> int:
        return abs(cell_number(self.table, data, column.key))

    def cells(self) -> list[tuple[Column, BoundField | None, str]]:
        """The columns in order, each with its field, or with the product that the server worked out."""
        values = self._values()
        return [
            (column, None, number_text(column, cell_number(self.table, values, column.key)))
            if column.product_of
            else (column, self[column.key], "")
            for column in self.table.columns
        ]

    def _values(self) -> Mapping[str, Any]:
        return self.cleaned_data if self.is_bound and hasattr(self, "cleaned_data") else self.initial


class TableRows(EditRows):
    """The rows of a table question."""

    row_label = property(lambda self: f"{self.table.label}, " + _("row %(number)s"))

    def __init__(
        self,
        data: Any,
        *,
        table: Table,
        rows: Sequence[Mapping[str, Any]],
        lists: CodeLists,
        change_of: Any,
        blank_rows: int = 0,
    ) -> None:
        self.table, self.lists = table, lists
        saved = {str(row[ROW_KEY]): _cells_from_json(table, row) for row in rows}
        super().__init__(
            data,
            key=table.key,
            prefix=f"{PREFIX}{table.key}",
            saved=saved,
            make_row=partial(TableRow, table=table, lists=lists),
            change_of=change_of,
            blank_rows=blank_rows if len(saved) < table.max_rows else 0,
        )

    def check_rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        if len(rows) > self.table.max_rows:
            self.add_rows_error(_("At most %(most)s rows: remove some.") % {"most": self.table.max_rows})
        if any(abs(total) > NUMBER_LIMIT for total in table_totals(self.table, rows).values()):
            self.add_rows_error(_("The total is too large: check the zeros."))

    @property
    def columns(self) -> Sequence[Column]:
        return self.table.columns

    def rows_json(self) -> list[dict[str, Any]]:
        """The rows to save, as JSON values with their ids."""
        columns = {column.key: column_question(column) for column in self.table.columns}
        return [
            {
                ROW_KEY: row_id,
                **{key: json for key, value in cells.items() if (json := to_json(columns[key], value)) is not None},
            }
            for row_id, cells in self.rows().items()
        ]

    def totals(self) -> list[tuple[Any, str]]:
        """Label and amount of each total, of the rows as they stand, without those that have a mistake."""
        return totals_text(self.table, list(self.rows().values() if self.is_judged else self.saved.values()))

    @property
    def is_judged(self) -> bool:
        return self.is_bound and not isinstance(self.data, RestoredText)

    @property
    def may_add(self) -> bool:
        return len(self.forms) < self.table.max_rows


def _cells_from_json(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        column.key: from_json(column_question(column), row.get(column.key))
        for column in table.columns
        if not column.product_of
    }


def number_text(column: Column, number: int) -> str:
    """A number of this column for a reader."""
    return format_vnd(number) if column.kind == "money" else localized_number(number)


def totals_text(table: Table, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, str]]:
    """Label and amount of each total of these rows."""
    amounts = table_totals(table, rows)
    columns = {total.key: table.column(total.column) for total in table.totals}
    return [
        (total.label, number_text(column, amounts[total.key]))
        for total in table.totals
        if (column := columns[total.key]) is not None
    ]


@dataclass
class Block:
    """One question as the page of its section shows it: a field, rows, files, a heading, or an answer that is only read."""

    question: AnyQuestion
    bound: BoundField | None = None
    rows: TableRows | None = None
    files: Sequence[AnswerFile] = ()
    line: "AnswerLine | None" = None
    refused: Sequence[str] = ()  # why files were not attached
    token: str = ""

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.question.key}"

    @property
    def kind(self) -> str:
        return self.question.kind

    @property
    def label(self) -> str:
        return field_label(self.question)

    @property
    def help(self) -> str:
        return help_of(self.question)

    @property
    def is_optional(self) -> bool:
        return self.question.is_asked and not self.question.required_from


class SectionForm(EditForm):
    """The questions of one section, all optional in a draft; what may not change stands there to be read.

    A question that the page showed when it was typed in is taken, although it is not asked any more.
    """

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        read: ReadResponse,
        section: Section,
        lists: CodeLists,
        hidden: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        self.read, self.section, self.lists = read, section, lists
        self.hidden = hidden
        self.refused_files: dict[str, list[str]] = {}
        self.questions = [
            question
            for question in section.questions
            if question.key not in hidden and (question.key in read.asked or f"{PREFIX}{question.key}" in (data or ()))
        ]
        opened = [question for question in self.questions if question.key in read.open_questions]
        initial = {question.key: from_json(question, read.answers.get(question.key)) for question in opened}
        super().__init__(data, record=read.response, initial=initial, **kwargs)
        version = self.fields.pop(VERSION_FIELD)
        self.tables: dict[str, TableRows] = {}
        for question in opened:
            saved = read.answers.get(question.key)
            if isinstance(question, Table):
                self.tables[question.key] = TableRows(
                    data,
                    table=question,
                    rows=saved or [],
                    lists=lists,
                    change_of=partial(self._change_of, question.key),
                    blank_rows=1,
                )
            elif isinstance(question, File):
                self.fields[question.key] = FilesField(question)
            elif (made := answer_field(question, lists, saved)) is not None:
                self.fields[question.key] = made
        self.fields[VERSION_FIELD] = version
        self.row_sets.update(self.tables)

    def add_prefix(self, field_name: str) -> str:
        return field_name if field_name == VERSION_FIELD else f"{PREFIX}{field_name}"

    def last_change(self, name: str) -> Change:
        return self._change_of(name, "")

    def _change_of(self, key: str, row: str) -> Change:
        """Who saved an answer or a row; of one that is gone, who saved the response."""
        response = self.read.response
        answer = response.answers.filter(question=key, row=row).select_related("edited_by").first()
        if answer is None:
            return Change(response.edited_by, response.updated_at)
        return Change(answer.edited_by, answer.updated_at)

    def uploads(self) -> list[tuple[File, list[Any]]]:
        """The chosen files by question."""
        files = [question for question in self.questions if isinstance(question, File) and question.key in self.fields]
        return [(question, self.cleaned_data.get(question.key, [])) for question in files]

    def changed_answers(self) -> dict[str, Any]:
        """The JSON values that differ from what is saved; what has a mistake is left out."""
        answers = self.read.answers
        found: dict[str, Any] = {}
        for question in self.questions:
            key = question.key
            if key in self.tables:
                rows = self.tables[key]
                value: Any = rows.rows_json()
                if rows.order_conflict is None and not rows.non_form_errors() and value != (answers.get(key) or []):
                    found[key] = value
            elif key in self.fields and key in self.cleaned_data and not isinstance(question, File):
                value = to_json(question, self.cleaned_data[key])
                if value != answers.get(key) or isinstance(value, bool) != isinstance(answers.get(key), bool):
                    found[key] = value
        return found

    # --- For the page ---------------------------------------------------------------------------------
    def blocks(self) -> Iterator[Block]:
        """The questions in order."""
        for question in self.questions:
            yield self.block(question)

    def block(self, question: AnyQuestion) -> Block:
        key = question.key
        files = self.read.files.get(key, [])
        if isinstance(question, Heading):
            return Block(question)
        if key in self.tables:
            return Block(question, rows=self.tables[key])
        if key in self.fields:
            return Block(question, bound=self[key], files=files, refused=self.refused_files.get(key, ()))
        return Block(question, line=answer_line(self.read, question, self.lists))


# --- Answers to read ------------------------------------------------------------------------------------
@dataclass
class AnswerLine:
    """One question with its answer, for reading: a text, files, or rows with their totals."""

    question: AnyQuestion
    text: str = ""
    files: Sequence[AnswerFile] = ()
    headings: Sequence[Column] = ()
    rows: Sequence[Sequence[tuple[Column, str]]] = ()
    totals: Sequence[tuple[Any, str]] = ()

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.question.key}"

    @property
    def label(self) -> str:
        return field_label(self.question)

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.files or self.rows)


def answer_lines(
    read: FilledQuestionnaire, section: Section, lists: CodeLists, hidden: Collection[str] = ()
) -> list[AnswerLine]:
    """The questions of the section that are asked, with their answers; `hidden` are the keys that the reader may not see."""
    return [
        answer_line(read, one, lists) for one in read.questions_of(section) if one.is_asked and one.key not in hidden
    ]


def answer_line(read: FilledQuestionnaire, question: AnyQuestion, lists: CodeLists) -> AnswerLine:
    """The answer to one question, for reading."""
    if isinstance(question, File):
        return AnswerLine(question, files=read.files.get(question.key, []))
    value = read.answers.get(question.key)
    if not isinstance(question, Table):
        return AnswerLine(question, text=answer_text(question, value, lists))
    rows = [[(column, _cell_text(question, column, row, lists)) for column in question.columns] for row in value or []]
    totals = totals_text(question, value or []) if rows else []
    return AnswerLine(question, headings=question.columns, rows=rows, totals=totals)


def _cell_text(table: Table, column: Column, row: Mapping[str, Any], lists: CodeLists) -> str:
    if column.product_of:
        return number_text(column, cell_number(table, row, column.key))
    return answer_text(column_question(column), row.get(column.key), lists)
