"""The portal's own figures by month: page views, dossiers, messages; counts without data of persons."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from ecosystem.core.measures import DAY, Measure, cells
from ecosystem.public.models import PageCount, PageKind
from programmes.feedback.models import MESSAGES
from programmes.grants.models.measures import DOSSIERS_SENT, STEPS_ENDED

MONTHS = 12


@dataclass
class Month:
    """One month of the portal."""

    first_day: date
    views: int = 0
    views_by_kind: dict[str, int] = field(default_factory=dict)
    dossiers: int = 0
    steps: int = 0
    steps_in_time: int = 0
    messages: int = 0
    answered: int = 0
    answered_in_time: int = 0

    @property
    def label(self) -> str:
        return f"{self.first_day:%m/%Y}"


def months_until(today: date, count: int = MONTHS) -> list[date]:
    """The first days of the last months, this one included, oldest first."""
    months = [(today.year * 12 + today.month - 1) - back for back in reversed(range(count))]
    return [date(number // 12, number % 12 + 1, 1) for number in months]


def portal_months(today: date | None = None) -> list[Month]:
    """The last twelve months in four queries. Messages and dossiers count in the month in which they arrived."""
    months = {day: Month(day) for day in months_until(today or timezone.localdate())}
    start = min(months)
    for row in (
        PageCount.objects.filter(day__gte=start).values("kind", month=TruncMonth("day")).annotate(n=Sum("views"))
    ):
        if month := months.get(row["month"]):
            month.views_by_kind[row["kind"]] = row["n"]
            month.views += row["n"]
    _add_counts(months, _dossiers(start))
    _add_counts(months, _steps(start))
    _add_counts(months, _messages(start))
    return list(months.values())


def _add_counts(months: dict[date, Month], rows: Iterable[Any]) -> None:
    for row in rows:
        month = row.pop("month")
        if month in months:
            for name, value in row.items():
                setattr(months[month], name, int(value))


def _by_month(measure: Measure, start: date, *dimensions: str) -> QuerySet[Any]:
    rows = cells(measure, *dimensions, grain=DAY).filter(since__gte=start)
    months: QuerySet[Any] = rows.values(month=TruncMonth("since"))
    return months


def _dossiers(start: date) -> Iterable[Any]:
    return _by_month(DOSSIERS_SENT, start).annotate(dossiers=Sum("number"))


def _steps(start: date) -> Iterable[Any]:
    in_time = Sum("number", filter=Q(in_time="true"), default=0)
    return _by_month(STEPS_ENDED, start, "in_time").annotate(steps=Sum("number"), steps_in_time=in_time)


def _messages(start: date) -> Iterable[Any]:
    return _by_month(MESSAGES, start, "answer").annotate(
        messages=Sum("number"),
        answered=Sum("number", filter=~Q(answer="none"), default=0),
        answered_in_time=Sum("number", filter=Q(answer="in_time"), default=0),
    )


def views_by_kind(months: Iterable[Month]) -> list[tuple[PageKind, int]]:
    """The kinds of page with their views in these months, the most viewed first."""
    sums = {kind: sum(month.views_by_kind.get(kind.value, 0) for month in months) for kind in PageKind}
    return sorted(((kind, views) for kind, views in sums.items() if views), key=lambda pair: -pair[1])
