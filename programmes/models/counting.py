"""The queries behind every figure that is counted from the portal's own records, and their formulas in words.

One function makes the records of a figure (`records`), one makes the figure of those records (`total`), so a
list that opens from a figure sums to it. `tally` gives every figure of a page in one statement, that is, in one
snapshot; it groups the same records.

- **Project**: one startup at one stage of support whose grant was approved. It counts once per scheme, on the day of
  its first approval within the scheme's reporting years; a second grant to the same startup at the same stage adds
  nothing. So years can be added. Schemes overlap: a project counts in every scheme that ran on that day, whichever
  budget line pays, and once in the city total.
- **Startup supported** (city total): one startup with at least one approved grant.
- **Money granted**: approved amounts less what was given back, in the period of the approval. Money belongs to the
  one scheme whose budget line carries it and is never counted in two.
- **Money paid**: sum of the payments, by the day of payment; it belongs to the scheme of the budget line.

Periods are half-open ranges of days in Asia/Ho_Chi_Minh; years are reporting years (15/12 to 14/12, F5.9).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import CharField, Count, DateField, ExpressionWrapper, F, IntegerField, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce, ExtractYear
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.core.kept import kept
from ecosystem.core.periods import PeriodKind, make_period
from programmes.models.application import RESULT_ACCEPTED
from programmes.models.award import Award, Disbursement
from programmes.models.indicator import Counter
from programmes.models.scheme import Pillar, Scheme

STARTUPS = "startups"
MONEY = frozenset({Counter.GRANTED, Counter.PAID})
STAGES = frozenset({Counter.PRE_INCUBATION, Counter.INCUBATION, Counter.ACCELERATION})
FORMULAS = {
    STARTUPS: _("Startups with at least one approved grant; each counts once, however many grants it has."),
    Counter.PROJECTS: _(
        "Projects: one startup at one stage of support, counted once, on the day its first grant at that stage was "
        "approved in the period of the scheme. The budget line that pays does not matter."
    ),
    Counter.GRANTED: _("Amounts of the approved grants less what was given back, by the day of the approval."),
    Counter.PAID: _("Sum of all payments, by the day of payment."),
}
# 15 December is the first day of the next reporting year: 17 days later it is 1 January.
YEAR_SHIFT = timedelta(days=17)
AWARD = "tranche__contract__award__"
PROJECT_KEY = ("application__startup_id", "application__call__policy__stage_id")


def formula_of(counter: str) -> Any:
    """How the figure is made, in words."""
    return FORMULAS[Counter.PROJECTS if counter in STAGES else counter]


def day_begins(day: date) -> datetime:
    """Midnight at which the day begins in the city."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


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


# Records


@dataclass(frozen=True)
class Selection:
    """Which figure: what is counted, for the city, a scheme or a pillar, over which days or budget year.

    `starts` and `ends` are a half-open range. `budget_year` looks at the year of the budget line instead of the day.
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


def records(selection: Selection) -> QuerySet[Any]:
    """The rows that make up the figure: payments for money paid, approved awards for everything else."""
    if selection.counter == Counter.PAID:
        return _payments(selection)
    awards: QuerySet[Award] = Award.objects.approved()
    if selection.accepted_only:
        awards = awards.filter(application__status__in=RESULT_ACCEPTED)
    if selection.counter == Counter.GRANTED:
        return _within(_of_lines(awards, selection, ""), selection, "decided_at")
    if selection.counter == STARTUPS:
        return once_per(_within(awards, selection, "decided_at"), "application__startup_id")
    awards = projects(selection.scheme, awards)
    if selection.counter in STAGES:
        awards = awards.filter(application__call__policy__stage__code=selection.counter)
    return _within(awards, selection, "decided_at")


def total(selection: Selection) -> int:
    """The figure: whole đồng for money, else a number of records."""
    rows = records(selection)
    if selection.counter == Counter.PAID:
        return rows.aggregate(n=Sum("amount", default=0))["n"]
    if selection.counter == Counter.GRANTED:
        return rows.aggregate(n=Sum(F("amount") - F("cancelled"), default=0))["n"]
    return rows.count()


def counted(
    counter: str, *, scheme: Scheme | None = None, pillar: Pillar | None = None,
    starts: date | None = None, ends: date | None = None,
) -> int:  # fmt: skip
    """The figure of a counter in the half-open range of days; without scheme it is the city's."""
    return total(Selection(counter, scheme=scheme, pillar=pillar, starts=starts, ends=ends))


def once_per(awards: QuerySet[Award], *key: str) -> QuerySet[Award]:
    """The first approved award of each key."""
    first = awards.order_by(*key, "decided_at", "pk").distinct(*key)
    return Award.objects.filter(pk__in=first.values("pk"))


def projects(scheme: Scheme | None = None, awards: QuerySet[Award] | None = None) -> QuerySet[Award]:
    """The award by which each project counts in the scheme, or in the city."""
    awards = Award.objects.approved() if awards is None else awards
    if scheme is not None:
        first, last = scheme_range(scheme)
        awards = awards.filter(decided_at__gte=day_begins(first), decided_at__lt=day_begins(last))
    return once_per(awards, *PROJECT_KEY)


def _payments(selection: Selection) -> QuerySet[Disbursement]:
    rows = _of_lines(Disbursement.objects.all(), selection, AWARD)
    if selection.accepted_only:
        rows = rows.filter(**{AWARD + "application__status__in": RESULT_ACCEPTED})
    return _within(rows, selection, "paid_on")


def _of_lines(rows: QuerySet[Any], selection: Selection, path: str) -> QuerySet[Any]:
    if selection.scheme is not None:
        rows = rows.filter(**{path + "budget_line__pillar__scheme": selection.scheme})
    if selection.pillar is not None:
        rows = rows.filter(**{path + "budget_line__pillar": selection.pillar})
    if selection.budget_year is not None:
        rows = rows.filter(**{path + "budget_line__year": selection.budget_year})
    return rows


def _within(rows: QuerySet[Any], selection: Selection, column: str) -> QuerySet[Any]:
    begins = (lambda day: day) if column == "paid_on" else day_begins
    if selection.starts is not None:
        rows = rows.filter(**{column + "__gte": begins(selection.starts)})
    if selection.ends is not None:
        rows = rows.filter(**{column + "__lt": begins(selection.ends)})
    return rows


# All figures of a page in one statement


class Row(NamedTuple):
    """One group: `year` is the reporting year, `key` a stage's code or a budget line's id, `to_date` a part of `n`."""

    kind: str
    year: int
    key: str
    n: int
    to_date: int


class Tally:
    """Every counted figure of one moment: the city's, and a scheme's projects where one was given."""

    def __init__(self, rows: Iterable[Row], taken_at: datetime) -> None:
        self.rows = list(rows)
        self.taken_at = taken_at

    def sum(
        self, kind: str, *, years: Iterable[int] | None = None, keys: Iterable[str] | None = None, to_date: bool = False
    ) -> int:
        """The figure over these reporting years and keys (None: all); 0 when there is no record.

        Kinds: startups and city_projects (the city's); granted and paid (all schemes; with `keys` those budget lines);
        of the scheme: projects (keys are stages), accepted and accepted_paid.
        """
        years = None if years is None else set(years)
        keys = None if keys is None else set(keys)
        return sum(
            row.to_date if to_date else row.n
            for row in self.rows
            if row.kind == kind and (years is None or row.year in years) and (keys is None or row.key in keys)
        )


def tally(scheme: Scheme | None = None, *, until: date | None = None, compare_before: date | None = None) -> Tally:
    """The city's figures, and with `scheme` its own and the money of every budget line, in one statement.

    `until` (exclusive) leaves out what came later. `compare_before` (exclusive) fills `to_date`: what of each group
    lies before that day, for a comparison with the same part of the year before. Figures up to now are kept until a
    record changes (ecosystem.core.kept).
    """
    before = compare_before or until or timezone.localdate()

    def count() -> list[list[Any]]:
        first, *others = [
            *_city_parts(until),
            *_money_parts(until, before, by_line=scheme is not None),
            *([] if scheme is None else _scheme_parts(scheme, until, before)),
        ]
        return [[kind, y, key, int(n or 0), int(d or 0)] for kind, y, key, n, d in first.union(*others, all=True)]

    name = f"tally {scheme.pk if scheme else 'city'}"
    rows = kept(name, count, stamp=str(before)) if until is None else count()
    return Tally((Row(*row) for row in rows), timezone.now())


GRANTED = F("amount") - F("cancelled")


def _city_parts(until: date | None) -> list[QuerySet[Any]]:
    awards = _before(Award.objects.approved(), until, "decided_at")
    return [
        _part(awards, "startups", n=Count("application__startup_id", distinct=True)),
        _part(_before(projects(), until, "decided_at"), "city_projects", year=_year("decided_at"), n=Count("pk")),
    ]


def _money_parts(until: date | None, before: date, *, by_line: bool) -> list[QuerySet[Any]]:
    awards = _before(Award.objects.approved(), until, "decided_at")
    payments = _before(Disbursement.objects.all(), until, "paid_on")
    return [
        _part(
            awards, "granted", year=_year("decided_at"), key=Cast("budget_line", CharField()) if by_line else None,
            n=Sum(GRANTED), to_date=Sum(GRANTED, filter=Q(decided_at__lt=day_begins(before))),
        ),
        _part(
            payments, "paid", year=_year("paid_on"), key=Cast(AWARD + "budget_line", CharField()) if by_line else None,
            n=Sum("amount"), to_date=Sum("amount", filter=Q(paid_on__lt=before)),
        ),
    ]  # fmt: skip


def _scheme_parts(scheme: Scheme, until: date | None, before: date) -> list[QuerySet[Any]]:
    results = Selection(Counter.GRANTED, scheme=scheme, ends=until, accepted_only=True)
    return [
        _part(
            _before(projects(scheme), until, "decided_at"), "projects", year=_year("decided_at"),
            key=Coalesce("application__call__policy__stage__code", Value("")),
            n=Count("pk"), to_date=Count("pk", filter=Q(decided_at__lt=day_begins(before))),
        ),
        _part(records(results), "accepted", n=Count("pk")),
        _part(records(replace(results, counter=Counter.PAID)), "accepted_paid", n=Sum("amount")),
    ]  # fmt: skip


def _before(rows: QuerySet[Any], until: date | None, column: str) -> QuerySet[Any]:
    return _within(rows, Selection("", ends=until), column)


def _year(column: str) -> Any:
    """The reporting year of a day or moment."""
    shifted = F(column) + Value(YEAR_SHIFT)
    if column == "paid_on":
        return ExtractYear(ExpressionWrapper(shifted, DateField()))
    return ExtractYear(shifted, tzinfo=timezone.get_default_timezone())


def _part(
    rows: QuerySet[Any], kind: str, *, year: Any = None, key: Any = None, n: Any, to_date: Any = None
) -> QuerySet[Any]:
    """The rows grouped by year and key as (kind, year, key, n, to_date)."""
    grouped = rows.order_by().annotate(
        kind=Value(kind, CharField()),
        year=Value(0, IntegerField()) if year is None else year,
        key=Value("", CharField()) if key is None else key,
    )
    return (
        grouped.values("kind", "year", "key")
        .annotate(n=n, to_date=n if to_date is None else to_date)
        .values_list("kind", "year", "key", "n", "to_date")
    )
