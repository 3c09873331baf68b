"""The accountants' list of tranches, and the recording of one payment."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.htmx import fragment_or_page
from ecosystem.core.pagination import keyset_page
from programmes.actions.payment import pay_tranche
from programmes.filters_awards import TrancheFilter
from programmes.forms.awards import PaymentForm
from programmes.models import Tranche
from programmes.permissions import require_move, require_role
from programmes.views.refusals import carried_out, sent, status_of


@require_GET
def payment_list(request: UserRequest) -> HttpResponse:
    """Tranches by due date: what can be paid, what is paid, what is still to come."""
    require_role(request.user, *DEPARTMENT, Role.ACCOUNTANT)
    tranches = Tranche.objects.visible_to(request.user).for_list().select_related("disbursement")
    filterset = TrancheFilter(request.GET, queryset=tranches, request=request)
    page = keyset_page(request, filterset.qs, ("due_on", "pk"))
    template = fragment_or_page(request, fragment="programmes/_payment_table.html", page="programmes/payment_list.html")
    may_pay = request.user.has_role(Role.ACCOUNTANT)
    return render(request, template, {"filter": filterset, "page": page, "may_pay": may_pay})


@require_http_methods(["GET", "POST"])
def tranche_pay(request: UserRequest, pk: int) -> HttpResponse:
    """Record the payment of an accepted tranche."""
    tranche = get_object_or_404(Tranche.objects.visible_to(request.user).for_list(), pk=pk)
    move = require_move(tranche, "pay", request.user)
    form = PaymentForm(sent(request)[0])
    if carried_out(request, form, pay_tranche, tranche, fields=["paid_on", "reference"]):
        messages.success(request, _("The payment is recorded."))
        return redirect("programmes:contract_detail", tranche.contract.award.application_id)
    context = {
        "tranche": tranche, "application": tranche.contract.award.application, "form": form, "move": move,
        "title": _("Record the payment"), "shows_report": True,
    }  # fmt: skip
    return render(request, "programmes/tranche_step.html", context, status=status_of(form))
