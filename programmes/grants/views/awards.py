"""Proposal, decision, letter, contract and deliverables of one dossier, and the list of awards."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.steps import (
    Confirmation,
    ReasonForm,
    confirm,
    requested_move,
    require_move,
    response_status,
    run_action,
)
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.core.web.methods import allow_writes_in_safe_request, form_view, read_view
from ecosystem.core.web.typed_text import form_data, form_files
from ecosystem.core.workflow import Transition, TransitionRefused, WrongState, available_transitions
from ecosystem.lists.pages import list_response
from programmes.grants.actions import award as award_actions
from programmes.grants.actions import contract as contract_actions
from programmes.grants.actions.annex import annex_refusal
from programmes.grants.actions.letter import letter_preview, store_letter_pdf
from programmes.grants.actions.review import evaluation_of
from programmes.grants.forms.award import (
    ApprovalForm,
    ContractForm,
    DecisionForm,
    DeliverableForm,
    ProposalForm,
    RejectionForm,
    TerminationForm,
    TrancheFormSet,
)
from programmes.grants.listings.award import AWARDS
from programmes.grants.models import Application, Award, AwardStatus, Contract, ContractAnnex, Recommendation, Tranche
from programmes.grants.panels import URL_NAME_BY_MOVE, contract_rows, may_read_evaluation, proposal_blocker
from programmes.grants.progress import contract_timeline, moves_of_tranches
from programmes.grants.views.crumbs import application_page_crumbs
from programmes.grants.views.desk import desk_context, shows_files
from programmes.grants.views.queues import QueuePlace, next_url, queue_place, suffix

DECISIONS = ("approve", "reject", "send_back")


@read_view
def award_list(request: UserRequest) -> HttpResponse:
    """The list of proposals and decisions."""
    return list_response(request, AWARDS, "grants/award_list.html")


def _application(request: UserRequest, pk: int) -> Application:
    visible = Application.objects.visible_to(request.user).select_related("call__policy", "call__unit", "startup")
    return get_object_or_404(visible, pk=pk)


def _detail_url(application: Application) -> str:
    return reverse("grants:application_detail", args=[application.pk])


# --- Proposal and decision ----------------------------------------------------------------------------
@form_view
@shows_files
def award_propose(request: UserRequest, pk: int) -> HttpResponse:
    """The officer's proposal, with the scores and the rest of the budget line; or why nothing can be proposed now."""
    application = _application(request, pk)
    place = queue_place(request, pk)
    refusal = ""
    try:
        require_move(application, "propose", request.user)
    except TransitionRefused as error:
        refusal = str(error)
    crumbs = application_page_crumbs(application, _("Propose a decision"))
    blocker = proposal_blocker(application, request.user, refusal)
    if blocker and not request.POST.get("reason"):  # a typed reason is kept in the form: the action refuses
        context = {"application": application, "blocker": blocker, "crumbs": crumbs, "place": place}
        refused = bool(refusal) or request.method == "POST"
        return render(request, "grants/award_propose.html", context, status=409 if refused else 200)
    form = ProposalForm(form_data(request), application=application, initial=_initial_proposal(application))
    fields = ["recommendation", "amount", "recipient", "reason"]
    onward = next_url(place, _detail_url(application))
    if run_action(request, form, award_actions.propose_award, application, fields=fields):
        messages.success(request, _("The proposal is with the director."))
        return redirect(onward)
    context = {
        **desk_context(request, application, place),
        "form": form,
        "evaluation": evaluation_of(application) if may_read_evaluation(application, request.user) else None,
        "line": application.call.budget_line,
        "returned_award": Award.objects.filter(application=application, status=AwardStatus.RETURNED).first(),
        "crumbs": crumbs,
    }
    return render(request, "grants/award_propose.html", context, status=response_status(form))


def _initial_proposal(application: Application) -> dict[str, Any]:
    """Initial values: the earlier proposal, or the requested amount within the policy's cap."""
    earlier = Award.objects.filter(application=application).first()
    if earlier:
        return {
            "recommendation": earlier.recommendation,
            "amount": earlier.amount or None,
            "recipient": earlier.recipient_id,
            "reason": earlier.reason,
        }
    cap = application.call.terms.cap_total
    return {"amount": application.requested if cap is None else min(application.requested, cap)}


def _decision_page(
    request: UserRequest, pk: int, name: str, *, form_class: type[forms.Form], action: Callable[..., Any], words: Any
) -> HttpResponse:
    """The confirmation page of a decision, with the proposal and a form."""
    application = _application(request, pk)
    place = queue_place(request, pk)
    form = form_class(form_data(request), **_initial_decision(application, form_class))
    move = requested_move(request, application, name, form=form)
    award = Award.objects.visible_to(request.user).filter(application=application).for_list().first()
    context = {
        **(desk_context(request, application, place) if name in DECISIONS else {"application": application}),
        "award": award,
        "evaluation": evaluation_of(application) if may_read_evaluation(application, request.user) else None,
        "choices": _other_decisions(application, award, request.user, name, place),
        "crumbs": application_page_crumbs(application, words["title"]),
        "has_letter_preview": award is not None and name == ("reject" if award.is_refusal else "approve"),
    }
    confirmation = _confirmation_of(
        application, move, words["title"], template="grants/award_decide.html", context=context
    )
    return confirm(
        request,
        confirmation,
        partial(action, application),
        success_message=words["done"],
        success_url=next_url(place, _detail_url(application)),
        form=form,
    )


def _initial_decision(application: Application, form_class: type[forms.Form]) -> dict[str, Any]:
    """The suggested number of a decision; its day is the form's own."""
    if not issubclass(form_class, DecisionForm):
        return {}
    number = award_actions.suggest_decision_number(application.call.unit, timezone.localdate().year)
    return {"initial": {"decision_number": number}}


def _other_decisions(
    application: Application, award: Award | None, user: User, name: str, place: QueuePlace | None
) -> list[tuple[Any, str]]:
    """The other decisions that the user may make over the proposal: their label and the address of their page."""
    if award is None or name not in DECISIONS:
        return []
    possible = available_transitions(application, user)
    if award.recommendation == Recommendation.REFUSE:
        possible.pop("approve", None)
    return [
        (possible[other].label, reverse(URL_NAME_BY_MOVE[other], args=[application.pk]) + suffix(place))
        for other in DECISIONS
        if other != name and other in possible
    ]


def _confirmation_of(application: Application, move: Transition, title: str, **more: Any) -> Confirmation:
    """The confirmation of a move of an application or one of its records."""
    values = {
        "title": title,
        "crumbs": application_page_crumbs(application, title),
        "confirm_label": title,
        "consequences": [move.confirm],
        "cancel_url": _detail_url(application),
        "tone": "danger" if move.tone == "red" else "primary",
    }
    return Confirmation(**{**values, **more})


@form_view
@shows_files
def award_approve(request: UserRequest, pk: int) -> HttpResponse:
    """The director approves the proposed grant."""
    words = {"title": _("Approve the grant"), "done": _("The grant is approved and charged to the budget line.")}
    return _decision_page(
        request, pk, "approve", form_class=ApprovalForm, action=award_actions.approve_award, words=words
    )


@form_view
@shows_files
def award_reject(request: UserRequest, pk: int) -> HttpResponse:
    """The director rejects the application, with a reason."""
    words = {"title": _("Do not approve"), "done": _("The refusal is recorded and the applicant is told.")}
    return _decision_page(
        request, pk, "reject", form_class=RejectionForm, action=award_actions.reject_award, words=words
    )


@form_view
@shows_files
def award_send_back(request: UserRequest, pk: int) -> HttpResponse:
    """The director returns the proposal to the officer."""
    words = {"title": _("Send the proposal back"), "done": _("The proposal is back with the officer.")}
    return _decision_page(
        request, pk, "send_back", form_class=ReasonForm, action=award_actions.send_back_award, words=words
    )


@form_view
def award_terminate(request: UserRequest, pk: int) -> HttpResponse:
    """The director ends the contract early."""
    words = {"title": _("End the contract early"), "done": _("The contract is ended; the unpaid money is free again.")}
    return _decision_page(
        request, pk, "terminate", form_class=TerminationForm, action=award_actions.terminate_award, words=words
    )


@read_view
def award_letter_preview(request: UserRequest, pk: int) -> HttpResponse:
    """A preview of the decision letter, for a director who may approve now."""
    application = _application(request, pk)
    require_move(application, "approve", request.user)
    award = get_object_or_404(Award.objects.visible_to(request.user), application=application)
    response = HttpResponse(letter_preview(award, by=request.user), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="du-thao-quyet-dinh-{application.number}.pdf"'
    return response


@read_view
def award_letter(request: UserRequest, pk: int) -> HttpResponseBase:
    """Download the decision letter."""
    application = _application(request, pk)
    award = get_object_or_404(
        Award.objects.visible_to(request.user).select_related("letter"), application=application, letter__isnull=False
    )
    letter = award.letter
    if not letter.sha256:  # the task after the decision failed
        with allow_writes_in_safe_request():
            letter = store_letter_pdf(letter)
    response = FileResponse(
        letter.file.open(),
        content_type="application/pdf",
        as_attachment=True,
        filename=f"quyet-dinh-{application.number}.pdf",
    )
    response["ETag"] = f'"{letter.sha256}"'
    return response


# --- Contract -----------------------------------------------------------------------------------------
@form_view
def contract_sign(request: UserRequest, pk: int) -> HttpResponse:
    """Record the signed contract and its tranches; the server computes their sum."""
    application = _application(request, pk)
    form = ContractForm(form_data(request), form_files(request))
    requested_move(request, application, "sign_contract", form=form)
    award = Award.objects.filter(application=application, status=AwardStatus.APPROVED).first()
    if award is None:  # there is no text to keep: the page was never shown
        raise WrongState(application)
    formset: Any = TrancheFormSet(form_data(request), prefix="tranches")
    if (
        request.method == "POST"
        and "sum" not in request.POST
        and form.is_valid()
        and formset.is_valid()
        and formset.require_days_within(form.cleaned_data["starts_on"], form.cleaned_data["ends_on"])
    ):
        fields = ["number", "signed_on", "starts_on", "ends_on", "signed_file"]
        if run_action(
            request, form, contract_actions.sign_contract, application, fields=fields, tranches=formset.tranches
        ):
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


@read_view
def contract_detail(request: UserRequest, pk: int) -> HttpResponse:
    """The contract, its tranches with the moves that the user may make, and the payments."""
    application = _application(request, pk)
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
            moves_made, tranches, annexes, inside=inner, department=application.call.unit.label
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
    return download(award.contract, "signed_file")


def download(record: Contract | Tranche | ContractAnnex, column: str) -> HttpResponseBase:
    """The uploaded file of the record, or 404."""
    file = getattr(record, column)
    if not file:
        raise Http404
    response = FileResponse(
        file.open(),
        as_attachment=True,
        filename=getattr(record, f"{column}_name"),
        content_type=getattr(record, f"{column}_type"),
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@form_view
def award_accept_result(request: UserRequest, pk: int) -> HttpResponse:
    """The manager accepts the final result."""
    words = {"title": _("Accept the final result"), "done": _("The result is accepted."), "tone": "primary"}
    return _confirm_step(request, pk, "accept_result", contract_actions.accept_result, words)


@form_view
def award_take_back_result(request: UserRequest, pk: int) -> HttpResponse:
    """The manager takes an acceptance of the final result back that was given by mistake."""
    application = _application(request, pk)
    form = ReasonForm(form_data(request))
    move = requested_move(request, application, "take_back_result", form=form)
    return confirm(
        request,
        _confirmation_of(application, move, move.label, text=application.title),
        partial(contract_actions.take_back_result, application),
        success_message=_("The acceptance is taken back; the work is under way again."),
        success_url=_detail_url(application),
        form=form,
    )


@form_view
def award_close(request: UserRequest, pk: int) -> HttpResponse:
    """The officer closes the dossier."""
    words = {"title": _("Close the contract"), "done": _("The dossier is closed."), "tone": "primary"}
    return _confirm_step(request, pk, "close", contract_actions.close_award, words)


def _confirm_step(request: UserRequest, pk: int, name: str, action: Callable[..., Any], words: Any) -> HttpResponse:
    """The confirmation page of a move without a form."""
    application = _application(request, pk)
    move = requested_move(request, application, name)
    confirmation = _confirmation_of(
        application, move, words["title"], text=application.title, confirm_label=move.label, tone=words["tone"]
    )
    return confirm(
        request,
        confirmation,
        partial(action, application),
        success_message=words["done"],
        success_url=_detail_url(application),
    )


# --- Deliverables ---------------------------------------------------------------------------------------
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
    return _confirmation_of(
        application,
        move,
        title,
        cancel_url=reverse("grants:contract_detail", args=[application.pk]),
        tone="primary",
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
    return download(_tranche(request, pk), "report_file")
