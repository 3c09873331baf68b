"""What all actions on startups share: whose act it is, and what is noted."""

from typing import TypeVar

import pghistory
from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.models import AuditEntry, BaseModel
from ecosystem.core.workflow import RoleRefused, TransitionRefused, lock
from startups.models import MemberRole, Membership, Startup

R = TypeVar("R", bound=BaseModel)


def lock_or_refuse(record: R) -> R:
    """`lock`, for rows that other people may delete: then the action is refused in words."""
    try:
        return lock(record)
    except ObjectDoesNotExist:
        raise TransitionRefused(_("This record was removed in the meantime.")) from None


def require_editor(startup: Startup, by: User) -> None:
    if Role.APPLICANT not in startup.roles_of(by):
        raise RoleRefused(_("Only owners and editors of the startup may do this."))


def require_owner(startup: Startup, by: User) -> Membership:
    """The person's own membership, read now. Raises RoleRefused unless it is an owner's."""
    membership = startup.membership_of(by)
    if membership is None or membership.role != MemberRole.OWNER:
        raise RoleRefused(_("Only an owner of the startup may do this."))
    return membership


def require_department(startup: Startup, by: User) -> None:
    """The department's people, except on startups of which they are members themselves."""
    if not startup.roles_of(by) & DEPARTMENT:
        raise RoleRefused(_("Only the department may do this, and nobody for a startup of their own."))


def add_audit_note(record: BaseModel, what: str, *, by: User, reason: str = "") -> None:
    """Write into the record's append-only trail what is no move of its status."""
    AuditEntry.objects.create(
        model=record._meta.label_lower,
        object_id=record.pk,
        transition=what,
        source="",
        target="",
        by=by,
        reason=reason,
    )


def audit_context(by: User, reason: str = "") -> pghistory.context:
    """The person (and the reason) on every event that the database writes inside the block."""
    return pghistory.context(user=by.pk, **({"reason": reason} if reason else {}))
