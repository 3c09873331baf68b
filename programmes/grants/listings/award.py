"""The list of decisions."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.roles import Role
from ecosystem.core.ui.dates import date_vi
from ecosystem.core.ui.figures import NO_DATA, vnd
from ecosystem.lists import cells
from ecosystem.lists.listing import Column, Empty, Listing, RangeOrder
from ecosystem.lists.values import Stored, StoredChoice, StoredLabel, StoredParts, StoredPerson
from programmes.grants.filters.award import AwardFilter
from programmes.grants.listings.parts import (
    MONEY_READERS,
    call_column,
    dossier_column,
    dossier_fields,
    grants_url,
    has_role,
    number_column,
    queue_tool,
    startup_column,
)
from programmes.grants.models import Award, AwardStatus, EndReason, Recommendation, defer_long_texts


def _proposed_refusal(row: Award) -> Any:
    return row.get_recommendation_display() if row.is_refusal else ""


def _granted(recommendation: str, amount: int | None) -> int | None:
    """The amount; empty for a proposal not to grant."""
    return None if recommendation == Recommendation.REFUSE else amount


def _amount(row: Award) -> Any:
    """The amount, with what was given back; a dash for a proposal not to grant."""
    if row.is_refusal:
        return NO_DATA
    back = _("given back %(amount)s") % {"amount": vnd(row.cancelled)} if row.cancelled else ""
    return cells.unbroken_with_subtitle(vnd(row.amount), back)


AWARDS = Listing(
    slug="award",
    url_name="grants:award_list",
    title=gettext_lazy("Decisions"),
    order="-created",
    rows=lambda user: defer_long_texts(Award.objects.visible_to(user), "application").defer("search_folded"),
    range_orders=(RangeOrder(("decided_from", "decided_to"), "decided", ("decided_at", "pk")),),
    fields=(
        "status",
        "end_reason",
        "recommendation",
        "decision_number",
        "decided_at",
        "proposed_at",
        "amount",
        "cancelled",
        "budget_line__name",
        "budget_line__name_en",
        *dossier_fields("application"),
    ),
    may_open=has_role(*MONEY_READERS),
    filterset=AwardFilter,
    empty=Empty(
        gettext_lazy("No decisions yet"), gettext_lazy("A decision begins with an officer's proposal."), icon="stamp"
    ),
    address_of=lambda row: grants_url("application_detail", row.application_id),
    tools=(queue_tool("decide", gettext_lazy("Decide one by one"), Role.DIRECTOR),),
    columns=(
        dossier_column("application", lambda row: grants_url("application_detail", row.application_id)),
        number_column("application"),
        startup_column(),
        Column(
            "status",
            gettext_lazy("State"),
            StoredChoice("status", AwardStatus),
            lambda row: cells.state(row.state, row.get_end_reason_display() or _proposed_refusal(row)),
            sort=("status", "pk"),
        ),
        Column(
            "decision",
            gettext_lazy("Decision"),
            Stored("decision_number"),
            lambda row: cells.unbroken_with_subtitle(
                row.decision_number, date_vi(row.decided_at) if row.decided_at else ""
            ),
        ),
        Column("line", gettext_lazy("Budget line"), StoredLabel("budget_line"), joins=("budget_line",), width=32),
        Column(
            "amount",
            gettext_lazy("Amount"),
            StoredParts("recommendation", "amount", make=_granted),
            _amount,
            kind="money",
            sort=("amount", "pk"),
        ),
        Column(
            "recommendation",
            gettext_lazy("Proposal"),
            StoredChoice("recommendation", Recommendation),
            visible=False,
        ),
        Column("cancelled", gettext_lazy("Given back"), Stored("cancelled"), kind="money", visible=False),
        Column(
            "decided",
            gettext_lazy("Decided on"),
            Stored("decided_at"),
            kind="time",
            sort=("decided_key", "pk"),
            visible=False,
        ),
        Column("created", gettext_lazy("Proposed"), Stored("proposed_at"), kind="time", sort=("pk",), visible=False),
        Column(
            "proposer",
            gettext_lazy("Proposed by"),
            StoredPerson("proposed_by"),
            visible=False,
            joins=("proposed_by",),
        ),
        Column(
            "decider",
            gettext_lazy("Decided by"),
            StoredPerson("decided_by"),
            visible=False,
            joins=("decided_by",),
        ),
        Column("end_reason", gettext_lazy("Kind of reason"), StoredChoice("end_reason", EndReason), visible=False),
        call_column("application"),
    ),
)
