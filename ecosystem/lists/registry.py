"""Titles of lists and labels of their bulk actions, which every `Listing` registers: models name them without importing it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ListLabels:
    """What one list and its bulk actions, by key, are called: lazy translations."""

    title: Any
    actions: Mapping[str, Any]


_labels: dict[str, ListLabels] = {}
_families: dict[str, Callable[[str], ListLabels | None]] = {}


def register_labels(slug: str, labels: ListLabels) -> None:
    """Register the labels of the list with this slug."""
    _labels[slug] = labels


def register_family_labels(prefix: str, find: Callable[[str], ListLabels | None]) -> None:
    """Register how the labels of a list are found whose slug begins with `prefix`."""
    _families[prefix] = find


def find_labels(slug: str) -> ListLabels | None:
    """The labels of a list, or None once the portal has no such list."""
    if slug in _labels:
        return _labels[slug]
    return next((find(slug) for prefix, find in _families.items() if slug.startswith(prefix)), None)
