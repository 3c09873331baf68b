"""Questionnaires, their versions, the responses to them, and the answers."""

from ecosystem.questionnaires.models.questionnaire import (
    Questionnaire,
    QuestionnaireVersion,
    VersionStatus,
)
from ecosystem.questionnaires.models.response import Answer, AnswerFile, QuestionnaireResponse

__all__ = [
    "Answer",
    "AnswerFile",
    "Questionnaire",
    "QuestionnaireResponse",
    "QuestionnaireVersion",
    "VersionStatus",
]
