"""Figures counted from the records of the portal, and the registry of the apps that have these records.

`records` returns the rows behind a figure, and `sums` and `total` the figure of those rows; the list behind a figure always
sums to it. `tally` returns every figure of a page by one statement, that is, from one snapshot. Figures come from stored
groups that the transactions of the records keep (ecosystem.core.measures). Apps above register their records as a `Source`.

Periods are half-open ranges of days in Asia/Ho_Chi_Minh; years are reporting years (15/12 to 14/12, F5.9).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, Protocol

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.core.periods import PeriodKind, make_period
from programmes.plan.models import Counter, Pillar, Scheme

STARTUPS = "startups"
DECISIONS = "decisions"
MONEY = frozenset({Counter.GRANTED, Counter.PAID})
STAGES = frozenset({Counter.PRE_INCUBATION, Counter.INCUBATION, Counter.ACCELERATION})
FORMULAS = {
    STARTUPS: _("Startups with at least one approved grant; each counts once, however many grants it has."),
    Counter.PROJECTS: _(
        "Projects: one startup at one stage of support, counted once, on the day its first grant at that stage was "
        "approved in the period of the scheme. The budget line that pays does not matter."
    ),
    DECISIONS: _("Approved grants, by the day of the approval; a project may have several."),
    Counter.GRANTED: _("Amounts of the approved grants less what was given back, by the day of the approval."),
    Counter.PAID: _("Sum of all payments, by the day of payment."),
}
# What is counted over the city: the same figures, from these definitions alone, in every report, on the council's page and
# on public pages. A period's figure goes by the day of the decision or payment, whichever scheme or year the budget
# line is of.
CITY_FIGURES = (STARTUPS, Counter.PROJECTS, DECISIONS, Counter.GRANTED, Counter.PAID)


def formula_of(counter: str) -> Any:
    """The formula of a counter as text."""
    return FORMULAS[Counter.PROJECTS if counter in STAGES else counter]


def year_range(year: int) -> tuple[date, date]:
    """The reporting year as a half-open range."""
    period = make_period(PeriodKind.YEAR, year)
    return period.starts, period.ends


def scheme_years(scheme: Scheme) -> range:
    """The reporting years of a scheme: those of its first and last day by the calendar, and all between."""
    return range(scheme.starts_on.year, (scheme.ends_on - timedelta(days=1)).year + 1)


def scheme_range(scheme: Scheme) -> tuple[date, date]:
    """All reporting years of the scheme as one half-open range."""
    years = scheme_years(scheme)
    return year_range(years[0])[0], year_range(years[-1])[1]


@dataclass(frozen=True)
class Selection:
    """The selection of a figure: its counter, its scope (city, scheme or pillar), and its days or budget year.

    `starts` and `ends` are a half-open range. `budget_year` looks at the year of the budget line instead of the day.
    Projects belong to the whole scheme; with `pillar` those of them whose counting grant a line of the pillar pays.
    `accepted_only` keeps projects whose result was accepted.
    """

    counter: str
    scheme: Scheme | None = None
    pillar: Pillar | None = None
    budget_year: int | None = None
    starts: date | None = None
    ends: date | None = None
    accepted_only: bool = False

    @property
    def is_money(self) -> bool:
        return self.counter in MONEY

    @property
    def last_day(self) -> date | None:
        return self.ends - timedelta(days=1) if self.ends else None


class Source(Protocol):
    """Records of one app that figures are made of."""

    counters: frozenset[str]

    def records(self, selection: Selection) -> QuerySet[Any]:
        """The rows that make up the figure of one of the `counters`."""

    def sums(self, selection: Selection, *, stage: int | None = None) -> "Sums":
        """The number of those rows and their money, of one stage of support (id of its term) where given."""

    def parts(self, scheme: Scheme | None, days: "Days") -> list[QuerySet[Any]]:
        """Querysets of the columns of TallyRow, one for each group of `tally`; each kind is a key of `KINDS`."""


class Sums(NamedTuple):
    """A number of records and their money in whole đồng."""

    n: int
    amount: int


class Days(NamedTuple):
    """The days of a `tally`: `since` and `until` bound all groups (None: open), `before` bounds `to_date`; both ends exclusive."""

    since: date | None
    until: date | None
    before: date


SOURCES: list[Source] = []


def register_source(source: Source) -> None:
    """Register the records of an app; called by its `ready()`."""
    SOURCES.append(source)


def records(selection: Selection) -> QuerySet[Any]:
    """The rows that make up the figure: payments for money paid, approved awards for everything else."""
    return _source_of(selection).records(selection)


def total(selection: Selection) -> int:
    """The figure: whole đồng for money, else a number of records."""
    found = sums(selection)
    return found.amount if selection.is_money else found.n


def sums(selection: Selection, *, stage: int | None = None) -> Sums:
    """The number of the rows of `records` and their money, of one stage of support (id of its term) where given."""
    return _source_of(selection).sums(selection, stage=stage)


def _source_of(selection: Selection) -> Source:
    return next(source for source in SOURCES if selection.counter in source.counters)


def period_totals(starts: date, ends: date, *, scheme: Scheme | None = None) -> dict[str, int]:
    """The figures of the city (or of a scheme alone) in the half-open range of days, by `CITY_FIGURES`."""
    return {
        str(counter): total(Selection(counter, scheme=scheme, starts=starts, ends=ends)) for counter in CITY_FIGURES
    }


# What each kind of group of a tally counts, and whether it is of the city or of the scheme. A test compares every group with
# the records of its selection.
KINDS: dict[str, tuple[str, bool]] = {
    "startups": (STARTUPS, False),
    "city_projects": (Counter.PROJECTS, False),
    "decisions": (DECISIONS, False),
    "granted": (Counter.GRANTED, False),
    "paid": (Counter.PAID, False),
    "projects": (Counter.PROJECTS, True),
    "pillar_projects": (Counter.PROJECTS, True),
    "accepted": (DECISIONS, True),
    "accepted_paid": (Counter.PAID, True),
}


def pillar_keys(pillar: Pillar, counter: str) -> list[str]:
    """The keys of a pillar's groups in the kind pillar_projects: of one stage, or of all and of none."""
    return [f"{pillar.pk} {stage}" for stage in ([counter] if counter in STAGES else [*sorted(STAGES), ""])]


class TallyRow(NamedTuple):
    """One group: `year` is the reporting year, `key` a stage's code or a budget line's id, `to_date` a part of `n`."""

    kind: str
    year: int
    key: str
    n: int
    to_date: int


class Tally:
    """All counted figures at one moment: the city's, and the projects of a scheme where one was given."""

    def __init__(self, rows: Iterable[TallyRow], taken_at: datetime) -> None:
        self.rows = list(rows)
        self.taken_at = taken_at

    def sum(
        self, kind: str, *, years: Iterable[int] | None = None, keys: Iterable[str] | None = None, to_date: bool = False
    ) -> int:
        """The figure over these reporting years and keys (None: all); 0 when there is no record.

        Kinds: startups, city_projects and decisions (the city's); granted and paid (all schemes; with `keys` those
        budget lines); of the scheme: projects (keys are stages), pillar_projects (keys as `pillar_keys`: where the
        money of the counting grant is from), accepted and accepted_paid. Raises KeyError for a kind that has no definition in `KINDS`.
        """
        if kind not in KINDS:
            raise KeyError(kind)
        years = None if years is None else set(years)
        keys = None if keys is None else set(keys)
        return sum(
            row.to_date if to_date else row.n
            for row in self.rows
            if row.kind == kind and (years is None or row.year in years) and (keys is None or row.key in keys)
        )


def tally(
    scheme: Scheme | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
    compare_before: date | None = None,
) -> Tally:
    """The city's figures, and with `scheme` its own and the money of every budget line, in one statement.

    `since` leaves out what came before that day, `until` (exclusive) what came later. `compare_before` (exclusive) fills
    `to_date`: the part of each group before that day, for a comparison with the same part of the year before.
    """
    days = Days(since, until, compare_before or until or timezone.localdate())

    first, *further = [part for source in SOURCES for part in source.parts(scheme, days)]
    rows: dict[tuple[str, int, str], tuple[int, int]] = {}
    for kind, year, key, n, to_date in first.union(*further, all=True):
        before = rows.get((kind, year, key), (0, 0))
        rows[kind, year, key] = (before[0] + int(n or 0), before[1] + int(to_date or 0))
    return Tally((TallyRow(*group, *numbers) for group, numbers in rows.items()), timezone.now())
