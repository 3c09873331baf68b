"""The ledger of reporting periods: creates missing periods and ends those that are over, idempotently."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.accounts.recipients import recipients
from ecosystem.accounts.roles import Role
from ecosystem.core.periods import Period, PeriodCalendar, PeriodKind, period_of, periods_of_year
from ecosystem.core.workflow import BySystem, TransitionRefused, move
from ecosystem.notices.notify import notify
from ecosystem.reference.workdays import DayUnit, add_days
from ecosystem.reports.models import Contribution, PeriodStatus, ReportingPeriod
from programmes.plan.calendar import reschedules_time_limits
from programmes.plan.models import Scheme

KINDS = (PeriodKind.QUARTER, PeriodKind.FIRST_HALF, PeriodKind.YEAR)  # FIRST_HALF stands for both halves
CONTRIBUTION_DAYS = 5
TAKEN_UP_WITHIN = timedelta(days=100)  # a new portal still reports periods that ended so shortly before


def update_reporting_periods(today: date | None = None) -> tuple[int, int]:
    """Make every period due up to `today` and end those that are over. Returns (made, ended).

    What ended before reporting in the portal began is an earlier period: no contribution is requested, and its report is not due.

    Safe to run twice, beside another run, and after any interruption: a period is made under its
    unique key, and ended under its row's lock by one of the runs.
    """
    today = today or timezone.localdate()
    begin = reports_begin_on(today)
    made = _make_missing(today)
    ended = 0
    for pk in ReportingPeriod.objects.filter(status=PeriodStatus.OPEN, ends_on__lte=today).values_list("pk", flat=True):
        ended += end_period(pk, today=today, begin=begin)
    _apply_begin(begin)
    return made, ended


def reports_begin_on(today: date) -> date:
    """The day from which periods are reported in the portal: that of the schemes, else TAKEN_UP_WITHIN before the first row."""
    configured: date | None = Scheme.objects.aggregate(first=Min("reports_from"))["first"]
    if configured:
        return configured
    first_created = ReportingPeriod.objects.aggregate(first=Min("created_at"))["first"]
    return min(timezone.localdate(first_created) if first_created else today, today) - TAKEN_UP_WITHIN


def _apply_begin(begin: date) -> None:
    """Move ended periods without a report to the right status after the first day of reporting was changed."""
    for status, name, ended in (
        (PeriodStatus.ENDED, "set_aside", {"ends_on__lte": begin}),
        (PeriodStatus.EARLIER, "take_up", {"ends_on__gt": begin}),
    ):
        for pk in ReportingPeriod.objects.filter(status=status, **ended).values_list("pk", flat=True):
            with transaction.atomic():
                row = ReportingPeriod.objects.select_for_update(skip_locked=True).filter(pk=pk, status=status).first()
                if row:
                    move(row, name, by=BySystem())


def _make_missing(today: date) -> int:
    first = Scheme.objects.order_by("starts_on").values_list("starts_on", flat=True).first()
    if first is None:
        return 0
    known = set(ReportingPeriod.objects.values_list("calendar", "kind", "starts_on"))
    missing = [
        period
        for kind in KINDS
        for year in range(first.year, period_of(today, kind).year + 1)
        for period in periods_of_year(kind, year, PeriodCalendar.REPORTING)
        if period.starts <= today and (period.calendar, period.kind, period.starts) not in known
    ]
    if not missing:
        return 0
    with transaction.atomic():
        before = ReportingPeriod.objects.count()
        ReportingPeriod.objects.bulk_create([_row(p) for p in missing], ignore_conflicts=True)
        return ReportingPeriod.objects.count() - before


def _row(period: Period) -> ReportingPeriod:
    return ReportingPeriod(
        kind=period.kind,
        calendar=period.calendar,
        year=period.year,
        number=period.number,
        starts_on=period.starts,
        ends_on=period.ends,
        contributions_due_on=contributions_due(period),
    )


@reschedules_time_limits
def reschedule_contributions() -> None:
    """Move the due days of contributions that still may come, after a change of a public holiday."""
    waiting = ReportingPeriod.objects.select_for_update().filter(status__in=[PeriodStatus.OPEN, PeriodStatus.ENDED])
    for period in waiting.order_by("pk"):
        due_on = contributions_due(period.period)
        if due_on != period.contributions_due_on:
            period.contributions_due_on = due_on
            period.save(update_fields=["contributions_due_on", "updated_at"])


def contributions_due(period: Period) -> date:
    """The last day on which units send their parts: some working days after the last day of the period."""
    return add_days(period.ends - timedelta(days=1), CONTRIBUTION_DAYS, DayUnit.WORKING)


@transaction.atomic
def end_period(period_id: int, *, today: date, begin: date) -> bool:
    """End one period and request the contributions of partner units. False when another run was first.

    Periods that ended before reporting in the portal began are set aside; for those that ended long ago no contribution is requested.
    """
    row = ReportingPeriod.objects.select_for_update(skip_locked=True).filter(pk=period_id).first()
    if row is None or row.status != PeriodStatus.OPEN or row.ends_on > today:
        return False
    period = move(row, "end" if row.ends_on > begin else "set_aside", by=BySystem())
    if period.status == PeriodStatus.ENDED and today - period.ends_on <= TAKEN_UP_WITHIN:
        _request_contributions(period)
    return True


def _request_contributions(period: ReportingPeriod) -> None:
    units = OrganisationUnit.objects.filter(is_partner=True).valid_on(period.ends_on)
    Contribution.objects.bulk_create([Contribution(period=period, unit=u) for u in units], ignore_conflicts=True)
    for unit in units:
        for person in recipients(roles={Role.PARTNER_REPORTER}, unit_id=unit.pk):
            notify(
                person,
                "contribution_request",
                event=f"{period.pk}:{unit.pk}",
                context={"period": period, "unit": unit, "user": person},
            )


def require_ended(period: ReportingPeriod) -> None:
    """Raises TransitionRefused while the period still runs."""
    if period.status == PeriodStatus.OPEN:
        raise TransitionRefused(
            _("The period runs until %(day)s: its report can be issued after that.")
            % {"day": f"{period.ends_on - timedelta(days=1):%d/%m/%Y}"}
        )
