"""The definition of a questionnaire: sections, questions, conditions and checks, as immutable structures read from JSON.

`read_definition` refuses what has not this structure; `ecosystem.questionnaires.problems` finds what has it and makes no
sense, such as a condition on a later question. A draft may hold such problems; a published version holds none.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from django.utils.translation import get_language

from ecosystem.core.text import clean_block

MAX_SECTIONS = 40
MAX_QUESTIONS = 300
MAX_COLUMNS = 12
MAX_OPTIONS = 200
MAX_ROWS = 200
MAX_CHECKS = 50
MAX_RULES = 10
MAX_TEXT = 20_000  # characters of one long answer
MAX_JSON = 2_000_000  # bytes of a whole definition as it is exported
KEY_PATTERN = r"^[a-z][a-z0-9_]{0,39}$(?!\n)"  # in Python, `$` alone lets a line break follow
OPTION_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,59}$(?!\n)"
NUMBER_LIMIT = 10**15
ROW_KEY = "id"  # the member of a table's row that names it
MARK_LIMIT = 1000
SCHEMA_DRAFT = "https://json-schema.org/draft/2020-12/schema"

Key = Annotated[str, msgspec.Meta(pattern=KEY_PATTERN, description="Small letters, digits and _, at most 40.")]
Wording = Annotated[str, msgspec.Meta(max_length=2000)]
Expression = Annotated[str, msgspec.Meta(max_length=500)]
Number = Annotated[int, msgspec.Meta(ge=-NUMBER_LIMIT, le=NUMBER_LIMIT)]
Count = Annotated[int, msgspec.Meta(ge=0, le=MAX_TEXT)]
Value: TypeAlias = bool | int | float | str | list[str] | None
RuleText = Annotated[str, msgspec.Meta(max_length=200)]
RuleValue: TypeAlias = (
    bool
    | Number
    | Annotated[float, msgspec.Meta(ge=-NUMBER_LIMIT, le=NUMBER_LIMIT)]
    | RuleText
    | Annotated[list[RuleText], msgspec.Meta(max_length=MAX_OPTIONS)]
    | None
)


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, dict=True):
    """Base of every part of a definition: immutable, without unknown members, defaults left out of the JSON."""


class Text(Part, frozen=True):
    """Words that people read, in Vietnamese and in English; English may be missing."""

    vi: Wording = ""
    en: Wording = ""

    def __str__(self) -> str:
        return (self.en if get_language() == "en" and self.en else self.vi) or self.en

    def __bool__(self) -> bool:
        return bool(self.vi or self.en)


NO_TEXT = Text()

Comparison = Literal["equals", "differs", "includes", "at_least", "at_most", "answered", "unanswered"]


class Rule(Part, frozen=True):
    """One comparison of an earlier answer, or of a fact (`facts.kind`), with a value."""

    of: Annotated[str, msgspec.Meta(max_length=90)]
    compare: Comparison = "equals"
    value: RuleValue = None


class Condition(Part, frozen=True):
    """When a question or section is asked: all of the rules hold, or any of them."""

    rules: Annotated[tuple[Rule, ...], msgspec.Meta(min_length=1, max_length=MAX_RULES)]
    match: Literal["all", "any"] = "all"


class Question(Part, tag_field="kind", frozen=True):
    """What every question has. `required_from` is a stage of the purpose, `hidden_from` are audiences of it."""

    key: Key
    label: Text = NO_TEXT
    help: Text = NO_TEXT
    example: Text = NO_TEXT
    required_from: Annotated[str, msgspec.Meta(max_length=40)] = ""
    hidden_from: Annotated[tuple[str, ...], msgspec.Meta(max_length=10)] = ()
    condition: Condition | None = None
    prefill: Annotated[str, msgspec.Meta(max_length=90)] = ""  # a fact that is offered as the first answer

    @property
    def kind(self) -> str:
        return str(self.__struct_config__.tag)

    @property
    def is_asked(self) -> bool:
        """Whether somebody answers it; a heading only stands there."""
        return True


class ShortText(Question, tag="short_text", frozen=True):
    """One line."""

    max_length: Annotated[int, msgspec.Meta(ge=1, le=500)] = 200


class LongText(Question, tag="long_text", frozen=True):
    """Several lines, limited in characters or in words; the server counts."""

    max_length: Annotated[int, msgspec.Meta(ge=1, le=MAX_TEXT)] = 5000
    counted_in: Literal["characters", "words"] = "characters"


class WholeNumber(Question, tag="whole_number", frozen=True):
    """A whole number, with the words of its unit, such as months."""

    minimum: Number | None = None
    maximum: Number | None = None
    unit: Text = NO_TEXT


class Money(Question, tag="money", frozen=True):
    """Whole đồng."""

    minimum: Number | None = 0
    maximum: Number | None = None


class Day(Question, tag="date", frozen=True):
    """A day of the calendar."""

    earliest: date | None = None
    latest: date | None = None


class Option(Part, frozen=True):
    """One answer of a list."""

    key: Annotated[str, msgspec.Meta(pattern=OPTION_PATTERN)]
    label: Text = NO_TEXT


class Choice(Question, tag="choice", frozen=True):
    """One of a list: `options` of its own, or the code list (`code_list`, the slug of a vocabulary)."""

    options: Annotated[tuple[Option, ...], msgspec.Meta(max_length=MAX_OPTIONS)] = ()
    code_list: Annotated[str, msgspec.Meta(max_length=60)] = ""


class Choices(Question, tag="choices", frozen=True):
    """Any number of a list, `at_most` where that is given."""

    options: Annotated[tuple[Option, ...], msgspec.Meta(max_length=MAX_OPTIONS)] = ()
    code_list: Annotated[str, msgspec.Meta(max_length=60)] = ""
    at_most: Annotated[int, msgspec.Meta(ge=1, le=MAX_OPTIONS)] | None = None


class YesNo(Question, tag="yes_no", frozen=True):
    """Yes or no, neither of them chosen beforehand."""


class Ward(Question, tag="ward", frozen=True):
    """One of the city's wards, communes and the special zone."""


class File(Question, tag="file", frozen=True):
    """Files of the accepted types (`pdf`, `docx` …), at most `at_most` of them."""

    accepts: Annotated[tuple[str, ...], msgspec.Meta(max_length=10)] = ("pdf", "docx", "xlsx", "pptx", "jpg", "png")
    at_most: Annotated[int, msgspec.Meta(ge=1, le=10)] = 10


def _require_mark(value: Decimal) -> None:
    if not value.is_finite() or abs(value) > MARK_LIMIT or value != round(value, 2):
        raise ValueError(f"Expected a number from -{MARK_LIMIT} to {MARK_LIMIT} with at most two decimals")


class Anchor(Part, frozen=True):
    """What one mark of the scale means, in words."""

    value: Decimal
    label: Text

    def __post_init__(self) -> None:
        _require_mark(self.value)


class Mark(Question, tag="mark", frozen=True):
    """A mark from `minimum` to `maximum` with at most `decimals` digits after the comma."""

    minimum: Decimal = Decimal(0)
    maximum: Decimal = Decimal(10)
    decimals: Annotated[int, msgspec.Meta(ge=0, le=2)] = 2
    anchors: Annotated[tuple[Anchor, ...], msgspec.Meta(max_length=21)] = ()

    def __post_init__(self) -> None:
        _require_mark(self.minimum)
        _require_mark(self.maximum)


class Statement(Question, tag="statement", frozen=True):
    """A sentence to declare: its label is what the person declares by the tick."""


class Heading(Question, tag="heading", frozen=True):
    """A heading between questions; `help` may stand below it. Nobody answers it."""

    @property
    def is_asked(self) -> bool:
        return False


ColumnKind = Literal["short_text", "whole_number", "money", "date", "choice", "yes_no"]


class Column(Part, frozen=True):
    """One column of a table. `product_of` makes it the product of other columns of the row, worked out by the server."""

    key: Key
    label: Text = NO_TEXT
    kind: ColumnKind = "short_text"
    is_required: bool = False
    max_length: Annotated[int, msgspec.Meta(ge=1, le=500)] = 200
    minimum: Number | None = None
    maximum: Number | None = None
    options: Annotated[tuple[Option, ...], msgspec.Meta(max_length=MAX_OPTIONS)] = ()
    product_of: Annotated[tuple[Key, ...], msgspec.Meta(max_length=3)] = ()


class Total(Part, frozen=True):
    """The sum of a column, of the rows alone whose choice column `where` has the value `is_value` if that is given."""

    key: Key
    column: Key
    label: Text = NO_TEXT
    where: Annotated[str, msgspec.Meta(max_length=40)] = ""
    is_value: Annotated[str, msgspec.Meta(max_length=60)] = ""


class Table(Question, tag="table", frozen=True):
    """Rows of columns, with totals worked out by the server."""

    columns: Annotated[tuple[Column, ...], msgspec.Meta(max_length=MAX_COLUMNS)] = ()
    totals: Annotated[tuple[Total, ...], msgspec.Meta(max_length=10)] = ()
    min_rows: Annotated[int, msgspec.Meta(ge=0, le=MAX_ROWS)] = 0
    max_rows: Annotated[int, msgspec.Meta(ge=1, le=MAX_ROWS)] = 100

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)


AnyQuestion: TypeAlias = (
    ShortText
    | LongText
    | WholeNumber
    | Money
    | Day
    | Choice
    | Choices
    | YesNo
    | Ward
    | File
    | Mark
    | Statement
    | Heading
    | Table
)


class Section(Part, frozen=True):
    """One page of the questionnaire."""

    key: Key
    title: Text = NO_TEXT
    help: Text = NO_TEXT
    condition: Condition | None = None
    questions: Annotated[tuple[AnyQuestion, ...], msgspec.Meta(max_length=MAX_QUESTIONS)] = ()


class Check(Part, frozen=True):
    """A rule across answers: `expression` (CEL) must hold; else `message` stands at the question `at`."""

    key: Key
    expression: Expression
    message: Text = NO_TEXT
    at: Annotated[str, msgspec.Meta(max_length=40)] = ""


class Definition(Part, frozen=True):
    """A whole questionnaire."""

    sections: Annotated[tuple[Section, ...], msgspec.Meta(max_length=MAX_SECTIONS)] = ()
    checks: Annotated[tuple[Check, ...], msgspec.Meta(max_length=MAX_CHECKS)] = ()

    @cached_property
    def questions(self) -> dict[str, AnyQuestion]:
        """All questions by key, in order; of two with the same key the first."""
        found: dict[str, AnyQuestion] = {}
        for section in self.sections:
            for question in section.questions:
                found.setdefault(question.key, question)
        return found

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """The section of each question, by the question's key."""
        found: dict[str, Section] = {}
        for section in self.sections:
            for question in section.questions:
                found.setdefault(question.key, section)
        return found

    def section(self, key: str) -> Section | None:
        return next((section for section in self.sections if section.key == key), None)

    def conditions(self) -> Iterator[tuple[Section, AnyQuestion | None, Condition]]:
        """Every condition with its section, and with its question unless it is the section's own."""
        for section in self.sections:
            if section.condition:
                yield section, None, section.condition
            for question in section.questions:
                if question.condition:
                    yield section, question, question.condition


class DefinitionError(ValueError):
    """The JSON is no definition; the message says where and why, in English, as the reader of JSON needs it."""


def read_definition(data: Any) -> Definition:
    """The definition in decoded JSON. Raises DefinitionError with the place of the first fault."""
    try:
        return msgspec.convert(data, Definition)
    except (msgspec.ValidationError, RecursionError) as error:
        raise DefinitionError(str(error)) from None


def read_definition_json(text: str | bytes) -> Definition:
    """The definition in a JSON text, its words cleaned as forms clean them. Raises DefinitionError."""
    try:
        if len(text.encode() if isinstance(text, str) else text) > MAX_JSON + 1000:  # with the address of the schema
            raise DefinitionError(f"The text has more than {MAX_JSON:,} bytes")
        data = _clean(msgspec.json.decode(text))
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise DefinitionError(str(error)) from None
    if isinstance(data, dict) and not isinstance(data.pop("$schema", ""), str):
        raise DefinitionError("Expected `str` - at `$.$schema`")
    definition = read_definition(data)
    if sum(len(section.questions) for section in definition.sections) > MAX_QUESTIONS:
        raise DefinitionError(f"Expected at most {MAX_QUESTIONS} questions - at `$.sections`")
    return definition


def _clean(data: Any) -> Any:
    """The data without control and direction characters in its texts."""
    if isinstance(data, str):
        return clean_block(data)
    if isinstance(data, list):
        return [_clean(item) for item in data]
    if isinstance(data, dict):
        return {name: _clean(value) for name, value in data.items()}
    return data


def definition_data(definition: Definition) -> dict[str, Any]:
    """The definition as JSON data, without what is at its default."""
    data: dict[str, Any] = msgspec.to_builtins(definition, str_keys=True)
    return data


def definition_json(definition: Definition, schema_url: str = "") -> bytes:
    """The definition as a JSON text that `read_definition_json` reads; `schema_url` is where its schema is published."""
    head = {"$schema": schema_url} if schema_url else {}
    return msgspec.json.format(msgspec.json.encode({**head, **definition_data(definition)}), indent=2)


def definition_schema(url: str) -> dict[str, Any]:
    """The JSON Schema of definitions, which the portal publishes at `url`."""
    schema: dict[str, Any] = msgspec.json.schema(Definition)
    schema["$defs"]["Definition"]["properties"]["$schema"] = {"type": "string"}
    for name in ("Mark", "Anchor"):
        _describe_decimals(schema["$defs"][name]["properties"])
    return {"$schema": SCHEMA_DRAFT, "$id": url, **schema}


def _describe_decimals(properties: dict[str, Any]) -> None:
    """Say that a decimal may be a JSON number, too."""
    for name, described in properties.items():
        if described.get("format") == "decimal":
            number = {"type": "number", "minimum": -MARK_LIMIT, "maximum": MARK_LIMIT}
            text = {"type": "string", "pattern": r"^[+-]?[0-9.]+([eE][+-]?[0-9]+)?$"}
            properties[name] = {"anyOf": [number, text]} | (
                {"default": described["default"]} if "default" in described else {}
            )
