"""The accountants' list of tranches, and the recording of one payment."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import carried_out, require_move, status_of
from ecosystem.core.web.methods import form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.lists.pages import list_response
from programmes.grants.actions.payment import pay_tranche
from programmes.grants.forms.award import PaymentForm
from programmes.grants.listings.payment import PAYMENTS
from programmes.grants.models import Tranche


@read_view
def payment_list(request: UserRequest) -> HttpResponse:
    """Tranches by due date: what can be paid, what is paid, what is still to come."""
    return list_response(request, PAYMENTS, "grants/payment_list.html")


@form_view
def tranche_pay(request: UserRequest, pk: int) -> HttpResponse:
    """Record the payment of an accepted tranche."""
    tranche = get_object_or_404(Tranche.objects.visible_to(request.user).for_list(), pk=pk)
    move = require_move(tranche, "pay", request.user)
    form = PaymentForm(form_data(request))
    if carried_out(request, form, pay_tranche, tranche, fields=["paid_on", "reference"]):
        messages.success(request, _("The payment is recorded."))
        return redirect("grants:contract_detail", tranche.contract.award.application_id)
    context = {
        "tranche": tranche,
        "application": tranche.contract.award.application,
        "form": form,
        "move": move,
        "title": _("Record the payment"),
        "shows_report": True,
    }
    return render(request, "grants/tranche_step.html", context, status=status_of(form))
