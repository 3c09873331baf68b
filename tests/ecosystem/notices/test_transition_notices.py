"""Nobody is forgotten: tests/transition_notices.csv says for every transition who is told, or why nobody is.

A cell of `told` lists kinds of notices with their recipients (`returned@applicants`), or the transition that tells
instead because one action makes both moves (`=Tranche.pay`). A row that says `play` is played here, among a colleague,
somebody of another unit, somebody dismissed, a reader of the startup and a closed account, and exactly the people of
the row are told. Other rows name the test that shows it. docs/workflows.md prints the table.
"""

import ast
import csv

import pytest
from django.apps import apps

from ecosystem.core.workflow import Stateful
from ecosystem.notices.kinds import KINDS
from ecosystem.notices.models import Notification, OutboxMessage
from tests.ecosystem.notices.transition_plays import PLAYS
from tests.factories import time_limits
from tests.features import CHECKOUT
from tests.sources import tree_of

TABLE = CHECKOUT / "tests" / "transition_notices.csv"


def table() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {f"{row['model']}.{row['move']}": row for row in csv.DictReader(file)}


ROWS = table()
PLAYED = [name for name, row in ROWS.items() if row["shown_by"] == "play"]


# --- The table --------------------------------------------------------------------------------------------
def test_every_transition_has_one_row() -> None:
    models = [model for model in apps.get_models() if issubclass(model, Stateful)]
    expected = [f"{model.__name__}.{move}" for model in models for move in model.TRANSITIONS]

    with TABLE.open(encoding="utf-8", newline="") as file:
        found = [f"{row['model']}.{row['move']}" for row in csv.DictReader(file)]
    assert sorted(found) == sorted(expected), "say in tests/transition_notices.csv who is told, or why nobody is"


def test_every_row_tells_somebody_or_says_why_it_tells_nobody() -> None:
    assert [name for name, row in ROWS.items() if bool(row["told"]) == bool(row["nobody_because"])] == []


def test_rows_name_registered_kinds_and_rows_that_tell_somebody() -> None:
    kinds = {cell.split("@")[0] for row in ROWS.values() for cell in row["told"].split() if "@" in cell}
    others = {row["told"].removeprefix("=") for row in ROWS.values() if row["told"].startswith("=")}

    assert sorted(kinds - set(KINDS)) == []
    assert [name for name in others if "@" not in ROWS[name]["told"]] == []


def test_every_row_with_a_kind_is_played_or_names_the_test_that_shows_it() -> None:
    wrong = []
    for name, row in ROWS.items():
        if "@" not in row["told"] or row["shown_by"] == "play":
            continue
        path, _colons, test = row["shown_by"].partition("::")
        functions = [node for node in ast.walk(tree_of(CHECKOUT / path)) if isinstance(node, ast.FunctionDef)]
        words = {
            node.value
            for function in functions
            if function.name == test
            for node in ast.walk(function)
            if isinstance(node, ast.Constant)
        }
        if not words & {cell.split("@")[0] for cell in row["told"].split()}:
            wrong.append(name)
    assert wrong == []
    assert sorted(PLAYS) == sorted(PLAYED)


# --- The plays --------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("name", PLAYED)
def test_transition_tells_exactly_the_people_of_its_row(name: str) -> None:
    time_limits()
    scene, act = PLAYS[name]()
    OutboxMessage.objects.all().delete()
    Notification.objects.all().delete()

    act()

    cells = [cell.split("@") for cell in ROWS[name]["told"].split()]
    expected = [(kind, address) for kind, label in cells for address in scene.addresses(label)]
    assert sorted(OutboxMessage.objects.values_list("kind", "recipient")) == sorted(expected)
