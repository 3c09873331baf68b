"""Responses: begin one, save answers field by field, close it when it is sent, copy it for a completion."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.core.conflicts import require_unchanged, version_of
from ecosystem.core.ui.edit_rows import ROW_ID, new_row_id
from ecosystem.core.workflow import FieldRefused, RoleRefused, TransitionRefused, lock
from ecosystem.questionnaires.answers import answer_fault
from ecosystem.questionnaires.definition import ROW_KEY, AnyQuestion, File, Table
from ecosystem.questionnaires.expressions import table_totals
from ecosystem.questionnaires.models import (
    Answer,
    AnswerFile,
    Questionnaire,
    QuestionnaireResponse,
    QuestionnaireVersion,
)
from ecosystem.questionnaires.reading import purpose_of, read_response

Row = dict[str, Any]
SavedAnswers = Mapping[tuple[str, str], Answer]  # by question and row


def start_response(version: QuestionnaireVersion, *, by: User | None, is_test: bool = False) -> QuestionnaireResponse:
    """A new, empty response to a version. Part of the action that creates its record."""
    return QuestionnaireResponse.objects.create(
        questionnaire_version=version, created_by=by, edited_by=by, is_test=is_test
    )


def open_response(
    record: Any, *, purpose: str, by: User, chosen: Questionnaire | None = None
) -> QuestionnaireResponse | None:
    """The response in which the record, which the caller has locked, is written now; stored as its `response`.

    It is the open one; after a return a copy of what was sent, which stays as it was; at first a new one to the version
    in use of the chosen questionnaire, prefilled. None where no version is in use.
    """
    current: QuestionnaireResponse | None = record.response
    if current is not None and current.closed_at is None:
        return current
    if current is not None:
        response = copy_response(current, by=by)
    elif version := QuestionnaireVersion.objects.in_use_for(purpose, chosen):
        response = start_response(version, by=by)
    else:
        return None
    record.response = response
    record.save(update_fields=["response", "updated_at"])
    prefill(response)
    return response


def prefill(response: QuestionnaireResponse) -> None:
    """Fill in what the portal knows (row A11), of questions that nobody answered yet. Part of beginning a response."""
    facts = purpose_of(response).fact_values(response)
    known = {
        key: facts.get(question.prefill.removeprefix("facts."))
        for key, question in response.questionnaire_version.definition.questions.items()
        if question.prefill
    }
    answered = set(response.answers.values_list("question", flat=True))
    Answer.objects.bulk_create(
        [
            Answer(response=response, question=key, value=value)
            for key, value in known.items()
            if value is not None and key not in answered
        ]
    )


@transaction.atomic
def save_answers(
    response: QuestionnaireResponse, values: Mapping[str, Any], *, by: User, version: str
) -> QuestionnaireResponse:
    """Save these answers, JSON values by question, and leave all others alone; `version` is the one that the form read.

    A table is the list of all its rows, each with its `id`; a new row may bring one. Raises EditConflict when anything of the
    response was saved meanwhile (the caller merges field by field), RoleRefused, TransitionRefused.
    """
    locked = lock_for_edit(response, by=by)
    purpose = purpose_of(locked)
    require_unchanged(version_of(locked), version)
    definition = locked.questionnaire_version.definition
    open_keys = definition.questions.keys() if locked.open_questions is None else locked.open_questions
    if refused := sorted(set(values) - set(open_keys)):
        raise TransitionRefused(_("“%(key)s” is not open for changes.") % {"key": refused[0]})
    written = [*values, *(total for key in values for total in _total_keys(definition.questions.get(key)))]
    saved = {(answer.question, answer.row): answer for answer in locked.answers.filter(question__in=written)}
    for key, value in values.items():
        question = definition.questions.get(key)
        if question is None or not question.is_asked or isinstance(question, File):
            raise TransitionRefused(_("“%(key)s” is not open for changes.") % {"key": key})
        if fault := answer_fault(question, value):
            raise FieldRefused(fault, key)
        if isinstance(question, Table):
            _save_rows(locked, question, value or [], saved, by)
        else:
            _save_value(locked, key, value, saved, by)
    locked.version += 1
    locked.edited_by = by
    locked.save(update_fields=["version", "edited_by", "updated_at"])
    purpose.after_save(locked, values, by=by)
    return locked


def _save_value(response: QuestionnaireResponse, key: str, value: Any, saved: SavedAnswers, by: User) -> None:
    answer = saved.get((key, ""))
    if answer is None:
        if value is not None:
            Answer.objects.create(response=response, question=key, value=value, edited_by=by)
    elif answer.value != value or isinstance(answer.value, bool) != isinstance(value, bool):
        _change(answer, value, answer.position, by)


def _save_rows(
    response: QuestionnaireResponse, table: Table, rows: Sequence[Row], saved: SavedAnswers, by: User
) -> None:
    """Replace the rows by these; a row that stayed the same is not written. Totals are stored for lists and sums.

    A new row keeps the id that its form gave it, so that a request that is sent twice adds it once.
    """
    before = {row: answer for (key, row), answer in saved.items() if key == table.key and row}
    seen: set[str] = set()
    for position, row in enumerate(rows):
        cells = {name: value for name, value in row.items() if name != ROW_KEY}
        name = str(row.get(ROW_KEY) or "")
        if name in seen or not ROW_ID.fullmatch(name):
            name = new_row_id()
        answer = before.get(name)
        if answer is None:
            Answer.objects.create(
                response=response, question=table.key, row=name, position=position, value=cells, edited_by=by
            )
        elif answer.value != cells or answer.position != position:
            _change(answer, cells, position, by)
        seen.add(name)
    if removed := set(before) - seen:
        response.answers.filter(question=table.key, row__in=removed).delete()
    for total, amount in table_totals(table, rows).items():
        _save_value(response, f"{table.key}.{total}", amount, saved, by)


def _change(answer: Answer, value: Any, position: int, by: User) -> None:
    answer.value, answer.position, answer.edited_by = value, position, by
    answer.version += 1
    answer.save(update_fields=["value", "position", "edited_by", "version", "updated_at"])


def close_response(response: QuestionnaireResponse, *, drop_hidden: bool = True) -> QuestionnaireResponse:
    """Freeze the answers as they are sent; answers to hidden questions are dropped (row A7), and so is what
    an older version had asked. Part of the sending action.
    """
    locked = lock(response)
    if drop_hidden:
        read = read_response(locked)
        hidden = [key for key in read.definition.questions if key not in read.asked]
        locked.answers.filter(question__in=hidden).delete()
        totals = [total for key in hidden for total in _total_keys(read.definition.questions[key])]
        locked.answers.filter(question__in=totals).delete()
        questions = read.definition.questions
        files_asked = [key for key, question in questions.items() if isinstance(question, File) and key in read.asked]
        locked.files.current().exclude(question__in=files_asked).update(removed_at=timezone.now())
        locked.lost_answers.all().delete()
    locked.closed_at = timezone.now()
    locked.open_questions = None
    locked.save(update_fields=["closed_at", "open_questions", "updated_at"])
    return locked


def copy_response(
    response: QuestionnaireResponse, *, by: User, open_questions: Collection[str] | None = None
) -> QuestionnaireResponse:
    """A working copy with the same answers and files, in which only `open_questions` may change (None: all)."""
    copied = QuestionnaireResponse.objects.create(
        questionnaire_version=response.questionnaire_version,
        version=response.version,
        created_by=by,
        edited_by=response.edited_by,
        open_questions=None if open_questions is None else sorted(open_questions),
        copied_from=response,
        is_test=response.is_test,
    )
    same = ("question", "row", "position", "value", "version", "edited_by_id")
    Answer.objects.bulk_create(
        [Answer(response=copied, **row) for row in response.answers.order_by("pk").values(*same)]
    )
    columns = ("question", "file", "original_name", "content_type", "size", "sha256", "uploaded_by_id")
    AnswerFile.objects.bulk_create(
        [AnswerFile(response=copied, **row) for row in response.files.current().values(*columns)]
    )
    return copied


def _total_keys(question: AnyQuestion | None) -> list[str]:
    """The keys under which the totals of a table are stored."""
    return [f"{question.key}.{total.key}" for total in question.totals] if isinstance(question, Table) else []


def lock_for_edit(response: QuestionnaireResponse, *, by: User) -> QuestionnaireResponse:
    """Lock the response after its record, for a change by somebody who may edit it. Raises RoleRefused, TransitionRefused."""
    purpose_of(response).lock_record(response)
    locked = lock(response)
    if locked.questionnaire_version_id == response.questionnaire_version_id:
        locked.questionnaire_version = response.questionnaire_version  # read already
    _require_editor(locked, by)
    return locked


def _require_editor(response: QuestionnaireResponse, by: User) -> None:
    purpose = purpose_of(response)
    if not purpose.may_read(response, by):
        raise RoleRefused(_("Your role does not allow this step."))
    if response.closed_at is not None or not purpose.may_edit(response, by):
        raise TransitionRefused(purpose.refusal(response, by))
