"""The active filters of a list as chips."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from ecosystem.core.ui.dates import date_vi
from ecosystem.core.ui.figures import vnd


def active_filter_chips(data: QueryDict, form: forms.Form) -> list[dict[str, Any]]:
    """The active filters, each with its label, its value in words, and the key of the address that sets it."""
    chips = []
    for bound in form.visible_fields():
        values = [value for value in data.getlist(bound.html_name) if value]
        if values and not bound.errors:
            chips.append({"key": bound.html_name, "label": bound.label, "value": _value_label(bound, values, form)})
    return chips


def _value_label(bound: forms.BoundField, values: list[str], form: forms.Form) -> str:
    cleaned = form.cleaned_data.get(bound.name)
    if hasattr(bound.field, "choices"):
        labels = dict(_flat(bound.field.choices))
        return ", ".join(str(labels.get(value, value)) for value in values)
    if isinstance(cleaned, int) and bound.field.widget.attrs.get("data-money"):
        return vnd(cleaned)
    if hasattr(cleaned, "strftime"):
        return date_vi(cleaned)
    return ", ".join(values)


def _flat(choices: Iterable[tuple[Any, Any]]) -> Iterable[tuple[str, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(getattr(key, "value", key)), label
