"""Planned amounts of budget lines: entering or changing one, and its verification by a second person."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.money import format_vnd
from ecosystem.core.steps import (
    Confirmation,
    ReasonForm,
    check_step,
    confirm,
    requested_move,
    response_status,
    run_action,
)
from ecosystem.core.ui.crumbs import Crumbs, crumb, current_crumb
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.core.web.methods import edit_view, form_view
from ecosystem.core.web.typed_text import form_data
from programmes.plan.actions.planned_amount import (
    propose_amount,
    require_second_person,
    send_back_amount,
    verify_amount,
    withdraw_amount,
)
from programmes.plan.forms.planned_amount import PlannedAmountForm
from programmes.plan.models import BudgetLine, PlannedAmount
from programmes.plan.views.reference import get_table_or_404

SECOND_PERSON_STEPS = frozenset({"verify", "send_back"})


def _crumbs(line: BudgetLine, page: Any) -> Crumbs:
    return [
        crumb(_("Budget"), "grants:budget_list"),
        crumb(line.label, "grants:budget_detail", line.pk),
        current_crumb(page),
    ]


@edit_view
def planned_amount_edit(request: UserRequest, pk: int) -> HttpResponse:
    """A manager enters an amount for the line, or changes the one that is not verified."""
    table = get_table_or_404(request.user, "budget-lines")
    line = get_object_or_404(table.rows_for(request.user), pk=pk)
    form = PlannedAmountForm(form_data(request), line=line)
    line_url, title = reverse("grants:budget_detail", args=[line.pk]), _("Planned amount")
    propose = partial(propose_amount, line, version=form.read_version)
    if run_action(request, form, propose, fields=("amount", "source", "change_reason")):
        messages.success(request, _("The amount waits for a second person. Until then the line stays as it is."))
        return redirect(line_url)
    context = {"line": line, "form": form, "cancel_url": line_url, "title": title, "crumbs": _crumbs(line, title)}
    return render(request, "plan/planned_amount_form.html", context, status=response_status(form))


def _amount(request: UserRequest, pk: int) -> PlannedAmount:
    return get_object_or_404(PlannedAmount.objects.visible_to(request.user).for_list(), pk=pk)


def _step(
    request: UserRequest,
    amount: PlannedAmount,
    name: str,
    action: Callable[..., Any],
    *,
    form: PortalForm,
    done: Any,
    tone: str,
) -> HttpResponse:
    """The page of one step, which shows the amount and refuses one that changed meanwhile."""
    move = requested_move(request, amount, name, form=form)
    if name in SECOND_PERSON_STEPS:
        check_step(request, partial(require_second_person, amount, request.user), form=form)
    line_url = reverse("grants:budget_detail", args=[amount.line_id])
    confirmation = Confirmation(
        title=move.label,
        confirm_label=move.label,
        tone=tone,
        consequences=[move.confirm],
        crumbs=_crumbs(amount.line, move.label),
        cancel_url=line_url,
        record=amount,
        template="plan/planned_amount_step.html",
        context={"amount": amount, "line": amount.line},
    )
    return confirm(
        request, confirmation, partial(action, amount), success_message=done, success_url=line_url, form=form
    )


@form_view
def planned_amount_verify(request: UserRequest, pk: int) -> HttpResponse:
    """A second person lets the amount stand on its line."""
    amount = _amount(request, pk)
    done = _("Verified: %(amount)s now stand on the line.") % {"amount": format_vnd(amount.amount)}
    form = PortalForm(form_data(request))
    return _step(request, amount, "verify", verify_amount, form=form, done=done, tone="primary")


@form_view
def planned_amount_send_back(request: UserRequest, pk: int) -> HttpResponse:
    """A second person returns the amount to whoever entered it."""
    done = _("Returned. Whoever entered the amount is told the reason.")
    form = ReasonForm(form_data(request))
    return _step(request, _amount(request, pk), "send_back", send_back_amount, form=form, done=done, tone="primary")


@form_view
def planned_amount_withdraw(request: UserRequest, pk: int) -> HttpResponse:
    """A manager withdraws an amount that is not verified."""
    done = _("Withdrawn. The amount that stands on the line stays.")
    form = ReasonForm(form_data(request))
    return _step(request, _amount(request, pk), "withdraw", withdraw_amount, form=form, done=done, tone="danger")
