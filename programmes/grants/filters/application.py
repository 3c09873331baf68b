"""Filters of the lists of calls and applications; each offers only what the user may see."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.lists.filters import (
    DayFrom,
    DayTo,
    MoneyFilter,
    RowChoiceFilter,
    SearchFilter,
    StrictFilterSet,
    row_choices,
)
from ecosystem.reference.choices import area_choices, sector_choices, sector_group
from ecosystem.reference.models import Term, Vocabulary
from programmes.grants.models import Application, ApplicationStatus, Call, CallStatus, Holder
from programmes.plan.filters.choices import pillar_choices
from startups.models import Startup, StartupKind


def call_choices(request: Any) -> QuerySet[Any]:
    """Calls the reader may know of, the latest first."""
    return row_choices(Call.objects.visible_to(request.user).order_by("-closes_at", "-pk"))


def unit_choices(request: Any) -> QuerySet[Any]:
    """Units that are in charge of a call the reader may know of."""
    units = Call.objects.visible_to(request.user).order_by().values("unit")
    return row_choices(OrganisationUnit.objects.filter(pk__in=units).order_by("sort_key", "pk"), value="code")


def support_stage_choices(request: Any) -> QuerySet[Any]:
    return row_choices(Term.objects.filter(vocabulary=Vocabulary.SUPPORT_STAGE).order_by("order", "pk"))


def _startups(**having: Any) -> QuerySet[Any, Any]:
    return Startup.objects.filter(**having).order_by().values("pk")


def _of_calls(rows: QuerySet[Any], **having: Any) -> QuerySet[Any]:
    """By the keys of the few calls: the planner then knows how many dossiers each has."""
    return rows.filter(call__in=[*Call.objects.filter(**having).order_by().values_list("pk", flat=True)])


class ApplicationFilter(StrictFilterSet):
    """The list of dossiers; `late=1` shows those past their due day."""

    q = SearchFilter(label=_("Startup, project or number"))
    status = django_filters.ChoiceFilter(label=_("State"), choices=ApplicationStatus, empty_label=_("All states"))
    call = RowChoiceFilter(label=_("Call"), rows=call_choices, empty_label=_("All calls"))
    late = django_filters.ChoiceFilter(
        label=_("Time limit"), choices=[("1", _("Overdue"))], empty_label=_("All"), method="filter_late"
    )
    holder = django_filters.ChoiceFilter(label=_("On whose desk"), choices=Holder, empty_label=_("Anybody's"))
    stage = RowChoiceFilter(
        label=_("Stage of support"),
        rows=support_stage_choices,
        empty_label=_("All stages"),
        narrow=lambda rows, pk: _of_calls(rows, policy__stage=pk),
    )
    pillar = RowChoiceFilter(
        label=_("Pillar"),
        rows=pillar_choices,
        group_label=str,
        empty_label=_("All pillars"),
        narrow=lambda rows, pk: _of_calls(rows, budget_line__pillar=pk),
    )
    unit = RowChoiceFilter(
        label=_("Unit in charge"),
        rows=unit_choices,
        empty_label=_("All units"),
        narrow=lambda rows, pk: _of_calls(rows, unit=pk),
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind of applicant"), choices=StartupKind, empty_label=_("All kinds"), method="filter_kind"
    )
    sector = RowChoiceFilter(
        label=_("Sector"),
        rows=sector_choices,
        group_label=sector_group,
        empty_label=_("All sectors"),
        narrow=lambda rows, pk: rows.filter(sector_ids__contains=[pk]),
    )
    area = RowChoiceFilter(label=_("Ward or commune"), rows=area_choices, empty_label=_("The whole city"))
    submitted_from = DayFrom(label=_("Submitted from"), field_name="submitted_at")
    submitted_to = DayTo(label=_("Submitted until"), field_name="submitted_at")
    requested_from = MoneyFilter(label=_("Asked for, at least"), field_name="requested", lookup_expr="gte")
    requested_to = MoneyFilter(label=_("Asked for, at most"), field_name="requested", lookup_expr="lte")

    class Meta:
        model = Application
        fields: list[str] = []

    def filter_late(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        return queryset.overdue(timezone.localdate()) if value else queryset  # type: ignore[attr-defined]

    def filter_kind(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        return queryset.filter(startup__in=_startups(kind=value))


class CallFilter(StrictFilterSet):
    """The back office's list of calls."""

    status = django_filters.ChoiceFilter(label=_("State"), choices=CallStatus, empty_label=_("All states"))
    unit = RowChoiceFilter(label=_("Unit in charge"), rows=unit_choices, empty_label=_("All units"))
    pillar = RowChoiceFilter(
        label=_("Pillar"),
        rows=pillar_choices,
        group_label=str,
        field_name="budget_line__pillar",
        empty_label=_("All pillars"),
    )
    closes_from = DayFrom(label=_("Closes from"), field_name="closes_at")
    closes_to = DayTo(label=_("Closes until"), field_name="closes_at")

    class Meta:
        model = Call
        fields: list[str] = []
