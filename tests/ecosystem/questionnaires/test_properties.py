"""What holds for every questionnaire and all answers to it (Hypothesis)."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.accounts.roles import Role
from ecosystem.questionnaires.actions.response import close_response, save_answers, start_response
from ecosystem.questionnaires.code_lists import CODE_LISTS
from ecosystem.questionnaires.conditions import asked_questions
from ecosystem.questionnaires.definition import (
    Definition,
    DefinitionError,
    Table,
    definition_json,
    definition_schema,
    read_definition,
    read_definition_json,
)
from ecosystem.questionnaires.expressions import table_totals
from ecosystem.questionnaires.problems import find_problems
from ecosystem.questionnaires.purposes import PURPOSES
from ecosystem.questionnaires.reading import FilledQuestionnaire, read_response
from tests.ecosystem.questionnaires.random_definitions import answers_to, definitions, few
from tests.factories import person
from tests.factories.questionnaires import QuestionnaireVersionFactory

FACTS = {"amount": 100, "deliverable": "x", "due_on": "2026-06-30"}
SCHEMA_URL = "https://example.org/questionnaire.schema.json"
DEFINITIONS = definitions().map(read_definition)
FILLED = DEFINITIONS.flatmap(lambda definition: st.tuples(st.just(definition), answers_to(definition)))


@few
@given(DEFINITIONS)
def test_export_and_import_give_the_same_questionnaire(definition: Definition):
    assert read_definition_json(definition_json(definition, SCHEMA_URL)) == definition


@few
@given(DEFINITIONS)
def test_every_definition_is_checked_without_an_error(definition: Definition):
    assert isinstance(find_problems(definition, PURPOSES["deliverable_report"], CODE_LISTS), list)


@few
@given(FILLED)
def test_checks_of_every_questionnaire_are_evaluated_without_an_error(filled: tuple[Definition, dict[str, Any]]):
    definition, answers = filled

    assert isinstance(FilledQuestionnaire(definition, answers, FACTS).failed_checks, list)


@few
@given(FILLED)
def test_what_is_hidden_is_not_kept_and_does_not_change_what_is_asked(filled: tuple[Definition, dict[str, Any]]):
    definition, answers = filled
    read = FilledQuestionnaire(definition, answers, FACTS)
    kept = read.kept_answers()

    assert set(kept) <= set(read.asked)
    assert asked_questions(definition, kept, FACTS) == read.asked


@few
@given(FILLED)
def test_totals_equal_a_plain_sum(filled: tuple[Definition, dict[str, Any]]):
    definition, answers = filled
    for key, rows in answers.items():
        table = definition.questions[key]
        if isinstance(table, Table):
            expected = {total.key: sum(_addends(table, total, rows)) for total in table.totals}
            assert table_totals(table, rows) == expected


def _addends(table: Table, total: Any, rows: list[dict[str, Any]]):
    for row in rows:
        if total.where and row[total.where] != total.is_value:
            continue
        column = table.column(total.column)
        if column.product_of:
            yield row[column.product_of[0]] * row[column.product_of[1]]
        elif column.kind in ("whole_number", "money"):
            yield row[total.column]


@pytest.mark.django_db
@settings(few, max_examples=25)
@given(filled=FILLED)
def test_what_is_hidden_is_not_stored_after_sending(filled: tuple[Definition, dict[str, Any]]):
    definition, answers = filled
    author = person(Role.MANAGER)
    version = QuestionnaireVersionFactory(published=True, definition=msgspec.to_builtins(definition))
    response = save_answers(start_response(version, by=author, is_test=True), answers, by=author, version="0")
    before = read_response(response)

    close_response(response)

    stored = {key.partition(".")[0] for key in response.answers.exclude(value=None).values_list("question", flat=True)}
    assert stored <= set(before.asked)
    assert read_response(response).kept_answers() == before.kept_answers()


@few
@given(definitions())
def test_published_schema_accepts_what_the_portal_accepts(data: dict[str, Any]):
    jsonschema = pytest.importorskip("jsonschema")
    exported = json.loads(definition_json(read_definition(data), SCHEMA_URL))

    jsonschema.Draft202012Validator(definition_schema(SCHEMA_URL)).validate(exported)


@few
@given(definitions(), st.data())
def test_published_schema_refuses_a_damaged_questionnaire_as_the_portal_does(definition: dict[str, Any], data: Any):
    jsonschema = pytest.importorskip("jsonschema")
    damaged = _damage(json.loads(definition_json(read_definition(definition), SCHEMA_URL)), data)
    try:
        read_definition_json(json.dumps(damaged))
    except DefinitionError:
        return
    jsonschema.Draft202012Validator(definition_schema(SCHEMA_URL)).validate(damaged)


def _damage(node: Any, data: Any) -> Any:
    """The JSON data with one member somewhere taken away, renamed or replaced."""
    inner = [key for key, value in _items(node) if isinstance(value, dict | list) and value]
    if inner and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(inner))
        node[key] = _damage(node[key], data)
    elif isinstance(node, dict) and node:
        key = data.draw(st.sampled_from(sorted(node)))
        value = node.pop(key)
        action = data.draw(st.sampled_from(["remove", "rename", "replace"]))
        if action == "rename":
            node[f"{key}x"] = value
        elif action == "replace":
            node[key] = data.draw(st.sampled_from([None, 1, -1, True, "x", "", [], {}, [1], 10**18]))
    return node


def _items(node: Any) -> Any:
    return node.items() if isinstance(node, dict) else enumerate(node)
