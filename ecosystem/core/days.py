"""Moments of a day by the clocks of the city."""

from datetime import UTC, date, datetime, time

from django.utils import timezone

# Stand for a missing day in the keys of lists' orders: such rows come last ascending, and first descending.
LAST_DATE = date(9999, 12, 31)
LAST_MOMENT = datetime(9999, 12, 31, tzinfo=UTC)


def midnight(day: date) -> datetime:
    """The moment at which the day begins in Ho Chi Minh City."""
    return moment_of(day, 0)


def moment_of(day: date, hour: int, minute: int = 0) -> datetime:
    """The moment of the day at this hour in Ho Chi Minh City."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)), timezone.get_default_timezone())
