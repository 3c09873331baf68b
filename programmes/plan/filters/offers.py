"""Schemes, pillars and budget lines as choices of filters, and the filters of the list of budget lines."""

from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ecosystem.lists.filters import (
    OfferedFilter,
    StrictFilterSet,
    for_everybody,
    for_roles,
    offers,
)
from ecosystem.reference.offers import padded
from programmes.plan.models import BudgetLine, Pillar, Scheme

USES = {  # how far a budget line is used
    "untouched": (_("Nothing granted yet"), Q(granted=0)),
    "left": (_("Money left to grant"), Q(granted__lt=F("planned"))),
    "granted": (_("All granted"), Q(granted=F("planned"), planned__gt=0)),
    "unpaid": (_("Granted, not all paid"), Q(paid__lt=F("granted"))),
}


@for_everybody
def pillar_offers(request: Any) -> QuerySet[Any]:
    """Pillars under their scheme."""
    return offers(Pillar.objects.all(), group="scheme__short_name", order=padded("number"))


@for_roles
def line_offers(request: Any) -> QuerySet[Any]:
    """Budget lines under their year, the latest last."""
    return offers(BudgetLine.objects.visible_to(request.user), group="year", order=padded("year"))


@for_everybody
def scheme_offers(request: Any) -> QuerySet[Any]:
    return offers(Scheme.objects.all(), value="code", name="short_name", name_en="short_name_en", order="starts_on")


class BudgetLineFilter(StrictFilterSet):
    year = django_filters.NumberFilter(label=_("Year"), min_value=2000, max_value=2100)
    scheme = OfferedFilter(
        label=_("Scheme"),
        rows=scheme_offers,
        descending=True,
        empty_label=_("All schemes"),
        narrow=lambda rows, pk: rows.filter(pillar__in=Pillar.objects.filter(scheme=pk).order_by().values("pk")),
    )
    pillar = OfferedFilter(label=_("Pillar"), rows=pillar_offers, groups=str, empty_label=_("All pillars"))
    use = django_filters.ChoiceFilter(
        label=_("Use"),
        choices=[(name, label) for name, (label, _rows) in USES.items()],
        method="by_use",
        empty_label=_("Any"),
    )

    class Meta:
        model = BudgetLine
        fields: list[str] = []

    def by_use(self, queryset: QuerySet[BudgetLine], name: str, value: str) -> QuerySet[BudgetLine]:
        return queryset.filter(USES[value][1])
