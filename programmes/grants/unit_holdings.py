"""Calls of a unit with their dossiers, which follow its successor."""

import pghistory
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.unit_holdings import UnitHolding, register_unit_holding
from ecosystem.core.workflow import add_audit_note
from programmes.grants.models import FINAL_STATUSES, Application, ApplicationStatus, Call


def _open_dossiers(unit: OrganisationUnit) -> QuerySet[Application]:
    return Application.objects.filter(call__unit=unit).exclude(status__in=[ApplicationStatus.DRAFT, *FINAL_STATUSES])


def _move_calls(unit: OrganisationUnit, *, into: OrganisationUnit, by: User, reason: str) -> None:
    """All calls, so that whoever has the dossiers now can read the finished ones, too; their history has the old name."""
    for call in Call.objects.filter(unit=unit).select_for_update(of=("self",)).order_by("pk"):
        call.unit = into
        with pghistory.context(user=by.pk, reason=reason):
            call.save(update_fields=["unit", "updated_at"])
        add_audit_note(call, "merge_unit", by=by, reason=f"{unit} → {into}. {reason}")
        for dossier in call.applications.exclude(status=ApplicationStatus.DRAFT).order_by("pk"):
            add_audit_note(dossier, "merge_unit", by=by, reason=f"{unit} → {into}. {reason}")


register_unit_holding(
    UnitHolding(
        name="calls",
        label=_("Calls, with all their dossiers"),
        columns=("grants.Call.unit",),
        records=lambda unit: Call.objects.filter(unit=unit),
        move=_move_calls,
    )
)
register_unit_holding(
    UnitHolding(
        name="dossiers",
        label=_("Dossiers that are not finished; they go with their calls"),
        columns=(),
        records=_open_dossiers,
        move=lambda unit, *, into, by, reason: None,
    )
)
