"""Forms of accounts and roles."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.actions import version_of_choices
from ecosystem.accounts.models import User
from ecosystem.core.conflicts import Change
from ecosystem.core.text import LineField
from ecosystem.core.ui.edit_forms import EditForm
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.notices.kinds import Topic, kinds_for
from ecosystem.notices.notify import notification_choices


class SignupExtras(PortalForm):
    """What we ask at sign-up besides email and password."""

    full_name = LineField(label=_("Full name"), max_length=150)

    field_order = ["full_name", "email", "password1", "password2"]

    def signup(self, request: HttpRequest, user: User) -> None:
        user.full_name = self.cleaned_data["full_name"]
        user.save(update_fields=["full_name", "updated_at"])


PHONE = RegexValidator(
    r"^\+?[0-9][0-9 .()-]{6,28}$",
    _("Enter a telephone number of digits, for example 028 3932 6883 or +84 28 3932 6883."),
)


CHANNELS = {"in_portal": _("In the portal"), "by_mail": _("By email")}
lazy_join = lazy(lambda what, where: f"{what}: {where}", str)


class ProfileForm(EditForm):
    """What a person says of himself; the email address has a page of its own."""

    full_name = LineField(label=_("Full name"), max_length=150)
    phone = LineField(
        label=_("Telephone"),
        required=False,
        max_length=30,
        validators=[PHONE],
        help_text=_("Seen by the department when it works on your application; never public."),
        widget=forms.TelInput(attrs={"autocomplete": "tel"}),
    )
    employer = LineField(label=_("Employer"), required=False, max_length=200)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("vi", "Tiếng Việt"), ("en", "English")],
        widget=forms.RadioSelect,
        help_text=_("Of the pages, and of the emails that you receive."),
    )


class NotificationForm(EditForm):
    """For each kind that may concern the person: told in the portal, told by email."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.chosen = chosen = notification_choices(user)
        super().__init__(*args, record=user, **kwargs)
        self.user = user
        self.offered = kinds_for(user)
        for _topic, kinds in self.offered:
            for kind in kinds:
                choice = chosen.get(kind.name)
                for channel, channel_label in CHANNELS.items():
                    self.fields[f"{channel}-{kind.name}"] = forms.BooleanField(
                        label=channel_label,
                        required=False,
                        disabled=bool(kind.mandatory_reason),
                        initial=getattr(choice, channel) if choice and not kind.mandatory_reason else True,
                        widget=forms.CheckboxInput(attrs={"aria-label": lazy_join(kind.label, channel_label)}),
                    )

    def version_read(self) -> str:
        return version_of_choices(self.chosen)

    def last_change(self, name: str) -> Change:
        """Only the person chooses: in another window, then."""
        choice = self.chosen.get(name.partition("-")[2])
        return Change(self.user, choice.updated_at if choice else None)

    def rows(self) -> list[tuple[Topic, list[tuple[Any, Any, Any]], list[Any]]]:
        """Topic by topic: each kind with its two fields, and why some cannot be switched off."""
        return [
            (
                topic,
                [(kind, self[f"in_portal-{kind.name}"], self[f"by_mail-{kind.name}"]) for kind in kinds],
                list(dict.fromkeys(kind.mandatory_reason for kind in kinds if kind.mandatory_reason)),
            )
            for topic, kinds in self.offered
        ]

    def choices(self) -> dict[str, tuple[bool, bool]]:
        """Of each kind offered: in the portal, by email."""
        data = self.cleaned_data
        return {
            kind.name: (data[f"in_portal-{kind.name}"], data[f"by_mail-{kind.name}"])
            for _topic, kinds in self.offered
            for kind in kinds
        }
