"""Recipients of notifications about a startup."""

from collections import defaultdict
from collections.abc import Collection

from ecosystem.accounts.models import User
from ecosystem.accounts.recipients import recipients
from ecosystem.accounts.roles import DEPARTMENT, Role
from startups.models import Membership, Startup


class StartupMembers:
    """Members of startups, read in one query: for the recipients of many events."""

    def __init__(self, startup_ids: Collection[int]) -> None:
        self._members: defaultdict[int, list[Membership]] = defaultdict(list)
        for member in Membership.objects.filter(startup__in=startup_ids).select_related("user"):
            self._members[member.startup_id].append(member)

    def ids_of(self, startup_id: int) -> set[int]:
        """The ids of all its members."""
        return {member.user_id for member in self._members[startup_id]}

    def recipients_of(self, startup_id: int, *roles: str) -> list[User]:
        """The same people as `member_recipients`."""
        return recipients(users=[member.user for member in self._members[startup_id] if member.role in roles])


def member_recipients(startup_id: int, *roles: str) -> list[User]:
    """The members of the startup with one of these roles whose accounts are active."""
    return StartupMembers([startup_id]).recipients_of(startup_id, *roles)


def directory_officers(startup: Startup) -> list[User]:
    """The officers who may check the startup's entry in the directory, else the whole department.

    No member of the startup, and nobody who wrote what is checked.
    """
    barred = {*startup.memberships.values_list("user", flat=True), *startup.authors}
    return recipients(roles={Role.OFFICER}, exclude=barred) or recipients(roles=DEPARTMENT, exclude=barred)
