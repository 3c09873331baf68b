"""The filter set of every list: a key or a value that is not offered is refused."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet

from ecosystem.lists.filters.widgets import CompactSelect

PAGING = frozenset({"after", "before", "last"})
MORE = "more"  # the key of an address that asks for all filters of the form
RANGE_ENDS = ("min", "max", "after", "before", "0", "1")
IN_SIGHT = 4  # filters that a form shows at first (components/filter_form.html)


class FilterForm(forms.Form):
    """The form of a filter set. `has_more`: the set has filters that the form leaves out until they are asked for."""

    has_more = False
    asked_for_more = False


def _is_used(name: str, keys: set[str]) -> bool:
    """Whether one of these keys of an address sets the filter of this name: itself, or an end of its range."""
    return name in keys or any(f"{name}_{end}" in keys for end in RANGE_ENDS)


class StrictFilterSet(django_filters.FilterSet):
    """A key that is not offered is 400; a value that is not offered is an error beside its field, and no rows."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        unknown = {key for key in data or {} if not self.accepts(key)}
        if unknown:
            raise SuspiciousOperation(f"Filters that are not offered: {', '.join(sorted(unknown))[:200]}")

    @classmethod
    def accepts(cls, key: str) -> bool:
        """Whether the address may carry this key."""
        if key in PAGING or key == MORE or key in cls.base_filters:
            return True
        return any(
            key in {f"{name}_{end}" for end in RANGE_ENDS}
            for name, one in cls.base_filters.items()
            if isinstance(one, django_filters.RangeFilter | django_filters.DateFromToRangeFilter)
        )

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        filters: dict[str, django_filters.Filter] = super().get_filters()
        for one in filters.values():
            if isinstance(one, django_filters.ChoiceFilter):
                one.extra.setdefault("widget", CompactSelect)
        return filters

    def get_form_class(self) -> type[forms.Form]:
        """Of the filters in sight and those that are set; of all where the reader asked for them."""
        asked = MORE in getattr(self.request, "GET", {})
        used = {key for key, value in self.data.items() if value}
        fields: dict[str, Any] = {
            name: one.field
            for place, (name, one) in enumerate(self.filters.items())
            if asked or place < IN_SIGHT or _is_used(name, used)
        }
        fields |= {"has_more": len(fields) < len(self.filters), "asked_for_more": asked}
        return type(f"{type(self).__name__}Form", (FilterForm,), fields)

    @property
    def qs(self) -> QuerySet[Any]:
        if not self.is_narrowed:
            return self.queryset.all()
        if not self.form.is_valid():
            return self.queryset.none()
        return super().qs

    @property
    def unfiltered(self) -> QuerySet[Any] | None:
        """The rows without the filters where any is set, for `keyset_page`; else None."""
        return self.queryset.all() if self.is_narrowed else None

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set: an empty list then says something else than an empty register."""
        return self.is_bound and any(value for key, value in self.data.items() if key not in PAGING and key != MORE)
