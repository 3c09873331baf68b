"""The form of a saved view."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.core.conflicts import Change
from ecosystem.core.text import LineField
from ecosystem.core.ui.edit_forms import EditForm
from ecosystem.lists.models import Audience, SavedView


class ViewForm(EditForm):
    """Name, audience and default of a saved view."""

    name = LineField(label=_("Name of the view"), max_length=60, help_text=_("Short, as it will stand above the list."))
    audience = forms.ChoiceField(label=_("Who else may open it"), choices=Audience, widget=forms.RadioSelect)
    is_default = forms.BooleanField(label=_("Begin with this view when I open the list"), required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not any(grant.unit_id for grant in by.grants):
            audience = cast(forms.ChoiceField, self.fields["audience"])
            audience.choices = [choice for choice in Audience.choices if choice[0] != Audience.UNIT]

    def last_change(self, name: str) -> Change:
        """A conflict is always with the owner's own change in another window, for nobody else may change a view."""
        view = self.record
        return Change(view.owner, view.updated_at) if isinstance(view, SavedView) else Change()
