"""Periods that are reported: what is dated into one later is a correction, with a reason, or refused.

Every action that writes a dated record of figures calls `record_late_entry`. Which periods are closed is known to the
reports, which register it here.
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

    It holds a lock that makes a report which is being asked for wait for the end of the transaction.
    """
    LOOKUPS.append(lookup)
    return lookup


def closed_period(starts: date, ends: date) -> str | None:
    """The name of a closed period with some of the days, or None."""
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
    """Mark what is written now as a correction where its days lie in a closed period; None where they do not.

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
