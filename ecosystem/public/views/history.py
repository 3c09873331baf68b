"""The history of the ecosystem: a chart per series or a row of a table, with sources; the city and Viet Nam apart."""

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

from ecosystem.core.ui.figures import NO_DATA
from ecosystem.core.web.downloads import csv_download, json_download
from ecosystem.core.web.methods import read_view
from ecosystem.core.web.stored_pages import stored_page
from ecosystem.dashboards.figures import language
from ecosystem.dashboards.templatetags.figures import history_figure
from ecosystem.documents.chart_svg import chart_images
from ecosystem.documents.charts import line_chart
from ecosystem.reference.models import Geography, HistorySeries, Place
from ecosystem.reference.publications import Publication, publications_of

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
        self.chart = self._chart()

    @property
    def unit(self) -> str:
        return self.series.unit_en if get_language() == "en" and self.series.unit_en else self.series.unit

    @property
    def sources(self) -> list[dict[str, Any]]:
        """Every source of a figure that is used, once, with its years; every source where nothing is used."""
        values = [value for _series, value in self.rows if value.is_used] or [value for _series, value in self.rows]
        sources: dict[Publication, list[int]] = {}
        for value in values:
            for publication in publications_of(value.source, value.source_url):
                years = sources.setdefault(publication, [])
                years += [value.year] if value.year not in years else []
        return [{"publication": one, "years": _year_ranges(sorted(years))} for one, years in sources.items()]

    @property
    def figure_headers(self) -> list[str]:
        names = [series.label.rpartition(", ")[2] for series in (self.series, *self.others)]
        return [_("Year"), *(names if self.others else [_("Figure")])]

    @property
    def figures(self) -> list[list[str]]:
        """A row for each year: the year, and the figure used of each series of the chart."""
        years = sorted({value.year for _series, value in self.rows})
        return [[str(year), *(_used_text(one, year) for one in (self.series, *self.others))] for year in years]

    def _chart(self) -> dict[str, Any]:
        """Inputs of a chart, {} where the series has too few points of its own."""
        if _point_count(self.series) < POINTS_FOR_A_CHART:
            return {}
        drawn = [self.series, *(series for series in self.others if _point_count(series) >= POINTS_FOR_A_CHART)]
        numbers = [value for one in drawn for value in one.values.all() if value.is_used and value.value is not None]
        years = list(range(min(v.year for v in numbers), max(v.year for v in numbers) + 1))
        lines = {_line_name(series, len(drawn) > 1): [_used_value(series, year) for year in years] for series in drawn}
        option = line_chart(
            [str(year) for year in years],
            lines,
            title=self.series.label,
            language=language(),
            description=self.explanation,
            show_values=True,
        )
        if self.series.less_is_better:
            option["yAxis"] |= {"inverse": True, "scale": True, "minInterval": 1}
            option["xAxis"] |= {"position": "bottom", "axisLine": {"onZero": False}}
        return chart_images(option, width=WIDTH, height=HEIGHT)

    @property
    def explanation(self) -> str:
        """The unit, which direction is better, and what the chart has several lines of."""
        parts = [_("Unit: %(unit)s.") % {"unit": self.unit}]
        if self.series.less_is_better:
            parts.append(_("A lower number is better."))
        if self.others:
            parts.append(_("One line for each city."))
        parts.append(_("Gaps have no source."))
        return " ".join(parts)


@login_not_required
@stored_page(parameters=["place"])
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
        "charts": [entry for entry in entries if entry.chart],
        "counts": [entry for entry in entries if not entry.chart],
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


def _point_count(series: HistorySeries) -> int:
    return sum(value.is_used and value.value is not None for value in series.values.all())


def _used_text(series: HistorySeries, year: int) -> str:
    """The figure used as readers see it, a word where sources differ and none is used, a dash where none is known."""
    values = [value for value in series.values.all() if value.year == year]
    used = next((value for value in values if value.is_used), None)
    if used is not None:
        return history_figure(used)
    return _("sources differ") if len(values) > 1 else "".join(map(history_figure, values)) or NO_DATA


def _line_name(series: HistorySeries, has_others: bool) -> str:
    """The name of the city, the last part of the series' name; «Figure» for a single line."""
    return series.label.rpartition(", ")[2] if has_others else _("Figure")


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
