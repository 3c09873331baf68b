"""Responses to questionnaires: one answer a row, so that two people who answer different questions do not meet."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Case, F, Func, Q, When
from django.db.models.functions import Cast, Left
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.core.models import BaseModel
from ecosystem.core.uploads import VIEWABLE_TYPES
from ecosystem.questionnaires.models.questionnaire import QuestionnaireVersion

KEY_LENGTH = 90
TEXT_LENGTH = 200  # characters of an answer that lists filter and order by

CLOSED_RESPONSE_IS_FROZEN = """
    PERFORM FROM questionnaires_questionnaireresponse
    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.response_id ELSE NEW.response_id END AND closed_at IS NOT NULL;
    IF FOUND THEN
        RAISE EXCEPTION 'answers of a closed response are frozen' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


class QuestionnaireResponse(BaseModel):
    """What one record answers to one version of a questionnaire. The record points at it; its purpose knows the record.

    `version` of the optimistic lock counts the saves. `open_questions` are the only ones that may change, None for all.
    A closed response was sent: its answers are frozen. A test response belongs to no record, and no figure counts it.
    """

    questionnaire_version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="responses")
    version = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    open_questions = models.JSONField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="copies", editable=False)
    is_test = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["questionnaire_version", "created_by"],
                condition=Q(is_test=True),
                name="test_response_of_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire_version} / {self.pk}"

    @property
    def newest(self) -> "QuestionnaireResponse":
        """The latest working copy that was made of this response, or the response itself: the record points at it."""
        copy = self.copies.select_related("questionnaire_version__questionnaire").first()
        return copy.newest if copy else self


def _json_type(name: str) -> Func:
    return Func(F(name), function="jsonb_typeof", output_field=models.TextField())


class Answer(BaseModel):
    """One answer: the JSON value of a question, of one row of a table (`row`), or a total (`costs.total`).

    `number` and `text` are its value as lists filter, order and sum it; days are texts in ISO form. An answer that was
    emptied stays as null, so that its version is not lost. `version` counts its changes (optimistic lock of one field).
    """

    response = models.ForeignKey(QuestionnaireResponse, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=KEY_LENGTH)
    row = models.CharField(max_length=20, default="", blank=True)
    position = models.PositiveIntegerField(default=0)
    value = models.JSONField(null=True)
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    number = models.GeneratedField(
        expression=Case(
            When(
                Exact(_json_type("value"), "number"),
                then=Cast("value", models.DecimalField(max_digits=20, decimal_places=2)),
            )
        ),
        output_field=models.DecimalField(max_digits=20, decimal_places=2),
        db_persist=True,
    )
    text = models.GeneratedField(
        expression=Case(
            When(
                Q(Exact(_json_type("value"), "string")) | Q(Exact(_json_type("value"), "boolean")),
                then=Left(
                    Func(F("value"), template="(%(expressions)s #>> '{}')", output_field=models.TextField()),
                    TEXT_LENGTH,
                ),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["response", "question", "row"], name="one_answer_of_a_question"),
        ]
        indexes = [
            models.Index(fields=["question", "number"], condition=Q(number__isnull=False), name="answer_by_number"),
            models.Index(fields=["question", "text"], condition=Q(text__isnull=False), name="answer_by_text"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="closed_response_is_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=CLOSED_RESPONSE_IS_FROZEN,
            )
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.value}"


class LostAnswer(BaseModel):
    """What a response had answered to an older version and has no place in its present one.

    It stays readable until the response is sent. `value` is the JSON value of the question `question` of that version, a
    table as the list of its rows.
    """

    response = models.ForeignKey(QuestionnaireResponse, models.CASCADE, related_name="lost_answers")
    questionnaire_version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="+")
    question = models.CharField(max_length=KEY_LENGTH)
    value = models.JSONField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "questionnaire_version", "question"], name="answer_of_a_version_lost_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.value}"


class AnswerFileQuerySet(models.QuerySet["AnswerFile"]):
    def current(self) -> Self:
        """Files that were not removed."""
        return self.filter(removed_at__isnull=True)


class AnswerFile(BaseModel):
    """One uploaded file of a file question, in private storage under a random name, identified by its SHA-256."""

    response = models.ForeignKey(QuestionnaireResponse, models.CASCADE, related_name="files")
    question = models.CharField(max_length=KEY_LENGTH)
    file = models.FileField(max_length=200)
    original_name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question", "sha256"],
                condition=Q(removed_at__isnull=True),
                name="same_file_once_per_question",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="closed_response_is_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=CLOSED_RESPONSE_IS_FROZEN,
            )
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def is_viewable(self) -> bool:
        """Whether a browser can show the file inside a page."""
        return self.content_type in VIEWABLE_TYPES
