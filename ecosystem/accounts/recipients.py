"""The recipients of a notification."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from ecosystem.accounts.models import RoleGrant, User


class RoleHolders:
    """Open accounts by the role that they hold now and its unit, read in one query: for the recipients of many events."""

    def __init__(self, *roles: str) -> None:
        grants = RoleGrant.objects.in_force().filter(role__in=roles, user__is_active=True).select_related("user")
        self._people: defaultdict[tuple[str, int | None], dict[int, User]] = defaultdict(dict)
        for grant in grants.order_by("user"):
            self._people[grant.role, grant.unit_id][grant.user_id] = grant.user

    def of(self, roles: Collection[str], *, unit_id: int | None, exclude: Collection[int] = ()) -> list[User]:
        """The same people as `role_holders`, in the same order."""
        found: dict[int, User] = {}
        for (role, unit), people in self._people.items():
            if role in roles and (unit_id is None or unit is None or unit == unit_id):
                found |= people
        return [found[pk] for pk in sorted(found) if pk not in exclude]


def recipients(
    *,
    users: Iterable[User] = (),
    in_charge: User | None = None,
    roles: Collection[str] = (),
    unit_id: int | None = None,
    exclude: Collection[int] = (),
    holders: RoleHolders | None = None,
) -> list[User]:
    """The people to notify of an event, each once, in the order of their ids.

    All `users` are recipients. With `roles`, the person `in_charge` is one while that person still holds one of them,
    else all who hold one now: everywhere, or in the unit when `unit_id` is given. Closed accounts are never recipients,
    nor are the people whose ids are in `exclude`, such as the members of the startup that a dossier belongs to.
    `holders` are those of the roles, where they were read before for many events.
    """
    people = {person.pk: person for person in users}
    if roles:
        find = holders.of if holders is not None else role_holders
        holding = find(roles, unit_id=unit_id, exclude=exclude)
        at_desk = [person for person in holding if in_charge and person.pk == in_charge.pk]
        people |= {person.pk: person for person in at_desk or holding}
    return [people[pk] for pk in sorted(people) if people[pk].is_active and pk not in exclude]


def role_holders(roles: Collection[str], *, unit_id: int | None = None, exclude: Collection[int] = ()) -> list[User]:
    """Open accounts that hold one of the roles now: anywhere, or everywhere or in this unit when `unit_id` is given."""
    grants = RoleGrant.objects.in_force().filter(role__in=roles)
    if unit_id is not None:
        grants = grants.in_unit(unit_id)
    people = User.objects.filter(is_active=True, pk__in=grants.values("user"))
    return list(people.exclude(pk__in=exclude).order_by("pk"))


def lock_roles(person: User, *roles: str) -> None:
    """Lock the person's grants of these roles, so that none is taken away before the end of the transaction."""
    grants = RoleGrant.objects.filter(user=person, role__in=roles, revoked_at__isnull=True)
    list(grants.select_for_update(of=("self",)).order_by("pk"))
