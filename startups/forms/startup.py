"""The form of a startup's facts, for registering and for editing."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import InvalidChecksum, InvalidLength
from stdnum.exceptions import ValidationError as NumberError
from stdnum.vn import mst

from ecosystem.core.models import SortKey
from ecosystem.core.text import BlockField, LineField
from ecosystem.core.ui.edit_forms import EditForm
from ecosystem.core.ui.model_choices import set_choices
from ecosystem.core.ui.number_fields import CountField
from ecosystem.reference.models import Area, Sector, SectorList, Term, Vocabulary
from startups.models import Startup, StartupKind

SECTOR_LIST_ORDER = [SectorList.PRIORITY, SectorList.FUND, SectorList.LEGACY]
MAX_AGE_YEARS = 150


class EnterpriseFieldMixin(forms.Field):
    """A field that only enterprises must fill in. The form checks it, so the field accepts an empty value without the mark "optional"."""

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:
            super().validate(value)

    def widget_attrs(self, widget: Any) -> Any:
        widget.use_required_attribute = lambda initial: False
        return super().widget_attrs(widget)


class FoundingDateField(EnterpriseFieldMixin, forms.DateField):
    """The founding date of an enterprise."""


class TaxCodeField(EnterpriseFieldMixin, LineField):
    """A tax code of 10 or 13 digits, formatted as 10-3 (facts F5.1, F5.2). Spaces, dots and dashes are removed."""

    messages = {
        "length": _("A tax code has 10 digits, or 13 for a branch. This one has %(count)s."),
        "personal": _("12 digits are a personal identity number. Enter the enterprise's tax code of 10 or 13 digits."),
        "checksum": _("This tax code is not valid: its check digit does not fit. Compare it with the certificate."),
        "component": _("There is no such tax code. Compare it with the certificate."),
        "form": _("A tax code has only digits, for example 0312345678 or 0312345678-001."),
    }

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        digits = mst.compact(text)
        if not (digits.isascii() and digits.isdigit()):
            raise ValidationError(self.messages["form"], code="form")
        try:
            return mst.format(mst.validate(digits))
        except InvalidLength:
            code = "personal" if len(digits) == 12 else "length"
            raise ValidationError(self.messages[code], code=code, params={"count": len(digits)}) from None
        except InvalidChecksum:
            raise ValidationError(self.messages["checksum"], code="checksum") from None
        except NumberError:
            raise ValidationError(self.messages["component"], code="component") from None


class GroupedSectorIterator(forms.models.ModelChoiceIterator):
    """Sectors grouped by the list that names them, the priority fields first."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        rows = sorted(self.queryset, key=lambda s: (SECTOR_LIST_ORDER.index(s.belongs_to), s.order, s.pk))
        for name, members in groupby(rows, key=lambda s: s.belongs_to):
            yield (SectorList(name).label, [self.choice(sector) for sector in members])


class SectorsField(forms.ModelMultipleChoiceField):
    iterator = GroupedSectorIterator


class StartupForm(EditForm):
    """Facts of a startup. `cleaned_data` goes to register_startup or edit_startup."""

    kind = forms.ChoiceField(label=_("You register as"), choices=StartupKind.choices, widget=forms.RadioSelect)
    name = LineField(
        label=_("Name of the startup"),
        max_length=200,
        min_length=2,
        help_text=_("The name people know it by. It may become public; do not use a person's name."),
    )
    tax_code = TaxCodeField(
        label=_("Tax code"),
        max_length=30,
        help_text=_("Enterprises only: 10 digits, or 13 for a branch. Spaces, dots and dashes are fine."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    founded_on = FoundingDateField(
        label=_("Founding date"),
        help_text=_("Enterprises: the date of the first registration certificate, for example 26/02/2021."),
    )
    sectors = SectorsField(
        label=_("Sectors"),
        queryset=Sector.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose all that fit. Support of the city goes to the priority fields first."),
    )
    stage = forms.ModelChoiceField(label=_("Stage"), queryset=Term.objects.none(), empty_label=_("Choose a stage"))
    area = forms.ModelChoiceField(
        label=_("Ward or commune"),
        queryset=Area.objects.none(),
        empty_label=_("Choose a ward or commune"),
        help_text=_("Of the 168 since 1 July 2025, in alphabetical order: type its first letters."),
    )
    address = LineField(
        label=_("Address"), required=False, max_length=200, help_text=_("House number and street; never public.")
    )
    team_size = CountField(label=_("People in the team"), min_value=1, max_value=100_000)
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=300,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
        error_messages={"invalid": _("Enter a web address that begins with http:// or https://.")},
    )
    summary = BlockField(
        label=_("What you do"),
        max_length=2000,
        help_text=_("The problem, your solution, and for whom, in a few plain sentences."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    non_record_fields: tuple[str, ...] = ("ignore_similar",)
    ignore_similar = forms.BooleanField(
        label=_("Mine is a different startup: register it"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        stages = Term.objects.valid_on(today).filter(vocabulary=Vocabulary.STAGE)
        set_choices(self, "sectors", Sector.objects.valid_on(today))
        set_choices(self, "stage", stages)
        set_choices(self, "area", Area.objects.valid_on(today).order_by(SortKey("name"), "pk"))
        website = self.fields["website"]
        website.validators = [v for v in website.validators if not isinstance(v, URLValidator)]
        website.validators.append(URLValidator(schemes=["http", "https"]))

    @classmethod
    def of(cls, startup: Startup, data: Any = None) -> "StartupForm":
        """The form with the saved facts of a startup."""
        initial = {name: getattr(startup, name) for name in cls.base_fields if hasattr(startup, name)}
        initial |= {"sectors": list(startup.sectors.all())}
        return cls(data, initial=initial, record=startup)

    def show_ignore_similar(self) -> None:
        """Show the checkbox "mine is a different startup"; it is hidden until a similar name is found."""
        self.fields["ignore_similar"].widget = forms.CheckboxInput()

    def clean_founded_on(self) -> Any:
        day = self.cleaned_data["founded_on"]
        today = timezone.localdate()
        if day and day > today:
            raise ValidationError(_("The founding date lies in the future."), code="future")
        if day and day.year < today.year - MAX_AGE_YEARS:
            raise ValidationError(_("The year does not look right: check it."), code="past")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        if kind == StartupKind.ENTERPRISE:
            if not data.get("tax_code") and "tax_code" not in self.errors:
                self.add_error("tax_code", _("An enterprise needs its tax code."))
            if not data.get("founded_on") and "founded_on" not in self.errors:
                self.add_error("founded_on", _("An enterprise needs its founding date."))
        elif kind and data.get("tax_code"):
            self.add_error("tax_code", _("Only an enterprise has a tax code. Leave it empty or choose “Enterprise”."))
        data["tax_code"] = data.get("tax_code") or None
        return data


class CorrectionForm(StartupForm):
    """Wrong facts that the department corrects, with the reason that the owners read."""

    non_record_fields = ("ignore_similar", "reason")

    reason = BlockField(
        label=_("Reason"),
        max_length=5000,
        help_text=_("The owners of the startup are told, and it stands in the history."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
