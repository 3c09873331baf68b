"""What was sent in answer to a questionnaire."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.web.methods import read_view
from ecosystem.lists.pages import list_response
from ecosystem.questionnaires.answer_lists import answer_listing
from ecosystem.questionnaires.views.crumbs import questionnaire_crumbs
from ecosystem.questionnaires.views.records import shown_questionnaire


@read_view
def response_list(request: UserRequest, code: str) -> HttpResponse:
    """All that was sent in any version, with the answers as columns; for the department, within what each may see."""
    questionnaire = shown_questionnaire(request, code)
    return list_response(
        request,
        answer_listing(questionnaire),
        "questionnaires/response_list.html",
        questionnaire=questionnaire,
        crumbs=questionnaire_crumbs(questionnaire, _("Answers")),
    )
