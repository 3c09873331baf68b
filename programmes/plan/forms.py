"""Forms of reference rows: one model form per table, with the portal's fields for words, money, numbers and days."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.roles import Role
from ecosystem.core.models import SortKey
from ecosystem.core.money import VndField, format_number, parse_number
from ecosystem.core.text import BlockField, LineField
from ecosystem.core.ui.edit_forms import EditForm
from ecosystem.core.ui.restorable import PortalModelForm
from ecosystem.core.ui.states import localized_field
from ecosystem.core.uploads import CONTENT_TYPES
from programmes.plan.models import Indicator, Origin, Pillar, Span
from startups.models import StartupKind

_cap = lazy(capfirst, str)
YEARS = (1990, 2100)
FROM_TO = (("valid_from", "valid_to"), ("starts_on", "ends_on"), ("starts_on", "last_day"))
LABELS = {
    "accepts": _("accepted kinds of file"),
    "applicant_kinds": _("who may apply"),
    "area_km2": _("area (km²)"),
    "as_of": _("as of"),
    "cap_per_en": _("per, in English"),
    "code": _("code"),
    "confidence": _("confidence"),
    "counter": _("what is counted"),
    "direction": _("direction"),
    "form_code": _("form number"),
    "formula_en": _("formula in words, in English"),
    "full_name": _("full name"),
    "full_name_en": _("full name in English"),
    "geography": _("geography"),
    "goal_en": _("goal in English"),
    "hint": _("hint"),
    "hint_en": _("hint in English"),
    "indicator": _("indicator"),
    "is_headline": _("one of the main indicators"),
    "is_required": _("required"),
    "is_used": _("the value that is shown"),
    "kind": _("kind"),
    "lead_unit": _("lead unit"),
    "legal_basis": _("legal basis"),
    "legal_date": _("date of the legal document"),
    "less_is_better": _("less is better"),
    "name": _("name"),
    "name_en": _("name in English"),
    "note": _("note"),
    "note_en": _("note in English"),
    "only_for": _("asked of"),
    "order": _("place in lists"),
    "origin": _("where its figures come from"),
    "owner": _("unit in charge"),
    "pillar": _("pillar"),
    "policy": _("support policy"),
    "scheme": _("scheme"),
    "sectors": _("sectors"),
    "series": _("series"),
    "short_name": _("short name"),
    "short_name_en": _("short name in English"),
    "source": _("source"),
    "source_url": _("address of the source"),
    "span": _("kind of figure"),
    "stage": _("stage of support"),
    "summary": _("summary"),
    "summary_en": _("summary in English"),
    "unit_en": _("unit in English"),
    "unit_note": _("note on the unit"),
    "valid_from": _("valid from"),
    "valid_to": _("valid until (exclusive)"),
    "value": _("value"),
    "value_text": _("value in words"),
    "value_to": _("upper end of a range"),
    "vocabulary": _("list"),
    "year": _("year"),
}
HELP = {
    "code": _("Short, for the address: letters, digits and hyphens."),
    "valid_to": _(
        "The first day on which it no longer holds. Rows end; they are not deleted, so old records keep them."
    ),
    "order": _("Smaller numbers come first."),
    "reports_from": _(
        "Periods that ended by this day were reported elsewhere and are not due here. Empty: 100 days before the portal "
        "was put into service. The earliest day of all schemes counts."
    ),
    "source": _("The document, decision or page that says so."),
    "successor": _("Who takes over when this unit is merged."),
    "counter": _("Only for an indicator that is counted from the portal's records."),
    "value_to": _("Only where the target is a range."),
}


class NumberField(forms.DecimalField):
    """A number typed as 1.234,5 or 1234.5; shown in Vietnamese form."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "input-long"})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        number = value.normalize()
        return format_number(value, max(0, -number.as_tuple().exponent))

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return value
        if value in self.empty_values:
            return None
        text = str(value).strip()
        sign, text = (-1, text[1:]) if text.startswith("-") else (1, text)
        try:
            return sign * parse_number(text[:40])
        except (ValueError, ArithmeticError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        return {}


class DaysField(forms.CharField):
    """A few numbers of days, typed with commas, kept as a list from the largest down."""

    MOST = 5
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        typed = re.split(r"[,;\s]+", str(value or "").strip())
        if any(part and not re.fullmatch(r"[0-9]{1,3}", part) for part in typed):
            raise ValidationError(gettext("Enter numbers of days with commas between them."), code="invalid")
        days = sorted({int(part) for part in typed if part}, reverse=True)
        if len(days) > self.MOST:
            raise ValidationError(gettext("Enter five numbers at most."), code="invalid")
        return days

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return list(initial or []) != self.to_python(data)
        except ValidationError:
            return True


class TickField(forms.MultipleChoiceField):
    """Several of a few fixed choices, kept as a list."""

    widget = forms.CheckboxSelectMultiple


def form_field(db_field: "models.Field[Any, Any]", **kwargs: Any) -> Any:
    """The portal's field for a column."""
    name = db_field.name
    kwargs |= {"label": _cap(LABELS.get(name, db_field.verbose_name)), "help_text": HELP.get(name, "")}
    if name in CHOICES:
        return CHOICES[name](**kwargs)
    if isinstance(db_field, models.ManyToManyField):
        kwargs["widget"] = forms.CheckboxSelectMultiple
    if isinstance(db_field, models.URLField):
        kwargs["assume_scheme"] = "https"
    kind = _kind(db_field)
    if kind is None:
        return db_field.formfield(**kwargs)
    if isinstance(db_field, models.DecimalField):
        kwargs |= {"max_digits": db_field.max_digits, "decimal_places": db_field.decimal_places}
    elif kind is not VndField:
        kwargs["max_length"] = db_field.max_length or 5000
    return kind(required=not (db_field.blank or db_field.null), **kwargs)


def _kind(db_field: "models.Field[Any, Any]") -> type[forms.Field] | None:
    """The portal's own kind of field; None where Django's does."""
    if isinstance(db_field, models.BigIntegerField):
        return VndField
    if isinstance(db_field, models.DecimalField):
        return NumberField
    if isinstance(db_field, models.TextField):
        return BlockField
    plain = isinstance(db_field, models.CharField) and not isinstance(db_field, models.SlugField | models.URLField)
    return LineField if plain and not db_field.choices else None


CHOICES: dict[str, Callable[..., forms.Field]] = {
    "applicant_kinds": partial(TickField, choices=StartupKind.choices, required=False),
    "accepts": partial(TickField, choices=[(kind, kind.upper()) for kind in CONTENT_TYPES]),
    "only_for": partial(forms.ChoiceField, choices=[("", _("Everybody")), *StartupKind.choices], required=False),
}


class ReferenceForm(EditForm, PortalModelForm):
    """Any reference row. A change says why."""

    not_of_record = ("reason",)
    reason = LineField(
        label=_("Why it changes"), required=False, max_length=500, help_text=_("Kept in the history of the row.")
    )

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.order_fields([name for name in self.fields if name not in {"reason", "version"}])
        if self.instance.pk:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and not isinstance(field, forms.ModelMultipleChoiceField):
                field.empty_label = _("Choose")
                field.queryset = _choices(field.queryset, getattr(self.instance, f"{name}_id", None))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, value in list(data.items()):
            year = value.year if isinstance(value, date) else value if name == "year" else None
            if year is not None and not YEARS[0] <= year <= YEARS[1]:
                self.add_error(name, gettext("Enter a year between %(first)s and %(last)s.") % _years())
        for first, last in FROM_TO:
            if data.get(first) and data.get(last) and not self.errors.get(last) and not _in_order(data, first, last):
                self.add_error(last, gettext("The end must come after the beginning."))
        return data

    def own_fields(self) -> list[str]:
        """Columns of the row that this form writes."""
        many = {field.name for field in self.instance._meta.many_to_many}
        return [name for name in self._meta.fields or [] if name not in many]

    def lists(self) -> dict[str, Iterable[models.Model]]:
        """The many-to-many columns as they were ticked."""
        return {
            field.name: self.cleaned_data[field.name]
            for field in self.instance._meta.many_to_many
            if field.name in self.cleaned_data
        }


def _years() -> dict[str, int]:
    return {"first": YEARS[0], "last": YEARS[1]}


def _in_order(data: dict[str, Any], first: str, last: str) -> bool:
    return data[first] <= data[last] if last == "last_day" else data[first] < data[last]


def _choices(rows: Any, chosen: int | None) -> Any:
    """Choices told apart: pillars and indicators by their scheme; units of the past only where one is chosen."""
    related = {Pillar: ["scheme"], Indicator: ["scheme"]}
    rows = rows.select_related(*related.get(rows.model, []))
    if rows.model is OrganisationUnit:
        return rows.order_by(SortKey("name"), "pk")
    return rows


class SchemesChoiceField(forms.ModelChoiceField):
    """A pillar or an indicator with the short name of its scheme before it."""

    def label_from_instance(self, obj: Any) -> str:
        number = f"{obj.roman}. " if isinstance(obj, Pillar) else ""
        return f"{localized_field(obj.scheme, 'short_name')}: {number}{obj.label}"


class BudgetLineForm(ReferenceForm):
    """Money of one pillar and year."""

    planned = VndField(label=_cap(_("planned (đồng)")), help_text=_("For example 1.000.000, 40 triệu or 21,72 tỷ."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.user and self.user.units_of(Role.MANAGER) is not None:
            pillar: Any = self.fields["pillar"]
            pillar.queryset = pillar.queryset & Pillar.objects.run_by(self.user)
            pillar.error_messages["invalid_choice"] = _("Choose a pillar that your unit leads.")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        pillar, year = data.get("pillar"), data.get("year")
        if pillar and year and not pillar.scheme.starts_on.year <= year <= pillar.scheme.last_year:
            words = {"first": pillar.scheme.starts_on.year, "last": pillar.scheme.last_year}
            self.add_error("year", gettext("Enter a year between %(first)s and %(last)s.") % words)
        return data


class IndicatorForm(ReferenceForm):
    """What a scheme measures."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        counted = data.get("origin") == Origin.COUNTED
        if counted and not data.get("counter"):
            self.add_error("counter", gettext("Say what is counted."))
        if not counted and data.get("counter"):
            self.add_error("counter", gettext("Leave this empty: the figures are reported, not counted."))
        pillar = data.get("pillar")
        if pillar and data.get("scheme") and pillar.scheme_id != data["scheme"].pk:
            self.add_error("pillar", gettext("This pillar belongs to another scheme."))
        return data


class TargetForm(ReferenceForm):
    """What was to be reached in a year, or by the end of the scheme."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        value, value_to = data.get("value"), data.get("value_to")
        if value is not None and value_to is not None and value_to <= value:
            self.add_error("value_to", gettext("The upper end must be above the lower one."))
        scheme = data["indicator"].scheme if data.get("indicator") else None
        if scheme and data.get("year") and not scheme.starts_on.year <= data["year"] <= scheme.last_year:
            words = {"first": scheme.starts_on.year, "last": scheme.last_year}
            self.add_error("year", gettext("Enter a year between %(first)s and %(last)s.") % words)
        return data


class MeasurementForm(ReferenceForm):
    """A reported actual of a period, with its source."""

    last_day = forms.DateField(label=_("Last day of the period"))
    field_order = ["indicator", "span", "starts_on", "last_day"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].required = True
        self.fields["starts_on"].label = _("First day of the period")
        self.fields["indicator"].queryset = self.fields["indicator"].queryset.filter(origin=Origin.REPORTED)  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["last_day"] = self.instance.last_day
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("last_day"):
            self.instance.ends_on = data["last_day"] + timedelta(days=1)
        indicator, span = data.get("indicator"), data.get("span")
        if indicator and span == Span.CUMULATIVE and "starts_on" in self.errors and not self.data.get("starts_on"):
            del self.errors["starts_on"]
            data["starts_on"] = indicator.scheme.starts_on
        return data


class PolicyForm(ReferenceForm):
    """One kind of support with its limits."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        total = data.get("cap_total")
        for name in ("cap_labour", "cap_other"):
            if total is not None and data.get(name) is not None and data[name] > total:
                self.add_error(name, gettext("A part cannot be more than the whole."))
        rate = data.get("rate_percent")
        if rate is not None and not 1 <= rate <= 100:
            self.add_error("rate_percent", gettext("Enter a share between 1 and 100."))
        if total == 0:
            self.add_error("cap_total", VndField.default_error_messages["small"])
        return data


class TimeLimitForm(ReferenceForm):
    """How long a step may take; running clocks keep the limit they began with."""

    remind_before = DaysField(
        label=_("Reminders, days before the end"),
        required=False,
        help_text=_("For instance 5, 1. Counted like the limit itself; empty: nobody is reminded."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        amount = data.get("amount")
        if amount and any(days >= amount for days in data.get("remind_before") or []):
            self.add_error("remind_before", gettext("A reminder lies within the limit: fewer days than it has."))
        if data.get("amount") is not None and not 1 <= data["amount"] <= 365:
            self.add_error("amount", gettext("Enter a number of days between 1 and 365."))
        return data


class UnitForm(ReferenceForm):
    """A department or body."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        successor = data.get("successor")
        if successor and self.instance.pk and successor.current().pk == self.instance.pk:
            self.add_error("successor", gettext("This unit would in the end follow itself."))
        if successor and not data.get("valid_to"):
            self.add_error("valid_to", gettext("A unit that has a successor has an end."))
        return data


class HistoryValueForm(ReferenceForm):
    """What one source says of a year. Marking it as the one shown takes the mark from the other, in the action."""

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"is_used"}  # type: ignore[misc]


def form_for(model: type[models.Model], fields: tuple[str, ...], base: type[ReferenceForm]) -> type[ReferenceForm]:
    """The form of a table."""
    made = {
        name: SchemesChoiceField
        for name, related in ((f.name, f.related_model) for f in model._meta.get_fields() if f.is_relation)
        if name in fields and related in {Pillar, Indicator}
    }
    return forms.modelform_factory(  # type: ignore[return-value]
        model, form=base, fields=fields, field_classes=made, formfield_callback=form_field
    )
