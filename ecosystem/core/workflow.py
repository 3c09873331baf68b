"""Status transitions: one table per model, and `move()`, the only function that changes a status.

The buttons, the diagrams of docs/workflows.md and the tests are made from the same table.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from ecosystem.core.models import AuditEntry, BaseModel

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.contrib.auth.models import _User as User  # the type checker reads it as AUTH_USER_MODEL

SYSTEM = "system"
INVITED = "invited"  # the person to whom the record offers something
OWNER = "owner"  # the person who created the record, where the table lets that person move it


class TransitionRefused(Exception):
    """The move breaks a rule; the message says which, in the user's language.

    `redirect_url` is the page to show instead of the one that refused, where there is one.
    """

    redirect_url: str = ""


class FieldRefused(TransitionRefused):
    """Refused because of one field of the form, whose name it carries; pages show it beside that field."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


class WrongState(TransitionRefused):
    """Refused because of the state of a record, which somebody else may have moved meanwhile.

    `next_step` is a sentence on what to do instead, shown after the reason.
    """

    def __init__(self, obj: "Stateful", next_step: str = "") -> None:
        super().__init__(f"{wrong_state(obj)} {next_step}".rstrip())
        self.obj = obj

    def moved_by_another(self, user: "User | AnonymousUser") -> datetime | None:
        """When somebody other than this person made the last move of the record, or None where it was not moved so."""
        last = AuditEntry.objects.about(self.obj).last()
        return last.created_at if last is not None and (last.as_system or last.by_id != user.pk) else None


class RoleRefused(PermissionDenied):
    """The person has no role that may make this move."""


@dataclass(frozen=True)
class Transition:
    """One legal move: from any of `sources` to `target`, by a holder of any of `roles`.

    `label` is the text of the button, `done_label` that of the entry in a history; `tone` is the button's colour role,
    `needs_reason` requires a reason, `confirm` is the text of the confirmation where the move cannot be undone.
    """

    sources: Collection[str]
    target: str
    roles: Collection[str]
    label: Any = ""
    done_label: Any = ""
    tone: str = "primary"
    needs_reason: bool = False
    confirm: Any = ""


@dataclass(frozen=True)
class BySystem:
    """The actor of a move that the system makes: the system's role counts, not a person's.

    `cause` is the person whose step made the move necessary; None where a scheduled task did.
    """

    cause: "User | None" = None


class Stateful(BaseModel):
    """A row with a status, which only `move()` changes, by the model's table of transitions.

    A subclass declares the column `status`, its choices class as `STATES`, the table, and `NAME_IN_SENTENCE`, such as
    "the job". `IS_AUDITED` is False where moves leave no `AuditEntry`; the class says why.
    """

    STATES: ClassVar[type[models.TextChoices]]
    TRANSITIONS: ClassVar[Mapping[str, Transition]]
    NAME_IN_SENTENCE: ClassVar[Any]
    IS_AUDITED: ClassVar[bool] = True
    NOTES: ClassVar[Mapping[str, Any]] = {}  # texts of the events that `add_audit_note` writes

    status: "models.CharField[Any, Any]"

    class Meta:
        abstract = True

    @property
    def state(self) -> Any:
        """The member of the choices class: value, label and tone."""
        return self.STATES(self.status)

    def roles_of(self, user: "User") -> set[str]:
        """The roles that the person has on this row. By default none, so that only the system moves it."""
        return set()


S = TypeVar("S", bound=Stateful)
M = TypeVar("M", bound=models.Model)


def available_transitions(obj: Stateful, user: "User", *, roles: set[str] | None = None) -> dict[str, Transition]:
    """The moves that this user may make on this record now, by name; pages show a button for each.

    `roles` are the user's for this record (`roles_of`), where the caller has them already.
    """
    roles = obj.roles_of(user) if roles is None else roles
    return {name: t for name, t in obj.TRANSITIONS.items() if obj.status in t.sources and roles & set(t.roles)}


def move_description(model: type[Stateful] | Stateful, name: str) -> str:
    """The text of a past move for a history; its name where the table of the model no longer has the move."""
    transition = model.TRANSITIONS.get(name)
    note = model.NOTES.get(name, name.replace("_", " "))
    return str(transition.done_label if transition else note)


def wrong_state(obj: Stateful) -> str:
    """The refusal of a step in a wrong state: it names the record and its state."""
    values = {"what": obj.NAME_IN_SENTENCE, "state": obj.state.label}
    return _("This step is not possible now: %(what)s is in the state “%(state)s”.") % values


def lock(obj: M) -> M:
    """The same row, read again under a row lock. Raises outside a transaction."""
    manager = type(obj)._default_manager
    return manager.select_for_update(of=("self",)).get(pk=obj.pk)


def move(obj: S, name: str, *, by: "User | BySystem", reason: str = "", **changes: Any) -> S:
    """Carry out the transition `name` on `obj` and return the fresh row.

    Locks the row, checks the role, then the status, saves with `changes` (other columns of the same row), and writes an
    `AuditEntry`. With `by=BySystem(cause=person)` the role of the system counts, and the entry names the person.
    Raises RoleRefused or TransitionRefused. Must run inside the caller's transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("move() runs inside the action's transaction.")
    transition = obj.TRANSITIONS[name]
    locked = lock(obj)
    as_system = isinstance(by, BySystem)
    person = by.cause if isinstance(by, BySystem) else by
    roles = {SYSTEM} if isinstance(by, BySystem) else locked.roles_of(by)
    if not roles & set(transition.roles):
        raise RoleRefused(_("Your role does not allow this step."))
    if locked.status not in transition.sources:
        raise WrongState(locked)
    if transition.needs_reason and not reason.strip():
        raise TransitionRefused(_("Give the reason for this step."))
    source, locked.status = locked.status, transition.target
    for column, value in changes.items():
        setattr(locked, column, value)
    with pghistory.context(transition=name, reason=reason, user=person.pk if person else None):
        locked.save(update_fields=["status", "updated_at", *changes])
    if obj.IS_AUDITED:
        AuditEntry.objects.create(
            model=obj._meta.label_lower,
            object_id=obj.pk,
            transition=name,
            source=source,
            target=transition.target,
            by=person,
            as_system=as_system,
            reason=reason.strip(),
        )
    return locked


def add_audit_note(record: BaseModel, event: str, *, by: "User | None", reason: str = "") -> None:
    """Add an entry to the audit trail of the record for an event that does not change its status."""
    AuditEntry.objects.create(
        model=record._meta.label_lower,
        object_id=record.pk,
        transition=event,
        source="",
        target="",
        by=by,
        reason=reason,
    )
