"""Closed (reported) periods: an entry with a day in one is a correction, which needs a reason.

Every action that writes a dated record of figures calls `record_late_entry`. The app of the reports registers here
which periods are closed.
"""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.core.workflow import FieldRefused
from programmes.plan.models import PeriodCorrection

ClosedPeriodLookup = Callable[[date, date], str | None]
LOOKUPS: list[ClosedPeriodLookup] = []


def register_closed_periods(lookup: ClosedPeriodLookup) -> ClosedPeriodLookup:
    """Decorator: this function names a closed period that has some of these days (half-open range), or returns None.

    The function locks, so that a report that is requested meanwhile waits for the end of the transaction.
    """
    LOOKUPS.append(lookup)
    return lookup


def closed_period(starts: date, ends: date) -> str | None:
    """The name of a closed period that overlaps the half-open range of days, or None."""
    return next((label for lookup in LOOKUPS if (label := lookup(starts, ends))), None)


def record_late_entry(
    subject: str,
    label: str,
    *,
    starts: date,
    ends: date,
    old: str,
    new: str,
    reason: str,
    by: User | None,
    field: str = "late_reason",
) -> PeriodCorrection | None:
    """Record the entry as a correction if its days lie in a closed period; returns None if they do not.

    Raises FieldRefused beside `field` when the reason is missing. Call it inside the action's transaction.
    """
    period = closed_period(starts, ends)
    if period is None:
        return None
    if not reason.strip():
        raise FieldRefused(
            _(
                "%(period)s is reported already. Give the reason why this comes later: it is shown as a correction on the "
                "period's page and in the next report."
            )
            % {"period": period},
            field,
        )
    return PeriodCorrection.objects.create(
        subject=subject,
        label=label[:500],
        starts_on=starts,
        ends_on=ends,
        old_value=old,
        new_value=new,
        reason=reason.strip(),
        entered_by=by,
    )
