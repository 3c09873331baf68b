"""Forms that take a questionnaire as JSON."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.core.ui.restorable import PortalForm
from ecosystem.questionnaires.definition import MAX_JSON, Definition, DefinitionError, read_definition_json
from ecosystem.questionnaires.definition_errors import describe_definition_error
from ecosystem.questionnaires.forms.questionnaire import QuestionnaireForm


class DefinitionImportForm(PortalForm):
    """Questions as a JSON file or as text; cleaned to `definition`."""

    file = forms.FileField(
        label=_("JSON file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        help_text=_("As the page of a version exports it."),
    )
    text = forms.CharField(
        label=_("Or the text itself"),
        required=False,
        max_length=MAX_JSON,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload and upload.size > MAX_JSON:
            raise ValidationError(gettext("The file has more than %(most)s.") % {"most": filesizeformat(MAX_JSON)})
        return upload

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "file" in self.errors or "text" in self.errors:
            return data
        upload, text = data.pop("file", None), data.pop("text", "")
        if bool(upload) == bool(text):
            self.add_error("text", _("Give either a file or the text."))
            return data
        at = "file" if upload else "text"
        try:
            data["definition"] = read_import(upload.read() if upload else text)
        except ValidationError as error:
            self.add_error(at, error)
        return data


class QuestionnaireImportForm(DefinitionImportForm, QuestionnaireForm):
    """A new questionnaire whose draft begins with questions from JSON."""

    field_order: Any = ("file", "text", "name", "name_en", "purpose", "unit", "code")


def read_import(content: str | bytes) -> Definition:
    """The definition in JSON that somebody brings. Raises ValidationError with the place of the first fault in words."""
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(gettext("The file is no text in UTF-8.")) from None
    text = text.removeprefix("\ufeff")
    try:
        return read_definition_json(text)
    except DefinitionError as error:
        raise ValidationError(describe_definition_error(error, text)) from None
