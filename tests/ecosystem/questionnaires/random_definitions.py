"""Random questionnaires and random answers to them, for tests that hold for every questionnaire (Hypothesis)."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from ecosystem.core.text import clean_block
from ecosystem.questionnaires.definition import (
    NUMBER_LIMIT,
    AnyQuestion,
    Choice,
    Choices,
    Column,
    Day,
    Definition,
    File,
    Heading,
    LongText,
    Mark,
    Money,
    ShortText,
    Statement,
    Table,
    Ward,
    WholeNumber,
    YesNo,
)

# Whole questionnaires are large examples: fewer of them, and no limit of time for one.
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
KINDS = (
    *(ShortText, LongText, WholeNumber, Money, Day, Choice, Choices),
    *(YesNo, Ward, File, Mark, Statement, Heading, Table),
)
OPTION_KEYS = ("a", "b", "c")
NAMES = st.sampled_from([f"q{number}" for number in range(20)])
WORDS = st.text(max_size=20).map(clean_block) | st.sampled_from(["=1+1", "<b>x</b>", "Tiền công", "@SUM(A1)"])
TEXTS = st.fixed_dictionaries({"vi": WORDS, "en": WORDS})
NUMBERS = st.integers(-NUMBER_LIMIT, NUMBER_LIMIT)
SMALL_NUMBERS = st.integers(-1000, 1000)
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1)).map(date.isoformat)
MARKS = st.decimals(0, 10, places=2).map(str)
VALUES = st.none() | st.booleans() | SMALL_NUMBERS | st.floats(-1e6, 1e6) | DAYS | st.sampled_from(OPTION_KEYS)
RULE_VALUES = VALUES | st.lists(st.sampled_from(OPTION_KEYS), max_size=3)
COMPARISONS = st.sampled_from(["equals", "differs", "includes", "at_least", "at_most", "answered", "unanswered"])
OPTIONS = st.lists(st.sampled_from(OPTION_KEYS), unique=True, max_size=3).flatmap(
    lambda keys: st.tuples(*[st.builds(lambda label, key=key: {"key": key, "label": label}, TEXTS) for key in keys])
)
EXPRESSIONS = st.sampled_from(
    [
        *("q0 <= q1", "q2.total >= 0", "q3 == 'a'", "facts.amount > q0", "q0.__class__", "size(q1) > 1", "true"),
        *("q4 - q5 <= duration('24h')", "q0 / q1 > 1", "q0.nothing", "[q0].all(x, x > 1)", "q0 <", "q6 in ['a']"),
    ]
)


def _conditions() -> Any:
    rules = st.lists(
        st.fixed_dictionaries(
            {"of": NAMES | st.just("facts.amount"), "compare": COMPARISONS}, optional={"value": RULE_VALUES}
        ),
        min_size=1,
        max_size=3,
    )
    return st.fixed_dictionaries({"rules": rules}, optional={"match": st.sampled_from(["all", "any"])})


@st.composite
def tables(draw: Any) -> dict[str, Any]:
    """Columns and totals; most of them make sense."""
    kinds = st.sampled_from(["short_text", "whole_number", "money", "date", "choice", "yes_no"])
    columns = [
        {"key": f"c{number}", "kind": draw(kinds), "label": draw(TEXTS)} for number in range(draw(st.integers(0, 4)))
    ]
    for column in columns:
        if column["kind"] == "choice":
            column["options"] = draw(OPTIONS)
    numeric = [column["key"] for column in columns if column["kind"] in ("whole_number", "money")]
    if len(numeric) > 1 and draw(st.booleans()):
        columns.append({"key": "product", "kind": "money", "label": draw(TEXTS), "product_of": numeric[:2]})
    totals = [
        {"key": f"t{number}", "column": column["key"], "label": draw(TEXTS)}
        for number, column in enumerate(columns)
        if draw(st.booleans())
    ]
    choices = [column["key"] for column in columns if column["kind"] == "choice"]
    if totals and choices and draw(st.booleans()):
        totals[0] |= {"where": choices[0], "is_value": draw(st.sampled_from(OPTION_KEYS))}
    return {"columns": columns, "totals": totals}


@st.composite
def questions(draw: Any, key: str) -> dict[str, Any]:
    """One question of any kind."""
    kind = draw(st.sampled_from(KINDS)).__struct_config__.tag
    question = {"kind": kind, "key": key, "label": draw(TEXTS)}
    question |= draw(
        st.fixed_dictionaries(
            {},
            optional={
                "help": TEXTS,
                "example": TEXTS,
                "required_from": st.sampled_from(["send", "nowhere"]),
                "hidden_from": st.just(["evaluators"]),
                "condition": _conditions(),
                "prefill": st.sampled_from(["facts.amount", "facts.nothing", "amount"]),
            },
        )
    )
    if kind in ("choice", "choices"):
        question["options"] = draw(OPTIONS)
    elif kind in ("whole_number", "money"):
        question |= draw(st.fixed_dictionaries({}, optional={"minimum": NUMBERS, "maximum": NUMBERS | st.none()}))
    elif kind == "date":
        question |= draw(st.fixed_dictionaries({}, optional={"earliest": DAYS, "latest": DAYS}))
    elif kind == "mark":
        anchors = st.lists(st.fixed_dictionaries({"value": MARKS, "label": TEXTS}), max_size=2)
        question |= draw(st.fixed_dictionaries({}, optional={"minimum": MARKS, "maximum": MARKS, "anchors": anchors}))
    elif kind == "table":
        question |= draw(tables())
    return question


@st.composite
def definitions(draw: Any) -> dict[str, Any]:
    """A definition as JSON data; it has the right structure, and makes sense or not."""
    keys = iter(f"q{number}" for number in range(20))
    sections = []
    for number in range(draw(st.integers(0, 3))):
        section = {"key": f"s{number}", "title": draw(TEXTS)}
        section["questions"] = [draw(questions(next(keys))) for _ in range(draw(st.integers(0, 5)))]
        section |= draw(st.fixed_dictionaries({}, optional={"condition": _conditions(), "help": TEXTS}))
        sections.append(section)
    checks = st.lists(
        st.fixed_dictionaries({"key": NAMES, "expression": EXPRESSIONS, "message": TEXTS, "at": NAMES}), max_size=3
    )
    return {"sections": sections, "checks": draw(checks)}


def _values_of(part: AnyQuestion | Column) -> Any:
    """Values that a question or column of this kind can have."""
    return {
        "whole_number": SMALL_NUMBERS,
        "money": NUMBERS if isinstance(part, Money) else SMALL_NUMBERS,
        "date": DAYS,
        "choice": st.sampled_from(OPTION_KEYS),
        "ward": st.sampled_from(["26734", "27595"]),
        "choices": st.lists(st.sampled_from(OPTION_KEYS), unique=True, max_size=3),
        "yes_no": st.booleans(),
        "statement": st.booleans(),
        "mark": st.decimals(0, 10, places=2).map(float),
    }.get(part.kind, WORDS)


@st.composite
def answers_to(draw: Any, definition: Definition) -> dict[str, Any]:
    """JSON values for some of the questions that take one (files are uploaded, not typed)."""
    answers: dict[str, Any] = {}
    for key, question in definition.questions.items():
        if isinstance(question, Heading | File) or not draw(st.booleans()):
            continue
        if isinstance(question, Table):
            answers[key] = [
                {column.key: draw(_values_of(column)) for column in question.columns if not column.product_of}
                for _ in range(draw(st.integers(0, 4)))
            ]
        else:
            answers[key] = draw(_values_of(question))
    return answers
