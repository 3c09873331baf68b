"""What a person is responsible for: each app registers its kinds, and no account is closed while a record remains.

A kind names the columns that make a person responsible, so that a test can compare them with all foreign keys.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ecosystem.accounts.models import User

RESPONSIBILITIES: dict[str, "Responsibility"] = {}


@dataclass(frozen=True, kw_only=True)
class Responsibility:
    """One kind of thing that a person answers for.

    `columns` are the foreign keys to the person, as "app.Model.field". `records(person)` are the rows that still need
    somebody. `hand_over(person, by=…, to=…, reason=…)` gives all of them to another person, or releases them when `to`
    is None, which `may_release` allows. `takers(person)` are those who may take them; None where any open account may,
    whose address the administrator types. With `ends_by_itself` nobody takes them: they end with the account.
    `release_lost(person, by)` releases what the person may no longer answer for, after a role was taken away.
    """

    name: str
    label: Any
    columns: tuple[str, ...]
    records: Callable[[User], QuerySet[Any]]
    hand_over: Callable[..., object]
    takers: Callable[[User], QuerySet[User]] | None = None
    may_release: bool = True
    ends_by_itself: bool = False
    release_lost: Callable[[User, User], Any] | None = None


def register_responsibility(responsibility: Responsibility) -> None:
    """Register a kind; called once by the app that owns the records."""
    RESPONSIBILITIES[responsibility.name] = responsibility


def responsibilities_of(person: User) -> list[tuple[Responsibility, list[Any]]]:
    """What the person is responsible for: each kind that has records, with its records."""
    kinds = [(kind, list(kind.records(person))) for kind in RESPONSIBILITIES.values()]
    return [(kind, records) for kind, records in kinds if records]


def release_lost_responsibilities(person: User, *, by: User) -> None:
    """Release at once what the person may no longer answer for; called in the transaction that took the right away."""
    for kind in RESPONSIBILITIES.values():
        if kind.release_lost is not None:
            kind.release_lost(person, by)
