"""Which periods are closed for what is dated into them: those whose report was asked for or issued."""

from datetime import date

from django.db import connection

from ecosystem.reports.models import ReportingPeriod
from programmes.plan.closed_periods import register_closed_periods

# The share lock waits for `request_report`, which locks the period, and makes it wait: what is written before the report
# was asked for is in it, and what is written after is a correction.
SHARE_LOCK = "SELECT id FROM reports_reportingperiod WHERE starts_on < %s AND ends_on > %s ORDER BY id FOR SHARE"


@register_closed_periods
def closed_report_period(starts: date, ends: date) -> str | None:
    """The shortest reported period with some of the days."""
    with connection.cursor() as cursor:
        cursor.execute(SHARE_LOCK, [ends, starts])
        ids = [pk for (pk,) in cursor.fetchall()]
    reported = ReportingPeriod.objects.filter(pk__in=ids, reports__isnull=False).distinct()
    shortest = min(reported, key=lambda period: period.ends_on - period.starts_on, default=None)
    return shortest.label if shortest else None
