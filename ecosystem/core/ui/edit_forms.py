"""Forms and formsets that edit a record: they carry its version, merge what others saved, and show conflicts.

A form for a new record is the same class without a record: it carries no version.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ecosystem.core.conflicts import (
    CHOICE_FIELD,
    VERSION_FIELD,
    Change,
    FieldDigests,
    Outcome,
    digest,
    fingerprint,
    last_change,
    reconcile,
    version_of,
)
from ecosystem.core.steps import REFUSED
from ecosystem.core.ui.restorable import PortalForm, PortalFormSet
from ecosystem.core.web.typed_text import RestoredText

Rows = Sequence[dict[str, Any]]


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


class EditBoundField(BoundField):
    """A field that can say beside itself what somebody else saved: templates/django/forms/field.html."""

    @property
    def conflict(self) -> Conflict | None:
        form = self.form
        return form.conflicts.get(self.name) if isinstance(form, EditForm) else None


class EditForm(PortalForm):
    """A form over a saved record (`record`, or the instance of a model form) with the version that it showed.

    When others changed the record meanwhile, what this person left alone takes the saved value, and `conflicts` holds
    the fields that both changed: the form is then not valid. `read_version` goes to the action. Restored text comes back
    with the version that it was typed on, so a conflict is found when its author sends it.
    """

    bound_field_class = EditBoundField
    non_record_fields: tuple[str, ...] = ()  # fields that hold nothing of the record, such as the reason for a change

    def __init__(self, *args: Any, record: models.Model | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        instance = getattr(self, "instance", None)
        self.record = record or (instance if instance is not None and instance.pk else None)
        self.conflicts: dict[str, Conflict] = {}
        self.is_reconciled = False
        self.read_version = ""
        if self.record is not None:
            self.read_version = self.version_read()
            hidden = forms.HiddenInput(attrs={"id": False})  # a page may hold two forms
            self.fields[VERSION_FIELD] = forms.CharField(
                required=False, widget=hidden, initial=lambda: self._saved_digests().token
            )

    @property
    def saved_record(self) -> models.Model:
        """The record that is edited. Raises ValueError in a form for a new one."""
        if self.record is None:
            raise ValueError("A form for a new record has no saved one.")
        return self.record

    def version_read(self) -> str:
        """The version of the record as this form read it."""
        return version_of(self.saved_record)

    def last_change(self, name: str) -> Change:
        """Who gave a field the value that is saved now."""
        return last_change(self.saved_record, name)

    def values(self) -> dict[str, Any]:
        """The cleaned values of the record's own fields."""
        left_out = {VERSION_FIELD, *self.non_record_fields}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}

    def full_clean(self) -> None:
        data = self.data
        if isinstance(data, RestoredText):
            self._show_chosen(data)
        elif self.is_bound and self.record is not None and not self.is_reconciled:
            self._reconcile()
            self.is_reconciled = True
        super().full_clean()
        for name, conflict in self.conflicts.items():
            if not conflict.is_merged:
                self.add_error(name, conflict_error(conflict.change))

    def _show_chosen(self, restored: RestoredText) -> None:
        """Put the saved value where restored text chose it: its choice does not stand on the page any more."""
        choices = set(restored.getlist(CHOICE_FIELD))
        chosen = [bound for bound in self._versioned() if bound.html_name in choices]
        if chosen:
            self.data = data = restored.copy()
            for bound in chosen:
                data.setlist(bound.html_name, posted_values(bound, self._saved(bound)))

    def _versioned(self) -> list[BoundField]:
        """The fields that hold something of the record."""
        return [
            self[name]
            for name, field in self.fields.items()
            if name != VERSION_FIELD
            and name not in self.non_record_fields
            and not field.disabled
            and not isinstance(field, forms.FileField)
        ]

    def _saved_digests(self) -> FieldDigests:
        saved = {bound.name: digest(posted_values(bound, self._saved(bound))) for bound in self._versioned()}
        return FieldDigests.of(self.saved_record, saved)

    def _saved(self, bound: BoundField) -> Any:
        return self.get_initial_for_field(bound.field, bound.name)

    def _reconcile(self) -> None:
        """Put the saved value into what this person left alone, and find what both changed."""
        data = self.data.copy() if isinstance(self.data, MultiValueDict) else _as_query(self.data)
        version = self.add_prefix(VERSION_FIELD)
        base, now = FieldDigests.read(str(data.get(version, "")), self.saved_record), self._saved_digests()
        choices = set(data.getlist(CHOICE_FIELD))
        for bound in self._versioned():
            name = bound.name
            posted = _data_values(bound, data)
            outcome = reconcile(
                base=base.fields.get(name),
                typed=digest(posted),
                saved=now.fields[name],
                is_same=digest(posted) == now.fields[name] or not self._differs(bound, data),
                takes_saved=bound.html_name in choices,
            )
            if outcome == Outcome.USE_SAVED:
                data.setlist(bound.html_name, posted_values(bound, self._saved(bound)))
            moved = now.fields[name] != base.fields.get(name)
            if outcome == Outcome.CONFLICT or (outcome == Outcome.USE_SAVED and moved):
                self.conflicts[name] = self._conflict(bound, is_merged=outcome == Outcome.USE_SAVED)
        data[version] = now.token
        data.setlist(CHOICE_FIELD, [])
        self.data = data

    def _differs(self, bound: BoundField, data: Any) -> bool:
        value = bound.field.widget.value_from_datadict(data, self.files, bound.html_name)
        return bool(bound.field.has_changed(self._saved(bound), value))

    def _conflict(self, bound: BoundField, *, is_merged: bool) -> Conflict:
        value = mark_language(bound, as_text(bound, self._saved(bound)))
        return Conflict(bound.html_name, bound.label, self.last_change(bound.name), value, is_merged=is_merged)

    @property
    def has_conflict(self) -> bool:
        """Whether somebody else changed a field that this person changed, too."""
        return self.is_bound and bool(self.errors) and any(not c.is_merged for c in self.conflicts.values())


class EditFormSet(PortalFormSet):
    """Rows that are edited as a whole: they are merged as one field. Subclasses say what was typed (`typed_rows`).

    `saved` are the rows as they are saved now, and what the form begins with unless `initial` says otherwise. `change`
    says who saved them; it is asked after a conflict alone.
    """

    def __init__(
        self, *args: Any, record: models.Model, saved: Rows, change: Callable[[], Change] = Change, **kw: Any
    ) -> None:
        kw.setdefault("initial", list(saved))
        super().__init__(*args, **kw)
        self.record, self.saved, self.last_change = record, [dict(row) for row in saved], change
        self.read_version = fingerprint(self.saved)
        self.conflict: Conflict | None = None
        self.takes_saved = False

    def typed_rows(self) -> list[dict[str, Any]]:
        raise NotImplementedError

    def rows(self) -> list[dict[str, Any]]:
        """The rows to save."""
        return self.saved if self.takes_saved else self.typed_rows()

    @property
    def version(self) -> SafeString:
        """The hidden field with the version that this page shows: what came with wrong input, until it is compared."""
        token = FieldDigests.of(self.record, {str(self.prefix): self.read_version}).token
        if self.is_bound and self.conflict is None:
            token = str(self.data.get(VERSION_FIELD, ""))
        if isinstance(self.data, RestoredText) and self.data.getlist(CHOICE_FIELD):
            token = ""  # the choice between the rows does not come back with them: the conflict is shown once more
        return format_html('<input type="hidden" name="{}" value="{}">', VERSION_FIELD, token)

    @property
    def has_conflict(self) -> bool:
        return self.is_bound and not self.is_valid() and self.conflict is not None

    def full_clean(self) -> None:
        super().full_clean()
        if isinstance(self.data, RestoredText):
            return
        if self.is_bound and not any(self.errors) and not self.non_form_errors():
            self._reconcile()

    def _reconcile(self) -> None:
        base = FieldDigests.read(str(self.data.get(VERSION_FIELD, "")), self.record).fields.get(str(self.prefix))
        typed = self.typed_rows()
        choices = self.data.getlist(CHOICE_FIELD) if isinstance(self.data, MultiValueDict) else []
        outcome = reconcile(
            base=base,
            typed=fingerprint(typed),
            saved=self.read_version,
            is_same=typed == self.saved,
            takes_saved=str(self.prefix) in choices,
        )
        self.takes_saved = outcome == Outcome.USE_SAVED
        if outcome == Outcome.CONFLICT:
            headings, lines = self._lines()
            change = self.last_change()
            self.conflict = Conflict(str(self.prefix), _("All rows"), change, headings=headings, lines=lines)
            self.non_form_errors().data.append(conflict_error(change))

    def _lines(self) -> tuple[list[Any], list[list[str]]]:
        """The saved rows as a table of texts."""
        forms_of_rows = [self.form(initial=row) for row in self.saved]
        headings = [bound.label for bound in self.form().visible_fields()]
        lines = [
            [
                mark_language(bound, as_text(bound, form.get_initial_for_field(bound.field, bound.name)))
                for bound in form.visible_fields()
            ]
            for form in forms_of_rows
        ]
        return headings, lines


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


def _data_values(bound: BoundField, data: Any) -> list[str]:
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
    if text == _("(empty)") or not ({f"{name}_en", name.removesuffix("_en")} - {name}) & set(fields):
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


def _as_query(data: Any) -> QueryDict:
    """Plain data, as tests and actions give it, as a query that can be changed."""
    query = QueryDict(mutable=True)
    for name, value in dict(data).items():
        query.setlist(name, [str(item) for item in (value if isinstance(value, list | tuple) else [value])])
    return query
