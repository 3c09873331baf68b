"""What follows when the calendar of working days changes: running time limits get new due dates."""

from collections.abc import Callable
from typing import TypeVar

Redate = TypeVar("Redate", bound=Callable[[], object])

REDATERS: list[Callable[[], object]] = []


def redates_time_limits(redate: Redate) -> Redate:
    """Decorator: this function moves due dates after a change of a public holiday, in the transaction of the change.

    Its module must be imported by `ready()` of its app.
    """
    REDATERS.append(redate)
    return redate


def redate_time_limits() -> None:
    """Move every due date that the changed calendar moves."""
    for redate in REDATERS:
        redate()
