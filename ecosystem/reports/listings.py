"""The lists of contributions, reports and periods: their columns, orders and filters."""

from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce, Collate
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.days import LAST_MOMENT
from ecosystem.core.ui.dates import date_vi
from ecosystem.core.ui.states import badge
from ecosystem.core.web.navigation import record_url
from ecosystem.lists import cells
from ecosystem.lists.listing import Column, Empty, Listing
from ecosystem.reports.filters import ContributionFilter, PeriodFilter, ReportFilter
from ecosystem.reports.models import Contribution, ContributionStatus, IssuedReport, ReportingPeriod


def _address(row: Contribution) -> str:
    return record_url("reports:contribution_detail", row.pk)


def _due(row: Contribution) -> Any:
    due = row.period.contributions_due_on
    return date_vi(due) if row.status == ContributionStatus.APPROVED else cells.due(due)


def _contributions(user: User) -> Any:
    """Some dozens of rows for each period: the query computes the keys of the orders, without an index."""
    return (
        Contribution.objects.visible_to(user)
        .select_related("period")
        .annotate(
            period_key=F("period__ends_on"),
            due_key=F("period__contributions_due_on"),
            approved_key=Coalesce("approved_at", Value(LAST_MOMENT)),
        )
    )


CONTRIBUTIONS = Listing(
    slug="contribution",
    url_name="reports:contribution_list",
    title=gettext_lazy("Contributions"),
    order="-created",
    rows=_contributions,
    may_open=lambda user: user.has_role(Role.PARTNER_REPORTER, Role.PARTNER_HEAD, *DEPARTMENT),
    filterset=ContributionFilter,
    empty=Empty(
        gettext_lazy("Nothing to write now"),
        gettext_lazy("When a period ends, the request of the lead department appears here and you get an email."),
        icon="file-pen-line",
    ),
    address_of=_address,
    columns=(
        Column(
            "period",
            gettext_lazy("Period"),
            lambda row: str(row.period.label),
            lambda row: cells.title(_address(row), row.period.label),
            sort=("period_key", "pk"),
            width=32,
        ),
        Column("unit", gettext_lazy("Unit"), lambda row: row.unit.label, joins=("unit",), width=40),
        Column(
            "due",
            gettext_lazy("Due"),
            lambda row: row.period.contributions_due_on,
            _due,
            kind="date",
            sort=("due_key", "pk"),
        ),
        Column(
            "status",
            gettext_lazy("State"),
            lambda row: row.get_status_display(),
            lambda row: badge(row.state),
            sort=("status", "pk"),
        ),
        Column(
            "approved",
            gettext_lazy("Sent"),
            lambda row: row.approved_at,
            kind="time",
            sort=("approved_key", "pk"),
            visible=False,
        ),
        Column(
            "created",
            gettext_lazy("Asked for on"),
            lambda row: row.created_at,
            kind="time",
            sort=("pk",),
            visible=False,
        ),
    ),
)


# --- Reports and periods -------------------------------------------------------------------------------------
def _has_a_role(user: User) -> bool:
    return bool(user.roles)


def _report_address(row: IssuedReport) -> str:
    return record_url("reports:report_detail", row.pk)


def _number(row: IssuedReport) -> str:
    return row.number or _("No number yet")


def _superseded_text(row: Any) -> str:
    return _("A correction has taken the place of this version.") if row.is_superseded else ""


def _report_status(row: IssuedReport) -> str:
    """The state for files: with the sentence that a correction took the report's place."""
    return ". ".join(part for part in (str(row.get_status_display()), _superseded_text(row)) if part)


def _reports(user: User) -> Any:
    """A few rows for each period: the query computes the keys of the orders, without an index."""
    return (
        IssuedReport.objects.visible_to(user)
        .with_supersession()
        .select_related("period")
        .defer("snapshot", "narrative")
        .annotate(
            number_key=Collate(Coalesce("number", Value("")), "C"),
            period_key=F("period__ends_on"),
            issued_key=Coalesce("issued_at", Value(LAST_MOMENT)),
        )
    )


REPORTS = Listing(
    slug="report",
    url_name="reports:report_list",
    title=gettext_lazy("Reports"),
    order="-created",
    rows=_reports,
    may_open=_has_a_role,
    filterset=ReportFilter,
    empty=Empty(
        gettext_lazy("No report has been issued yet"),
        gettext_lazy("A report appears here when the department issues the report of an ended period."),
        icon="file-chart-column",
    ),
    address_of=_report_address,
    columns=(
        Column(
            "number",
            gettext_lazy("Number"),
            _number,
            lambda row: cells.title(_report_address(row), _number(row)),
            sort=("number_key", "pk"),
        ),
        Column(
            "period", gettext_lazy("Period"), lambda row: str(row.period.label), sort=("period_key", "pk"), width=32
        ),
        Column("version", gettext_lazy("Version"), lambda row: row.version, kind="integer"),
        Column(
            "issued",
            gettext_lazy("Issued"),
            lambda row: row.issued_at,
            kind="time",
            sort=("issued_key", "pk"),
        ),
        Column(
            "status",
            gettext_lazy("State"),
            _report_status,
            lambda row: format_html("{}{}", badge(row.state), cells.subtitle(_superseded_text(row))),
            sort=("status", "pk"),
        ),
        Column(
            "correction", gettext_lazy("What is corrected"), lambda row: row.correction_note, visible=False, width=40
        ),
        Column(
            "scheme",
            gettext_lazy("Scheme"),
            lambda row: row.scheme.label if row.scheme else "",
            joins=("scheme",),
            visible=False,
            width=32,
        ),
        Column(
            "created",
            gettext_lazy("Asked for on"),
            lambda row: row.requested_at,
            kind="time",
            sort=("pk",),
            visible=False,
        ),
    ),
)


def _period_address(row: ReportingPeriod) -> str:
    return record_url("reports:period_detail", row.pk)


def _sent(row: Any) -> str:
    return _("%(sent)s of %(asked)s") % {"sent": row.sent, "asked": row.asked} if row.asked else ""


PERIODS = Listing(
    slug="period",
    url_name="reports:period_list",
    title=gettext_lazy("Reporting periods"),
    order="-to",
    rows=lambda user: ReportingPeriod.objects.with_progress(),
    may_open=_has_a_role,
    filterset=PeriodFilter,
    empty=Empty(
        gettext_lazy("No period yet"),
        gettext_lazy("Periods appear by themselves within five minutes after a scheme is entered."),
        icon="calendar-range",
    ),
    address_of=_period_address,
    columns=(
        Column(
            "period",
            gettext_lazy("Period"),
            lambda row: str(row.label),
            lambda row: cells.title(
                _period_address(row), row.label, f"{date_vi(row.starts_on)} – {date_vi(row.last_day)}"
            ),
            width=32,
        ),
        Column("kind", gettext_lazy("Kind of period"), lambda row: row.get_kind_display(), visible=False),
        Column(
            "from",
            gettext_lazy("From"),
            lambda row: row.starts_on,
            kind="date",
            sort=("starts_on", "pk"),
            visible=False,
        ),
        Column("to", gettext_lazy("To"), lambda row: row.last_day, kind="date", sort=("ends_on", "pk")),
        Column(
            "due",
            gettext_lazy("Contributions due"),
            lambda row: row.contributions_due_on,
            kind="date",
            sort=("contributions_due_on", "pk"),
            visible=False,
        ),
        Column("sent", gettext_lazy("Contributions sent"), _sent),
        Column("issued", gettext_lazy("Reports issued"), lambda row: row.issued, kind="integer", visible=False),
        Column(
            "status",
            gettext_lazy("State"),
            lambda row: row.get_status_display(),
            lambda row: badge(row.state),
            sort=("status", "ends_on", "pk"),
        ),
    ),
)
