"""Forms of roles and accounts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.responsibilities import Responsibility, responsibilities_of
from ecosystem.accounts.role_conflicts import conflicts_of
from ecosystem.accounts.roles import GRANTABLE, NEEDS_UNIT, WITHOUT_UNIT
from ecosystem.core.models import SortKey
from ecosystem.core.text import BlockField, LineField
from ecosystem.core.ui.model_choices import set_choices
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.people.actions.role_invitation import account_of


def current_units() -> QuerySet[OrganisationUnit]:
    """The units that exist today, in the order of their names."""
    return OrganisationUnit.objects.valid_on(timezone.localdate()).order_by(SortKey("name"))


def require_unit_of_role(form: forms.BaseForm, data: Mapping[str, Any]) -> None:
    """An error beside the unit where the role needs one, or has none."""
    role, unit = data.get("role"), data.get("unit")
    if role in NEEDS_UNIT and not unit and "unit" not in form.errors:
        form.add_error("unit", gettext("Choose the unit for which this person reports."))
    if role in WITHOUT_UNIT and unit:
        form.add_error("unit", gettext("This role is not tied to a unit: choose “Everywhere”."))


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

    accepts_conflict = forms.BooleanField(label=_("Give the role all the same"), required=False)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        warnings = {c.text for role in GRANTABLE for c in conflicts_of(person, role, None) if not c.is_refused}
        if warnings:
            self.fields["accepts_conflict"].help_text = " ".join(sorted(warnings))
        else:
            del self.fields["accepts_conflict"]
        set_choices(self, "unit", current_units())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        require_unit_of_role(self, data)
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        today = timezone.localdate()
        if starts_on and starts_on < today:
            self.add_error("starts_on", _("The first day lies in the past."))
        if ends_on and ends_on < (starts_on or today):
            self.add_error("ends_on", _("The last day lies before the first."))
        return data


class RoleInvitationForm(PortalForm):
    """A role offered to an email address."""

    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        help_text=_("The person accepts with an account of this address; a new account can be opened on the way."),
    )
    role = forms.ChoiceField(label=_("Role"), choices=[(r.value, r.label) for r in GRANTABLE])
    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=OrganisationUnit.objects.none(),
        required=False,
        empty_label=_("Everywhere"),
        help_text=_("Partner roles need their unit; council members and administrators have none."),
    )
    message = BlockField(
        label=_("Greeting or reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The invited person reads it in the email."),
    )
    accepts_conflict = forms.BooleanField(label=_("Invite all the same"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "unit", current_units())
        person = account_of(str(self.data.get("email", "")).strip()) if self.is_bound else None
        if person is None or not any(not c.is_refused for r in GRANTABLE for c in conflicts_of(person, r, None)):
            del self.fields["accepts_conflict"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        require_unit_of_role(self, data)
        return data


class UnitMergeForm(PortalForm):
    """Into which unit another one is merged, and why."""

    into = forms.ModelChoiceField(
        label=_("Successor"), queryset=OrganisationUnit.objects.none(), empty_label=_("Choose")
    )
    reason = LineField(
        label=_("Reason"), max_length=400, help_text=_("The decision on the merger. It stays in the record.")
    )

    def __init__(self, *args: Any, unit: OrganisationUnit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "into", current_units().exclude(pk=unit.pk))


class CloseAccountForm(PortalForm):
    """Why the account is closed, and for each kind of thing that the person answers for who takes it."""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = [kind for kind, _records in responsibilities_of(person) if not kind.ends_by_itself]
        for kind in self.kinds:
            self.fields[kind.name] = self._field_of(kind, person)
        self.fields["reason"] = LineField(
            label=_("Reason"), max_length=500, help_text=_("It stays in the record of this account.")
        )

    @staticmethod
    def _field_of(kind: Responsibility, person: User) -> forms.Field:
        if kind.takers is None:
            return forms.EmailField(
                label=gettext("%(what)s go to") % {"what": kind.label},
                help_text=_("The email address of an open account."),
                max_length=254,
            )
        return forms.ModelChoiceField(
            label=gettext("%(what)s go to") % {"what": kind.label},
            queryset=kind.takers(person).order_by("sort_key", "pk"),
            required=not kind.may_release,
            empty_label=_("The desk of the unit") if kind.may_release else _("Choose"),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for kind in self.kinds:
            if kind.takers is None and data.get(kind.name):
                person = User.objects.filter(email__iexact=data[kind.name], is_active=True).first()
                if person is None:
                    self.add_error(kind.name, _("No open account has this address."))
                data[kind.name] = person
        return data

    def takers(self) -> dict[str, User | None]:
        """Who takes each kind."""
        return {kind.name: self.cleaned_data.get(kind.name) for kind in self.kinds}
