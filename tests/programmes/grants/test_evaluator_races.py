"""Assignment of an evaluator who is withdrawn at the same time, with its negative control."""

import threading
from typing import Any

import pytest

from programmes.grants.actions import review as review_actions
from programmes.grants.actions.evaluators import withdraw_evaluator
from programmes.grants.actions.review import assign_evaluator
from programmes.grants.models import (
    Call,
    ReviewStatus,
)
from tests.concurrency import TIMEOUT, run_concurrently
from tests.programmes.grants.cases import (
    Case,
    make_case,
)
from tests.programmes.grants.evaluators import review_statuses

R = ReviewStatus


def race(case: Case, *, checked: threading.Event | None = None, withdrawn: threading.Event | None = None) -> list[Any]:
    """One officer assigns the evaluator whom another withdraws from the call at the same time.

    With the events, the withdrawal begins when the assignment has `checked`, and says when it has `withdrawn`.
    """
    evaluator = case.evaluators[0]

    def assign() -> str:
        assign_evaluator(case.fresh, by=case.officer, evaluator=evaluator)
        return "assigned"

    def withdraw() -> str:
        if checked:
            assert checked.wait(TIMEOUT)
        call = Call.objects.get(pk=case.application.call_id)
        withdraw_evaluator(call, by=case.manager, evaluator=evaluator, because="left", reason="Nghỉ")
        if withdrawn:
            withdrawn.set()
        return "withdrawn"

    return run_concurrently([assign, withdraw])


@pytest.mark.django_db(transaction=True)
def test_evaluator_who_is_withdrawn_is_not_assigned_at_the_same_time():
    for _ in range(6):
        case = make_case()

        assert race(case)[1] == "withdrawn"

        assert not case.application.reviews.filter(status__in=[R.ASSIGNED, R.OPEN]).exists()


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_of_the_call_a_withdrawn_evaluator_gets_a_dossier(monkeypatch):
    case, checked, withdrawn = make_case(), threading.Event(), threading.Event()
    take = review_actions.require_assignable

    def free_before_the_withdrawal(application: Any, evaluator: Any) -> None:
        take(application, evaluator)
        checked.set()
        assert withdrawn.wait(TIMEOUT)

    monkeypatch.setattr(review_actions, "lock_evaluators", lambda application: None)
    monkeypatch.setattr(review_actions, "require_assignable", free_before_the_withdrawal)

    assert race(case, checked=checked, withdrawn=withdrawn) == ["assigned", "withdrawn"]

    assert review_statuses(case) == {case.evaluators[0].email: [R.ASSIGNED]}
