"""Form fields of reference tables: one portal field for each kind of model column."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.core.money import VndField
from ecosystem.core.text import BlockField, LineField
from ecosystem.core.ui.number_fields import CountField, NumberField
from ecosystem.core.ui.states import localized_field
from ecosystem.core.uploads import CONTENT_TYPES
from programmes.plan.forms.labels import HELP_TEXTS, LABELS
from programmes.plan.models import Pillar
from startups.models import StartupKind

capitalised = lazy(capfirst, str)


class DaysField(forms.CharField):
    """Up to five numbers of days, separated by commas; the value is a list in descending order."""

    MAX_VALUES = 5
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        parts = re.split(r"[,;\s]+", str(value or "").strip())
        if any(part and not re.fullmatch(r"[0-9]{1,3}", part) for part in parts):
            raise ValidationError(gettext("Enter numbers of days with commas between them."), code="invalid")
        days = sorted({int(part) for part in parts if part}, reverse=True)
        if len(days) > self.MAX_VALUES:
            raise ValidationError(gettext("Enter five numbers at most."), code="invalid")
        return days

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return list(initial or []) != self.to_python(data)
        except ValidationError:
            return True


class ChoiceListField(forms.MultipleChoiceField):
    """Checkboxes of fixed choices; the value is a list."""

    widget = forms.CheckboxSelectMultiple


class SchemePartChoiceField(forms.ModelChoiceField):
    """A choice of pillars or indicators, labelled with the short name of their scheme."""

    def label_from_instance(self, obj: Any) -> str:
        number = f"{obj.roman}. " if isinstance(obj, Pillar) else ""
        return f"{localized_field(obj.scheme, 'short_name')}: {number}{obj.label}"


CHOICE_FIELDS: dict[str, Callable[..., forms.Field]] = {
    "applicant_kinds": partial(ChoiceListField, choices=StartupKind.choices, required=False),
    "accepts": partial(ChoiceListField, choices=[(kind, kind.upper()) for kind in CONTENT_TYPES]),
    "only_for": partial(forms.ChoiceField, choices=[("", _("Everybody")), *StartupKind.choices], required=False),
}


def form_field(db_field: "models.Field[Any, Any]", **kwargs: Any) -> Any:
    """The form field of a model column, with its label and help text."""
    name = db_field.name
    kwargs |= {"label": capitalised(LABELS.get(name, db_field.verbose_name)), "help_text": HELP_TEXTS.get(name, "")}
    if name in CHOICE_FIELDS:
        return CHOICE_FIELDS[name](**kwargs)
    if isinstance(db_field, models.ManyToManyField):
        kwargs["widget"] = forms.CheckboxSelectMultiple
    if isinstance(db_field, models.URLField):
        kwargs["assume_scheme"] = "https"
    field_class = _field_class(db_field)
    if field_class is None:
        return db_field.formfield(**kwargs)
    if field_class is CountField:
        return db_field.formfield(form_class=CountField, **kwargs)
    if isinstance(db_field, models.DecimalField):
        kwargs |= {"max_digits": db_field.max_digits, "decimal_places": db_field.decimal_places}
    elif field_class is not VndField:
        kwargs["max_length"] = db_field.max_length or 5000
    return field_class(required=not (db_field.blank or db_field.null), **kwargs)


def _field_class(db_field: "models.Field[Any, Any]") -> type[forms.Field] | None:
    """The portal's field class for a column; None where Django's own field serves."""
    if isinstance(db_field, models.BigIntegerField):
        return VndField
    if isinstance(db_field, models.IntegerField):
        return CountField
    if isinstance(db_field, models.DecimalField):
        return NumberField
    if isinstance(db_field, models.TextField):
        return BlockField
    is_plain_text = isinstance(db_field, models.CharField) and not isinstance(
        db_field, models.SlugField | models.URLField
    )
    return LineField if is_plain_text and not db_field.choices else None
