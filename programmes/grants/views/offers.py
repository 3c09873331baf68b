"""The answer to an approved grant: accepted or declined by the startup, or ended by the director."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import Confirmation, ReasonForm, confirm, requested_move
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.core.web.methods import form_view
from ecosystem.core.web.typed_text import form_data
from programmes.grants.actions import offer
from programmes.grants.forms.award import TerminationForm
from programmes.grants.models import Application, Award
from programmes.grants.views.crumbs import application_page_crumbs


def _offer_page(
    request: UserRequest,
    pk: int,
    name: str,
    *,
    form_class: type[forms.Form],
    action: Callable[..., Any],
    success_message: str,
    check: Callable[[Application, Any], None] | None = None,
) -> HttpResponse:
    """The confirmation page of one answer, with the grant above it."""
    visible = Application.objects.visible_to(request.user).select_related("call__policy", "startup")
    application = get_object_or_404(visible, pk=pk)
    form = form_class(form_data(request))
    move = requested_move(request, application, name, form=form)
    if check:
        check(application, request.user)
    award = Award.objects.visible_to(request.user).filter(application=application).select_related("recipient").first()
    address = reverse("grants:application_detail", args=[application.pk])
    confirmation = Confirmation(
        title=move.label,
        confirm_label=move.label,
        cancel_url=address,
        crumbs=application_page_crumbs(application, move.label),
        consequences=[move.confirm],
        tone="danger" if move.tone == "red" else "primary",
        template="grants/offer_step.html",
        context={"application": application, "award": award},
    )
    return confirm(
        request,
        confirmation,
        partial(action, application),
        success_message=success_message,
        success_url=address,
        form=form,
    )


@form_view
def offer_accept(request: UserRequest, pk: int) -> HttpResponse:
    """An owner of the startup accepts the grant."""
    return _offer_page(
        request,
        pk,
        "accept_offer",
        form_class=PortalForm,
        action=offer.accept_offer,
        success_message=_("The grant is accepted; the department prepares the contract with you."),
        check=offer.require_signatory,
    )


@form_view
def offer_decline(request: UserRequest, pk: int) -> HttpResponse:
    """An owner of the startup declines the grant."""
    return _offer_page(
        request,
        pk,
        "decline_offer",
        form_class=ReasonForm,
        action=offer.decline_offer,
        success_message=_("The grant is declined."),
        check=offer.require_signatory,
    )


@form_view
def offer_end(request: UserRequest, pk: int) -> HttpResponse:
    """The director ends a grant that has no contract."""
    return _offer_page(
        request,
        pk,
        "end_offer",
        form_class=TerminationForm,
        action=offer.end_offer,
        success_message=_("The grant is ended; its money is free again."),
    )
