"""Fields of forms: their frame, their errors, and the controls of filter forms."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.forms import BaseForm, BaseFormSet, BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


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


def _row_errors(formset: BaseFormSet) -> Iterable[dict[str, str]]:
    """The errors of the rows of a formset: each names the number of its row, and its field with a link.

    An error of a whole row leads to its first field. `row_label` of the formset is what a row is called.
    """
    row_label = getattr(formset, "row_label", None) or gettext_lazy("Row %(number)s")
    for number, form in enumerate(formset, start=1):
        row = row_label % {"number": number}
        first = next((bound.id_for_label for bound in form.visible_fields()), "")
        yield from ({"target": first, "label": row, "text": str(error)} for error in form.non_field_errors())
        for item in _field_errors(form):
            yield {**item, "label": f"{row}, {item['label']}"}


def error_summary(*forms: Any) -> dict[str, Any]:
    """All errors of the given forms and formsets in one box at the top, each linked to its field; rows by number."""
    items: list[dict[str, str]] = []
    for form in chain.from_iterable((one, *getattr(one, "row_sets", {}).values()) for one in forms):
        if not form:
            continue
        overall = form.non_field_errors() if isinstance(form, BaseForm) else form.non_form_errors()
        items += [{"target": "", "label": "", "text": str(error)} for error in overall]
        items += _field_errors(form) if isinstance(form, BaseForm) else _row_errors(form)
    return {"items": items}
