"""Code lists as choices of the filters of lists; values are codes, so that addresses stay the same."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from ecosystem.core.models import SortKey
from ecosystem.lists.filters import row_choices
from ecosystem.reference.models import Area, Sector, SectorList, Term, Vocabulary

PRIORITY_FIRST = [SectorList.PRIORITY, SectorList.FUND, SectorList.LEGACY]
RANK = Case(
    *(When(belongs_to=sector_list, then=Value(n)) for n, sector_list in enumerate(PRIORITY_FIRST)),
    output_field=IntegerField(),
)


def area_choices(request: Any) -> QuerySet[Any]:
    return row_choices(Area.objects.order_by(SortKey("name"), "pk"), value="code")


def sector_choices(request: Any) -> QuerySet[Any]:
    """Grouped by the list that named them, the priority fields first."""
    return row_choices(Sector.objects.order_by(RANK, "order", "pk"), value="code", group="belongs_to")


def sector_group_label(code: str) -> Any:
    return SectorList(code).label


def stage_choices(request: Any) -> QuerySet[Any]:
    return term_choices(Vocabulary.STAGE)


def support_stage_choices(request: Any) -> QuerySet[Any]:
    return term_choices(Vocabulary.SUPPORT_STAGE)


def term_choices(vocabulary: Vocabulary, *, exclude: Iterable[str] = ()) -> QuerySet[Any]:
    """The terms of a vocabulary, those with the codes of `exclude` left out."""
    terms = Term.objects.filter(vocabulary=vocabulary)
    return row_choices((terms.exclude(code__in=exclude) if exclude else terms).order_by("order", "pk"), value="code")
