"""Indicators against their targets: one computation for dashboards, public pages and reports.

A figure of one year and a figure since the start stand in fields of their own and are never added or mixed (F1.8). A
reported cumulative figure is shown as its source gives it, with the days it covers; it is never made from years. A
year's figure that is reported in parts is the sum of its parts (programmes.plan.year_figures).
0, no data, not due, not reported and not applicable are five states of a `Cell`. Figures have an age: an old one is
no ground for a word on where a target stands today.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Protocol, cast

from django.db import models
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.core.periods import PeriodKind, period_of
from programmes.plan.counting import MONEY, STAGES, Tally, formula_of, scheme_range, scheme_years, year_range
from programmes.plan.models import (
    OF_YEAR_SPANS,
    Counter,
    Direction,
    Indicator,
    Measurement,
    Origin,
    Scheme,
    Span,
    Target,
)
from programmes.plan.year_figures import has_gap, year_parts

MONEY_UNITS = frozenset({"đồng", "VND"})
NEARLY = Decimal(80)  # percent of what was due by now: from here a figure is close to its target
YEAR_FIGURE_AGE = timedelta(days=214)  # a half-year and the month after it in which it is reported
SCHEME_FIGURE_AGE = timedelta(days=396)
REPORTING_CALENDARS = timedelta(days=31)  # reporting years end on 14 December, calendar years on the 31st
OVERRUN = Decimal(110)  # where less is better: up to here it is close
TRAFFIC_LIGHT_RULE = _(
    "Reached: 100 % of the target or more. While time runs: on schedule when the share of the target is at least the "
    "share of the time that had passed on the last day of the figure; slightly behind from 80 % of that share; else "
    "behind. Where less is better: reached up to 100 %, slightly behind up to 110 %, else behind. No such word stands "
    "beside a figure that is out of date (older than seven months in a running year, thirteen months in a running scheme), "
    "that ends before its year or scheme did, or that lacks a part of the year."
)


class FigureState(models.TextChoices):
    """Why a figure is there or not: five different things everywhere."""

    VALUE = "value", _("Figure")
    NO_DATA = "no_data", _("No data")
    NOT_DUE = "not_due", _("Not due yet")
    NOT_REPORTED = "not_reported", _("Nothing reported yet")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


class TrafficLight(models.TextChoices):
    """Rating of a percentage of a target; pages show the rule."""

    MET = "met", _("Target reached")
    ON_TRACK = "on_track", _("On schedule")
    CLOSE = "close", _("Slightly behind")
    BEHIND = "behind", _("Behind")
    OUT_OF_DATE = "out_of_date", _("Figure out of date")
    NOT_FINAL = "not_final", _("No final figure")
    INCOMPLETE = "incomplete", _("Part of the year missing")

    @property
    def tone(self) -> str:
        tones = {"met": "green", "on_track": "azure", "close": "yellow", "behind": "red"}
        return tones.get(self.value, "secondary")


@dataclass(frozen=True)
class Cell:
    """One figure or the reason why there is none, with the days it covers (`ends` exclusive) and where it is from.

    `parts` are the reported figures it is the sum of, and `measurement` the last of them; `has_gap` says that days of the
    year are missing between or before them.
    """

    state: str = FigureState.VALUE
    value: Decimal | None = None
    value_to: Decimal | None = None
    starts: date | None = None
    ends: date | None = None
    as_of: date | None = None
    measurement: Measurement | None = None
    parts: tuple[Measurement, ...] = ()
    has_gap: bool = False

    @property
    def has_value(self) -> bool:
        return self.state == FigureState.VALUE

    @property
    def label(self) -> Any:
        return FigureState(self.state).label

    @property
    def last_day(self) -> date | None:
        return self.ends - timedelta(days=1) if self.ends else None


NO_DATA = Cell(FigureState.NO_DATA)
NOT_DUE = Cell(FigureState.NOT_DUE)
NOT_REPORTED = Cell(FigureState.NOT_REPORTED)
NOT_APPLICABLE = Cell(FigureState.NOT_APPLICABLE)


@dataclass(frozen=True)
class Trend:
    """The change from the year before, or from the same part of it while the year runs."""

    change: Decimal
    percent: Decimal | None
    same_part: bool  # compared with the same part of the year before
    good: bool | None  # None: no change


@dataclass(frozen=True)
class Progress:
    """One indicator in one year of its scheme."""

    indicator: Indicator
    year: int
    target_year: Cell
    in_year: Cell
    percent_year: Cell
    target_period: Cell
    cumulative: Cell
    percent_period: Cell
    trend: Trend | None
    year_light: TrafficLight | None
    period_light: TrafficLight | None

    @property
    def is_counted(self) -> bool:
        return self.indicator.origin == Origin.COUNTED

    @property
    def is_money(self) -> bool:
        return self.indicator.counter in MONEY or self.indicator.unit in MONEY_UNITS

    @property
    def unit(self) -> str:
        """The unit in the reader's language."""
        english = get_language() == "en" and self.indicator.unit_en
        return self.indicator.unit_en if english else self.indicator.unit

    @property
    def formula(self) -> Any:
        formula = formula_text(self.indicator)
        return formula or gettext("As reported by the source.")


def formula_text(indicator: Indicator) -> str:
    """The formula in words: the indicator's own text, then for a counted one that of its counter."""
    own = indicator.formula_en if get_language() == "en" and indicator.formula_en else indicator.formula
    counted = str(formula_of(indicator.counter)) if indicator.counter else ""
    return " ".join(part for part in (own, counted) if part)


def indicators_of(scheme: Scheme) -> QuerySet[Indicator]:
    """The scheme's indicators with owner, pillar, targets and used figures: three queries."""
    return scheme.indicators.select_related("owner", "pillar", "scheme").prefetch_related(
        Prefetch("targets", Target.objects.used().order_by("year")),
        Prefetch("measurements", Measurement.objects.used(), to_attr="used_figures"),
    )


def scheme_progress(
    scheme: Scheme,
    year: int,
    figures: Tally,
    *,
    lines: dict[str, int],
    today: date | None = None,
    until: date | None = None,
    indicators: Iterable[Indicator] | None = None,
) -> list[Progress]:
    """Every indicator of the scheme in the year, in their order.

    `figures` is `tally(scheme)` of the same moment, with the same `until` when a period shorter than the year is
    reported; `lines` maps each budget line's id, as text, to its pillar. `until` is exclusive.
    """
    calculator = _ProgressCalculator(
        scheme, year, figures, lines, today or timezone.localdate(), until or year_range(year)[1]
    )
    return [calculator.progress(indicator) for indicator in (indicators or indicators_of(scheme))]


@dataclass
class _ProgressCalculator:
    scheme: Scheme
    year: int
    figures: Tally
    lines: dict[str, int]
    today: date
    until: date

    def progress(self, indicator: Indicator) -> Progress:
        targets = {target.year: target for target in indicator.targets.all()}
        target_year = self._target(targets, self.year)
        target_period = self._target(targets, None)
        counted = indicator.origin == Origin.COUNTED
        in_year = self._counted_in_year(indicator) if counted else self._reported_in_year(indicator, targets)
        cumulative = self._counted_cumulative(indicator) if counted else self._reported_cumulative(indicator)
        percent_year, percent_period = percent(in_year, target_year), percent(cumulative, target_period)
        return Progress(
            indicator=indicator,
            year=self.year,
            target_year=target_year,
            in_year=in_year,
            percent_year=percent_year,
            target_period=target_period,
            cumulative=cumulative,
            percent_period=percent_period,
            trend=self._trend(indicator, in_year),
            year_light=self._traffic_light(indicator, in_year, percent_year, year_range(self.year), YEAR_FIGURE_AGE),
            period_light=self._traffic_light(
                indicator, cumulative, percent_period, scheme_range(self.scheme), SCHEME_FIGURE_AGE
            ),
        )

    def _target(self, targets: dict[int | None, Target], year: int | None) -> Cell:
        target = targets.get(year)
        if target is not None:
            return Cell(value=target.value, value_to=target.value_to)
        if year is None or year not in scheme_years(self.scheme):
            return NOT_APPLICABLE
        return NO_DATA if any(targets) else NOT_APPLICABLE

    # Counted from records

    def _counted_in_year(self, indicator: Indicator) -> Cell:
        starts, ends = year_range(self.year)
        if starts > self.today:
            return NOT_DUE
        if indicator.counter not in MONEY and self.year not in scheme_years(self.scheme):
            return NOT_APPLICABLE
        ends = min(ends, self.until)
        return Cell(value=self._count(indicator, {self.year}), starts=starts, ends=ends, as_of=self._as_of(ends))

    def _counted_cumulative(self, indicator: Indicator) -> Cell:
        starts, _ends = scheme_range(self.scheme)
        if starts > self.today:
            return NOT_DUE
        years = set(range(scheme_years(self.scheme)[0], self.year + 1))
        return Cell(value=self._count(indicator, years), starts=starts, ends=self.until, as_of=self._as_of(self.until))

    def _as_of(self, ends: date) -> date:
        return min(self.today, ends - timedelta(days=1))

    def _count(self, indicator: Indicator, years: set[int], *, to_date: bool = False) -> Decimal:
        counter = indicator.counter
        if counter in MONEY:
            pillar = indicator.pillar_id
            keys = [line for line, line_pillar in self.lines.items() if pillar is None or line_pillar == pillar]
            kind = "granted" if counter == Counter.GRANTED else "paid"
            return Decimal(self.figures.sum(kind, years=years, keys=keys, to_date=to_date))
        stages = [counter] if counter in STAGES else None
        return Decimal(self.figures.sum("projects", years=years, keys=stages, to_date=to_date))

    # Reported by a source

    def _reported_in_year(self, indicator: Indicator, targets: dict[int | None, Target]) -> Cell:
        figure = self._year_figure(indicator, self.year)
        if figure is not None:
            return figure
        if self.year not in scheme_years(self.scheme):
            return NOT_APPLICABLE
        if any(targets) or any(m.span in OF_YEAR_SPANS for m in _used_figures(indicator)):
            return NOT_DUE if year_range(self.year)[1] > self.today else NO_DATA
        begun = year_range(self.year)[0] <= self.today
        return NOT_REPORTED if targets and begun and not _used_figures(indicator) else NOT_APPLICABLE

    def _reported_cumulative(self, indicator: Indicator) -> Cell:
        candidates = [
            m for m in _used_figures(indicator) if m.span == Span.CUMULATIVE and m.ends_on <= self._calendar_end()
        ]
        if candidates:
            return _reported_cell(max(candidates, key=lambda m: (m.ends_on, m.pk)))
        if not any(target.year is None for target in indicator.targets.all()):
            return NOT_APPLICABLE
        return NOT_DUE if self.scheme.ends_on > self.today else NO_DATA

    def _year_figure(self, indicator: Indicator, year: int) -> Cell | None:
        """The reported figure of the year: one of the year, or the sum of its parts."""
        figures = [
            m
            for m in _used_figures(indicator)
            if m.span in OF_YEAR_SPANS and measured_year(m) == year and m.ends_on <= self._calendar_end(year)
        ]
        parts = year_parts(figures, adds_up=indicator.adds_up)
        if not parts:
            return None
        values = [m.value for m in parts if m.value is not None]
        gap = indicator.adds_up and has_gap(parts, (year_range(year)[0], date(year, 1, 1)))
        cell = _reported_cell(parts[-1])
        return replace(
            cell,
            value=sum(values, Decimal()) if values else None,
            starts=parts[0].starts_on,
            parts=tuple(parts),
            has_gap=gap,
        )

    def _calendar_end(self, year: int | None = None) -> date:
        """The latest end of a reported period: also 31 December, since sources use calendar or reporting years."""
        year = year or self.year
        if self.until < year_range(year)[1]:
            return self.until
        return date(year + 1, 1, 1)

    # Against the year before, and against time

    def _trend(self, indicator: Indicator, now: Cell) -> Trend | None:
        if not now.has_value or now.value is None:
            return None
        if indicator.origin == Origin.COUNTED:
            if year_range(self.year - 1)[0] < scheme_range(self.scheme)[0]:
                return None
            running = year_range(self.year)[1] > self.today or self.until < year_range(self.year)[1]
            return trend(now.value, self._count(indicator, {self.year - 1}, to_date=running), indicator, running)
        before = self._year_figure(indicator, self.year - 1)
        if before is None or before.value is None or now.has_gap or before.has_gap:
            return None
        if abs(_days(before) - _days(now)) > REPORTING_CALENDARS.days:
            return None
        return trend(now.value, before.value, indicator, same_part=False)

    def _traffic_light(
        self, indicator: Indicator, actual: Cell, share: Cell, days: tuple[date, date], most_age: timedelta
    ) -> TrafficLight | None:
        """Where the target stands, or why the figure does not tell: it is old, not the final one, or has a gap."""
        rating = rate_progress(share, indicator.direction, self._elapsed(actual, *days))
        reached = rating == TrafficLight.MET and indicator.direction == Direction.MORE
        if rating is None or reached or actual.measurement is None:
            return rating
        if actual.has_gap:
            return TrafficLight.INCOMPLETE
        covered, now = actual.ends or days[0], min(self.today, self.until - timedelta(days=1)) + timedelta(days=1)
        if now >= days[1]:
            return rating if covered + REPORTING_CALENDARS >= days[1] else TrafficLight.NOT_FINAL
        return rating if covered + most_age >= now else TrafficLight.OUT_OF_DATE

    def _elapsed(self, actual: Cell, starts: date, ends: date) -> Decimal:
        """Percent of the time that had passed on the last day the figure covers, 100 at most."""
        day = min(self.today, self.until - timedelta(days=1), actual.last_day or self.today)
        return Decimal(max(0, min((day - starts).days + 1, (ends - starts).days)) * 100) / (ends - starts).days


def same_day_last_year(day: date) -> date:
    """The same day a year earlier; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def measured_year(measurement: Measurement) -> int | None:
    """The year a figure belongs to: the reporting year that holds its period, else the calendar year of its middle.

    None for a period longer than a year.
    """
    days = measurement.days
    if days > 366:
        return None
    year = period_of(measurement.starts_on, PeriodKind.YEAR)
    if measurement.ends_on <= year.ends:
        return year.year
    return (measurement.starts_on + timedelta(days=days // 2)).year


def percent(actual: Cell, target: Cell) -> Cell:
    """The actual figure as percent of the target's lower end; without a target there is nothing to compare."""
    if not target.has_value or not target.value:
        return NOT_APPLICABLE
    if not actual.has_value or actual.value is None:
        return Cell(actual.state)
    return Cell(value=actual.value * 100 / target.value, starts=actual.starts, ends=actual.ends)


def rate_progress(share: Cell, direction: str, elapsed: Decimal) -> TrafficLight | None:
    """Rate a percentage of a target: against the whole target, or while time runs against the part that passed (%)."""
    if not share.has_value or share.value is None:
        return None
    if direction == Direction.LESS:
        return (
            TrafficLight.MET
            if share.value <= 100
            else TrafficLight.CLOSE
            if share.value <= OVERRUN
            else TrafficLight.BEHIND
        )
    if share.value >= 100:
        return TrafficLight.MET
    if elapsed < 100 and share.value >= elapsed:
        return TrafficLight.ON_TRACK
    return TrafficLight.CLOSE if share.value * 100 >= NEARLY * elapsed else TrafficLight.BEHIND


def trend(now: Decimal, before: Decimal, indicator: Indicator, same_part: bool) -> Trend | None:
    """The change from `before` to `now`, with its percentage and direction; None where both are 0."""
    if not now and not before:
        return None
    change = now - before
    is_improvement = change > 0 if indicator.direction == Direction.MORE else change < 0
    return Trend(change, change * 100 / before if before else None, same_part, None if change == 0 else is_improvement)


def _reported_cell(measurement: Measurement) -> Cell:
    state = FigureState.NO_DATA if measurement.value is None else FigureState.VALUE
    return Cell(
        state,
        measurement.value,
        starts=measurement.starts_on,
        ends=measurement.ends_on,
        as_of=measurement.as_of or measurement.ends_on - timedelta(days=1),
        measurement=measurement,
    )


class _HasUsedFigures(Protocol):
    used_figures: list[Measurement]  # by the Prefetch of indicators_of


def _used_figures(indicator: Indicator) -> list[Measurement]:
    return cast("_HasUsedFigures", indicator).used_figures


def _days(cell: Cell) -> int:
    return (cell.ends - cell.starts).days if cell.starts and cell.ends else 0
