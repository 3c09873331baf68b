"""The list of budget lines: its columns, orders and filters."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.core.ui.figures import vnd
from ecosystem.core.ui.states import localized_field
from ecosystem.core.web.navigation import record_url
from ecosystem.lists import cells
from ecosystem.lists.listing import Column, Empty, Listing
from programmes.plan.filters.choices import BudgetLineFilter
from programmes.plan.models import BUDGET_READERS, BudgetLine, with_waiting_amount


def _address(row: BudgetLine) -> str:
    return record_url("grants:budget_detail", row.pk)


def _scheme(row: BudgetLine) -> str:
    return localized_field(row.pillar.scheme, "short_name")


def _pillar(row: BudgetLine) -> str:
    return f"{row.pillar.roman}. {row.pillar.label}"


def _line(row: BudgetLine) -> Any:
    head = cells.title(_address(row), row.label, cells.dot_separated(row.year, _scheme(row), _pillar(row)))
    return format_html("{}{}", head, render_to_string("grants/_budget_bar.html", {"line": row}))


def _planned(row: Any) -> Any:
    """The verified amount, and below it the one that waits to be verified, where the reader may see it."""
    waiting = row.waiting_amount
    text = "" if waiting is None else _("%(amount)s to be verified") % {"amount": vnd(waiting)}
    return cells.unbroken_with_subtitle(vnd(row.planned), text)


BUDGET = Listing(
    slug="budget",
    url_name="grants:budget_list",
    title=gettext_lazy("Budget"),
    order="-year",
    rows=lambda user: with_waiting_amount(BudgetLine.objects.visible_to(user).for_list(), user),
    may_open=lambda user: user.has_role(*BUDGET_READERS),
    filterset=BudgetLineFilter,
    empty=Empty(
        gettext_lazy("No budget line yet"),
        gettext_lazy("Programme managers enter them in the reference data."),
        icon="landmark",
    ),
    address_of=_address,
    columns=(
        Column("line", gettext_lazy("Budget line"), lambda row: row.label, _line, sort=("sort_key", "pk"), width=40),
        Column("code", gettext_lazy("Code"), lambda row: row.code, visible=False),
        Column("year", gettext_lazy("Year"), lambda row: str(row.year), sort=("year", "pk"), visible=False),
        Column("scheme", gettext_lazy("Scheme"), _scheme, visible=False, width=32),
        Column("pillar", gettext_lazy("Pillar"), _pillar, visible=False, width=40),
        Column(
            "planned", gettext_lazy("Planned"), lambda row: row.planned, _planned, kind="money", sort=("planned", "pk")
        ),
        Column(
            "waiting", gettext_lazy("Amount to verify"), lambda row: row.waiting_amount, kind="money", visible=False
        ),
        Column(
            "granted",
            gettext_lazy("Granted"),
            lambda row: row.granted,
            lambda row: cells.unbroken_with_subtitle(
                vnd(row.granted), _("%(amount)s left") % {"amount": vnd(row.remaining)}
            ),
            kind="money",
            sort=("granted", "pk"),
        ),
        Column("paid", gettext_lazy("Paid"), lambda row: row.paid, kind="money", sort=("paid", "pk")),
        Column("left", gettext_lazy("Left"), lambda row: row.remaining, kind="money", visible=False),
        Column("source", gettext_lazy("Source"), lambda row: row.source, visible=False, width=40),
    ),
)
