"""Questionnaires, their versions, the responses to them, and the answers."""

from ecosystem.questionnaires.models.questionnaire import (
    Questionnaire,
    QuestionnaireVersion,
    VersionStatus,
)
from ecosystem.questionnaires.models.response import Answer, AnswerFile, LostAnswer, QuestionnaireResponse

__all__ = [
    "Answer",
    "AnswerFile",
    "LostAnswer",
    "Questionnaire",
    "QuestionnaireResponse",
    "QuestionnaireVersion",
    "VersionStatus",
]
