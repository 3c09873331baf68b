"""Who is told of a dossier: the people of its startup, and the desk of the department that has it."""

from collections.abc import Collection

from ecosystem.accounts.models import User
from ecosystem.accounts.recipients import recipients
from ecosystem.accounts.roles import Role
from programmes.grants.models import Application, ApplicationStatus
from startups.models import MemberRole
from startups.recipients import member_recipients


def applicants_of(application: Application) -> list[User]:
    """The owners and editors of the startup."""
    return member_recipients(application.startup_id, MemberRole.OWNER, MemberRole.EDITOR)


def owners_of(application: Application) -> list[User]:
    """The owners of the startup."""
    return member_recipients(application.startup_id, MemberRole.OWNER)


def desk_of(application: Application) -> list[User]:
    """Who makes the department's next step: the unit's officers, the director for a proposal; nobody of the startup."""
    role = Role.DIRECTOR if application.status == ApplicationStatus.PROPOSED else Role.OFFICER
    return staff_of(application, {role})


def staff_of(application: Application, roles: Collection[str], *, in_charge: User | None = None) -> list[User]:
    """The person in charge, else all who hold one of the roles in the call's unit now; nobody of the startup."""
    own = set(application.startup.memberships.values_list("user", flat=True))
    return recipients(roles=roles, unit_id=application.call.unit_id, in_charge=in_charge, without=own)
