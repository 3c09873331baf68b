"""Deliverables of a contract: report, acceptance, return, and the reported file."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import (
    Confirmation,
    ReasonForm,
    confirm,
    requested_move,
)
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.core.web.methods import action_view, form_view
from ecosystem.core.web.typed_text import form_data, form_files
from ecosystem.questionnaires.gaps import IncompleteResponse
from programmes.grants.actions import contract as contract_actions
from programmes.grants.deliverable_reports import sent_reports
from programmes.grants.models import Tranche
from programmes.grants.views.steps import move_confirmation

CHECKS = ("accept", "send_back")  # moves that judge the report on the page


def _tranche(request: UserRequest, pk: int) -> Tranche:
    tranches = Tranche.objects.visible_to(request.user).for_list()
    return get_object_or_404(tranches.select_related("response__questionnaire_version__questionnaire"), pk=pk)


def _tranche_step(
    request: UserRequest, pk: int, name: str, *, form_class: type[forms.Form], action: Callable[..., Any], words: Any
) -> HttpResponse:
    tranche = _tranche(request, pk)
    form = form_class(form_data(request), form_files(request))
    confirmation = tranche_confirmation(request, tranche, name, words["title"], form=form)
    return confirm(
        request,
        confirmation,
        partial(action, tranche),
        success_message=words["done"],
        success_url=confirmation.cancel_url,
        form=form,
    )


def tranche_confirmation(
    request: UserRequest, tranche: Tranche, name: str, title: str, *, form: forms.BaseForm
) -> Confirmation:
    """What a page asks about one move of a tranche; it shows the tranche and, after it, what was reported."""
    move, application = requested_move(request, tranche, name, form=form), tranche.contract.award.application
    return move_confirmation(
        application,
        move,
        title,
        cancel_url=reverse("grants:contract_detail", args=[application.pk]),
        tone="primary",
        record=tranche if name in CHECKS else None,
        template="grants/tranche_step.html",
        context={
            "tranche": tranche,
            "application": application,
            "report": [] if name == "report" else sent_reports([tranche]).get(tranche.pk, []),
        },
    )


@form_view
def tranche_report(request: UserRequest, pk: int) -> HttpResponse:
    """Begin the report on a deliverable, or go on with the one that was begun."""
    tranche = _tranche(request, pk)
    form = PortalForm(form_data(request))
    confirmation = tranche_confirmation(request, tranche, "report", _("Report the deliverable"), form=form)
    if tranche.response is not None and tranche.response.closed_at is None:
        return redirect("questionnaires:response_detail", tranche.response.pk)
    return confirm(
        request,
        replace(confirmation, confirm_label=_("Begin the report")),
        partial(contract_actions.begin_report, tranche),
        success_message=_("The form is open. Your answers are saved as you type."),
        success_url=lambda: _open_report_url(pk),
        form=form,
    )


def _open_report_url(pk: int) -> str:
    return reverse(
        "questionnaires:response_detail", args=[Tranche.objects.values_list("response", flat=True).get(pk=pk)]
    )


@action_view(form_page="grants:tranche_report")
def tranche_report_send(request: UserRequest, pk: int) -> HttpResponse:
    """Send the report that the startup filled in and checked."""
    tranche = _tranche(request, pk)
    try:
        contract_actions.report_deliverable(tranche, by=request.user)
    except IncompleteResponse as refusal:
        messages.error(request, _("Not sent yet. %(reason)s") % {"reason": refusal.gaps[0].text})
        return redirect("questionnaires:response_check", refusal.response.pk)
    messages.success(request, _("The report is sent to the department."))
    return redirect("grants:contract_detail", tranche.contract.award.application_id)


@form_view
def tranche_accept(request: UserRequest, pk: int) -> HttpResponse:
    """The department accepts a deliverable."""
    words = {"title": _("Accept the deliverable"), "done": _("The deliverable is accepted; its tranche can be paid.")}
    return _tranche_step(
        request, pk, "accept", form_class=PortalForm, action=contract_actions.accept_deliverable, words=words
    )


@form_view
def tranche_return(request: UserRequest, pk: int) -> HttpResponse:
    """The department returns a deliverable to the startup."""
    words = {"title": _("Send the deliverable back"), "done": _("The startup is asked to complete the deliverable.")}
    return _tranche_step(
        request, pk, "send_back", form_class=ReasonForm, action=contract_actions.send_back_deliverable, words=words
    )


@form_view
def tranche_take_back(request: UserRequest, pk: int) -> HttpResponse:
    """The department takes back an acceptance that was given by mistake."""
    words = {"title": _("Take the acceptance back"), "done": _("The deliverable waits for its check again.")}
    return _tranche_step(
        request,
        pk,
        "take_back_acceptance",
        form_class=ReasonForm,
        action=contract_actions.take_back_acceptance,
        words=words,
    )
