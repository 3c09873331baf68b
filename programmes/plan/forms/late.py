"""The reason of an entry that is dated into a reported period."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ecosystem.core.text import LineField
from ecosystem.core.ui.restorable import PortalForm


def late_reason_field() -> forms.CharField:
    """Why a record is dated into a period that is reported already."""
    return LineField(
        label=_("Reason, where the day lies in a reported period"),
        required=False,
        max_length=500,
        help_text=_("Only then needed: the entry is shown as a correction of that period and in the next report."),
    )


class LateReasonForm(PortalForm):
    """The reason alone."""

    late_reason = late_reason_field()
