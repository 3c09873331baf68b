"""Edit conflicts (optimistic locking): nobody overwrites what somebody else saved while a form was open.

Every form that edits a record carries, signed, the digest of each field as the form showed it (`FieldDigests`). Digests
instead of values keep it small however long the texts are, need no history of the model, and work for rows of a
formset, too. When the form comes back, `reconcile` compares three states of each field: as it was shown, as it was
typed, and as it is saved now. `ecosystem.core.ui.edit_forms` does that for forms and formsets.

Forms read the record without a lock. The action locks it and calls `require_unchanged`: when somebody saved in
between, it raises `EditConflict`, and `edit_view` runs the view again on what is saved now.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth import get_user_model
from django.core import signing
from django.db import models
from django.utils.translation import gettext as _

from ecosystem.core.workflow import TransitionRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import _User as User  # the type checker reads it as AUTH_USER_MODEL

VERSION_FIELD = "version"  # the hidden field of every form that edits a record
CHOICE_FIELD = "theirs"  # the names of the fields in which the other person's value is chosen
SALT = "ecosystem.core.conflicts"
MAX_TOKEN = 20_000  # characters; the largest form of the portal needs some 3,000
MAX_EVENTS = 100  # rows of the history that are searched for who changed a field


class EditConflict(Exception):
    """The record changed after the form was read. `edit_view` catches it and runs the view again on the saved record."""


class StaleRecord(TransitionRefused):
    """The record changed after the person opened the page of a step."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody changed this record after you opened the page. Check what it says now, then continue.")
        )


def version_of(record: models.Model) -> str:
    """The version of the record: its `version` column where it has one, else the time of its last change."""
    version = getattr(record, "version", None)
    return str(record.serializable_value("updated_at").isoformat() if version is None else version)


def fingerprint(rows: Sequence[Mapping[str, Any]]) -> str:
    """A digest of rows: the version of rows that are edited together, such as a plan."""
    return hashlib.sha256(json.dumps(list(rows), sort_keys=True, default=str).encode()).hexdigest()[:16]


def require_unchanged(now: str, read: str) -> None:
    """For an action that saves a form, under the lock: `now` and `read` are versions. Raises EditConflict."""
    if now != read:
        raise EditConflict


def require_version(record: models.Model, expected_version: str | None) -> None:
    """Refuse a step on a record that somebody changed since its page showed the version `expected_version`. Raises StaleRecord.

    None comes from callers that show no page, such as the demonstration data.
    """
    if expected_version is not None and expected_version != version_of(record):
        raise StaleRecord


# --- Fields ------------------------------------------------------------------------------------------
class Outcome(Enum):
    """The result of reconciling one field of an edit."""

    USE_TYPED = "typed"  # what this person typed is saved
    USE_SAVED = "saved"  # this person left it alone or chose the saved value: that stays
    CONFLICT = "conflict"


def digest(values: Iterable[str]) -> str:
    """The digest of the values of one field, as a browser sends them."""
    cleaned = [value.replace("\r\n", "\n").strip() for value in values]
    return hashlib.sha256(json.dumps([value for value in cleaned if value]).encode()).hexdigest()[:12]


def reconcile(*, base: str | None, typed: str, saved: str, is_same: bool, takes_saved: bool) -> Outcome:
    """Decide one field by a three-way merge of digests: `base` of what the form showed (None: not known), typed, saved now.

    `is_same`: typed and saved mean the same. `takes_saved`: the person chose the other person's value as it was shown.
    """
    if takes_saved:
        return Outcome.USE_SAVED if saved == base else Outcome.CONFLICT
    if is_same or saved == base:
        return Outcome.USE_TYPED
    return Outcome.USE_SAVED if typed == base else Outcome.CONFLICT


@dataclass(frozen=True)
class FieldDigests:
    """The digests of the field values of one record that a form showed."""

    record: str
    fields: Mapping[str, str]

    @classmethod
    def of(cls, record: models.Model, fields: Mapping[str, str]) -> Self:
        return cls(_name(record), fields)

    @classmethod
    def read(cls, token: str, record: models.Model) -> Self:
        """The digests in the token of the form; empty without a valid token of this record."""
        try:
            if len(token) > MAX_TOKEN:
                raise signing.BadSignature
            content = signing.loads(token, salt=SALT)
        except signing.BadSignature:
            content = {}
        is_of_record = content.get("of") == _name(record)
        return cls(_name(record), content["fields"] if is_of_record else {})

    @property
    def token(self) -> str:
        return signing.dumps({"of": self.record, "fields": dict(self.fields)}, salt=SALT, compress=True)


def _name(record: models.Model) -> str:
    return f"{record._meta.label_lower}:{record.pk}"


# --- Who and when -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Change:
    """Who saved a value and when, as far as that is known."""

    user: "User | None" = None
    changed_at: datetime | None = None


def last_change(record: models.Model, name: str, fallback: Change | None = None) -> Change:
    """Who saved the present value of the field, from the event table of the record; `fallback` where that is not known."""
    fallback = fallback or Change(None, getattr(record, "updated_at", None))
    events = _event_model(record)
    if events is None:
        return fallback
    newest = list(
        events.objects.filter(pgh_obj=record.pk).select_related("pgh_context").order_by("-pgh_id")[:MAX_EVENTS]
    )
    if not newest:
        return fallback
    column = next((f.attname for f in record._meta.concrete_fields if f.name == name), "")
    if not column or not hasattr(newest[0], column):
        return _change_of(newest[0])
    first_with_value = None
    for event in newest:
        if getattr(event, column) != getattr(record, column):
            break
        first_with_value = event
    return _change_of(first_with_value) if first_with_value else fallback


def change_at(record: models.Model, moment: datetime | None) -> Change:
    """Who saved the record at this moment or first after it: for rows that are saved together with their record."""
    events = _event_model(record)
    later = events.objects.filter(pgh_obj=record.pk, updated_at__gte=moment).order_by("pgh_id") if moment else None
    event = later.select_related("pgh_context").first() if later is not None else None
    return _change_of(event) if event else Change(None, moment)


def _event_model(record: models.Model) -> Any:
    """The model of the record's history (pghistory); None for a model without one."""
    return getattr(record, "pgh_event_model", None)


def _change_of(event: Any) -> Change:
    pk = (event.pgh_context.metadata if event.pgh_context else {}).get("user")
    user = get_user_model()._default_manager.filter(pk=pk).first() if pk else None
    return Change(user, event.pgh_created_at)
