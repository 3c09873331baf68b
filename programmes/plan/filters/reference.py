"""Filters of the lists of reference data: search, validity, and those that each table declares."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import django_filters
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.core.models import SortKey, in_force_on
from ecosystem.lists.filters import RowChoiceFilter, SearchFilter, StrictFilterSet, row_choices
from ecosystem.reference.models import HistorySeries
from programmes.plan.filters.choices import pillar_choices, scheme_choices
from programmes.plan.models import SupportPolicy

IN_FORCE, FUTURE, ENDED = "now", "later", "ended"


class ValidityFilter(django_filters.ChoiceFilter):
    """Rows that are in force today, that start later, or that ended."""

    def __init__(self, validity: tuple[str, str]) -> None:
        self.first, self.after = validity
        choices = [(IN_FORCE, _("In force")), (FUTURE, _("Not yet in force")), (ENDED, _("No longer in force"))]
        super().__init__(label=_("Holds"), choices=choices, empty_label=_("All"))

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        today = timezone.localdate()
        ended = Q(**{f"{self.after}__lte": today})  # NULL, open, is not ended
        in_force = in_force_on(today, self.first, self.after)
        states = {IN_FORCE: in_force, FUTURE: Q(**{f"{self.first}__gt": today}), ENDED: ended}
        return qs.filter(states[value]) if value else qs


class ConditionFilter(django_filters.ChoiceFilter):
    """A choice among named conditions: `conditions` maps each value to its label and its condition."""

    def __init__(self, label: Any, conditions: Mapping[str, tuple[Any, Q]]) -> None:
        self.conditions = conditions
        choices = [(value, label) for value, (label, _condition) in conditions.items()]
        super().__init__(label=label, choices=choices, empty_label=_("All"))

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        return qs.filter(self.conditions[value][1]) if value else qs


def choice_filter(choices: type[models.Choices], name: str, label: Any) -> django_filters.ChoiceFilter:
    """A filter by the choices of one column."""
    return django_filters.ChoiceFilter(field_name=name, label=label, choices=choices, empty_label=_("All"))


# --- Filters by a related row ---------------------------------------------------------------------------------
def policy_choices(request: Any) -> QuerySet[Any]:
    return row_choices(SupportPolicy.objects.order_by("order", "pk"), value="code")


def series_choices(request: Any) -> QuerySet[Any]:
    return row_choices(HistorySeries.objects.order_by(SortKey("name"), "pk"), value="code")


scheme_filter = partial(RowChoiceFilter, label=_("Scheme"), rows=scheme_choices, empty_label=_("All schemes"))
pillar_filter = partial(
    RowChoiceFilter, label=_("Pillar"), rows=pillar_choices, group_label=str, empty_label=_("All pillars")
)
policy_filter = partial(RowChoiceFilter, label=_("Support policy"), rows=policy_choices, empty_label=_("All"))
series_filter = partial(RowChoiceFilter, label=_("Series"), rows=series_choices, empty_label=_("All"))


def year_filter() -> django_filters.NumberFilter:
    return django_filters.NumberFilter(field_name="year", label=_("Year"), min_value=1900, max_value=2100)


def usage_filter() -> ConditionFilter:
    return ConditionFilter(
        _("State"), {"used": (_("Used"), Q(is_used=True)), "unused": (_("Not used"), Q(is_used=False))}
    )


def figure_state_filter() -> ConditionFilter:
    """Whether a figure waits for its verification, is used, or is not; labels as in reference_tables/programme.py."""
    waiting = Q(entered_by__isnull=False, verified_by__isnull=True)
    return ConditionFilter(
        _("State"),
        {
            "waiting": (_("To be verified"), waiting),
            "used": (_("Used"), ~waiting & Q(is_used=True)),
            "unused": (_("Not used"), ~waiting & Q(is_used=False)),
        },
    )


def build_filterset(
    model: type[models.Model],
    *,
    search_label: Any,
    validity: tuple[str, str] | None,
    table_filters: Callable[[], Mapping[str, django_filters.Filter]],
) -> type[StrictFilterSet]:
    """The filterset of one table: search, the table's own filters, and validity where its rows have one."""
    filters: dict[str, Any] = {"q": SearchFilter(label=search_label)}
    filters |= table_filters()  # after the search box: filters are shown in the order of their creation
    if validity:
        filters["holds"] = ValidityFilter(validity)
    return type(f"Reference{model.__name__}Filter", (StrictFilterSet,), filters)
