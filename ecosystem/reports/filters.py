"""Filters of the lists of contributions, reports and periods."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.core.periods import PeriodKind
from ecosystem.lists.filters import DayFrom, DayTo, RowChoiceFilter, StrictFilterSet, row_choices
from ecosystem.reports.models import (
    Contribution,
    ContributionStatus,
    IssuedReport,
    PeriodStatus,
    ReportingPeriod,
    ReportStatus,
)

FIRST, CORRECTED = "first", "corrected"
LATE, IN_TIME = "late", "in_time"


def unit_choices(request: Any) -> QuerySet[Any]:
    """Units of which the reader may see a contribution."""
    units = Contribution.objects.visible_to(request.user).order_by().values("unit")
    return row_choices(OrganisationUnit.objects.filter(pk__in=units).order_by("sort_key", "pk"), value="code")


class ContributionFilter(StrictFilterSet):
    year = django_filters.NumberFilter(label=_("Year"), field_name="period__year", min_value=2000, max_value=2100)
    kind = django_filters.ChoiceFilter(
        label=_("Kind of period"), field_name="period__kind", choices=PeriodKind, empty_label=_("All kinds")
    )
    unit = RowChoiceFilter(label=_("Unit"), rows=unit_choices, empty_label=_("All units"))
    status = django_filters.ChoiceFilter(label=_("State"), choices=ContributionStatus, empty_label=_("All states"))
    late = django_filters.ChoiceFilter(
        label=_("Sent in time"),
        choices=[(IN_TIME, _("In time")), (LATE, _("Late"))],
        empty_label=_("In time or late"),
        method="filter_late",
    )

    class Meta:
        model = Contribution
        fields: list[str] = []

    def filter_late(self, queryset: QuerySet[Contribution], name: str, value: str) -> QuerySet[Contribution]:
        return queryset.filter(is_late=value == LATE)


class ReportFilter(StrictFilterSet):
    year = django_filters.NumberFilter(label=_("Year"), field_name="period__year", min_value=2000, max_value=2100)
    kind = django_filters.ChoiceFilter(
        label=_("Kind of period"), field_name="period__kind", choices=PeriodKind, empty_label=_("All kinds")
    )
    status = django_filters.ChoiceFilter(label=_("State"), choices=ReportStatus, empty_label=_("All states"))
    version = django_filters.ChoiceFilter(
        label=_("Version"),
        choices=[(FIRST, _("First versions")), (CORRECTED, _("Corrections"))],
        method="filter_version",
        empty_label=_("All versions"),
    )
    issued_from = DayFrom(label=_("Issued from"), field_name="issued_at")
    issued_to = DayTo(label=_("Issued until"), field_name="issued_at")

    class Meta:
        model = IssuedReport
        fields: list[str] = []

    def filter_version(self, queryset: QuerySet[IssuedReport], name: str, value: str) -> QuerySet[IssuedReport]:
        return queryset.filter(version=1) if value == FIRST else queryset.filter(version__gt=1)


class PeriodFilter(StrictFilterSet):
    year = django_filters.NumberFilter(label=_("Year"), min_value=2000, max_value=2100)
    kind = django_filters.ChoiceFilter(label=_("Kind of period"), choices=PeriodKind, empty_label=_("All kinds"))
    status = django_filters.ChoiceFilter(label=_("State"), choices=PeriodStatus, empty_label=_("All states"))

    class Meta:
        model = ReportingPeriod
        fields: list[str] = []
