"""Status moves: one table of transitions per model, and one function that carries a move out.

The same table draws the buttons, the diagram in docs/workflows.md and the tests.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from ecosystem.core.models import AuditEntry

SYSTEM = "system"

M = TypeVar("M", bound=models.Model)


class TransitionRefused(Exception):
    """The move is against a rule; the message says which, in the user's language. `onward`: where to go instead."""

    onward: str = ""


class RoleRefused(PermissionDenied):
    """The person has no role that may make this move."""


@dataclass(frozen=True)
class Transition:
    """One legal move: from any of `sources` to `target`, by a holder of any of `roles`.

    `label` is the button's text, `done` says the same of what has happened, for histories; `tone` is its colour role,
    `needs_reason` asks for words, `confirm` is the question before something that cannot be undone.
    """

    sources: Collection[str]
    target: str
    roles: Collection[str]
    label: Any = ""
    done: Any = ""
    tone: str = "primary"
    needs_reason: bool = False
    confirm: Any = ""
    public: Any = field(default="")


def available_transitions(obj: models.Model, user: Any) -> dict[str, Transition]:
    """The moves this user may make on this record now, by name: what the buttons are drawn from."""
    roles = obj.roles_of(user)  # type: ignore[attr-defined]
    return {
        name: t
        for name, t in obj.TRANSITIONS.items()  # type: ignore[attr-defined]
        if obj.status in t.sources and roles & set(t.roles)  # type: ignore[attr-defined]
    }


def told(model: Any, name: str) -> str:
    """A move that happened, in words for a history; of a move that the model's table no longer has, the name."""
    transition: Transition | None = model.TRANSITIONS.get(name)
    return str(transition.done) if transition else name.replace("_", " ")


def wrong_state(obj: models.Model) -> str:
    """Why a step is not possible now: what was acted on (`CALLED` of its model), and in which state it is."""
    values = {"what": obj.CALLED, "state": obj.get_status_display()}  # type: ignore[attr-defined]
    return _("This step is not possible now: %(what)s is in the state “%(state)s”.") % values


def lock(obj: M) -> M:
    """The same row, read again under a row lock. Raises outside a transaction."""
    manager = type(obj)._default_manager
    return manager.select_for_update(of=("self",)).get(pk=obj.pk)


def move(obj: M, name: str, *, by: Any, reason: str = "", **changes: Any) -> M:
    """Carry out the transition `name` on `obj` and return the fresh row.

    Locks the row, checks the role, then the status, saves with `changes` (other columns of the
    same row), and records who, from, to and why. `by=None` is the system itself.
    Raises RoleRefused or TransitionRefused. Must run inside the caller's transaction.
    """
    transition: Transition = type(obj).TRANSITIONS[name]  # type: ignore[attr-defined]
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("move() runs inside the action's transaction.")
    locked: Any = lock(obj)
    roles = {SYSTEM} if by is None else locked.roles_of(by)
    if not roles & set(transition.roles):
        raise RoleRefused(_("Your role does not allow this step."))
    if locked.status not in transition.sources:
        raise TransitionRefused(wrong_state(locked))
    if transition.needs_reason and not reason.strip():
        raise TransitionRefused(_("Give the reason for this step."))
    source, locked.status = locked.status, transition.target
    for column, value in changes.items():
        setattr(locked, column, value)
    with pghistory.context(transition=name, reason=reason, user=by.pk if by else None):
        locked.save(update_fields=["status", "updated_at", *changes])
    AuditEntry.objects.create(
        model=obj._meta.label_lower,
        object_id=obj.pk,
        transition=name,
        source=source,
        target=transition.target,
        by=by,
        reason=reason.strip(),
    )
    return locked
