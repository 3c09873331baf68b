"""What a response still lacks at a stage, each gap with the section, question and row that it concerns (row A5)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ecosystem.core.workflow import TransitionRefused
from ecosystem.questionnaires.conditions import is_answered
from ecosystem.questionnaires.definition import AnyQuestion, Statement, Table
from ecosystem.questionnaires.models import QuestionnaireResponse
from ecosystem.questionnaires.purposes import Purpose
from ecosystem.questionnaires.reading import FilledQuestionnaire, ReadResponse


@dataclass(frozen=True)
class Gap:
    """One missing or wrong answer: keys of its section and question, and the number of the row, from 1, in a table."""

    section: str
    question: str
    text: str
    row: int | None = None


class IncompleteResponse(TransitionRefused):
    """The response cannot be sent; `gaps` are all reasons."""

    def __init__(self, response: QuestionnaireResponse, gaps: list[Gap]) -> None:
        super().__init__(gaps[0].text)
        self.response, self.gaps = response, gaps


def require_complete(read: ReadResponse, *, stage: str) -> None:
    """Raises IncompleteResponse with every gap that prevents this stage."""
    if gaps := find_gaps(read, required=stages_until(read.purpose, stage)):
        raise IncompleteResponse(read.response, gaps)


def stages_until(purpose: Purpose, stage: str) -> frozenset[str]:
    """The stages up to this one: answers required from any of them are required by now."""
    stages = list(purpose.stages)
    return frozenset(stages[: stages.index(stage) + 1])


def find_gaps(read: FilledQuestionnaire, *, required: frozenset[str]) -> list[Gap]:
    """All gaps in the order of the questionnaire; `required` are the stages from which answers are required by now."""
    failed: dict[str, list[str]] = {}
    for check in read.failed_checks:
        failed.setdefault(check.at, []).append(str(check.message))
    gaps: list[Gap] = []
    for section in read.sections:
        for question in read.questions_of(section):
            texts = [*_gap_texts(read, question, required), *((text, None) for text in failed.get(question.key, ()))]
            gaps += [Gap(section.key, question.key, text, row) for text, row in texts]
    return gaps


def _gap_texts(
    read: FilledQuestionnaire, question: AnyQuestion, required: frozenset[str]
) -> Iterator[tuple[str, int | None]]:
    is_required = question.required_from in required
    if isinstance(question, Table):
        yield from _gaps_of_table(read, question, is_required=is_required)
    elif isinstance(question, Statement):
        if is_required and read.values.get(question.key) is not True:
            yield _("Declare: %(statement)s") % {"statement": question.label}, None
    elif is_required and question.is_asked and not read.is_answered(question.key):
        yield _("Answer: %(question)s.") % {"question": str(question.label).rstrip(" .?:")}, None


def _gaps_of_table(read: FilledQuestionnaire, table: Table, *, is_required: bool) -> Iterator[tuple[str, int | None]]:
    rows = read.answers.get(table.key) or []
    least = max(table.min_rows, 1) if is_required else table.min_rows if rows else 0
    if len(rows) < least:
        yield _("%(table)s: add at least %(least)s rows.") % {"table": table.label, "least": least}, None
    for number, row in enumerate(rows, start=1):
        for column in table.columns:
            if column.is_required and not column.product_of and not is_answered(row.get(column.key)):
                values = {"table": table.label, "row": number, "column": column.label}
                yield _("%(table)s, row %(row)s: give “%(column)s”.") % values, number
