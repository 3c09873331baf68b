"""The accountants' list of tranches, and the recording of one payment."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import confirm, sent
from ecosystem.core.web.methods import form_view, read_view
from ecosystem.lists.pages import list_response
from programmes.grants.actions.payment import pay_tranche
from programmes.grants.forms.award import PaymentForm
from programmes.grants.listings.payment import PAYMENTS
from programmes.grants.models import Tranche
from programmes.grants.views.awards import tranche_question


@read_view
def payment_list(request: UserRequest) -> HttpResponse:
    """Tranches by due date: what can be paid, what is paid, what is still to come."""
    return list_response(request, PAYMENTS, "grants/payment_list.html")


@form_view
def tranche_pay(request: UserRequest, pk: int) -> HttpResponse:
    """Record the payment of an accepted tranche."""
    tranche = get_object_or_404(Tranche.objects.visible_to(request.user).for_list(), pk=pk)
    form, done = PaymentForm(sent(request)[0]), _("The payment is recorded.")
    question = tranche_question(request, tranche, "pay", _("Record the payment"), form=form)
    return confirm(request, question, partial(pay_tranche, tranche), done=done, then=question.cancel_url, form=form)
