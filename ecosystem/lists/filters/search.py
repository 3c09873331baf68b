"""Search by words, without accents."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet, Value

from ecosystem.core.models import Fold
from ecosystem.core.text import clean_line

MAX_WORDS = 8


class SearchFilter(django_filters.CharFilter):
    """Every word of the query occurs in a folded column (`vn_fold`); its trigram index answers."""

    def __init__(self, field_name: str = "search_folded", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 100)
        super().__init__(field_name=field_name, **kwargs)
        self.extra["widget"] = forms.SearchInput(attrs={"autocomplete": "off"})

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        words = clean_line(value or "").split()[:MAX_WORDS]
        if not words:
            return qs
        return qs.filter(Q(*[Q(**{f"{self.field_name}__contains": Fold(Value(word))}) for word in words]))
