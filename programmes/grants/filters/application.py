"""Filters of the lists of calls and applications; each offers only what the user may see."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.core.models import SortKey
from ecosystem.lists.filters import (
    DayFrom,
    DayTo,
    MoneyFilter,
    OfferedFilter,
    SearchFilter,
    StrictFilterSet,
    for_everybody,
    for_roles,
    of_parents,
    offers,
)
from ecosystem.reference.models import Term, Vocabulary
from ecosystem.reference.offers import area_offers, padded, sector_group, sector_offers
from programmes.grants.models import Application, ApplicationStatus, Call, CallStatus, Holder
from programmes.plan.filters.offers import pillar_offers
from startups.models import Startup, StartupKind


@for_roles
def call_offers(request: Any) -> QuerySet[Any]:
    """Calls the reader may know of; the latest last, so filters set `descending`."""
    return offers(Call.objects.visible_to(request.user), order="closes_at")


@for_roles
def unit_offers(request: Any) -> QuerySet[Any]:
    """Units that are in charge of a call the reader may know of."""
    units = Call.objects.visible_to(request.user).order_by().values("unit")
    return offers(OrganisationUnit.objects.filter(pk__in=units), value="code", order=SortKey("name"))


@for_everybody
def support_stage_offers(request: Any) -> QuerySet[Any]:
    return offers(Term.objects.filter(vocabulary=Vocabulary.SUPPORT_STAGE), order=padded("order"))


def _startups(**having: Any) -> QuerySet[Any, Any]:
    return Startup.objects.filter(**having).order_by().values("pk")


def _of_calls(rows: QuerySet[Any], **having: Any) -> QuerySet[Any]:
    return of_parents(rows, Call.objects.filter(**having), Application.objects.all(), path="call", key="pk")


class ApplicationFilter(StrictFilterSet):
    """The list of dossiers; `late=1` shows those past their due day."""

    q = SearchFilter(label=_("Startup, project or number"))
    status = django_filters.ChoiceFilter(
        label=_("State"), choices=ApplicationStatus.choices, empty_label=_("All states"), method="filter_status"
    )
    call = OfferedFilter(label=_("Call"), rows=call_offers, descending=True, empty_label=_("All calls"))
    late = django_filters.ChoiceFilter(
        label=_("Time limit"), choices=[("1", _("Overdue"))], empty_label=_("All"), method="filter_late"
    )
    holder = django_filters.ChoiceFilter(label=_("On whose desk"), choices=Holder.choices, empty_label=_("Anybody's"))
    stage = OfferedFilter(
        label=_("Stage of support"),
        rows=support_stage_offers,
        empty_label=_("All stages"),
        narrow=lambda rows, pk: _of_calls(rows, policy__stage=pk),
    )
    pillar = OfferedFilter(
        label=_("Pillar"),
        rows=pillar_offers,
        groups=str,
        empty_label=_("All pillars"),
        narrow=lambda rows, pk: _of_calls(rows, budget_line__pillar=pk),
    )
    unit = OfferedFilter(
        label=_("Unit in charge"),
        rows=unit_offers,
        empty_label=_("All units"),
        narrow=lambda rows, pk: _of_calls(rows, unit=pk),
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind of applicant"), choices=StartupKind.choices, empty_label=_("All kinds"), method="filter_kind"
    )
    sector = OfferedFilter(
        label=_("Sector"),
        rows=sector_offers,
        groups=sector_group,
        empty_label=_("All sectors"),
        narrow=lambda rows, pk: rows.filter(sector_ids__contains=[pk]),
    )
    area = OfferedFilter(label=_("Ward or commune"), rows=area_offers, empty_label=_("The whole city"))
    submitted_from = DayFrom(label=_("Submitted from"), field_name="submitted_at")
    submitted_to = DayTo(label=_("Submitted until"), field_name="submitted_at")
    requested_from = MoneyFilter(label=_("Asked for, at least"), field_name="requested", lookup_expr="gte")
    requested_to = MoneyFilter(label=_("Asked for, at most"), field_name="requested", lookup_expr="lte")

    class Meta:
        model = Application
        fields: list[str] = []

    def filter_status(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        """As a range of one value: beside an equality Postgres drops the column from the order (see `Listing.leading`)."""
        return queryset.filter(status__range=(value, value))

    def filter_late(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        return queryset.overdue(timezone.localdate()) if value else queryset  # type: ignore[attr-defined,no-any-return]

    def filter_kind(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        return queryset.filter(startup__in=_startups(kind=value))


class CallFilter(StrictFilterSet):
    """The back office's list of calls."""

    status = django_filters.ChoiceFilter(label=_("State"), choices=CallStatus.choices, empty_label=_("All states"))
    unit = OfferedFilter(label=_("Unit in charge"), rows=unit_offers, empty_label=_("All units"))
    pillar = OfferedFilter(
        label=_("Pillar"),
        rows=pillar_offers,
        groups=str,
        field_name="budget_line__pillar",
        empty_label=_("All pillars"),
    )
    closes_from = DayFrom(label=_("Closes from"), field_name="closes_at")
    closes_to = DayTo(label=_("Closes until"), field_name="closes_at")

    class Meta:
        model = Call
        fields: list[str] = []
