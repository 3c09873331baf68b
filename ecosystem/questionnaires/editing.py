"""Changes of a definition, as functions from one definition to the next. A part is named by its key.

They raise TransitionRefused where the part is not there any more, and FieldRefused for a key that is in use.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext as _
from msgspec.structs import replace

from ecosystem.core.text import fold_text
from ecosystem.core.workflow import FieldRefused, TransitionRefused
from ecosystem.questionnaires.definition import (
    MAX_CHECKS,
    MAX_QUESTIONS,
    MAX_SECTIONS,
    AnyQuestion,
    Check,
    Condition,
    Definition,
    Section,
)

MAX_KEY = 40
UP, DOWN = "up", "down"


class Keyed(Protocol):
    """A section, question or check."""

    @property
    def key(self) -> str: ...


P = TypeVar("P", bound=Keyed)


# --- Keys -----------------------------------------------------------------------------------------------
def propose_key(words: str, taken: Collection[str], *, fallback: str = "item") -> str:
    """A key made of the words: small letters without accents, joined by _, with a number where it is taken."""
    plain = re.sub(r"[^a-z0-9]+", "_", fold_text(words)[0]).strip("_")
    plain = re.sub(r"^[0-9_]+", "", plain)[:MAX_KEY].strip("_") or fallback
    key, number = plain, 1
    while key in taken:
        number += 1
        key = f"{plain[: MAX_KEY - len(str(number)) - 1]}_{number}"
    return key


def _require_free(key: str, taken: Collection[str]) -> None:
    if key in taken:
        raise FieldRefused(_("The key “%(key)s” is in use already: choose another.") % {"key": key}, "key")


def _require_room(count: int, most: int) -> None:
    if count >= most:
        raise TransitionRefused(_("There are %(most)s already, which is the most.") % {"most": most})


# --- Parts in order -------------------------------------------------------------------------------------
def _index_of(parts: Sequence[P], key: str) -> int:
    for index, part in enumerate(parts):
        if part.key == key:
            return index
    raise TransitionRefused(_("“%(key)s” is not there any more: somebody deleted it meanwhile.") % {"key": key})


def _replaced(parts: Sequence[P], key: str, part: P) -> tuple[P, ...]:
    index = _index_of(parts, key)
    return (*parts[:index], part, *parts[index + 1 :])


def _removed(parts: Sequence[P], key: str) -> tuple[P, ...]:
    index = _index_of(parts, key)
    return (*parts[:index], *parts[index + 1 :])


def _inserted(parts: Sequence[P], index: int, part: P) -> tuple[P, ...]:
    return (*parts[:index], part, *parts[index:])


# --- Sections -------------------------------------------------------------------------------------------
def add_section(definition: Definition, section: Section) -> Definition:
    """The section as the last one."""
    _require_room(len(definition.sections), MAX_SECTIONS)
    _require_free(section.key, {one.key for one in definition.sections})
    return replace(definition, sections=(*definition.sections, section))


def replace_section(definition: Definition, key: str, section: Section) -> Definition:
    """The section `key` as it is now; it may have another key."""
    _require_free(section.key, {one.key for one in definition.sections} - {key})
    return replace(definition, sections=_replaced(definition.sections, key, section))


def remove_section(definition: Definition, key: str) -> Definition:
    """Without the section and its questions."""
    return replace(definition, sections=_removed(definition.sections, key))


def move_section(definition: Definition, key: str, to: str | int) -> Definition:
    """The section one place up or down, or at the place `to`, counted from 0."""
    index = _index_of(definition.sections, key)
    section = definition.sections[index]
    others = _removed(definition.sections, key)
    return replace(definition, sections=_inserted(others, _new_index(index, to, len(others)), section))


def copy_section(definition: Definition, key: str) -> tuple[Definition, str]:
    """The definition with a copy behind the section, and the copy's key. Conditions within the copy ask for the copies."""
    _require_room(len(definition.sections), MAX_SECTIONS)
    index = _index_of(definition.sections, key)
    section = definition.sections[index]
    _require_room(len(definition.questions) + len(section.questions) - 1, MAX_QUESTIONS)
    new_key = propose_key(section.key, {one.key for one in definition.sections})
    taken, keys = set(definition.questions), {}
    for question in section.questions:
        keys[question.key] = propose_key(question.key, taken)
        taken.add(keys[question.key])
    questions = tuple(
        replace(one, key=keys[one.key], condition=_renamed_condition(one.condition, keys)) for one in section.questions
    )
    copy = replace(section, key=new_key, questions=questions)
    return replace(definition, sections=_inserted(definition.sections, index + 1, copy)), new_key


# --- Questions ------------------------------------------------------------------------------------------
def add_question(definition: Definition, section_key: str, question: AnyQuestion) -> Definition:
    """The question as the last one of the section."""
    _require_room(len(definition.questions), MAX_QUESTIONS)
    _require_free(question.key, definition.questions)
    section = definition.sections[_index_of(definition.sections, section_key)]
    return replace_section(definition, section_key, replace(section, questions=(*section.questions, question)))


def replace_question(definition: Definition, key: str, question: AnyQuestion) -> Definition:
    """The question `key` as it is now. Where it has another key, conditions and checks' places follow it."""
    section = _section_with(definition, key)
    _require_free(question.key, definition.questions.keys() - {key})
    changed = replace_section(
        definition, section.key, replace(section, questions=_replaced(section.questions, key, question))
    )
    return changed if question.key == key else _rename(changed, {key: question.key})


def remove_question(definition: Definition, key: str) -> Definition:
    """Without the question; conditions that ask for it stay, and are problems."""
    section = _section_with(definition, key)
    return replace_section(definition, section.key, replace(section, questions=_removed(section.questions, key)))


def move_question(definition: Definition, key: str, to: str | int, *, section_key: str = "") -> Definition:
    """The question one place up or down, or at the place `to` of its section or of `section_key`, counted from 0.

    Up from the first place it goes to the end of the section before, down from the last to the beginning of the next.
    """
    source = _section_with(definition, key)
    index = _index_of(source.questions, key)
    question = source.questions[index]
    target_key = section_key or source.key
    if not section_key and to in (UP, DOWN):
        place = _index_of(definition.sections, source.key)
        neighbour = place - 1 if to == UP else place + 1
        is_at_end = index == (0 if to == UP else len(source.questions) - 1)
        if is_at_end and 0 <= neighbour < len(definition.sections):
            target_key, to = definition.sections[neighbour].key, MAX_QUESTIONS if to == UP else 0
    without = remove_question(definition, key)
    target = without.sections[_index_of(without.sections, target_key)]
    new_index = _new_index(index, to, len(target.questions))
    return replace_section(
        without, target_key, replace(target, questions=_inserted(target.questions, new_index, question))
    )


def copy_question(definition: Definition, key: str) -> tuple[Definition, str]:
    """The definition with a copy right behind the question, and the copy's key."""
    _require_room(len(definition.questions), MAX_QUESTIONS)
    section = _section_with(definition, key)
    index = _index_of(section.questions, key)
    new_key = propose_key(key, definition.questions)
    copy = replace(section.questions[index], key=new_key)
    questions = _inserted(section.questions, index + 1, copy)
    return replace_section(definition, section.key, replace(section, questions=questions)), new_key


def _section_with(definition: Definition, key: str) -> Section:
    section = definition.section_of.get(key)
    if section is None:
        raise TransitionRefused(_("“%(key)s” is not there any more: somebody deleted it meanwhile.") % {"key": key})
    return section


# --- Checks ---------------------------------------------------------------------------------------------
def add_check(definition: Definition, check: Check) -> Definition:
    """The check as the last one."""
    _require_room(len(definition.checks), MAX_CHECKS)
    _require_free(check.key, {one.key for one in definition.checks})
    return replace(definition, checks=(*definition.checks, check))


def replace_check(definition: Definition, key: str, check: Check) -> Definition:
    """The check `key` as it is now; it may have another key."""
    _require_free(check.key, {one.key for one in definition.checks} - {key})
    return replace(definition, checks=_replaced(definition.checks, key, check))


def remove_check(definition: Definition, key: str) -> Definition:
    """Without the check."""
    return replace(definition, checks=_removed(definition.checks, key))


# --- Conditions -----------------------------------------------------------------------------------------
def set_section_condition(definition: Definition, key: str, condition: Condition | None) -> Definition:
    """The section asked under this condition, or always."""
    section = definition.sections[_index_of(definition.sections, key)]
    return replace_section(definition, key, replace(section, condition=condition))


def set_question_condition(definition: Definition, key: str, condition: Condition | None) -> Definition:
    """The question asked under this condition, or always."""
    section = _section_with(definition, key)
    question = section.questions[_index_of(section.questions, key)]
    return replace_question(definition, key, replace(question, condition=condition))


@dataclass(frozen=True)
class Readers:
    """What reads the answer to a question: sections and questions by their conditions, and checks."""

    sections: list[Section]
    questions: list[AnyQuestion]
    checks: list[Check]

    def __bool__(self) -> bool:
        return bool(self.sections or self.questions or self.checks)


def readers_of(definition: Definition, keys: Collection[str], names: Callable[[str], Collection[str]]) -> Readers:
    """What outside of these questions reads their answers; `names` gives the variables of an expression."""
    found = Readers([], [], [])
    for section, question, condition in definition.conditions():
        if not any(rule.of in keys for rule in condition.rules):
            continue
        if question is None:
            found.sections.append(section)
        elif question.key not in keys:
            found.questions.append(question)
    found.checks.extend(one for one in definition.checks if one.at in keys or set(names(one.expression)) & set(keys))
    return found


def _rename(definition: Definition, keys: dict[str, str]) -> Definition:
    """With conditions and the places of checks that named a key naming the new one. Expressions stay as they are typed."""
    sections = tuple(
        replace(
            section,
            condition=_renamed_condition(section.condition, keys),
            questions=tuple(
                replace(one, condition=_renamed_condition(one.condition, keys)) for one in section.questions
            ),
        )
        for section in definition.sections
    )
    checks = tuple(replace(check, at=keys.get(check.at, check.at)) for check in definition.checks)
    return replace(definition, sections=sections, checks=checks)


def _renamed_condition(condition: Condition | None, keys: dict[str, str]) -> Any:
    if condition is None:
        return None
    return replace(condition, rules=tuple(replace(rule, of=keys.get(rule.of, rule.of)) for rule in condition.rules))


def _new_index(index: int, to: str | int, last: int) -> int:
    """The place among the others, of which there are `last`."""
    wanted = {UP: index - 1, DOWN: index + 1}.get(to, to) if isinstance(to, str) else to
    if isinstance(wanted, str):
        raise TransitionRefused(_("This is no place to move to."))
    return max(0, min(wanted, last))
