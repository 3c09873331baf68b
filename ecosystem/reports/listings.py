"""The list of contributions: its columns, orders and filters."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core import cells
from ecosystem.core.listing import Column, Empty, Listing
from ecosystem.core.templatetags.ui import badge, date_vi
from ecosystem.reports.filters import ContributionFilter
from ecosystem.reports.models import Contribution, ContributionStatus


def _address(row: Contribution) -> str:
    return reverse("reports:contribution_detail", args=[row.pk])


def _due(row: Contribution) -> Any:
    due = row.period.contributions_due_on
    return date_vi(due) if row.status == ContributionStatus.APPROVED else cells.due(due)


CONTRIBUTIONS = Listing(
    slug="contribution",
    url_name="reports:contribution_list",
    title=gettext_lazy("Contributions"),
    order="-created",
    rows=lambda user: Contribution.objects.visible_to(user).select_related("period"),
    admits=lambda user: user.has_role(Role.PARTNER_REPORTER, Role.PARTNER_HEAD, *DEPARTMENT),
    filterset=ContributionFilter,
    empty=Empty(
        gettext_lazy("Nothing to write now"),
        gettext_lazy("When a period ends, the request of the lead department appears here and you get a mail."),
        icon="file-pen-line",
    ),
    address_of=_address,
    columns=(
        Column(
            "period", gettext_lazy("Period"), lambda row: str(row.period.label),
            lambda row: cells.title(_address(row), row.period.label), width=32,
        ),
        Column("unit", gettext_lazy("Unit"), lambda row: row.unit.label, joins=("unit",), width=40),
        Column("due", gettext_lazy("Due"), lambda row: row.period.contributions_due_on, _due, kind="date"),
        Column(
            "status", gettext_lazy("State"), lambda row: row.get_status_display(), lambda row: badge(row.state),
            sort=("status", "pk"),
        ),
        Column("approved", gettext_lazy("Sent"), lambda row: row.approved_at, kind="time", shown=False),
        Column("created", gettext_lazy("Asked for on"), lambda row: row.created_at, kind="time", sort=("pk",), shown=False),
    ),
)  # fmt: skip
