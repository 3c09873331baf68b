"""Filters by days and by sums of money."""

from datetime import date, timedelta
from typing import Any

import django_filters
from django.db.models import QuerySet

from ecosystem.core.days import midnight
from ecosystem.core.money import VndField


class MoneyFilter(django_filters.Filter):
    """An amount as people type it: 40 triệu, 1,5 tỷ, 40.000.000."""

    field_class = VndField


class DayFrom(django_filters.DateFilter):
    """Moments at or after the beginning of a day in Asia/Ho_Chi_Minh."""

    def filter(self, qs: QuerySet[Any], value: date | None) -> QuerySet[Any]:
        return qs.filter(**{f"{self.field_name}__gte": midnight(value)}) if value else qs


class DayTo(django_filters.DateFilter):
    """Moments before the end of a day in Asia/Ho_Chi_Minh."""

    def filter(self, qs: QuerySet[Any], value: date | None) -> QuerySet[Any]:
        if not value or value == date.max:
            return qs
        return qs.filter(**{f"{self.field_name}__lt": midnight(value + timedelta(days=1))})
