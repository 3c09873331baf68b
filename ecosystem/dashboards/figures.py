"""What the pages show of the figures: rows with the address of the records behind each figure, budgets, charts.

The figures themselves come from programmes.plan.counting and achievement, which reports use too. The public home and
the council's page take the city's figures from the same `tally`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ecosystem.core.periods import PeriodKind, period_of
from ecosystem.core.ui.figures import number_vi, vnd, vnd_short
from ecosystem.documents.chart_svg import chart_images
from ecosystem.documents.charts import MoneyRow, bar_chart, rows_height, stacked_money_chart
from programmes.plan.achievement import Progress, indicators_of, same_day_last_year, scheme_progress
from programmes.plan.counting import (
    MONEY,
    STARTUPS,
    Selection,
    Tally,
    pillar_keys,
    scheme_range,
    scheme_years,
    tally,
    year_range,
)
from programmes.plan.models import BudgetLine, Counter, Indicator, Pillar, Scheme

WIDTH = 760


def language() -> Any:
    return "en" if get_language() == "en" else "vi"


# Addresses of records


def records_url(selection: Selection) -> str:
    """The list of the records that make up the figure."""
    query = {
        "scheme": selection.scheme.code if selection.scheme else "",
        "pillar": selection.pillar.number if selection.pillar else "",
        "budget_year": selection.budget_year or "",
        "starts": selection.starts.isoformat() if selection.starts else "",
        "ends": selection.ends.isoformat() if selection.ends else "",
        "accepted": "1" if selection.accepted_only else "",
    }
    address = reverse("dashboards:figure_records", args=[selection.counter])
    parameters = {name: value for name, value in query.items() if value != ""}
    return f"{address}?{urlencode(parameters)}" if parameters else address


# The city


@dataclass(frozen=True)
class Stat:
    """One main figure, ready for `components/stat.html`; `figure` is one of `CITY_FIGURES` (plan.counting)."""

    figure: str
    label: str
    value: str
    note: str
    icon: str
    url: str = ""
    url_label: str = ""


def city_stats(figures: Tally, *, today: date | None = None, with_records: bool = False) -> list[Stat]:
    """The city's four main figures: every scheme together, everyone once. `with_records` links the lists."""
    year = period_of(today or timezone.localdate(), PeriodKind.YEAR).year

    def this_year(kind: str, show: Any, template: str) -> str:
        return template % {"year": year, "figure": show(figures.sum(kind, years=[year]))}

    def url(counter: str) -> str:
        return records_url(Selection(counter)) if with_records else ""

    return [
        Stat(
            STARTUPS,
            _("Startups supported"),
            number_vi(figures.sum("startups")),
            _("Each startup once, in all schemes"),
            "rocket",
            url(STARTUPS),
        ),
        Stat(
            Counter.PROJECTS,
            _("Projects approved"),
            number_vi(figures.sum("city_projects")),
            _("New in %(year)s: %(figure)s, by %(decisions)s decisions in that year")
            % {
                "year": year,
                "figure": number_vi(figures.sum("city_projects", years=[year])),
                "decisions": number_vi(figures.sum("decisions", years=[year])),
            },
            "lightbulb",
            url(Counter.PROJECTS),
        ),
        Stat(
            Counter.GRANTED,
            _("Money granted"),
            vnd_short(figures.sum("granted")),
            this_year("granted", vnd_short, _("In %(year)s: %(figure)s")),
            "hand-coins",
            url(Counter.GRANTED),
        ),
        Stat(
            Counter.PAID,
            _("Money paid"),
            vnd_short(figures.sum("paid")),
            this_year("paid", vnd_short, _("In %(year)s: %(figure)s")),
            "banknote",
            url(Counter.PAID),
        ),
    ]


# A scheme in a year


@dataclass(frozen=True)
class PillarShare:
    """Of the projects of the whole scheme, how many are paid from the lines of the pillar that the indicator stands in."""

    projects: int
    url: str = ""


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator's progress and where each of its two figures leads."""

    progress: Progress
    in_year_url: str
    cumulative_url: str
    of_pillar: "PillarShare | None" = None

    @property
    def indicator(self) -> Any:
        return self.progress.indicator


@dataclass(frozen=True)
class MoneyLine:
    """Planned, granted and paid of a pillar in a budget year, or of several together. Whole đồng."""

    label: str
    planned: int
    granted: int
    paid: int
    granted_url: str = ""
    paid_url: str = ""
    roman: str = ""

    @property
    def granted_percent(self) -> Decimal | None:
        return Decimal(self.granted * 100) / self.planned if self.planned else None

    @property
    def paid_percent(self) -> Decimal | None:
        """Paid of planned: what the council looks at (F1.9)."""
        return Decimal(self.paid * 100) / self.planned if self.planned else None


@dataclass(frozen=True)
class MoneyMoved:
    """Granted and paid in a reporting year by the day of decision and payment, and what of it other budget years paid."""

    label: str
    granted: int
    paid: int
    paid_other_years: int
    granted_url: str = ""
    paid_url: str = ""
    roman: str = ""


class SchemeYear:
    """Everything a page shows of one scheme in one reporting year, read in five queries."""

    def __init__(self, scheme: Scheme, year: int | None, *, today: date | None = None, records: bool = False) -> None:
        self.scheme, self.records = scheme, records
        self.today = today or timezone.localdate()
        self.pillars: list[Pillar] = list(scheme.pillars.select_related("lead_unit", "scheme"))
        lines = BudgetLine.objects.filter(pillar__scheme=scheme).order_by()
        self.budget_lines: list[dict[str, Any]] = [
            dict(line) for line in lines.values("pk", "pillar", "year", "planned")
        ]
        self.figures = tally(scheme, compare_before=same_day_last_year(self.today) + timedelta(days=1))
        self.years = self._years()
        self.year = year if year in self.years else self._default_year()
        self.starts, self.ends = year_range(self.year)
        self.rows = self._rows()

    def _years(self) -> list[int]:
        """The scheme's years that have begun, and later ones in which its money still moves."""
        now = period_of(self.today, PeriodKind.YEAR).year
        own = scheme_years(self.scheme)
        keys = {str(line["pk"]) for line in self.budget_lines}
        moved = [row.year for row in self.figures.rows if row.kind in {"granted", "paid"} and row.key in keys]
        latest = max([own[-1], *(line["year"] for line in self.budget_lines), *moved])
        return [year for year in range(own[0], latest + 1) if year <= now] or [own[0]]

    def _default_year(self) -> int:
        """The running year, or the last one of a scheme that is over."""
        return self.years[-1]

    @property
    def last_day(self) -> date:
        return self.ends - timedelta(days=1)

    @property
    def is_running(self) -> bool:
        return self.starts <= self.today < self.ends

    # Indicators

    def _rows(self) -> list[IndicatorRow]:
        lines = {str(line["pk"]): line["pillar"] for line in self.budget_lines}
        progress = scheme_progress(
            self.scheme, self.year, self.figures, lines=lines, today=self.today, indicators=indicators_of(self.scheme)
        )
        return [self._row(indicator_progress) for indicator_progress in progress]

    def _row(self, progress: Progress) -> IndicatorRow:
        indicator = progress.indicator
        page = reverse("public:indicator_detail", args=[self.scheme.code, indicator.code])
        if not (progress.is_counted and self.records):
            return IndicatorRow(progress, f"{page}#sources", f"{page}#sources", self._pillar_share(indicator))
        money = indicator.counter in MONEY
        pillar = indicator.pillar if money else None
        in_year = Selection(indicator.counter, self.scheme, pillar, starts=self.starts, ends=self.ends)
        since = replace(in_year, starts=scheme_range(self.scheme)[0])
        return IndicatorRow(progress, records_url(in_year), records_url(since), self._pillar_share(indicator))

    def _pillar_share(self, indicator: Indicator) -> PillarShare | None:
        """For projects counted in a pillar, which are the whole scheme's: up to the end of the year of the page."""
        pillar, counter = indicator.pillar, indicator.counter
        if pillar is None or not counter or counter in MONEY:
            return None
        first = scheme_range(self.scheme)[0]
        selection = Selection(counter, self.scheme, pillar, starts=first, ends=self.ends)
        years = range(scheme_years(self.scheme)[0], self.year + 1)
        return PillarShare(
            self.figures.sum("pillar_projects", years=years, keys=pillar_keys(pillar, counter)),
            records_url(selection) if self.records else "",
        )

    def groups(self) -> list[tuple[Pillar | None, list[IndicatorRow]]]:
        """The rows of the scheme as a whole, then those of each pillar, pillars without any included."""
        whole = [row for row in self.rows if row.indicator.pillar_id is None]
        by_pillar = [(p, [row for row in self.rows if row.indicator.pillar_id == p.pk]) for p in self.pillars]
        return [*([(None, whole)] if whole else []), *by_pillar]

    def filled_groups(self) -> list[tuple[Pillar | None, list[IndicatorRow]]]:
        """The groups that have a row."""
        return [(pillar, rows) for pillar, rows in self.groups() if rows]

    # Money

    def _money(self, label: str, lines: Iterable[dict[str, Any]], *, roman: str = "", **place: Any) -> MoneyLine:
        lines = list(lines)
        keys = [str(line["pk"]) for line in lines]
        urls = {
            f"{counter}_url": records_url(Selection(counter, scheme=self.scheme, **place)) if self.records else ""
            for counter in (Counter.GRANTED, Counter.PAID)
        }
        return MoneyLine(
            label,
            sum(line["planned"] for line in lines),
            self.figures.sum("granted", keys=keys),
            self.figures.sum("paid", keys=keys),
            roman=roman,
            **urls,
        )

    def budget_by_pillar(self) -> list[MoneyLine]:
        """The pillars' money in the budget year of the page, pillars without a line left out."""
        rows = []
        for pillar in self.pillars:
            lines = [x for x in self.budget_lines if x["pillar"] == pillar.pk and x["year"] == self.year]
            if lines:
                place = {"pillar": pillar, "budget_year": self.year}
                rows.append(self._money(pillar.label, lines, roman=pillar.roman, **place))
        return rows

    def budget_by_year(self) -> list[MoneyLine]:
        """The scheme's money by budget year."""
        years = sorted({line["year"] for line in self.budget_lines})
        return [
            self._money(str(year), [x for x in self.budget_lines if x["year"] == year], budget_year=year)
            for year in years
        ]

    def budget_by_pillar_and_year(self) -> list[tuple[Pillar, list[MoneyLine]]]:
        """Every pillar with a budget line, year by year."""
        table = []
        for pillar in self.pillars:
            own = [line for line in self.budget_lines if line["pillar"] == pillar.pk]
            years = sorted({line["year"] for line in own})
            rows = [
                self._money(str(year), [x for x in own if x["year"] == year], pillar=pillar, budget_year=year)
                for year in years
            ]
            if rows:
                table.append((pillar, rows))
        return table

    def budget_total(self) -> MoneyLine:
        return self._money(_("All years"), self.budget_lines)

    def moved_by_pillar(self) -> list[MoneyMoved]:
        """Money of each pillar by the day of decision and payment in the year of the page, whichever budget year pays.

        Pillars without such money are left out; the sum over all schemes is the city's figure of the year.
        """
        rows = [self._money_moved(pillar.label, pillar, roman=pillar.roman) for pillar in self.pillars]
        return [row for row in rows if row.granted or row.paid]

    def moved_total(self) -> MoneyMoved:
        return self._money_moved(_("All pillars"), None)

    def _money_moved(self, label: str, pillar: Pillar | None, *, roman: str = "") -> MoneyMoved:
        lines = [x for x in self.budget_lines if pillar is None or x["pillar"] == pillar.pk]
        place = Selection(Counter.GRANTED, self.scheme, pillar, starts=self.starts, ends=self.ends)
        year = [self.year]
        other_years = [str(x["pk"]) for x in lines if x["year"] != self.year]
        return MoneyMoved(
            label,
            self.figures.sum("granted", years=year, keys=[str(x["pk"]) for x in lines]),
            self.figures.sum("paid", years=year, keys=[str(x["pk"]) for x in lines]),
            self.figures.sum("paid", years=year, keys=other_years),
            granted_url=records_url(place) if self.records else "",
            paid_url=records_url(replace(place, counter=Counter.PAID)) if self.records else "",
            roman=roman,
        )

    def of_pillar(self, pillar: Pillar) -> list[MoneyLine]:
        return next((rows for other, rows in self.budget_by_pillar_and_year() if other == pillar), [])

    # Cost per result

    @property
    def accepted(self) -> int:
        """Projects paid from the scheme's lines whose result was accepted."""
        return self.figures.sum("accepted")

    @property
    def projects(self) -> int:
        """Projects of the scheme, whichever scheme's line pays."""
        return self.figures.sum("projects")

    @property
    def cost_per_result(self) -> int | None:
        """Money paid to those projects, per project; None while there is no accepted result."""
        return round(self.figures.sum("accepted_paid") / self.accepted) if self.accepted else None

    @property
    def cost_url(self) -> str:
        return records_url(Selection(Counter.PAID, scheme=self.scheme, accepted_only=True))


# Charts


def budget_chart(lines: list[MoneyLine], *, title: str, description: str) -> dict[str, Any]:
    """Planned, granted and paid of each line as one bar; inputs of `components/chart.html`."""
    pillars = any(line.roman for line in lines)

    def option(labels: list[str], label_width: int, end_label: str) -> dict[str, Any]:
        rows = [
            MoneyRow(label, line.planned, line.granted, line.paid) for label, line in zip(labels, lines, strict=True)
        ]
        return stacked_money_chart(
            rows,
            names=(_("Paid"), _("Granted, not yet paid"), _("Planned, not yet granted")),
            end_label=end_label,
            title=title,
            description=description,
            language=language(),
            label_width=label_width,
        )

    names = [f"{line.roman}. {line.label}" if line.roman else line.label for line in lines]
    wide = option(names, 230 if pillars else 60, _("plan {}"))
    narrow = option([line.roman or line.label for line in lines], 26 if pillars else 60, "{}")
    height = rows_height(len(lines), legend=True)
    drawings = chart_images(wide, width=WIDTH, height=height, narrow=narrow)
    return {"title": title, "description": description, **drawings}


def year_bars(
    years: list[int], series: dict[str, list[Any]], *, title: str, description: str, money: bool, unit: str = ""
) -> dict[str, Any]:
    """Bars by year; None stays a gap. Inputs of `components/chart.html`."""
    option = bar_chart(
        [str(year) for year in years],
        series,
        title=title,
        description=description,
        money=money,
        unit="" if money else unit,
        language=language(),
    )
    show = vnd if money else number_vi
    rows = [[year, *(show(values[i]) for values in series.values())] for i, year in enumerate(years)]
    return {
        "title": title,
        "description": description,
        **chart_images(option, width=WIDTH, height=300),
        "headers": [_("Year"), *series],
        "rows": rows,
        "numeric": "234",
    }
