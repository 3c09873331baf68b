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
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
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
from ecosystem.core.web.methods import form_view, read_view, writes_in_safe_request
from ecosystem.core.web.typed_text import form_data, form_files
from ecosystem.core.workflow import Transition, TransitionRefused, wrong_state
from ecosystem.lists.pages import list_response
from programmes.grants.actions import award as award_actions
from programmes.grants.actions import contract as contract_actions
from programmes.grants.actions.letter import letter_preview, store_letter_pdf
from programmes.grants.actions.review import evaluation_of
from programmes.grants.forms.award import (
    ContractForm,
    DecisionForm,
    DeliverableForm,
    ProposalForm,
    RejectionForm,
    TerminationForm,
    TrancheFormSet,
)
from programmes.grants.listings.award import AWARDS
from programmes.grants.models import Application, Award, AwardStatus, Contract, Recommendation, Tranche, TrancheStatus
from programmes.grants.panels import may_read_evaluation, no_proposal_because
from programmes.grants.views.crumbs import crumbs_of


@read_view
def award_list(request: UserRequest) -> HttpResponse:
    """Proposals and decisions, newest first; the reasons of refusals and early ends can be filtered."""
    return list_response(request, AWARDS, "grants/award_list.html")


def _application(request: UserRequest, pk: int) -> Application:
    seen = Application.objects.visible_to(request.user).select_related("call__policy", "call__unit", "startup")
    return get_object_or_404(seen, pk=pk)


def _back(application: Application) -> str:
    return reverse("grants:application_detail", args=[application.pk])


# --- Proposal and decision ----------------------------------------------------------------------------
@form_view
def award_propose(request: UserRequest, pk: int) -> HttpResponse:
    """The officer's proposal beside the scores and what is left of the budget line, or why there can be none now."""
    application = _application(request, pk)
    refusal = ""
    try:
        require_move(application, "propose", request.user)
    except TransitionRefused as error:
        refusal = str(error)
    crumbs = crumbs_of(application, _("Propose a decision"))
    because = no_proposal_because(application, request.user, refusal)
    if because and not request.POST.get("reason"):  # words that were typed are kept: the action refuses them
        context = {"application": application, "because": because, "crumbs": crumbs}
        refused = bool(refusal) or request.method == "POST"
        return render(request, "grants/award_propose.html", context, status=409 if refused else 200)
    form = ProposalForm(form_data(request), application=application, initial=_first_proposal(application))
    fields = ["recommendation", "amount", "recipient", "reason"]
    if run_action(request, form, award_actions.propose_award, application, fields=fields):
        messages.success(request, _("The proposal is with the director."))
        return redirect(_back(application))
    context = {
        "application": application,
        "form": form,
        "evaluation": evaluation_of(application) if may_read_evaluation(application, request.user) else None,
        "line": application.call.budget_line,
        "sent_back": Award.objects.filter(application=application, status=AwardStatus.RETURNED).first(),
        "crumbs": crumbs,
    }
    return render(request, "grants/award_propose.html", context, status=response_status(form))


def _first_proposal(application: Application) -> dict[str, Any]:
    """What the form shows first: the earlier proposal, or what was asked for within the policy's cap."""
    earlier = Award.objects.filter(application=application).first()
    if earlier:
        return {
            "recommendation": earlier.recommendation,
            "amount": earlier.amount or None,
            "recipient": earlier.recipient_id,
            "reason": earlier.reason,
        }
    cap = application.call.policy.cap_total
    return {"amount": application.requested if cap is None else min(application.requested, cap)}


def _decide(
    request: UserRequest, pk: int, name: str, *, form_class: type[forms.Form], action: Callable[..., Any], words: Any
) -> HttpResponse:
    """A page that shows the proposal and one form; POST acts."""
    application = _application(request, pk)
    form = form_class(form_data(request))
    move = requested_move(request, application, name, form=form)
    award = Award.objects.visible_to(request.user).filter(application=application).for_list().first()
    context = {
        "application": application,
        "award": award,
        "evaluation": evaluation_of(application) if may_read_evaluation(application, request.user) else None,
        "crumbs": crumbs_of(application, words["title"]),
        "previews": name == "approve" and award is not None and award.recommendation == Recommendation.GRANT,
    }
    confirmation = _confirmation_of(
        application, move, words["title"], template="grants/award_decide.html", context=context
    )
    return confirm(
        request,
        confirmation,
        partial(action, application),
        success_message=words["done"],
        success_url=_back(application),
        form=form,
    )


def _confirmation_of(application: Application, move: Transition, title: str, **more: Any) -> Confirmation:
    """What a page asks about one move of a dossier or of what belongs to it."""
    values = {
        "title": title,
        "crumbs": crumbs_of(application, title),
        "confirm_label": title,
        "consequences": [move.confirm],
        "cancel_url": _back(application),
        "tone": "danger" if move.tone == "red" else "primary",
    }
    return Confirmation(**{**values, **more})


@form_view
def award_approve(request: UserRequest, pk: int) -> HttpResponse:
    """The director grants what is proposed."""
    words = {"title": _("Approve the grant"), "done": _("The grant is approved and charged to the budget line.")}
    return _decide(request, pk, "approve", form_class=DecisionForm, action=award_actions.approve_award, words=words)


@form_view
def award_reject(request: UserRequest, pk: int) -> HttpResponse:
    """The director decides against the grant, with a reason."""
    words = {"title": _("Do not approve"), "done": _("The refusal is recorded and the applicant is told.")}
    return _decide(request, pk, "reject", form_class=RejectionForm, action=award_actions.reject_award, words=words)


@form_view
def award_send_back(request: UserRequest, pk: int) -> HttpResponse:
    """The director asks the officer for another proposal."""
    words = {"title": _("Send the proposal back"), "done": _("The proposal is back with the officer.")}
    return _decide(request, pk, "send_back", form_class=ReasonForm, action=award_actions.send_back_award, words=words)


@form_view
def award_terminate(request: UserRequest, pk: int) -> HttpResponse:
    """The director ends the contract early."""
    words = {"title": _("End the contract early"), "done": _("The contract is ended; the unpaid money is free again.")}
    return _decide(
        request, pk, "terminate", form_class=TerminationForm, action=award_actions.terminate_award, words=words
    )


@read_view
def award_letter_preview(request: UserRequest, pk: int) -> HttpResponse:
    """How the decision letter would read; only for whoever may approve now."""
    application = _application(request, pk)
    require_move(application, "approve", request.user)
    award = get_object_or_404(Award.objects.visible_to(request.user), application=application)
    response = HttpResponse(letter_preview(award, by=request.user), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="du-thao-quyet-dinh-{application.number}.pdf"'
    return response


@read_view
def award_letter(request: UserRequest, pk: int) -> HttpResponseBase:
    """The frozen decision letter: the same bytes on every download."""
    application = _application(request, pk)
    award = get_object_or_404(
        Award.objects.visible_to(request.user).select_related("letter"), application=application, letter__isnull=False
    )
    letter = award.letter
    if not letter.sha256:  # not printed yet
        with writes_in_safe_request():
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
    """Record the signed contract and its tranches; their sum is worked out here, not in the browser."""
    application = _application(request, pk)
    form = ContractForm(form_data(request), form_files(request))
    requested_move(request, application, "sign_contract", form=form)
    award = Award.objects.filter(application=application, status=AwardStatus.APPROVED).first()
    if award is None:  # nothing was typed here then: the page never opened
        raise TransitionRefused(wrong_state(application))
    formset: Any = TrancheFormSet(form_data(request), prefix="tranches")
    if request.method == "POST" and form.is_valid() and formset.is_valid() and "sum" not in request.POST:
        fields = ["number", "signed_on", "starts_on", "ends_on", "signed_file"]
        if run_action(
            request, form, contract_actions.sign_contract, application, fields=fields, tranches=formset.tranches
        ):
            messages.success(request, _("The contract is recorded."))
            return redirect("grants:contract_detail", application.pk)
    total = formset.typed_total if formset.is_bound else 0
    context = {
        "application": application,
        "award": award,
        "form": form,
        "formset": formset,
        "total": total,
        "gap": award.amount - total,
        "is_bound": request.method == "POST",
        "crumbs": crumbs_of(application, _("Contract")),
    }
    return render(request, "grants/contract_sign.html", context, status=response_status(form, formset))


@read_view
def contract_detail(request: UserRequest, pk: int) -> HttpResponse:
    """The contract, its tranches with what may be done with each, and the payments."""
    application = _application(request, pk)
    award = get_object_or_404(
        Award.objects.visible_to(request.user).select_related("contract", "recipient", "budget_line"),
        application=application,
        contract__isnull=False,
    )
    roles = application.roles_of(request.user)
    tranches = Tranche.objects.visible_to(request.user).filter(contract=award.contract)
    rows, paid = [], 0
    for tranche in tranches.select_related("disbursement", "reported_by", "accepted_by"):
        names = [n for n, t in Tranche.TRANSITIONS.items() if tranche.status in t.sources and roles & set(t.roles)]
        rows.append({"tranche": tranche, "moves": names})
        paid += tranche.amount if tranche.state == TrancheStatus.PAID else 0
    context = {
        "application": application,
        "award": award,
        "contract": award.contract,
        "rows": rows,
        "paid": paid,
        "inner": bool(roles & (DEPARTMENT | {Role.ACCOUNTANT})),
        "crumbs": crumbs_of(application, _("Contract")),
    }
    return render(request, "grants/contract_detail.html", context)


@read_view
def contract_file(request: UserRequest, pk: int) -> HttpResponseBase:
    """The signed copy, to whoever sees the award."""
    award = get_object_or_404(
        Award.objects.visible_to(request.user).select_related("contract"), application=pk, contract__isnull=False
    )
    return _download(award.contract, "signed_file")


def _download(record: Contract | Tranche, column: str) -> HttpResponseBase:
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
    return _finish(request, pk, "accept_result", contract_actions.accept_result, words)


@form_view
def award_close(request: UserRequest, pk: int) -> HttpResponse:
    """The officer closes the dossier."""
    words = {"title": _("Close the contract"), "done": _("The dossier is closed."), "tone": "primary"}
    return _finish(request, pk, "close", contract_actions.close_award, words)


def _finish(request: UserRequest, pk: int, name: str, action: Callable[..., Any], words: Any) -> HttpResponse:
    """A page that asks once more; POST acts."""
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
        success_url=_back(application),
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
    """The startup reports the deliverable."""
    words = {"title": _("Report the deliverable"), "done": _("The report is sent to the department.")}
    return _tranche_step(
        request, pk, "report", form_class=DeliverableForm, action=contract_actions.report_deliverable, words=words
    )


@form_view
def tranche_accept(request: UserRequest, pk: int) -> HttpResponse:
    """The department accepts the deliverable."""
    words = {"title": _("Accept the deliverable"), "done": _("The deliverable is accepted; its tranche can be paid.")}
    return _tranche_step(
        request, pk, "accept", form_class=PortalForm, action=contract_actions.accept_deliverable, words=words
    )


@form_view
def tranche_return(request: UserRequest, pk: int) -> HttpResponse:
    """The department asks for more."""
    words = {"title": _("Send the deliverable back"), "done": _("The startup is asked to complete the deliverable.")}
    return _tranche_step(
        request, pk, "send_back", form_class=ReasonForm, action=contract_actions.send_back_deliverable, words=words
    )


@read_view
def tranche_file(request: UserRequest, pk: int) -> HttpResponseBase:
    """The proof that the startup sent with its report."""
    return _download(_tranche(request, pk), "report_file")
