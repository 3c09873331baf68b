"""Move a draft response to the version in use: what can stay stays, what is lost stays readable until it is sent (row B5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.core.conflicts import require_version
from ecosystem.core.workflow import TransitionRefused, add_audit_note
from ecosystem.questionnaires.actions.response import lock_for_edit
from ecosystem.questionnaires.carrying import CarriedAnswers, carry_answers, keeps_files
from ecosystem.questionnaires.definition import ROW_KEY, AnyQuestion, Table
from ecosystem.questionnaires.expressions import table_totals
from ecosystem.questionnaires.models import (
    Answer,
    AnswerFile,
    LostAnswer,
    QuestionnaireResponse,
    QuestionnaireVersion,
)
from ecosystem.questionnaires.reading import ReadResponse, purpose_of, read_response


@dataclass(frozen=True)
class PlannedMove:
    """What moving a response to another version would keep and lose."""

    read: ReadResponse
    version: QuestionnaireVersion

    @cached_property
    def answers(self) -> CarriedAnswers:
        return carry_answers(self.read.definition, self.version.definition, self.read.answers)

    @property
    def lost(self) -> list[tuple[AnyQuestion, Any]]:
        """The questions of which something is lost, in order, each with its old answer."""
        return [
            (question, self.answers.lost[key])
            for key, question in self.read.definition.questions.items()
            if key in self.answers.lost
        ]

    @property
    def lost_files(self) -> list[AnswerFile]:
        """The files whose question does not take any more."""
        files = self.read.files.items()
        return [file for key, attached in files if not keeps_files(self.version.definition, key) for file in attached]

    @property
    def new_questions(self) -> list[AnyQuestion]:
        """The questions that the older version did not ask."""
        before = self.read.definition.questions
        return [q for key, q in self.version.definition.questions.items() if q.is_asked and key not in before]


def version_to_move_to(response: QuestionnaireResponse) -> QuestionnaireVersion | None:
    """The version in use, where the response is a draft of another one; None where there is nothing to move to.

    What was sent, and the working copy of it in which a few questions are open, keep their version.
    """
    if response.closed_at is not None or response.open_questions is not None or response.copied_from_id is not None:
        return None
    own = response.questionnaire_version
    found = QuestionnaireVersion.objects.published().filter(questionnaire=own.questionnaire_id).exclude(pk=own.pk)
    return found.select_related("questionnaire").first()


@transaction.atomic
def move_response(
    response: QuestionnaireResponse,
    version: QuestionnaireVersion,
    *,
    by: User,
    expected_version: str | None = None,
) -> QuestionnaireResponse:
    """Move the response to the version. `expected_version` is that of the response on the page that showed what is lost.

    Raises RoleRefused, StaleRecord, and TransitionRefused where the version is not in use or the response keeps its own.
    """
    locked = lock_for_edit(response, by=by)
    require_version(locked, expected_version)
    target = version_to_move_to(locked)
    if target is None or target != version:
        raise TransitionRefused(
            _("This form cannot move to that version: it is not in use any more, or the form was sent.")
        )
    plan = PlannedMove(read_response(locked), target)
    before = locked.questionnaire_version
    _keep_lost(locked, before, plan.answers.lost)
    changed = _replace_answers(locked, plan, by)
    locked.questionnaire_version = target
    locked.version += 1
    locked.edited_by = by
    locked.save(update_fields=["questionnaire_version", "version", "edited_by", "updated_at"])
    purpose_of(locked).after_save(locked, changed, by=by)
    add_audit_note(locked, "move_to_version", by=by, reason=f"{before.number} → {target.number}")
    return locked


def _keep_lost(response: QuestionnaireResponse, before: QuestionnaireVersion, lost: Mapping[str, Any]) -> None:
    LostAnswer.objects.bulk_create(
        [
            LostAnswer(response=response, questionnaire_version=before, question=key, value=value)
            for key, value in lost.items()
        ],
        update_conflicts=True,
        unique_fields=["response", "questionnaire_version", "question"],
        update_fields=["value", "updated_at"],
    )


def _replace_answers(response: QuestionnaireResponse, plan: PlannedMove, by: User) -> dict[str, Any]:
    """Store what the new version keeps. Returns the answers to its questions that changed."""
    kept, answers = plan.answers.kept, plan.read.answers
    changed = [key for key in answers if kept.get(key) != answers[key]]
    totals = [name for name in response.answers.values_list("question", flat=True) if "." in name]
    response.answers.filter(question__in=[*changed, *totals]).delete()
    new = plan.version.definition.questions
    rows = [answer for key in changed for answer in _answers_of(new.get(key), kept.get(key))]
    rows += [answer for key, value in kept.items() for answer in _totals_of(new[key], value)]
    for answer in rows:
        answer.response, answer.edited_by = response, by
    Answer.objects.bulk_create(rows)
    return {key: kept.get(key) for key in changed if key in new}


def _answers_of(question: AnyQuestion | None, value: Any) -> list[Answer]:
    if question is None or value is None:
        return []
    if not isinstance(question, Table):
        return [Answer(question=question.key, value=value)]
    return [
        Answer(
            question=question.key,
            row=row[ROW_KEY],
            position=position,
            value={key: cell for key, cell in row.items() if key != ROW_KEY},
        )
        for position, row in enumerate(value)
    ]


def _totals_of(question: AnyQuestion, value: Any) -> list[Answer]:
    if not isinstance(question, Table):
        return []
    totals = table_totals(question, value)
    return [Answer(question=f"{question.key}.{key}", value=amount) for key, amount in totals.items()]
