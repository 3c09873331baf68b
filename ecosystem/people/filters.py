"""Filters of the administrator's list of people."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, OrganisationUnitQuerySet, RoleGrant, User
from ecosystem.accounts.roles import GRANTABLE
from ecosystem.lists.filters import DayFrom, DayTo, RowChoiceFilter, SearchFilter, StrictFilterSet, row_choices
from ecosystem.people.models import InvitationStatus, RoleInvitation

NO_ROLE = "none"
LEAD, PARTNER = "lead", "partner"
CURRENT, ENDED = "standing", "ended"


def unit_choices(request: Any) -> QuerySet[Any]:
    return row_choices(OrganisationUnit.objects.order_by("sort_key", "pk"), value="code")


def with_role_in_unit(rows: QuerySet[Any], unit: int) -> QuerySet[Any]:
    return rows.filter(pk__in=RoleGrant.objects.in_force().filter(unit=unit).values("user"))


class UnitFilter(StrictFilterSet):
    q = SearchFilter(label=_("Name"))
    part = django_filters.ChoiceFilter(
        label=_("Part in the programme"),
        method="filter_by_part",
        empty_label=_("All units"),
        choices=[(LEAD, _("Leads the programme")), (PARTNER, _("Contributes to reports"))],
    )
    standing = django_filters.ChoiceFilter(
        label=_("State"),
        method="filter_by_state",
        empty_label=_("All states"),
        choices=[(CURRENT, _("Exists today")), (ENDED, _("Ended"))],
    )

    class Meta:
        model = OrganisationUnit
        fields: list[str] = []

    def filter_by_part(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(is_lead=True) if value == LEAD else queryset.filter(is_partner=True)

    def filter_by_state(self, queryset: OrganisationUnitQuerySet, name: str, value: str) -> OrganisationUnitQuerySet:
        today = timezone.localdate()
        return queryset.valid_on(today) if value == CURRENT else queryset.filter(valid_to__lte=today)


class PersonFilter(StrictFilterSet):
    q = SearchFilter(label=_("Name or email address"))
    role = django_filters.ChoiceFilter(
        label=_("Role"),
        method="filter_by_role",
        empty_label=_("All people"),
        choices=[*((r.value, r.label) for r in GRANTABLE), (NO_ROLE, _("No role"))],
    )
    unit = RowChoiceFilter(label=_("Unit"), rows=unit_choices, narrow=with_role_in_unit, empty_label=_("All units"))
    active = django_filters.ChoiceFilter(
        label=_("Account"),
        field_name="is_active",
        choices=[("true", _("Active")), ("false", _("Account closed"))],
        method="filter_by_account",
        empty_label=_("Open or closed"),
    )
    joined_from = DayFrom(label=_("Account since, from"), field_name="created_at")
    joined_to = DayTo(label=_("Account since, until"), field_name="created_at")

    class Meta:
        model = User
        fields: list[str] = []

    def filter_by_role(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        if value == NO_ROLE:
            return queryset.exclude(pk__in=RoleGrant.objects.in_force().values("user"))
        return queryset.filter(pk__in=RoleGrant.objects.in_force().filter(role=value).values("user"))

    def filter_by_account(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return queryset.filter(is_active=value == "true")


class RoleInvitationFilter(StrictFilterSet):
    q = SearchFilter(label=_("Email address"))
    status = django_filters.ChoiceFilter(
        label=_("State"), choices=InvitationStatus.choices, empty_label=_("All states")
    )
    role = django_filters.ChoiceFilter(
        label=_("Role"), choices=[(r.value, r.label) for r in GRANTABLE], empty_label=_("All roles")
    )
    unit = RowChoiceFilter(
        label=_("Unit"),
        rows=unit_choices,
        narrow=lambda rows, unit: rows.filter(unit=unit),
        empty_label=_("All units"),
    )

    class Meta:
        model = RoleInvitation
        fields: list[str] = []
