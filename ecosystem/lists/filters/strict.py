"""The base of all filter sets: unknown keys and values are refused."""

import copy
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet

from ecosystem.lists.filters.widgets import CompactSelect

PAGING = frozenset({"after", "before", "last"})
MORE = "more"  # the address has this key when the form shall have all filters
RANGE_ENDS = ("min", "max", "after", "before", "0", "1")
INITIAL_FILTERS = 4  # how many filters a form has at first (components/filter_form.html)


class FilterForm(forms.Form):
    """The form of a filter set.

    `has_more`: the set has filters that this form leaves out. `has_all`: the address asked for all filters (MORE). The
    fields are made for one request, so the form takes them as they are: a class with them would copy each once more.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        fields: dict[str, forms.Field],
        has_more: bool,
        has_all: bool,
        prefix: str | None = None,
    ) -> None:
        super().__init__(data, prefix=prefix)
        self.fields, self.has_more, self.has_all = fields, has_more, has_all


class BaseFilters(dict[str, django_filters.Filter]):
    """The filters of a class. Its filter sets copy each of them, but not what the filters are made of.

    `FilterSet` copies them deeply for every request, with all labels and choices. A filter changes nothing of those: its
    form field copies what it changes.
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, django_filters.Filter]:
        return {name: _copy(base_filter) for name, base_filter in self.items()}


def _copy(base_filter: django_filters.Filter) -> django_filters.Filter:
    own = copy.copy(base_filter)
    own.extra = {**base_filter.extra}
    own.method = base_filter.method  # the setter binds a method of the filter set to this copy
    return own


def _is_used(name: str, keys: set[str]) -> bool:
    """Whether one of these keys sets the filter: its own name, or an end of its range."""
    return name in keys or any(f"{name}_{end}" in keys for end in RANGE_ENDS)


class StrictFilterSet(django_filters.FilterSet):
    """An unknown key is answered with 400; an unknown value with an error beside its field, and no rows.

    `view_keys` are keys of the address that say how the list is shown, not which rows: its order, for instance.
    """

    view_keys: frozenset[str] = frozenset()

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        unknown = {key for key in data or {} if not self.accepts(key)}
        if unknown:
            raise SuspiciousOperation(f"Filters that are not offered: {', '.join(sorted(unknown))[:200]}")

    @classmethod
    def accepts(cls, key: str) -> bool:
        """Whether the address may carry this key."""
        if key in PAGING or key == MORE or key in cls.view_keys or key in cls.base_filters:
            return True
        return any(
            key in {f"{name}_{end}" for end in RANGE_ENDS}
            for name, base_filter in cls.base_filters.items()
            if isinstance(base_filter, django_filters.RangeFilter | django_filters.DateFromToRangeFilter)
        )

    @classmethod
    def get_filters(cls) -> BaseFilters:
        filters = BaseFilters(super().get_filters())
        for list_filter in filters.values():
            if isinstance(list_filter, django_filters.ChoiceFilter):
                list_filter.extra.setdefault("widget", CompactSelect)
        return filters

    @cached_property
    def form(self) -> FilterForm:
        """A form with the first filters and those that are set, or with all (MORE)."""
        has_all = MORE in getattr(self.request, "GET", {})
        used = {key for key, value in self.data.items() if value}
        fields: dict[str, forms.Field] = {
            name: list_filter.field
            for position, (name, list_filter) in enumerate(self.filters.items())
            if has_all or position < INITIAL_FILTERS or _is_used(name, used)
        }
        if has_all and len(self.filters) > INITIAL_FILTERS:
            first_of_more = [*fields.values()][INITIAL_FILTERS]
            first_of_more.widget.attrs["autofocus"] = True
        return FilterForm(
            self.data if self.is_bound else None,
            prefix=self.form_prefix,
            fields=fields,
            has_more=len(fields) < len(self.filters),
            has_all=has_all,
        )

    @property
    def qs(self) -> QuerySet[Any]:
        if not self.is_narrowed:
            return self.queryset.all()
        if not self.form.is_valid():
            return self.queryset.none()
        return super().qs

    @property
    def unfiltered(self) -> QuerySet[Any] | None:
        """The rows without filters when one is set, for `keyset_page`; else None."""
        return self.queryset.all() if self.is_narrowed else None

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        how_shown = PAGING | self.view_keys | {MORE}
        return self.is_bound and any(value for key, value in self.data.items() if key not in how_shown)
