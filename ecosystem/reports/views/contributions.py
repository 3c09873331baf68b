"""The partner units' contributions: writing, sending, approving."""

from collections.abc import Callable
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.steps import (
    Confirmation,
    ReasonForm,
    confirm,
    requested_move,
)
from ecosystem.core.web.list_address import list_address
from ecosystem.core.web.methods import action_view, form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import available_transitions
from ecosystem.lists.pages import list_response
from ecosystem.questionnaires.code_lists import CodeLists
from ecosystem.questionnaires.definition import Section
from ecosystem.questionnaires.forms.response import AnswerLine, answer_lines
from ecosystem.reports.actions import contribution as actions
from ecosystem.reports.contribution_texts import read_contributions
from ecosystem.reports.listings import CONTRIBUTIONS
from ecosystem.reports.models import WRITABLE_STATUSES, Contribution
from ecosystem.reports.views.crumbs import contribution_crumbs

MOVES: dict[str, Callable[..., Contribution]] = {
    "submit": actions.submit_contribution,
    "return": actions.return_contribution,
    "approve": actions.approve_contribution,
    "lead_return": actions.rework_contribution,
}


def _get(request: UserRequest, pk: int) -> Contribution:
    return get_object_or_404(Contribution.objects.visible_to(request.user).for_list(), pk=pk)


@read_view
def contribution_list(request: UserRequest) -> HttpResponse:
    """A unit's own contributions; for the department those that were sent."""
    return list_response(request, CONTRIBUTIONS, "reports/contribution_list.html")


@read_view
def contribution_detail(request: UserRequest, pk: int) -> HttpResponse:
    """One contribution with its history and what may be done with it now."""
    contribution = _get(request, pk)
    moves = available_transitions(contribution, request.user)
    context = {
        "contribution": contribution,
        "moves": moves,
        "may_edit": contribution.status in WRITABLE_STATUSES
        and Role.PARTNER_REPORTER in contribution.roles_of(request.user),
        "parts": _answers(contribution),
        "history": AuditEntry.objects.about(contribution),
        "transitions": Contribution.TRANSITIONS,
        "crumbs": contribution_crumbs(contribution),
    }
    return render(request, "reports/contribution_detail.html", context)


def _answers(contribution: Contribution) -> list[tuple[Section, list[AnswerLine]]]:
    """The answers by section of the form; empty before it was begun."""
    read = read_contributions([contribution]).get(contribution.pk)
    lists = CodeLists(timezone.localdate())
    return [(section, answer_lines(read, section, lists)) for section in read.sections] if read else []


@action_view
def contribution_write(request: UserRequest, pk: int) -> HttpResponse:
    """Begin the form, or go on with the one that was begun."""
    response = actions.begin_contribution(_get(request, pk), by=request.user)
    return redirect("questionnaires:response_detail", response.pk)


@form_view
def contribution_move(request: UserRequest, pk: int, name: str) -> HttpResponse:
    """One step of the table, confirmed on a page of its own."""
    contribution = _get(request, pk)
    transition = Contribution.TRANSITIONS.get(name)
    if transition is None:
        raise PermissionDenied
    is_late = name == "approve" and contribution.period.is_reported  # a correction of the period: it needs a reason
    form = ReasonForm(form_data(request)) if transition.needs_reason or is_late else None
    requested_move(request, contribution, name, form=form)
    address = contribution.get_absolute_url()
    list_url = list_address(request, reverse("reports:contribution_list"))
    confirmation = Confirmation(
        title=transition.label,
        text=transition.confirm or str(contribution),
        crumbs=[(_("Contributions"), list_url), (contribution, address), (transition.label, "")],
        confirm_label=transition.label,
        cancel_url=address,
        tone="primary",
    )
    action = partial(MOVES[name], contribution)
    return confirm(request, confirmation, action, success_message=_("Done."), success_url=list_url, form=form)
