"""Forms of accounts and roles."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.roles import DEPARTMENT, GRANTABLE, NEEDS_UNIT, WITHOUT_UNIT, Role
from ecosystem.core.models import SortKey
from ecosystem.core.notices import Topic, choices_of, offered
from ecosystem.core.text import LineField


class SignupExtras(forms.Form):
    """What we ask at sign-up besides email and password."""

    full_name = LineField(label=_("Full name"), max_length=150)

    field_order = ["full_name", "email", "password1", "password2"]

    def signup(self, request: HttpRequest, user: Any) -> None:
        user.full_name = self.cleaned_data["full_name"]
        user.save(update_fields=["full_name", "updated_at"])


PHONE = RegexValidator(
    r"^\+?[0-9][0-9 .()-]{6,28}$",
    _("Enter a telephone number of digits, for example 028 3932 6883 or +84 28 3932 6883."),
)


CHANNELS = {"in_portal": _("In the portal"), "by_mail": _("By email")}
lazy_join = lazy(lambda what, where: f"{what}: {where}", str)


class ProfileForm(forms.Form):
    """What a person says of himself; the email address has a page of its own."""

    full_name = LineField(label=_("Full name"), max_length=150)
    phone = LineField(
        label=_("Telephone"), required=False, max_length=30, validators=[PHONE],
        help_text=_("Seen by the department when it works on your application; never public."),
        widget=forms.TelInput(attrs={"autocomplete": "tel"}),
    )  # fmt: skip
    employer = LineField(label=_("Employer"), required=False, max_length=200)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("vi", "Tiếng Việt"), ("en", "English")], widget=forms.RadioSelect,
        help_text=_("Of the pages, and of the emails that you receive."),
    )  # fmt: skip


APPLICANT_TOPICS = (Topic.APPLICATION, Topic.GRANT, Topic.STARTUP)
FOR_EVERYBODY = {Topic.JOB, Topic.ACCOUNT}
TOPICS_OF = {
    Topic.DESK: {*DEPARTMENT, Role.EVALUATOR},
    Topic.REPORT: {Role.MANAGER, Role.DIRECTOR, Role.COUNCIL, Role.PARTNER_REPORTER, Role.PARTNER_HEAD},
    Topic.GRANT: {Role.ACCOUNTANT},
}


class NotificationForm(forms.Form):
    """For each kind that may concern the person: told in the portal, told by email."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = {topic for topic, roles in TOPICS_OF.items() if user.has_role(*roles)} | FOR_EVERYBODY
        if not user.roles:
            topics |= set(APPLICANT_TOPICS)
        self.offered = offered(topics)
        chosen = choices_of(user)
        for _topic, kinds in self.offered:
            for name, kind in kinds:
                choice = chosen.get(name)
                for channel, words in CHANNELS.items():
                    self.fields[f"{channel}-{name}"] = forms.BooleanField(
                        label=words, required=False, disabled=bool(kind.always),
                        initial=getattr(choice, channel) if choice and not kind.always else True,
                        widget=forms.CheckboxInput(attrs={"aria-label": lazy_join(kind.label, words)}),
                    )  # fmt: skip

    def rows(self) -> list[tuple[Topic, list[tuple[Any, Any, Any]], list[Any]]]:
        """Topic by topic: each kind with its two fields, and why some cannot be switched off."""
        return [
            (
                topic,
                [(kind, self[f"in_portal-{name}"], self[f"by_mail-{name}"]) for name, kind in kinds],
                list(dict.fromkeys(kind.always for _name, kind in kinds if kind.always)),
            )
            for topic, kinds in self.offered
        ]

    def choices(self) -> dict[str, tuple[bool, bool]]:
        """Of each kind offered: in the portal, by email."""
        data = self.cleaned_data
        return {
            name: (data[f"in_portal-{name}"], data[f"by_mail-{name}"])
            for _topic, kinds in self.offered
            for name, _k in kinds
        }


class RoleGrantForm(forms.Form):
    """A role for a person: in one unit or everywhere, from a day to a day."""

    role = forms.ChoiceField(label=_("Role"), choices=[(r.value, r.label) for r in GRANTABLE])
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=OrganisationUnit.objects.none(), required=False, empty_label=_("Everywhere"),
        help_text=_("Partner roles need their unit; council members and administrators have none."),
    )  # fmt: skip
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


class RevokeForm(forms.Form):
    reason = LineField(label=_("Reason"), max_length=500, help_text=_("It stays in the record of this person's roles."))


class SecondStepResetForm(forms.Form):
    reason = LineField(
        label=_("Reason"), max_length=500,
        help_text=_("Who asked, and how you made sure of it: in person, or by a call back to a number you know. It stays in the record."),
    )  # fmt: skip
