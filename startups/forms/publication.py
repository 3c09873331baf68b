"""Forms of publication in the directory. No consent is checked by default (fact F5.13)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ecosystem.core.steps import ReasonForm
from ecosystem.core.ui.restorable import PortalForm
from startups.models import PublicFact


class ConsentForm(PortalForm):
    facts = forms.MultipleChoiceField(
        label=_("Show also"),
        choices=PublicFact.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each of these is your choice; what you leave empty stays inside the portal."),
    )
    consent = forms.BooleanField(
        label=_("I have read this and I agree"),
        error_messages={"required": _("Tick the box if you agree. Without it the startup stays out of the directory.")},
    )
    text_version = forms.CharField(max_length=20, widget=forms.HiddenInput)


def reason_form(data: Any) -> ReasonForm:
    """A form for the reason of a step, which the owners of the startup receive."""
    return ReasonForm(data, max_length=2000, help_text=_("The startup's owners receive these words."))
