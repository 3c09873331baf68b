"""What differs between two versions, in words."""

from copy import deepcopy
from typing import Any, get_args

import msgspec
import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.questionnaires.definition import (
    Anchor,
    AnyQuestion,
    Check,
    Column,
    Definition,
    Option,
    Section,
    Total,
    read_definition,
)
from ecosystem.questionnaires.differences import MEMBERS, OTHERS, Differences, find_differences
from ecosystem.questionnaires.purposes import PURPOSES
from tests.ecosystem.questionnaires.random_definitions import definitions, few
from tests.factories.questionnaires import SMALL, question

DEFINITIONS = definitions().map(read_definition)


def compare(change: Any, before: Any = SMALL) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Everything that differs after `change` was called with a copy of SMALL."""
    new = deepcopy(before)
    change(new)
    with translation.override("en"):
        found = find_differences(read_definition(before), read_definition(new), PURPOSES["deliverable_report"])
    return [
        (part.name, str(part.outcome), [(line.label, line.old, line.new) for line in part.lines])
        for part in [*found.sections, *found.questions, *found.checks]
    ]


def first_questions(data: Any) -> Any:
    return data["sections"][0]["questions"]


def table(data: Any) -> Any:
    return data["sections"][1]["questions"][0]


@pytest.mark.row("B55")
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda data: None, []),
        (
            lambda data: data["sections"][0].update(title={"vi": "Đề án", "en": "Plan"}),
            [
                (
                    "Plan",
                    "changed",
                    [("Title (Vietnamese)", "Nội dung dự án", "Đề án"), ("Title (English)", "Project", "Plan")],
                )
            ],
        ),
        (
            lambda data: first_questions(data).append(question("yes_no", "more")),
            [("Question more", "added", [("Place", "", "“Project”, question 6")])],
        ),
        (
            lambda data: first_questions(data).pop(1),
            [("Question problem", "removed", [("Place", "“Project”, question 2", "")])],
        ),
        (
            lambda data: first_questions(data).insert(0, first_questions(data).pop()),
            [
                (
                    "Question months",
                    "changed",
                    [("Place", "“Project”, question 5", "“Project”, question 1")],
                )
            ],
        ),
        (
            lambda data: data["sections"][1]["questions"].append(first_questions(data).pop()),
            [("Question months", "changed", [("Place", "“Project”, question 5", "“Money”, question 3")])],
        ),
        (
            lambda data: first_questions(data)[4].update(maximum=24, required_from="send"),
            [
                (
                    "Question months",
                    "changed",
                    [("Required", "", "when the report is sent"), ("Greatest value", "60", "24")],
                )
            ],
        ),
        (
            lambda data: first_questions(data)[3].pop("condition"),
            [
                (
                    "Question help_received",
                    "changed",
                    [("Condition", "Asked only when “Question helped” is “Yes”.", "")],
                )
            ],
        ),
        (
            lambda data: first_questions(data)[4].update(kind="money"),
            [("Question months", "changed", [("Kind", "Whole number", "Amount of money")])],
        ),
        (
            lambda data: table(data)["columns"][3].update(kind="whole_number", minimum=1),
            [
                (
                    "Question costs",
                    "changed",
                    [
                        ("Column “price”: Kind", "Amount of money", "Whole number"),
                        ("Column “price”: Least value", "0", "1"),
                    ],
                )
            ],
        ),
        (
            lambda data: table(data)["totals"].pop(),
            [
                (
                    "Question costs",
                    "changed",
                    [
                        ("Total: order", "total, labour", "total"),
                        ("Total “labour”: Adds up the column", "amount", ""),
                        ("Total “labour”: Wording (Vietnamese)", "Tiền công", ""),
                        ("Total “labour”: Wording (English)", "Labour", ""),
                        ("Total “labour”: Of the rows by the column", "type", ""),
                        ("Total “labour”: With the answer", "labour", ""),
                    ],
                )
            ],
        ),
        (
            lambda data: data["checks"][0].update(expression="own_money < costs.total"),
            [
                (
                    "Own money is at most the total.",
                    "changed",
                    [("Expression", "own_money <= costs.total", "own_money < costs.total")],
                )
            ],
        ),
        (
            lambda data: data["checks"].clear(),
            [("Own money is at most the total.", "removed", [("Place", "check 1", "")])],
        ),
    ],
)
def test_each_difference_is_said_in_words(change, expected):
    assert compare(change) == expected


@pytest.mark.django_db  # a condition on a ward names it
@few
@given(st.tuples(DEFINITIONS, DEFINITIONS))
def test_any_two_definitions_are_compared_without_an_error(pair: tuple[Definition, Definition]):
    old, new = pair
    purpose = PURPOSES["deliverable_report"]

    assert isinstance(find_differences(old, new, purpose), Differences)
    assert not find_differences(old, old, purpose)


def test_every_member_of_a_definition_has_a_label():
    parts = [*get_args(AnyQuestion), Section, Check, Option, Column, Total, Anchor]

    names = {member.name for part in parts for member in msgspec.structs.fields(part)} - OTHERS
    assert names <= set(MEMBERS)
    assert set(MEMBERS) <= names
