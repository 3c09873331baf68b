"""Filters of the lists of reviews, awards, payments and budget lines; choices are limited to what the user sees."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet, Value
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ecosystem.core.models import Fold
from programmes.models import (
    Award,
    AwardStatus,
    BudgetLine,
    Call,
    EndReason,
    Review,
    ReviewStatus,
    Scheme,
    Tranche,
    TrancheStatus,
)

TO_DO = "to_do"


def calls_seen(request: HttpRequest | None) -> QuerySet[Call]:
    return Call.objects.visible_to(request.user) if request else Call.objects.none()


def about(prefix: str, typed: str) -> Q:
    """Dossier number, project or startup name holds the typed words, without accents."""
    words = Fold(Value(typed))
    return (
        Q(**{f"{prefix}number__iexact": typed})
        | Q(**{f"{prefix}title__icontains": typed})
        | Q(**{f"{prefix}startup__name_folded__contains": words})
    )


class ReviewFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="by_state",
        empty_label=_("All"),
        choices=[(TO_DO, _("Waiting for me")), *((s.value, s.label) for s in ReviewStatus)],
    )

    class Meta:
        model = Review
        fields: list[str] = []

    def by_state(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.to_do() if value == TO_DO else queryset.filter(status=value)


class AwardFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Dossier, project or startup"), method="by_words")
    status = django_filters.ChoiceFilter(label=_("State"), choices=AwardStatus, empty_label=_("All"))
    call = django_filters.ModelChoiceFilter(
        label=_("Call"), field_name="application__call", queryset=calls_seen, empty_label=_("All")
    )
    end_reason = django_filters.ChoiceFilter(label=_("Kind of reason"), choices=EndReason, empty_label=_("All"))

    class Meta:
        model = Award
        fields: list[str] = []

    def by_words(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(about("application__", value.strip()) | Q(decision_number__iexact=value.strip()))


class TrancheFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Dossier, project, startup or contract"), method="by_words")
    status = django_filters.ChoiceFilter(label=_("State"), choices=TrancheStatus, empty_label=_("All"))
    call = django_filters.ModelChoiceFilter(
        label=_("Call"), field_name="contract__award__application__call", queryset=calls_seen, empty_label=_("All")
    )
    due_from = django_filters.DateFilter(label=_("Due from"), field_name="due_on", lookup_expr="gte")
    due_to = django_filters.DateFilter(label=_("Due until"), field_name="due_on", lookup_expr="lte")

    class Meta:
        model = Tranche
        fields: list[str] = []

    def by_words(self, queryset: Any, name: str, value: str) -> Any:
        value = value.strip()
        return queryset.filter(about("contract__award__application__", value) | Q(contract__number__iexact=value))


class BudgetLineFilter(django_filters.FilterSet):
    scheme = django_filters.ModelChoiceFilter(
        label=_("Scheme"), field_name="pillar__scheme", queryset=lambda request: Scheme.objects.all(),
        empty_label=_("All"),
    )  # fmt: skip
    year = django_filters.NumberFilter(label=_("Year"))

    class Meta:
        model = BudgetLine
        fields: list[str] = []
