"""Rows of an edit form that are merged one by one: two people who change different rows of a table do not meet.

A row has an id of its own, which the browser sends in the order of the rows (`prefix`); its fields are named
`prefix-id-field`. The digests of the rows stand in the token of the `EditForm` that holds them. A row whose fields were
not sent is left alone, so that an autosave sends changed rows only.
"""

import re
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from django.forms.utils import ErrorList
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ecosystem.core.conflicts import Change, Outcome, digest, reconcile
from ecosystem.core.ui.edit_values import (
    Conflict,
    as_text,
    conflict_error,
    mark_language,
    posted_values,
    sent_values,
)
from ecosystem.core.ui.restorable import PortalForm, PortalFormSet
from ecosystem.core.web.typed_text import RestoredText

ROW_ID = re.compile(r"[0-9a-f]{10}")
MAX_IDS = 1000  # ids of rows that are read from one form


def new_row_id() -> str:
    """The id of a new row; the browser makes them alike."""
    return secrets.token_hex(5)


class EditRow(PortalForm):
    """One row; `row_id` names it, `conflict` says what somebody else did to it."""

    use_required_attribute = False
    row_id = ""
    token = ""  # in a fragment that a script puts into the page: the token of this row alone
    conflict: Conflict | None = None

    def has_content(self) -> bool:
        """Whether anything was typed into the row."""
        return any(value not in (None, "", [], ()) for value in self.cleaned_data.values())


class EditRows(PortalFormSet):
    """The rows of one table of an `EditForm`. `saved` are the initial values of its rows by id, in order.

    `make_row` makes the form of a row from data, prefix and initial values. `change_of` says who saved a row, or with ""
    who changed the rows last; it is asked after a conflict alone.
    """

    can_order = can_delete = validate_max = validate_min = False
    extra = min_num = 0
    renderer = None  # the one of the settings
    max_num = absolute_max = MAX_IDS

    def __init__(
        self,
        data: Any = None,
        *,
        key: str,
        prefix: str,
        saved: Mapping[str, dict[str, Any]],
        make_row: Callable[..., EditRow],
        change_of: Callable[[str], Change],
        blank_rows: int = 0,
    ) -> None:
        self.form = EditRow
        super().__init__(data, prefix=prefix)
        self.key, self.saved, self.make_row, self.change_of = key, dict(saved), make_row, change_of
        self.blank_ids = [new_row_id() for _row in range(blank_rows)]
        self.order_conflict: Conflict | None = None
        self.conflicts: dict[str, Conflict] = {}
        self.typed_ids: list[str] = []  # the rows that the browser shows
        self.sent_row_ids: set[str] = set()  # those whose fields it sent

    # --- Rows -----------------------------------------------------------------------------------------
    @cached_property
    def forms(self) -> list[EditRow]:
        """The rows as the form shows them."""
        if not self.is_bound:
            return [self._row(row_id, None) for row_id in [*self.saved, *self.blank_ids]]
        return [self._row(row_id, self.data) for row_id in self.sent_ids(self.data)]

    def __len__(self) -> int:
        return len(self.forms)

    def _row(self, row_id: str, data: Any) -> EditRow:
        prefix = f"{self.prefix}-{row_id}"
        if data is not None and not isinstance(data, RestoredText) and not self._is_sent(row_id, data):
            data = data.copy()
            self._fill(data, row_id)
        row = self.make_row(data, prefix=prefix, initial=self.saved.get(row_id, {}))
        row.row_id, row.conflict = row_id, self.conflicts.get(row_id)
        return row

    def sent_ids(self, data: Any) -> list[str]:
        """The ids of the rows in the data, each once."""
        ids = data.getlist(str(self.prefix)) if isinstance(data, QueryDict) else []
        return [row_id for row_id in dict.fromkeys(ids[:MAX_IDS]) if ROW_ID.fullmatch(row_id)]

    def _is_sent(self, row_id: str, data: Any) -> bool:
        """Whether the row was sent with its fields; a new one always is."""
        return row_id not in self.saved or self.has_fields(row_id, data)

    def rows(self) -> dict[str, dict[str, Any]]:
        """The rows to save by id, without those in which nothing is typed; a row with a mistake as it is saved."""
        found: dict[str, dict[str, Any]] = {}
        for row in self.forms:
            if row.is_valid():
                if row.has_content():
                    found[row.row_id] = dict(row.cleaned_data)
            elif row.row_id in self.saved:
                found[row.row_id] = self.saved[row.row_id]
        return found

    # --- Validity -------------------------------------------------------------------------------------
    def full_clean(self) -> None:
        if isinstance(self.data, RestoredText):
            super().full_clean()
            return
        self._non_form_errors = ErrorList()
        for row in self.forms:
            conflict = row.conflict
            if conflict is not None and not conflict.is_merged and row.is_bound:
                row.add_error(None, conflict_error(conflict.change))
        self._errors = [row.errors for row in self.forms] if self.is_bound else []
        if self.order_conflict is not None:
            self._non_form_errors.data.append(conflict_error(self.order_conflict.change))
        if self.is_bound and not any(self._errors):
            self.check_rows(list(self.rows().values()))

    def check_rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add errors of all rows together with `add_rows_error`."""

    def add_rows_error(self, text: Any) -> None:
        self._non_form_errors.append(text)

    def is_valid(self) -> bool:
        if isinstance(self.data, RestoredText) or not self.is_bound:
            return False
        return not any(self.errors) and not self.non_form_errors()

    # --- Merging --------------------------------------------------------------------------------------
    def digests(self) -> dict[str, str]:
        """The digests of the saved rows for the token, in the order of the rows."""
        rows = {f"{self.key}.{row_id}": self._saved_digest(row_id) for row_id in self.saved}
        return {self.key: "rows", **rows}

    def _saved_digest(self, row_id: str) -> str:
        return self.digest_of(row_id, self.saved[row_id])

    def digest_of(self, row_id: str, values: Mapping[str, Any]) -> str:
        """The digest of a row with these values."""
        row = self.make_row(None, prefix=f"{self.prefix}-{row_id}", initial=dict(values))
        return _row_digest((bound.name, posted_values(bound, values.get(bound.name))) for bound in row)

    def _sent_digest(self, row_id: str, data: Any) -> str:
        row = self.make_row(None, prefix=f"{self.prefix}-{row_id}", initial={})
        return _row_digest((bound.name, sent_values(bound, data)) for bound in row)

    def _fill(self, data: QueryDict, row_id: str) -> None:
        """Put the saved values of the row into the data."""
        for bound in self.make_row(None, prefix=f"{self.prefix}-{row_id}", initial={}):
            data.setlist(bound.html_name, posted_values(bound, self.saved[row_id].get(bound.name)))

    def reconcile(self, data: Any, base: Mapping[str, str], choices: Collection[str]) -> None:
        """Merge what was sent, in `data`, with the saved rows; `base` are the digests that the form showed."""
        start = f"{self.key}."
        shown = [name.removeprefix(start) for name in base if name.startswith(start)]
        typed = self.typed_ids = self.sent_ids(data)
        self.sent_row_ids = {row_id for row_id in typed if self.has_fields(row_id, data)}
        kept = [row_id for row_id in typed if self._keeps(row_id, data, base.get(start + row_id), choices)]
        added = []  # rows of others that this person did not see, and rows that she removed and another changed
        for row_id in self.saved:
            was_shown = base.get(start + row_id)
            if row_id in typed or was_shown == self._saved_digest(row_id):
                continue
            added.append(row_id)
            self._fill(data, row_id)
            if was_shown is not None:
                self.conflicts[row_id] = self._conflict(row_id, value=_("You removed this row."), may_choose=False)
        data.setlist(str(self.prefix), self._merged_order(shown, kept, added, choices))
        self.data, self.is_bound = data, True
        self.__dict__.pop("forms", None)

    def _keeps(self, row_id: str, data: QueryDict, base: str | None, choices: Collection[str]) -> bool:
        """Whether a row that was sent stays; of one that both changed, the conflict is noted."""
        is_sent, takes_saved = self._is_sent(row_id, data), f"{self.prefix}-{row_id}" in choices
        if row_id not in self.saved:
            if not base:
                return True  # a new row, or one that was removed before the page was shown
            if takes_saved or self._sent_digest(row_id, data) == base or not self.has_fields(row_id, data):
                return False
            self.conflicts[row_id] = self._conflict(row_id, value=_("This row was removed."))
            return True
        saved = self._saved_digest(row_id)
        if not is_sent:
            self._fill(data, row_id)
            return True
        outcome = reconcile(
            base=base,
            typed=self._sent_digest(row_id, data),
            saved=saved,
            is_same=self._sent_digest(row_id, data) == saved or not self._differs(row_id, data),
            takes_saved=takes_saved,
        )
        if outcome == Outcome.USE_SAVED:
            self._fill(data, row_id)
        if outcome == Outcome.CONFLICT or (outcome == Outcome.USE_SAVED and saved != base):
            self.conflicts[row_id] = self._conflict(row_id, is_merged=outcome == Outcome.USE_SAVED)
        return True

    def has_fields(self, row_id: str, data: Mapping[str, Any]) -> bool:
        """Whether fields of the row stand in the data."""
        start = f"{self.prefix}-{row_id}-"
        return any(name.startswith(start) for name in data)

    def _differs(self, row_id: str, data: QueryDict) -> bool:
        row = self.make_row(data, prefix=f"{self.prefix}-{row_id}", initial=self.saved[row_id])
        return row.has_changed()

    def _merged_order(
        self, shown: Sequence[str], kept: Sequence[str], added: Sequence[str], choices: Collection[str]
    ) -> list[str]:
        """The order of the rows: this person's, unless only the other moved some; both moved them: a conflict."""
        saved = list(self.saved)
        common = set(shown) & set(kept) & set(saved)
        was, mine, theirs = ([row_id for row_id in ids if row_id in common] for ids in (shown, kept, saved))
        if theirs != was and (mine == was or str(self.prefix) in choices):
            stays = set(kept) | set(added)
            return _insert([row_id for row_id in saved if row_id in stays], kept)
        if mine != was and theirs not in (was, mine):
            text = ", ".join(self._first_text(row_id) for row_id in theirs)
            self.order_conflict = Conflict(str(self.prefix), _("Order of the rows"), self.change_of(""), value=text)
        return _insert(kept, [row_id for row_id in saved if row_id in added or row_id in kept])

    def _first_text(self, row_id: str) -> str:
        row = self.make_row(None, prefix=f"{self.prefix}-{row_id}", initial=self.saved[row_id])
        return next((text for bound in row if (text := as_text(bound, self.saved[row_id].get(bound.name)))), "")

    def _conflict(self, row_id: str, **more: Any) -> Conflict:
        name, change = f"{self.prefix}-{row_id}", self.change_of(row_id if row_id in self.saved else "")
        if row_id not in self.saved:
            return Conflict(name, _("Row"), change, **more)
        row = self.make_row(None, prefix=name, initial=self.saved[row_id])
        visible = row.visible_fields()
        line = [mark_language(bound, as_text(bound, self.saved[row_id].get(bound.name))) for bound in visible]
        headings = [bound.label for bound in visible]
        return Conflict(name, _("Row"), change, headings=headings, lines=[line], **more)

    @property
    def has_conflict(self) -> bool:
        return self.order_conflict is not None or any(not conflict.is_merged for conflict in self.conflicts.values())

    def token_fields(self, base: Mapping[str, str]) -> dict[str, str]:
        """The digests of what the browser shows after what it sent was saved, where `base` is what it showed before."""
        start, found = f"{self.key}.", {self.key: "rows"}
        rows = {row.row_id: row for row in self.forms}
        for row_id in self.typed_ids:
            name, row = start + row_id, rows.get(row_id)
            if row is None or row_id not in self.sent_row_ids or row_id in self.conflicts or not row.is_valid():
                found |= {name: base[name]} if name in base else {}
            elif row.has_content():
                found[name] = self.digest_of(row_id, row.cleaned_data)
        return found


def _row_digest(values: Iterable[tuple[str, Sequence[str]]]) -> str:
    return digest(f"{name}={text.strip()}" for name, texts in values for text in texts if text.strip())


def _insert(main: Sequence[str], others: Sequence[str]) -> list[str]:
    """The main ids with the others that they lack, each after the one that it follows among the others."""
    result = list(main)
    before: str | None = None
    for row_id in others:
        if row_id not in result:
            result.insert(0 if before is None else result.index(before) + 1, row_id)
        before = row_id
    return result
