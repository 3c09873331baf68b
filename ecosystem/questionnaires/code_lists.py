"""Code lists that a question can choose from, as they are in force on a day, by slug."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from ecosystem.core.models import SortKey
from ecosystem.reference.models import Area, Sector, Term, Vocabulary

SECTORS = "sectors"
LABELS: dict[str, Any] = {SECTORS: _("Fields of business"), **dict(Vocabulary.choices)}
CODE_LISTS = frozenset(LABELS)


def code_list_choices(slug: str, day: date) -> list[tuple[str, str]]:
    """Code and label of the entries in force on the day; empty for a list that there is not."""
    if slug == SECTORS:
        rows: Any = Sector.objects.valid_on(day)
    else:
        rows = Term.objects.valid_on(day).filter(vocabulary=slug)
    return [(row.code, row.label) for row in rows]


def code_list_labels(slug: str) -> dict[str, str]:
    """The labels of all entries by code, also of those that are not in force any more."""
    rows: Any = Sector.objects.all() if slug == SECTORS else Term.objects.filter(vocabulary=slug)
    return {row.code: row.label for row in rows}


def ward_choices(day: date) -> list[tuple[str, str]]:
    """Code and label of the wards in force on the day, in the order of their names."""
    return [(area.code, area.label) for area in Area.objects.valid_on(day).defer("outline").order_by(SortKey("name"))]


def ward_labels() -> dict[str, str]:
    """The labels of all wards by code; of one code the latest."""
    return {area.code: area.label for area in Area.objects.defer("outline").order_by("pk")}
