"""The form of a section."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from ecosystem.questionnaires.definition import Definition, Section
from ecosystem.questionnaires.forms.parts import PartForm, key_field, line_field, read_text, text_values, wording_field


class SectionForm(PartForm):
    """One page of the questionnaire: its title and what stands below it."""

    title_vi = line_field(_("Title"), required=True)
    title_en = line_field(_("Title in English"))
    help_vi = wording_field(_("Text below the title"), rows=3)
    help_en = wording_field(_("The same in English"), rows=3)
    key = key_field()

    def values_in(self, definition: Definition) -> dict[str, Any]:
        section = definition.section(self.part_key)
        if section is None:
            return {}
        return {**text_values("title", section.title), **text_values("help", section.help), "key": section.key}

    def section(self) -> Section:
        """The section as it was typed, with the questions and the condition that it has."""
        title, keys = read_text(self.cleaned_data, "title"), [one.key for one in self.draft.definition.sections]
        base = self.draft.definition.section(self.part_key) or Section(key="new")
        return replace(base, key=self.key_of(title.vi, keys), title=title, help=read_text(self.cleaned_data, "help"))
