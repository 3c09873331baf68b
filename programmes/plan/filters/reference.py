"""Filters of the tables of reference data: words, whether a row holds today, and what each table names besides."""

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

HOLDING, COMING, ENDED = "now", "later", "ended"


class HoldsFilter(django_filters.ChoiceFilter):
    """Rows that hold on the day of the question, that begin later, or that ended."""

    def __init__(self, span: tuple[str, str]) -> None:
        self.first, self.after = span
        choices = [(HOLDING, _("In force")), (COMING, _("Not yet in force")), (ENDED, _("No longer in force"))]
        super().__init__(label=_("Holds"), choices=choices, empty_label=_("All"))

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        today = timezone.localdate()
        ended = Q(**{f"{self.after}__lte": today})  # NULL, open, is not ended
        holding = in_force_on(today, self.first, self.after)
        states = {HOLDING: holding, COMING: Q(**{f"{self.first}__gt": today}), ENDED: ended}
        return qs.filter(states[value]) if value else qs


class WhichFilter(django_filters.ChoiceFilter):
    """A choice among named conditions: `conditions` gives each value its words and its rows."""

    def __init__(self, label: Any, conditions: Mapping[str, tuple[Any, Q]]) -> None:
        self.conditions = conditions
        choices = [(value, words) for value, (words, _rows) in conditions.items()]
        super().__init__(label=label, choices=choices, empty_label=_("All"))

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        return qs.filter(self.conditions[value][1]) if value else qs


def one_of(choices: type[models.Choices], name: str, label: Any) -> django_filters.ChoiceFilter:
    """The choices of the column of this name."""
    return django_filters.ChoiceFilter(field_name=name, label=label, choices=choices, empty_label=_("All"))


# --- Rows that belong to others ------------------------------------------------------------------------------
def policy_choices(request: Any) -> QuerySet[Any]:
    return row_choices(SupportPolicy.objects.order_by("order", "pk"), value="code")


def series_choices(request: Any) -> QuerySet[Any]:
    return row_choices(HistorySeries.objects.order_by(SortKey("name"), "pk"), value="code")


in_scheme = partial(RowChoiceFilter, label=_("Scheme"), rows=scheme_choices, empty_label=_("All schemes"))
in_pillar = partial(
    RowChoiceFilter, label=_("Pillar"), rows=pillar_choices, group_label=str, empty_label=_("All pillars")
)
of_policy = partial(RowChoiceFilter, label=_("Support policy"), rows=policy_choices, empty_label=_("All"))
of_series = partial(RowChoiceFilter, label=_("Series"), rows=series_choices, empty_label=_("All"))


def in_year() -> django_filters.NumberFilter:
    return django_filters.NumberFilter(field_name="year", label=_("Year"), min_value=1900, max_value=2100)


def used_or_not() -> WhichFilter:
    return WhichFilter(_("State"), {"used": (_("Used"), Q(is_used=True)), "unused": (_("Not used"), Q(is_used=False))})


def figure_states() -> WhichFilter:
    """As `_standing` in reference_tables words them."""
    waiting = Q(entered_by__isnull=False, verified_by__isnull=True)
    return WhichFilter(
        _("State"),
        {
            "waiting": (_("To be verified"), waiting),
            "used": (_("Used"), ~waiting & Q(is_used=True)),
            "unused": (_("Not used"), ~waiting & Q(is_used=False)),
        },
    )


def filterset_of(
    model: type[models.Model],
    *,
    words: Any,
    span: tuple[str, str] | None,
    more: Callable[[], Mapping[str, django_filters.Filter]],
) -> type[StrictFilterSet]:
    """The filters of one table: words found without accents, its own, and when its rows hold if that is said."""
    filters: dict[str, Any] = {"q": SearchFilter(label=words)}
    filters |= more()  # after the words: filters stand in the order in which they were made
    if span:
        filters["holds"] = HoldsFilter(span)
    return type(f"Reference{model.__name__}Filter", (StrictFilterSet,), filters)
