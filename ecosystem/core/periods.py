"""Reporting periods of Decree 09/2019/NĐ-CP, article 12 (F5.9), as half-open ranges of dates.

A month runs from the 15th of the month before to the 14th; so a figure dated 15/12/2021 belongs to
2022. Statistics use calendar periods instead (Decree 60/2018): both calendars exist side by side.
Days are days in Asia/Ho_Chi_Minh.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

ROMAN_QUARTERS = ("I", "II", "III", "IV")


class PeriodKind(models.TextChoices):
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    FIRST_HALF = "first_half", _("First half-year")
    SECOND_HALF = "second_half", _("Second half-year")
    YEAR = "year", _("Year")


class PeriodCalendar(models.TextChoices):
    REPORTING = "nd09", _("Reporting calendar (Decree 09/2019)")
    CALENDAR = "calendar", _("Calendar (Decree 60/2018)")


MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.FIRST_HALF: 6,
    PeriodKind.SECOND_HALF: 6,
    PeriodKind.YEAR: 12,
}


@dataclass(frozen=True, order=True)
class Period:
    """`starts` is in the period, `ends` is the first day after it. `number` counts within the year from 1."""

    starts: date
    ends: date
    kind: str
    year: int
    number: int = 1
    calendar: str = PeriodCalendar.REPORTING

    def __contains__(self, day: date) -> bool:
        return self.starts <= day < self.ends

    @property
    def label(self) -> str:
        number: int | str = self.number
        if self.kind == PeriodKind.QUARTER and get_language() == "vi":  # as official documents write it: Quý III
            number = ROMAN_QUARTERS[self.number - 1]
        return {
            PeriodKind.MONTH: gettext("Month %(number)s of %(year)s"),
            PeriodKind.QUARTER: gettext("Quarter %(number)s of %(year)s"),
            PeriodKind.FIRST_HALF: gettext("First half of %(year)s"),
            PeriodKind.SECOND_HALF: gettext("Second half of %(year)s"),
            PeriodKind.YEAR: gettext("Year %(year)s"),
        }[PeriodKind(self.kind)] % {"number": number, "year": self.year}


def _boundary(year: int, month: int, calendar: str) -> date:
    """The first day of the period month `month` (0 and negative months count back) of `year`."""
    index = year * 12 + month - 1
    if calendar == PeriodCalendar.REPORTING:
        index -= 1
    y, m = divmod(index, 12)
    return date(y, m + 1, 15 if calendar == PeriodCalendar.REPORTING else 1)


def make_period(kind: str, year: int, number: int = 1, calendar: str = PeriodCalendar.REPORTING) -> Period:
    """The period `number` (month 1-12, quarter 1-4, else 1) of `year`."""
    length = MONTHS[PeriodKind(kind)]
    first = 7 if kind == PeriodKind.SECOND_HALF else (number - 1) * length + 1
    return Period(
        _boundary(year, first, calendar),
        _boundary(year, first + length, calendar),
        kind,
        year,
        number,
        calendar,
    )


def period_of(day: date | datetime, kind: str, calendar: str = PeriodCalendar.REPORTING) -> Period:
    """The period of this kind that holds the day. For a half-year kind: whichever half holds it."""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    for year in (day.year, day.year + 1):
        for candidate in periods_of_year(kind, year, calendar):
            if day in candidate:
                return candidate
    raise AssertionError("every day lies in a period")


def periods_of_year(kind: str, year: int, calendar: str = PeriodCalendar.REPORTING) -> list[Period]:
    """All periods of the kind in the year, in order; the two halves count as one kind."""
    if kind in {PeriodKind.FIRST_HALF, PeriodKind.SECOND_HALF}:
        return [
            make_period(PeriodKind.FIRST_HALF, year, 1, calendar),
            make_period(PeriodKind.SECOND_HALF, year, 1, calendar),
        ]
    count = 12 // MONTHS[PeriodKind(kind)]
    return [make_period(kind, year, n, calendar) for n in range(1, count + 1)]
