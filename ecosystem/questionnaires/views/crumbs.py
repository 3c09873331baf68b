"""Breadcrumbs of the pages on which questionnaires are built."""

from typing import Any

from django.utils.translation import gettext as _

from ecosystem.core.ui.crumbs import Crumbs, crumb, current_crumb
from ecosystem.questionnaires.models import Questionnaire, QuestionnaireVersion


def questionnaire_crumbs(questionnaire: Questionnaire | None, page: Any = "") -> Crumbs:
    """The page of a questionnaire below the list, or a page below it."""
    listed = crumb(_("Questionnaires"), "questionnaires:questionnaire_list")
    if questionnaire is None:
        return [listed, current_crumb(page)]
    if not page:
        return [listed, current_crumb(questionnaire.label)]
    own = crumb(questionnaire.label, "questionnaires:questionnaire_detail", questionnaire.code)
    return [listed, own, current_crumb(page)]


def version_crumbs(version: QuestionnaireVersion, page: Any = "") -> Crumbs:
    """The page of a version below its questionnaire, or a page below it."""
    label = _("Version %(number)s") % {"number": version.number}
    if not page:
        return questionnaire_crumbs(version.questionnaire, label)
    above = questionnaire_crumbs(version.questionnaire, label)[:-1]
    own = crumb(label, "questionnaires:version_detail", version.questionnaire.code, version.number)
    return [*above, own, current_crumb(page)]
