"""The list of calls."""

from typing import Any

from django.utils.translation import gettext_lazy

from ecosystem.accounts.roles import DEPARTMENT
from ecosystem.core.ui.states import badge
from ecosystem.lists import cells
from ecosystem.lists.listing import Column, Empty, Listing
from programmes.grants.filters.application import CallFilter
from programmes.grants.listings.parts import grants_url, has_role
from programmes.grants.models import Call, CallStatus, with_application_count


def _call_state(call: Call) -> Any:
    phase = badge(call.phase) if call.status == CallStatus.PUBLISHED else ""
    return cells.inline(badge(call.state), phase)


CALLS = Listing(
    slug="call",
    url_name="grants:call_manage_list",
    title=gettext_lazy("Calls"),
    order="-closes",
    rows=lambda user: with_application_count(Call.objects.run_by(user)),
    fields=(
        "name",
        "name_en",
        "status",
        "opens_at",
        "closes_at",
        "policy__name",
        "policy__name_en",
        "budget_line__code",
        "budget_line__name",
        "budget_line__name_en",
    ),
    may_open=has_role(*DEPARTMENT),
    filterset=CallFilter,
    empty=Empty(
        gettext_lazy("No calls"), gettext_lazy("A manager makes a call from a support policy."), icon="megaphone"
    ),
    address_of=lambda row: grants_url("call_manage", row.pk),
    columns=(
        Column(
            "call",
            gettext_lazy("Call"),
            lambda row: row.label,
            lambda row: cells.title(
                grants_url("call_manage", row.pk),
                row.label,
                cells.dot_separated(row.policy.label, row.budget_line.code),
            ),
            joins=("policy", "budget_line"),
            width=40,
        ),
        Column(
            "status", gettext_lazy("State"), lambda row: row.get_status_display(), _call_state, sort=("status", "pk")
        ),
        Column("opens", gettext_lazy("Opens"), lambda row: row.opens_at, kind="time", sort=("opens_at", "pk")),
        Column("closes", gettext_lazy("Closes"), lambda row: row.closes_at, kind="time", sort=("closes_at", "pk")),
        Column("dossiers", gettext_lazy("Applications"), lambda row: row.application_count, kind="integer"),
        Column(
            "unit",
            gettext_lazy("Unit in charge"),
            lambda row: row.unit.label,
            visible=False,
            joins=("unit",),
            fields=("unit__name", "unit__name_en"),
            width=32,
        ),
        Column(
            "line",
            gettext_lazy("Budget line"),
            lambda row: row.budget_line.label,
            visible=False,
            joins=("budget_line",),
            width=32,
        ),
        Column(
            "pass_mark",
            gettext_lazy("Pass mark"),
            lambda row: row.pass_mark,
            kind="decimal",
            visible=False,
            fields=("pass_mark",),
        ),
    ),
)
