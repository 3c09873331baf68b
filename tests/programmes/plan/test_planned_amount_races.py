"""Two people at one planned amount or its line at once; each guard once more switched off, where the race must go wrong."""

from collections.abc import Callable
from typing import Any

import pgtrigger
import pytest
from django.db import DatabaseError, connection, transaction

from ecosystem.accounts.roles import Role
from ecosystem.core import workflow
from ecosystem.core.conflicts import version_of
from ecosystem.core.workflow import TransitionRefused
from programmes.plan.actions import planned_amount
from programmes.plan.actions.budget import add_grant
from programmes.plan.actions.planned_amount import propose_amount, verify_amount
from programmes.plan.models import BudgetLine, PlannedAmount
from tests.concurrency import (
    add_barrier,
    let_others_go_first,
    remove_lock,
    remove_row_locks,
    run_concurrently,
    unguarded_move,
    wait_for_others,
)
from tests.factories import BudgetLineFactory, PlannedAmountFactory, person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    """Mails stay in the outbox: they are not raced here."""
    monkeypatch.setattr("ecosystem.notices.mail.send_outbox_task", lambda: None)


def outcome(act: Callable[[], Any], done: str) -> Callable[[], str]:
    def job() -> str:
        try:
            act()
        except TransitionRefused:
            return "refused"
        except DatabaseError:
            return "database"
        return done

    return job


def let_others_go_first_after(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let each other job go on until it ends or waits for a lock, once this function of the actions has returned."""
    real = getattr(planned_amount, name)

    def call_and_wait(*args: Any, **values: Any) -> Any:
        result = real(*args, **values)
        let_others_go_first()
        return result

    monkeypatch.setattr(planned_amount, name, call_and_wait)


# --- A cut of the plan, and a grant from it ----------------------------------------------------------------
def cut_and_grant(monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], BudgetLine]:
    """Verify a cut from 20 to 10, and grant 8 beside the 5 that are, after the check and before the cut is written."""
    line = BudgetLineFactory(planned=20, granted=5)
    amount, director = PlannedAmountFactory(line=line, amount=10), person(Role.DIRECTOR)
    let_others_go_first_after(monkeypatch, "_require_granted_within")

    def grant() -> None:
        wait_for_others()
        with transaction.atomic():
            add_grant(line.pk, 8)

    answers = run_concurrently(
        [outcome(lambda: verify_amount(amount, by=director), "verified"), outcome(grant, "granted")]
    )
    line.refresh_from_db()
    return answers, line


def test_plan_is_not_cut_below_a_grant_that_is_made_at_the_same_time(monkeypatch):
    answers, line = cut_and_grant(monkeypatch)

    assert answers == ["verified", "refused"]
    assert (line.planned, line.granted) == (10, 5)


def test_without_the_lock_of_the_line_the_check_of_the_database_still_holds(monkeypatch):
    remove_row_locks(monkeypatch, BudgetLine)

    answers, line = cut_and_grant(monkeypatch)

    assert answers == ["database", "granted"]
    assert (line.planned, line.granted) == (20, 13)


def test_control_without_lock_and_check_more_is_granted_than_planned(monkeypatch):
    remove_row_locks(monkeypatch, BudgetLine)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE plan_budgetline DROP CONSTRAINT granted_within_planned")
    try:
        answers, line = cut_and_grant(monkeypatch)

        assert answers == ["verified", "granted"]
        assert (line.planned, line.granted) == (10, 13)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE plan_budgetline CASCADE")
            cursor.execute(
                "ALTER TABLE plan_budgetline ADD CONSTRAINT granted_within_planned CHECK (granted <= planned)"
            )


# --- Two who verify, and one who verifies what another changes ------------------------------------------------
def two_verifiers(monkeypatch: pytest.MonkeyPatch, *, ignored: str = "") -> list[str]:
    amount = PlannedAmountFactory()
    directors = [person(Role.DIRECTOR), person(Role.DIRECTOR)]
    add_barrier(monkeypatch, planned_amount, "_require_granted_within")

    def verify(director: Any) -> None:
        if not ignored:
            verify_amount(amount, by=director)
            return
        with pgtrigger.ignore(ignored):
            verify_amount(amount, by=director)

    return run_concurrently([outcome(lambda d=d: verify(d), "verified") for d in directors])


def remove_all_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    remove_lock(monkeypatch, planned_amount, workflow)
    remove_row_locks(monkeypatch, BudgetLine, PlannedAmount)


def test_amount_is_verified_once_by_two_directors_at_once(monkeypatch):
    assert sorted(two_verifiers(monkeypatch)) == ["refused", "verified"]


def test_control_without_locks_and_trigger_an_amount_is_verified_twice(monkeypatch):
    remove_all_locks(monkeypatch)
    monkeypatch.setattr(planned_amount, "move", unguarded_move)

    assert two_verifiers(monkeypatch, ignored="plan.PlannedAmount:verified_amount_not_edited") == ["verified"] * 2


def change_and_verify(monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], int]:
    """Verify 3 as it was shown while a manager makes 4 of it; what stands on the line afterwards."""
    amount = PlannedAmountFactory(line__planned=2, amount=3)
    director, manager, shown = person(Role.DIRECTOR), person(Role.MANAGER), version_of(amount)
    let_others_go_first_after(monkeypatch, "_lock_for_second_person")

    def change() -> None:
        wait_for_others()
        propose_amount(amount.line, by=manager, amount=4, source="QĐ", change_reason="Thêm.")

    verify = outcome(lambda: verify_amount(amount, by=director, expected_version=shown), "verified")
    answers = run_concurrently([verify, outcome(change, "changed")])
    return answers, BudgetLine.objects.get().planned


def test_amount_that_nobody_read_never_stands(monkeypatch):
    answers, planned = change_and_verify(monkeypatch)

    assert (answers, planned) == (["verified", "changed"], 3)
    assert PlannedAmount.objects.waiting().get().amount == 4


def test_control_without_locks_an_amount_stands_that_its_verifier_never_read(monkeypatch):
    remove_all_locks(monkeypatch)

    answers, planned = change_and_verify(monkeypatch)

    assert (answers, planned) == (["verified", "changed"], 4)
