"""Assignment of an evaluator who is withdrawn at the same time, with its negative control."""

from collections.abc import Callable
from typing import Any

import pytest

from programmes.grants.actions import review as review_actions
from programmes.grants.actions.evaluators import withdraw_evaluator
from programmes.grants.actions.review import assign_evaluator
from programmes.grants.models import (
    Call,
    ReviewStatus,
)
from tests.concurrency import let_others_go_first, run_concurrently, wait_for_others
from tests.programmes.grants.cases import (
    Case,
    make_case,
)
from tests.programmes.grants.evaluators import review_statuses

R = ReviewStatus


def let_withdrawal_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """The assignment that has checked the evaluator waits for the withdrawal, as far as its locks allow."""
    check = review_actions.require_assignable

    def check_and_wait(application: Any, evaluator: Any) -> None:
        check(application, evaluator)
        let_others_go_first()

    monkeypatch.setattr(review_actions, "require_assignable", check_and_wait)


def race(case: Case, before_withdrawal: Callable[[], None] = lambda: None) -> list[Any]:
    """One officer assigns the evaluator whom another withdraws from the call at the same time."""
    evaluator = case.evaluators[0]

    def assign() -> str:
        assign_evaluator(case.fresh, by=case.officer, evaluator=evaluator)
        return "assigned"

    def withdraw() -> str:
        before_withdrawal()
        call = Call.objects.get(pk=case.application.call_id)
        withdraw_evaluator(call, by=case.manager, evaluator=evaluator, because="left", reason="Nghỉ")
        return "withdrawn"

    return run_concurrently([assign, withdraw])


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_evaluator_who_is_withdrawn_between_check_and_assignment_keeps_no_review(monkeypatch):
    case = make_case()
    let_withdrawal_go_first(monkeypatch)

    assert race(case, wait_for_others) == ["assigned", "withdrawn"]

    assert not case.application.reviews.filter(status__in=[R.ASSIGNED, R.OPEN]).exists()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_evaluator_who_is_withdrawn_is_not_assigned_at_the_same_time():
    for _ in range(6):
        case = make_case()

        assert race(case)[1] == "withdrawn"

        assert not case.application.reviews.filter(status__in=[R.ASSIGNED, R.OPEN]).exists()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_of_the_call_a_withdrawn_evaluator_gets_a_dossier(monkeypatch):
    case = make_case()
    let_withdrawal_go_first(monkeypatch)
    monkeypatch.setattr(review_actions, "lock_evaluators", lambda application: None)

    assert race(case, wait_for_others) == ["assigned", "withdrawn"]

    assert review_statuses(case) == {case.evaluators[0].email: [R.ASSIGNED]}
