"""Fields of forms: their frame, their errors, and the controls of filter forms."""

from collections.abc import Iterable
from typing import Any

from django.forms import BaseForm, BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def upload_form() -> SafeString:
    """Attributes of a `<form method="post">` that sends files: with JavaScript it says how much is sent."""
    return format_html(
        ' enctype="multipart/form-data" hx-boost="true" hx-encoding="multipart/form-data" data-upload="{}"'
        ' data-upload-done="{}"',
        _("Sending the file"),
        _("The file is sent; it is being checked."),
    )


def field(bound_field: BoundField) -> SafeString:
    """Label, hint, error and control of one form field, as the form renderer draws them."""
    return bound_field.as_field_group()


def filter_field(bound: BoundField) -> SafeString:
    """Label, errors and control of one filter."""
    errors, control = bound.errors, bound.as_widget()
    frame = (
        '<div class="filters-field{}"><fieldset><legend class="form-label">{}</legend>{}{}</fieldset></div>'
        if bound.use_fieldset
        else '<div class="filters-field{}"><label class="form-label" for="{}">{}</label>{}{}</div>'
    )
    target = () if bound.use_fieldset else (bound.id_for_label,)
    return format_html(frame, " field-wrong" if errors else "", *target, bound.label, errors or "", control)


def is_search_box(bound: BoundField) -> bool:
    """Whether this field takes words to search for."""
    return getattr(bound.field.widget, "input_type", "") == "search"


def active_filter_count(form: BaseForm, but_first: bool) -> int:
    """How many filters of this form hold a value; `but_first`: of those after the first."""
    return sum(bound.data not in (None, "", [], [""]) for bound in form.visible_fields()[1 if but_first else 0 :])


def _field_errors(form: BaseForm) -> Iterable[dict[str, str]]:
    for name, errors in form.errors.items():
        if name == "__all__":
            continue
        bound = form[name]
        widget = bound.field.widget
        target = bound.id_for_label
        if not target and bound.auto_id:  # radios and checkbox lists: the first box
            target = f"{bound.auto_id}_0"
        for error in errors:
            yield {
                "target": "" if widget.is_hidden else target,
                "label": str(bound.label).rstrip(".:"),
                "text": str(error),
            }


def error_summary(*forms: Any) -> dict[str, Any]:
    """All errors of the given forms and formsets in one box at the top, each linked to its field."""
    items: list[dict[str, str]] = []
    for form in forms:
        if not form:
            continue
        members = [form] if isinstance(form, BaseForm) else list(form)
        overall = form.non_field_errors() if isinstance(form, BaseForm) else form.non_form_errors()
        items += [{"target": "", "label": "", "text": str(error)} for error in overall]
        for member in members:
            if member is not form:
                items += [{"target": "", "label": "", "text": str(e)} for e in member.non_field_errors()]
            items += _field_errors(member)
    return {"items": items}
