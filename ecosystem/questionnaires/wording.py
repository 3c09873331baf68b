"""Definitions in words: kinds of questions, conditions and their values, as staff read and type them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.core.money import localized_number, parse_number, parse_vnd
from ecosystem.core.text import fold_text
from ecosystem.core.ui.dates import date_vi
from ecosystem.questionnaires.code_lists import code_list_choices, ward_choices
from ecosystem.questionnaires.conditions import FACTS
from ecosystem.questionnaires.definition import (
    AnyQuestion,
    Choice,
    Choices,
    Condition,
    Definition,
    Heading,
    Rule,
    Value,
)
from ecosystem.questionnaires.purposes import Purpose

UNVALUED = frozenset({"answered", "unanswered"})  # comparisons without a value
DAY_FORMATS = ("%d/%m/%Y", "%Y-%m-%d")
SEPARATOR = ";"  # between several values
MAX_VALUE = 200


@dataclass(frozen=True)
class Kind:
    """A kind of question as staff choose it."""

    label: Any
    text: Any
    icon: str


KINDS: dict[str, Kind] = {
    "short_text": Kind(gettext_lazy("Short text"), gettext_lazy("One line, such as a name or a title."), "type"),
    "long_text": Kind(
        gettext_lazy("Long text"), gettext_lazy("Several lines, limited in words or characters."), "text-align-start"
    ),
    "whole_number": Kind(
        gettext_lazy("Whole number"), gettext_lazy("A number such as months or employees, with its unit."), "hash"
    ),
    "money": Kind(gettext_lazy("Amount of money"), gettext_lazy("An amount in whole đồng."), "banknote"),
    "date": Kind(gettext_lazy("Date"), gettext_lazy("A day of the calendar."), "calendar"),
    "choice": Kind(
        gettext_lazy("One of a list"), gettext_lazy("One answer, of your own list or a code list."), "circle-dot"
    ),
    "choices": Kind(
        gettext_lazy("Several of a list"), gettext_lazy("Any number of answers of a list."), "square-check"
    ),
    "yes_no": Kind(gettext_lazy("Yes or no"), gettext_lazy("Neither is chosen beforehand."), "toggle-left"),
    "ward": Kind(gettext_lazy("Ward"), gettext_lazy("A ward, commune or the special zone of the city."), "map-pin"),
    "file": Kind(gettext_lazy("Files"), gettext_lazy("Documents or pictures that are attached."), "paperclip"),
    "table": Kind(gettext_lazy("Table"), gettext_lazy("Rows such as cost lines or founders, with totals."), "table-2"),
    "mark": Kind(gettext_lazy("Mark"), gettext_lazy("A mark on a scale whose steps are said in words."), "gauge"),
    "statement": Kind(gettext_lazy("Statement"), gettext_lazy("A sentence that the person declares."), "signature"),
    "heading": Kind(
        gettext_lazy("Heading"), gettext_lazy("A heading with a text between questions. Nobody answers it."), "heading"
    ),
}
COLUMN_KINDS = ("short_text", "whole_number", "money", "date", "choice", "yes_no")
COMPARISONS: dict[str, Any] = {
    "equals": gettext_lazy("is"),
    "differs": gettext_lazy("is not"),
    "includes": gettext_lazy("includes"),
    "at_least": gettext_lazy("is at least"),
    "at_most": gettext_lazy("is at most"),
    "answered": gettext_lazy("is answered"),
    "unanswered": gettext_lazy("is not answered"),
}


# --- What a condition can ask for ----------------------------------------------------------------------
@dataclass(frozen=True)
class Operand:
    """A question or fact that a condition compares; `options` are keys and labels of the answers to choose from."""

    name: str
    label: str
    kind: str
    options: Sequence[tuple[str, str]] = ()


def operands_of(definition: Definition, purpose: Purpose, *, until: str | None = None) -> dict[str, Operand]:
    """What a condition at the question or section `until` may ask for: facts and earlier questions. None: all of them."""
    found = {
        f"{FACTS}{name}": Operand(f"{FACTS}{name}", str(fact.label), fact.kind) for name, fact in purpose.facts.items()
    }
    for section in definition.sections:
        if until == f"section {section.key}":
            return found
        for question in section.questions:
            if question.key == until:
                return found
            if not isinstance(question, Heading):
                found.setdefault(question.key, operand_of(question))
    return found


def operand_of(question: AnyQuestion) -> Operand:
    return Operand(question.key, str(question.label) or question.key, question.kind, _options_of(question))


def _options_of(question: AnyQuestion) -> list[tuple[str, str]]:
    today = timezone.localdate()
    if isinstance(question, Choice | Choices):
        if question.code_list:
            return code_list_choices(question.code_list, today)
        return [(option.key, str(option.label)) for option in question.options]
    return ward_choices(today) if question.kind == "ward" else []


# --- Values --------------------------------------------------------------------------------------------
def value_text(operand: Operand | None, value: Value) -> str:
    """The value of a rule as it is shown and typed; several are separated by a semicolon."""
    if isinstance(value, list):
        return f"{SEPARATOR} ".join(value_text(operand, one) for one in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int | float):
        number = Decimal(str(value)).normalize()
        exponent = number.as_tuple().exponent
        return localized_number(number, max(0, -exponent) if isinstance(exponent, int) else 0)
    if value is None:
        return ""
    if operand is not None and operand.kind == "date":
        return _day_text(value)
    return dict(operand.options).get(value, value) if operand else value


def _day_text(value: str) -> str:
    try:
        return date_vi(date.fromisoformat(value))
    except ValueError:
        return value


def parse_value(operand: Operand, compare: str, text: str) -> Value:
    """The typed value of a rule, fit for the kind of what is compared. Raises ValueError with a sentence for the form."""
    parts = [part.strip() for part in text.split(SEPARATOR) if part.strip()] if operand.options else [text.strip()]
    if not any(parts):
        raise ValueError(_("Say what the answer is compared with."))
    if any(len(part) > MAX_VALUE for part in parts):
        raise ValueError(_("At most %(most)s characters.") % {"most": MAX_VALUE})
    values = [_parse_one(operand, part) for part in parts]
    if len(values) > 1:
        if compare not in ("equals", "differs"):
            raise ValueError(_("Give one value alone for this comparison."))
        return [str(value) for value in values]
    return values[0]


def _parse_one(operand: Operand, text: str) -> Any:
    if operand.options:
        return _parse_option(operand.options, text)
    if operand.kind in ("yes_no", "statement"):
        return _parse_option([("yes", _("Yes")), ("no", _("No"))], text) == "yes"
    if operand.kind == "date":
        return _parse_day(text)
    try:
        if operand.kind == "money":
            return parse_vnd(text)
        if operand.kind in ("whole_number", "mark"):
            number = -parse_number(text[1:]) if text.startswith("-") else parse_number(text)
            return int(number) if number == number.to_integral_value() else float(number)
    except (ValueError, ArithmeticError):
        raise ValueError(_("Enter a number, such as 12 or 1.000.000.")) from None
    return text


def _parse_option(options: Iterable[tuple[str, str]], text: str) -> str:
    typed, options = fold_text(text)[0], list(options)
    for key, label in options:
        if typed in (key, fold_text(label)[0]):
            return key
    shown = ", ".join(dict.fromkeys(label for _key, label in options[:8])) + (" …" if len(options) > 8 else "")
    raise ValueError(_("The answers to choose from are: %(answers)s") % {"answers": shown})


def _parse_day(text: str) -> str:
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise ValueError(_("Enter a day as dd/mm/yyyy."))


# --- Conditions ----------------------------------------------------------------------------------------
def condition_text(condition: Condition, operands: Mapping[str, Operand]) -> str:
    """The condition as a sentence: Asked only when “Received support” is Yes."""
    joint = _("and") if condition.match == "all" else _("or")
    return _("Asked only when %(rules)s.") % {
        "rules": f" {joint} ".join(_rule_text(rule, operands) for rule in condition.rules)
    }


def _rule_text(rule: Rule, operands: Mapping[str, Operand]) -> str:
    operand = operands.get(rule.of)
    words = f"“{operand.label if operand else rule.of}” {COMPARISONS[rule.compare]}"
    if rule.compare in UNVALUED:
        return words
    values = rule.value if isinstance(rule.value, list) else [rule.value]
    either = _("or")
    alternative = f" {either} "
    return f"{words} {alternative.join(f'“{value_text(operand, value)}”' for value in values)}"
