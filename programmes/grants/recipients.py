"""Recipients of notices about an application: members of its startup, and staff of the department."""

from collections.abc import Collection

from ecosystem.accounts.models import User
from ecosystem.accounts.recipients import recipients
from ecosystem.accounts.roles import Role
from programmes.grants.models import Application, ApplicationStatus
from startups.models import MemberRole, Startup
from startups.recipients import member_recipients


def applicants_of(application: Application) -> list[User]:
    """The owners and editors of the startup."""
    return member_recipients(application.startup_id, MemberRole.OWNER, MemberRole.EDITOR)


def startup_writers(startup: Startup) -> list[User]:
    """The owners and editors of a startup, whether or not it has begun an application."""
    return member_recipients(startup.pk, MemberRole.OWNER, MemberRole.EDITOR)


def owners_of(application: Application) -> list[User]:
    """The owners of the startup."""
    return member_recipients(application.startup_id, MemberRole.OWNER)


def responsible_staff_of(application: Application) -> list[User]:
    """Staff who make the next step, no members of the startup: the officer in charge, else officers of the unit.

    The director decides on a proposal; a manager or the director confirms that an application is not valid.
    """
    roles = {
        ApplicationStatus.PROPOSED: {Role.DIRECTOR},
        ApplicationStatus.CONFIRMING: {Role.MANAGER, Role.DIRECTOR},
    }
    return staff_of(
        application, roles.get(ApplicationStatus(application.status), {Role.OFFICER}), in_charge=application.in_charge
    )


def officers_of(application: Application) -> list[User]:
    """The officer in charge, else the officers of the unit."""
    return staff_of(application, {Role.OFFICER}, in_charge=application.in_charge)


def officials_of(application: Application) -> list[User]:
    """The officer in charge, else the officers of the unit, and whoever makes the next step: some may stand twice."""
    return [*officers_of(application), *responsible_staff_of(application)]


def is_officer_of(application: Application, person: User) -> bool:
    """Whether the person may be in charge: an officer of the call's unit now, and no member of the startup."""
    return any(officer.pk == person.pk for officer in staff_of(application, {Role.OFFICER}))


def officer_in_charge(application: Application) -> User | None:
    """The officer in charge while that person still may be it, else None: the dossier is at the desk."""
    officer = application.in_charge
    return officer if officer and is_officer_of(application, officer) else None


def evaluators_with_open_reviews(application: Application) -> list[User]:
    """Evaluators who hold the role now and whose scores of this application are not sent yet."""
    waiting = application.reviews.open_of_active_evaluators().select_related("evaluator")
    return recipients(users=[r.evaluator for r in waiting if r.evaluator.has_role(Role.EVALUATOR)])


def staff_of(application: Application, roles: Collection[str], *, in_charge: User | None = None) -> list[User]:
    """The person in charge, else all holders of the roles in the call's unit; no members of the startup."""
    members = set(application.startup.memberships.values_list("user", flat=True))
    return recipients(roles=roles, unit_id=application.call.unit_id, in_charge=in_charge, exclude=members)
