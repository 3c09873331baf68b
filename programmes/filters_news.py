"""Filters of the back office's list of news."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from ecosystem.core.filters import MAX_WORDS, StrictFilterSet
from ecosystem.core.models import Fold
from ecosystem.core.text import clean_line
from programmes.models import NewsItem, NewsStatus


class NewsFilter(StrictFilterSet):
    """Words in either title, without accents, and the state."""

    q = django_filters.CharFilter(
        label=_("Words in the title"), method="filter_words", max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    status = django_filters.ChoiceFilter(label=_("State"), choices=NewsStatus.choices, empty_label=_("All states"))

    class Meta:
        model = NewsItem
        fields = ("q", "status")

    def filter_words(self, queryset: QuerySet[NewsItem], name: str, value: Any) -> QuerySet[NewsItem]:
        queryset = queryset.alias(folded=Fold("title"), folded_en=Fold("title_en"))
        for word in clean_line(value or "").split()[:MAX_WORDS]:
            typed = Fold(Value(word))
            queryset = queryset.filter(Q(folded__contains=typed) | Q(folded_en__contains=typed))
        return queryset
