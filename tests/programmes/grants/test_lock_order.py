"""Every action that moves money takes its locks in one order, and the budget line's last of all, with its last statement."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programmes.grants.actions import award as awards
from programmes.grants.actions import offer as offers
from programmes.grants.actions import payment as payments
from programmes.grants.actions import reversal as reversals
from programmes.grants.models import ApplicationStatus, TrancheStatus
from programmes.plan.actions import budget
from tests.programmes.grants.cases import Case, contracted_case, proposed_case
from tests.programmes.grants.test_offers import approved_case, make_overdue
from tests.programmes.grants.test_reversals import ask, paid_case, request_return, tranche_of
from tests.sources import tree_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]

S, T = ApplicationStatus, TrancheStatus
ORDER = [
    "startups_startup",
    "grants_application",
    "grants_award",
    "grants_contract",
    "grants_tranche",
    "grants_disbursement",
    "reports_reportingperiod",
    "plan_budgetline",
]
LOCKING_STATEMENT = re.compile(
    r'^UPDATE "?(?P<updated>\w+)|^SELECT .*? FROM "?(?P<locked>\w+).* FOR (?:NO KEY )?(?:UPDATE|SHARE)', re.DOTALL
)
MOVEMENTS = {"add_grant", "return_grant", "add_payment", "subtract_payment", "subtract_returned_money"}


def approve(case: Case) -> None:
    number = f"{case.application.pk}/QĐ"
    awards.approve_award(case.fresh, by=case.director, decision_number=number, decided_on=timezone.localdate())


def pay(case: Case) -> None:
    payments.pay_tranche(tranche_of(case), by=case.accountant, paid_on=timezone.localdate(), reference="UNC 1")


def terminate(case: Case) -> None:
    awards.terminate_award(case.fresh, by=case.director, end_reason="breach", reason="Sai mục đích.")


def returned_case() -> Case:
    case = paid_case()
    request_return(case, 2_000_000)
    return case


def reversed_case() -> Case:
    case = paid_case(S.CLOSED, T.PAID)
    ask(case)
    return case


def confirm(case: Case) -> None:
    reversals.confirm_reversal(tranche_of(case).payments.get().reversals.get(), by=case.director)


def overdue_case() -> Case:
    case = approved_case()
    make_overdue(case)
    return case


ACTIONS: list[tuple[str, Callable[[], Case], Callable[[Case], Any]]] = [
    ("approve_award", proposed_case, approve),
    ("terminate_award", lambda: contracted_case(S.IN_PROGRESS, T.ACCEPTED), terminate),
    ("pay_tranche", lambda: contracted_case(S.CONTRACTED, T.ACCEPTED), pay),
    ("confirm_reversal", returned_case, confirm),
    ("confirm_reversal", reversed_case, confirm),
    ("decline_offer", approved_case, lambda case: offers.decline_offer(case.fresh, by=case.owner, reason="Không.")),
    ("lapse_offer", overdue_case, lambda case: offers.lapse_offer(case.fresh)),
    (
        "end_offer",
        approved_case,
        lambda case: offers.end_offer(case.fresh, by=case.director, end_reason="other", reason="Hủy."),
    ),
]


@pytest.mark.parametrize(("name", "make_case", "act"), ACTIONS)
def test_budget_line_is_the_last_lock_of_each_movement_of_money(name, make_case, act):
    case = make_case()

    with CaptureQueriesContext(connection) as captured:
        act(case)

    statements = [query["sql"] for query in captured.captured_queries if "SAVEPOINT" not in query["sql"]]
    locked = list(locked_tables(statements))
    assert locked == sorted(locked, key=ORDER.index)
    assert locked.count("plan_budgetline") == 1
    assert statements[-1].startswith('UPDATE "plan_budgetline"')


@pytest.mark.parametrize(("name", "statements"), [("approve_award", 43), ("pay_tranche", 27)])
def test_approval_and_payment_stay_within_their_number_of_statements(name, statements, django_assert_max_num_queries):
    make_case, act = next((make, act) for action, make, act in ACTIONS if action == name)
    case = make_case()

    with django_assert_max_num_queries(statements):
        act(case)


def locked_tables(statements: list[str]) -> Iterator[str]:
    """The tables of ORDER whose rows the statements lock, each where it comes first."""
    seen = set()
    for statement in statements:
        match = LOCKING_STATEMENT.match(statement)
        table = match and (match["updated"] or match["locked"])
        if table in ORDER and table not in seen:
            seen.add(table)
            yield str(table)


def test_every_action_that_moves_money_is_checked():
    assert {name for name, _make, _act in ACTIONS} == set(actions_that_move_money())
    assert all(hasattr(budget, name) for name in MOVEMENTS)
    public = {name for name, value in vars(budget).items() if getattr(value, "__module__", "") == budget.__name__}
    assert {name for name in public if not name.startswith("_")} == MOVEMENTS | {"lock_line"}


def actions_that_move_money() -> Iterator[str]:
    """Public functions outside the module of the movements that call one, themselves or through others of their module."""
    for path in sorted(Path(settings.BASE_DIR).glob("programmes/**/*.py")):
        if path != Path(budget.__file__):
            calls = {
                function.name: {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
                for function in ast.walk(tree_of(path))
                if isinstance(function, ast.FunctionDef)
            }
            callers = set(MOVEMENTS)
            while further := {name for name, called in calls.items() if called & callers} - callers:
                callers |= further
            yield from (name for name in callers - MOVEMENTS if not name.startswith("_"))
