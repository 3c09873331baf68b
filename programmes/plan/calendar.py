"""What follows when the calendar of working days changes: running time limits get new due dates."""

from collections.abc import Callable
from typing import TypeVar

Reschedule = TypeVar("Reschedule", bound=Callable[[], object])

RESCHEDULERS: list[Callable[[], object]] = []


def reschedules_time_limits(reschedule: Reschedule) -> Reschedule:
    """Decorator: this function moves due dates after a change of a public holiday, in the transaction of the change.

    Its module must be imported by `ready()` of its app.
    """
    RESCHEDULERS.append(reschedule)
    return reschedule


def reschedule_time_limits() -> None:
    """Move every due date that the changed calendar moves."""
    for reschedule in RESCHEDULERS:
        reschedule()
