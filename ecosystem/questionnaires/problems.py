"""What is wrong with a definition, place by place: publishing is refused while there is anything."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.utils.translation import gettext as _

from ecosystem.core.uploads import CONTENT_TYPES
from ecosystem.questionnaires.conditions import FACTS
from ecosystem.questionnaires.definition import (
    MAX_QUESTIONS,
    ROW_KEY,
    AnyQuestion,
    Choice,
    Choices,
    Column,
    Condition,
    Day,
    Definition,
    File,
    Heading,
    Mark,
    Money,
    Option,
    Rule,
    Section,
    Table,
    Total,
    WholeNumber,
)
from ecosystem.questionnaires.expressions import (
    ExpressionError,
    describe_error,
    evaluate,
    sample_of_kind,
    sample_values,
    variables,
)
from ecosystem.questionnaires.purposes import Purpose

NUMERIC = frozenset({"whole_number", "money"})
ORDERED = frozenset({"whole_number", "money", "mark", "date"})
# Names that expressions and the forms of the portal use themselves.
RESERVED_KEYS = frozenset(
    {
        *("facts", "rows", "true", "false", "null", "in"),
        *("version", "theirs", "shown_version", "switch_language", "csrfmiddlewaretoken"),
    }
)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: `section` and `question` are the keys of the place, empty for the whole."""

    text: str
    section: str = ""
    question: str = ""
    check: str = ""


def find_problems(definition: Definition, purpose: Purpose, code_lists: frozenset[str]) -> list[Problem]:
    """Everything that prevents publishing, in the order of the questionnaire. `code_lists` are the known ones."""
    finder = _Finder(definition, purpose, code_lists)
    return [*finder.whole(), *finder.sections(), *finder.checks()]


class _Finder:
    def __init__(self, definition: Definition, purpose: Purpose, code_lists: frozenset[str]) -> None:
        self.definition, self.purpose, self.code_lists = definition, purpose, code_lists
        self.kinds: dict[str, str] = {f"{FACTS}{name}": fact.kind for name, fact in purpose.facts.items()}
        self.questions = definition.questions
        self.circle = _circle(definition)

    def whole(self) -> Iterator[Problem]:
        if not any(question.is_asked for question in self.questions.values()):
            yield Problem(_("The questionnaire asks nothing yet: add a question."))
        if sum(len(section.questions) for section in self.definition.sections) > MAX_QUESTIONS:
            yield Problem(_("At most %(most)s questions.") % {"most": MAX_QUESTIONS})
        for key, needed in self.purpose.needed.items():
            question = self.questions.get(key)
            values = {"key": key, "label": needed.label}
            if question is None:
                yield Problem(_("The question “%(key)s” (%(label)s) is missing: the portal itself reads it.") % values)
            elif question.kind not in needed.kinds:
                text = _("The question “%(key)s” (%(label)s) must be of another kind: the portal itself reads it.")
                yield self._at(key, text % values)

    def sections(self) -> Iterator[Problem]:
        seen: set[str] = set()
        section_keys: set[str] = set()
        for section in self.definition.sections:
            if section.key in section_keys:
                yield Problem(_("Two sections have the key “%(key)s”.") % {"key": section.key}, section.key)
            section_keys.add(section.key)
            if not section.title.vi:
                yield Problem(_("The section has no title in Vietnamese."), section.key)
            if not section.questions:
                yield Problem(_("The section has no question."), section.key)
            if section.condition:
                yield from self._condition(section.condition, section, None)
            for question in section.questions:
                if question.key in seen:
                    text = _("Two questions have the key “%(key)s”.") % {"key": question.key}
                    yield Problem(text, section.key, question.key)
                seen.add(question.key)
                yield from self._question(question, section)
                if not isinstance(question, Heading):
                    self.kinds.setdefault(question.key, question.kind)

    def checks(self) -> Iterator[Problem]:
        samples = _samples(self.definition, self.purpose)
        keys: set[str] = set()
        for check in self.definition.checks:
            if check.key in keys:
                yield Problem(_("Two checks have the key “%(key)s”.") % {"key": check.key}, check=check.key)
            keys.add(check.key)
            if not check.message.vi:
                yield Problem(_("The check has no message in Vietnamese."), check=check.key)
            if check.at not in self.questions:
                yield Problem(_("Choose the question at which the message stands."), check=check.key)
            for text in _expression_problems(check.expression, samples):
                yield Problem(text, check=check.key)

    # --- Questions ------------------------------------------------------------------------------------
    def _question(self, question: AnyQuestion, section: Section) -> Iterator[Problem]:
        for text in self._question_texts(question):
            yield Problem(text, section.key, question.key)
        if question.condition:
            yield from self._condition(question.condition, section, question)

    def _question_texts(self, question: AnyQuestion) -> Iterator[str]:
        if question.key in RESERVED_KEYS:
            yield _("The key “%(key)s” has a meaning of its own: choose another.") % {"key": question.key}
        if not question.label.vi:
            yield _("The question has no wording in Vietnamese.")
        if question.required_from and question.required_from not in self.purpose.stages:
            yield _("“%(stage)s” is no stage of this use.") % {"stage": question.required_from}
        if question.required_from and isinstance(question, Heading):
            yield _("A heading cannot be required.")
        for audience in question.hidden_from:
            if audience not in self.purpose.audiences:
                yield _("“%(audience)s” are no readers of this use.") % {"audience": audience}
        needed = self.purpose.needed.get(question.key)
        if needed and (question.condition or self.definition.section_of[question.key].condition):
            yield _("The portal itself reads this question: it is always asked, so take its condition away.")
        if question.prefill:
            yield from self._prefill(question)
        yield from self._kind(question)

    def _prefill(self, question: AnyQuestion) -> Iterator[str]:
        fact = self.purpose.facts.get(question.prefill.removeprefix(FACTS))
        if fact is None or not question.prefill.startswith(FACTS):
            yield _("“%(name)s” is nothing that the portal knows here.") % {"name": question.prefill}
        elif fact.kind != question.kind and {fact.kind, question.kind} - {"short_text", "long_text"}:
            yield _("What the portal knows is of another kind than this question.")

    def _kind(self, question: AnyQuestion) -> Iterator[str]:
        if isinstance(question, Choice | Choices):
            yield from self._options(question.options, question.code_list)
        elif isinstance(question, WholeNumber | Money):
            yield from _bounds(question.minimum, question.maximum)
        elif isinstance(question, Day):
            yield from _bounds(question.earliest, question.latest)
        elif isinstance(question, Mark):
            yield from _bounds(question.minimum, question.maximum)
            if any(not question.minimum <= anchor.value <= question.maximum for anchor in question.anchors):
                yield _("An anchor lies outside the scale.")
        elif isinstance(question, File):
            for kind in question.accepts:
                if kind not in CONTENT_TYPES:
                    yield _("Files of the type “%(kind)s” cannot be checked.") % {"kind": kind}
        elif isinstance(question, Table):
            yield from self._table(question)

    def _options(self, options: tuple[Option, ...], code_list: str) -> Iterator[str]:
        if code_list and code_list not in self.code_lists:
            yield _("There is no code list “%(slug)s”.") % {"slug": code_list}
        elif code_list and options:
            yield _("Take either a code list or answers of its own.")
        elif not code_list and len(options) < 2:
            yield _("Give at least two answers to choose from.")
        yield from _repeated(tuple(option.key for option in options))
        if any(not option.label.vi for option in options):
            yield _("An answer to choose from has no wording in Vietnamese.")

    def _table(self, table: Table) -> Iterator[str]:
        if not table.columns:
            yield _("The table has no column.")
        yield from _repeated(tuple(column.key for column in table.columns))
        yield from _repeated(tuple(total.key for total in table.totals))
        if table.min_rows > table.max_rows:
            yield _("The least number of rows is above the greatest.")
        for column in table.columns:
            yield from _column(table, column)
        for total in table.totals:
            yield from _total(table, total)

    # --- Conditions -----------------------------------------------------------------------------------
    def _condition(self, condition: Condition, section: Section, question: AnyQuestion | None) -> Iterator[Problem]:
        key = question.key if question else ""
        if (question.key if question else f"section {section.key}") in self.circle:
            yield Problem(_("The condition goes in a circle: it depends on itself."), section.key, key)
            return
        for rule in condition.rules:
            for text in self._rule(rule):
                yield Problem(text, section.key, key)

    def _rule(self, rule: Rule) -> Iterator[str]:
        kind = self.kinds.get(rule.of)
        if kind is None:
            if rule.of in self.questions:
                yield _("The condition asks for “%(key)s”, which comes later or is itself.") % {"key": rule.of}
            else:
                yield _("The condition asks for “%(key)s”, which there is not.") % {"key": rule.of}
            return
        if rule.compare in ("answered", "unanswered"):
            return
        if kind in ("table", "file"):
            yield _("A condition on a table or on files can only ask whether there is an answer.")
        elif rule.compare in ("at_least", "at_most") and (kind not in ORDERED or not _fits(kind, rule.value)):
            yield _("The condition compares “%(key)s” by size, which does not fit its kind.") % {"key": rule.of}
        elif not self._fits_question(rule, kind):
            yield _("The condition compares “%(key)s” with a value that it cannot have.") % {"key": rule.of}

    def _fits_question(self, rule: Rule, kind: str) -> bool:
        question = self.questions.get(rule.of)
        values = rule.value if isinstance(rule.value, list) else [rule.value]
        if isinstance(question, Choice | Choices) and question.options:
            keys = {option.key for option in question.options}
            return bool(values) and all(value in keys for value in values)
        return bool(values) and all(_fits(kind, value) for value in values)

    def _at(self, key: str, text: str) -> Problem:
        return Problem(text, self.definition.section_of[key].key, key)


# --- Checks -------------------------------------------------------------------------------------------
def find_expression_problems(expression: str, definition: Definition, purpose: Purpose) -> Iterator[str]:
    """What is wrong with the expression of a check."""
    return _expression_problems(expression, _samples(definition, purpose))


def _samples(definition: Definition, purpose: Purpose) -> dict[str, Any]:
    """A value of the right kind for everything that an expression may read."""
    facts = {name: sample_of_kind(fact.kind) for name, fact in purpose.facts.items()}
    return {**sample_values(definition), "facts": facts}


def _expression_problems(expression: str, samples: Mapping[str, Any]) -> Iterator[str]:
    try:
        if unknown := sorted(variables(expression) - set(samples)):
            yield _("The check reads “%(key)s”, which is no question.") % {"key": unknown[0]}
        elif not isinstance(evaluate(expression, samples), bool):
            yield _("The check must be a comparison, which holds or does not.")
    except ExpressionError as error:
        yield describe_error(error)


# --- Parts --------------------------------------------------------------------------------------------
def _column(table: Table, column: Column) -> Iterator[str]:
    values = {"column": column.label or column.key}
    if column.key == ROW_KEY or column.key in RESERVED_KEYS:
        yield _("The key “%(key)s” has a meaning of its own: choose another.") % {"key": column.key}
    if not column.label.vi:
        yield _("The column “%(column)s” has no heading in Vietnamese.") % values
    if column.kind == "choice" and len(column.options) < 2:
        yield _("The column “%(column)s” needs at least two answers to choose from.") % values
    if column.kind != "choice" and column.options:
        yield _("The column “%(column)s” has answers to choose from and is no choice.") % values
    yield from _bounds(column.minimum, column.maximum)
    if not column.product_of:
        return
    if column.kind not in NUMERIC or len(column.product_of) < 2:
        yield _("The column “%(column)s” is a product: it needs a number or money, and two factors.") % values
    for factor in column.product_of:
        other = table.column(factor)
        if other is None or other.kind not in NUMERIC or other.product_of:
            yield _("The column “%(column)s” multiplies “%(factor)s”, which is no number that is typed.") % {
                **values,
                "factor": factor,
            }


def _total(table: Table, total: Total) -> Iterator[str]:
    values = {"total": total.label or total.key}
    column = table.column(total.column)
    if total.key in RESERVED_KEYS:
        yield _("The key “%(key)s” has a meaning of its own: choose another.") % {"key": total.key}
    if not total.label.vi:
        yield _("The total “%(total)s” has no wording in Vietnamese.") % values
    if column is None or column.kind not in NUMERIC:
        yield _("The total “%(total)s” adds up a column that is no number.") % values
    if total.where:
        choice = table.column(total.where)
        if choice is None or total.is_value not in {option.key for option in choice.options}:
            yield _("The total “%(total)s” selects rows by an answer that there is not.") % values


def _bounds(least: Any, most: Any) -> Iterator[str]:
    if least is not None and most is not None and least > most:
        yield _("The least value is above the greatest.")


def _repeated(keys: tuple[str, ...]) -> Iterator[str]:
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield _("“%(key)s” stands twice.") % {"key": key}


def _fits(kind: str, value: object) -> bool:
    """Whether an answer of this kind can have the value."""
    if kind in ("yes_no", "statement"):
        return isinstance(value, bool)
    if kind in ("whole_number", "money", "mark"):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)


def _circle(definition: Definition) -> set[str]:
    """The questions and sections (`section a`) of one circle of conditions; empty where there is none."""
    needs: dict[str, set[str]] = {}
    for section, question, condition in definition.conditions():
        name = question.key if question else f"section {section.key}"
        needs.setdefault(name, set()).update(rule.of for rule in condition.rules)
    for section in definition.sections:
        if section.condition:
            for asked in section.questions:
                needs.setdefault(asked.key, set()).add(f"section {section.key}")
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return set(error.args[1])
    return set()
