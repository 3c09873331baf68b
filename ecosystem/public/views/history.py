"""The history of the ecosystem as charts with every source, the city and Viet Nam apart; a file per series."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ecosystem.core.web.downloads import csv_download, json_download
from ecosystem.core.web.methods import read_view
from ecosystem.dashboards.figures import language
from ecosystem.documents.charts import chart_images, line_chart
from ecosystem.reference.models import Geography, HistorySeries, HistoryValue, Place
from ecosystem.reference.publications import publications_of

POINTS_FOR_A_CHART = 3
WIDTH, HEIGHT = 760, 380
FIELDS = {
    "series": gettext_lazy("Code of the series"),
    "place": gettext_lazy("city, country, or other_city: another city of Viet Nam"),
    "year": gettext_lazy("Year of the figure"),
    "value": gettext_lazy("The figure; empty where the source gives none"),
    "value_text": gettext_lazy("The figure as the source words it, where that is not a plain number"),
    "unit": gettext_lazy("Unit, in Vietnamese"),
    "is_used": gettext_lazy("true when the portal uses this figure of the year, false when it only stands beside it"),
    "source": gettext_lazy("Source"),
    "source_url": gettext_lazy("Address of the source, where one page is known"),
    "as_of": gettext_lazy("Day the figure was taken, year-month-day"),
    "confidence": gettext_lazy("H, M, L or U: high, medium, low, to be confirmed"),
    "note": gettext_lazy("Note, in Vietnamese"),
}


@dataclass
class Entry:
    """One series with its values by year; `others` are the same figure of other cities, in the same chart."""

    series: HistorySeries
    others: list[HistorySeries]

    def __post_init__(self) -> None:
        self.values = list(self.series.values.all())
        self.rows = [(series, value) for series in (self.series, *self.others) for value in series.values.all()]
        years = sorted({value.year for value in self.values})
        by_year = [[value for value in self.values if value.year == year] for year in years]
        self.conflicts = [values for values in by_year if len(values) > 1]
        self.drawings = self._drawings()

    @property
    def unit(self) -> str:
        return self.series.unit_en if get_language() == "en" and self.series.unit_en else self.series.unit

    @property
    def sources(self) -> list[dict[str, Any]]:
        """Every source once, with its years."""
        sources: dict[str, dict[str, Any]] = {}
        for _series, value in self.rows:
            publications = publications_of(value.source, value.source_url)
            source = sources.setdefault(value.source, {"name": value.source, "publications": publications, "years": []})
            if value.year not in source["years"]:
                source["years"].append(value.year)
        return [source | {"years": _year_ranges(sorted(source["years"]))} for source in sources.values()]

    @property
    def used(self) -> list[HistoryValue]:
        """The figures of the series itself, one a year where no sources differ."""
        figures = [value for value in self.values if value.value is not None or value.value_text]
        return [value for value in figures if value.is_used] or figures

    def _drawings(self) -> dict[str, str]:
        numbers = [value for _series, value in self.rows if value.value is not None]
        if len({value.year for value in numbers}) < POINTS_FOR_A_CHART:
            return {}
        years = list(range(min(v.year for v in numbers), max(v.year for v in numbers) + 1))
        option = line_chart(
            [str(year) for year in years],
            self._lines(years),
            title=self.series.label,
            unit=self.unit,
            language=language(),
            description=self.explanation,
            show_values=True,
        )
        for marks in option["series"][1 + len(self.others) :]:
            marks["lineStyle"] = {"width": 0}
        conflict_years = {str(values[0].year) for values in self.conflicts}
        first = option["series"][0]
        first["data"] = [
            {"value": value, "label": {"position": "right"}} if str(year) in conflict_years else value
            for year, value in zip(years, first["data"], strict=True)
        ]  # beside the point, for marks of other sources are above and below it
        if self.series.less_is_better:
            option["yAxis"] |= {"inverse": True, "scale": True, "minInterval": 1}
            option["xAxis"] |= {"position": "bottom", "axisLine": {"onZero": False}}
        return chart_images(option, width=WIDTH, height=HEIGHT)

    @property
    def explanation(self) -> str:
        if any(not value.is_used for value in self.values):
            return _("The line is the figure used; single marks are what other sources say. Gaps have no source.")
        if self.others:
            return _("One line for each city. Gaps have no source.")
        return _("Gaps have no source.")

    def _lines(self, years: list[int]) -> dict[str, list[Decimal | None]]:
        """The used figures as one line per series, then those of other sources as marks."""
        lines = {
            _line_name(series, bool(self.others)): [_used_value(series, year) for year in years]
            for series in (self.series, *self.others)
        }
        other_values: dict[int, list[Decimal | None]] = {}
        for value in self.values:
            if not value.is_used and value.value is not None:
                other_values.setdefault(value.year, []).append(value.value)
        for n in range(max(map(len, other_values.values()), default=0)):
            name = _("Another source") if n == 0 else _("Another source (%(number)s)") % {"number": n + 1}
            lines[name] = [other_values[year][n] if len(other_values.get(year, [])) > n else None for year in years]
        return lines


@login_not_required
@read_view
def history(request: HttpRequest) -> HttpResponse:
    """The series of one geography, so that national figures are never taken for the city's."""
    place = request.GET.get("place", Geography.CITY)
    if place not in Geography.values or set(request.GET) - {"place"}:
        raise SuspiciousOperation("Not a place of the history.")
    entries = history_entries(Geography(place))
    tabs = [
        {
            "label": choice.label,
            "url": f"{reverse('public:history')}?place={choice.value}",
            "active": choice.value == place,
        }
        for choice in Geography
    ]
    context = {
        "tabs": tabs,
        "place": Geography(place),
        "charts": [entry for entry in entries if entry.drawings],
        "counts": [entry for entry in entries if not entry.drawings],
    }
    return render(request, "public/history.html", context)


@login_not_required
@read_view
def history_csv(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """Every value of a series with its source, as CSV."""
    series = get_object_or_404(HistorySeries, code=code)
    return csv_download(series.code, FIELDS, _records(series))


@login_not_required
@read_view
def history_json(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """Every value of a series with its source, as JSON."""
    series = get_object_or_404(HistorySeries, code=code)
    return json_download(series.code, series.label, FIELDS, _records(series), note=series.note)


def history_entries(place: Geography) -> list[Entry]:
    """The series of a place; the city's rankings with those of other cities, whose codes have the same prefix."""
    series = list(HistorySeries.objects.prefetch_related("values"))
    others: dict[str, list[HistorySeries]] = {}
    for item in series:
        if item.geography == Place.OTHER_CITY:
            others.setdefault(_code_prefix(item), []).append(item)
    is_city = place == Geography.CITY
    return [Entry(s, others.get(_code_prefix(s), []) if is_city else []) for s in series if s.geography == place]


def _code_prefix(series: HistorySeries) -> str:
    return series.code.rpartition("-")[0]


def _used_value(series: HistorySeries, year: int) -> Decimal | None:
    return next((value.value for value in series.values.all() if value.year == year and value.is_used), None)


def _line_name(series: HistorySeries, has_others: bool) -> str:
    """The name of the city, the last part of the series' name; «Figure used» for a single line."""
    return series.label.rpartition(", ")[2] if has_others else _("Figure used")


def _year_ranges(years: list[int]) -> str:
    """2019, 2020, 2021, 2024 → «2019–2021, 2024»."""
    ranges: list[list[int]] = []
    for year in years:
        if ranges and year == ranges[-1][1] + 1:
            ranges[-1][1] = year
        else:
            ranges.append([year, year])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges)


def _records(series: HistorySeries) -> Iterator[dict[str, Any]]:
    for value in series.values.all():
        yield {
            "series": series.code,
            "place": series.geography,
            "year": value.year,
            "value": None if value.value is None else float(value.value),
            "value_text": value.value_text,
            "unit": series.unit,
            "is_used": value.is_used,
            "source": value.source,
            "source_url": value.source_url,
            "as_of": value.as_of.isoformat() if value.as_of else "",
            "confidence": value.confidence,
            "note": value.note,
        }
