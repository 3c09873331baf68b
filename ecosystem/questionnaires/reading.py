"""A response read whole: its answers, what is asked, totals, gaps. Pages, sending and documents start from it."""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ecosystem.questionnaires.conditions import asked_questions, asked_sections, is_answered
from ecosystem.questionnaires.definition import ROW_KEY, AnyQuestion, Check, Definition, File, Section, Table
from ecosystem.questionnaires.expressions import failed_checks, table_totals
from ecosystem.questionnaires.models import Answer, AnswerFile, QuestionnaireResponse
from ecosystem.questionnaires.purposes import PURPOSES, Purpose, TestUse


@dataclass
class FilledQuestionnaire:
    """The definition with one set of answers, facts and files; where they come from does not matter.

    `answers` hold JSON values by question; a table is a list of rows, each with its `id`.
    """

    definition: Definition
    answers: Mapping[str, Any]
    facts: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, list[AnswerFile]] = field(default_factory=dict)

    @cached_property
    def values(self) -> dict[str, Any]:
        """The answers, with the names of the files of a file question as its answer."""
        files = {key: [file.original_name for file in files] for key, files in self.files.items()}
        return {**self.answers, **files}

    @cached_property
    def asked(self) -> Set[str]:
        """Keys of the questions that are asked."""
        return asked_questions(self.definition, self.values, self.facts)

    @cached_property
    def sections(self) -> list[Section]:
        """The sections that have something to ask."""
        return asked_sections(self.definition, self.asked)

    @cached_property
    def failed_checks(self) -> list[Check]:
        return failed_checks(self.definition, self.values, self.facts, self.asked)

    def questions_of(self, section: Section) -> list[AnyQuestion]:
        """The questions of the section that are asked, headings among them."""
        return [question for question in section.questions if question.key in self.asked]

    def is_answered(self, key: str) -> bool:
        return is_answered(self.values.get(key))

    def totals(self, table: Table) -> dict[str, int]:
        """The totals of a table by key."""
        return table_totals(table, self.answers.get(table.key) or [])

    def kept_answers(self) -> dict[str, Any]:
        """The answers that count: hidden questions are left out (row A7)."""
        return {key: value for key, value in self.answers.items() if key in self.asked and is_answered(value)}


@dataclass(kw_only=True)
class ReadResponse(FilledQuestionnaire):
    """A response with its purpose and what the database holds of it."""

    response: QuestionnaireResponse
    purpose: Purpose

    @property
    def open_questions(self) -> Collection[str]:
        """Keys of the questions that may change."""
        named = self.response.open_questions
        return self.definition.questions.keys() if named is None else named


def read_response(response: QuestionnaireResponse) -> ReadResponse:
    """Read the response in two queries, besides those of its purpose's facts."""
    return read_responses([response])[response.pk]


def read_responses(
    responses: Collection[QuestionnaireResponse], facts: Mapping[int, Mapping[str, Any]] | None = None
) -> dict[int, ReadResponse]:
    """Read responses in two queries; by key. `facts` of each by its key spare the queries of their purposes."""
    pks = [response.pk for response in responses]
    answers: dict[int, list[Answer]] = {pk: [] for pk in pks}
    files: dict[int, dict[str, list[AnswerFile]]] = {pk: {} for pk in pks}
    for answer in Answer.objects.filter(response__in=pks):
        answers[answer.response_id].append(answer)
    for file in AnswerFile.objects.current().filter(response__in=pks):
        files[file.response_id].setdefault(file.question, []).append(file)
    known = facts or {}
    return {
        response.pk: _read(response, answers[response.pk], files[response.pk], known.get(response.pk))
        for response in responses
    }


def _read(
    response: QuestionnaireResponse,
    answers: Collection[Answer],
    files: Mapping[str, list[AnswerFile]],
    facts: Mapping[str, Any] | None,
) -> ReadResponse:
    definition, purpose = response.questionnaire_version.definition, purpose_of(response)
    values: dict[str, Any] = {}
    for answer in answers:
        question = definition.questions.get(answer.question)
        if answer.row and isinstance(question, Table):
            values.setdefault(answer.question, []).append({**(answer.value or {}), ROW_KEY: answer.row})
        elif not answer.row and question is not None and not isinstance(question, Table):
            values[answer.question] = answer.value
    files = {key: uploaded for key, uploaded in files.items() if isinstance(definition.questions.get(key), File)}
    facts = purpose.fact_values(response) if facts is None else facts
    return ReadResponse(definition, values, facts, files, response=response, purpose=purpose)


def purpose_of(response: QuestionnaireResponse) -> Purpose:
    """The purpose of the response's questionnaire; of a test response one that knows no record."""
    purpose = PURPOSES[response.questionnaire_version.questionnaire.purpose]
    return TestUse(purpose) if response.is_test else purpose
