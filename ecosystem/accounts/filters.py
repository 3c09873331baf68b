"""Filters of the administrator's list of people."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, RoleGrant, User
from ecosystem.accounts.roles import GRANTABLE
from ecosystem.core.filters import SearchFilter, StrictFilterSet
from ecosystem.core.models import SortKey

NO_ROLE = "none"


def units(request: Any) -> QuerySet[OrganisationUnit]:
    return OrganisationUnit.objects.order_by(SortKey("name"), "pk")


class PersonFilter(StrictFilterSet):
    q = SearchFilter(label=_("Name or e-mail address"))
    role = django_filters.ChoiceFilter(
        label=_("Role"), method="holding", empty_label=_("All people"),
        choices=[*((r.value, r.label) for r in GRANTABLE), (NO_ROLE, _("No role"))],
    )  # fmt: skip
    unit = django_filters.ModelChoiceFilter(
        label=_("Unit"), queryset=units, to_field_name="code", method="working_in", empty_label=_("All units")
    )

    class Meta:
        model = User
        fields: list[str] = []

    def holding(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        if value == NO_ROLE:
            return queryset.exclude(pk__in=RoleGrant.objects.in_force().values("user"))
        return queryset.filter(pk__in=RoleGrant.objects.in_force().filter(role=value).values("user"))

    def working_in(self, queryset: QuerySet[User], name: str, value: OrganisationUnit) -> QuerySet[User]:
        return queryset.filter(pk__in=RoleGrant.objects.in_force().filter(unit=value).values("user"))
