"""Who is told of a thing."""

from collections.abc import Collection, Iterable

from ecosystem.accounts.models import RoleGrant, User


def recipients(
    *,
    users: Iterable[User] = (),
    in_charge: User | None = None,
    roles: Collection[str] = (),
    unit_id: int | None = None,
    exclude: Collection[int] = (),
) -> list[User]:
    """The people who are told of a thing, each once, in the order of their accounts.

    Everybody `named` is told. With `roles`, the person `in_charge` is told while that person still holds one of them,
    else all who hold one now: everywhere, or in the unit when `unit_id` is given. Closed accounts are never told, nor
    are the people whose ids are in `without`, such as the members of the startup that a dossier belongs to.
    """
    found = {person.pk: person for person in users}
    if roles:
        holders = role_holders(roles, unit_id=unit_id, exclude=exclude)
        at_desk = [person for person in holders if in_charge and person.pk == in_charge.pk]
        found |= {person.pk: person for person in at_desk or holders}
    return [found[pk] for pk in sorted(found) if found[pk].is_active and pk not in exclude]


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
