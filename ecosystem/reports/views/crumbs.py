"""Breadcrumbs of periods, reports and contributions."""

from typing import Any

from django.utils.translation import gettext as _

from ecosystem.core.ui.crumbs import Crumbs, crumb, current_crumb
from ecosystem.reports.models import Contribution, IssuedReport, ReportingPeriod


def period_crumbs(period: ReportingPeriod, page: Any = None) -> Crumbs:
    """The page of a reporting period, or a page behind it."""
    first = crumb(_("Reporting periods"), "reports:period_list")
    if page is None:
        return [first, current_crumb(period.label)]
    return [first, crumb(period.label, "reports:period_detail", period.pk), current_crumb(page)]


def report_crumbs(report: IssuedReport) -> Crumbs:
    """The page of a report, behind its period."""
    return [
        crumb(_("Reports"), "reports:report_list"),
        crumb(report.period.label, "reports:period_detail", report.period_id),
        current_crumb(report.number or _("No number yet")),
    ]


def contribution_crumbs(contribution: Contribution, page: Any = None) -> Crumbs:
    """The page of a unit's contribution, or a page behind it."""
    first = crumb(_("Contributions"), "reports:contribution_list")
    if page is None:
        return [first, current_crumb(contribution.unit)]
    return [
        first,
        crumb(contribution.period.label, "reports:contribution_detail", contribution.pk),
        current_crumb(page),
    ]
