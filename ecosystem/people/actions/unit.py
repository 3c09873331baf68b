"""The merger of a unit into another one, which takes over all that the first one held."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.actions import require_administrator
from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.recipients import recipients
from ecosystem.accounts.roles import STAFF
from ecosystem.accounts.unit_holdings import UNIT_HOLDINGS, holdings_of
from ecosystem.core.workflow import FieldRefused, TransitionRefused, add_audit_note
from ecosystem.notices.notify import full_url, notify

MERGED = "merge_unit"  # in the trail


@transaction.atomic
def merge_unit(unit: OrganisationUnit, *, by: User, into: OrganisationUnit, reason: str) -> OrganisationUnit:
    """End the unit today and hand everything that it holds to its successor, whose people are told.

    What is finished keeps the old name in its history. Locks both units in the order of their keys, so that nothing new
    is given to the old one meanwhile. Raises FieldRefused, RoleRefused, TransitionRefused.
    """
    require_administrator(by)
    if unit.pk == into.pk:
        raise FieldRefused(_("A unit is not merged into itself."), "into")
    ids = sorted([unit.pk, into.pk])
    locked = {
        u.pk: u for u in OrganisationUnit.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    }
    unit, into, today = locked[unit.pk], locked[into.pk], timezone.localdate()
    if merge_refusal(unit):
        raise TransitionRefused(merge_refusal(unit))
    if not OrganisationUnit.objects.valid_on(today).filter(pk=into.pk).exists():
        raise FieldRefused(_("This unit has ended."), "into")
    held = holdings_of(unit)
    for holding in UNIT_HOLDINGS.values():
        holding.move(unit, into=into, by=by, reason=reason)
    unit.valid_to, unit.successor = today, into
    unit.save(update_fields=["valid_to", "successor", "updated_at"])
    add_audit_note(unit, MERGED, by=by, reason=f"{unit} → {into}. {reason}")
    lines = [f"{holding.label}: {count}" for holding, count in held]
    for person in recipients(roles=STAFF, unit_id=into.pk, exclude={by.pk}):
        notify(
            person,
            "unit_merged",
            event=str(unit.pk),
            context={"old": unit, "unit": into, "lines": lines, "link": full_url("dashboards:my_home")},
        )
    return unit


def merge_refusal(unit: OrganisationUnit) -> str:
    """Why the unit cannot be merged today, or ""."""
    today = timezone.localdate()
    if unit.successor_id or (unit.valid_to and unit.valid_to <= today):
        return _("This unit has ended.")
    if unit.valid_from and unit.valid_from >= today:
        return _("This unit has not begun yet.")
    return ""
