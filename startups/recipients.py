"""Recipients of notifications about a startup."""

from ecosystem.accounts.models import User
from ecosystem.accounts.recipients import recipients
from ecosystem.accounts.roles import DEPARTMENT, Role
from startups.models import Membership, Startup


def member_recipients(startup_id: int, *roles: str) -> list[User]:
    """The members of the startup with one of these roles whose accounts are active."""
    members = Membership.objects.filter(startup=startup_id, role__in=roles).select_related("user")
    return recipients(users=[member.user for member in members])


def directory_officers(startup: Startup) -> list[User]:
    """The officers who may check the startup's entry in the directory, else the whole department.

    No member of the startup, and nobody who wrote what is checked.
    """
    barred = {*startup.memberships.values_list("user", flat=True), *startup.authors}
    return recipients(roles={Role.OFFICER}, exclude=barred) or recipients(roles=DEPARTMENT, exclude=barred)
