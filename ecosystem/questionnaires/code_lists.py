"""Code lists that a question can choose from, as they are in force on a day, by slug."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from ecosystem.core.models import SortKey
from ecosystem.reference.models import Area, Sector, Term, Vocabulary

SECTORS, WARDS = "sectors", "wards"  # WARDS is no code list that a question names
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


class CodeLists:
    """The code lists and wards that one page needs, each read once: what is in force on the day, and all labels."""

    def __init__(self, day: date) -> None:
        self.day = day
        self._choices: dict[str, list[tuple[str, str]]] = {}
        self._labels: dict[str, dict[str, str]] = {}

    def choices(self, slug: str) -> list[tuple[str, str]]:
        """The entries in force; `WARDS` for the wards."""
        if slug not in self._choices:
            self._choices[slug] = ward_choices(self.day) if slug == WARDS else code_list_choices(slug, self.day)
        return self._choices[slug]

    def label(self, slug: str, code: str) -> str:
        """The label of an entry, also of one that is not in force any more; the code where there is none."""
        known = dict(self._choices.get(slug, ()))
        if code in known:
            return known[code]
        if slug not in self._labels:
            self._labels[slug] = ward_labels() if slug == WARDS else code_list_labels(slug)
        return self._labels[slug].get(code, code)


def ward_labels() -> dict[str, str]:
    """The labels of all wards by code; of one code the latest."""
    return {area.code: area.label for area in Area.objects.defer("outline").order_by("pk")}
