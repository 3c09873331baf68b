"""The state of a demonstration application while it is generated, and what its writers share."""

from dataclasses import dataclass, field
from random import Random

from programmes.grants.demo.bulk_copy import Table
from programmes.grants.demo.calendar import Calendar
from programmes.grants.demo.calls import CallPlan
from programmes.grants.demo.clocks import ClockSet
from programmes.grants.demo.events import Event, Outcome
from programmes.grants.demo.staff import Staff
from programmes.grants.demo.startups import DemoStartup
from programmes.grants.models import (
    ApplicationStatus,
    AwardStatus,
    Holder,
    TrancheStatus,
)

S = ApplicationStatus
T = TrancheStatus


@dataclass(slots=True)
class TrancheState:
    """The state of one tranche; times are texts, days ordinals."""

    amount: int
    due: int
    status: str = T.PLANNED
    reported: str | None = None
    accepted: str | None = None
    paid_on: int = 0


@dataclass(slots=True)
class AwardState:
    """The state of proposal, decision and contract of one application."""

    amount: int
    refused: bool
    recipient: int | None
    proposed_at: str
    status: str = AwardStatus.PROPOSED
    decided_at: str | None = None
    number: str = ""
    reason: str = ""
    end_reason: str = ""
    signed: int = 0
    parts: list[TrancheState] = field(default_factory=list)

    @property
    def cancelled(self) -> int:
        return sum(part.amount for part in self.parts if part.status == T.CANCELLED)

    @property
    def paid(self) -> int:
        return sum(part.amount for part in self.parts if part.status == T.PAID)


@dataclass(slots=True)
class Bid:
    """One application to be generated: startup, call, its outcome and its events so far."""

    plan: CallPlan
    startup: DemoStartup
    outcome: Outcome
    day: int  # of the submission; of the first draft, when it never was sent
    minute: int
    events: list[Event]
    is_scenario: bool = False  # the demonstration accounts act in it

    @property
    def is_submitted(self) -> bool:
        return bool(self.events) and self.events[0][0] == "submit"


@dataclass(slots=True)
class Dossier:
    """The state of one application, shared by the writers of its parts."""

    pk: int
    bid: Bid
    officer: int
    asked: int
    clock_set: ClockSet
    status: str = S.DRAFT
    holder: str = Holder.APPLICANT
    due: int = 0
    passes: bool = True  # what the two reviews come to
    reviews_sent: dict[int, tuple[int, str]] = field(default_factory=dict)  # (day, moment) by evaluator
    gap: tuple[str, str, str] | None = None
    money: AwardState | None = None
    moves: dict[str, tuple[int, str]] = field(default_factory=dict)  # (day, moment) of each move


@dataclass(slots=True)
class WriterContext:
    """Shared by the writers of an application's parts. `is_detailed` adds files, checklists and audit entries."""

    staff: Staff
    rng: Random
    calendar: Calendar
    last: int
    is_detailed: bool
    audit: Table
