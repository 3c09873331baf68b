"""What the public directory shows of all startups together: counts by facet, and startups that are like one of them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Sum, Value
from django.db.models.functions import Cast

from ecosystem.core.measures import cells
from startups.models import Startup
from startups.models.startup import DIRECTORY

ANY_SUPPORT = "any"
CANDIDATES = 200  # the newest startups of the same fields, among which similar ones are looked for
MOST_SIMILAR = 4

DirectoryCounts = dict[str, dict[str, int]]  # facet → key of the choice (id, or code of support) → startups


def directory_counts() -> DirectoryCounts:
    """How many public startups there are by facet, and in all (`total`), in one query."""
    parts = [
        *(_facet(cells(DIRECTORY, facet), facet, F(facet)) for facet in ("sector", "stage", "area", "support")),
        _facet(cells(DIRECTORY, "supported").filter(supported="true"), "support", Value(ANY_SUPPORT)),
        _facet(cells(DIRECTORY), "total", Value("all")),
    ]
    counts: DirectoryCounts = {"sector": {}, "stage": {}, "area": {}, "support": {}, "total": {}}
    for facet, key, number in parts[0].union(*parts[1:], all=True):
        counts[facet][key or ""] = int(number)
    return counts


def _facet(rows: QuerySet[Any], facet: str, key: Any) -> QuerySet[Any]:
    labelled = rows.annotate(facet=Value(facet, CharField()), key=Cast(key, CharField()))
    return (
        labelled.values("facet", "key")
        .annotate(found=Sum("number"))
        .exclude(found=0)
        .values_list("facet", "key", "found")
    )


@dataclass(frozen=True)
class Similar:
    """A public startup and what it has in common with another: ids of shared sectors, the same stage, the same ward."""

    startup: Startup
    sector_ids: tuple[int, ...]
    same_stage: bool
    same_area: bool


def similar_startups(startup: Startup) -> list[Similar]:
    """The public startups most like this one: shared fields first, then the same stage, then the same ward.

    One query; only the newest of the same fields are compared.
    """
    if not startup.sector_ids:
        return []
    others = Startup.objects.public().for_cards().filter(sector_ids__overlap=startup.sector_ids).exclude(pk=startup.pk)
    similar = [_compare(other, startup) for other in others.order_by("-created_at", "-pk")[:CANDIDATES]]
    similar.sort(key=lambda row: (len(row.sector_ids), row.same_stage, row.same_area), reverse=True)
    return similar[:MOST_SIMILAR]


def _compare(other: Startup, startup: Startup) -> Similar:
    return Similar(
        other,
        tuple(pk for pk in startup.sector_ids if pk in other.sector_ids),
        same_stage=startup.stage_id is not None and other.stage_id == startup.stage_id,
        same_area=startup.area_id is not None and other.area_id == startup.area_id,
    )
