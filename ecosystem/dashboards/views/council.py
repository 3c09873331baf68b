"""The council's page: every indicator and the money of a scheme in a year, and the records behind each figure."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import SuspiciousOperation
from django.db.models import Count, Exists, F, OuterRef, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.ui.crumbs import crumb, current_crumb
from ecosystem.core.web.htmx import fragment_or_page
from ecosystem.core.web.methods import read_view
from ecosystem.core.web.pagination import keyset_page
from ecosystem.dashboards.figures import SchemeYear, budget_chart, city_stats
from ecosystem.dashboards.filters import RecordFilter
from ecosystem.dashboards.forms import SELECTION_KEYS, read_selection
from ecosystem.dashboards.listings import RECORD_FILES, TITLES
from ecosystem.dashboards.permissions import overseers_only
from ecosystem.lists.files import CONTENT_TYPES
from ecosystem.lists.filters import PAGING
from ecosystem.lists.listing import ListState
from ecosystem.lists.views.exports import export_response
from programmes.grants.counting import AWARD
from programmes.grants.models import Application
from programmes.plan.achievement import TRAFFIC_LIGHT_RULE
from programmes.plan.counting import Selection, formula_of, records, sums
from programmes.plan.models import Counter, Pillar, Scheme

DOSSIER = ("application__startup", "application__call__stage")


def requested_year(request: HttpRequest) -> int | None:
    """The year of the address; None when it names none."""
    text = request.GET.get("year", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise SuspiciousOperation("Not a year.")
    return int(text)


def chosen_scheme(schemes: Sequence[Scheme], code: str) -> Scheme | None:
    """The scheme of the code, or else the first that runs today, those with pillars before others. Raises Http404."""
    if code:
        named = next((scheme for scheme in schemes if scheme.code == code), None)
        if named is None:
            raise Http404
        return named
    today = timezone.localdate()
    running = [scheme for scheme in schemes if scheme.starts_on <= today < scheme.ends_on]
    return next(iter(sorted(running, key=lambda scheme: not scheme.has_pillars) or schemes), None)  # type: ignore[attr-defined]  # an annotation


@read_view
@overseers_only
def council(request: HttpRequest, scheme: str = "") -> HttpResponse:
    """Targets, in-year and cumulative figures and budget of one scheme in one year."""
    schemes = list(Scheme.objects.annotate(has_pillars=Exists(Pillar.objects.filter(scheme=OuterRef("pk")))))
    chosen = chosen_scheme(schemes, scheme)
    if chosen is None:
        return render(request, "dashboards/council.html", {"tabs": []})
    scheme_year = SchemeYear(chosen, requested_year(request), records=True)
    tabs = [
        {
            "label": s.short_name_en if request.LANGUAGE_CODE == "en" and s.short_name_en else s.short_name,
            "url": reverse("dashboards:council_scheme", args=[s.code]),
            "active": s == chosen,
        }
        for s in schemes
    ]
    context = {
        "tabs": tabs,
        "scheme_year": scheme_year,
        "stats": city_stats(scheme_year.figures, with_records=True),
        "rule": TRAFFIC_LIGHT_RULE,
    }
    return render(request, "dashboards/council.html", context | _money(scheme_year))


def _money(scheme_year: SchemeYear) -> dict[str, Any]:
    by_pillar, by_year = scheme_year.budget_by_pillar(), scheme_year.budget_by_year()
    charts: dict[str, Any] = {
        "by_pillar": by_pillar,
        "by_year": by_year,
        "budget_total": scheme_year.budget_total(),
        "moved": scheme_year.moved_by_pillar(),
        "moved_total": scheme_year.moved_total(),
    }
    if by_pillar:
        charts["pillar_chart"] = budget_chart(
            by_pillar,
            title=_("Budget by pillar, budget year %(year)s") % {"year": scheme_year.year},
            description=_("Each bar is the plan of a pillar: what is paid, granted but not yet paid, and not granted."),
        )
    if len(by_year) > 1:
        charts["year_chart"] = budget_chart(
            by_year,
            title=_("Budget by year, all pillars"),
            description=_("Each bar is the plan of a budget year, whenever its money was granted and paid."),
        )
    return charts


@read_view
@overseers_only
def figure_records(request: UserRequest, counter: str) -> HttpResponse:
    """The records that make up a figure; their total line is the figure, by the same query. Filters narrow the list."""
    selection = read_selection(counter, request.GET)
    whole, paid = records(selection), counter == Counter.PAID
    filterset = RecordFilter(request.GET, queryset=whole, request=request)
    shown = _sums(filterset, selection)
    listed = filterset.qs.select_related(*(_path(paid) + name for name in DOSSIER))
    page = keyset_page(request, listed, _newest_first(paid), size=50)
    title, scheme = str(TITLES[selection.counter]), selection.scheme
    council = ("dashboards:council_scheme", scheme.code) if scheme else ("dashboards:council",)
    selection_fields = [(key, value) for key, value in request.GET.items() if key in SELECTION_KEYS and value]
    context = {
        "selection": selection,
        "crumbs": [crumb(_("Figures for the council"), *council), current_crumb(title)],
        "filter": filterset,
        "selection_fields": selection_fields,
        "whole_url": f"{request.path}?{urlencode(selection_fields)}" if selection_fields else request.path,
        "files": _record_files(request, counter),
        "page": page,
        "records": [_record(row, paid=paid) for row in page],
        "sums": shown,
        "formula": formula_of(counter),
        "title": title,
        "open_dossiers": _readable(request, page, paid=paid),
    }
    template = fragment_or_page(
        request, fragment="dashboards/_record_table.html", page="dashboards/figure_records.html"
    )
    return render(request, template, context)


def _record_files(request: UserRequest, counter: str) -> list[tuple[str, str]]:
    """Label and address of the files with the same records."""
    query = urlencode([(key, value) for key, value in request.GET.items() if key not in PAGING and value])
    return [
        (label, f"{reverse('dashboards:figure_records_file', args=[counter, kind])}{'?' if query else ''}{query}")
        for label, kind in (("Excel (XLSX)", "xlsx"), ("CSV (UTF-8)", "csv"))
    ]


@read_view
@overseers_only
def figure_records_file(request: UserRequest, counter: str, kind: str) -> HttpResponseBase:
    """The records that the filters leave, as CSV or Excel, like the file of a list: audited, and a job when it is large."""
    if kind not in CONTENT_TYPES or counter not in RECORD_FILES:
        raise Http404
    return export_response(request, ListState(RECORD_FILES[counter], request.GET), kind)


def _path(paid: bool) -> str:
    return AWARD if paid else ""


def _newest_first(paid: bool) -> tuple[str, str]:
    return ("-paid_on", "-pk") if paid else ("-decided_at", "-pk")


def _sums(filterset: RecordFilter, selection: Selection) -> dict[str, Any]:
    """Number and money of the filtered records: from the records where startups are searched, else the stored figure."""
    if not filterset.form.is_valid() or filterset.form.cleaned_data["q"]:
        amount = F("amount") if selection.counter == Counter.PAID else F("amount") - F("cancelled")
        return filterset.qs.aggregate(n=Count("pk"), amount=Sum(amount, default=0))
    return sums(selection, stage=filterset.stage_id)._asdict()


def _record(row: Any, *, paid: bool) -> dict[str, Any]:
    award = row.tranche.contract.award if paid else row
    return {
        "application": award.application,
        "stage": award.application.call.stage,
        "number": row.reference if paid else award.decision_number,
        "amount": row.amount if paid else award.net_amount,
        "date": row.paid_on if paid else award.decided_at,
    }


def _readable(request: UserRequest, page: Any, *, paid: bool) -> set[int]:
    """Which dossiers of the page this reader may open; council members see the list only."""
    if not getattr(request.user, "is_department", False):
        return set()
    ids = [(row.tranche.contract.award if paid else row).application_id for row in page]
    return set(Application.objects.visible_to(request.user).filter(pk__in=ids).values_list("pk", flat=True))
