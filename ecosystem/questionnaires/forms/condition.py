"""The form of a condition: up to ten rules, of which all hold or any."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.core.text import LineField
from ecosystem.core.ui.edit_forms import EditForm, EditFormSet
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.questionnaires.conditions import FACTS
from ecosystem.questionnaires.definition import MAX_RULES, Condition, Rule
from ecosystem.questionnaires.problems import ORDERED
from ecosystem.questionnaires.wording import COMPARISONS, UNVALUED, Operand, parse_value, value_text

Operands = Mapping[str, Operand]


class MatchForm(EditForm):
    """Whether all of the rules hold or any of them."""

    match = forms.ChoiceField(
        label=gettext_lazy("Asked when"),
        choices=[("all", gettext_lazy("all of the rules hold")), ("any", gettext_lazy("at least one of them holds"))],
        widget=forms.RadioSelect,
    )


class RuleForm(PortalForm):
    """One rule: a question or fact, a comparison, and a value that fits its kind."""

    of = forms.ChoiceField(label=gettext_lazy("Question or fact"))
    compare = forms.ChoiceField(label=gettext_lazy("Comparison"), choices=list(COMPARISONS.items()))
    value = LineField(label=gettext_lazy("Value"), max_length=500, required=False)

    def __init__(self, *args: Any, operands: Operands, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.operands = operands
        cast("forms.ChoiceField", self.fields["of"]).choices = self._choices()

    def _choices(self) -> list[tuple[str, Any]]:
        questions = [(name, one.label) for name, one in self.operands.items() if not name.startswith(FACTS)]
        facts = [(name, one.label) for name, one in self.operands.items() if name.startswith(FACTS)]
        groups = [(_("Earlier questions"), questions), (_("What the portal knows"), facts)]
        found: list[tuple[str, Any]] = [("", _("Choose")), *((label, rows) for label, rows in groups if rows)]
        saved = (self.initial or {}).get("of", "")
        if saved and saved not in self.operands:
            found.append((saved, _("“%(key)s”, which cannot be asked for here") % {"key": saved}))
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        operand, compare = self.operands.get(data.get("of", "")), data.get("compare", "")
        if not data.get("of") or not compare:
            return data
        if operand is None:
            self.add_error("of", _("Choose an earlier question or a fact."))
        elif compare in UNVALUED:
            data["value"] = ""
        elif operand.kind in ("table", "file"):
            self.add_error("compare", _("A table or files can only be asked whether they are answered."))
        elif compare in ("at_least", "at_most") and operand.kind not in ORDERED:
            self.add_error("compare", _("This comparison is for numbers, amounts and days."))
        elif "value" in data:
            self._clean_value(operand, compare, data)
        return data

    def _clean_value(self, operand: Operand, compare: str, data: dict[str, Any]) -> None:
        try:
            data["value"] = value_text(operand, parse_value(operand, compare, data["value"]))
            return
        except ValueError as error:
            problem = str(error)
        self.add_error("value", problem)


class BaseRuleFormSet(EditFormSet):
    """The rules of one condition; without a row the question is always asked."""

    row_label = gettext_lazy("Rule %(number)s")

    def typed_rows(self) -> list[dict[str, Any]]:
        return [
            {key: value for key, value in form.cleaned_data.items() if key != "DELETE"}
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]

    def add_fields(self, form: Any, index: Any) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove this rule")


RuleFormSet: Any = forms.formset_factory(
    RuleForm, formset=BaseRuleFormSet, extra=1, can_delete=True, max_num=MAX_RULES, validate_max=True
)


def rule_rows(condition: Condition | None, operands: Operands) -> list[dict[str, Any]]:
    """The rules as rows of the form."""
    rules = condition.rules if condition else ()
    return [
        {"of": rule.of, "compare": rule.compare, "value": value_text(operands.get(rule.of), rule.value)}
        for rule in rules
    ]


def condition_of(rows: list[dict[str, Any]], match: Any, operands: Operands) -> Condition | None:
    """The condition of typed rows; None without any."""
    rules = tuple(
        Rule(
            of=row["of"],
            compare=row["compare"],
            value=None
            if row["compare"] in UNVALUED
            else parse_value(operands[row["of"]], row["compare"], row["value"]),
        )
        for row in rows
    )
    return Condition(rules=rules, match=match) if rules else None
