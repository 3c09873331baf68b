"""Code lists as choices of the filters of lists; values are codes, so that addresses stay the same."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Cast, Concat, LPad

from ecosystem.core.models import SortKey
from ecosystem.lists.filters import for_everybody, offers
from ecosystem.reference.models import Area, Sector, SectorList, Term, Vocabulary

PRIORITY_FIRST = [SectorList.PRIORITY, SectorList.FUND, SectorList.LEGACY]


def padded(name: str) -> LPad:
    """A number as a text whose code points stand in the numbers' order."""
    return LPad(Cast(name, CharField()), 6, Value("0"))


@for_everybody
def area_offers(request: Any) -> QuerySet[Any]:
    return offers(Area.objects.all(), value="code", order=SortKey("name"))


@for_everybody
def sector_offers(request: Any) -> QuerySet[Any]:
    """Grouped by the list that named them, the priority fields first."""
    rank = Case(
        *(When(belongs_to=one, then=Value(n)) for n, one in enumerate(PRIORITY_FIRST)), output_field=IntegerField()
    )
    order = Concat(Cast(rank, CharField()), padded("order"))
    return offers(Sector.objects.all(), value="code", group=F("belongs_to"), order=order)


def sector_group(code: str) -> Any:
    return SectorList(code).label


@for_everybody
def stage_offers(request: Any) -> QuerySet[Any]:
    return term_offers(Vocabulary.STAGE)


@for_everybody
def support_stage_offers(request: Any) -> QuerySet[Any]:
    return term_offers(Vocabulary.SUPPORT_STAGE)


def term_offers(vocabulary: Vocabulary, *, but: Iterable[str] = ()) -> QuerySet[Any]:
    """The terms of a vocabulary, those with the codes of `but` left out."""
    terms = Term.objects.filter(vocabulary=vocabulary).exclude(code__in=but)
    return offers(terms, value="code", order=padded("order"))
