"""Every state that is not final has a next step: tests/next_steps.csv names it, with its role, for each kind of event.

A cell is a move of the model (`withdraw@officer`) or a page (`grants:call_amend@manager`) with the role that has it.
docs/workflows.md prints the table.
"""

import csv
from typing import Any

import pytest
from django.apps import apps

from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import OWNER, SYSTEM, Stateful
from tests.access.requests import request_as
from tests.access.rule import Rule
from tests.access.rules import RULES
from tests.access.test_access import outcome
from tests.access.world import World
from tests.features import CHECKOUT
from tests.thorough import THOROUGH

TABLE = CHECKOUT / "tests" / "next_steps.csv"
ACTORS = {Role.PARTNER_REPORTER: "reporter", Role.PARTNER_HEAD: "head"}  # other roles have their own names in the world


def table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cells() -> list[tuple[str, str, str, str]]:
    """Model, state, event and step on of every cell."""
    return [
        (row["model"], row["state"], event, step)
        for row in table()
        for event, step in row.items()
        if event not in {"model", "state"}
    ]


def models() -> dict[str, type[Stateful]]:
    return {model.__name__: model for model in apps.get_models() if issubclass(model, Stateful)}


def pages() -> list[tuple[str, str, str, str, str]]:
    """Model, state, event, address and role of every cell that names a page."""
    return [(model, state, event, *step.split("@")) for model, state, event, step in cells() if ":" in step]


def test_every_state_that_is_not_final_is_in_the_table_once() -> None:
    expected = [
        (name, state)
        for name, model in models().items()
        for state in model.STATES.values
        if any(state in transition.sources for transition in model.TRANSITIONS.values())
    ]

    found = [(row["model"], row["state"]) for row in table()]
    assert sorted(found) == sorted(expected), "say in tests/next_steps.csv who goes on from each of these states"


def test_no_cell_is_empty() -> None:
    assert [cell[:3] for cell in cells() if not cell[3]] == []


def test_every_move_of_the_table_leads_on_from_its_state_for_its_role() -> None:
    wrong = []
    for name, state, event, step in cells():
        if ":" in step:
            continue
        move, role = step.split("@")
        transition = models()[name].TRANSITIONS.get(move)
        if transition is None or state not in transition.sources or role not in transition.roles:
            wrong.append((name, state, event, step))
        assert role in {SYSTEM, OWNER, *Role.values}

    assert wrong == []


@pytest.mark.parametrize("page", sorted({(m, s, name, role) for m, s, _event, name, role in pages()}), ids=str)
def test_every_page_of_the_table_opens_for_its_role_in_its_state(city: World, page: tuple[str, str, str, str]) -> None:
    model, state, name, role = page
    actor = ACTORS.get(role, role)
    rules = [rule for rule in RULES if rule.name == name and concerns(city, rule, model, state)]
    assert rules, f"tests/access/rules.py has no rule of {name} for a record in the state {state}"

    for rule in rules:
        assert actor in rule.allowed
        with request_as(city, rule, actor, render=THOROUGH) as response:
            assert outcome(response) == "in"
            assert response.status_code not in {409, 400}


def concerns(city: World, rule: Rule, model: str, state: str) -> bool:
    """Whether the rule is about a record of the model in this state, or about one of another model."""
    record: Any = city.things.get(rule.case)
    if record is None or type(record).__name__ != model:
        return True
    return bool(type(record).objects.filter(pk=record.pk, status=state).exists())
