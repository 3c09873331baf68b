"""Choice filters whose choices are rows that the person may see."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, NamedTuple

import django_filters
from django.db.models import QuerySet
from django.utils.translation import get_language

from ecosystem.core.models import KeyValue
from ecosystem.core.ui.figures import number_vi


class RowChoice(NamedTuple):
    """One row as a choice: `value` is in the address, `pk` in the database query."""

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
    """A choice among rows, fetched as tuples once per request.

    `rows(request)` returns them (see `row_choices`); `group_label(value)` is the label of a group; `narrow(queryset, pk)`
    filters where `field_name=pk` does not. `counts` has how many records a value finds, shown beside its label.
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
        self.counts: dict[str, int] | None = None
        super().__init__(*args, **kwargs)

    @property
    def field(self) -> Any:
        self.extra["choices"] = self.field_choices
        return super().field

    @cached_property
    def row_choices(self) -> list[RowChoice]:
        in_english = get_language() == "en"
        return [
            RowChoice(pk, str(value), (name_en if in_english else "") or name, str(group))
            for pk, value, name, name_en, group in self.rows(self.parent.request)
        ]

    @cached_property
    def labels(self) -> dict[int, str]:
        """The labels by primary key, for pages that show these rows."""
        return {choice.pk: choice.label for choice in self.row_choices}

    def field_choices(self) -> Iterable[tuple[Any, Any]]:
        """Pairs of value and label for the form field, in groups when there is a `group_label`."""
        if self.group_label is None:
            return [(choice.value, self.counted_label(choice.value, choice.label)) for choice in self.row_choices]
        grouped: dict[str, list[tuple[str, str]]] = {}
        for choice in self.row_choices:
            label = self.counted_label(choice.value, choice.label)
            grouped.setdefault(choice.group, []).append((choice.value, label))
        return [(self.group_label(group), pairs) for group, pairs in grouped.items()]

    def counted_label(self, value: str, label: str) -> str:
        """«Y tế (120)», or the label alone where nothing was counted."""
        return label if self.counts is None else f"{label} ({number_vi(self.counts.get(value, 0), 0)})"

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Filter by the primary key of the row that the value names, which the choices have already fetched."""
        if not value:
            return qs
        pk = next(choice.pk for choice in self.row_choices if choice.value == value)
        return self.narrow(qs, pk) if self.narrow else qs.filter(**{self.field_name: KeyValue(pk)})
