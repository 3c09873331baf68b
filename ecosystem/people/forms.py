"""Forms of roles."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.accounts.roles import GRANTABLE, NEEDS_UNIT, WITHOUT_UNIT
from ecosystem.core.models import SortKey
from ecosystem.core.ui.restorable import PortalForm


class RoleGrantForm(PortalForm):
    """A role for a person: in one unit or everywhere, from a day to a day."""

    role = forms.ChoiceField(label=_("Role"), choices=[(r.value, r.label) for r in GRANTABLE])
    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=OrganisationUnit.objects.none(),
        required=False,
        empty_label=_("Everywhere"),
        help_text=_("Partner roles need their unit; council members and administrators have none."),
    )
    starts_on = forms.DateField(label=_("From"), required=False, help_text=_("Empty means from now on."))
    ends_on = forms.DateField(
        label=_("Last day"), required=False, help_text=_("The role holds to the end of this day. Empty means no end.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)  # noqa: S101
        unit.queryset = OrganisationUnit.objects.valid_on(timezone.localdate()).order_by(SortKey("name"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        role, unit = data.get("role"), data.get("unit")
        if role in NEEDS_UNIT and not unit and "unit" not in self.errors:
            self.add_error("unit", _("Choose the unit for which this person reports."))
        if role in WITHOUT_UNIT and unit:
            self.add_error("unit", _("This role is not tied to a unit: choose “Everywhere”."))
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        today = timezone.localdate()
        if starts_on and starts_on < today:
            self.add_error("starts_on", _("The first day lies in the past."))
        if ends_on and ends_on < (starts_on or today):
            self.add_error("ends_on", _("The last day lies before the first."))
        return data
