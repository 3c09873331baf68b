"""The form that all reference tables share, and the factory that makes the form of one table."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.core.models import SortKey
from ecosystem.core.text import LineField
from ecosystem.core.ui.edit_forms import EditForm
from ecosystem.core.ui.restorable import PortalModelForm
from programmes.plan.forms.fields import SchemePartChoiceField, form_field
from programmes.plan.models import Indicator, Pillar

YEARS = (1990, 2100)
RANGES = (("valid_from", "valid_to"), ("starts_on", "ends_on"), ("starts_on", "last_day"))


class ReferenceForm(EditForm, PortalModelForm):
    """The form of a reference row. A change of a saved row needs a reason."""

    non_record_fields = ("reason",)
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
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and not isinstance(field, forms.ModelMultipleChoiceField):
                field.empty_label = _("Choose")
                if field.queryset is not None:
                    field.queryset = _prepare_choices(field.queryset)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, value in list(data.items()):
            year = value.year if isinstance(value, date) else value if name == "year" else None
            if year is not None and not YEARS[0] <= year <= YEARS[1]:
                self.add_error(name, gettext("Enter a year between %(first)s and %(last)s.") % _year_limits())
        for first, last in RANGES:
            if data.get(first) and data.get(last) and not self.errors.get(last) and not _in_order(data, first, last):
                self.add_error(last, gettext("The end must come after the beginning."))
        return data

    def column_names(self) -> list[str]:
        """The model columns that this form writes, without many-to-many fields."""
        many = {field.name for field in self.instance._meta.many_to_many}
        return [name for name in self._meta.fields or [] if name not in many]

    def action_values(self) -> dict[str, Any]:
        """What the action of the table takes besides the row."""
        return {}

    def many_to_many_values(self) -> dict[str, Iterable[models.Model]]:
        """The chosen rows of each many-to-many field."""
        return {
            field.name: self.cleaned_data[field.name]
            for field in self.instance._meta.many_to_many
            if field.name in self.cleaned_data
        }


def _year_limits() -> dict[str, int]:
    return {"first": YEARS[0], "last": YEARS[1]}


def _in_order(data: dict[str, Any], first: str, last: str) -> bool:
    return data[first] <= data[last] if last == "last_day" else data[first] < data[last]


def _prepare_choices(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The choices with the scheme that their labels name; units in Vietnamese order."""
    if rows.model in {Pillar, Indicator}:
        return rows.select_related("scheme")
    if rows.model is OrganisationUnit:
        return rows.order_by(SortKey("name"), "pk")
    return rows


def build_form_class(
    model: type[models.Model], fields: tuple[str, ...], base: type[ReferenceForm]
) -> type[ReferenceForm]:
    """The form class of a table; its choices of pillars and indicators name the scheme."""
    field_classes = {
        field.name: SchemePartChoiceField
        for field in model._meta.get_fields()
        if field.is_relation and field.name in fields and field.related_model in {Pillar, Indicator}
    }
    form_class = forms.modelform_factory(
        model, form=base, fields=fields, field_classes=field_classes, formfield_callback=form_field
    )
    return cast("type[ReferenceForm]", form_class)
