"""What the application's page shows of evaluation, decision and contract: one dict per panel, or None."""

from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT
from ecosystem.core.workflow import available_transitions
from programmes.grants.actions.award import incomplete_evaluation_message
from programmes.grants.actions.review import ASSIGNERS, evaluation_of
from programmes.grants.models import (
    DECIDED_STATUSES,
    GRANTED_STATUSES,
    Application,
    ApplicationStatus,
    Award,
    AwardStatus,
    Recommendation,
    Review,
    ReviewStatus,
    Tranche,
)
from startups.models import Membership

S = ApplicationStatus
EVALUATED = frozenset(S) - {S.DRAFT, S.SUBMITTED, S.CHECKING}

# Moves of an application whose buttons the panels draw; the page itself leaves them out.
PAGE_OF_MOVE = {
    "propose": "grants:award_propose",
    "approve": "grants:award_approve",
    "send_back": "grants:award_send_back",
    "reject": "grants:award_reject",
    "sign_contract": "grants:contract_sign",
    "accept_result": "grants:award_accept_result",
    "close": "grants:award_close",
    "terminate": "grants:award_terminate",
}


def is_of_startup(application: Application, user: User) -> bool:
    """Whether the user belongs to the applying startup: such a person is never shown the inner working."""
    return Membership.objects.filter(startup=application.startup_id, user=user).exists()


def may_read_evaluation(application: Application, user: User) -> bool:
    """The department reads it, but nobody of the startup, and nobody who still has to score the dossier.

    Whoever belongs to the startup has no role of the department towards its dossiers (`Application.roles_of`).
    """
    if not application.roles_of(user) & DEPARTMENT:
        return False
    return not Review.objects.filter(application=application, evaluator=user).exclude(status=ReviewStatus.SENT).exists()


def review_panel(application: Application, user: User) -> dict[str, Any] | None:
    """Evaluators, their states, the scores sent, average and spread; for an evaluator the link to the own review.

    None for the startup's people, and before the evaluation. Template: grants/_review_panel.html, which
    reads `review_panel`.
    """
    if is_of_startup(application, user) or application.status not in EVALUATED:
        return None
    own = Review.objects.filter(application=application, evaluator=user).first()
    if not may_read_evaluation(application, user):
        return {"own": own, "evaluation": None, "board_url": "", "may_assign": False} if own else None
    evaluation = evaluation_of(application)
    assignable = application.status == S.EVALUATING and bool(application.roles_of(user) & ASSIGNERS)
    return {
        "own": own,
        "evaluation": evaluation,
        "board_url": reverse("grants:review_board", args=[application.pk]),
        "may_assign": assignable and evaluation.missing_count > 0,
    }


def award_panel(application: Application, user: User) -> dict[str, Any] | None:
    """The proposal (department only), the decision, the contract's tranches, and the buttons of the next moves.

    None when there is nothing yet. The startup sees a decision, never a proposal. Template:
    grants/_award_panel.html, which reads `award_panel`.
    """
    award = (
        Award.objects.visible_to(user)
        .filter(application=application)
        .select_related("budget_line", "recipient", "proposed_by", "decided_by", "contract", "letter")
        .first()
    )
    moves = moves_of(application, user)
    if award is None and not moves:
        return None
    contract = getattr(award, "contract", None)
    return {
        "award": award,
        "inner": bool(application.roles_of(user) & DEPARTMENT) and not is_of_startup(application, user),
        "is_decided": award is not None and award.status in DECIDED_STATUSES,
        "is_granted": award is not None
        and award.status == AwardStatus.APPROVED
        and application.status in GRANTED_STATUSES,
        "has_letter": award is not None and hasattr(award, "letter"),
        "contract": contract,
        "tranches": list(Tranche.objects.filter(contract=contract)) if contract else [],
        "moves": moves,
    }


def no_proposal_because(application: Application, user: User, refusal: str) -> dict[str, Any] | None:
    """Why nothing can be proposed now and what to do first, or None: `refusal` says that the state forbids it.

    Template: grants/award_propose.html. Names of evaluators only for who may read the evaluation.
    """
    evaluation = evaluation_of(application)
    if refusal:
        return {"why": refusal, "then": _BEFORE_PROPOSING.get(S(application.status), _DECIDED_ALREADY)}
    if evaluation.is_complete:
        return None
    found = {"why": incomplete_evaluation_message(evaluation), "evaluation": True}
    if not may_read_evaluation(application, user):
        return {**found, "then": _("A proposal is possible once all needed reviews are sent, your own among them.")}
    found["board_url"] = reverse("grants:review_board", args=[application.pk])
    waiting = sorted(
        (r.evaluator for r in evaluation.active_reviews if r.status != ReviewStatus.SENT), key=attrgetter("sort_key")
    )
    if evaluation.missing_count:
        text = ngettext("Assign %(n)s more evaluator.", "Assign %(n)s more evaluators.", evaluation.missing_count)
        return {**found, "may_assign": True, "then": text % {"n": evaluation.missing_count}}
    return {
        **found,
        "then": _("Wait for the scores of: %(names)s.") % {"names": ", ".join(str(person) for person in waiting)},
    }


_BEFORE_PROPOSING = {
    S.SUBMITTED: gettext_lazy("First check that the dossier is complete and valid; then evaluators score it."),
    S.CHECKING: gettext_lazy("First finish the completeness check; then evaluators score the dossier."),
    S.RETURNED: gettext_lazy("First the applicant has to send the dossier again."),
    S.PROPOSED: gettext_lazy("The proposal is with the director, who may send it back."),
}
_DECIDED_ALREADY = gettext_lazy("Nothing is left to propose: the dossier's page says what comes next.")


def moves_of(application: Application, user: User) -> list[dict[str, Any]]:
    """The buttons: name, label, tone and address of every move of the panels that the user may make now.

    A proposal is offered once the scores are in; until then the panel of reviews says what is missing. A proposal to
    refuse cannot be approved as a grant.
    """
    moves = {name: t for name, t in available_transitions(application, user).items() if name in PAGE_OF_MOVE}
    if "propose" in moves and not evaluation_of(application).is_complete:
        del moves["propose"]
    if "approve" in moves and application.award.recommendation == Recommendation.REFUSE:
        del moves["approve"]
    return [
        {"name": name, "label": t.label, "tone": t.tone, "url": reverse(PAGE_OF_MOVE[name], args=[application.pk])}
        for name, t in moves.items()
    ]
