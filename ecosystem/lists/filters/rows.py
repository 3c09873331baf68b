"""Choices that are rows of a table, limited to those that the reader may see."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, NamedTuple

import django_filters
from django.db.models import QuerySet
from django.utils.translation import get_language


class RowChoice(NamedTuple):
    """One row offered as a choice: `value` stands in the address, `pk` in the query."""

    pk: int
    value: str
    label: str
    group: str


def row_choices(
    rows: QuerySet[Any], *, value: str = "pk", name: str = "name", name_en: str = "name_en", group: str = ""
) -> QuerySet[Any, Any]:
    """The columns of these rows that a `RowChoiceFilter` reads, in the rows' order."""
    return rows.values_list("pk", value, name, name_en, group or "pk")


class RowChoiceFilter(django_filters.ChoiceFilter):
    """A choice among rows, which are fetched once for each request, as tuples.

    `rows(request)` gives them (see `row_choices`); `group_label` words the value of their group; `narrow(queryset, pk)`
    filters where a plain comparison with `field_name` does not.
    """

    def __init__(
        self,
        *args: Any,
        rows: Callable[[Any], QuerySet[Any, Any]],
        group_label: Callable[[str], Any] | None = None,
        narrow: Callable[[QuerySet[Any], int], QuerySet[Any]] | None = None,
        **kwargs: Any,
    ) -> None:
        self.rows, self.group_label, self.narrow = rows, group_label, narrow
        super().__init__(*args, **kwargs)

    @property
    def field(self) -> Any:
        # A form copies its fields with all they hold, but a function as it is.
        self.extra["choices"] = lambda: self.pairs()  # noqa: PLW0108
        return super().field

    @cached_property
    def offered(self) -> list[RowChoice]:
        in_english = get_language() == "en"
        return [
            RowChoice(pk, str(value), (name_en if in_english else "") or name, str(group))
            for pk, value, name, name_en, group in self.rows(self.parent.request)
        ]

    @cached_property
    def labels(self) -> dict[int, str]:
        """The labels by key, for a page that names these rows."""
        return {choice.pk: choice.label for choice in self.offered}

    def pairs(self) -> Iterable[tuple[Any, Any]]:
        """What a choice field takes: pairs of value and label, under their groups if there are any."""
        if self.group_label is None:
            return [(choice.value, choice.label) for choice in self.offered]
        grouped: dict[str, list[tuple[str, str]]] = {}
        for choice in self.offered:
            grouped.setdefault(choice.group, []).append((choice.value, choice.label))
        return [(self.group_label(group), pairs) for group, pairs in grouped.items()]

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """By the row's key, not by a join on its code: the planner then knows how often it occurs."""
        if not value:
            return qs
        pk = next(choice.pk for choice in self.offered if choice.value == value)
        return self.narrow(qs, pk) if self.narrow else qs.filter(**{self.field_name: pk})
