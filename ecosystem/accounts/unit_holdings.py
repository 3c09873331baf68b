"""What a unit holds: each app registers its kinds, and a unit that is merged hands all of them to its successor.

A kind names the columns that point at a unit, so that a test can compare them with all foreign keys.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.core.workflow import FieldRefused

UNIT_HOLDINGS: dict[str, "UnitHolding"] = {}


@dataclass(frozen=True, kw_only=True)
class UnitHolding:
    """One kind of record that belongs to a unit.

    `columns` are the foreign keys to the unit, as "app.Model.field". `records(unit)` are the rows that follow the
    successor; `move(unit, into=…, by=…, reason=…)` moves them, and raises FieldRefused where something stands against it.
    """

    name: str
    label: Any
    columns: tuple[str, ...]
    records: Callable[[OrganisationUnit], QuerySet[Any]]
    move: Callable[..., None]


def register_unit_holding(holding: UnitHolding) -> None:
    """Register a kind; called once by the app that owns the records."""
    UNIT_HOLDINGS[holding.name] = holding


def holdings_of(unit: OrganisationUnit) -> list[tuple[UnitHolding, int]]:
    """What the unit holds: each kind with how many records, where there are some."""
    counted = [(holding, holding.records(unit).count()) for holding in UNIT_HOLDINGS.values()]
    return [(holding, count) for holding, count in counted if count]


def lock_current_unit(unit: OrganisationUnit, *, field: str = "unit") -> None:
    """Lock a unit that takes something new. Raises FieldRefused when it has ended: its successor takes it."""
    locked = OrganisationUnit.objects.select_for_update(no_key=True, of=("self",)).get(pk=unit.pk)
    if not OrganisationUnit.objects.valid_on(timezone.localdate()).filter(pk=locked.pk).exists():
        raise FieldRefused(_("This unit has ended."), field)


def move_column(holding: str, column: str) -> Callable[..., None]:
    """A `move` that writes the successor into the column of every record of the holding, each saved by itself."""

    def move(unit: OrganisationUnit, *, into: OrganisationUnit, by: User, reason: str) -> None:
        rows = UNIT_HOLDINGS[holding].records(unit).select_for_update(of=("self",)).order_by("pk")
        for row in rows:
            setattr(row, column, into)
            row.save(update_fields=[column, "updated_at"])

    return move
