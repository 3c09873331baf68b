"""Startups, grants and money by ward and commune, for the map, its table and its files.

A startup counts in the ward where it is now, a grant and its money in the ward where the startup was when the grant was
decided.

Only public startups are counted in their ward. Grants of other startups are counted in one line without a place, so that
no ward discloses them and every column still adds up to the city's public figure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Any, NamedTuple

from django.core.exceptions import SuspiciousOperation
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from ecosystem.core.models import Fold, SortKey
from ecosystem.core.text import clean_line
from ecosystem.core.ui.figures import number_vi, vnd, vnd_short
from ecosystem.lists.filters import MAX_WORDS, PAGING, SearchFilter
from ecosystem.public.filters import AwardFilter
from ecosystem.reference.maps import AreaFigure, area_name, city_map_context
from ecosystem.reference.models import Area
from ecosystem.reference.outlines import outlines
from programmes.grants.counting import granted_by_place
from programmes.grants.models import Award
from programmes.plan.counting import Selection, records
from programmes.plan.models import Counter
from startups.directory import directory_counts
from startups.models import Startup

STARTUPS, GRANTS, MONEY = "startups", "grants", "money"
NAME = "name"
LAYERS = {
    STARTUPS: gettext_lazy("Startups"),
    GRANTS: gettext_lazy("Grants"),
    MONEY: gettext_lazy("Money granted"),
}
SORTS = {NAME: gettext_lazy("Ward or commune"), **LAYERS}
GRANTED = F("amount") - F("cancelled")


class PlaceFilter(AwardFilter):
    """Filters the grants (year, stage, scheme) and the areas (q)."""

    q = SearchFilter(label=gettext_lazy("Name of the ward or commune"), method="keep_all")

    class Meta:
        model = Award
        fields = ("q", "year", "stage", "scheme")

    def keep_all(self, rows: QuerySet[Award], name: str, value: str) -> QuerySet[Award]:
        """The search is over areas, not grants."""
        return rows


@dataclass
class MapState:
    """The state in the address of the map: grants to count, search, layer of the map, order of the table."""

    filter: PlaceFilter
    layer: str
    sort: str

    @property
    def search(self) -> str:
        return self.filter.form.cleaned_data["q"]

    @classmethod
    def from_request(cls, request: HttpRequest) -> "MapState":
        """Raises SuspiciousOperation (400) for a key or value that the page does not offer."""
        query = request.GET.copy()
        layer, sort = query.get("layer") or STARTUPS, query.get("sort") or NAME
        query.pop("layer", None)
        query.pop("sort", None)
        filterset = PlaceFilter(query, queryset=records(Selection(Counter.GRANTED)), request=request)
        if set(query) & PAGING or layer not in LAYERS or sort not in SORTS or not filterset.form.is_valid():
            raise SuspiciousOperation("Not an address of the map.")
        return cls(filterset, layer, sort)


class Sums(NamedTuple):
    """Public startups, their grants, and whole đồng granted less what was given back."""

    startups: int = 0
    grants: int = 0
    money: int = 0

    def __add__(self, other: Any) -> "Sums":
        return Sums(*(a + b for a, b in zip(self, other, strict=True)))


ZERO = Sums()


@dataclass(frozen=True)
class Place:
    """One line of the table: an area with its figures."""

    area: Area
    sums: Sums
    is_match: bool  # of the search

    @property
    def name(self) -> str:
        return area_name(self.area, english=get_language() == "en")


@dataclass
class Places:
    """Every area, the figures without an area, and their total, in three queries."""

    state: MapState
    rows: list[Place] = field(default_factory=list)
    without_area: Sums = ZERO
    not_public: Sums = ZERO

    def __post_init__(self) -> None:
        sums, self.not_public = sums_by_area(self.state.filter)
        self.without_area = sums.pop(None, ZERO)
        self.rows = [
            Place(area, sums.get(area.pk, ZERO), is_match) for area, is_match in search_areas(self.state.search)
        ]

    @property
    def total(self) -> Sums:
        return sum((row.sums for row in self.rows), self.without_area + self.not_public)

    @property
    def matches(self) -> list[Place]:
        """The lines that match the search, by name or with the highest figure first."""
        rows, sort = [row for row in self.rows if row.is_match], self.state.sort
        return rows if sort == NAME else sorted(rows, key=lambda row: -getattr(row.sums, sort))

    @property
    def matches_total(self) -> Sums:
        return sum((row.sums for row in self.matches), ZERO)

    def map_context(self) -> dict[str, Any]:
        """Context `map` of components/map.html for the layer of the state."""
        layer = self.state.layer
        texts = {
            STARTUPS: (_("Startups of the public directory, by ward and commune"), _("startups"), number_vi, number_vi),
            GRANTS: (_("Grants to public startups, by ward and commune"), _("grants"), number_vi, number_vi),
            MONEY: (_("Money granted to public startups, by ward and commune"), "", vnd, vnd_short),
        }
        title, unit, exact, short = texts[layer]
        area_figures = {row.area.code: self._area_figure(row, layer, exact, unit) for row in self.rows}
        description = _("Darker is more. The table beside the map has every figure.")
        return city_map_context(area_figures, title=title, description=description, unit=unit, show=short)

    def _area_figure(self, row: Place, layer: str, exact: Any, unit: str) -> AreaFigure:
        value = getattr(row.sums, layer)
        if layer == STARTUPS:
            url = f"{reverse('public:directory')}?area={row.area.code}"
        else:
            url = reverse("public:city_map_area", args=[row.area.code])
        return AreaFigure(row.name, value, f"{exact(value)} {unit}".rstrip(), url, row.is_match)


def sample_map() -> dict[str, Any]:
    """A map with invented figures for the gallery of components."""
    values = {outline.code: int(outline.code) * 7919 % 23 for outline in outlines()}
    area_figures = {
        code: AreaFigure(_("Area %(code)s") % {"code": code}, value if value != 1 else None, number_vi(value), "")
        for code, value in values.items()
    }
    return city_map_context(
        area_figures, title=_("A figure by ward and commune"), description=_("Darker is more."), unit=""
    )


def search_areas(search: str) -> list[tuple[Area, bool]]:
    """All areas in alphabetical order, each with whether its name has every word of the search, without accents."""
    words = clean_line(search or "").split()[:MAX_WORDS]
    tests = [Q(folded__contains=Fold(Value(word))) for word in words]
    is_match = ExpressionWrapper(reduce(and_, tests), BooleanField()) if tests else Value(True)
    folded = Fold(Concat("full_name", Value(" "), "full_name_en"))
    areas = Area.objects.defer("outline").alias(folded=folded).annotate(is_match=is_match)
    return [(area, area.is_match) for area in areas.order_by(SortKey("name"), "pk")]


def sums_by_area(grants: AwardFilter, *, area: Area | None = None) -> tuple[dict[int | None, Sums], Sums]:
    """The sums of public startups by id of their area (None: no area given), and the sum of all other startups."""
    startups: dict[int | None, int]
    if area is not None:
        startups = {area.pk: Startup.objects.public().filter(area=area).count()}
    else:
        startups = {int(key) if key else None: n for key, n in directory_counts()["area"].items()}
    sums = {pk: Sums(startups=n) for pk, n in startups.items()}
    others = ZERO
    selected = grants.selection()
    if selected is None:
        return sums, others
    selection, stage = selected
    for public, place, found in granted_by_place(selection, stage=stage, area=area.pk if area else None):
        if public:
            sums[place] = sums.get(place, ZERO) + Sums(0, *found)
        else:
            others += Sums(0, *found)
    return sums, others


def export_lines(places: Places) -> Iterator[dict[str, Any]]:
    """The table as open data: every area by its code, then the figures without an area; keys as in FIELDS of the view."""
    for row in places.rows:
        yield {
            "code": row.area.code,
            "kind": row.area.kind,
            "name": row.area.full_name,
            "name_en": row.area.full_name_en,
            **row.sums._asdict(),
        }
    for kind, name, sums in (
        ("no_area", gettext_lazy("Public startups without a ward"), places.without_area),
        ("not_public", gettext_lazy("Startups that are not public"), places.not_public),
    ):
        names = {}
        for language in ("vi", "en"):
            with override(language):
                names[language] = str(name)
        yield {"code": "", "kind": kind, "name": names["vi"], "name_en": names["en"], **sums._asdict()}
