"""The words that staff read when an imported text is no questionnaire."""

import pytest
from django.utils import translation

from ecosystem.questionnaires.definition import DefinitionError, read_definition_json
from ecosystem.questionnaires.definition_errors import describe_definition_error


def words(text):
    with pytest.raises(DefinitionError) as refused:
        read_definition_json(text)
    return describe_definition_error(refused.value, text)


def with_question(text):
    return f'{{"sections": [{{"key": "a", "questions": [{{"kind": "heading", "key": "h"}}, {text}]}}]}}'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "The text ends too early: it is no complete JSON."),
        ('{\n "sections": [},', "Line 2, character 15: this is no JSON"),
        ("[" * 9000, "The text is nested too deeply."),
        ('{"a": 1}', "There is no member “a” here"),
        (
            with_question('{"kind": "x", "key": "q"}'),
            "Section 1 (a), question 2 (q), kind: “x” is not one of the possible values",
        ),
        (with_question('{"key": "q"}'), "Section 1 (a), question 2 (q): the member “kind” is missing"),
        (
            with_question('{"kind": "long_text", "key": "q", "max_length": 50000}'),
            "Section 1 (a), question 2 (q), max_length: at most 20000",
        ),
        (
            with_question('{"kind": "mark", "key": "q", "minimum": "NaN"}'),
            "Section 1 (a), question 2 (q): a mark lies between -1000 and 1000, with at most two decimals",
        ),
        (
            with_question('{"kind": "table", "key": "q", "columns": [{"key": "Q"}]}'),
            (
                "Section 1 (a), question 2 (q), column 1 (Q), key: "
                "a key has small letters, digits and _, and begins with a letter"
            ),
        ),
        (
            with_question('{"kind": "date", "key": "q", "earliest": "30/6/2026"}'),
            "Section 1 (a), question 2 (q), earliest: a day is written like 2026-06-30",
        ),
        (
            with_question('{"kind": "heading", "key": "q", "label": {"vi": 1}}'),
            "Section 1 (a), question 2 (q), label.vi: expected is str, not int",
        ),
    ],
)
def test_fault_names_its_place_and_what_is_wrong(text, expected):
    with translation.override("en"):
        assert words(text)[:1].upper() + words(text)[1:] == expected
