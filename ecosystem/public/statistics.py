"""The portal's own figures by month: page views, dossiers, messages; counts without data of persons."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from ecosystem.core.days import midnight
from ecosystem.public.models import PageCount, PageKind
from programmes.feedback.models import ANSWERED_IN_TIME, Feedback, FeedbackStatus
from programmes.grants.models import Application, StepClock
from programmes.plan.models import Step

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
        day = timezone.localdate(month) if isinstance(month, datetime) else month
        if day in months:
            for name, value in row.items():
                setattr(months[day], name, value)


def _dossiers(start: date) -> Iterable[Any]:
    sent = Application.objects.filter(submitted_at__gte=midnight(start)).order_by()
    return sent.values(month=TruncMonth("submitted_at")).annotate(dossiers=Count("pk"))


def _steps(start: date) -> Iterable[Any]:
    """Time limits of the department that ended; the applicant's time to complete is not the department's."""
    ended = StepClock.objects.filter(ended_on__gte=start, paused_on__isnull=True).exclude(step=Step.COMPLETION)
    return (
        ended.order_by()
        .values(month=TruncMonth("ended_on"))
        .annotate(steps=Count("pk"), steps_in_time=Count("pk", filter=Q(ended_on__lte=F("due_on"))))
    )


def _messages(start: date) -> Iterable[Any]:
    answered = Q(status=FeedbackStatus.ANSWERED)
    received = Feedback.objects.filter(created_at__gte=midnight(start), number__isnull=False).order_by()
    return received.values(month=TruncMonth("created_at")).annotate(
        messages=Count("pk"),
        answered=Count("pk", filter=answered),
        answered_in_time=Count("pk", filter=answered & ANSWERED_IN_TIME),
    )


def views_by_kind(months: Iterable[Month]) -> list[tuple[PageKind, int]]:
    """The kinds of page with their views in these months, the most viewed first."""
    sums = {kind: sum(month.views_by_kind.get(kind.value, 0) for month in months) for kind in PageKind}
    return sorted(((kind, views) for kind, views in sums.items() if views), key=lambda pair: -pair[1])
