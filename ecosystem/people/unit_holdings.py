"""Roles of a unit, and invitations to them, which follow its successor."""

import pghistory
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from ecosystem.accounts.models import OrganisationUnit, RoleGrant, User
from ecosystem.accounts.unit_holdings import UnitHolding, move_column, register_unit_holding
from ecosystem.people.models import RoleInvitation


def _standing(unit: OrganisationUnit) -> QuerySet[RoleGrant]:
    """Grants that count now or will."""
    unended = Q(ends_at__isnull=True) | Q(ends_at__gt=timezone.now())
    return RoleGrant.objects.filter(unended, unit=unit, revoked_at__isnull=True)


def _move_grants(unit: OrganisationUnit, *, into: OrganisationUnit, by: User, reason: str) -> None:
    """End each grant in the old unit, which stays in the record, and give the same in the successor."""
    now = timezone.now()
    for grant in _standing(unit).select_for_update(of=("self",)).order_by("pk"):
        grant.revoked_at, grant.revoked_by, grant.revoked_reason = now, by, reason[:500]
        with pghistory.context(user=by.pk, reason=reason):
            grant.save(update_fields=["revoked_at", "revoked_by", "revoked_reason", "updated_at"])
            if not _standing(into).filter(user=grant.user_id, role=grant.role).exists():
                same = RoleGrant.objects.filter(user=grant.user_id, role=grant.role, unit=into, revoked_at__isnull=True)
                same.update(revoked_at=now, revoked_by=by, updated_at=now, revoked_reason=reason[:500])
                RoleGrant.objects.create(
                    user_id=grant.user_id,
                    role=grant.role,
                    unit=into,
                    granted_by=by,
                    starts_at=max(grant.starts_at, now),
                    ends_at=grant.ends_at,
                )


register_unit_holding(
    UnitHolding(
        name="role_invitations",
        label=gettext_lazy("Open invitations of colleagues"),
        columns=("people.RoleInvitation.unit",),
        records=lambda unit: RoleInvitation.objects.open().filter(unit=unit),
        move=move_column("role_invitations", "unit"),
    )
)
register_unit_holding(
    UnitHolding(
        name="roles",
        label=gettext_lazy("Roles of people"),
        columns=("accounts.RoleGrant.unit",),
        records=_standing,
        move=_move_grants,
    )
)
