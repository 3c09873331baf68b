"""The contract of a dossier: signing, its page, the final result and the closing."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.steps import (
    ReasonForm,
    confirm,
    requested_move,
    response_status,
    run_action,
)
from ecosystem.core.web.methods import form_view, read_view
from ecosystem.core.web.typed_text import form_data, form_files
from ecosystem.core.workflow import WrongState
from programmes.grants import contract_papers as papers
from programmes.grants.actions import contract as contract_actions
from programmes.grants.actions.annex import annex_refusal
from programmes.grants.forms.award import (
    ContractForm,
    TrancheFormSet,
)
from programmes.grants.models import Award, AwardStatus, ContractAnnex
from programmes.grants.panels import contract_rows
from programmes.grants.progress import contract_timeline, moves_of_tranches
from programmes.grants.views.crumbs import application_page_crumbs
from programmes.grants.views.downloads import download_file, pdf_download
from programmes.grants.views.steps import detail_url, move_confirmation, visible_application

PAPER_FACTS = ("contract", "letter", "recipient", "budget_line", "application__startup", "application__call__unit")


@form_view
def contract_sign(request: UserRequest, pk: int) -> HttpResponse:
    """Record the signed contract and its tranches; the server computes their sum."""
    application = visible_application(request, pk)
    form = ContractForm(form_data(request), form_files(request))
    requested_move(request, application, "sign_contract", form=form)
    award = Award.objects.filter(application=application, status=AwardStatus.APPROVED).first()
    if award is None:  # there is no text to keep: the page was never shown
        raise WrongState(application)
    formset: Any = TrancheFormSet(form_data(request), prefix="tranches")
    wants_sum_only = "sum" in request.POST
    if request.method == "POST" and not wants_sum_only and _is_valid_contract(form, formset):
        fields = ["number", "signed_on", "starts_on", "ends_on", "signed_file"]
        action = partial(contract_actions.sign_contract, tranches=formset.tranches)
        if run_action(request, form, action, application, fields=fields):
            messages.success(request, _("The contract is recorded."))
            return redirect("grants:contract_detail", application.pk)
    total = formset.valid_total if formset.is_bound else 0
    context = {
        "application": application,
        "award": award,
        "form": form,
        "formset": formset,
        "total": total,
        "gap": award.amount - total,
        "is_bound": request.method == "POST",
        "crumbs": application_page_crumbs(application, _("Contract")),
    }
    return render(request, "grants/contract_sign.html", context, status=response_status(form, formset))


def _is_valid_contract(form: ContractForm, formset: Any) -> bool:
    """Whether the contract and its tranches are valid, each alone and the days of the tranches within the contract."""
    if not (form.is_valid() and formset.is_valid()):
        return False
    days = form.cleaned_data
    return bool(formset.require_days_within(days["starts_on"], days["ends_on"]))


@read_view
def contract_detail(request: UserRequest, pk: int) -> HttpResponse:
    """The contract, its tranches with the moves that the user may make, and the payments."""
    application = visible_application(request, pk)
    award = get_object_or_404(
        Award.objects.visible_to(request.user).select_related("contract", "recipient", "budget_line"),
        application=application,
        contract__isnull=False,
    )
    roles = application.roles_of(request.user)
    moves_made = moves_of_tranches(award.contract)
    rows = contract_rows(award.contract, request.user, roles, moves_made)
    inner = bool(roles & (DEPARTMENT | {Role.ACCOUNTANT}))
    annexes = list(ContractAnnex.objects.visible_to(request.user).filter(contract=award.contract).for_list())
    tranches = [row["tranche"] for row in rows]
    context = {
        "application": application,
        "award": award,
        "contract": award.contract,
        "rows": rows,
        "paid": sum(row["paid"] for row in rows),
        "is_internal": inner,
        "annexes": annexes,
        "may_annex": not annex_refusal(application, by=request.user),
        "entries": contract_timeline(
            moves_made, tranches, annexes, is_internal=inner, department=application.call.unit.label
        ),
        "crumbs": application_page_crumbs(application, _("Contract")),
    }
    return render(request, "grants/contract_detail.html", context)


@read_view
def contract_file(request: UserRequest, pk: int) -> HttpResponseBase:
    """Download the signed copy, for users who may see the award."""
    award = get_object_or_404(
        Award.objects.visible_to(request.user).select_related("contract"), application=pk, contract__isnull=False
    )
    return download_file(award.contract, "signed_file")


@read_view
def contract_pdf(request: UserRequest, pk: int) -> HttpResponse:
    """The contract as it was signed, as PDF, for users who may see the award."""
    awards = Award.objects.visible_to(request.user).select_related(*PAPER_FACTS)
    award = get_object_or_404(awards, application=pk, contract__isnull=False)
    contract = award.contract
    contract.award = award
    return pdf_download(papers.contract_pdf(contract), f"hop-dong-{award.application.number}.pdf")


@form_view
def award_accept_result(request: UserRequest, pk: int) -> HttpResponse:
    """The manager accepts the final result."""
    words = {"title": _("Accept the final result"), "done": _("The result is accepted."), "tone": "primary"}
    return _confirm_step(request, pk, "accept_result", contract_actions.accept_result, words)


@form_view
def award_take_back_result(request: UserRequest, pk: int) -> HttpResponse:
    """The manager takes an acceptance of the final result back that was given by mistake."""
    application = visible_application(request, pk)
    form = ReasonForm(form_data(request))
    move = requested_move(request, application, "take_back_result", form=form)
    return confirm(
        request,
        move_confirmation(application, move, move.label, text=application.title),
        partial(contract_actions.take_back_result, application),
        success_message=_("The acceptance is taken back; the work is under way again."),
        success_url=detail_url(application),
        form=form,
    )


@form_view
def award_close(request: UserRequest, pk: int) -> HttpResponse:
    """The officer closes the dossier."""
    words = {"title": _("Close the contract"), "done": _("The dossier is closed."), "tone": "primary"}
    return _confirm_step(request, pk, "close", contract_actions.close_award, words)


def _confirm_step(request: UserRequest, pk: int, name: str, action: Callable[..., Any], words: Any) -> HttpResponse:
    """The confirmation page of a move without a form."""
    application = visible_application(request, pk)
    move = requested_move(request, application, name)
    confirmation = move_confirmation(
        application, move, words["title"], text=application.title, confirm_label=move.label, tone=words["tone"]
    )
    return confirm(
        request,
        confirmation,
        partial(action, application),
        success_message=words["done"],
        success_url=detail_url(application),
    )
