"""Forms of contributions and reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ecosystem.core.ui.restorable import PortalForm


class IssueForm(PortalForm):
    """The department's assessment in words, and what a further version corrects."""

    narrative = forms.CharField(
        label=_("Assessment"),
        help_text=_("Printed under “General assessment”. One paragraph per line. The figures come from the records."),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        max_length=20000,
    )
    correction_note = forms.CharField(
        label=_("What this version corrects"),
        help_text=_("Printed in the report beside the number of the version it corrects."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
    )

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_correction:
            del self.fields["correction_note"]


class VerifyForm(PortalForm):
    """A file or a SHA-256 to be compared with what was issued."""

    sha256 = forms.CharField(
        label=_("SHA-256 printed in the report or of your file"), required=False, max_length=100, strip=True
    )
    file = forms.FileField(label=_("Or the file itself"), required=False, allow_empty_file=True)

    def clean_sha256(self) -> str:
        value = "".join(self.cleaned_data["sha256"].lower().split())
        if value and (len(value) != 64 or set(value) - set("0123456789abcdef")):
            raise forms.ValidationError(_("A SHA-256 has 64 characters of 0-9 and a-f."))
        return value

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if not self.errors and not data.get("sha256") and not data.get("file"):
            raise forms.ValidationError(_("Give the SHA-256 or choose the file."))
        return data
