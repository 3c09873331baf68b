"""Public pages of the schemes, their pillars and their indicators."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.core.web.methods import read_view
from ecosystem.core.web.stored_pages import stored_page
from ecosystem.dashboards.figures import SchemeYear, year_bars
from ecosystem.dashboards.permissions import may_oversee
from ecosystem.dashboards.views.council import requested_year
from ecosystem.public.views.crumbs import indicator_crumbs, pillar_crumbs, scheme_crumbs
from programmes.grants.models import Call
from programmes.plan.achievement import TRAFFIC_LIGHT_RULE, Progress, indicators_of, scheme_progress
from programmes.plan.models import Indicator, Pillar, Scheme


@login_not_required
@stored_page
@read_view
def scheme_list(request: HttpRequest) -> HttpResponse:
    """Every scheme with its period and legal document; several run at once."""
    schemes = Scheme.objects.annotate(
        pillar_count=Count("pillars", distinct=True), indicator_count=Count("indicators", distinct=True)
    ).order_by("starts_on", "code")
    return render(request, "public/scheme_list.html", {"schemes": schemes, "today": timezone.localdate()})


@login_not_required
@stored_page
@read_view
def scheme_detail(request: HttpRequest, scheme: str) -> HttpResponse:
    """One scheme: goal, pillars, indicators with targets and figures, money granted and paid."""
    scheme_year = SchemeYear(get_object_or_404(Scheme, code=scheme), requested_year(request))
    context = {
        "scheme_year": scheme_year,
        "scheme": scheme_year.scheme,
        "total": scheme_year.budget_total(),
        "rule": TRAFFIC_LIGHT_RULE,
    }
    context["crumbs"] = scheme_crumbs(scheme_year.scheme)
    return render(request, "public/scheme_detail.html", context)


@login_not_required
@stored_page
@read_view
def pillar_detail(request: HttpRequest, scheme: str, number: int) -> HttpResponse:
    """One pillar: what it does, who leads it, its indicators, its money by budget year, its open calls."""
    pillar = get_object_or_404(Pillar.objects.select_related("scheme", "lead_unit"), scheme__code=scheme, number=number)
    scheme_year = SchemeYear(pillar.scheme, requested_year(request))
    rows = [row for row in scheme_year.rows if row.indicator.pillar_id == pillar.pk]
    calls = Call.objects.open_at(timezone.now()).filter(budget_line__pillar=pillar).select_related("policy")
    context = {
        "pillar": pillar,
        "scheme": pillar.scheme,
        "scheme_year": scheme_year,
        "rows": rows,
        "rule": TRAFFIC_LIGHT_RULE,
        "money": scheme_year.of_pillar(pillar),
        "calls": calls.order_by("closes_at", "pk")[:6],
        "neighbours": scheme_year.pillars,
        "groups": [(None, rows)],
        "crumbs": pillar_crumbs(pillar),
    }
    return render(request, "public/pillar_detail.html", context)


@login_not_required
@stored_page
@read_view
def indicator_detail(request: HttpRequest, scheme: str, code: str) -> HttpResponse:
    """One indicator year by year, with every source, conflicting ones too, and how the figure is made."""
    indicators = indicators_of(get_object_or_404(Scheme, code=scheme))
    indicator = get_object_or_404(indicators, code=code)
    years = _by_year(indicator)
    names_shown = may_oversee(request.user)
    measurements = indicator.measurements.published().order_by("starts_on", "ends_on", "pk")
    context = {
        "indicator": indicator,
        "scheme": indicator.scheme,
        "years": years,
        "latest": years[-1],
        "chart": _chart(indicator, years),
        "measurements": measurements.select_related("verified_by") if names_shown else measurements,
        "targets": indicator.targets.all(),
        "names_shown": names_shown,
        "crumbs": indicator_crumbs(indicator),
        "rule": TRAFFIC_LIGHT_RULE,
    }
    return render(request, "public/indicator_detail.html", context)


def _by_year(indicator: Indicator) -> list[Progress]:
    """The indicator in every year of its scheme that has begun, from one tally."""
    scheme_year = SchemeYear(indicator.scheme, None)
    lines = {str(line["pk"]): line["pillar"] for line in scheme_year.budget_lines}
    return [
        scheme_progress(indicator.scheme, year, scheme_year.figures, lines=lines, indicators=[indicator])[0]
        for year in scheme_year.years
    ]


def _chart(indicator: Indicator, years: list[Progress]) -> dict[str, Any] | None:
    plan = [progress.target_year.value for progress in years]
    actual = [progress.in_year.value if progress.in_year.has_value else None for progress in years]
    if sum(value is not None for value in actual) < 2:
        return None
    return year_bars(
        [progress.year for progress in years],
        {_("Plan of the year"): plan, _("Reached in the year"): actual},
        title=indicator.label,
        money=years[0].is_money,
        unit=years[0].unit,
        description=_("Years without a figure stay empty; they are not zero."),
    )
