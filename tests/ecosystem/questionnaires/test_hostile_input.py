"""Definitions, expressions and answers that mean harm: each ends in a message, none in an error of the portal."""

from typing import Any

import pytest

from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import TransitionRefused
from ecosystem.questionnaires.actions.questionnaire import UnusableDefinition, publish_version
from ecosystem.questionnaires.actions.response import save_answers
from ecosystem.questionnaires.definition import (
    MAX_JSON,
    NUMBER_LIMIT,
    DefinitionError,
    read_definition,
    read_definition_json,
)
from ecosystem.questionnaires.expressions import ExpressionError, evaluate, sample_values
from ecosystem.questionnaires.models import Answer
from ecosystem.questionnaires.reading import FilledQuestionnaire
from tests.factories import person
from tests.factories.questionnaires import SMALL, QuestionnaireVersionFactory, column, make_test_response, question

TWENTY = str(list(range(20)))


def with_question(text: str) -> str:
    return f'{{"sections": [{{"key": "a", "questions": [{text}]}}]}}'


def with_rule(value: str) -> str:
    rules = f'{{"rules": [{{"of": "x", "value": {value}}}]}}'
    return with_question(f'{{"kind": "short_text", "key": "a", "condition": {rules}}}')


# --- Definitions ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{" * 100_000,
        "[" * 100_000,
        '{"sections": ' + "[" * 900 + "]" * 900 + "}",
        " " * (MAX_JSON + 1),
        b"\xff\xfe{}",
        '{"__class__": 1}',
        '{"sections": [], "$schema": 1}',
        with_question('{"kind": "__class__", "key": "a"}'),
        with_question('{"kind": "short_text", "key": "__class__"}'),
        with_question('{"kind": "short_text", "key": "a.b"}'),
        with_question('{"kind": "short_text", "key": "a", "label": {"vi": "\\ud800"}}'),
        with_question('{"kind": "short_text", "key": "a", "__init__": {}}'),
        with_question('{"kind": "mark", "key": "a", "minimum": "NaN"}'),
        with_question('{"kind": "mark", "key": "a", "maximum": "Infinity"}'),
        with_question('{"kind": "mark", "key": "a", "maximum": "1e999999"}'),
        with_question('{"kind": "mark", "key": "a", "anchors": [{"value": "sNaN", "label": {}}]}'),
        with_question('{"kind": "mark", "key": "a", "maximum": NaN}'),
        with_question('{"kind": "money", "key": "a", "maximum": 1e400}'),
        with_question('{"kind": "money", "key": "a", "maximum": 99999999999999999999999}'),
        with_question('{"kind": "table", "key": "a", "max_rows": 10000}'),
        with_question(",".join(f'{{"kind": "yes_no", "key": "q{number}"}}' for number in range(301))),
        with_rule("9" * 5000),
        with_rule("1e300"),
        with_rule("Infinity"),
        with_rule('{"a": 1}'),
        with_rule(f'"{"x" * 300}"'),
    ],
)
def test_hostile_definition_is_refused_with_a_message(text: str):
    with pytest.raises(DefinitionError, match=r"\S"):
        read_definition_json(text)


def test_control_and_direction_characters_are_removed_from_imported_words():
    text = with_question('{"kind": "heading", "key": "a", "label": {"vi": "A\\u0000\\u202eB\\u2066\\n\\u200bC"}}')

    assert str(read_definition_json(text).questions["a"].label) == "AB\nC"


@pytest.mark.django_db
def test_questions_named_like_fields_of_the_portal_are_not_published():
    for key in ("csrfmiddlewaretoken", "version", "theirs", "switch_language", "facts"):
        definition = {"sections": [{"key": "a", "title": {"vi": "A"}, "questions": [question("yes_no", key)]}]}
        with pytest.raises(UnusableDefinition, match=key):
            publish_version(QuestionnaireVersionFactory(definition=definition), by=person(Role.MANAGER))


@pytest.mark.django_db
def test_column_named_like_the_key_of_a_row_is_not_published():
    table = question("table", "x", columns=[column("short_text", "id")])
    definition = {"sections": [{"key": "a", "title": {"vi": "A"}, "questions": [table]}]}
    with pytest.raises(UnusableDefinition, match="id"):
        publish_version(QuestionnaireVersionFactory(definition=definition), by=person(Role.MANAGER))


# --- Expressions ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "own_money.__class__",
        "facts.__class__.__mro__",
        "costs.__init__",
        "costs['nothing'] > 1",
        "__import__('os').system('id')",
        "getattr(costs, 'x')",
        "open('/etc/passwd')",
        "name.format('{0.__class__}')",
        "1 / 0",
        "9223372036854775807 + 1",
        "(" * 240 + "1" + ")" * 240,
        "[" * 240 + "]" * 240,
        "name.matches('(a{1000}){1000}{1000}')",
        f"{TWENTY}.all(a, {TWENTY}.all(b, {TWENTY}.all(c, {TWENTY}.all(d, {TWENTY}.all(e, true)))))",
        f"{TWENTY}.map(a, a)",
        f"{TWENTY}.exists // a comment\n (a, a > 1)",
        f"{TWENTY}.filter (a, a > 1)",
        "name.exists_one(a, true)",
    ],
)
def test_hostile_expression_ends_in_a_message(text: str):
    values = {**sample_values(read_definition(SMALL)), "facts": {}}

    with pytest.raises(ExpressionError, match=r"\S"):
        evaluate(text, values)


@pytest.mark.parametrize("expression", ["costs.nothing > 1", "facts.nothing > 1", "own_money > name", "1 / months > 0"])
def test_check_that_cannot_be_evaluated_stops_nobody(expression: str):
    check = {"key": "c", "expression": expression, "message": {"vi": "Sai"}, "at": "name"}
    answers = {"own_money": 1, "name": "x", "months": 0, "costs": [{"id": "a", "quantity": 1, "price": 1}]}

    assert FilledQuestionnaire(read_definition({**SMALL, "checks": [check]}), answers).failed_checks == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "expression", ["costs.nothing > 1", "facts.nothing > 1", "costs.rows.x == 1", "[1].all(x, x > 0)"]
)
def test_expression_that_fits_nothing_is_refused_at_publishing(expression: str):
    check = {"key": "c", "expression": expression, "message": {"vi": "Sai"}, "at": "name"}
    version = QuestionnaireVersionFactory(definition={**SMALL, "checks": [check]})

    with pytest.raises(UnusableDefinition):
        publish_version(version, by=person(Role.MANAGER))


# --- Answers --------------------------------------------------------------------------------------------
ROW = {"type": "other", "what": "Máy", "quantity": 1, "price": 1}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", 1),
        ("name", ["x"]),
        ("name", "x" * 20_001),
        ("name", "a\x00b"),
        ("name", "\ud800"),
        ("months", "12"),
        ("months", True),
        ("months", 1.5),
        ("months", 10**400),
        ("own_money", NUMBER_LIMIT + 1),
        ("own_money", float("nan")),
        ("own_money", float("inf")),
        ("helped", "yes"),
        ("helped", 1),
        ("__class__", "x"),
        ("costs.total", 5),
        ("costs", "x"),
        ("costs", {"a": 1}),
        ("costs", [1]),
        ("costs", [ROW] * 10_000),
        ("costs", [{**ROW, "__class__": "x"}]),
        ("costs", [{**ROW, "id": ["x"]}]),
        ("costs", [{**ROW, "quantity": "2"}]),
        ("costs", [{**ROW, "price": float("inf")}]),
        ("costs", [{**ROW, "what": "a\x00"}]),
        ("costs", [{**ROW, "quantity": NUMBER_LIMIT, "price": NUMBER_LIMIT}]),
    ],
)
def test_hostile_answer_is_refused_with_a_message_and_nothing_is_saved(key: str, value: Any):
    author = person(Role.MANAGER)
    response = make_test_response(author)

    with pytest.raises(TransitionRefused, match=r"\S"):
        save_answers(response, {"problem": "x", key: value}, by=author, version="0")
    assert not Answer.objects.filter(response=response).exists()


@pytest.mark.django_db
def test_markup_and_formulas_are_stored_as_they_were_typed():
    author = person(Role.MANAGER)
    response = make_test_response(author)
    words = "<script>alert(1)</script> =HYPERLINK('x') {{ 7*7 }} {% load %}"

    save_answers(response, {"name": words}, by=author, version="0")

    assert Answer.objects.get(response=response).text == words
