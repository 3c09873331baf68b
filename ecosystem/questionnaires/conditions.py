"""Which questions are asked: conditions over earlier answers and over facts.

A hidden question counts as unanswered, so that what depends on it is hidden, too.
"""

from collections.abc import Mapping, Set
from typing import Any

from ecosystem.questionnaires.definition import Condition, Definition, Heading, Rule, Section, Value

FACTS = "facts."
NOTHING: tuple[Any, ...] = (None, "", [], {})


def is_answered(value: Any) -> bool:
    """Whether the value is an answer: False and 0 are, an empty text or list is not."""
    return value not in NOTHING or value is False


def asked_questions(definition: Definition, answers: Mapping[str, Any], facts: Mapping[str, Value]) -> Set[str]:
    """Keys of the questions that are asked with these answers and facts, headings among them."""
    asked: dict[str, None] = {}
    known: dict[str, Any] = {f"{FACTS}{name}": value for name, value in facts.items()}
    for section in definition.sections:
        if section.condition and not holds(section.condition, known):
            continue
        for question in section.questions:
            if question.condition and not holds(question.condition, known):
                continue
            asked[question.key] = None
            if not isinstance(question, Heading):
                known[question.key] = answers.get(question.key)
    return asked.keys()


def asked_sections(definition: Definition, asked: Set[str]) -> list[Section]:
    """The sections with at least one question that is asked."""
    return [section for section in definition.sections if any(question.key in asked for question in section.questions)]


def holds(condition: Condition, known: Mapping[str, Any]) -> bool:
    """Whether the condition holds for these answers and facts."""
    results = (_rule_holds(rule, known.get(rule.of)) for rule in condition.rules)
    return all(results) if condition.match == "all" else any(results)


def _rule_holds(rule: Rule, answer: Any) -> bool:
    answered = is_answered(answer)
    if rule.compare in ("answered", "unanswered") or not answered:
        return answered if rule.compare == "answered" else rule.compare == "unanswered" and not answered
    if rule.compare in ("equals", "differs"):
        return _same(answer, rule.value) == (rule.compare == "equals")
    if rule.compare == "includes":
        return rule.value in answer if isinstance(answer, list) else _same(answer, rule.value)
    return _is_ordered(answer, rule)


def _same(answer: Any, value: Value) -> bool:
    """Equal, without taking True for 1; a list answer equals its one choice, and a list value means any of them."""
    if isinstance(value, list) and not isinstance(answer, list):
        return any(_same(answer, one) for one in value)
    if isinstance(answer, list) and not isinstance(value, list):
        return answer == [value]
    return isinstance(answer, bool) == isinstance(value, bool) and answer == value


def _is_ordered(answer: Any, rule: Rule) -> bool:
    """Numbers by size, days (texts in ISO form) by time; other pairs have no order."""
    numbers = isinstance(answer, int | float) and isinstance(rule.value, int | float)
    if not numbers and not (isinstance(answer, str) and isinstance(rule.value, str)):
        return False
    return bool(answer >= rule.value if rule.compare == "at_least" else answer <= rule.value)
