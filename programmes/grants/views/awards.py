"""Proposal, decision and letter of one dossier, and the list of awards."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.core.steps import (
    ReasonForm,
    confirm,
    requested_move,
    require_move,
    response_status,
    run_action,
)
from ecosystem.core.web.methods import allow_writes_in_safe_request, form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import available_transitions
from ecosystem.lists.pages import list_response
from programmes.grants.actions import award as award_actions
from programmes.grants.actions.letter import letter_preview, store_letter_pdf
from programmes.grants.actions.review import evaluation_of
from programmes.grants.forms.award import (
    ApprovalForm,
    DecisionForm,
    ProposalForm,
    RejectionForm,
    TerminationForm,
)
from programmes.grants.listings.award import AWARDS
from programmes.grants.models import Application, Award, AwardStatus, Recommendation
from programmes.grants.panels import URL_NAME_BY_MOVE, may_read_evaluation, proposal_blocker, step_before_proposal
from programmes.grants.views.crumbs import application_page_crumbs
from programmes.grants.views.desk import desk_context, shows_files
from programmes.grants.views.queues import QueuePlace, next_url, queue_place, suffix
from programmes.grants.views.steps import detail_url, move_confirmation, visible_application

DECISIONS = ("approve", "reject", "send_back")


@read_view
def award_list(request: UserRequest) -> HttpResponse:
    """The list of proposals and decisions."""
    return list_response(request, AWARDS, "grants/award_list.html")


@form_view
@shows_files
def award_propose(request: UserRequest, pk: int) -> HttpResponse:
    """The officer's proposal, with the scores and the rest of the budget line; or which reviews are missing."""
    application = visible_application(request, pk)
    form = ProposalForm(form_data(request), application=application, initial=_initial_proposal(application))
    requested_move(request, application, "propose", form=form, next_step=step_before_proposal(application))
    place = queue_place(request, pk)
    crumbs = application_page_crumbs(application, _("Propose a decision"))
    blocker = proposal_blocker(application, request.user)
    if blocker and not form.is_bound:  # what was typed stays in the form, and the action refuses it
        context = {"application": application, "blocker": blocker, "crumbs": crumbs, "place": place}
        return render(request, "grants/award_propose.html", context)
    fields = ["recommendation", "amount", "recipient", "reason"]
    onward = next_url(place, detail_url(application))
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
    application = visible_application(request, pk)
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
    confirmation = move_confirmation(
        application,
        move,
        words["title"],
        record=award if name in DECISIONS else None,
        template="grants/award_decide.html",
        context=context,
    )
    return confirm(
        request,
        confirmation,
        partial(action, application),
        success_message=words["done"],
        success_url=next_url(place, detail_url(application)),
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
    application = visible_application(request, pk)
    require_move(application, "approve", request.user)
    award = get_object_or_404(Award.objects.visible_to(request.user), application=application)
    response = HttpResponse(letter_preview(award, by=request.user), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="du-thao-quyet-dinh-{application.number}.pdf"'
    return response


@read_view
def award_letter(request: UserRequest, pk: int) -> HttpResponseBase:
    """Download the decision letter."""
    application = visible_application(request, pk)
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
