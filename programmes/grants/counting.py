"""The records of grants behind the figures of the programme, and the rules by which they are counted.

- **Project**: one startup at one stage of support whose grant was approved. It counts once per scheme, on the day of
  its first approval within the scheme's reporting years; a second grant to the same startup at the same stage adds
  nothing. So years can be added. Schemes overlap: a project counts in every scheme that ran on that day, whichever
  budget line pays, and once in the city total.
- **Project of a pillar**: a project of the scheme whose counting grant is paid from a line of the pillar.
- **Startup supported** (city total): one startup with at least one approved grant.
- **Decision**: one approved grant, by the day of the approval; a project may have several.
- **Money granted**: approved amounts less what was given back, in the period of the approval. Money belongs to the
  one scheme whose budget line carries it and is never counted in two.
- **Money paid**: sum of the payments, by the day of payment; it belongs to the scheme of the budget line.

Figures are read from the stored groups of the measures (programmes.grants.models.measures), lists from the records.
A project counts in a range of years when its grant there is its first since the range began, which the day of its
`previous` grant tells.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, CharField, Count, F, IntegerField, Q, QuerySet, Subquery, Sum, Value
from django.db.models.expressions import OuterRef
from django.db.models.functions import Cast, Coalesce, Concat

from ecosystem.core.days import midnight
from ecosystem.core.measures import DAY, EVER, YEAR, Measure, cells, reporting_year
from ecosystem.core.periods import PeriodKind, period_of
from ecosystem.reference.models import Term
from programmes.grants.models import Award, Disbursement
from programmes.grants.models.measures import GRANTED, PAID, PROJECTS, STARTUPS_SUPPORTED
from programmes.plan.counting import DECISIONS, STAGES, STARTUPS, Days, Selection, Sums, scheme_range, year_range
from programmes.plan.models import BudgetLine, Counter, Scheme

AWARD = "tranche__contract__award__"
NET_AMOUNT = F("amount") - F("cancelled")


class GrantRecords:
    """Awards and payments as a source of figures (`programmes.plan.counting.Source`)."""

    counters = frozenset({STARTUPS, DECISIONS, *Counter.values})

    def records(self, selection: Selection) -> QuerySet[Any]:
        """The rows that make up the figure: payments for money paid, approved awards for everything else."""
        if selection.counter == Counter.PAID:
            return _in_selected_days(
                _accepted(_of_budget_lines(Disbursement.objects.all(), selection), selection), selection
            )
        awards = _accepted(Award.objects.approved(), selection)
        if selection.counter in {Counter.GRANTED, DECISIONS}:
            return _in_selected_days(_of_budget_lines(awards, selection), selection)
        if selection.counter == STARTUPS:
            awards = _in_selected_days(_of_budget_lines(awards, selection), selection)
            if _is_of_some(selection):
                return first_per(awards, "startup_id")
            return awards.filter(_is_first_since("startup_previous_on", selection.starts))
        awards = project_awards(selection.scheme, awards, are_all=not selection.accepted_only)
        awards = _of_budget_lines(awards, replace(selection, scheme=None))
        if selection.counter in STAGES:
            awards = awards.filter(stage__in=Term.objects.filter(code=selection.counter).values("pk"))
        return _in_selected_days(awards, selection)

    def sums(self, selection: Selection, *, stage: int | None = None) -> Sums:
        """The number and the money of those rows, of one stage of support where given; whole đồng."""
        found = self._cells(selection, stage)
        if found is not None:
            counted = found.aggregate(n=Sum("number", default=0), money=Sum("amount", default=0))
        else:
            rows = self.records(selection)
            counted = (rows if stage is None else rows.filter(stage=stage)).aggregate(
                n=Count("pk"), money=Sum("amount" if selection.counter == Counter.PAID else NET_AMOUNT, default=0)
            )
        return Sums(int(counted["n"]), int(counted["money"]))

    def _cells(self, selection: Selection, stage: int | None) -> QuerySet[Any] | None:
        """The groups that the figure is the sum of; None where only the records tell."""
        grain = _grain(selection)
        if selection.counter in {Counter.GRANTED, DECISIONS, Counter.PAID}:
            measure = PAID if selection.counter == Counter.PAID else GRANTED
            rows = cells(measure, "line", "stage", "accepted", grain=grain)
            if selection.accepted_only:
                rows = rows.filter(accepted="true")
            rows = _of_lines(rows, selection)
        elif selection.accepted_only:
            return None
        elif selection.counter == STARTUPS:
            if _is_of_some(selection) or stage is not None or not _begins_a_year(selection.starts):
                return None
            rows = cells(STARTUPS_SUPPORTED, "previous", grain=grain).filter(_is_first_cell(selection.starts))
        else:
            first, last = scheme_range(selection.scheme) if selection.scheme else (None, None)
            rows = _between(cells(PROJECTS, "previous", "stage", "line", grain=grain), first, last)
            rows = _of_lines(rows.filter(_is_first_cell(first)), replace(selection, scheme=None))
            if selection.counter in STAGES:
                rows = rows.filter(stage__in=_as_text(Term.objects.filter(code=selection.counter)))
        if stage is not None:
            rows = rows.filter(stage=str(stage))
        return _between(rows, selection.starts, selection.ends)

    def parts(self, scheme: Scheme | None, days: Days) -> list[QuerySet[Any]]:
        """Startups, projects and money of the city, and with `scheme` its own projects and each budget line's money."""
        parts = [*_city_parts(days), *_money_parts(days, by_line=scheme is not None)]
        return parts if scheme is None else [*parts, *_scheme_parts(scheme, days)]


def granted_by_place(
    selection: Selection, *, stage: int | None = None, area: int | None = None
) -> list[tuple[bool, int | None, Sums]]:
    """The approved grants of the selection, of one stage of support and one area where given, by place.

    Each group is whether the startups are public, the id of the area (None: none given), and the sums.
    """
    of_some = stage is not None or selection.scheme is not None
    rows = cells(GRANTED, "public", "area", *(("line", "stage") if of_some else ()), grain=_grain(selection))
    rows = _between(_of_lines(rows, selection), selection.starts, selection.ends)
    if stage is not None:
        rows = rows.filter(stage=str(stage))
    if area is not None:
        rows = rows.filter(area=str(area))
    grouped = rows.values_list("public", "area").annotate(n=Sum("number"), money=Sum("amount")).exclude(n=0)
    return [
        (public == "true", None if place is None else int(place), Sums(int(n), int(money)))
        for public, place, n, money in grouped
    ]


def _grain(selection: Selection) -> str:
    """How fine the groups must be for the days of the selection."""
    if selection.starts is None and selection.ends is None:
        return EVER
    return YEAR if _begins_a_year(selection.starts) and _begins_a_year(selection.ends) else DAY


def first_per(awards: QuerySet[Award], *key: str) -> QuerySet[Award]:
    """The first of these awards of each key."""
    first = awards.order_by(*key, "decided_at", "pk").distinct(*key)
    return Award.objects.filter(pk__in=first.values("pk"))


def project_awards(
    scheme: Scheme | None = None, awards: QuerySet[Award] | None = None, *, are_all: bool = True
) -> QuerySet[Award]:
    """The first award of each project in the scheme, or in the city. `are_all`: `awards` are all that are approved."""
    awards = Award.objects.approved() if awards is None else awards
    first, last = scheme_range(scheme) if scheme else (None, None)
    awards = _in_days(awards, first, last)
    if are_all:
        return awards.filter(_is_first_since("project_previous_on", first))
    return first_per(awards, "startup_id", "stage_id")


def _is_of_some(selection: Selection) -> bool:
    """Whether a startup's first grant of the selection need not be its first of all in those days."""
    return bool(selection.scheme or selection.pillar or selection.budget_year or selection.accepted_only)


def _is_first_since(column: str, day: date | None) -> Q:
    """That no grant of the same key was approved from `day` on (None: ever) before this one."""
    return Q(**{f"{column}__isnull": True}) | (Q(**{f"{column}__lt": day}) if day else Q())


def _is_first_cell(day: date | None) -> Q:
    """The same of a group, whose dimension `previous` is a year; `day` begins one."""
    first = Q(previous__isnull=True)
    return first if day is None else first | Q(previous__lt=str(_year_of(day)))


def _begins_a_year(day: date | None) -> bool:
    return day is None or year_range(_year_of(day))[0] == day


def _year_of(day: date) -> int:
    return period_of(day, PeriodKind.YEAR).year


def _accepted(rows: QuerySet[Any], selection: Selection) -> QuerySet[Any]:
    return rows.filter(result_accepted=True) if selection.accepted_only else rows


def _lines(selection: Selection) -> QuerySet[BudgetLine] | None:
    """The budget lines of the selection; None for all."""
    places = {
        "pillar__scheme": selection.scheme,
        "pillar": selection.pillar,
        "year": selection.budget_year,
    }
    filters = {name: value for name, value in places.items() if value is not None}
    return BudgetLine.objects.filter(**filters).order_by() if filters else None


def _of_budget_lines(rows: QuerySet[Any], selection: Selection) -> QuerySet[Any]:
    lines = _lines(selection)
    return rows if lines is None else rows.filter(budget_line__in=lines.values("pk"))


def _of_lines(rows: QuerySet[Any], selection: Selection) -> QuerySet[Any]:
    """The same of groups."""
    lines = _lines(selection)
    return rows if lines is None else rows.filter(line__in=_as_text(lines))


def _as_text(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The ids as dimensions of groups have them."""
    return rows.order_by().annotate(text=Cast("pk", CharField())).values("text")


def _in_selected_days(rows: QuerySet[Any], selection: Selection) -> QuerySet[Any]:
    return _in_days(rows, selection.starts, selection.ends)


def _in_days(rows: QuerySet[Any], starts: date | None, ends: date | None) -> QuerySet[Any]:
    if rows.model is Disbursement:
        return _in_range(rows, "paid_on", starts, ends)
    return _in_range(rows, "decided_at", starts and midnight(starts), ends and midnight(ends))


def _between(rows: QuerySet[Any], starts: date | None, ends: date | None) -> QuerySet[Any]:
    """The groups of these days."""
    return _in_range(rows, "since", starts, ends)


def _in_range(rows: QuerySet[Any], column: str, first: Any, last: Any) -> QuerySet[Any]:
    if first is not None:
        rows = rows.filter(**{f"{column}__gte": first})
    return rows if last is None else rows.filter(**{f"{column}__lt": last})


# The parts of a tally


def _city_parts(days: Days) -> list[QuerySet[Any]]:
    return [
        _startups_part(days),
        _part(
            _grouped(PROJECTS, days, "previous").filter(_is_first_cell(None)),
            "city_projects",
            year=reporting_year(),
            n=Sum("number"),
        ),
        _part(_grouped(GRANTED, days), "decisions", year=reporting_year(), n=Sum("number")),
    ]


def _startups_part(days: Days) -> QuerySet[Any]:
    """Startups with a grant in these days: from the records of a range, whatever its first day."""
    if days.since is None:
        first = _grouped(STARTUPS_SUPPORTED, days, "previous", grain=EVER).filter(_is_first_cell(None))
        return _part(first, "startups", n=Sum("number"))
    awards = _in_days(Award.objects.approved(), days.since, days.until)
    return _part(awards, "startups", n=Count("startup_id", distinct=True), count=Count("pk"))


def _money_parts(days: Days, *, by_line: bool) -> list[QuerySet[Any]]:
    dimensions = ("line",) if by_line else ()
    key = F("line") if by_line else None
    return [
        part
        for measure, kind in ((GRANTED, "granted"), (PAID, "paid"))
        for part in _compared(
            kind, days, "amount", key, lambda grain, measure=measure: _grouped(measure, days, *dimensions, grain=grain)
        )
    ]


def _scheme_parts(scheme: Scheme, days: Days) -> list[QuerySet[Any]]:
    first, last = scheme_range(scheme)
    stage = Coalesce(
        Subquery(Term.objects.filter(pk=Cast(OuterRef("stage"), BigIntegerField())).values("code")),
        Value(""),
        output_field=CharField(),
    )
    lines = BudgetLine.objects.filter(pillar__scheme=scheme).order_by()
    pillar = Subquery(lines.filter(pk=Cast(OuterRef("line"), BigIntegerField())).values("pillar"))

    def projects(grain: str) -> QuerySet[Any]:
        found = _grouped(PROJECTS, days, "previous", "stage", "line", grain=grain)
        return _between(found.filter(_is_first_cell(first)), first, last)

    def results(measure: Measure) -> QuerySet[Any]:
        return _grouped(measure, days, "line", "accepted").filter(accepted="true", line__in=_as_text(lines))

    return [
        *_compared("projects", days, "number", stage, projects),
        _part(
            projects(YEAR).filter(line__in=_as_text(lines)),
            "pillar_projects",
            year=reporting_year(),
            key=Concat(Cast(pillar, CharField()), Value(" "), stage, output_field=CharField()),
            n=Sum("number"),
        ),
        _part(results(GRANTED), "accepted", n=Sum("number")),
        _part(results(PAID), "accepted_paid", n=Sum("amount")),
    ]


def _grouped(measure: Measure, days: Days, *dimensions: str, grain: str = YEAR) -> QuerySet[Any]:
    """The groups of the days: by year, or by day where the range may begin or end within one."""
    is_whole = days.since is None and days.until is None
    return _between(cells(measure, *dimensions, grain=grain if is_whole else DAY), days.since, days.until)


def _compared(kind: str, days: Days, column: str, key: Any, groups: Any) -> list[QuerySet[Any]]:
    """The groups with their part before `days.before`: whole years, and the days of the year that it lies in."""
    if days.since is not None or days.until is not None:
        until = Sum(column, filter=Q(since__lt=days.before))
        return [_part(groups(DAY), kind, year=reporting_year(), key=key, n=Sum(column), to_date=until)]
    year_begins = year_range(_year_of(days.before))[0]
    years = Sum(column, filter=Q(since__lt=year_begins))
    no_more = Value(0, IntegerField())
    return [
        _part(groups(YEAR), kind, year=reporting_year(), key=key, n=Sum(column), to_date=years),
        _part(
            _between(groups(DAY), year_begins, days.before),
            kind,
            year=reporting_year(),
            key=key,
            n=no_more,
            to_date=Sum(column),
        ),
    ]


def _part(
    rows: QuerySet[Any], kind: str, *, year: Any = None, key: Any = None, n: Any, to_date: Any = None, count: Any = None
) -> QuerySet[Any]:
    """Groups as tuples (kind, year, key, n, to_date), together by year and key; those without a record left out."""
    grouped = rows.order_by().annotate(
        kind=Value(kind, CharField()),
        year=Value(0, IntegerField()) if year is None else year,
        key=Value("", CharField()) if key is None else key,
    )
    return (
        grouped.values("kind", "year", "key")
        .annotate(n=n, to_date=n if to_date is None else to_date)
        .alias(found=Sum("number") if count is None else count)
        .exclude(found=0)
        .values_list("kind", "year", "key", "n", "to_date")
    )
