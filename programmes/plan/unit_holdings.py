"""Pillars and indicators of a unit, which follow its successor while their scheme runs."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.accounts.unit_holdings import UnitHolding, move_column, register_unit_holding
from programmes.plan.models import Indicator, Pillar


def _pillars(unit: OrganisationUnit) -> QuerySet[Pillar]:
    return Pillar.objects.filter(lead_unit=unit, scheme__ends_on__gt=timezone.localdate())


def _indicators(unit: OrganisationUnit) -> QuerySet[Indicator]:
    running = Q(scheme__isnull=True) | Q(scheme__ends_on__gt=timezone.localdate())
    return Indicator.objects.filter(running, owner=unit)


register_unit_holding(
    UnitHolding(
        name="pillars",
        label=_("Pillars of schemes that run"),
        columns=("plan.Pillar.lead_unit",),
        records=_pillars,
        move=move_column("pillars", "lead_unit"),
    )
)
register_unit_holding(
    UnitHolding(
        name="indicators",
        label=_("Indicators of schemes that run"),
        columns=("plan.Indicator.owner",),
        records=_indicators,
        move=move_column("indicators", "owner"),
    )
)
