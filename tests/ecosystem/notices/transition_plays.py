"""The transitions of tests/transition_notices.csv played in scenes: the people around a record, and the action."""

from collections.abc import Callable
from datetime import timedelta
from functools import cached_property

from django.utils import timezone

from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import version_of
from ecosystem.notices.broadcasts import continue_broadcasts
from programmes.feedback import actions as feedback_actions
from programmes.grants.actions import application as dossiers
from programmes.grants.actions import award as awards
from programmes.grants.actions import contract as contracts
from programmes.grants.actions import evaluators, offer, payment, reversal, review
from programmes.grants.actions.call import cancel_call
from programmes.grants.actions.charge import assign_officer
from programmes.grants.actions.clock import start_step
from programmes.grants.completeness import checklist_items
from programmes.grants.models import (
    ApplicationStatus,
    ChecklistItem,
    CheckResult,
    Disbursement,
    EndReason,
    Recommendation,
    Review,
    ReviewStatus,
    StepClock,
    Tranche,
    TrancheStatus,
    WithdrawalGround,
)
from programmes.plan.models import Step
from startups.actions import membership, publication
from startups.consent import PUBLIC_PROFILE_VERSION
from startups.models import MemberRole, Membership, Publication
from tests.factories import UnitFactory, UserFactory, person, ready_to_submit
from tests.programmes.feedback.cases import correct, in_state
from tests.programmes.grants.cases import (
    Case,
    contracted_case,
    granted_case,
    make_case,
    open_review,
    proposed_case,
    sent_review,
)
from tests.programmes.grants.reports import report
from tests.startups.cases import member, startup_in

S, T = ApplicationStatus, TrancheStatus
STAFF = (Role.OFFICER, Role.MANAGER, Role.DIRECTOR, Role.ACCOUNTANT)
WHY = "Lý do của bước này."


# --- The scenes -------------------------------------------------------------------------------------------
class Scene:
    """The people around a record, of whom each row of the table names those who are told."""

    def __init__(self, **people: User | list[User] | str) -> None:
        self.people = people

    def addresses(self, label: str) -> list[str]:
        people = self.people[label]
        people = people if isinstance(people, list) else [people]
        return [one if isinstance(one, str) else one.email for one in people]


class Dossier(Scene):
    """A dossier with its officer in charge, and with people who must not be told."""

    def __init__(self, case: Case) -> None:
        self.case = case
        unit, startup = case.application.call.unit, case.application.startup
        editor = UserFactory()
        Membership.objects.create(startup=startup, user=editor, role=MemberRole.EDITOR)
        Membership.objects.create(startup=startup, user=UserFactory(), role=MemberRole.READER)
        Membership.objects.create(startup=startup, user=UserFactory(is_active=False), role=MemberRole.OWNER)
        person(Role.OFFICER, unit=unit)
        person(*STAFF, unit=UnitFactory())
        dismissed = person(*STAFF, Role.EVALUATOR, unit=unit)
        RoleGrant.objects.filter(user=dismissed).update(revoked_at=timezone.now())
        if case.application.submitted_at:
            assign_officer(case.fresh, by=case.officer, officer=case.officer, expected_officer_id=None)
        super().__init__(
            applicants=[case.owner, editor],
            owners=case.owner,
            officer=case.officer,
            manager=case.manager,
            director=case.director,
            accountant=case.accountant,
            open_evaluator=case.evaluators[0],
            sent_evaluator=case.evaluators[1],
        )

    @cached_property
    def reviews(self) -> tuple[Review, Review]:
        """One open review and one that was sent."""
        application, (first, second) = self.case.application, self.case.evaluators
        return open_review(application, first), sent_review(application, second)


def fill_checklist(case: Case, result: str) -> None:
    """Check every item of the dossier with this result."""
    for item in checklist_items(case.application):
        reason = "" if result == CheckResult.RIGHT else WHY
        values = {"result": result, "reason": reason, "checked_by": case.officer, "checked_at": timezone.now()}
        ChecklistItem.objects.create(application=case.application, item=item, **values)


Play = Callable[[], tuple[Scene, Callable[[], object]]]
PLAYS: dict[str, Play] = {}


def dossier_play(
    name: str,
    make: Callable[[], Case],
    act: Callable[[Dossier], object],
    *,
    reviews: bool = False,
    checklist: str = "",
) -> None:
    """Register the play of a dossier; with `reviews`, one is open and one was sent."""

    def scene_of() -> tuple[Scene, Callable[[], object]]:
        scene = Dossier(make())
        if reviews:
            assert scene.reviews
        if checklist:
            fill_checklist(scene.case, checklist)
        return scene, lambda: act(scene)

    PLAYS[name] = scene_of


# --- Dossiers ---------------------------------------------------------------------------------------------
def draft_case() -> Case:
    case = make_case(S.SUBMITTED)
    sent, call = case.application, case.application.call
    case.application = ready_to_submit(case.owner, call=call)
    sent.delete()  # its number is the first of the series
    return case


def returned_case() -> Case:
    """A complete dossier that the department returned."""
    case = draft_case()
    dossiers.submit_application(case.application, by=case.owner)
    dossiers.start_check(case.fresh, by=case.officer)
    fill_checklist(case, CheckResult.MISSING)
    dossiers.return_for_completion(case.fresh, by=case.officer, reason=WHY)
    return case


def lapsed_case() -> Case:
    case = make_case(S.RETURNED)
    start_step(case.application, Step.COMPLETION)
    StepClock.objects.filter(application=case.application).update(due_on=timezone.localdate() - timedelta(days=1))
    return case


def invalid_case() -> Case:
    case = make_case(S.CONFIRMING, found_invalid_because=WHY)
    type(case.application).objects.filter(pk=case.application.pk).update(found_invalid_by=case.officer)
    return case


def decision(case: Case) -> dict[str, object]:
    return {"by": case.director, "decision_number": "7/QĐ", "decided_on": timezone.localdate()}


dossier_play("Application.submit", draft_case, lambda s: dossiers.submit_application(s.case.fresh, by=s.case.owner))
dossier_play(
    "Application.start_check",
    lambda: make_case(S.SUBMITTED),
    lambda s: dossiers.start_check(s.case.fresh, by=s.case.officer),
)
dossier_play(
    "Application.return_for_completion",
    make_case,
    lambda s: dossiers.return_for_completion(s.case.fresh, by=s.case.officer, reason=WHY),
    reviews=True,
    checklist=CheckResult.MISSING,
)
dossier_play(
    "Application.resubmit", returned_case, lambda s: dossiers.resubmit_application(s.case.fresh, by=s.case.owner)
)
dossier_play(
    "Application.accept_as_valid",
    lambda: make_case(S.CHECKING),
    lambda s: dossiers.accept_as_valid(s.case.fresh, by=s.case.officer),
    reviews=True,
    checklist=CheckResult.RIGHT,
)
dossier_play(
    "Application.find_invalid",
    lambda: make_case(S.CHECKING),
    lambda s: dossiers.find_invalid(s.case.fresh, by=s.case.officer, reason=WHY),
)
dossier_play(
    "Application.check_again", invalid_case, lambda s: dossiers.check_again(s.case.fresh, by=s.case.manager, reason=WHY)
)
dossier_play(
    "Application.confirm_invalid",
    invalid_case,
    lambda s: dossiers.confirm_invalid(s.case.fresh, by=s.case.director),
    reviews=True,
)


def proposal(scene: Dossier) -> object:
    values = {"recommendation": Recommendation.GRANT, "amount": 10**6, "reason": "Tốt"}
    return awards.propose_award(scene.case.fresh, by=scene.case.officer, **values)


def evaluated() -> Case:
    case = make_case()
    for evaluator in case.evaluators:
        sent_review(case.application, evaluator)
    return case


dossier_play("Application.propose", evaluated, proposal)
dossier_play(
    "Application.send_back",
    proposed_case,
    lambda s: awards.send_back_award(s.case.fresh, by=s.case.director, reason=WHY),
)
dossier_play("Application.approve", proposed_case, lambda s: awards.approve_award(s.case.fresh, **decision(s.case)))
dossier_play(
    "Application.reject",
    proposed_case,
    lambda s: awards.reject_award(s.case.fresh, end_reason=EndReason.OTHER, reason=WHY, **decision(s.case)),
)


def offered_case() -> Case:
    case = granted_case()
    start_step(case.fresh, Step.OFFER)
    return case


def overdue_offer() -> Case:
    case = offered_case()
    StepClock.objects.filter(application=case.application).update(due_on=timezone.localdate() - timedelta(days=1))
    return case


dossier_play("Application.accept_offer", offered_case, lambda s: offer.accept_offer(s.case.fresh, by=s.case.owner))
dossier_play(
    "Application.decline_offer", offered_case, lambda s: offer.decline_offer(s.case.fresh, by=s.case.owner, reason=WHY)
)
dossier_play("Application.lapse_offer", overdue_offer, lambda s: offer.lapse_offer(s.case.fresh))
dossier_play(
    "Application.end_offer",
    offered_case,
    lambda s: offer.end_offer(s.case.fresh, by=s.case.director, end_reason=EndReason.OTHER, reason=WHY),
)


def signature(scene: Dossier) -> object:
    case, today = scene.case, timezone.localdate()
    part = contracts.PlannedTranche(case.award.amount, "Sản phẩm", today + timedelta(days=30))
    days = {"signed_on": today, "starts_on": today, "ends_on": today + timedelta(days=180)}
    return contracts.sign_contract(case.fresh, by=case.officer, number="12/HĐ", tranches=[part], **days)


def settled_case(status: str) -> Case:
    case = contracted_case(status)
    Tranche.objects.filter(contract__award=case.award).update(status=T.CANCELLED)
    return case


dossier_play("Application.sign_contract", granted_case, signature)
dossier_play(
    "Application.accept_result",
    lambda: settled_case(S.IN_PROGRESS),
    lambda s: contracts.accept_result(s.case.fresh, by=s.case.manager),
)
dossier_play(
    "Application.take_back_result",
    lambda: settled_case(S.ACCEPTED),
    lambda s: contracts.take_back_result(s.case.fresh, by=s.case.manager, reason=WHY),
)
dossier_play(
    "Application.close",
    lambda: settled_case(S.ACCEPTED),
    lambda s: contracts.close_award(s.case.fresh, by=s.case.officer),
)


def proposed_with_open_review() -> Case:
    case = proposed_case()
    Review.objects.filter(application=case.application, evaluator=case.evaluators[0]).update(
        status=ReviewStatus.OPEN, total=None, sent_at=None
    )
    return case


dossier_play(
    "Application.withdraw",
    proposed_with_open_review,
    lambda s: dossiers.withdraw_application(s.case.fresh, by=s.case.owner, reason=WHY),
)
dossier_play(
    "Application.stop_lapsed",
    lapsed_case,
    lambda s: dossiers.stop_lapsed(s.case.fresh, by=s.case.officer, reason=WHY),
    reviews=True,
)
dossier_play(
    "Application.terminate",
    contracted_case,
    lambda s: awards.terminate_award(s.case.fresh, by=s.case.director, end_reason=EndReason.OTHER, reason=WHY),
)


def cancellation(scene: Dossier) -> None:
    cancel_call(scene.case.application.call, by=scene.case.manager, reason=WHY)
    continue_broadcasts()


dossier_play("Call.cancel", make_case, cancellation, reviews=True)


# --- Deliverables, payments, reviews ------------------------------------------------------------------------
def tranche_play(name: str, state: str, act: Callable[[Case, Tranche], object]) -> None:
    dossier_play(
        f"Tranche.{name}",
        lambda: contracted_case(S.IN_PROGRESS, state),
        lambda s: act(s.case, Tranche.objects.get(pk=s.case.tranches[0].pk)),
    )


tranche_play("report", T.PLANNED, lambda case, t: report(t, by=case.owner))
tranche_play("accept", T.REPORTED, lambda case, t: contracts.accept_deliverable(t, by=case.manager))
tranche_play("send_back", T.REPORTED, lambda case, t: contracts.send_back_deliverable(t, by=case.manager, reason=WHY))
tranche_play(
    "take_back_acceptance",
    T.ACCEPTED,
    lambda case, t: contracts.take_back_acceptance(t, by=case.manager, reason=WHY),
)
tranche_play(
    "pay",
    T.ACCEPTED,
    lambda case, t: payment.pay_tranche(t, by=case.accountant, paid_on=timezone.localdate(), reference="UNC 1"),
)


def reversal_play(name: str, act: Callable[[Case, reversal.Reversal], object]) -> None:
    def scene_of() -> tuple[Scene, Callable[[], object]]:
        scene = Dossier(contracted_case(S.IN_PROGRESS, T.PAID))
        paid = Disbursement.objects.get(tranche=scene.case.tranches[0])
        kind = reversal.ReversalKind.WRONG_ENTRY
        request = reversal.request_reversal(paid, by=scene.case.accountant, kind=kind, reason=WHY)
        return scene, lambda: act(scene.case, request)

    PLAYS[f"Reversal.{name}"] = scene_of


reversal_play("confirm", lambda case, request: reversal.confirm_reversal(request, by=case.director))
reversal_play("refuse", lambda case, request: reversal.refuse_reversal(request, by=case.director, reason=WHY))


def assigned(scene: Dossier) -> Review:
    return Review.objects.create(application=scene.case.application, evaluator=scene.case.evaluators[0])


def last_scores(scene: Dossier) -> object:
    first, _sent = scene.reviews
    marks = {c.pk: review.Mark(8, "Tốt") for c in scene.case.application.call.criteria.all()}
    review.save_scores(first, by=first.evaluator, marks=marks, comment="", version=version_of(first))
    return review.send_review(first, by=first.evaluator)


dossier_play(
    "Review.declare_no_conflict",
    make_case,
    lambda s: review.declare_no_conflict(assigned(s), by=s.case.evaluators[0]),
)
dossier_play(
    "Review.declare_conflict",
    make_case,
    lambda s: review.declare_conflict(assigned(s), by=s.case.evaluators[0], reason=WHY),
)
dossier_play("Review.send", make_case, last_scores)
dossier_play("Review.reopen", make_case, lambda s: review.reopen_review(s.reviews[1], by=s.case.manager, reason=WHY))


def withdrawal(position: int) -> Callable[[Dossier], object]:
    ground = WithdrawalGround.CONFLICT
    return lambda s: evaluators.withdraw_review(s.reviews[position], by=s.case.manager, because=ground, reason=WHY)


dossier_play("Review.withdraw", make_case, withdrawal(0))
dossier_play("Review.exclude", make_case, withdrawal(1))


# --- Startups, invitations, messages ------------------------------------------------------------------------
def startup_play(name: str, status: str, act: Callable[..., object]) -> None:
    def scene_of() -> tuple[Scene, Callable[[], object]]:
        startup = startup_in(status)
        owner, officer = member(startup, MemberRole.OWNER), person(Role.OFFICER)
        member(startup, MemberRole.EDITOR)
        Membership.objects.create(startup=startup, user=person(Role.OFFICER), role=MemberRole.READER)
        dismissed = person(*STAFF)
        RoleGrant.objects.filter(user=dismissed).update(revoked_at=timezone.now())
        others = [u for u in User.objects.with_role(Role.OFFICER) if not startup.memberships.filter(user=u).exists()]
        return Scene(owners=owner, officers=others), lambda: act(startup, owner, officer)

    PLAYS[f"Startup.{name}"] = scene_of


startup_play(
    "request_publication",
    Publication.PRIVATE,
    lambda startup, owner, _officer: publication.request_publication(
        startup, by=owner, text_version=PUBLIC_PROFILE_VERSION, facts=[]
    ),
)
startup_play(
    "publish",
    Publication.REQUESTED,
    lambda startup, _owner, officer: publication.publish_startup(
        startup, by=officer, expected_version=version_of(startup)
    ),
)
startup_play(
    "refuse_publication",
    Publication.REQUESTED,
    lambda startup, _owner, officer: publication.refuse_publication(startup, by=officer, reason=WHY),
)
startup_play(
    "withdraw_publication",
    Publication.PUBLIC,
    lambda startup, owner, _officer: publication.withdraw_publication(startup, by=owner),
)
startup_play(
    "unpublish",
    Publication.PUBLIC,
    lambda startup, _owner, officer: publication.unpublish_startup(startup, by=officer, reason=WHY),
)


def invitation_play(name: str, act: Callable[..., object]) -> None:
    def scene_of() -> tuple[Scene, Callable[[], object]]:
        startup = startup_in(Publication.PRIVATE)
        owner = member(startup, MemberRole.OWNER)
        member(startup, MemberRole.OWNER)
        invited = member(startup_in(Publication.PRIVATE), MemberRole.OWNER)
        address = {"email": invited.email, "role": MemberRole.EDITOR, "site": "https://x.vn"}
        invitation = membership.invite_member(startup, by=owner, **address)
        return Scene(inviter=owner, invited=invited), lambda: act(invitation, owner, invited)

    PLAYS[f"Invitation.{name}"] = scene_of


invitation_play("accept", lambda invitation, _owner, invited: membership.accept_invitation(invitation, by=invited))
invitation_play(
    "resend",
    lambda invitation, owner, _invited: membership.resend_invitation(invitation, by=owner, site="https://x.vn"),
)


def feedback_play(name: str, status: str, act: Callable[..., object]) -> None:
    def scene_of() -> tuple[Scene, Callable[[], object]]:
        here, there = UnitFactory(), UnitFactory()
        officer, receiver = person(Role.OFFICER, unit=here), person(Role.OFFICER, unit=there)
        person(Role.OFFICER, unit=UnitFactory())
        dismissed = person(Role.OFFICER, unit=there)
        RoleGrant.objects.filter(user=dismissed).update(revoked_at=timezone.now())
        message = in_state(status, officer, unit=here, email="nguoigui@example.vn")
        scene = Scene(sender="nguoigui@example.vn", there=receiver)
        return scene, lambda: act(message, officer, there)

    PLAYS[f"Feedback.{name}"] = scene_of


feedback_play("take_over", "received", lambda message, by, _unit: feedback_actions.take_over_feedback(message, by=by))
feedback_play(
    "answer", "in_progress", lambda message, by, _unit: feedback_actions.answer_feedback(message, by=by, answer="Có.")
)
feedback_play("correct", "answered", lambda message, by, _unit: correct(message, by))
feedback_play(
    "forward",
    "received",
    lambda message, by, unit: feedback_actions.forward_feedback(message, by=by, unit=unit, reason=WHY),
)
feedback_play(
    "close", "received", lambda message, by, _unit: feedback_actions.close_feedback(message, by=by, reason=WHY)
)
