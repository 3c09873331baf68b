"""Filters of the lists of reviews, awards, payments and budget lines; choices are limited to what the user sees."""

from typing import Any

import django_filters
from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from ecosystem.core.models import Fold
from ecosystem.core.text import clean_line
from ecosystem.lists.filters import (
    DayFrom,
    DayTo,
    MoneyFilter,
    RowChoiceFilter,
    SearchFilter,
    StrictFilterSet,
)
from programmes.grants.filters.application import call_choices, filter_by_policy, policy_choices
from programmes.grants.models import Award, AwardStatus, EndReason, Review, ReviewStatus, Tranche, TrancheStatus
from programmes.plan.filters.choices import line_choices

PENDING = "to_do"
MAX_NUMBER_MATCHES = 100


class NumberSearchFilter(SearchFilter):
    """Search words of application number, project or startup without accents, or the exact number of the document."""

    def __init__(self, number_field: str, **kwargs: Any) -> None:
        """`number_field` is the column with the number of the document, such as a contract."""
        self.number_field = number_field
        super().__init__(**kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        text = clean_line(value or "")
        if any(character.isdigit() for character in text):  # a separate query is faster than an OR over two indexes
            matches = qs.model._default_manager.alias(own_number=Fold(self.number_field)).filter(
                own_number=Fold(Value(text))
            )
            ids = list(matches.values_list("pk", flat=True)[:MAX_NUMBER_MATCHES])
            if ids:
                return qs.filter(pk__in=ids)
        return super().filter(qs, value)


class ReviewFilter(StrictFilterSet):
    q = SearchFilter(label=_("Dossier, project or startup"))
    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="filter_state",
        empty_label=_("All"),
        choices=[(PENDING, _("Waiting for me")), *((s.value, s.label) for s in ReviewStatus)],
    )

    class Meta:
        model = Review
        fields: list[str] = []

    def filter_state(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.pending() if value == PENDING else queryset.filter(status=value)


class AwardFilter(StrictFilterSet):
    """Proposals and decisions; the reasons of refusals and early ends can be filtered."""

    q = NumberSearchFilter("decision_number", label=_("Dossier, project or startup"))
    status = django_filters.ChoiceFilter(label=_("State"), choices=AwardStatus, empty_label=_("All"))
    call = RowChoiceFilter(
        label=_("Call"),
        rows=call_choices,
        empty_label=_("All"),
    )
    policy = RowChoiceFilter(
        label=_("Support policy"), rows=policy_choices, narrow=filter_by_policy, empty_label=_("All")
    )
    end_reason = django_filters.ChoiceFilter(label=_("Kind of reason"), choices=EndReason, empty_label=_("All"))
    line = RowChoiceFilter(
        label=_("Budget line"),
        rows=line_choices,
        group_label=str,
        field_name="budget_line",
        empty_label=_("All"),
    )
    decided_from = DayFrom(label=_("Decided from"), field_name="decided_at")
    decided_to = DayTo(label=_("Decided until"), field_name="decided_at")
    amount_from = MoneyFilter(label=_("Amount, at least"), field_name="amount", lookup_expr="gte")
    amount_to = MoneyFilter(label=_("Amount, at most"), field_name="amount", lookup_expr="lte")

    class Meta:
        model = Award
        fields: list[str] = []


class TrancheFilter(StrictFilterSet):
    q = NumberSearchFilter("contract__number", label=_("Dossier, project, startup or contract"))
    status = django_filters.ChoiceFilter(label=_("State"), choices=TrancheStatus, empty_label=_("All"))
    due_from = django_filters.DateFilter(label=_("Due from"), field_name="due_on", lookup_expr="gte")
    due_to = django_filters.DateFilter(label=_("Due until"), field_name="due_on", lookup_expr="lte")
    call = RowChoiceFilter(
        label=_("Call"),
        rows=call_choices,
        empty_label=_("All"),
    )
    amount_from = MoneyFilter(label=_("Amount, at least"), field_name="amount", lookup_expr="gte")
    amount_to = MoneyFilter(label=_("Amount, at most"), field_name="amount", lookup_expr="lte")

    class Meta:
        model = Tranche
        fields: list[str] = []
