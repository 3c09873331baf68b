"""The form for following calls by mail."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ecosystem.core.ui.restorable import PortalForm
from ecosystem.reference.models import Sector, SectorList, Term, Vocabulary

_cap = lazy(capfirst, str)


class FollowForm(PortalForm):
    """What to be told of. A signed-in person is not asked for an address."""

    email = forms.EmailField(
        label=_cap(_("email address")), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    stage = forms.ModelChoiceField(
        label=_cap(_("stage of support")), queryset=Term.objects.none(), required=False, empty_label=_("All stages")
    )
    sector = forms.ModelChoiceField(
        label=_cap(_("field")), queryset=Sector.objects.none(), required=False, empty_label=_("All fields")
    )

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["email"]
        today = timezone.localdate()
        stages = Term.objects.valid_on(today).filter(vocabulary=Vocabulary.SUPPORT_STAGE).order_by("order", "pk")
        sectors = Sector.objects.valid_on(today).filter(belongs_to=SectorList.PRIORITY).order_by("order", "pk")
        self.fields["stage"].queryset = stages  # type: ignore[attr-defined]
        self.fields["sector"].queryset = sectors  # type: ignore[attr-defined]
