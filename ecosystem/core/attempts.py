"""Attempts at background work: counted before they begin, so that work which kills its workers is parked, not tried for ever.

A worker that is killed writes nothing any more. `attempt` therefore counts in a transaction of its own and marks the attempt
as running; the next attempt that finds the mark knows that a worker died. After MAX_ATTEMPTS, or MAX_INTERRUPTIONS of
them, the work is parked: its kind says who is told, and administrators see it in one list with the reason.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar

from celery import shared_task
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ecosystem.core.locks import try_advisory_lock
from ecosystem.core.models import UnfinishedWork
from ecosystem.core.models.unfinished_work import INTERRUPTED

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
MAX_INTERRUPTIONS = 3  # attempts whose worker died, whatever else the kind allows
FIRST_PAUSE = timedelta(minutes=1)  # after a failure; doubles with each
KEPT_FOR = timedelta(days=90)
PARKED_PAUSE = timedelta(hours=1)  # between attempts at parked work that must be done some day

Task = TypeVar("Task", bound=Callable[..., Any])


@dataclass(frozen=True)
class WorkKind:
    """A kind of background work, registered by the app that does it.

    `titles` names pieces of work by their keys, `address` is the page of one. `park` is called when it is parked, in that transaction,
    with the row that says why. `retry` wakes work that a person asked to be tried again; without it the page at `address`
    has the button. `is_tried_when_parked`: nobody waits in front of it, so it is tried each PARKED_PAUSE.
    """

    name: str
    label: Promise
    titles: Callable[[Sequence[str]], Mapping[str, str]]
    address: Callable[[str], str] = lambda key: ""
    park: Callable[[UnfinishedWork], None] | None = None
    retry: Callable[[str], None] | None = None
    max_attempts: int = MAX_ATTEMPTS
    is_error_final: bool = False  # an error parks at once; only interruptions are tried again
    first_pause: timedelta = FIRST_PAUSE
    is_tried_when_parked: bool = False
    is_announced: bool = True  # administrators are notified when it is parked

    def title(self, key: str) -> str:
        """The name of one piece of work; its key where its record is gone."""
        return self.titles([key]).get(key, key)


KINDS: dict[str, WorkKind] = {}
PARKED_LISTENERS: list[Callable[[WorkKind, UnfinishedWork], None]] = []


def register_kind(kind: WorkKind) -> WorkKind:
    """Register a kind of work, at import or in `ready()`."""
    KINDS[kind.name] = kind
    return kind


def register_parked_listener(listener: Callable[[WorkKind, UnfinishedWork], None]) -> None:
    """Call `listener` when announced work is parked for the first time, in that transaction."""
    PARKED_LISTENERS.append(listener)


# --- One attempt ------------------------------------------------------------------------------------
def attempt(kind: WorkKind, key: str, work: Callable[[], Any]) -> bool:
    """Do the work if it is due and nobody else does it. False when it was not done, or says so itself.

    Must not run inside a transaction: what is counted has to outlive the worker. An error of the work is logged and
    counted, and does not leave this function.
    """
    with try_advisory_lock(f"{kind.name} {key}") as has_lock:
        if not has_lock or not _begin(kind, key):
            return False
        try:
            result = work()
        except Exception as error:  # any fault means the same: try later, then park
            logger.exception("%s %s failed", kind.name, key)
            _record_failure(kind, key, error)
            return False
        forget(kind, key)
        return bool(result)


@transaction.atomic
def _begin(kind: WorkKind, key: str) -> bool:
    """Count the attempt that begins. False when the work is not due, or has just been parked."""
    UnfinishedWork.objects.bulk_create([UnfinishedWork(kind=kind.name, key=key)], ignore_conflicts=True)
    work = UnfinishedWork.objects.select_for_update().get(kind=kind.name, key=key)
    now = timezone.now()
    if work.started_at is not None:
        work.started_at, work.last_error = None, INTERRUPTED
        work.interruptions += 1
        if work.interruptions >= MAX_INTERRUPTIONS or work.attempts >= kind.max_attempts:
            _park(kind, work, now)
            return False
    if work.next_try_at is None or work.next_try_at > now:
        work.save()
        return False
    work.started_at = now
    work.attempts += 1
    work.save()
    return True


@transaction.atomic
def _record_failure(kind: WorkKind, key: str, error: Exception) -> None:
    work = UnfinishedWork.objects.select_for_update().get(kind=kind.name, key=key)
    work.started_at = None
    work.last_error = (str(error) or type(error).__name__)[:2000]
    if kind.is_error_final or work.attempts >= kind.max_attempts:
        _park(kind, work, timezone.now())
        return
    work.next_try_at = timezone.now() + kind.first_pause * 2 ** (work.attempts - 1)
    work.save()


def _park(kind: WorkKind, work: UnfinishedWork, now: datetime) -> None:
    is_new = work.parked_at is None
    work.parked_at = work.parked_at or now
    work.next_try_at = now + PARKED_PAUSE if kind.is_tried_when_parked else None
    work.save()
    if not is_new:
        return
    logger.error("%s %s is parked after %s attempts: %s", kind.name, work.key, work.attempts, work.last_error)
    if kind.park is not None:
        kind.park(work)
    if kind.is_announced:
        for listener in PARKED_LISTENERS:
            listener(kind, work)


def find_work(kind: WorkKind, key: str) -> UnfinishedWork | None:
    """The attempts at the work; None when none has failed and none runs."""
    return UnfinishedWork.objects.filter(kind=kind.name, key=key).first()


def forget(kind: WorkKind, key: str) -> None:
    """The work is done, or begins anew: its attempts count no more."""
    UnfinishedWork.objects.filter(kind=kind.name, key=key).delete()


def forget_old_work() -> None:
    """Delete the attempts that nobody comes back to: parked for good, or begun by a worker that died at the very end."""
    old = timezone.now() - KEPT_FOR
    UnfinishedWork.objects.filter(
        Q(next_try_at=None, parked_at__lt=old) | Q(parked_at=None, started_at__lt=old)
    ).delete()


# --- Tasks that beat wakes ----------------------------------------------------------------------------
PERIODIC_LABELS: dict[str, Promise] = {}


def _periodic_titles(keys: Sequence[str]) -> dict[str, str]:
    return {key: _periodic_title(key) for key in keys}


def _periodic_title(key: str) -> str:
    task, _colon, step = key.partition(":")
    label = str(PERIODIC_LABELS.get(task, task))
    return f"{label} ({step})" if step else label


PERIODIC = register_kind(
    WorkKind("periodic", _("Regular work"), titles=_periodic_titles, retry=lambda key: None, is_tried_when_parked=True)
)


def periodic_task(label: Promise, **options: Any) -> Callable[[Task], Task]:
    """A Celery task that beat wakes; each run is an attempt, and after MAX_ATTEMPTS in a row it runs once an hour."""

    def decorate(function: Task) -> Task:
        name = f"{function.__module__}.{function.__name__}"
        PERIODIC_LABELS[name] = label

        @wraps(function)
        def run() -> None:
            attempt(PERIODIC, name, function)

        task: Task = shared_task(**options)(run)
        return task

    return decorate


def periodic_steps(label: Promise, **options: Any) -> Callable[[Callable[[], Sequence[Callable[[], Any]]]], Any]:
    """A Celery task that beat wakes, of the steps that the function returns: each is an attempt of its own.

    A step that fails does not stop the others.
    """

    def decorate(function: Callable[[], Sequence[Callable[[], Any]]]) -> Any:
        name = f"{function.__module__}.{function.__name__}"
        PERIODIC_LABELS[name] = label

        @wraps(function)
        def run() -> None:
            for step in function():
                attempt(PERIODIC, f"{name}:{step.__name__}", step)

        return shared_task(**options)(run)

    return decorate
