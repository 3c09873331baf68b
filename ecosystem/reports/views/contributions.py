"""The partner units' contributions: writing, sending, approving."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.steps import (
    Confirmation,
    ReasonForm,
    confirm,
    requested_move,
    response_status,
    run_when_valid,
)
from ecosystem.core.web.list_address import list_address
from ecosystem.core.web.methods import edit_view, form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import available_transitions
from ecosystem.lists.pages import list_response
from ecosystem.reports.actions import contribution as actions
from ecosystem.reports.forms import ContributionForm
from ecosystem.reports.listings import CONTRIBUTIONS
from ecosystem.reports.models import Contribution
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
        "may_edit": contribution.status in actions.EDITABLE
        and Role.PARTNER_REPORTER in contribution.roles_of(request.user),
        "history": AuditEntry.objects.about(contribution),
        "transitions": Contribution.TRANSITIONS,
        "crumbs": contribution_crumbs(contribution),
    }
    return render(request, "reports/contribution_detail.html", context)


@edit_view
def contribution_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Write the three parts."""
    contribution = _get(request, pk)
    if Role.PARTNER_REPORTER not in contribution.roles_of(request.user):
        raise PermissionDenied
    form = ContributionForm(form_data(request), instance=contribution)

    def save() -> Contribution:
        texts = {part: form.cleaned_data[part] for part in actions.PARTS}
        return actions.save_contribution(contribution, by=request.user, version=form.read_version, texts=texts)

    if run_when_valid(request, form, save):
        messages.success(request, _("Saved. Send it to your head when it is complete."))
        return redirect("reports:contribution_detail", pk=pk)
    crumbs = contribution_crumbs(contribution, _("Form"))
    context = {"contribution": contribution, "form": form, "crumbs": crumbs}
    return render(request, "reports/contribution_edit.html", context, status=response_status(form))


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
