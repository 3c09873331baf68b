"""Conflicts of the department's roles with a membership in a startup."""

from django.utils.translation import gettext as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.role_conflicts import RoleConflict, register_conflicts
from ecosystem.accounts.roles import DEPARTMENT, Role
from programmes.grants.models import FINAL_STATUSES, Application, ApplicationStatus
from startups.models import Startup

JUDGING = DEPARTMENT | {Role.EVALUATOR, Role.ACCOUNTANT}
SOLE_SIGNATURES = frozenset({Role.DIRECTOR, Role.ACCOUNTANT})  # who decides and who pays must stand outside


def own_startup_conflicts(person: User, role: str, unit: OrganisationUnit | None) -> list[RoleConflict]:
    """A warning for members of a startup; a refusal to decide or pay while it has an unfinished dossier in the unit."""
    if role not in JUDGING:
        return []
    startups = Startup.objects.filter(memberships__user=person, archived_at__isnull=True).order_by("sort_key", "pk")
    names = ", ".join(startups.values_list("name", flat=True))
    if not names:
        return []
    pending = Application.objects.filter(startup__in=startups.order_by().values("pk"))
    pending = pending.exclude(status__in=[ApplicationStatus.DRAFT, *FINAL_STATUSES])
    if unit is not None:
        pending = pending.filter(call__unit=unit)
    if role in SOLE_SIGNATURES and pending.exists():
        text = _("This person belongs to a startup with an unfinished dossier, and could not decide or pay: %(names)s.")
        return [RoleConflict(text % {"names": names}, is_refused=True)]
    text = _("This person belongs to a startup and will have no part in its dossiers: %(names)s.")
    return [RoleConflict(text % {"names": names}, is_refused=False)]


register_conflicts(own_startup_conflicts)
