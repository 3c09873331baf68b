"""Helpers of all actions on startups: locks, roles, the actor of database events, and audit entries."""

from typing import TypeVar

import pghistory
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.models import BaseModel
from ecosystem.core.workflow import RoleRefused, TransitionRefused, lock
from startups.models import Consent, ConsentPurpose, MemberRole, Membership, Publication, Startup

Record = TypeVar("Record", bound=BaseModel)


def lock_or_refuse(record: Record) -> Record:
    """Lock a row that somebody else may have deleted. Raises TransitionRefused when it is gone."""
    try:
        return lock(record)
    except ObjectDoesNotExist:
        raise TransitionRefused(_("This record was removed in the meantime.")) from None


def require_editor(startup: Startup, by: User) -> None:
    """Raises RoleRefused unless the user is an owner or editor of the startup."""
    if Role.APPLICANT not in startup.roles_of(by):
        raise RoleRefused(_("Only owners and editors of the startup may do this."))


def require_owner(startup: Startup, by: User) -> Membership:
    """The user's membership. Raises RoleRefused unless it is an owner's."""
    membership = startup.membership_of(by)
    if membership is None or membership.role != MemberRole.OWNER:
        raise RoleRefused(_("Only an owner of the startup may do this."))
    return membership


def require_department(startup: Startup, by: User) -> None:
    """Raises RoleRefused unless the user acts for the department: members of the startup never do."""
    if not startup.roles_of(by) & DEPARTMENT:
        raise RoleRefused(_("Only the department may do this, and nobody for a startup of their own."))


def audit_context(by: User, reason: str = "") -> pghistory.context:
    """Context manager: the actor and the reason of every event that pghistory's triggers write inside it."""
    return pghistory.context(user=by.pk, **({"reason": reason} if reason else {}))


def give_consent(startup: Startup, purpose: ConsentPurpose, *, by: User, text_version: str) -> None:
    """Record the consent of `by` to the text of that version; the one that stood before ends. The caller has the lock."""
    end_consents(startup, purpose, by=by)
    Consent.objects.create(
        startup=startup, purpose=purpose, text_version=text_version, given_by=by, given_at=timezone.now()
    )


def end_consents(startup: Startup, purpose: ConsentPurpose, *, by: User) -> None:
    """End the consent that stands, if one does. The row stays as proof."""
    Consent.objects.standing(purpose).filter(startup=startup).update(
        withdrawn_at=timezone.now(), withdrawn_by=by, updated_at=timezone.now()
    )


def save_public_change(startup: Startup, *, by: User) -> None:
    """Give the startup a new version after its public parts changed; what a member changed waits for a second check."""
    is_of_member = Role.APPLICANT in startup.roles_of(by)
    if startup.status == Publication.PUBLIC and startup.recheck_since is None and is_of_member:
        startup.recheck_since = timezone.now()
    startup.written_by = by
    startup.save(update_fields=["recheck_since", "written_by", "updated_at"])
