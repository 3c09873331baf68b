"""Deliverables of a contract: report, acceptance, return, and the reported file."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
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
from ecosystem.core.web.methods import form_view, read_view
from ecosystem.core.web.typed_text import form_data, form_files
from programmes.grants.actions import contract as contract_actions
from programmes.grants.forms.award import (
    DeliverableForm,
)
from programmes.grants.models import Tranche
from programmes.grants.views.downloads import download_file
from programmes.grants.views.steps import move_confirmation

CHECKS = ("accept", "send_back")  # moves that judge the report on the page


def _tranche(request: UserRequest, pk: int) -> Tranche:
    return get_object_or_404(Tranche.objects.visible_to(request.user).for_list(), pk=pk)


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
        context={"tranche": tranche, "application": application, "shows_report": name != "report"},
    )


@form_view
def tranche_report(request: UserRequest, pk: int) -> HttpResponse:
    """The startup reports a deliverable."""
    words = {"title": _("Report the deliverable"), "done": _("The report is sent to the department.")}
    return _tranche_step(
        request, pk, "report", form_class=DeliverableForm, action=contract_actions.report_deliverable, words=words
    )


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


@read_view
def tranche_file(request: UserRequest, pk: int) -> HttpResponseBase:
    """Download the file of a report."""
    return download_file(_tranche(request, pk), "report_file")
