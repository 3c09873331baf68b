"""The filters that are set, in words."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from ecosystem.core.ui.dates import date_vi
from ecosystem.core.ui.figures import vnd


def chips_of(data: QueryDict, form: forms.Form) -> list[dict[str, Any]]:
    """The filters that are set, in words, each with the key that takes it away."""
    chips = []
    for bound in form.visible_fields():
        typed = [value for value in data.getlist(bound.html_name) if value]
        if typed and not bound.errors:
            chips.append({"key": bound.html_name, "label": bound.label, "value": _in_words(bound, typed, form)})
    return chips


def _in_words(bound: Any, typed: list[str], form: forms.Form) -> str:
    value = form.cleaned_data.get(bound.name)
    if hasattr(bound.field, "choices"):
        labels = dict(_flat(bound.field.choices))
        return ", ".join(str(labels.get(one, one)) for one in typed)
    if isinstance(value, int) and bound.field.widget.attrs.get("data-money"):
        return vnd(value)
    if hasattr(value, "strftime"):
        return date_vi(value)
    return ", ".join(typed)


def _flat(choices: Iterable[tuple[Any, Any]]) -> Iterable[tuple[str, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(getattr(key, "value", key)), label
