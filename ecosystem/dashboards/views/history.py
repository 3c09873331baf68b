"""The ecosystem's history as charts: every source, conflicts side by side, the city and Viet Nam apart."""

from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ecosystem.core.charts import chart_svg, line_chart
from ecosystem.dashboards.figures import WIDTH, language
from ecosystem.reference.models import Geography, HistorySeries, HistoryValue

POINTS_FOR_A_CHART = 3
HEIGHT = 300


@login_not_required
@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """One geography at a time, so that national figures are never read as the city's."""
    place = request.GET.get("place", Geography.CITY)
    if place not in Geography.values:
        raise SuspiciousOperation("Not a place of the history.")
    series = list(HistorySeries.objects.filter(geography=place).prefetch_related("values"))
    tabs = [
        {"label": choice.label, "url": f"{reverse('dashboards:history')}?place={choice.value}",
         "active": choice.value == place}
        for choice in Geography
    ]  # fmt: skip
    context = {"tabs": tabs, "place": Geography(place), "entries": [entry_of(one) for one in series]}
    return render(request, "dashboards/history.html", context)


def entry_of(series: HistorySeries) -> dict[str, Any]:
    """A series with its chart and its rows by year; a year with several sources is a conflict."""
    values = list(series.values.all())
    years = sorted({value.year for value in values})
    rows = [[value for value in values if value.year == year] for year in years]
    return {"series": series, "rows": rows, "svg": _svg(series, values), "conflicts": sum(len(r) > 1 for r in rows)}


def _svg(series: HistorySeries, values: list[HistoryValue]) -> str:
    numbers = [value for value in values if value.value is not None]
    if len({value.year for value in numbers}) < POINTS_FOR_A_CHART:
        return ""
    years = list(range(min(v.year for v in numbers), max(v.year for v in numbers) + 1))
    unit = series.unit_en if get_language() == "en" and series.unit_en else series.unit
    option = line_chart(
        [str(year) for year in years], _lines(years, numbers), title=series.label, unit=unit, language=language(),
        description=_("The line is the figure used; single marks are what other sources say. Gaps have no source."),
    )  # fmt: skip
    for one in option["series"][1:]:
        one["lineStyle"] = {"width": 0}
    if series.less_is_better:
        option["yAxis"] |= {"inverse": True, "scale": True}
        option["xAxis"] |= {"position": "bottom", "axisLine": {"onZero": False}}
    return chart_svg(option, width=WIDTH, height=HEIGHT)


def _lines(years: list[int], numbers: list[HistoryValue]) -> dict[str, list[Decimal | None]]:
    """The used figures as one line, then the other sources' as marks, as many series as a year has others."""
    used = {value.year: value.value for value in numbers if value.is_used}
    others: dict[int, list[Decimal | None]] = {}
    for value in numbers:
        if not value.is_used:
            others.setdefault(value.year, []).append(value.value)
    lines: dict[str, list[Decimal | None]] = {_("Figure used"): [used.get(year) for year in years]}
    for n in range(max(map(len, others.values()), default=0)):
        name = _("Another source") if n == 0 else _("Another source (%(number)s)") % {"number": n + 1}
        lines[name] = [others[year][n] if len(others.get(year, [])) > n else None for year in years]
    return lines
