"""The form of a check across answers."""

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.core.text import BlockField
from ecosystem.questionnaires.conditions import FACTS
from ecosystem.questionnaires.definition import Check, Definition, Table
from ecosystem.questionnaires.forms.parts import PartForm, key_field, read_text, text_values, wording_field
from ecosystem.questionnaires.problems import find_expression_problems
from ecosystem.questionnaires.purposes import Purpose
from ecosystem.questionnaires.wording import KINDS

EXAMPLES = (
    ("own_money <= costs.total", gettext_lazy("An amount is at most the total of a table.")),
    ("ends_on > begins_on", gettext_lazy("One day is after another.")),
    (
        'kind != "other" || size(reason) > 0',
        gettext_lazy("Either the answer is not “other”, or the reason is not empty."),
    ),
)


class CheckForm(PartForm):
    """A comparison that must hold, the message where it does not, and the question beside which it stands."""

    expression = BlockField(
        label=gettext_lazy("What must hold"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false", "class": "code-area"}),
        help_text=gettext_lazy("A comparison of the names below, with + - * / and && (and), || (or), ! (not)."),
    )
    message_vi = wording_field(gettext_lazy("Message where it does not hold"), required=True)
    message_en = wording_field(gettext_lazy("The message in English"))
    at = forms.ChoiceField(label=gettext_lazy("Question beside which the message stands"))
    key = key_field()

    def __init__(self, *args: Any, purpose: Purpose, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purpose = purpose
        cast("forms.ChoiceField", self.fields["at"]).choices = [("", _("Choose")), *self._places()]

    def _places(self) -> Iterator[tuple[Any, list[tuple[str, Any]]]]:
        for section in self.draft.definition.sections:
            asked = [(one.key, one.label or one.key) for one in section.questions if one.is_asked]
            if asked:
                yield section.title or section.key, asked

    def values_in(self, definition: Definition) -> dict[str, Any]:
        check = next((one for one in definition.checks if one.key == self.part_key), None)
        if check is None:
            return {}
        return {
            "expression": check.expression,
            **text_values("message", check.message),
            "at": check.at,
            "key": check.key,
        }

    def clean_expression(self) -> str:
        expression = str(self.cleaned_data["expression"])
        for text in find_expression_problems(expression, self.draft.definition, self.purpose):
            raise ValidationError(text)
        return expression

    def check(self) -> Check:
        """The check as it was typed."""
        data = self.cleaned_data
        keys = [one.key for one in self.draft.definition.checks]
        return Check(
            key=self.key_of(data["at"], keys),
            expression=data["expression"],
            message=read_text(data, "message"),
            at=data["at"],
        )


def variables_of(definition: Definition, purpose: Purpose) -> list[tuple[str, str, Any]]:
    """What an expression may read: the name, its words, its kind."""
    found: list[tuple[str, str, Any]] = []
    count = _("number of rows")
    for key, question in definition.questions.items():
        if not question.is_asked:
            continue
        label = str(question.label) or key
        if isinstance(question, Table):
            found.append((f"{key}.rows", f"{label}: {count}", KINDS["whole_number"].label))
            found += [
                (f"{key}.{total.key}", f"{label}: {total.label or total.key}", _("Total")) for total in question.totals
            ]
        else:
            found.append((key, label, KINDS[question.kind].label))
    return found + [(f"{FACTS}{name}", str(fact.label), KINDS[fact.kind].label) for name, fact in purpose.facts.items()]
