"""Addresses of periods, contributions and reports."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.web.navigation import NavigationGroup, register_navigation_item, register_public_page
from ecosystem.reports.views import contributions, reports

app_name = "reports"
urlpatterns = [
    # periods and reports
    path("reports/", reports.report_list, name="report_list"),
    path("reports/verify/", reports.report_verify, name="report_verify"),
    path("reports/<int:pk>/", reports.report_detail, name="report_detail"),
    path("reports/<int:pk>/again/", reports.report_retry, name="report_retry"),
    path("reports/<int:pk>/<str:file_format>/", reports.report_download, name="report_download"),
    path("periods/", reports.period_list, name="period_list"),
    path("periods/<int:pk>/", reports.period_detail, name="period_detail"),
    path("periods/<int:pk>/issue/", reports.report_request, name="report_request"),
    # contributions
    path("contributions/", contributions.contribution_list, name="contribution_list"),
    path("contributions/<int:pk>/", contributions.contribution_detail, name="contribution_detail"),
    path("contributions/<int:pk>/write/", contributions.contribution_write, name="contribution_write"),
    path("contributions/<int:pk>/<slug:name>/", contributions.contribution_move, name="contribution_move"),
]

register_navigation_item(
    "reports:report_list", _("Reports"), "file-chart-column", lambda u: bool(u.roles), 70, group=NavigationGroup.FIGURES
)
register_navigation_item(
    "reports:period_list",
    _("Periods"),
    "calendar-range",
    lambda u: u.has_role(*DEPARTMENT),
    71,
    group=NavigationGroup.FIGURES,
)
register_navigation_item(
    "reports:contribution_list",
    _("Contributions"),
    "file-pen-line",
    lambda u: u.has_role(Role.PARTNER_REPORTER, Role.PARTNER_HEAD, *DEPARTMENT),
    72,
    group=NavigationGroup.FIGURES,
)

register_public_page(
    "reports:report_verify", _("Verify a report"), "badge-check", _("check a report, QR code, genuine report")
)
