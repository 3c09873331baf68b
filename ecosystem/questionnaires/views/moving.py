"""A draft moves to the version in use: what that would lose is shown before, and stays readable after."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import Confirmation, confirm
from ecosystem.core.ui.crumbs import current_crumb
from ecosystem.core.web.methods import form_view, read_view
from ecosystem.questionnaires.actions.migration import PlannedMove, move_response, version_to_move_to
from ecosystem.questionnaires.carrying import keeps_files
from ecosystem.questionnaires.code_lists import CodeLists
from ecosystem.questionnaires.differences import Outcome, find_differences
from ecosystem.questionnaires.forms.response import answer_line
from ecosystem.questionnaires.reading import FilledQuestionnaire, ReadResponse
from ecosystem.questionnaires.views.responses import get_editable, get_response, page_context


@form_view
def response_move(request: UserRequest, pk: int) -> HttpResponse:
    """Ask before a draft moves to the version in use: what is lost, what is new, what changed."""
    read = get_editable(request, pk)
    version = version_to_move_to(read.response)
    page = reverse("questionnaires:response_detail", args=[pk])
    if version is None:
        return redirect(page)
    plan = PlannedMove(read, version)
    return confirm(
        request,
        _confirmation(request, plan, page),
        lambda **values: move_response(read.response, version, **values),
        success_message=_("The form has its new version now. Check what is new."),
        success_url=page,
    )


def _confirmation(request: UserRequest, plan: PlannedMove, page: str) -> Confirmation:
    """The page that asks: what is lost with its old answer, what is new, what changed."""
    read, lists = plan.read, CodeLists(timezone.localdate())
    differences = find_differences(read.definition, plan.version.definition, read.purpose)
    frame = read.purpose.frame(read.response, request.user)
    crumbs = [(str(label), url) for label, url in frame.crumbs]
    return Confirmation(
        title=_("Go on with the new version of the form"),
        text=_(
            "The form was changed after you began. You may finish the version that you began, or go on with the new one."
        ),
        consequences=[_("What cannot be taken over stays readable until you send.")] if plan.lost else [],
        confirm_label=_("Go on with the new version"),
        tone="primary",
        cancel_url=page,
        crumbs=[*crumbs, (frame.title, page), current_crumb(_("New version"))],
        record=read.response,
        template="questionnaires/response_move.html",
        context={
            "lost": [answer_line(read, question, lists) for question, _value in plan.lost],
            "lost_files": plan.lost_files,
            "new": plan.new_questions,
            "changed": [one for one in differences.questions if one.outcome == Outcome.CHANGED],
        },
    )


@read_view
def response_lost(request: UserRequest, pk: int) -> HttpResponse:
    """What was answered to older versions and has no place in the present one; until the form is sent."""
    read = get_response(request, pk)
    context = {
        "lines": _lost_lines(request, read),
        "files": [file for file in read.response.files.current() if not keeps_files(read.definition, file.question)],
        **page_context(request, read, _("Answers of the older version")),
    }
    return render(request, "questionnaires/response_lost.html", context)


def _lost_lines(request: UserRequest, read: ReadResponse) -> list[Any]:
    """The lost answers as they stood, each by the question of its own version."""
    lists = CodeLists(timezone.localdate())
    audience = read.purpose.audience_of(read.response, request.user)
    lines = []
    for lost in read.response.lost_answers.select_related("questionnaire_version"):
        definition = lost.questionnaire_version.definition
        question = definition.questions[lost.question]
        if not audience or audience not in question.hidden_from:
            lines.append(answer_line(FilledQuestionnaire(definition, {lost.question: lost.value}), question, lists))
    return lines
