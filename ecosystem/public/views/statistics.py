"""Public page of the portal's own statistics: page views and time limits, with charts, tables and a file."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.core.ui.figures import number_vi
from ecosystem.core.web.downloads import csv_download
from ecosystem.core.web.methods import read_view
from ecosystem.dashboards.figures import WIDTH, language
from ecosystem.documents.chart_svg import chart_images
from ecosystem.documents.charts import bar_chart
from ecosystem.public.models import PageKind
from ecosystem.public.statistics import Month, portal_months, views_by_kind
from programmes.feedback.models import Feedback

HEIGHT = 280
FIELDS = {
    "month": gettext_lazy("Year and month"),
    "what": gettext_lazy("What is counted: code"),
    "count": gettext_lazy("How many"),
}
COUNTS = ("dossiers", "steps", "steps_in_time", "messages", "answered", "answered_in_time")


@login_not_required
@read_view
def statistics(request: HttpRequest) -> HttpResponse:
    """The last twelve months: views of pages, dossiers and steps in time, messages and answers in time."""
    months = portal_months()
    context = {
        "kinds": views_by_kind(months),
        "views": sum(month.views for month in months),
        "waiting": Feedback.objects.waiting().count(),
        "overdue": Feedback.objects.overdue(timezone.localdate()).count(),
        "charts": _charts(months),
    }
    return render(request, "public/statistics.html", context)


def _charts(months: list[Month]) -> dict[str, dict[str, Any]]:
    """The charts of the sections that have a count above 0."""
    candidates: dict[str, tuple[str, dict[str, list[int]]]] = {
        "views": (_("Views of public pages by month"), {_("Views"): [month.views for month in months]}),
        "dossiers": (
            _("Dossiers received, steps finished by the department, and those finished in time"),
            {
                _("Dossiers received"): [m.dossiers for m in months],
                _("Steps finished"): [m.steps for m in months],
                _("In time"): [m.steps_in_time for m in months],
            },
        ),
        "messages": (
            _("Messages received, answered, and answered in time"),
            {
                _("Received"): [m.messages for m in months],
                _("Answered"): [m.answered for m in months],
                _("In time"): [m.answered_in_time for m in months],
            },
        ),
    }
    labels = [month.label for month in months]
    charts_with_figures = {
        name: pair for name, pair in candidates.items() if any(any(values) for values in pair[1].values())
    }
    return {name: _chart(labels, title, series) for name, (title, series) in charts_with_figures.items()}


def _chart(labels: list[str], title: str, series: dict[str, list[int]]) -> dict[str, Any]:
    """A chart, and the same figures as a table with the newest month first."""
    text = _("The last twelve months.")
    option = bar_chart(
        labels, series, title=title, description=text, show_values=False, decimals=0, language=language()
    )
    option["yAxis"]["minInterval"] = 1
    rows = [[label, *(number_vi(n, 0) for n in ns)] for label, *ns in zip(labels, *series.values(), strict=True)]
    return {
        "title": title,
        "text": text,
        **chart_images(option, width=WIDTH, height=HEIGHT),
        "headers": [_("Month"), *series],
        "rows": rows[::-1],
        "numeric": "234",
    }


@login_not_required
@read_view
def statistics_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same figures as a file, one figure per line."""
    return csv_download("thong-ke-cong", FIELDS, _rows())


def _rows() -> Iterator[dict[str, Any]]:
    for month in portal_months():
        name = f"{month.first_day:%Y-%m}"
        for kind in PageKind:
            yield {"month": name, "what": f"views_{kind.value}", "count": month.views_by_kind.get(kind.value, 0)}
        for what in COUNTS:
            yield {"month": name, "what": what, "count": getattr(month, what)}
