"""Forms of members and invitations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.core.ui.edit_forms import EditForm
from ecosystem.core.ui.model_choices import set_choices
from ecosystem.core.ui.restorable import PortalForm
from startups.models import MemberRole, Membership, Startup

ROLE_HELP = _(
    "Owners manage members and everything else. Editors change facts and write applications. Readers only look."
)


class InvitationForm(PortalForm):
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        help_text=_("The person accepts with an account of this address; a new account can be opened on the way."),
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=MemberRole.choices,
        widget=forms.RadioSelect,
        help_text=ROLE_HELP,
        initial=MemberRole.EDITOR,
    )


class MemberRoleForm(EditForm):
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices, widget=forms.RadioSelect, help_text=ROLE_HELP)


class MemberChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj.user} ({obj.user.email})"


class HandOverForm(PortalForm):
    to = MemberChoiceField(
        label=_("New owner"), queryset=Membership.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, startup: Startup, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Membership.objects.filter(startup=startup).exclude(user=by).select_related("user")
        set_choices(self, "to", others)
