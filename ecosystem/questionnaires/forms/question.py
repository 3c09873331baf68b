"""The form of a question: what every question has, and the members of its kind alone."""

from collections.abc import Callable, Iterable
from typing import Any, cast, get_args

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from ecosystem.core.money import VndField
from ecosystem.core.ui.number_fields import CountField, NumberField
from ecosystem.core.uploads import CONTENT_TYPES
from ecosystem.questionnaires.code_lists import LABELS
from ecosystem.questionnaires.conditions import FACTS
from ecosystem.questionnaires.definition import (
    MARK_LIMIT,
    MAX_OPTIONS,
    MAX_ROWS,
    MAX_TEXT,
    NUMBER_LIMIT,
    AnyQuestion,
    Choice,
    Choices,
    Definition,
    Mark,
    WholeNumber,
)
from ecosystem.questionnaires.forms.parts import (
    AnchorsField,
    OptionsField,
    PartForm,
    anchors_text,
    key_field,
    line_field,
    options_text,
    read_text,
    text_values,
    wording_field,
)
from ecosystem.questionnaires.purposes import Purpose

QUESTION_TYPES: dict[str, Any] = {str(one.__struct_config__.tag): one for one in get_args(AnyQuestion)}
NONE = "none"  # the choice of nothing in a field that is not marked as optional
TEXTS = frozenset({"short_text", "long_text"})


def _count(label: Any, least: int, most: int, *, required: bool = True, help_text: Any = "") -> CountField:
    return CountField(label=label, min_value=least, max_value=most, required=required, help_text=help_text)


def _mark(label: Any) -> NumberField:
    return NumberField(label=label, min_value=-MARK_LIMIT, max_value=MARK_LIMIT, max_digits=6, decimal_places=2)


def _choice_fields() -> dict[str, forms.Field]:
    lists = [(NONE, gettext_lazy("None: the answers below")), *LABELS.items()]
    return {
        "code_list": forms.ChoiceField(label=gettext_lazy("Code list"), choices=lists),
        "options": OptionsField(label=gettext_lazy("Answers to choose from")),
    }


def _own_fields(kind: str) -> dict[str, forms.Field]:
    """The fields of the members that only this kind has, by the member's name (texts: name_vi, name_en)."""
    makers: dict[str, Callable[[], dict[str, forms.Field]]] = {
        "short_text": lambda: {"max_length": _count(gettext_lazy("Most characters"), 1, 500)},
        "long_text": lambda: {
            "max_length": _count(gettext_lazy("Limit"), 1, MAX_TEXT),
            "counted_in": forms.ChoiceField(
                label=gettext_lazy("Counted in"),
                choices=[("characters", gettext_lazy("characters")), ("words", gettext_lazy("words"))],
            ),
        },
        "whole_number": lambda: {
            "minimum": _count(gettext_lazy("At least"), -NUMBER_LIMIT, NUMBER_LIMIT, required=False),
            "maximum": _count(gettext_lazy("At most"), -NUMBER_LIMIT, NUMBER_LIMIT, required=False),
            "unit_vi": line_field(gettext_lazy("Unit"), most=60, help_text=gettext_lazy("Such as months or people.")),
            "unit_en": line_field(gettext_lazy("Unit in English"), most=60),
        },
        "money": lambda: {
            "minimum": VndField(label=gettext_lazy("At least"), required=False),
            "maximum": VndField(label=gettext_lazy("At most"), required=False),
        },
        "date": lambda: {
            "earliest": forms.DateField(label=gettext_lazy("Not before"), required=False),
            "latest": forms.DateField(label=gettext_lazy("Not after"), required=False),
        },
        "choice": _choice_fields,
        "choices": lambda: {
            **_choice_fields(),
            "at_most": _count(
                gettext_lazy("Most answers"),
                1,
                MAX_OPTIONS,
                required=False,
                help_text=gettext_lazy("Empty: as many as there are."),
            ),
        },
        "file": lambda: {
            "accepts": forms.MultipleChoiceField(
                label=gettext_lazy("Types of files"),
                choices=[(name, name.upper()) for name in CONTENT_TYPES],
                widget=forms.CheckboxSelectMultiple,
            ),
            "at_most": _count(gettext_lazy("Most files"), 1, 10),
        },
        "mark": lambda: {
            "minimum": _mark(gettext_lazy("Lowest mark")),
            "maximum": _mark(gettext_lazy("Highest mark")),
            "decimals": _count(gettext_lazy("Digits after the comma"), 0, 2),
            "anchors": AnchorsField(label=gettext_lazy("What the marks mean")),
        },
        "table": lambda: {
            "min_rows": _count(gettext_lazy("Least rows"), 0, MAX_ROWS),
            "max_rows": _count(gettext_lazy("Most rows"), 1, MAX_ROWS),
        },
    }
    return makers[kind]() if kind in makers else {}


LABELS_OF_WORDING = {
    "statement": gettext_lazy("What the person declares"),
    "heading": gettext_lazy("Heading"),
}


class QuestionForm(PartForm):
    """A question of one kind. `groups` are its fields as the page sets them out."""

    key = key_field()

    def __init__(self, *args: Any, kind: str, purpose: Purpose, **kwargs: Any) -> None:
        self.kind, self.purpose = kind, purpose
        is_new = not kwargs.get("key")
        if is_new:
            kwargs["initial"] = {**question_values(QUESTION_TYPES[kind](key="new")), "key": ""}
        super().__init__(*args, **kwargs)
        label = LABELS_OF_WORDING.get(kind, gettext_lazy("Question"))
        self.fields["label_vi"] = wording_field(label, required=True)
        self.fields["label_en"] = wording_field(gettext_lazy("The same in English"))
        self.fields["help_vi"] = wording_field(gettext_lazy("Help"), rows=3)
        self.fields["help_en"] = wording_field(gettext_lazy("Help in English"), rows=3)
        self.wordings = [("label_vi", "label_en"), ("help_vi", "help_en")]
        if self.is_asked and kind != "statement":
            self.fields["example_vi"] = wording_field(gettext_lazy("Example"))
            self.fields["example_en"] = wording_field(gettext_lazy("Example in English"))
            self.wordings.append(("example_vi", "example_en"))
        own = _own_fields(kind)
        self.own_names = list(own)
        self.fields.update(own)
        if self.is_asked:
            self._add_rules()
        self.order_fields([name for pair in self.wordings for name in pair] + self.own_names)

    @property
    def is_asked(self) -> bool:
        return self.kind != "heading"

    def _add_rules(self) -> None:
        stages = [(slug, label) for slug, label in self.purpose.stages.items()]
        self.fields["required_from"] = forms.ChoiceField(
            label=gettext_lazy("Must be answered"),
            choices=[(NONE, gettext_lazy("No, it may stay empty")), *stages],
        )
        if self.purpose.audiences:
            self.fields["hidden_from"] = forms.MultipleChoiceField(
                label=gettext_lazy("Hidden from"),
                choices=list(self.purpose.audiences.items()),
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        facts = [
            (f"{FACTS}{name}", fact.label)
            for name, fact in self.purpose.facts.items()
            if fact.kind == self.kind or {fact.kind, self.kind} <= TEXTS
        ]
        if facts:
            self.fields["prefill"] = forms.ChoiceField(
                label=gettext_lazy("Filled in beforehand"),
                choices=[(NONE, gettext_lazy("No")), *facts],
                help_text=gettext_lazy("What the portal knows already stands as the first answer."),
            )

    def groups(self) -> Iterable[tuple[Any, list[list[BoundField]]]]:
        """Legends, each with rows of fields that stand side by side."""
        yield _("Wording"), [[self[name] for name in pair] for pair in self.wordings]
        if self.own_names:
            yield _("The answer"), self._own_rows()
        rules = [self[name] for name in ("required_from", "hidden_from", "prefill", "key") if name in self.fields]
        yield _("Rules"), [[bound] for bound in rules]

    def _own_rows(self) -> list[list[BoundField]]:
        """Short fields in pairs, long ones alone."""
        rows: list[list[BoundField]] = []
        for name in self.own_names:
            is_short = not isinstance(self.fields[name].widget, forms.Textarea | forms.CheckboxSelectMultiple)
            if is_short and rows and len(rows[-1]) == 1 and rows[-1][0].widget_type != "textarea":
                rows[-1].append(self[name])
            else:
                rows.append([self[name]])
        return rows

    def values_in(self, definition: Definition) -> dict[str, Any]:
        question = definition.questions.get(self.part_key)
        return question_values(question) if question is not None and question.kind == self.kind else {}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.kind in ("choice", "choices") and data.get("code_list", NONE) != NONE and data.get("options"):
            self.add_error("options", _("Take either a code list or answers of your own."))
        for least, most in (("minimum", "maximum"), ("earliest", "latest"), ("min_rows", "max_rows")):
            lower, upper = data.get(least), data.get(most)
            if lower is not None and upper is not None and lower > upper:
                self.add_error(most, _("The least value is above the greatest."))
        return data

    def question(self) -> AnyQuestion:
        """The question as it was typed, with the condition, columns and totals that it has."""
        data, definition = self.cleaned_data, self.draft.definition
        label = read_text(data, "label")
        members = {name: data[name] for name in self.own_names if not name.startswith("unit_")}
        if "accepts" in members:
            members["accepts"] = tuple(members["accepts"])
        if "code_list" in members:
            members["code_list"] = _chosen(members["code_list"])
        if self.kind == "whole_number":
            members["unit"] = read_text(data, "unit")
        if self.is_asked:
            members |= {
                "required_from": _chosen(data["required_from"]),
                "hidden_from": tuple(data.get("hidden_from", ())),
                "prefill": _chosen(data.get("prefill", NONE)),
            }
        base = definition.questions.get(self.part_key) or QUESTION_TYPES[self.kind](key="new")
        changed = replace(
            base,
            key=self.key_of(label.vi, definition.questions),
            label=label,
            help=read_text(data, "help"),
            example=read_text(data, "example"),
            **members,
        )
        return cast("AnyQuestion", changed)


def _chosen(value: str) -> str:
    return "" if value == NONE else value


def question_values(question: AnyQuestion) -> dict[str, Any]:
    """The values of the form's fields for a question."""
    values: dict[str, Any] = {
        **text_values("label", question.label),
        **text_values("help", question.help),
        **text_values("example", question.example),
        "key": question.key,
        "required_from": question.required_from or NONE,
        "hidden_from": list(question.hidden_from),
        "prefill": question.prefill or NONE,
    }
    for name in _own_fields(question.kind):
        if not name.startswith("unit_"):
            values[name] = getattr(question, name)
    if isinstance(question, WholeNumber):
        values |= text_values("unit", question.unit)
    if isinstance(question, Choice | Choices):
        values |= {"options": options_text(question.options), "code_list": question.code_list or NONE}
    if isinstance(question, Mark):
        values["anchors"] = anchors_text(question.anchors)
    if "accepts" in values:
        values["accepts"] = list(values["accepts"])
    return values
