"""People, units and roles."""

from datetime import UTC, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from ecosystem.accounts.models import OrganisationUnit, RoleGrant, User
from ecosystem.accounts.roles import NEEDS_UNIT

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = OrganisationUnit

    code = factory.Sequence(lambda n: f"unit-{n}")
    name = factory.Sequence(lambda n: f"Sở số {n}")
    name_en = factory.Sequence(lambda n: f"Department {n}")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    full_name = factory.Sequence(lambda n: f"Nguyễn Văn {n}")


def person(*roles: str, unit: OrganisationUnit | None = None, **fields: Any) -> User:
    """A user who holds the roles, everywhere or in the unit; a role that only a unit can give holds in a new one."""
    user = UserFactory(**fields)
    if unit is None and NEEDS_UNIT.intersection(roles):
        unit = UnitFactory()
    for role in roles:
        RoleGrant.objects.create(user=user, role=role, unit=unit, starts_at=LONG_AGO)
    return user


def people(*roles: str, unit: OrganisationUnit | None = None) -> list[User]:
    """A user for each of the roles, who holds it everywhere or in the unit: two statements for all of them."""
    assert unit or not NEEDS_UNIT.intersection(roles)
    users = User.objects.bulk_create(UserFactory.build_batch(len(roles)))
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, role=role, unit=unit, starts_at=LONG_AGO) for user, role in zip(users, roles, strict=True)
    )
    return users
