"""Notifications about reports and contributions."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
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


class ContributionNotice(NoticeKind):
    """A step of one unit's contribution; the page of it is the contribution's."""

    topic = REPORT

    @classmethod
    def path_of(cls, context: Mapping[str, Any]) -> str:
        return reverse("reports:contribution_detail", args=[context["contribution"].pk])


class ContributionDue(ContributionNotice):
    name = "contribution_due"
    label = _("A contribution of my unit is due tomorrow")


class ContributionSubmitted(ContributionNotice):
    name = "contribution_submitted"
    label = _("A contribution of my unit waits for approval")


class ContributionReturned(ContributionNotice):
    name = "contribution_returned"
    label = _("A contribution of my unit is to be reworked")


class ContributionApproved(ContributionNotice):
    name = "contribution_approved"
    label = _("A unit's contribution was approved and sent")


class ReportReady(NoticeKind):
    name = "report_ready"
    topic = REPORT
    label = _("A report that I asked for is ready")
    page = "reports:report_list"


class ReportFailed(NoticeKind):
    name = "report_failed"
    topic = REPORT
    label = _("A report that I asked for could not be made")
    page = "reports:report_list"


class ReportIssued(NoticeKind):
    name = "report_issued"
    topic = REPORT
    label = _("A report is issued")
    page = "reports:report_list"
