"""Taking back a payment: the request of one accountant, and the answer of a second person."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.steps import Confirmation, ReasonForm, confirm, requested_move
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.core.web.methods import form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import RoleRefused, WrongState
from programmes.grants import contract_papers as papers
from programmes.grants.actions.reversal import confirm_reversal, refuse_reversal, request_reversal
from programmes.grants.forms.award import ReversalForm
from programmes.grants.models import Disbursement, Reversal, ReversalKind, ReversalStatus, Tranche
from programmes.grants.views.crumbs import application_page_crumbs
from programmes.grants.views.downloads import pdf_download


def _confirmation(
    payment: Disbursement,
    title: str,
    *,
    button: Any = "",
    tone: str = "primary",
    consequences: Sequence[Any] = (),
    reversal: Reversal | None = None,
) -> Confirmation:
    """What a page asks about the reversal of a payment; it shows the payment and, where there is one, the request."""
    application = payment.tranche.contract.award.application
    return Confirmation(
        title=title,
        confirm_label=button or title,
        tone=tone,
        consequences=consequences,
        crumbs=application_page_crumbs(application, title),
        cancel_url=reverse("grants:contract_detail", args=[application.pk]),
        template="grants/reversal_step.html",
        context={"payment": payment, "application": application, "reversal": reversal},
    )


@form_view
def reversal_request(request: UserRequest, pk: int) -> HttpResponse:
    """An accountant asks that the payment of a tranche be taken back."""
    tranche = get_object_or_404(Tranche.objects.visible_to(request.user).for_list(), pk=pk)
    if Role.ACCOUNTANT not in tranche.roles_of(request.user):
        raise RoleRefused(_("Your role does not allow this step."))
    payment = tranche.payments.filter(reverses__isnull=True).order_by("-is_effective", "-pk").first()
    if payment is None or (request.method == "GET" and not payment.is_effective):
        raise WrongState(tranche)
    payment.tranche = tranche
    form = ReversalForm(form_data(request))
    confirmation = _confirmation(
        payment,
        _("Ask for the reversal of a payment"),
        button=_("Send to a second person"),
        consequences=[
            _(
                "Wrong amount, day or number: choose “entered wrong”. Once a second person has confirmed, the tranche can "
                "be paid again, and you record the right payment."
            )
        ],
    )
    done = _("The reversal waits for a second person.")
    return confirm(
        request,
        confirmation,
        partial(request_reversal, payment),
        success_message=done,
        success_url=confirmation.cancel_url,
        form=form,
    )


def _reversal(request: UserRequest, pk: int) -> Reversal:
    return get_object_or_404(Reversal.objects.visible_to(request.user).for_list(), pk=pk)


@form_view
def reversal_confirm(request: UserRequest, pk: int) -> HttpResponse:
    """A second person lets the reversing entry be written."""
    reversal = _reversal(request, pk)
    form = PortalForm(form_data(request))
    move = requested_move(request, reversal, "confirm", form=form)
    confirmation = _confirmation(
        reversal.payment,
        _("Confirm the reversal of a payment"),
        button=move.label,
        consequences=[move.confirm, ReversalKind(reversal.kind).consequence],
        reversal=reversal,
    )
    done = _("The payment is reversed; both entries stay on the record.")
    return confirm(
        request,
        confirmation,
        partial(confirm_reversal, reversal),
        success_message=done,
        success_url=confirmation.cancel_url,
        form=form,
    )


@form_view
def reversal_refuse(request: UserRequest, pk: int) -> HttpResponse:
    """The payment stays as it is."""
    reversal = _reversal(request, pk)
    form = ReasonForm(form_data(request))
    requested_move(request, reversal, "refuse", form=form)
    confirmation = _confirmation(reversal.payment, _("Do not confirm the reversal"), tone="danger", reversal=reversal)
    done = _("The payment stays as it is.")
    return confirm(
        request,
        confirmation,
        partial(refuse_reversal, reversal),
        success_message=done,
        success_url=confirmation.cancel_url,
        form=form,
    )


@read_view
def reversal_pdf(request: UserRequest, pk: int) -> HttpResponse:
    """A confirmed reversal as PDF, for whoever may read it."""
    reversals = Reversal.objects.visible_to(request.user).for_list().filter(status=ReversalStatus.CONFIRMED)
    reversal = get_object_or_404(reversals, pk=pk)
    application = reversal.payment.tranche.contract.award.application
    is_internal = bool(reversal.roles_of(request.user) & (DEPARTMENT | {Role.ACCOUNTANT}))
    data = papers.reversal_pdf(reversal, is_internal=is_internal)
    return pdf_download(data, f"dieu-chinh-{reversal.pk}-{application.number}.pdf")
