"""The form of a support organisation's facts."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.core.models import SortKey
from ecosystem.core.text import BlockField, LineField
from ecosystem.core.ui.edit_forms import EditForm
from ecosystem.core.ui.model_choices import set_choices
from ecosystem.reference.models import Area, Term, Vocabulary
from startups.actions.organisation import COLUMNS
from startups.forms.startup import TaxCodeField
from startups.models import NEVER_LISTED, Organisation


class OrganisationForm(EditForm):
    """Facts of an organisation. `cleaned_data` goes to create_organisation or edit_organisation."""

    name = LineField(label=_("Name"), max_length=200, min_length=2, help_text=_("Its full name, as it signs."))
    kind = forms.ModelChoiceField(
        label=_("Kind of member"), queryset=Term.objects.none(), empty_label=_("Choose a kind")
    )
    tax_code = TaxCodeField(
        label=_("Tax code"),
        max_length=30,
        required=False,
        help_text=_("10 digits, or 13 for a branch. It is not shown in public."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    summary = BlockField(
        label=_("What it offers"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("For whom, what, on which terms. No names, telephone numbers or private addresses of people."),
    )
    manages_grants = forms.BooleanField(
        label=_("It may receive and manage the grants of startups"),
        required=False,
        help_text=_("It can then be chosen when an officer proposes a grant."),
    )
    area = forms.ModelChoiceField(
        label=_("Ward or commune"), queryset=Area.objects.none(), required=False, empty_label=_("Not known")
    )
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=300,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    source = LineField(
        label=_("Source"), max_length=300, required=False, help_text=_("Where these facts come from. Shown in public.")
    )
    slug = forms.SlugField(
        label=_("Address on the portal"),
        max_length=80,
        required=False,
        help_text=_(
            "Small letters without accents, digits and hyphens. Left empty, it is made from the name. Old addresses "
            "lead to the new one."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        kinds = Term.objects.valid_on(today).filter(vocabulary=Vocabulary.MEMBER)
        set_choices(self, "kind", kinds.exclude(code__in=NEVER_LISTED))
        set_choices(self, "area", Area.objects.valid_on(today).defer("outline").order_by(SortKey("name"), "pk"))
        self.fields["website"].validators.append(
            URLValidator(
                schemes=["http", "https"], message=_("Enter a web address that begins with http:// or https://.")
            )
        )

    @classmethod
    def of(cls, organisation: Organisation, data: Any = None) -> "OrganisationForm":
        """The form with the saved facts of an organisation."""
        initial = {name: getattr(organisation, name) for name in COLUMNS}
        return cls(data, initial=initial, record=organisation)

    def clean_tax_code(self) -> str | None:
        return self.cleaned_data["tax_code"] or None

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"].lower()
