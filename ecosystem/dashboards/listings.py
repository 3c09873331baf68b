"""The files of the records behind each figure of the council's page; the page itself has a shape of its own."""

import operator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.dashboards.filters import RecordFilter
from ecosystem.dashboards.permissions import may_oversee
from ecosystem.lists.listing import Column, Empty, Listing
from ecosystem.lists.values import Stored, StoredLabel, StoredParts
from programmes.grants.counting import AWARD
from programmes.plan.counting import DECISIONS, STARTUPS, Selection, records
from programmes.plan.models import Counter

TITLES: dict[str, Any] = {
    STARTUPS: _("Startups supported"),
    DECISIONS: _("Grants approved"),
    Counter.PROJECTS: _("Projects approved"),
    Counter.PRE_INCUBATION: _("Projects approved: pre-incubation"),
    Counter.INCUBATION: _("Projects approved: incubation"),
    Counter.ACCELERATION: _("Projects approved: acceleration"),
    Counter.GRANTED: _("Money granted"),
    Counter.PAID: _("Money paid"),
}


def _columns(counter: str) -> tuple[Column, ...]:
    paid = counter == Counter.PAID
    dossier = f"{AWARD if paid else ''}application"
    if paid:
        day = Column("day", _("Paid on"), Stored("paid_on"), kind="date", sort=("paid_on", "pk"))
        number = Column("decision", _("Payment reference"), Stored("reference"))
        amount = Column("amount", _("Amount"), Stored("amount"), kind="money")
    else:
        decided_on = StoredParts("decided_at", make=timezone.localdate)
        day = Column("day", _("Decided on"), decided_on, kind="date", sort=("decided_at", "pk"))
        number = Column("decision", _("Decision number"), Stored("decision_number"))
        amount = Column("amount", _("Amount"), StoredParts("amount", "cancelled", make=operator.sub), kind="money")
    return (
        Column("startup", _("Startup"), Stored(f"{dossier}__startup__name"), width=40),
        Column("number", _("Dossier"), Stored(f"{dossier}__number")),
        Column("stage", _("Stage of support"), StoredLabel(f"{dossier}__call__stage")),
        day,
        number,
        amount,
    )


def _listing(counter: str) -> Listing:
    def rows(user: User) -> QuerySet[Any]:
        return records(Selection(counter))

    return Listing(
        slug=f"figure-{counter}",
        url_name="dashboards:figure_records",
        title=TITLES[counter],
        columns=_columns(counter),
        order="-day",
        rows=rows,
        may_open=may_oversee,
        filterset=type("RecordFilterOfFigure", (RecordFilter,), {"counter": counter}),
        empty=Empty(_("No records")),
        url_args=(counter,),
        is_file_only=True,
    )


RECORD_FILES = {str(counter): _listing(counter) for counter in TITLES}
