"""Running numbers of records: without gaps or doubles, also where twenty are taken at once."""

from django.utils import timezone

from ecosystem.core.models import NumberSeries


def take_number(series: str, *, year: int | None = None) -> str:
    """The next number of the series in the year, as `HS-2026-000123`.

    The series' row stays locked until the caller's transaction ends, so a number that is rolled back
    is given to the next one. Take it last: everybody else waits for it.
    """
    year = year or timezone.localdate().year
    NumberSeries.objects.bulk_create([NumberSeries(series=series, year=year)], ignore_conflicts=True)
    row = NumberSeries.objects.select_for_update().get(series=series, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return f"{series}-{year}-{row.last:06d}"
