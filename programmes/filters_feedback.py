"""Filters of the department's list of messages from the public."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.core.filters import MAX_WORDS, StrictFilterSet
from ecosystem.core.models import Fold
from ecosystem.core.text import clean_line
from programmes.models import Feedback, FeedbackKind, FeedbackStatus


class FeedbackFilter(StrictFilterSet):
    """Number or words of the subject, kind, state, unit, and whether it is late."""

    q = django_filters.CharFilter(
        label=_("Number or words of the subject"), method="filter_words", max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=FeedbackKind.choices, empty_label=_("All kinds"))
    status = django_filters.ChoiceFilter(label=_("State"), choices=FeedbackStatus.choices, empty_label=_("All states"))
    late = django_filters.ChoiceFilter(
        label=_("Time limit"), choices=[("1", _("Overdue"))], empty_label=_("All"), method="filter_late"
    )
    unit = django_filters.ModelChoiceFilter(
        label=_("Unit"), queryset=OrganisationUnit.objects.all(), empty_label=_("All units")
    )

    class Meta:
        model = Feedback
        fields = ("q", "kind", "status", "late", "unit")

    def filter_words(self, queryset: QuerySet[Feedback], name: str, value: Any) -> QuerySet[Feedback]:
        text = clean_line(value or "")
        if text.upper().startswith("PA-"):
            return queryset.filter(number__istartswith=text)
        queryset = queryset.alias(folded=Fold("subject"))
        for word in text.split()[:MAX_WORDS]:
            queryset = queryset.filter(Q(folded__contains=Fold(Value(word))))
        return queryset

    def filter_late(self, queryset: QuerySet[Feedback], name: str, value: str) -> QuerySet[Feedback]:
        return queryset.overdue(timezone.localdate()) if value else queryset  # type: ignore[attr-defined,no-any-return]
