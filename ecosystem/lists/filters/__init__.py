"""Filters of lists: unknown keys and values are refused, and search ignores accents."""

from ecosystem.lists.filters.ranges import DayFrom, DayTo, MoneyFilter
from ecosystem.lists.filters.rows import RowChoice, RowChoiceFilter, row_choices
from ecosystem.lists.filters.search import MAX_WORDS, SearchFilter
from ecosystem.lists.filters.strict import MORE, PAGING, StrictFilterSet

__all__ = [
    "MAX_WORDS",
    "MORE",
    "PAGING",
    "DayFrom",
    "DayTo",
    "MoneyFilter",
    "RowChoice",
    "RowChoiceFilter",
    "SearchFilter",
    "StrictFilterSet",
    "row_choices",
]
