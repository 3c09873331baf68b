"""Filters of the public directories and of the department's lists."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from stdnum.vn import mst

from ecosystem.lists.filters import DayFrom, DayTo, RowChoiceFilter, SearchFilter, StrictFilterSet
from ecosystem.reference.choices import (
    area_choices,
    sector_choices,
    sector_group_label,
    stage_choices,
    support_stage_choices,
    term_choices,
)
from ecosystem.reference.models import Term, Vocabulary
from startups.directory import ANY_SUPPORT, DirectoryCounts
from startups.models import NEVER_LISTED, Organisation, Publication, Startup, StartupKind

YES, NO = "yes", "no"
MISSING_FACTS = {  # conditions for facts that an organisation lacks
    "summary": (_("Nothing about what it offers"), Q(summary="")),
    "area": (_("No ward or commune"), Q(area__isnull=True)),
    "website": (_("No website"), Q(website="")),
    "tax_code": (_("No tax code"), Q(tax_code__isnull=True)),
    "source": (_("No source"), Q(source="")),
}


def filter_support(rows: QuerySet[Any], pk: int) -> QuerySet[Any]:
    """Startups that received support of the stage with this primary key of a Term."""
    codes = Term.objects.filter(pk=pk).values_list("code", flat=True)
    return rows.filter(support_received__contains=list(codes))


class SupportFilter(RowChoiceFilter):
    """Startups that received support of a stage, or of any stage."""

    def field_choices(self) -> Iterable[tuple[Any, Any]]:
        return [(ANY_SUPPORT, self.counted_label(ANY_SUPPORT, gettext("Any support"))), *super().field_choices()]

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if value == ANY_SUPPORT:
            return qs.exclude(support_received=[])
        return qs.filter(support_received__contains=[value]) if value else qs


def search_name_or_tax_code(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    """Rows with this tax code, also typed without its dash or branch; for any other text a search of the words."""
    digits = mst.compact(value)
    if digits.isascii() and digits.isdigit() and len(digits) in {10, 13}:
        return rows.filter(Q(tax_code=mst.format(digits)) | Q(tax_code__startswith=digits))
    return SearchFilter().filter(rows, value)


def all_member_choices(request: Any) -> QuerySet[Any]:
    """All kinds of member, including those that are never public."""
    return term_choices(Vocabulary.MEMBER)


def member_choices(request: Any) -> QuerySet[Any]:
    """Kinds of member that the public directory lists."""
    return term_choices(Vocabulary.MEMBER, exclude=NEVER_LISTED)


def filter_sector(rows: QuerySet[Any], pk: int) -> QuerySet[Any]:
    return rows.filter(sector_ids__contains=[pk])


class DirectoryFilter(StrictFilterSet):
    """Facets of the public directory of startups. Values are codes, so that URLs stay stable."""

    view_keys = frozenset({"order"})

    q = SearchFilter(label=_("Search"))
    sector = RowChoiceFilter(
        label=_("Sector"),
        rows=sector_choices,
        group_label=sector_group_label,
        empty_label=_("All sectors"),
        narrow=filter_sector,
    )
    stage = RowChoiceFilter(label=_("Stage"), rows=stage_choices, empty_label=_("All stages"))
    area = RowChoiceFilter(label=_("Ward or commune"), rows=area_choices, empty_label=_("The whole city"))
    support = SupportFilter(label=_("Support received"), rows=support_stage_choices, empty_label=_("With or without"))

    class Meta:
        model = Startup
        fields: list[str] = []

    def show_counts(self, counts: DirectoryCounts) -> None:
        """Write beside each choice how many startups of the whole directory it has."""
        for name in ("sector", "stage", "area"):
            by_pk, facet = counts[name], self.filters[name]
            facet.counts = {choice.value: by_pk.get(str(choice.pk), 0) for choice in facet.row_choices}
        self.filters["support"].counts = counts["support"]


class OrganisationDirectoryFilter(StrictFilterSet):
    """Facets of the public directory of organisations."""

    q = SearchFilter(label=_("Search"))
    kind = RowChoiceFilter(label=_("Kind of member"), rows=member_choices, empty_label=_("All kinds"))
    area = RowChoiceFilter(label=_("Ward or commune"), rows=area_choices, empty_label=_("The whole city"))
    grants = django_filters.ChoiceFilter(
        label=_("Manages grants"),
        field_name="manages_grants",
        choices=[("1", _("Yes"))],
        empty_label=_("All organisations"),
        method="filter_manages_grants",
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def filter_manages_grants(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(manages_grants=True)


class OrganisationFilter(StrictFilterSet):
    """Filters of the department's list of organisations; the search also finds tax codes."""

    q = SearchFilter(label=_("Name, words or tax code"), method="search")
    kind = RowChoiceFilter(label=_("Kind of member"), rows=all_member_choices, empty_label=_("All kinds"))
    area = RowChoiceFilter(label=_("Ward or commune"), rows=area_choices, empty_label=_("The whole city"))
    public = django_filters.ChoiceFilter(
        label=_("Publication"),
        choices=[("1", _("Public")), ("0", _("Not public"))],
        method="filter_public",
        empty_label=_("Public or not"),
    )
    grants = django_filters.ChoiceFilter(
        label=_("Manages grants"),
        choices=[("1", _("Yes")), ("0", _("No"))],
        method="filter_manages_grants",
        empty_label=_("All organisations"),
    )
    missing = django_filters.ChoiceFilter(
        label=_("What is missing"),
        choices=[(name, label) for name, (label, _condition) in MISSING_FACTS.items()],
        method="filter_missing",
        empty_label=_("Complete or not"),
    )
    entered_from = DayFrom(label=_("Entered from"), field_name="created_at")
    entered_to = DayTo(label=_("Entered until"), field_name="created_at")

    class Meta:
        model = Organisation
        fields: list[str] = []

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return search_name_or_tax_code(queryset, value)

    def filter_manages_grants(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(manages_grants=value == "1")

    def filter_missing(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(MISSING_FACTS[value][1])

    def filter_public(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(is_public=value == "1")


class StartupFilter(StrictFilterSet):
    """Filters of the department's list of startups; the search also finds tax codes."""

    q = SearchFilter(label=_("Name, words or tax code"), method="search")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=StartupKind, empty_label=_("All kinds"))
    stage = RowChoiceFilter(label=_("Stage"), rows=stage_choices, empty_label=_("All stages"))
    status = django_filters.ChoiceFilter(label=_("Publication"), choices=Publication, empty_label=_("Public or not"))
    sector = RowChoiceFilter(
        label=_("Sector"),
        rows=sector_choices,
        group_label=sector_group_label,
        empty_label=_("All sectors"),
        narrow=filter_sector,
    )
    area = RowChoiceFilter(label=_("Ward or commune"), rows=area_choices, empty_label=_("The whole city"))
    support = RowChoiceFilter(
        label=_("Support received"), rows=support_stage_choices, empty_label=_("With or without"), narrow=filter_support
    )
    verified = django_filters.ChoiceFilter(
        label=_("Verified by the department"),
        choices=[(YES, _("Yes")), (NO, _("No"))],
        empty_label=_("Verified or not"),
        method="filter_verified",
    )
    registered_from = DayFrom(label=_("Registered from"), field_name="created_at")
    registered_to = DayTo(label=_("Registered until"), field_name="created_at")

    class Meta:
        model = Startup
        fields: list[str] = []

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return search_name_or_tax_code(queryset, value)

    def filter_verified(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(verified_at__isnull=value == NO)


class QueueFilter(StrictFilterSet):
    """Filters of the lists of publication requests and of rechecks."""

    q = SearchFilter(label=_("Name or words"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=StartupKind, empty_label=_("All kinds"))
    stage = RowChoiceFilter(label=_("Stage"), rows=stage_choices, empty_label=_("All stages"))
    area = RowChoiceFilter(label=_("Ward or commune"), rows=area_choices, empty_label=_("The whole city"))

    class Meta:
        model = Startup
        fields: list[str] = []
