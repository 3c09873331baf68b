"""Filters of the lists of calls and applications; choices are limited to what the user may see."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.core.models import KeyIsOneOf, KeyValue
from ecosystem.lists.filters import (
    DayFrom,
    DayTo,
    MoneyFilter,
    RowChoiceFilter,
    SearchFilter,
    StrictFilterSet,
    row_choices,
)
from ecosystem.reference.choices import area_choices, sector_choices, sector_group_label
from ecosystem.reference.models import Term, Vocabulary
from programmes.grants.models import PENDING_STATUSES, Application, ApplicationStatus, Call, CallStatus, Holder
from programmes.grants.models.application_queryset import ApplicationQuerySet
from programmes.plan.filters.choices import pillar_choices
from programmes.plan.models import SupportPolicy
from startups.models import StartupKind


def call_choices(request: Any) -> QuerySet[Any]:
    """Calls that are visible to the user, the latest first."""
    return row_choices(Call.objects.visible_to(request.user).order_by("-closes_at", "-pk"))


def policy_choices(request: Any) -> QuerySet[Any]:
    """Policies of the visible calls."""
    policies = Call.objects.visible_to(request.user).order_by().values("policy")
    return row_choices(SupportPolicy.objects.filter(pk__in=policies).order_by("pk"))


def unit_choices(request: Any) -> QuerySet[Any]:
    """Units in charge of a visible call."""
    units = Call.objects.visible_to(request.user).order_by().values("unit")
    return row_choices(OrganisationUnit.objects.filter(pk__in=units).order_by("sort_key", "pk"), value="code")


def support_stage_choices(request: Any) -> QuerySet[Any]:
    """Stages of support, in their order."""
    return row_choices(Term.objects.filter(vocabulary=Vocabulary.SUPPORT_STAGE).order_by("order", "pk"))


def _filter_by_calls(rows: QuerySet[Any], **conditions: Any) -> QuerySet[Any]:
    """Rows whose `call` meets the conditions.

    The calls are fetched first: the planner knows how many rows each of them has, but not those of a subquery.
    """
    calls = Call.objects.filter(**conditions).order_by("pk").values_list("pk", flat=True)
    return rows.filter(KeyIsOneOf(calls, "call"))


def filter_by_policy(rows: QuerySet[Any], pk: int) -> QuerySet[Any]:
    """Rows with a `call` of the policy."""
    return _filter_by_calls(rows, policy=pk)


class ApplicationFilter(StrictFilterSet):
    """Filters of the list of applications; `late=1` selects those past their due date."""

    q = SearchFilter(label=_("Startup, project or number"))
    status = django_filters.ChoiceFilter(label=_("State"), choices=ApplicationStatus, empty_label=_("All states"))
    call = RowChoiceFilter(label=_("Call"), rows=call_choices, empty_label=_("All calls"))
    late = django_filters.ChoiceFilter(
        label=_("Time limit"), choices=[("1", _("Overdue"))], empty_label=_("All"), method="filter_late"
    )
    holder = django_filters.ChoiceFilter(label=_("On whose desk"), choices=Holder, empty_label=_("Anybody's"))
    charge = django_filters.ChoiceFilter(
        label=_("Officer in charge"),
        choices=[("me", _("Me")), ("none", _("Nobody yet"))],
        method="filter_charge",
        empty_label=_("Anybody"),
    )
    stage = RowChoiceFilter(
        label=_("Stage of support"),
        rows=support_stage_choices,
        empty_label=_("All stages"),
        narrow=lambda rows, pk: _filter_by_calls(rows, stage=pk),
    )
    pillar = RowChoiceFilter(
        label=_("Pillar"),
        rows=pillar_choices,
        group_label=str,
        empty_label=_("All pillars"),
        narrow=lambda rows, pk: _filter_by_calls(rows, budget_line__pillar=pk),
    )
    unit = RowChoiceFilter(
        label=_("Unit in charge"),
        rows=unit_choices,
        empty_label=_("All units"),
        narrow=lambda rows, pk: _filter_by_calls(rows, unit=pk),
    )
    kind = django_filters.ChoiceFilter(label=_("Kind of applicant"), choices=StartupKind, empty_label=_("All kinds"))
    sector = RowChoiceFilter(
        label=_("Sector"),
        rows=sector_choices,
        group_label=sector_group_label,
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

    def filter_late(self, queryset: ApplicationQuerySet, name: str, value: str) -> QuerySet[Application]:
        return queryset.overdue(timezone.localdate()) if value else queryset

    def filter_charge(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        if value == "me":
            return queryset.filter(in_charge=KeyValue(self.request.user.pk))
        return queryset.filter(in_charge=None, status__in=PENDING_STATUSES)


class CallFilter(StrictFilterSet):
    """Filters of the back office's list of calls."""

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
