"""Registry of functions that move due dates after a change of the holidays."""

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
    """Call every registered function after a change of the holidays."""
    for reschedule in RESCHEDULERS:
        reschedule()
