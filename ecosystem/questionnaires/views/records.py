"""The records that pages of questionnaires start from: what the user may read, and what the user may change."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.workflow import RoleRefused, WrongState
from ecosystem.questionnaires.models import Questionnaire, QuestionnaireVersion, VersionStatus


def shown_questionnaire(request: UserRequest, code: str) -> Questionnaire:
    """A questionnaire that the user may read."""
    return get_object_or_404(Questionnaire.objects.visible_to(request.user).select_related("unit"), code=code)


def built_questionnaire(request: UserRequest, code: str) -> Questionnaire:
    """A questionnaire that the user may change. Raises RoleRefused (403)."""
    questionnaire = shown_questionnaire(request, code)
    _require_builder(questionnaire, request)
    return questionnaire


def shown_version(request: UserRequest, code: str, number: int) -> QuestionnaireVersion:
    """A version that the user may read."""
    versions = QuestionnaireVersion.objects.visible_to(request.user).select_related(
        "questionnaire__unit", "created_by", "edited_by", "published_by"
    )
    return get_object_or_404(versions, questionnaire__code=code, number=number)


def built_draft(request: UserRequest, code: str, number: int) -> QuestionnaireVersion:
    """A draft that the user may change. Raises RoleRefused; WrongState for a page of a version that is no draft.

    What was typed into a form before the version was published meets the refusal of the action, beside the text.
    """
    version = shown_version(request, code, number)
    _require_builder(version.questionnaire, request)
    if version.status != VersionStatus.DRAFT and request.method != "POST":
        raise WrongState(version)
    return version


def _require_builder(questionnaire: Questionnaire, request: UserRequest) -> None:
    if not questionnaire.may_be_built_by(request.user):
        raise RoleRefused(_("Only managers of the unit in charge and administrators build this questionnaire."))
