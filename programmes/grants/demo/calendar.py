"""Days as ordinals (`date.toordinal`) and as texts for the database, and time limits in working days."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from random import Random

from ecosystem.reference.workdays import DayUnit, exceptions_between, is_working_day

FIRST_DAY = date(2020, 1, 1)


class Calendar:
    """Working days from 2020 to two years after `today`, read once."""

    def __init__(self, today: date) -> None:
        self.base, end = FIRST_DAY.toordinal(), date(today.year + 2, 12, 31).toordinal()
        exceptions = exceptions_between(FIRST_DAY, date.fromordinal(end))
        days = [date.fromordinal(day) for day in range(self.base, end)]
        self.iso = [day.isoformat() for day in days]
        self.working = [day.toordinal() for day in days if is_working_day(day, exceptions)]

    def text(self, day: int) -> str:
        """The day as «2026-03-05»."""
        return self.iso[day - self.base]

    def moment(self, day: int, rng: Random) -> str:
        """A time of the day's working hours, in the city's time zone."""
        return self.at(day, 10 * 60 + int(rng.random() * 400))

    def at(self, day: int, minute: int) -> str:
        return f"{self.iso[day - self.base]} {minute // 60:02d}:{minute % 60:02d}:00+07"

    def workday(self, day: int) -> int:
        """The day, or the next working day."""
        return self.working[bisect_left(self.working, day)]

    def add(self, start: int, amount: int, unit: str) -> int:
        """The last day of a limit, as `ecosystem.reference.workdays.add_days` counts it."""
        if amount <= 0:
            return start
        if unit == DayUnit.CALENDAR:
            return self.workday(start + amount)
        return self.working[bisect_left(self.working, start + 1) + amount - 1]

    def between(self, start: int, end: int, unit: str) -> int:
        """Days of the unit after `start` up to and including `end`, which is not before it."""
        if unit == DayUnit.CALENDAR:
            return end - start
        return bisect_left(self.working, end + 1) - bisect_left(self.working, start + 1)


@dataclass(frozen=True)
class SeedingRun:
    """Shared by all writers of one run: random numbers, the calendar, and the last day (ordinal) of the data."""

    rng: Random
    calendar: Calendar
    last: int
