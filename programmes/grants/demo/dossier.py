"""One demonstration dossier on its way, and what its writers share."""

from dataclasses import dataclass, field
from random import Random

from programmes.grants.demo.calendar import Calendar
from programmes.grants.demo.calls import CallPlan
from programmes.grants.demo.cast import Cast
from programmes.grants.demo.copying import Table
from programmes.grants.demo.course import Event, Fate
from programmes.grants.demo.desk import Desk
from programmes.grants.demo.startups import Made
from programmes.grants.models import (
    ApplicationStatus,
    AwardStatus,
    Holder,
    TrancheStatus,
)

S = ApplicationStatus
T = TrancheStatus


@dataclass(slots=True)
class Part:
    """One tranche on its way; moments are texts, days ordinals."""

    amount: int
    due: int
    status: str = T.PLANNED
    reported: str | None = None
    accepted: str | None = None
    paid_on: int = 0


@dataclass(slots=True)
class Money:
    """What was proposed and decided for one dossier, and its contract."""

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
    parts: list[Part] = field(default_factory=list)

    @property
    def cancelled(self) -> int:
        return sum(part.amount for part in self.parts if part.status == T.CANCELLED)

    @property
    def paid(self) -> int:
        return sum(part.amount for part in self.parts if part.status == T.PAID)


@dataclass(slots=True)
class Bid:
    """One application to be written: who bids where, how it goes, and what of that has happened."""

    plan: CallPlan
    startup: Made
    fate: Fate
    day: int  # of the submission; of the first draft, when it never was sent
    minute: int
    events: list[Event]
    is_staged: bool = False  # the demonstration accounts act in it

    @property
    def was_sent(self) -> bool:
        return bool(self.events) and self.events[0][0] == "submit"


@dataclass(slots=True)
class Dossier:
    """What the parts of one application need of each other while it is written."""

    pk: int
    bid: Bid
    officer: int
    asked: int
    desk: Desk
    status: str = S.DRAFT
    holder: str = Holder.APPLICANT
    due: int = 0
    passes: bool = True  # what the two reviews come to
    reviews_sent: dict[int, tuple[int, str]] = field(default_factory=dict)  # (day, moment) by evaluator
    gap: tuple[str, str, str] | None = None
    money: Money | None = None
    moves: dict[str, tuple[int, str]] = field(default_factory=dict)  # (day, moment) of each move


@dataclass(slots=True)
class Shared:
    """What the writers of a dossier's parts share. `whole` adds what only a reader of single dossiers misses."""

    cast: Cast
    rng: Random
    calendar: Calendar
    last: int
    whole: bool
    audit: Table
