"""Choices of schemes, pillars and budget lines for filters, and the filterset of budget lines."""

from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ecosystem.lists.filters import (
    RowChoiceFilter,
    StrictFilterSet,
    row_choices,
)
from programmes.plan.models import BudgetLine, Pillar, PlannedAmount, Scheme

USAGE_CONDITIONS = {  # how much of a budget line is granted and paid
    "untouched": (_("Nothing granted yet"), Q(granted=0)),
    "left": (_("Money left to grant"), Q(granted__lt=F("planned"))),
    "granted": (_("All granted"), Q(granted=F("planned"), planned__gt=0)),
    "unpaid": (_("Granted, not all paid"), Q(paid__lt=F("granted"))),
}


def pillar_choices(request: Any) -> QuerySet[Any]:
    """Pillars, grouped by scheme."""
    return row_choices(Pillar.objects.order_by("number", "pk"), group="scheme__short_name")


def line_choices(request: Any) -> QuerySet[Any]:
    """Budget lines that the user sees, grouped by year, the latest first."""
    return row_choices(BudgetLine.objects.visible_to(request.user).order_by("-year", "-pk"), group="year")


def scheme_choices(request: Any) -> QuerySet[Any]:
    """Schemes, the latest first."""
    rows = Scheme.objects.order_by("-starts_on", "-pk")
    return row_choices(rows, value="code", name="short_name", name_en="short_name_en")


class BudgetLineFilter(StrictFilterSet):
    """Filters of the list of budget lines."""

    year = django_filters.NumberFilter(label=_("Year"), min_value=2000, max_value=2100)
    scheme = RowChoiceFilter(
        label=_("Scheme"),
        rows=scheme_choices,
        empty_label=_("All schemes"),
        narrow=lambda rows, pk: rows.filter(pillar__in=Pillar.objects.filter(scheme=pk).order_by().values("pk")),
    )
    pillar = RowChoiceFilter(label=_("Pillar"), rows=pillar_choices, group_label=str, empty_label=_("All pillars"))
    use = django_filters.ChoiceFilter(
        label=_("Use"),
        choices=[(name, label) for name, (label, _condition) in USAGE_CONDITIONS.items()],
        method="filter_usage",
        empty_label=_("Any"),
    )

    amount = django_filters.ChoiceFilter(
        label=_("Planned amount"),
        choices=[("waiting", _("To be verified"))],
        method="filter_amount",
        empty_label=_("Any"),
    )

    class Meta:
        model = BudgetLine
        fields: list[str] = []

    def filter_usage(self, queryset: QuerySet[BudgetLine], name: str, value: str) -> QuerySet[BudgetLine]:
        return queryset.filter(USAGE_CONDITIONS[value][1])

    def filter_amount(self, queryset: QuerySet[BudgetLine], name: str, value: str) -> QuerySet[BudgetLine]:
        """Lines with an amount to verify, of those that the reader may see: for the council there are none."""
        waiting = PlannedAmount.objects.visible_to(self.request.user).waiting()
        return queryset.filter(pk__in=waiting.order_by().values("line"))
