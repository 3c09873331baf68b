"""Filters of lists: only what the page offers is accepted, and search knows no accents."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet, Value

from ecosystem.core.models import Fold
from ecosystem.core.text import clean_line

PAGING = frozenset({"after", "before", "last"})
MAX_WORDS = 8


class StrictFilterSet(django_filters.FilterSet):
    """A key that is not offered is 400; a value that is not offered is an error beside its field, and no rows."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        unknown = {key for key in data or {} if not self._offers(key)}
        if unknown:
            raise SuspiciousOperation(f"Filters that are not offered: {', '.join(sorted(unknown))[:200]}")

    def _offers(self, key: str) -> bool:
        if key in PAGING or key in self.filters:
            return True
        return any(
            key in {f"{name}_{suffix}" for suffix in ("min", "max", "after", "before", "0", "1")}
            for name, one in self.filters.items()
            if isinstance(one, django_filters.RangeFilter | django_filters.DateFromToRangeFilter)
        )

    @property
    def qs(self) -> QuerySet[Any]:
        if self.is_bound and not self.form.is_valid():
            return self.queryset.none()
        return super().qs

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set: an empty list then says something else than an empty register."""
        return self.is_bound and any(value for key, value in self.data.items() if key not in PAGING)


class SearchFilter(django_filters.CharFilter):
    """Every typed word occurs somewhere in a folded column (`vn_fold`), answered by its trigram index."""

    def __init__(self, field_name: str = "search_folded", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 100)
        super().__init__(field_name=field_name, **kwargs)
        self.extra["widget"] = forms.SearchInput(attrs={"autocomplete": "off"})

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        for word in clean_line(value or "").split()[:MAX_WORDS]:
            qs = qs.filter(**{f"{self.field_name}__contains": Fold(Value(word))})
        return qs
