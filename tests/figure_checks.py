"""Checks of figures that several pages show: equal values for equal days, and the sum of the records behind them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from ecosystem.core.periods import PeriodKind, period_of
from ecosystem.core.ui.figures import number_vi, vnd_short
from ecosystem.dashboards.figures import city_stats
from ecosystem.reports.attached_lists import LIST_LIMIT
from ecosystem.reports.models import IssuedReport, ReportingPeriod
from ecosystem.reports.rendering.workbook import TOTAL_WORDS
from ecosystem.reports.snapshots import build_snapshot
from programmes.plan.achievement import Progress
from programmes.plan.counting import (
    CITY_FIGURES,
    FORMULAS,
    KINDS,
    MONEY,
    STAGES,
    Selection,
    formula_of,
    pillar_keys,
    records,
    tally,
    total,
    year_range,
)
from programmes.plan.models import Counter, Pillar, Scheme
from tests.thorough import skip_rendering

CITY = tuple(str(counter) for counter in CITY_FIGURES)


def sum_of_records(selection: Selection) -> int:
    """The figure, added up in Python from the rows of the list behind it."""
    rows = records(selection)
    if selection.counter == Counter.PAID:
        return sum(rows.values_list("amount", flat=True))
    if selection.counter == Counter.GRANTED:
        return sum(amount - cancelled for amount, cancelled in rows.values_list("amount", "cancelled"))
    return len(rows)


def snapshot_of(period: ReportingPeriod, scheme: Scheme | None = None) -> dict[str, Any]:
    """The snapshot that a report of the period would store now."""
    return build_snapshot(
        IssuedReport(period=period, scheme=scheme, number="BC-0", version=1, issued_at=timezone.now())
    )


def check_definitions() -> None:
    """Every counter, every figure of the city and every kind of a tally has its definition; no other exists."""
    defined = {str(counter) for counter in FORMULAS} | set(STAGES)
    assert {*map(str, Counter), *CITY} <= defined
    assert {str(counter) for counter, _of_scheme in KINDS.values()} == set(CITY)
    assert all(str(formula_of(counter)) for counter in {*Counter.values, *CITY})
    assert set(TOTAL_WORDS) == set(CITY)
    assert {stat.figure for stat in city_stats(tally())} <= set(CITY)


def check_tallies(schemes: Iterable[Scheme]) -> None:
    """Each group of a tally equals the list of its selection, and no group is of an unknown kind."""
    for scheme in schemes:
        figures = tally(scheme)
        assert {row.kind for row in figures.rows} <= set(KINDS)
        for kind, (counter, of_scheme) in KINDS.items():
            own = scheme if of_scheme else None
            accepted = kind.startswith("accepted")
            if kind == "pillar_projects":
                for pillar in scheme.pillars.all():
                    for one in (counter, *STAGES):
                        shown = figures.sum(kind, keys=pillar_keys(pillar, one))
                        assert shown == sum_of_records(Selection(one, scheme, pillar)), (scheme, pillar, one)
                continue
            selection = Selection(counter, own, accepted_only=accepted)
            assert figures.sum(kind) == sum_of_records(selection) == total(selection), (scheme, kind)
            for year in {row.year for row in figures.rows if row.kind == kind} - {0}:
                starts, ends = year_range(year)
                in_year = Selection(counter, own, starts=starts, ends=ends, accepted_only=accepted)
                assert figures.sum(kind, years=[year]) == sum_of_records(in_year), (scheme, kind, year)


def check_report(period: ReportingPeriod) -> dict[str, Any]:
    """The totals of a report are the city's figures of its days, and its tables and lists add up to them."""
    snapshot = snapshot_of(period)
    days = {"starts": period.starts_on, "ends": period.ends_on}
    assert list(snapshot["totals"]) == list(CITY)
    for counter in CITY:
        selection = Selection(counter, **days)
        assert snapshot["totals"][counter] == total(selection) == sum_of_records(selection), (period, counter)
    moved = [row for scheme in snapshot["schemes"] for row in scheme["moved"]]
    assert sum(row["granted"] for row in moved) == snapshot["totals"]["granted"], period
    assert sum(row["paid"] for row in moved) == snapshot["totals"]["paid"], period
    assert sum(group["count"] for group in snapshot["award_groups"]) == snapshot["totals"]["decisions"], period
    assert sum(group["amount"] for group in snapshot["award_groups"]) == snapshot["totals"]["granted"], period
    if len(snapshot["awards"]) == snapshot["totals"]["decisions"]:  # the list stands whole in the document
        for column in ("amount", "paid"):
            rows, groups = snapshot["awards"], snapshot["award_groups"]
            assert sum(row[column] for row in rows) == sum(group[column] for group in groups), (period, column)
    else:
        assert snapshot["totals"]["decisions"] > LIST_LIMIT
    return snapshot


def check_pages(council: Client, public: Client, period: ReportingPeriod) -> None:
    """The report of a year beside the council's page, the public home and the pages of scheme, pillar and indicator."""
    with skip_rendering():  # the figures are compared in the contexts of the pages
        _check_pages(council, public, period)


def _check_pages(council: Client, public: Client, period: ReportingPeriod) -> None:
    year = period.year
    snapshot = check_report(period)
    blocks = {block["name"]: block for block in snapshot["schemes"]}
    for scheme in Scheme.objects.all():
        shown = council.get(reverse("dashboards:council_scheme", args=[scheme.code]), {"year": year}).context
        if shown["scheme_year"].year != year:
            assert scheme.name not in blocks or not blocks[scheme.name]["moved"], (scheme, year)
            continue
        block = blocks.get(scheme.name, {"moved": [], "indicators": []})
        of_report = {(row["pillar"], row["granted"], row["paid"], row["paid_other_years"]) for row in block["moved"]}
        pillars = {pillar.label: pillar.name for pillar in scheme.pillars.all()}
        of_page = {(pillars[one.label], one.granted, one.paid, one.paid_other_years) for one in shown["moved"]}
        assert of_page == of_report, (scheme, year)
        _check_indicators(public, scheme, year, [row.progress for row in shown["scheme_year"].rows], block)
    if year == period_of(timezone.localdate(), PeriodKind.YEAR).year:
        _check_city(council, public, snapshot["totals"])


def _check_indicators(
    public: Client, scheme: Scheme, year: int, of_council: list[Progress], block: dict[str, Any]
) -> None:
    page = public.get(reverse("public:scheme_detail", args=[scheme.code]), {"year": year}).context["scheme_year"]
    pages = {
        pillar.pk: public.get(reverse("public:pillar_detail", args=[scheme.code, pillar.number]), {"year": year})
        for pillar in Pillar.objects.filter(scheme=scheme)
    }
    reported = {row["name"]: row for row in block["indicators"]}
    for progress, public_row in zip(of_council, page.rows, strict=True):
        indicator = progress.indicator
        values = (progress.in_year.value, progress.cumulative.value)
        assert (public_row.progress.in_year.value, public_row.progress.cumulative.value) == values, indicator
        if indicator.pillar_id:
            rows = {row.indicator.pk: row.progress for row in pages[indicator.pillar_id].context["rows"]}
            assert (rows[indicator.pk].in_year.value, rows[indicator.pk].cumulative.value) == values, indicator
        if progress.is_counted and indicator.name in reported:
            row = reported[indicator.name]
            frozen = [row[name]["value"] for name in ("actual_in_year", "actual_cumulative")]
            assert [Decimal(text) if text else None for text in frozen] == list(values), (indicator, year)


def _check_city(council: Client, public: Client, totals: dict[str, int]) -> None:
    of_council = council.get(reverse("dashboards:council")).context["stats"]
    of_home = public.get(reverse("public:home")).context["stats"]
    assert [(s.figure, s.label, s.value, s.note) for s in of_home] == [
        (s.figure, s.label, s.value, s.note) for s in of_council
    ]
    by_figure = {stat.figure: stat for stat in of_council}
    with translation.override("vi"):
        for counter in CITY:
            show = vnd_short if counter in MONEY else number_vi
            if counter in by_figure:
                assert by_figure[counter].value == show(sum_of_records(Selection(counter))), counter
        assert number_vi(totals["projects"]) in by_figure["projects"].note
        assert number_vi(totals["decisions"]) in by_figure["projects"].note
        assert vnd_short(totals["granted"]) in by_figure["granted"].note
        assert vnd_short(totals["paid"]) in by_figure["paid"].note
    granted = records(Selection(Counter.GRANTED)).aggregate(n=Sum(F("amount") - F("cancelled"), default=0))["n"]
    sums = public.get(reverse("public:awards")).context["sums"]
    assert (sums["n"], sums["amount"]) == (sum_of_records(Selection("decisions")), granted)
    assert public.get(reverse("public:city_map")).context["places"].total.money == granted
