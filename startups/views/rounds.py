"""Pages of the funding rounds of a startup."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import Confirmation, confirm, response_status, run_when_valid, shown_version
from ecosystem.core.ui.dates import date_vi
from ecosystem.core.web.methods import action_view, edit_view, form_view, read_view
from ecosystem.core.web.typed_text import form_data
from startups.actions.funding_round import (
    add_round,
    author_refusal,
    edit_round,
    remove_round,
    unverify_round,
    verify_round,
)
from startups.actions.records import require_department, require_editor
from startups.forms.funding_round import FundingRoundForm
from startups.forms.publication import reason_form
from startups.models import FundingRound, Startup, totals_by_currency
from startups.views.crumbs import round_crumbs
from startups.views.page_context import startup_page_context


@read_view
def round_list(request: UserRequest, pk: int) -> HttpResponse:
    """All funding rounds of the startup, and the total of each currency."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user).select_related("logo"), pk=pk)
    rounds = list(startup.funding_rounds.select_related("kind", "verified_by"))
    context = startup_page_context(request, startup, "round_list")
    context |= {
        "rounds": rounds,
        "own_rounds": {row.pk for row in rounds if author_refusal(row, request.user)},
        "totals": totals_by_currency(rounds),
    }
    return render(request, "startups/round_list.html", context)


@form_view
def round_create(request: UserRequest, pk: int) -> HttpResponse:
    startup = get_object_or_404(Startup.objects.visible_to(request.user), pk=pk)
    require_editor(startup, request.user)
    form = FundingRoundForm(form_data(request))
    if run_when_valid(request, form, lambda: add_round(startup, by=request.user, data=form.cleaned_data)):
        messages.success(request, _("The funding round is added."))
        return redirect("startups:round_list", startup.pk)
    return render(
        request,
        "startups/round_form.html",
        _form_context(startup, form, _("Add a funding round")),
        status=response_status(form),
    )


@edit_view
def round_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Changes a round. The page warns that a verified round will wait for verification again."""
    funding_round = _get_round(request, pk)
    require_editor(funding_round.startup, request.user)
    form = FundingRoundForm.of(funding_round, form_data(request))

    def save() -> FundingRound:
        return edit_round(funding_round, by=request.user, data=form.cleaned_data, version=form.read_version)

    if run_when_valid(request, form, save):
        messages.success(request, _("The changes are saved."))
        return redirect("startups:round_list", funding_round.startup_id)
    context = _form_context(funding_round.startup, form, _("Edit the funding round")) | {"round": funding_round}
    return render(request, "startups/round_form.html", context, status=response_status(form))


@form_view
def round_remove(request: UserRequest, pk: int) -> HttpResponse:
    funding_round = _get_round(request, pk)
    require_editor(funding_round.startup, request.user)
    confirmation = _confirmation(funding_round, _("Remove the funding round"))
    done = _("The funding round is removed.")
    return confirm(
        request,
        confirmation,
        partial(remove_round, funding_round),
        success_message=done,
        success_url=confirmation.cancel_url,
    )


@action_view
def round_verify(request: UserRequest, pk: int) -> HttpResponse:
    funding_round = _get_round(request, pk)
    verify_round(funding_round, by=request.user, expected_version=shown_version(request))
    messages.success(request, _("The funding round is verified."))
    return redirect("startups:round_list", funding_round.startup_id)


@form_view
def round_unverify(request: UserRequest, pk: int) -> HttpResponse:
    funding_round = _get_round(request, pk)
    require_department(funding_round.startup, request.user)
    confirmation = _confirmation(funding_round, _("Take the verification back"))
    form, done = reason_form(form_data(request)), _("The verification is taken back.")
    return confirm(
        request,
        confirmation,
        partial(unverify_round, funding_round),
        success_message=done,
        success_url=confirmation.cancel_url,
        form=form,
    )


def _confirmation(funding_round: FundingRound, title: str) -> Confirmation:
    startup, rounds = funding_round.startup, reverse("startups:round_list", args=[funding_round.startup_id])
    return Confirmation(
        title=title,
        crumbs=round_crumbs(startup, title),
        text=f"{funding_round.kind}, {date_vi(funding_round.closed_on)}: {funding_round.formatted_amount}",
        confirm_label=title,
        cancel_url=rounds,
    )


def _get_round(request: UserRequest, pk: int) -> FundingRound:
    startups = Startup.objects.visible_to(request.user)
    rounds = FundingRound.objects.filter(startup__in=startups).select_related("startup", "kind")
    return get_object_or_404(rounds, pk=pk)


def _form_context(startup: Startup, form: Any, title: str) -> dict[str, Any]:
    return {
        "startup": startup,
        "form": form,
        "cancel_url": reverse("startups:round_list", args=[startup.pk]),
        "crumbs": round_crumbs(startup, title),
    }
