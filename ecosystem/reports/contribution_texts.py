"""The text of contributions as reports print it, from the answers of their forms."""

from collections.abc import Collection

from django.utils import timezone

from ecosystem.questionnaires.code_lists import CodeLists
from ecosystem.questionnaires.forms.response import answer_line
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
        if key in PARTS:
            paragraphs[key] = split_paragraphs(str(value))
    further = [
        q for key, q in read.definition.questions.items() if key in read.asked and key not in PARTS and q.is_asked
    ]
    for question in further:
        line = answer_line(read, question, lists)
        texts = [", ".join(text for _column, text in row if text) for row in line.rows]
        texts += [file.original_name for file in line.files] + ([line.text] if line.text else [])
        paragraphs["results"] += [f"{question.label}: {text}" for text in texts]
    return paragraphs


def split_paragraphs(text: str) -> list[str]:
    """The lines of a text that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def text_of(read: ReadResponse | None) -> str:
    """All paragraphs, a line each; empty where nothing is written."""
    return "\n".join(line for part in paragraphs_of(read).values() for line in part)
