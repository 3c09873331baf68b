"""The form that moves a question to another place."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.core.ui.restorable import PortalForm
from ecosystem.questionnaires.definition import Definition


class PlaceForm(PortalForm):
    """Where the question goes: `section:index` among the other questions of the section."""

    place = forms.ChoiceField(label=gettext_lazy("New place"))

    def __init__(self, *args: Any, definition: Definition, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [("", _("Choose"))]
        for section in definition.sections:
            others = [one for one in section.questions if one.key != key]
            first = (f"{section.key}:0", _("At the beginning"))
            after = [
                (f"{section.key}:{index}", _("After “%(label)s”") % {"label": one.label or one.key})
                for index, one in enumerate(others, start=1)
            ]
            choices.append((str(section.title or section.key), [first, *after]))
        cast("forms.ChoiceField", self.fields["place"]).choices = choices

    def chosen_place(self) -> tuple[int, str]:
        """The index among the other questions, and the key of the section."""
        section_key, _sign, index = self.cleaned_data["place"].partition(":")
        return int(index), section_key
