"""The list of tranches for accountants, and the form to record a payment."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import confirm
from ecosystem.core.web.methods import form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.lists.pages import list_response
from programmes.grants.actions.payment import pay_tranche
from programmes.grants.forms.award import PaymentForm
from programmes.grants.listings.payment import PAYMENTS
from programmes.grants.models import Tranche
from programmes.grants.views.deliverables import tranche_confirmation


@read_view
def payment_list(request: UserRequest) -> HttpResponse:
    """The list of tranches and their payments."""
    return list_response(request, PAYMENTS, "grants/payment_list.html")


@form_view
def tranche_pay(request: UserRequest, pk: int) -> HttpResponse:
    """Record the payment of an accepted tranche."""
    tranche = get_object_or_404(Tranche.objects.visible_to(request.user).for_list(), pk=pk)
    form, done = PaymentForm(form_data(request)), _("The payment is recorded.")
    confirmation = tranche_confirmation(request, tranche, "pay", _("Record the payment"), form=form)
    return confirm(
        request,
        confirmation,
        partial(pay_tranche, tranche),
        success_message=done,
        success_url=confirmation.cancel_url,
        form=form,
    )
