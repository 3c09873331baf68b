"""The list of tranches and their payments."""

from typing import Any

from django.db.models import Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.roles import Role
from ecosystem.core.ui.dates import date_vi
from ecosystem.core.ui.figures import vnd
from ecosystem.core.ui.states import badge
from ecosystem.lists import cells
from ecosystem.lists.listing import Column, Empty, Listing
from ecosystem.lists.values import Stored, StoredChoice, StoredParts
from programmes.grants.filters.award import TrancheFilter
from programmes.grants.listings.parts import (
    MONEY_READERS,
    call_column,
    dossier_column,
    dossier_fields,
    grants_url,
    has_role,
    number_column,
    startup_column,
)
from programmes.grants.models import Tranche, TrancheStatus, defer_long_texts, with_payment_reference


def _payment_state(row: Tranche) -> Any:
    if row.paid_on is None:
        return badge(row.state)
    return cells.state(row.state, cells.inline(date_vi(row.paid_on), cells.unbroken(row.payment_reference)))


def _pay_link(row: Tranche) -> Any:
    link = ""
    if row.reader_may_pay and row.status == TrancheStatus.ACCEPTED:
        link = cells.link(grants_url("tranche_pay", row.pk), _("Record the payment"))
    elif row.reader_may_pay and row.status == TrancheStatus.PAID:
        link = cells.link(grants_url("reversal_request", row.pk), _("Entered wrong?"))
    return cells.unbroken_with_subtitle(vnd(row.amount), link)


def _tranche_address(row: Tranche) -> str:
    return grants_url("contract_detail", row.contract.award.application_id, anchor=f"#tranche-{row.number}")


PAYMENTS = Listing(
    slug="payment",
    url_name="grants:payment_list",
    title=gettext_lazy("Payments"),
    order="status",  # sorts "accepted" first, the tranches that can be paid
    rows=lambda user: (
        defer_long_texts(with_payment_reference(Tranche.objects.visible_to(user)), "contract__award__application")
        .defer("search_folded", "contract__award__search_folded")
        .annotate(reader_may_pay=Value(user.has_role(Role.ACCOUNTANT)))
    ),
    fields=(
        "number",
        "deliverable",
        "due_on",
        "status",
        "paid_on",
        "amount",
        "contract__number",
        *dossier_fields("contract__award__application"),
    ),
    may_open=has_role(*MONEY_READERS),
    filterset=TrancheFilter,
    empty=Empty(
        gettext_lazy("No tranches yet"), gettext_lazy("Tranches come with a signed contract."), icon="banknote"
    ),
    address_of=_tranche_address,
    columns=(
        dossier_column("contract.award.application", _tranche_address),
        number_column("contract.award.application"),
        startup_column(),
        Column(
            "tranche",
            gettext_lazy("Tranche"),
            StoredParts("contract__number", "number", make="{}/{}".format),
            lambda row: cells.unbroken_with_subtitle(f"{row.contract.number}/{row.number}", row.deliverable),
        ),
        Column("deliverable", gettext_lazy("Deliverable"), Stored("deliverable"), visible=False, width=40),
        Column("due", gettext_lazy("Due"), Stored("due_on"), kind="date", sort=("due_on", "pk")),
        Column(
            "status",
            gettext_lazy("State"),
            StoredChoice("status", TrancheStatus),
            _payment_state,
            sort=("status", "due_on", "pk"),
        ),
        Column("amount", gettext_lazy("Amount"), Stored("amount"), _pay_link, kind="money", sort=("amount", "pk")),
        Column(
            "paid_on",
            gettext_lazy("Paid on"),
            Stored("paid_on"),
            kind="date",
            sort=("paid_key", "pk"),
            visible=False,
        ),
        call_column("contract__award__application"),
    ),
)
