"""Startups, grants and money by ward and commune: what the map, its table and its files show.

A startup has a place here only while it is public. Grants of startups that are not public are counted in one line
without a place, so that no ward tells who they are and every column still adds up to the city's public figure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Any, NamedTuple

from django.core.exceptions import SuspiciousOperation
from django.db.models import BooleanField, Case, Count, ExpressionWrapper, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from ecosystem.core.models import Fold, SortKey
from ecosystem.core.templatetags.ui import number_vi, vnd, vnd_short
from ecosystem.core.text import clean_line
from ecosystem.lists.filters import MAX_WORDS, PAGING, SearchFilter
from ecosystem.public.filters import AwardFilter
from ecosystem.reference.maps import Spot, area_name, draw_city
from ecosystem.reference.models import Area
from ecosystem.reference.outlines import outlines
from programmes.grants.models import Award
from programmes.plan.counting import Selection, records
from programmes.plan.models import Counter
from startups.models import Publication, Startup

STARTUPS, GRANTS, MONEY = "startups", "grants", "money"
NAME = "name"
LAYERS = {
    STARTUPS: gettext_lazy("Startups"),
    GRANTS: gettext_lazy("Grants"),
    MONEY: gettext_lazy("Money granted"),
}
SORTS = {NAME: gettext_lazy("Ward or commune"), **LAYERS}
GRANTED = F("amount") - F("cancelled")
IS_PUBLIC = Q(application__startup__status=Publication.PUBLIC, application__startup__archived_at__isnull=True)


class PlaceFilter(AwardFilter):
    """Which grants are counted (year, stage, scheme) and which areas are shown (q)."""

    q = SearchFilter(label=gettext_lazy("Name of the ward or commune"), method="leave")

    class Meta:
        model = Award
        fields = ("q", "year", "stage", "scheme")

    def leave(self, rows: QuerySet[Award], name: str, value: str) -> QuerySet[Award]:
        """The words search areas, not grants."""
        return rows


@dataclass
class Choice:
    """What an address asks for: the grants to count, the words of a name, the layer of the map, the order of the table."""

    filter: PlaceFilter
    layer: str
    sort: str

    @property
    def words(self) -> str:
        return self.filter.form.cleaned_data["q"]

    @classmethod
    def of(cls, request: HttpRequest) -> "Choice":
        """Raises SuspiciousOperation (400) for a key or value that the page does not offer."""
        query = request.GET.copy()
        layer, sort = query.get("layer") or STARTUPS, query.get("sort") or NAME
        query.pop("layer", None)
        query.pop("sort", None)
        found = PlaceFilter(query, queryset=records(Selection(Counter.GRANTED)), request=request)
        if set(query) & PAGING or layer not in LAYERS or sort not in SORTS or not found.form.is_valid():
            raise SuspiciousOperation("Not an address of the map.")
        return cls(found, layer, sort)


class Sums(NamedTuple):
    """What one place has: public startups, their grants, whole đồng granted less what was given back."""

    startups: int = 0
    grants: int = 0
    money: int = 0

    def __add__(self, other: Any) -> "Sums":
        return Sums(*(one + two for one, two in zip(self, other, strict=True)))


NOTHING = Sums()


@dataclass(frozen=True)
class Place:
    """One line of the table: an area with its figures."""

    area: Area
    sums: Sums
    is_found: bool

    @property
    def name(self) -> str:
        return area_name(self.area, english=get_language() == "en")


@dataclass
class Places:
    """Every area, what has no area, and their total; four statements, whatever the number of records."""

    choice: Choice
    rows: list[Place] = field(default_factory=list)
    without_area: Sums = NOTHING
    not_public: Sums = NOTHING

    def __post_init__(self) -> None:
        sums, self.not_public = sums_by_area(self.choice.filter.qs)
        self.without_area = sums.pop(None, NOTHING)
        self.rows = [
            Place(area, sums.get(area.pk, NOTHING), area.is_found)  # type: ignore[attr-defined]
            for area in areas_found(self.choice.words)
        ]

    @property
    def total(self) -> Sums:
        return sum((row.sums for row in self.rows), self.without_area + self.not_public)

    @property
    def found(self) -> list[Place]:
        """The lines to show: those the search names, by name or the highest figure first."""
        rows, sort = [row for row in self.rows if row.is_found], self.choice.sort
        return rows if sort == NAME else sorted(rows, key=lambda row: -getattr(row.sums, sort))

    @property
    def found_total(self) -> Sums:
        return sum((row.sums for row in self.found), NOTHING)

    def drawing(self) -> dict[str, Any]:
        """Context `map` of components/map.html for the chosen layer."""
        layer = self.choice.layer
        words = {
            STARTUPS: (_("Startups of the public directory, by ward and commune"), _("startups"), number_vi, number_vi),
            GRANTS: (_("Grants to public startups, by ward and commune"), _("grants"), number_vi, number_vi),
            MONEY: (_("Money granted to public startups, by ward and commune"), "", vnd, vnd_short),
        }
        title, unit, exact, short = words[layer]
        spots = {row.area.code: self._spot(row, layer, exact, unit) for row in self.rows}
        description = _("Darker is more. The table beside the map has every figure.")
        return draw_city(spots, title=title, description=description, unit=unit, show=short)

    def _spot(self, row: Place, layer: str, exact: Any, unit: str) -> Spot:
        value = getattr(row.sums, layer)
        if layer == STARTUPS:
            url = f"{reverse('public:directory')}?area={row.area.code}"
        else:
            url = reverse("public:city_map_area", args=[row.area.code])
        return Spot(row.name, value, f"{exact(value)} {unit}".rstrip(), url, row.is_found)


def sample_map() -> dict[str, Any]:
    """Invented figures for the page of components."""
    values = {one.code: int(one.code) * 7919 % 23 for one in outlines()}
    spots = {
        code: Spot(_("Area %(code)s") % {"code": code}, value if value != 1 else None, number_vi(value), "")
        for code, value in values.items()
    }
    return draw_city(spots, title=_("A figure by ward and commune"), description=_("Darker is more."), unit="")


def areas_found(typed: str) -> QuerySet[Area]:
    """All areas in the order of the alphabet, each with `is_found`: whether it has every typed word, without accents."""
    words = clean_line(typed or "").split()[:MAX_WORDS]
    tests = [Q(folded__contains=Fold(Value(word))) for word in words]
    found = ExpressionWrapper(reduce(and_, tests), BooleanField()) if tests else Value(True)
    folded = Fold(Concat("full_name", Value(" "), "full_name_en"))
    return Area.objects.defer("outline").alias(folded=folded).annotate(is_found=found).order_by(SortKey("name"), "pk")


def sums_by_area(awards: QuerySet[Award], *, area: Area | None = None) -> tuple[dict[int | None, Sums], Sums]:
    """The sums of public startups by id of their area (None: they named none), and those of the others together."""
    startups = Startup.objects.public()
    if area is not None:
        startups, awards = startups.filter(area=area), awards.filter(IS_PUBLIC, application__startup__area=area)
    sums = {pk: Sums(startups=n) for pk, n in startups.order_by().values_list("area").annotate(n=Count("pk"))}
    others = NOTHING
    grouped = awards.order_by().annotate(
        shown=ExpressionWrapper(IS_PUBLIC, BooleanField()),
        place=Case(When(IS_PUBLIC, then=F("application__startup__area")), default=None),
    )
    for shown, place, n, money in grouped.values_list("shown", "place").annotate(n=Count("pk"), money=Sum(GRANTED)):
        if shown:
            sums[place] = sums.get(place, NOTHING) + Sums(0, n, money)
        else:
            others += Sums(0, n, money)
    return sums, others


def lines(places: Places) -> Iterator[dict[str, Any]]:
    """The table as open data: every area by its code, then what has none; FIELDS in the views says what each is."""
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
        words = {}
        for language in ("vi", "en"):
            with override(language):
                words[language] = str(name)
        yield {"code": "", "kind": kind, "name": words["vi"], "name_en": words["en"], **sums._asdict()}
