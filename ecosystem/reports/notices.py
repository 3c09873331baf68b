"""Notifications about reports and contributions."""

from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.roles import Role
from ecosystem.notices.kinds import NoticeKind, Topic

READERS = (Role.MANAGER, Role.DIRECTOR, Role.COUNCIL, Role.PARTNER_REPORTER, Role.PARTNER_HEAD)
REPORT = Topic("report", _("Reports"), 50, lambda user: user.has_role(*READERS))


class ContributionRequest(NoticeKind):
    name = "contribution_request"
    topic = REPORT
    label = _("A contribution to a report is due")
    page = "reports:contribution_list"


class ReportReady(NoticeKind):
    name = "report_ready"
    topic = REPORT
    label = _("A report that I asked for is ready")
    page = "reports:report_list"


class ReportIssued(NoticeKind):
    name = "report_issued"
    topic = REPORT
    label = _("A report is issued")
    page = "reports:report_list"
