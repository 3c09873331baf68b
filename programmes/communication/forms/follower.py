"""The form for following calls by mail."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ecosystem.core.ui.model_choices import set_choices
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.reference.models import Sector, SectorList, Term, Vocabulary

capitalised = lazy(capfirst, str)


class FollowForm(PortalForm):
    """The stage and field of calls to follow. A signed-in user (`is_known`) is not asked for an address."""

    email = forms.EmailField(
        label=capitalised(_("email address")), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    stage = forms.ModelChoiceField(
        label=capitalised(_("stage of support")),
        queryset=Term.objects.none(),
        required=False,
        empty_label=_("All stages"),
    )
    sector = forms.ModelChoiceField(
        label=capitalised(_("field")), queryset=Sector.objects.none(), required=False, empty_label=_("All fields")
    )

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["email"]
        today = timezone.localdate()
        stages = Term.objects.valid_on(today).filter(vocabulary=Vocabulary.SUPPORT_STAGE).order_by("order", "pk")
        sectors = Sector.objects.valid_on(today).filter(belongs_to=SectorList.PRIORITY).order_by("order", "pk")
        set_choices(self, "stage", stages)
        set_choices(self, "sector", sectors)
