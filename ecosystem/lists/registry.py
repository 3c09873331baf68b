"""Titles of lists and labels of their bulk actions, which every `Listing` registers: models name them without importing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ListLabels:
    """What one list and its bulk actions, by key, are called: lazy translations."""

    title: Any
    actions: Mapping[str, Any]


_labels: dict[str, ListLabels] = {}


def register_labels(slug: str, labels: ListLabels) -> None:
    """Register the labels of the list with this slug."""
    _labels[slug] = labels


def find_labels(slug: str) -> ListLabels | None:
    """The labels of a list, or None once the portal has no such list."""
    return _labels.get(slug)
