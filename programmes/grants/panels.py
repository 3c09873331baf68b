"""Context of the panels on the application's page (evaluation, decision, contract): a dict per panel, or None."""

from collections.abc import Collection, Sequence
from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import available_transitions
from programmes.grants.actions.award import incomplete_evaluation_message
from programmes.grants.actions.charge import transfer_refusal
from programmes.grants.actions.offer import is_signatory
from programmes.grants.actions.review import ASSIGNERS, candidates, conflicts_by_evaluator, evaluation_of
from programmes.grants.deliverable_reports import sent_reports
from programmes.grants.models import (
    DECIDED_STATUSES,
    GRANTED_STATUSES,
    Application,
    ApplicationStatus,
    Award,
    AwardStatus,
    CallStatus,
    Contract,
    Disbursement,
    Recommendation,
    Reversal,
    Review,
    ReviewStatus,
    Tranche,
    TrancheStatus,
)

S = ApplicationStatus
EVALUATION_STATUSES = frozenset(S) - {S.DRAFT, S.SUBMITTED, S.CHECKING, S.CONFIRMING}

# Moves whose buttons are on the panels; the page itself leaves them out.
URL_NAME_BY_MOVE = {
    "propose": "grants:award_propose",
    "approve": "grants:award_approve",
    "send_back": "grants:award_send_back",
    "reject": "grants:award_reject",
    "accept_offer": "grants:offer_accept",
    "decline_offer": "grants:offer_decline",
    "end_offer": "grants:offer_end",
    "sign_contract": "grants:contract_sign",
    "accept_result": "grants:award_accept_result",
    "close": "grants:award_close",
    "take_back_result": "grants:award_take_back_result",
    "terminate": "grants:award_terminate",
}


def is_startup_member(application: Application, user: User) -> bool:
    """Whether the user is a member of the startup, who never sees the internal part of the procedure."""
    return application.membership_role_of(user) is not None


def may_read_evaluation(application: Application, user: User, *, roles: set[str] | None = None) -> bool:
    """Whether the user is staff of the department and has no own review of the application still to send.

    A member of the startup has no role of the department for its applications (`Application.roles_of`, which is `roles`
    where the caller has it already).
    """
    if not (application.roles_of(user) if roles is None else roles) & DEPARTMENT:
        return False
    return not Review.objects.filter(application=application, evaluator=user).exclude(status=ReviewStatus.SENT).exists()


def charge_context(application: Application, user: User) -> dict[str, Any] | None:
    """The officer in charge for the page of a dossier (`for_detail`), and the moves the user may make; None before it was sent.

    Applicants read the officer's name where the unit decided so (`OrganisationUnit.names_officers`), else the unit's.
    """
    if application.submitted_at is None:
        return None
    officer, unit = application.in_charge if application.has_officer else None, application.call.unit
    is_staff = bool(application.roles_of(user) & (DEPARTMENT | {Role.ACCOUNTANT}))
    may_assign = not transfer_refusal(application, by=user)
    return {
        "contact": officer if officer and (is_staff or unit.names_officers) else unit.label,
        "at_desk": is_staff and officer is None,
        "may_take": may_assign and application.in_charge is None and Role.OFFICER in application.roles_of(user),
        "may_hand_over": may_assign,
    }


def review_panel(application: Application, user: User) -> dict[str, Any] | None:
    """Context of grants/_review_panel.html: the evaluation, and for an evaluator the own review.

    None for members of the startup, and before the evaluation.
    """
    if is_startup_member(application, user) or application.status not in EVALUATION_STATUSES:
        return None
    own_reviews = [review for review in application.all_reviews if review.evaluator_id == user.pk]
    own_review = own_reviews[0] if own_reviews else None
    is_scoring = any(review.status != ReviewStatus.SENT for review in own_reviews)
    if is_scoring or not application.roles_of(user) & DEPARTMENT:
        if own_review is None:
            return None
        return {"own_review": own_review, "evaluation": None, "board_url": "", "may_assign": False}
    evaluation = evaluation_of(application, application.all_reviews)
    assignable = application.status == S.EVALUATING and bool(application.roles_of(user) & ASSIGNERS)
    return {
        "own_review": own_review,
        "evaluation": evaluation,
        "board_url": reverse("grants:review_board", args=[application.pk]),
        "may_assign": assignable and evaluation.missing_count > 0,
    }


def award_panel(application: Application, user: User) -> dict[str, Any] | None:
    """Context of grants/_award_panel.html: proposal (staff only), decision, tranches, and buttons of the next moves.

    None when there is nothing to show. Members of the startup see decisions, never proposals.
    """
    award: Award | None = application.shown_award
    moves = moves_of(application, user)
    if award is None and not moves:
        return None
    contract = getattr(award, "contract", None)
    return {
        "award": award,
        "is_internal": bool(application.roles_of(user) & DEPARTMENT) and not is_startup_member(application, user),
        "is_decided": award is not None and award.status in DECIDED_STATUSES,
        "is_granted": award is not None
        and award.status == AwardStatus.APPROVED
        and application.status in GRANTED_STATUSES,
        "has_letter": award is not None and hasattr(award, "letter"),
        "contract": contract,
        "tranches": list(Tranche.objects.filter(contract=contract)) if contract else [],
        "moves": moves,
    }


def contract_rows(
    contract: Contract, user: User, roles: Collection[str], moves_made: Sequence[AuditEntry]
) -> list[dict[str, Any]]:
    """Each tranche of a contract with its payments and reversals, the amount paid, and the moves the user may make.

    `roles` are the user's on the dossier, `moves_made` those of its tranches (programmes.grants.progress).
    Template: grants/contract_detail.html, which reads `rows`.
    """
    requests = Reversal.objects.visible_to(user).waiting().filter(payment__tranche__contract=contract)
    request_by_tranche = {r.payment.tranche_id: r for r in requests.select_related("payment", "requested_by")}
    payments: dict[int, list[Disbursement]] = {}
    for entry in Disbursement.objects.filter(tranche__contract=contract).select_related("reversal").order_by("pk"):
        payments.setdefault(entry.tranche_id, []).append(entry)
    tranches = Tranche.objects.visible_to(user).filter(contract=contract)
    returned = _return_entries(moves_made)
    rows = []
    tranches = tranches.select_related("reported_by", "accepted_by", "response__questionnaire_version__questionnaire")
    reports = sent_reports(tranches)
    for tranche in tranches:
        entries = payments.get(tranche.pk, [])
        waiting = request_by_tranche.get(tranche.pk)
        moves = [n for n, t in Tranche.TRANSITIONS.items() if tranche.status in t.sources and set(roles) & set(t.roles)]
        if Role.ACCOUNTANT in roles and not waiting and any(entry.is_effective for entry in entries):
            moves.append("request_reversal")
        answers = [n for n, t in Reversal.TRANSITIONS.items() if waiting and set(roles) & set(t.roles)]
        rows.append(
            {
                "tranche": tranche,
                "report": reports.get(tranche.pk, []),
                "moves": moves,
                "entries": entries,
                "paid": sum(entry.amount for entry in entries),
                "waiting": waiting,
                "reversal_moves": answers,
                "is_own_request": waiting is not None and waiting.requested_by_id == user.pk,
                "return_entry": returned.get(tranche.pk) if tranche.status in RETURN_SHOWN_STATUSES else None,
            }
        )
    return rows


RETURN_SHOWN_STATUSES = {TrancheStatus.RETURNED, TrancheStatus.REPORTED}


def _return_entries(moves_made: Sequence[AuditEntry]) -> dict[int, AuditEntry]:
    """By tranche, its last move if that returned the report or took the acceptance back: it has the reason."""
    last = {entry.object_id: entry for entry in moves_made}
    return {pk: entry for pk, entry in last.items() if entry.transition in {"send_back", "take_back_acceptance"}}


def step_before_proposal(application: Application) -> str:
    """What has to happen before a decision can be proposed, by the state of the dossier."""
    return str(_STEP_BEFORE_PROPOSAL.get(S(application.status), _NOTHING_TO_PROPOSE))


def proposal_blocker(application: Application, user: User) -> dict[str, Any] | None:
    """Context of grants/award_propose.html while reviews are missing: the reason and the next step, else None.

    Names of evaluators are only for users who may read the evaluation.
    """
    evaluation = evaluation_of(application)
    if evaluation.is_complete:
        return None
    blocker = {"reason": incomplete_evaluation_message(evaluation)}
    if not may_read_evaluation(application, user):
        return {
            **blocker,
            "next_step": _("A proposal is possible once all needed reviews are sent, your own among them."),
        }
    blocker["board_url"] = reverse("grants:review_board", args=[application.pk])
    waiting = sorted(
        (r.evaluator for r in evaluation.active_reviews if r.status != ReviewStatus.SENT), key=attrgetter("sort_key")
    )
    if evaluation.missing_count:
        people = candidates(application)
        conflicts = conflicts_by_evaluator(application, people)
        available = [person for person in people if not conflicts[person.pk]]
        if len(available) < evaluation.missing_count and application.call.status == CallStatus.PUBLISHED:
            blocker["evaluators_url"] = reverse("grants:call_evaluator_add", args=[application.call_id])
            text = _("The call has no further evaluator who is free to score it: add evaluators to the call.")
            return {**blocker, "may_assign": True, "next_step": text}
        text = ngettext("Assign %(n)s more evaluator.", "Assign %(n)s more evaluators.", evaluation.missing_count)
        return {**blocker, "may_assign": True, "next_step": text % {"n": evaluation.missing_count}}
    return {
        **blocker,
        "next_step": _("Wait for the scores of: %(names)s.") % {"names": ", ".join(str(person) for person in waiting)},
    }


_STEP_BEFORE_PROPOSAL = {
    S.SUBMITTED: gettext_lazy("First check that the dossier is complete and valid; then evaluators score it."),
    S.CHECKING: gettext_lazy("First finish the completeness check; then evaluators score the dossier."),
    S.CONFIRMING: gettext_lazy("The dossier was found not valid; a second person confirms that or gives it back."),
    S.RETURNED: gettext_lazy("First the applicant has to send the dossier again."),
    S.PROPOSED: gettext_lazy("The proposal is with the director, who may send it back."),
}
_NOTHING_TO_PROPOSE = gettext_lazy("Nothing is left to propose: the dossier's page says what comes next.")


def moves_of(application: Application, user: User) -> list[dict[str, Any]]:
    """Buttons of the panels' moves that the user may make now: name, label, tone and address.

    There is no button to propose before the evaluation is complete, nor to approve a proposal not to grant.
    """
    moves = {name: t for name, t in available_transitions(application, user).items() if name in URL_NAME_BY_MOVE}
    award: Award | None = application.shown_award
    if "propose" in moves and not evaluation_of(application, application.all_reviews).is_complete:
        del moves["propose"]
    if "approve" in moves and award is not None and award.recommendation == Recommendation.REFUSE:
        del moves["approve"]
    if {"accept_offer", "decline_offer"} & set(moves):
        signs = is_signatory(application, user)
        if not signs or award is None or award.offer_accepted_at is not None:
            moves.pop("accept_offer", None)
        if not signs:
            moves.pop("decline_offer", None)
    buttons = [
        {"name": name, "label": t.label, "tone": t.tone, "url": reverse(URL_NAME_BY_MOVE[name], args=[application.pk])}
        for name, t in moves.items()
    ]
    return sorted(buttons, key=lambda button: button["tone"] in ("orange", "red"))  # forward moves first
