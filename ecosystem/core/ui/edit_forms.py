"""Forms and formsets that edit a record: they carry its version, merge what others saved, and show conflicts.

A form for a new record is the same class without a record: it carries no version.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.db import models
from django.forms import BoundField
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
from ecosystem.core.ui.edit_rows import EditRows
from ecosystem.core.ui.edit_values import (
    Conflict,
    as_query,
    as_text,
    conflict_error,
    mark_language,
    posted_values,
    sent_values,
)
from ecosystem.core.ui.restorable import PortalForm, PortalFormSet
from ecosystem.core.web.typed_text import RestoredText

Rows = Sequence[dict[str, Any]]


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

    `row_sets` are tables of the record, whose rows are merged one by one. An autosave sends some of the fields alone, the
    names in `sent_names`: all others are left alone. `typed_on` are the tokens of an older page on which the fields and
    rows `typed_names` (`costs.<id>`) were typed.
    """

    bound_field_class = EditBoundField
    non_record_fields: tuple[str, ...] = ()  # fields that hold nothing of the record, such as the reason for a change

    def __init__(
        self,
        *args: Any,
        record: models.Model | None = None,
        sent_names: Collection[str] | None = None,
        typed_on: Sequence[str] = (),
        typed_names: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.row_sets: dict[str, EditRows] = {}
        self.sent_names, self.typed_on, self.typed_names = sent_names, typed_on, typed_names
        self.base: Mapping[str, str] = {}
        instance = getattr(self, "instance", None)
        self.record = record or (instance if instance is not None and instance.pk else None)
        self.conflicts: dict[str, Conflict] = {}
        self.is_reconciled = False
        self.read_version = ""
        if self.record is not None:
            self.read_version = self.version_read()
            hidden = forms.HiddenInput(attrs={"id": False})  # a page may hold two forms
            self.fields[VERSION_FIELD] = forms.CharField(
                required=False, widget=hidden, initial=lambda: self.saved_digests().token
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

    def is_valid(self) -> bool:
        return super().is_valid() and all(rows.is_valid() for rows in self.row_sets.values())

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

    def saved_digests(self) -> FieldDigests:
        """The digests of what is saved: what a page shows that nobody touched."""
        saved = {bound.name: digest(posted_values(bound, self._saved(bound))) for bound in self._versioned()}
        for rows in self.row_sets.values():
            saved |= rows.digests()
        return FieldDigests.of(self.saved_record, saved)

    def _saved(self, bound: BoundField) -> Any:
        return self.get_initial_for_field(bound.field, bound.name)

    def _reconcile(self) -> None:
        """Put the saved value into what this person left alone, and find what both changed."""
        data = self.data.copy() if isinstance(self.data, MultiValueDict) else as_query(self.data)
        version = self.add_prefix(VERSION_FIELD)
        self.base, now = self._base_digests(data.getlist(version)), self.saved_digests()
        choices = set(data.getlist(CHOICE_FIELD))
        for bound in self._versioned():
            name = bound.name
            if self.sent_names is not None and name not in self.sent_names:
                data.setlist(bound.html_name, posted_values(bound, self._saved(bound)))
                continue
            base, posted = self.base.get(name), sent_values(bound, data)
            outcome = reconcile(
                base=base,
                typed=digest(posted),
                saved=now.fields[name],
                is_same=digest(posted) == now.fields[name] or not self._differs(bound, data),
                takes_saved=bound.html_name in choices,
            )
            if outcome == Outcome.USE_SAVED:
                data.setlist(bound.html_name, posted_values(bound, self._saved(bound)))
            moved = now.fields[name] != base
            if outcome == Outcome.CONFLICT or (outcome == Outcome.USE_SAVED and moved):
                self.conflicts[name] = self._conflict(bound, is_merged=outcome == Outcome.USE_SAVED)
        for name, rows in self.row_sets.items():
            if self.sent_names is not None and name not in self.sent_names:
                data.setlist(str(rows.prefix), list(rows.saved))
            rows.reconcile(data, self.base, choices)
        data[version] = now.token
        data.setlist(CHOICE_FIELD, [])
        self.data = data

    def _base_digests(self, tokens: Sequence[str]) -> Mapping[str, str]:
        """What the form showed: the digests of its tokens, the later before the earlier ones."""
        record = self.saved_record
        base = {name: value for token in tokens for name, value in FieldDigests.read(token, record).fields.items()}
        for token in self.typed_on:
            older = FieldDigests.read(token, record).fields
            base |= {name: value for name, value in older.items() if name in self.typed_names}
        return base

    def partial_token(self) -> FieldDigests:
        """After an autosave: the digests of what the browser shows, where what it sent was saved."""
        found = dict(self.base)
        for bound in self._versioned():
            name = bound.name
            if self.sent_names and name in self.sent_names and name in self.cleaned_data and name not in self.conflicts:
                found[name] = digest(posted_values(bound, self.cleaned_data[name]))
        for name, rows in self.row_sets.items():
            if self.sent_names and name in self.sent_names:
                shown = rows.token_fields(self.base)
                found = {key: value for key, value in found.items() if key.partition(".")[0] != name} | shown
        return FieldDigests.of(self.saved_record, found)

    def _differs(self, bound: BoundField, data: Any) -> bool:
        value = bound.field.widget.value_from_datadict(data, self.files, bound.html_name)
        return bool(bound.field.has_changed(self._saved(bound), value))

    def _conflict(self, bound: BoundField, *, is_merged: bool) -> Conflict:
        value = mark_language(bound, as_text(bound, self._saved(bound)))
        return Conflict(bound.html_name, bound.label, self.last_change(bound.name), value, is_merged=is_merged)

    @property
    def has_conflict(self) -> bool:
        """Whether somebody else changed a field that this person changed, too."""
        own = self.is_bound and bool(self.errors) and any(not c.is_merged for c in self.conflicts.values())
        return own or any(rows.has_conflict for rows in self.row_sets.values())


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
        options = self.get_form_kwargs(None)
        forms_of_rows = [self.form(initial=row, **options) for row in self.saved]
        headings = [bound.label for bound in self.form(**options).visible_fields()]
        lines = [
            [
                mark_language(bound, as_text(bound, form.get_initial_for_field(bound.field, bound.name)))
                for bound in form.visible_fields()
            ]
            for form in forms_of_rows
        ]
        return headings, lines
