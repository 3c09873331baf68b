"""Every move × every wrong state × every wrong role is refused, and nothing changes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, Transition, TransitionRefused, move
from programmes.grants.actions import award as awards
from programmes.grants.actions import contract as contracts
from programmes.grants.actions import offer as offers
from programmes.grants.actions import payment as payments
from programmes.grants.actions import review as reviews
from programmes.grants.actions.evaluators import withdraw_review
from programmes.grants.models import (
    Application,
    ApplicationStatus,
    Award,
    AwardStatus,
    Disbursement,
    Review,
    ReviewStatus,
    Tranche,
    TrancheStatus,
)
from tests.edit_forms import current_version
from tests.factories import person
from tests.factories.questionnaires import report_form
from tests.programmes.grants.cases import (
    Case,
    contracted_case,
    evaluated_case,
    granted_case,
    make_case,
    open_review,
    proposed_case,
)
from tests.programmes.grants.reports import report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]

S, R, T = ApplicationStatus, ReviewStatus, TrancheStatus
DAY = timedelta(days=1)


def sign(application: Application, by: User) -> Any:
    today = timezone.localdate()
    parts = [contracts.PlannedTranche(20_000_000, "Sản phẩm", today + DAY)]
    return contracts.sign_contract(
        application, by=by, number="1/HĐ", signed_on=today, starts_on=today, ends_on=today + DAY, tranches=parts
    )


def decide(action: Callable[..., Any], **values: Any) -> Callable[[Application, User], Any]:
    return lambda application, by: action(
        application, by=by, **({"decision_number": "1", "decided_on": timezone.localdate()} | values)
    )


# Each move of an application in these panels: the case in its right state, and the action.
APPLICATION_MOVES: dict[str, tuple[Callable[[str], Case], Callable[[Application, User], Any]]] = {
    "propose": (
        lambda status: evaluated_case(make_case(status)),
        lambda a, by: awards.propose_award(a, by=by, recommendation="grant", amount=20_000_000, reason="Đủ điểm."),
    ),
    "approve": (proposed_case, decide(awards.approve_award)),
    "reject": (proposed_case, decide(awards.reject_award, end_reason="other", reason="Chưa đạt.")),
    "send_back": (proposed_case, lambda a, by: awards.send_back_award(a, by=by, reason="Xem lại.")),
    "accept_offer": (granted_case, lambda a, by: offers.accept_offer(a, by=by)),
    "decline_offer": (granted_case, lambda a, by: offers.decline_offer(a, by=by, reason="Không thực hiện nữa.")),
    "end_offer": (granted_case, lambda a, by: offers.end_offer(a, by=by, end_reason="other", reason="Hủy dự án.")),
    "sign_contract": (granted_case, sign),
    "accept_result": (
        lambda status: contracted_case(status, T.PAID, T.ACCEPTED),
        lambda a, by: contracts.accept_result(a, by=by),
    ),
    "close": (lambda status: contracted_case(status, T.PAID, T.PAID), lambda a, by: contracts.close_award(a, by=by)),
    "take_back_result": (
        lambda status: contracted_case(status, T.PAID, T.PAID),
        lambda a, by: contracts.take_back_result(a, by=by, reason="Nhầm."),
    ),
    "terminate": (
        contracted_case,
        lambda a, by: awards.terminate_award(a, by=by, end_reason="breach", reason="Sai mục đích."),
    ),
}

TRANCHE_MOVES: dict[str, Callable[[Tranche, User], Any]] = {
    "report": lambda t, by: report(t, by=by),
    "accept": lambda t, by: contracts.accept_deliverable(t, by=by),
    "send_back": lambda t, by: contracts.send_back_deliverable(t, by=by, reason="Thiếu."),
    "take_back_acceptance": lambda t, by: contracts.take_back_acceptance(t, by=by, reason="Nhầm."),
    "pay": lambda t, by: payments.pay_tranche(t, by=by, paid_on=timezone.localdate(), reference="1"),
}


def exclude(review: Review, by: User) -> Review:
    """The move alone: its action withdraws what is not sent yet."""
    with transaction.atomic():
        return move(review, "exclude", by=by, reason="Người nhà.", withdrawn_because="conflict")


REVIEW_MOVES: dict[str, Callable[[Review, User], Any]] = {
    "declare_no_conflict": lambda r, by: reviews.declare_no_conflict(r, by=by),
    "declare_conflict": lambda r, by: reviews.declare_conflict(r, by=by, reason="Người nhà."),
    "send": lambda r, by: reviews.send_review(r, by=by),
    "reopen": lambda r, by: reviews.reopen_review(r, by=by, reason="Nhầm."),
    "withdraw": lambda r, by: withdraw_review(r, by=by, because="illness", reason="Ốm."),
    "exclude": exclude,
}


def snapshot() -> list[Any]:
    return [
        list(Application.objects.values_list("pk", "status").order_by("pk")),
        list(Award.objects.values_list("pk", "status", "amount", "cancelled").order_by("pk")),
        list(Tranche.objects.values_list("pk", "status").order_by("pk")),
        list(Review.objects.values_list("pk", "status", "total").order_by("pk")),
        Disbursement.objects.count(),
        AuditEntry.objects.count(),
    ]


def who_may(case: Case, roles: set[str]) -> User:
    """A person of the case who holds one of the roles."""
    for role in sorted(roles):
        if role in case.people:
            return case.people[role]
    return case.owner


def wrong_people(case: Case, roles: set[str]) -> dict[str, User]:
    """One person per role that may not, and a role of the right kind in a foreign unit."""
    others = {role: user for role, user in case.people.items() if role not in roles}
    others |= {r.value: person(r, unit=case.application.call.unit) for r in (Role.COUNCIL, Role.ADMINISTRATOR)}
    others["foreign evaluator"] = person(Role.EVALUATOR)
    if Role.APPLICANT not in roles:
        others["owner"] = case.owner
    from tests.factories import UnitFactory

    foreign = UnitFactory()
    others |= {f"{r} elsewhere": person(r, unit=foreign) for r in roles if r in case.people}
    return others


def test_every_move_of_the_panels_is_covered():
    from programmes.grants.panels import URL_NAME_BY_MOVE

    assert set(APPLICATION_MOVES) == set(URL_NAME_BY_MOVE)
    assert set(TRANCHE_MOVES) == set(Tranche.TRANSITIONS) - {"cancel", "reverse_payment", "return_money"}
    assert set(REVIEW_MOVES) == set(Review.TRANSITIONS)


@pytest.mark.parametrize("name", APPLICATION_MOVES)
def test_application_move_is_refused_from_every_wrong_state(name):
    make, act = APPLICATION_MOVES[name]
    transition: Transition = Application.TRANSITIONS[name]
    case = make(sorted(transition.sources)[0])
    person = who_may(case, set(transition.roles))
    wrong = [s for s in S if s not in transition.sources]
    assert len(wrong) >= len(S) - 6

    for status in wrong:
        Application.objects.filter(pk=case.application.pk).update(status=status)
        before = snapshot()
        with pytest.raises(TransitionRefused):
            act(case.fresh, person)
        assert snapshot() == before, status


@pytest.mark.parametrize("name", APPLICATION_MOVES)
def test_application_move_is_refused_to_every_wrong_role_and_done_for_the_right_one(name):
    make, act = APPLICATION_MOVES[name]
    transition: Transition = Application.TRANSITIONS[name]
    case = make(sorted(transition.sources)[0])
    before = snapshot()

    for user in wrong_people(case, set(transition.roles)).values():
        with pytest.raises(RoleRefused):
            act(case.application, user)
        assert snapshot() == before

    act(case.application, who_may(case, set(transition.roles)))
    assert case.fresh.status == transition.target


@pytest.mark.parametrize(
    ("name", "status"), [(n, s) for n in TRANCHE_MOVES for s in T if s not in Tranche.TRANSITIONS[n].sources]
)
def test_tranche_move_is_refused_from_a_wrong_state(name, status):
    case = contracted_case(S.IN_PROGRESS, status)
    before = snapshot()

    with pytest.raises(TransitionRefused):
        TRANCHE_MOVES[name](case.tranches[0], who_may(case, set(Tranche.TRANSITIONS[name].roles)))

    assert snapshot() == before


@pytest.mark.parametrize("name", TRANCHE_MOVES)
def test_tranche_move_is_refused_to_every_wrong_role_and_done_for_the_right_one(name):
    transition: Transition = Tranche.TRANSITIONS[name]
    case = contracted_case(S.IN_PROGRESS, sorted(transition.sources)[0])
    report_form()
    before = snapshot()
    wrong = wrong_people(case, set(transition.roles))
    if name in {"accept", "send_back"}:
        wrong.pop("owner")  # who reported is refused before the role is asked: test_contract_actions

    for user in wrong.values():
        with pytest.raises(RoleRefused):
            TRANCHE_MOVES[name](case.tranches[0], user)
        assert snapshot() == before

    TRANCHE_MOVES[name](case.tranches[0], who_may(case, set(transition.roles)))
    assert Tranche.objects.get(pk=case.tranches[0].pk).status == transition.target


def mover_of(name: str, case: Case, review: Review) -> User:
    """Who may make the move: the department's people what they do, the evaluator the rest."""
    return case.manager if name in {"reopen", "withdraw", "exclude"} else review.evaluator


def review_in(status: str) -> tuple[Case, Review]:
    case = evaluated_case(make_case())
    review = case.application.reviews.order_by("pk").first()
    if status != R.SENT:
        if status != R.EXCLUDED:
            Review.objects.filter(pk=review.pk).update(status="open", total=None, sent_at=None)
        Review.objects.filter(pk=review.pk).update(
            status=status,
            conflict_reason="x" if status == R.RECUSED else "",
            withdrawn_because="conflict" if status in {R.WITHDRAWN, R.EXCLUDED} else "",
        )
    return case, Review.objects.get(pk=review.pk)


@pytest.mark.parametrize(
    ("name", "status"), [(n, s) for n in REVIEW_MOVES for s in R if s not in Review.TRANSITIONS[n].sources]
)
def test_review_move_is_refused_from_a_wrong_state(name, status):
    case, review = review_in(status)
    before = snapshot()

    with pytest.raises(TransitionRefused):
        REVIEW_MOVES[name](review, mover_of(name, case, review))

    assert snapshot() == before


@pytest.mark.parametrize("name", REVIEW_MOVES)
def test_review_move_is_refused_to_every_wrong_role_and_done_for_the_right_one(name):
    transition: Transition = Review.TRANSITIONS[name]
    case, review = review_in(sorted(transition.sources)[0])
    wrong = wrong_people(case, set(transition.roles)) | {"other evaluator": case.evaluators[1]}
    before = snapshot()

    for user in wrong.values():
        with pytest.raises(RoleRefused):
            REVIEW_MOVES[name](review, user)
        assert snapshot() == before

    REVIEW_MOVES[name](review, mover_of(name, case, review))
    assert Review.objects.get(pk=review.pk).status == transition.target


@pytest.mark.parametrize("status", [s for s in S if s != S.EVALUATING])
def test_reviews_cannot_move_unless_the_dossier_is_under_evaluation(status):
    case = make_case(status)
    review = open_review(case.application, case.evaluators[0])

    with pytest.raises(TransitionRefused):
        reviews.save_scores(review, by=review.evaluator, marks={}, comment="x", version=current_version(review))
    with pytest.raises(TransitionRefused):
        reviews.assign_evaluator(case.application, by=case.officer, evaluator=case.evaluators[1])

    assert (case.application.reviews.count(), Award.objects.filter(status=AwardStatus.PROPOSED).count()) == (1, 0)
