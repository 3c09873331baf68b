"""Typed access to the fields of a form that offer rows of a model."""

from typing import Any

from django import forms
from django.db.models import QuerySet


def model_choice_field(form: forms.BaseForm, name: str) -> "forms.ModelChoiceField[Any]":
    """The field of this name, which must be a ModelChoiceField. Raises TypeError for any other field."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{type(form).__name__}.{name} is not a ModelChoiceField")
    return field


def set_choices(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Limit a ModelChoiceField of the form to these rows."""
    model_choice_field(form, name).queryset = rows
