"""Legal time limits counted in days or in working days over the holiday rows."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import models
from django.db.models import Q, Value, When
from django.utils.translation import gettext_lazy as _

from ecosystem.reference.models import Holiday, HolidayKind


class DayUnit(models.TextChoices):
    """«Ngày» and «ngày làm việc» are two different counts (F3.14)."""

    CALENDAR = "day", _("days")
    WORKING = "working_day", _("working days")


def exceptions_between(first: date, last: date) -> dict[date, str]:
    """The holiday rows of the range as {day: kind}: one query."""
    return dict(Holiday.objects.filter(day__range=(first, last)).values_list("day", "kind"))


def is_working_day(day: date, exceptions: dict[date, str]) -> bool:
    kind = exceptions.get(day)
    if kind == HolidayKind.WORKING:
        return True
    return kind is None and day.weekday() < 5


def add_days(start: date, amount: int, unit: str) -> date:
    """The last day of a limit of `amount` that starts to count on the day after `start`.

    A limit in calendar days that ends on a day off ends on the next working day (Civil Code 2015,
    article 148.5).
    """
    return add_limits(start, [(amount, unit)])


def add_limits(start: date, limits: Sequence[tuple[int, str]]) -> date:
    """The last day of limits of (amount, unit) that follow each other, each as `add_days` counts it; one query for all."""
    if not limits:
        return start
    span = sum(amount * 2 + 60 for amount, _unit in limits)
    exceptions = exceptions_between(start, start + timedelta(days=span))
    for amount, unit in limits:
        start = _last_day(start, amount, unit, exceptions)
    return start


def _last_day(start: date, amount: int, unit: str, exceptions: dict[date, str]) -> date:
    day, remaining = start, amount
    while remaining > 0:
        day += timedelta(days=1)
        if unit == DayUnit.CALENDAR or is_working_day(day, exceptions):
            remaining -= 1
    while not is_working_day(day, exceptions) and amount > 0:
        day += timedelta(days=1)
    return day


def days_between(start: date, end: date, unit: str) -> int:
    """How many days of the unit lie after `start` up to and including `end`; negative when `end` is before."""
    if end < start:
        return -days_between(end, start, unit)
    if unit == DayUnit.CALENDAR:
        return (end - start).days
    exceptions = exceptions_between(start, end)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, exceptions) for day in days)


def last_day_within(start: date, amount: int, unit: str, exceptions: dict[date, str]) -> date:
    """The latest day to which `days_between` counts no more than `amount` days of the unit."""
    if unit == DayUnit.CALENDAR:
        return start + timedelta(days=amount)
    day, counted = start, 0
    while True:
        counted += is_working_day(day + timedelta(days=1), exceptions)
        if counted > amount:
            return day
        day += timedelta(days=1)


def threshold_cases(day: str, today: date, thresholds: Iterable[int], unit: str, match: Q | None = None) -> list[When]:
    """Branches of a `Case` that gives the least of the `thresholds` that a day from today on has reached.

    A threshold is a number of days of the unit before the day in the column `day`; the branches hold for rows that
    `match`, else for all. `threshold_of` reads the value of a row, annotated as `threshold`.
    """
    amounts = sorted(set(thresholds))
    exceptions = exceptions_between(today, today + timedelta(days=max(amounts, default=0) * 3 + 60))
    return [
        When(
            (match or Q()) & Q(**{f"{day}__lte": last_day_within(today, amount, unit, exceptions)}), then=Value(amount)
        )
        for amount in amounts
    ]


def threshold_of(row: models.Model) -> int:
    """The threshold that the row was annotated with."""
    return int(vars(row)["threshold"])
