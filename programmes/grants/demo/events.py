"""The events of a demonstration application, in the order and about the rhythm of the real procedure.

The outcome says how the application ends; events after today are cut off, so its state follows from its age.
"""

from collections.abc import Iterator
from enum import StrEnum
from itertools import takewhile
from random import Random

from programmes.grants.demo.calendar import SeedingRun
from programmes.grants.models import Application

# Name, day (ordinal), and the index of the tranche or review (from 0).
Event = tuple[str, int, int]


class Outcome(StrEnum):
    """How an application ends, given enough time."""

    UNSENT = "unsent"
    ABANDONED = "abandoned"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    REFUSED = "refused"
    GRANTED = "granted"
    TERMINATED = "terminated"


SUBMITTED_OUTCOMES = (
    (Outcome.REFUSED, 46),
    (Outcome.GRANTED, 39),
    (Outcome.WITHDRAWN, 6),
    (Outcome.LAPSED, 5),
    (Outcome.TERMINATED, 4),
)
UNSENT_SHARE = 0.24  # of those who began in a call that is still open
TRANCHES = 3
RETURNED_SHARE = 0.12
SLOW_SHARE = 0.1
MOVES: dict[str, str] = {name: str(move.target) for name, move in Application.TRANSITIONS.items()}


def choose_outcome(rng: Random, *, is_open: bool) -> Outcome:
    """A random outcome by its usual share."""
    if is_open and rng.random() < UNSENT_SHARE:
        return Outcome.UNSENT if rng.random() < 0.9 else Outcome.ABANDONED
    return rng.choices([outcome for outcome, _ in SUBMITTED_OUTCOMES], [share for _, share in SUBMITTED_OUTCOMES])[0]


def events_until(events: Iterator[Event], last: int) -> list[Event]:
    """The events up to the day `last`."""
    return list(takewhile(lambda event: event[1] <= last, events))


def event_sequence(outcome: Outcome, sent: int, months: int, run: SeedingRun) -> Iterator[Event]:
    """All events of an application that was submitted (or started, if it never was) on the day `sent`, in order.

    Beside the application's moves: «review» (sent by evaluator n), «report», «accept», «pay» of tranche n. The
    payment of the first one starts the work.
    """
    span, workday = _Span(run.rng), run.calendar.workday
    if outcome == Outcome.UNSENT:
        return
    if outcome == Outcome.ABANDONED:
        yield "withdraw", sent + span(1, 12), 0
        return
    yield "submit", sent, 0
    day = workday(sent + span(1, 3, slow=6))
    if outcome == Outcome.WITHDRAWN:
        yield "withdraw", day, 0
        return
    yield "start_check", day, 0
    if outcome == Outcome.LAPSED or run.rng.random() < RETURNED_SHARE:
        day = workday(day + span(1, 2))
        yield "return_for_completion", day, 0
        if outcome == Outcome.LAPSED:
            yield "stop_lapsed", workday(day + span(20, 25)), 0
            return
        day += span(3, 13)
        yield "resubmit", day, 0
    day = workday(day + span(1, 4))
    yield "accept_as_valid", day, 0
    reviews = sorted((workday(day + span(4, 12, slow=14)), which) for which in (0, 1))
    for when, which in reviews:
        yield "review", when, which
    day = workday(reviews[-1][0] + span(1, 5))
    yield "propose", day, 0
    day = workday(day + span(2, 8, slow=7))
    if outcome == Outcome.REFUSED:
        yield "reject", day, 0
        return
    yield "approve", day, 0
    signed = workday(day + span(5, 20))
    yield "sign_contract", signed, 0
    yield from _contract_events(outcome, signed, months, run)


def due_of_tranche(signed: int, months: int, which: int) -> int:
    """The due day of the deliverable of tranche `which` (from 0)."""
    return signed + 20 + which * months * 10


def _contract_events(outcome: Outcome, signed: int, months: int, run: SeedingRun) -> Iterator[Event]:
    span, workday = _Span(run.rng), run.calendar.workday
    day = signed
    for which in range(TRANCHES):
        day = max(due_of_tranche(signed, months, which) + span(-8, 3, slow=20), day + 1)
        yield "report", day, which
        day = workday(day + span(1, 5))
        yield "accept", day, which
        paid = workday(day + span(1, 7))
        if which == TRANCHES - 1:
            break
        yield "pay", paid, which
        if which == 0:
            yield "start_work", paid, 0
            if outcome == Outcome.TERMINATED:
                yield "terminate", workday(due_of_tranche(signed, months, 1) + span(5, 20)), 0
                return
        day = paid
    result = workday(day + span(1, 6))
    ends = [("accept_result", result, 0), ("pay", paid, TRANCHES - 1)]
    yield from sorted(ends, key=lambda event: event[1])
    yield "close", workday(max(result, paid) + span(5, 40)), 0


class _Span:
    """A random number of days between two bounds, now and then `slow` days longer."""

    def __init__(self, rng: Random) -> None:
        self.random = rng.random

    def __call__(self, least: int, most: int, *, slow: int = 0) -> int:
        days = least + int(self.random() * (most - least + 1))
        return days + slow if slow and self.random() < SLOW_SHARE else days
