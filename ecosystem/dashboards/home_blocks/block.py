"""Blocks of the home page: a heading, a short list, and how much of it is overdue."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet, Window
from django.utils import timezone

from ecosystem.core.web.navigation import record_url
from programmes.grants.models import (
    Application,
    ApplicationStatus,
    Tranche,
    TrancheStatus,
)

LIMIT = 6  # lines of a block
MAX_OVERDUE = 50  # lines of a block in which more is overdue


@dataclass(frozen=True)
class Item:
    """One line of a block: its title, address, note, due day and state."""

    title: str
    url: str
    text: Any = ""
    due: date | datetime | None = None
    badge: Any = None


@dataclass(frozen=True)
class Block:
    """A list under its heading. `empty` is the text shown instead of an empty list."""

    title: str
    icon: str
    items: list[Item]
    empty: str
    url: str = ""
    url_label: str = ""
    actions: list[tuple[str, str]] = field(default_factory=list)
    is_work: bool = True  # False for a block that only informs
    on_tasks: bool = True  # False where the table of the page of tasks has the items, or nobody has to act on them
    total: int | None = None  # how many there are in all; None: as many as the items
    overdue: int = 0  # how many of them are overdue

    @property
    def anchor(self) -> str:
        """The id of the block on the page."""
        return f"block-{self.icon}" if self.is_work else f"block-{self.icon}-read"

    @property
    def count(self) -> int:
        return len(self.items) if self.total is None else self.total


class Counts(NamedTuple):
    """How many things of a block wait, and how many of them are overdue."""

    total: int
    overdue: int


def first_rows(rows: QuerySet[Any], due: str = "due_on") -> tuple[list[Any], Counts]:
    """The rows that a block shows, and how many there are, in one query. `rows` are ordered, the overdue ones first.

    Every overdue row up to MAX_OVERDUE is shown, but at least LIMIT rows. `due` is the column of the due day.
    """
    overdue = Count("pk", filter=Q(**{f"{due}__lt": timezone.localdate()}))
    shown_rows = list(rows.annotate(block_total=Window(Count("pk")), block_overdue=Window(overdue))[:MAX_OVERDUE])
    counts = Counts(shown_rows[0].block_total, shown_rows[0].block_overdue) if shown_rows else Counts(0, 0)
    return shown_rows[: max(LIMIT, counts.overdue)], counts


def application_item(application: Application) -> Item:
    """A dossier with its number, startup and call, and its due day."""
    address = record_url("grants:application_detail", application.pk)
    text = " · ".join(part for part in (application.number, application.startup_name, application.call.label) if part)
    return Item(str(application), address, text, application.due_on, ApplicationStatus(application.status))


def tranche_item(tranche: Tranche, *, pay: bool = False) -> Item:
    """A tranche with its startup and contract; `pay` links the page where it is paid, else that of the contract."""
    application = tranche.contract.award.application
    address = (
        record_url("grants:tranche_pay", tranche.pk) if pay else record_url("grants:contract_detail", application.pk)
    )
    contract = f"{tranche.contract.number}/{tranche.number}"
    text = " · ".join([tranche.deliverable, tranche.startup_name, contract])
    return Item(str(application), address, text, tranche.due_on, TrancheStatus(tranche.status))
