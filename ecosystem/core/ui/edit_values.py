"""Values of form fields as browsers send and readers read them, and what an edit form says of a conflict."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.translation import gettext as _

from ecosystem.core.conflicts import Change
from ecosystem.core.steps import REFUSED


@dataclass(frozen=True)
class Conflict:
    """A field that somebody else changed while the form was open; of rows, `headings` and `lines` instead of `value`.

    `is_merged`: this person had not changed it, so the other's value stands in the form already.
    """

    name: str
    label: Any
    change: Change
    value: str = ""
    headings: Sequence[Any] = ()
    lines: Sequence[Sequence[str]] = ()
    is_merged: bool = False
    may_choose: bool = True  # False where there is nothing to take over


def conflict_error(change: Change) -> ValidationError:
    """A refusal, so that `response_status` answers 409."""
    return ValidationError(conflict_text(change), code=REFUSED)


def conflict_text(change: Change) -> str:
    if change.user is None:
        return _("Somebody else changed this meanwhile. Compare, choose, and save again.")
    return _("%(who)s changed this meanwhile. Compare, choose, and save again.") % {"who": change.user}


# --- Values of fields -------------------------------------------------------------------------------
def posted_values(bound: BoundField, value: Any) -> list[str]:
    """What a browser sends for the field when it shows this value and nobody touches it."""
    widget = bound.field.widget
    prepared = bound.field.prepare_value(value)
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if widget.check_test(prepared) else []
    formatted = widget.format_value(prepared)
    values = formatted if isinstance(formatted, list | tuple) else [formatted]
    texts = [str(value_sent) for value_sent in values if value_sent is not None]
    return sorted(texts) if getattr(widget, "allow_multiple_selected", False) else texts


def sent_values(bound: BoundField, data: Any) -> list[str]:
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if widget.value_from_datadict(data, MultiValueDict(), bound.html_name) else []
    values = [str(value) for value in data.getlist(bound.html_name)]
    return sorted(values) if getattr(widget, "allow_multiple_selected", False) else values[-1:]


def as_text(bound: BoundField, value: Any) -> str:
    """The value for a reader: choices by their labels, dates and money as the form writes them."""
    if isinstance(value, bool):
        choices = dict(getattr(bound.field, "choices", ()))
        return str(choices.get(value, _("Yes") if value else _("No")))
    values = list(value) if isinstance(value, list | tuple | models.QuerySet) else [value]
    field: Any = bound.field
    if isinstance(field, forms.ModelChoiceField):
        return _join_texts(field.label_from_instance(row) for row in _instances(field, values))
    if isinstance(field, forms.ChoiceField):
        labels = {str(key): label for key, label in _flat(field.choices)}
        return _join_texts(
            labels.get(str(field.prepare_value(choice)), choice) for choice in values if choice not in (None, "")
        )
    return _join_texts(posted_values(bound, value))


def mark_language(bound: BoundField, text: str) -> str:
    """The text, marked with its language where the form asks for it in Vietnamese and in English."""
    fields, name = bound.form.fields, bound.name
    base = name.removesuffix("_en").removesuffix("_vi")
    if text == _("(empty)") or not ({base, f"{base}_vi", f"{base}_en"} - {name}) & set(fields):
        return text
    return format_html('<span lang="{}">{}</span>', "en" if name.endswith("_en") else "vi", text)


def _instances(field: Any, values: Sequence[Any]) -> list[Any]:
    keys = [value for value in values if value not in (None, "") and not isinstance(value, models.Model)]
    loaded = list(field.queryset.model._default_manager.filter(pk__in=keys)) if keys else []
    return [value for value in values if isinstance(value, models.Model)] + loaded


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    flat = []
    for key, label in choices:
        flat += list(label) if isinstance(label, list | tuple) else [(key, label)]
    return flat


def _join_texts(texts: Any) -> str:
    return ", ".join(str(text) for text in texts if str(text)) or _("(empty)")


def as_query(data: Any) -> QueryDict:
    """Plain data, as tests and actions give it, as a query that can be changed."""
    query = QueryDict(mutable=True)
    for name, value in dict(data).items():
        query.setlist(name, [str(item) for item in (value if isinstance(value, list | tuple) else [value])])
    return query
