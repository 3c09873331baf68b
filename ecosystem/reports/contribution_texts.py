"""The text of contributions as reports print it, from the answers of their forms."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone

from ecosystem.questionnaires.code_lists import CodeLists
from ecosystem.questionnaires.definition import Table
from ecosystem.questionnaires.forms.fields import answer_text, cell_text
from ecosystem.questionnaires.reading import ReadResponse, read_responses
from ecosystem.reports.models import Contribution
from ecosystem.reports.purposes import facts_of_contribution

PARTS = ("results", "difficulties", "proposals")


def read_contributions(contributions: Collection[Contribution]) -> dict[int, ReadResponse]:
    """The responses of those that were begun, by key of the contribution, in two queries."""
    begun = {row.response.pk: row for row in contributions if row.response is not None}
    facts = {pk: facts_of_contribution(row) for pk, row in begun.items()}
    read = read_responses([row.response for row in begun.values() if row.response is not None], facts)
    return {begun[pk].pk: one for pk, one in read.items()}


def paragraphs_of(read: ReadResponse | None) -> dict[str, list[str]]:
    """The paragraphs of each part. Answers to further questions of the form follow the results, a paragraph each."""
    paragraphs: dict[str, list[str]] = {part: [] for part in PARTS}
    if read is None:
        return paragraphs
    lists = CodeLists(timezone.localdate())
    for key, value in read.kept_answers().items():
        question = read.definition.questions[key]
        if key in PARTS:
            paragraphs[key] = split_paragraphs(str(value))
    for key in read.asked:
        question, value = read.definition.questions[key], read.values.get(key)
        if key in PARTS or not question.is_asked or not value:
            continue
        if isinstance(question, Table):
            paragraphs["results"] += [f"{question.label}: {row}" for row in _rows(question, value, lists)]
        else:
            paragraphs["results"].append(f"{question.label}: {answer_text(question, value, lists)}")
    return paragraphs


def _rows(table: Table, rows: list[dict[str, Any]], lists: CodeLists) -> list[str]:
    cells = ([cell_text(table, column, row.get(column.key), lists) for column in table.columns] for row in rows)
    return [", ".join(filter(None, row)) for row in cells]


def split_paragraphs(text: str) -> list[str]:
    """The lines of a text that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def text_of(read: ReadResponse | None) -> str:
    """All paragraphs, a line each; empty where nothing is written."""
    return "\n".join(line for part in paragraphs_of(read).values() for line in part)
