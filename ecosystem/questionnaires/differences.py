"""Differences between two versions of a questionnaire, part by part and member by member, in words (row B55)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

import msgspec
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ecosystem.core.ui.dates import date_vi
from ecosystem.questionnaires.code_lists import LABELS
from ecosystem.questionnaires.definition import Condition, Definition, Part, Question, Text
from ecosystem.questionnaires.purposes import Purpose
from ecosystem.questionnaires.wording import KINDS, condition_text, operands_of, value_text

MEMBERS: dict[str, Any] = {
    "label": gettext_lazy("Wording"),
    "title": gettext_lazy("Title"),
    "help": gettext_lazy("Help"),
    "example": gettext_lazy("Example"),
    "message": gettext_lazy("Message"),
    "expression": gettext_lazy("Expression"),
    "at": gettext_lazy("Stands at the question"),
    "required_from": gettext_lazy("Required"),
    "hidden_from": gettext_lazy("Hidden from"),
    "condition": gettext_lazy("Condition"),
    "prefill": gettext_lazy("First answer"),
    "max_length": gettext_lazy("Greatest length"),
    "counted_in": gettext_lazy("Counted in"),
    "minimum": gettext_lazy("Least value"),
    "maximum": gettext_lazy("Greatest value"),
    "unit": gettext_lazy("Unit of the number"),
    "earliest": gettext_lazy("Earliest day"),
    "latest": gettext_lazy("Latest day"),
    "options": gettext_lazy("Answer to choose from"),
    "code_list": gettext_lazy("Code list"),
    "at_most": gettext_lazy("At most"),
    "accepts": gettext_lazy("Types of files"),
    "decimals": gettext_lazy("Digits after the comma"),
    "anchors": gettext_lazy("Anchor"),
    "columns": gettext_lazy("Column"),
    "totals": gettext_lazy("Total"),
    "min_rows": gettext_lazy("Least number of rows"),
    "max_rows": gettext_lazy("Greatest number of rows"),
    "kind": gettext_lazy("Kind"),
    "is_required": gettext_lazy("Required"),
    "product_of": gettext_lazy("Product of"),
    "column": gettext_lazy("Adds up the column"),
    "where": gettext_lazy("Of the rows by the column"),
    "is_value": gettext_lazy("With the answer"),
    "value": gettext_lazy("Mark"),
}
LANGUAGES = {"vi": gettext_lazy("Vietnamese"), "en": gettext_lazy("English")}
OTHERS = frozenset({"key", "questions", "sections"})  # members that are no property of the part itself


class Outcome(models.TextChoices):
    """What became of a part of the questionnaire."""

    ADDED = "added", pgettext_lazy("part of a questionnaire", "New")
    REMOVED = "removed", pgettext_lazy("part of a questionnaire", "Taken away")
    CHANGED = "changed", pgettext_lazy("part of a questionnaire", "Changed")

    @property
    def tone(self) -> str:
        return {"added": "green", "removed": "red", "changed": "orange"}[self.value]


@dataclass(frozen=True)
class Line:
    """One member of a part as it was and as it is; empty where there was or is none."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Difference:
    """A section, question or check that differs."""

    key: str
    name: str
    outcome: Outcome
    lines: Sequence[Line] = ()


@dataclass(frozen=True)
class Differences:
    """Everything that differs between two versions."""

    sections: Sequence[Difference] = ()
    questions: Sequence[Difference] = ()
    checks: Sequence[Difference] = ()

    def __bool__(self) -> bool:
        return bool(self.sections or self.questions or self.checks)


def find_differences(old: Definition, new: Definition, purpose: Purpose) -> Differences:
    """What differs from the old to the new definition, each list in the order of the new one, what is gone at the end."""
    before, after = _Described(old, purpose), _Described(new, purpose)
    return Differences(
        sections=_compare(before.sections, after.sections),
        questions=_compare(before.questions, after.questions),
        checks=_compare(before.checks, after.checks),
    )


@dataclass(frozen=True)
class _Item:
    """A part with its name, the place where it stands, and the group that it stands in."""

    name: str
    place: str
    group: str
    members: Mapping[str, str]


def _compare(old: Mapping[str, _Item], new: Mapping[str, _Item]) -> list[Difference]:
    moved = _moved(old, new)
    found = []
    for key, item in new.items():
        if key not in old:
            found.append(Difference(key, item.name, Outcome.ADDED, [Line(_("Place"), "", item.place)]))
            continue
        lines = _lines(old[key].members, item.members)
        if key in moved:
            lines.insert(0, Line(_("Place"), old[key].place, item.place))
        if lines:
            found.append(Difference(key, item.name, Outcome.CHANGED, lines))
    gone = [key for key in old if key not in new]
    return found + [
        Difference(key, old[key].name, Outcome.REMOVED, [Line(_("Place"), old[key].place, "")]) for key in gone
    ]


def _moved(old: Mapping[str, _Item], new: Mapping[str, _Item]) -> set[str]:
    """The keys that stand elsewhere: in another group, or in another order than most of the others."""
    before, after = [key for key in old if key in new], [key for key in new if key in old]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    in_order = {key for block in matcher.get_matching_blocks() for key in before[block.a : block.a + block.size]}
    return {key for key in before if key not in in_order or old[key].group != new[key].group}


def _lines(old: Mapping[str, str], new: Mapping[str, str]) -> list[Line]:
    labels = dict.fromkeys([*old, *new])
    return [
        Line(label, old.get(label, ""), new.get(label, ""))
        for label in labels
        if old.get(label, "") != new.get(label, "")
    ]


class _Described:
    """The parts of a definition in words, by key."""

    def __init__(self, definition: Definition, purpose: Purpose) -> None:
        self.definition, self.purpose = definition, purpose

    @cached_property
    def operands(self) -> Any:
        return operands_of(self.definition, self.purpose)

    @cached_property
    def sections(self) -> dict[str, _Item]:
        found: dict[str, _Item] = {}
        for number, section in enumerate(self.definition.sections, 1):
            name = str(section.title) or section.key
            place = _("section %(number)s") % {"number": number}
            found.setdefault(section.key, _Item(name, place, "", dict(self.members(section))))
        return found

    @cached_property
    def questions(self) -> dict[str, _Item]:
        found: dict[str, _Item] = {}
        for section in self.definition.sections:
            for number, question in enumerate(section.questions, 1):
                values = {"section": section.title or section.key, "number": number}
                place = _("“%(section)s”, question %(number)s") % values
                kind = {str(MEMBERS["kind"]): str(KINDS[question.kind].label)}
                members = kind | dict(self.members(question))
                found.setdefault(question.key, _Item(self.name_of(question), place, section.key, members))
        return found

    @cached_property
    def checks(self) -> dict[str, _Item]:
        found: dict[str, _Item] = {}
        for number, check in enumerate(self.definition.checks, 1):
            place = _("check %(number)s") % {"number": number}
            name = str(check.message) or check.key
            found.setdefault(check.key, _Item(name, place, "", dict(self.members(check))))
        return found

    @staticmethod
    def name_of(question: Question) -> str:
        return str(question.label) or question.key

    # --- Members --------------------------------------------------------------------------------------
    def members(self, part: Part, above: str = "") -> Iterator[tuple[str, str]]:
        """Labels and words of the members of a part, those of its own parts included."""
        for member in msgspec.structs.fields(part):
            if member.name in OTHERS:
                continue
            label = f"{above}{MEMBERS[member.name]}"
            value = getattr(part, member.name)
            if isinstance(value, Text):
                for code, language in LANGUAGES.items():
                    yield f"{label} ({language})", getattr(value, code)
            elif isinstance(value, tuple) and value and isinstance(value[0], Part):
                yield from self.parts(label, value)
            else:
                yield label, self.words(member.name, value)

    def parts(self, label: str, parts: Iterable[Any]) -> Iterator[tuple[str, str]]:
        """The options, columns, totals or anchors of a question, each under its key, and their order."""
        keys = [part.key if hasattr(part, "key") else str(part.value) for part in parts]
        yield f"{label}: {_('order')}", ", ".join(keys)
        for key, part in zip(keys, parts, strict=True):
            yield from self.members(part, f"{label} “{key}”: ")

    def words(self, name: str, value: Any) -> str:
        """The value of one member."""
        if isinstance(value, Condition):
            return condition_text(value, self.operands)
        if isinstance(value, date):
            return date_vi(value)
        if isinstance(value, tuple):
            return ", ".join(self.words(name, one) for one in value)
        if isinstance(value, Decimal):
            return value_text(None, float(value))
        if isinstance(value, str):
            return str(self._names(name).get(value, value)) if value else ""
        return value_text(None, value)

    def _names(self, name: str) -> Mapping[str, Any]:
        """The labels of the values of members that hold a code."""
        counted = {"characters": gettext_lazy("characters"), "words": gettext_lazy("words")}
        kinds = {key: kind.label for key, kind in KINDS.items()}
        questions = {key: self.name_of(question) for key, question in self.definition.questions.items()}
        return {
            "required_from": self.purpose.stages,
            "hidden_from": self.purpose.audiences,
            "prefill": {f"facts.{key}": fact.label for key, fact in self.purpose.facts.items()},
            "code_list": LABELS,
            "counted_in": counted,
            "kind": kinds,
            "at": questions,
        }.get(name, {})
