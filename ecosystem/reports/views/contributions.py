"""The partner units' contributions: writing, sending, approving."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.ui.edit_forms import status_of_edit
from ecosystem.core.web.methods import edit_view, form_view, read_view
from ecosystem.core.workflow import TransitionRefused, available_transitions
from ecosystem.lists.pages import list_response
from ecosystem.reports.actions import contribution as actions
from ecosystem.reports.forms import ContributionForm, ReasonForm
from ecosystem.reports.listings import CONTRIBUTIONS
from ecosystem.reports.models import Contribution

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
    }
    return render(request, "reports/contribution_detail.html", context)


@edit_view
def contribution_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Write the three parts."""
    contribution = _get(request, pk)
    if Role.PARTNER_REPORTER not in contribution.roles_of(request.user):
        raise PermissionDenied
    form = ContributionForm(request.POST or None, instance=contribution)
    if request.method == "POST" and form.is_valid():
        texts = {part: form.cleaned_data[part] for part in actions.PARTS}
        try:
            actions.save_contribution(contribution, by=request.user, version=form.read_version, texts=texts)
        except TransitionRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved. Send it to your head when it is complete."))
            return redirect("reports:contribution_detail", pk=pk)
    context = {"contribution": contribution, "form": form}
    return render(request, "reports/contribution_edit.html", context, status=status_of_edit(form))


@form_view
def contribution_move(request: UserRequest, pk: int, name: str) -> HttpResponse:
    """One step of the table, confirmed on a page of its own."""
    contribution = _get(request, pk)
    transition = Contribution.TRANSITIONS.get(name)
    if transition is None or not contribution.roles_of(request.user) & set(transition.roles):
        raise PermissionDenied
    form = ReasonForm(request.POST or None) if transition.needs_reason else None
    if request.method == "POST" and (form is None or form.is_valid()):
        extra = {"reason": form.cleaned_data["reason"]} if form else {}
        MOVES[name](contribution, by=request.user, **extra)
        messages.success(request, _("Done."))
        return redirect("reports:contribution_list")
    context = {
        "title": transition.label,
        "text": transition.confirm or str(contribution),
        "form": form,
        "action": request.path,
        "confirm_label": transition.label,
        "cancel_url": contribution.get_absolute_url(),
        "tone": "primary",
    }
    return render(request, "components/confirm_page.html", context)
