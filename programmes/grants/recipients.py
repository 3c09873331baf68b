"""Recipients of notices about an application: members of its startup, and staff of the department."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from ecosystem.accounts.models import User
from ecosystem.accounts.recipients import RoleHolders, recipients
from ecosystem.accounts.roles import DEPARTMENT, Role
from programmes.grants.models import Application, ApplicationStatus, Review
from startups.models import MemberRole, Startup
from startups.recipients import StartupMembers, member_recipients


class DossierPeople(NamedTuple):
    """Staff and members of startups, read in two queries: for the recipients of events of many applications."""

    holders: RoleHolders
    members: StartupMembers


def people_of(applications: Iterable[Application]) -> DossierPeople:
    """What the functions below need to find the recipients of each of these applications without a query."""
    startups = {application.startup_id for application in applications}
    return DossierPeople(RoleHolders(*DEPARTMENT, Role.ACCOUNTANT), StartupMembers(startups))


def applicants_of(application: Application, people: DossierPeople | None = None) -> list[User]:
    """The owners and editors of the startup."""
    roles = (MemberRole.OWNER, MemberRole.EDITOR)
    if people is not None:
        return people.members.recipients_of(application.startup_id, *roles)
    return member_recipients(application.startup_id, *roles)


def startup_writers(startup: Startup) -> list[User]:
    """The owners and editors of a startup, whether or not it has begun an application."""
    return member_recipients(startup.pk, MemberRole.OWNER, MemberRole.EDITOR)


def owners_of(application: Application) -> list[User]:
    """The owners of the startup."""
    return member_recipients(application.startup_id, MemberRole.OWNER)


def responsible_staff_of(application: Application, people: DossierPeople | None = None) -> list[User]:
    """Staff who make the next step, no members of the startup: the officer in charge, else officers of the unit.

    The director decides on a proposal; a manager or the director confirms that an application is not valid.
    """
    roles = {
        ApplicationStatus.PROPOSED: {Role.DIRECTOR},
        ApplicationStatus.CONFIRMING: {Role.MANAGER, Role.DIRECTOR},
    }
    wanted = roles.get(ApplicationStatus(application.status), {Role.OFFICER})
    return staff_of(application, wanted, in_charge=application.in_charge, people=people)


def officers_of(application: Application, people: DossierPeople | None = None) -> list[User]:
    """The officer in charge, else the officers of the unit."""
    return staff_of(application, {Role.OFFICER}, in_charge=application.in_charge, people=people)


def officials_of(application: Application) -> list[User]:
    """The officer in charge, else the officers of the unit, and whoever makes the next step: some may stand twice."""
    return [*officers_of(application), *responsible_staff_of(application)]


def is_officer_of(application: Application, person: User, people: DossierPeople | None = None) -> bool:
    """Whether the person may be in charge: an officer of the call's unit now, and no member of the startup."""
    return any(officer.pk == person.pk for officer in staff_of(application, {Role.OFFICER}, people=people))


def officer_in_charge(application: Application, people: DossierPeople | None = None) -> User | None:
    """The officer in charge while that person still may be it, else None: the dossier is at the desk."""
    officer = application.in_charge
    return officer if officer and is_officer_of(application, officer, people) else None


def evaluators_with_open_reviews(application: Application) -> list[User]:
    """Evaluators who hold the role now and whose scores of this application are not sent yet."""
    return open_evaluators_of([application])[application.pk]


def open_evaluators_of(applications: Sequence[Application]) -> dict[int, list[User]]:
    """The same for many applications, by their keys, in one query."""
    waiting = Review.objects.filter(application__in=[application.pk for application in applications])
    evaluators: defaultdict[int, list[User]] = defaultdict(list)
    for review in waiting.open_of_active_evaluators().select_related("evaluator"):
        evaluators[review.application_id].append(review.evaluator)
    return {application.pk: recipients(users=evaluators[application.pk]) for application in applications}


def staff_of(
    application: Application,
    roles: Collection[str],
    *,
    in_charge: User | None = None,
    people: DossierPeople | None = None,
) -> list[User]:
    """The person in charge, else all holders of the roles in the call's unit; no members of the startup."""
    if people is None:
        members = set(application.startup.memberships.values_list("user", flat=True))
    else:
        members = people.members.ids_of(application.startup_id)
    return recipients(
        roles=roles,
        unit_id=application.call.unit_id,
        in_charge=in_charge,
        exclude=members,
        holders=people.holders if people else None,
    )
