"""Moments of a day by the clocks of the city."""

from datetime import date, datetime, time

from django.utils import timezone


def midnight(day: date) -> datetime:
    """The moment at which the day begins in Ho Chi Minh City."""
    return moment_of(day, 0)


def moment_of(day: date, hour: int, minute: int = 0) -> datetime:
    """The moment of the day at this hour in Ho Chi Minh City."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)), timezone.get_default_timezone())
