"""Every figure added up from the records alone, by their relations, without a column that triggers copy or compute.

What the portal reads from the groups of its measures must equal it (programmes.grants.counting has the rules).
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, Count, DateField, ExpressionWrapper, F, IntegerField, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce, Concat, ExtractYear
from django.utils import timezone

from ecosystem.core.days import midnight
from programmes.grants.models import RESULT_ACCEPTED_STATUSES, Award, Disbursement
from programmes.plan.counting import DECISIONS, STAGES, STARTUPS, Days, Selection, TallyRow, scheme_range
from programmes.plan.models import Counter, Scheme

# 15 December is the first day of the next reporting year: 17 days later it is 1 January.
YEAR_SHIFT = timedelta(days=17)
AWARD = "tranche__contract__award__"
PROJECT_KEY = ("application__startup_id", "application__call__stage_id")
GRANTED = F("amount") - F("cancelled")


class RecordsAlone:
    """The rows of a figure, the figure, and the groups of a tally."""

    def records(self, selection: Selection) -> QuerySet[Any]:
        """The rows that make up the figure: payments for money paid, approved awards for everything else."""
        if selection.counter == Counter.PAID:
            return _payments(selection)
        awards: QuerySet[Award] = Award.objects.approved()
        if selection.accepted_only:
            awards = awards.filter(application__status__in=RESULT_ACCEPTED_STATUSES)
        if selection.counter in {Counter.GRANTED, DECISIONS}:
            return _in_selected_days(_of_budget_lines(awards, selection, ""), selection, "decided_at")
        if selection.counter == STARTUPS:
            awards = _of_budget_lines(awards, selection, "")
            return first_per(_in_selected_days(awards, selection, "decided_at"), "application__startup_id")
        awards = _of_budget_lines(project_awards(selection.scheme, awards), replace(selection, scheme=None), "")
        if selection.counter in STAGES:
            awards = awards.filter(application__call__stage__code=selection.counter)
        return _in_selected_days(awards, selection, "decided_at")

    def total(self, selection: Selection) -> int:
        """The figure: whole đồng for money, else a number of records."""
        rows = self.records(selection)
        if selection.counter == Counter.PAID:
            return rows.aggregate(n=Sum("amount", default=0))["n"]
        if selection.counter == Counter.GRANTED:
            return rows.aggregate(n=Sum(F("amount") - F("cancelled"), default=0))["n"]
        return rows.count()

    def parts(self, scheme: Scheme | None, days: Days) -> list[QuerySet[Any]]:
        """Startups, projects and money of the city, and with `scheme` its own projects and each budget line's money."""
        parts = [*_city_parts(days), *_money_parts(days, by_line=scheme is not None)]
        return parts if scheme is None else [*parts, *self._scheme_parts(scheme, days)]

    def _scheme_parts(self, scheme: Scheme, days: Days) -> list[QuerySet[Any]]:
        results = Selection(Counter.GRANTED, scheme=scheme, starts=days.since, ends=days.until, accepted_only=True)
        first_grants = _in_days(project_awards(scheme), days, "decided_at")
        return [
            _part(
                first_grants,
                "projects",
                year=_year("decided_at"),
                key=Coalesce("application__call__stage__code", Value("")),
                n=Count("pk"),
                to_date=Count("pk", filter=Q(decided_at__lt=midnight(days.before))),
            ),
            _part(
                first_grants.filter(budget_line__pillar__scheme=scheme),
                "pillar_projects",
                year=_year("decided_at"),
                key=Concat(
                    Cast("budget_line__pillar", CharField()),
                    Value(" "),
                    Cast(Coalesce("application__call__stage__code", Value("")), CharField()),
                ),
                n=Count("pk"),
            ),
            _part(self.records(results), "accepted", n=Count("pk")),
            _part(self.records(replace(results, counter=Counter.PAID)), "accepted_paid", n=Sum("amount")),
        ]


def first_per(awards: QuerySet[Award], *key: str) -> QuerySet[Award]:
    """The first approved award of each key."""
    first = awards.order_by(*key, "decided_at", "pk").distinct(*key)
    return Award.objects.filter(pk__in=first.values("pk"))


def project_awards(scheme: Scheme | None = None, awards: QuerySet[Award] | None = None) -> QuerySet[Award]:
    """The first award of each project in the scheme, or in the city."""
    awards = Award.objects.approved() if awards is None else awards
    if scheme is not None:
        first, last = scheme_range(scheme)
        awards = awards.filter(decided_at__gte=midnight(first), decided_at__lt=midnight(last))
    return first_per(awards, *PROJECT_KEY)


def _payments(selection: Selection) -> QuerySet[Disbursement]:
    rows = _of_budget_lines(Disbursement.objects.all(), selection, AWARD)
    if selection.accepted_only:
        rows = rows.filter(**{AWARD + "application__status__in": RESULT_ACCEPTED_STATUSES})
    return _in_selected_days(rows, selection, "paid_on")


def _of_budget_lines(rows: QuerySet[Any], selection: Selection, path: str) -> QuerySet[Any]:
    if selection.scheme is not None:
        rows = rows.filter(**{path + "budget_line__pillar__scheme": selection.scheme})
    if selection.pillar is not None:
        rows = rows.filter(**{path + "budget_line__pillar": selection.pillar})
    if selection.budget_year is not None:
        rows = rows.filter(**{path + "budget_line__year": selection.budget_year})
    return rows


def _in_selected_days(rows: QuerySet[Any], selection: Selection, column: str) -> QuerySet[Any]:
    to_bound = (lambda day: day) if column == "paid_on" else midnight
    if selection.starts is not None:
        rows = rows.filter(**{column + "__gte": to_bound(selection.starts)})
    if selection.ends is not None:
        rows = rows.filter(**{column + "__lt": to_bound(selection.ends)})
    return rows


def _city_parts(days: Days) -> list[QuerySet[Any]]:
    awards = _in_days(Award.objects.approved(), days, "decided_at")
    year = _year("decided_at")
    return [
        _part(awards, "startups", n=Count("application__startup_id", distinct=True)),
        _part(_in_days(project_awards(), days, "decided_at"), "city_projects", year=year, n=Count("pk")),
        _part(awards, "decisions", year=year, n=Count("pk")),
    ]


def _money_parts(days: Days, *, by_line: bool) -> list[QuerySet[Any]]:
    awards = _in_days(Award.objects.approved(), days, "decided_at")
    payments = _in_days(Disbursement.objects.all(), days, "paid_on")
    return [
        _part(
            awards,
            "granted",
            year=_year("decided_at"),
            key=Cast("budget_line", CharField()) if by_line else None,
            n=Sum(GRANTED),
            to_date=Sum(GRANTED, filter=Q(decided_at__lt=midnight(days.before))),
        ),
        _part(
            payments,
            "paid",
            year=_year("paid_on"),
            key=Cast(AWARD + "budget_line", CharField()) if by_line else None,
            n=Sum("amount"),
            to_date=Sum("amount", filter=Q(paid_on__lt=days.before)),
        ),
    ]


def _in_days(rows: QuerySet[Any], days: Days, column: str) -> QuerySet[Any]:
    return _in_selected_days(rows, Selection("", starts=days.since, ends=days.until), column)


def _year(column: str) -> Any:
    """The reporting year of a date or datetime column."""
    shifted = F(column) + Value(YEAR_SHIFT)
    if column == "paid_on":
        return ExtractYear(ExpressionWrapper(shifted, DateField()))
    return ExtractYear(shifted, tzinfo=timezone.get_default_timezone())


def _part(
    rows: QuerySet[Any], kind: str, *, year: Any = None, key: Any = None, n: Any, to_date: Any = None
) -> QuerySet[Any]:
    """The rows as tuples (kind, year, key, n, to_date), grouped by year and key."""
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


def tally_rows(scheme: Scheme | None, *, before: date) -> list[TallyRow]:
    """The rows of `tally(scheme, compare_before=before)` in order; a sum of nothing is no row."""
    first, *further = RecordsAlone().parts(scheme, Days(None, None, before))
    rows = first.union(*further, all=True)
    found = [TallyRow(kind, year, key, int(n or 0), int(d or 0)) for kind, year, key, n, d in rows]
    return sorted(row for row in found if row.year or row.n)
