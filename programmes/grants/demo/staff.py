"""The staff in the demonstration data: the demonstration accounts and invented colleagues."""

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from django.core.management.base import CommandError

from ecosystem.accounts.demo import ACCOUNTS
from ecosystem.accounts.models import OrganisationUnit, RoleGrant, User
from ecosystem.accounts.roles import STAFF, Role
from programmes.grants.demo import texts

COLLEAGUES = ((Role.OFFICER, 3), (Role.EVALUATOR, 8))
NO_PASSWORD = "!"  # noqa: S105  (Django's mark of an account that cannot sign in)
SINCE = datetime(2021, 1, 4, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Staff:
    """User ids by role, demonstration accounts first."""

    unit: OrganisationUnit
    officers: tuple[int, ...]
    manager: int
    director: int
    accountant: int
    evaluators: tuple[int, ...]
    applicants: tuple[int, ...]

    @classmethod
    def load(cls, rng: Random) -> "Staff":
        """Add the colleagues. Raises CommandError when the accounts or the reference data are missing."""
        unit = OrganisationUnit.objects.filter(is_lead=True).order_by("pk").first()
        if unit is None:
            raise CommandError("No lead unit: run 'manage.py load_reference' first.")
        for needed in STAFF - {Role.PARTNER_REPORTER, Role.PARTNER_HEAD, Role.ADMINISTRATOR}:
            _holders(needed)
        for role, count in COLLEAGUES:
            for number in range(count):
                _add_colleague(role, number + 1, unit, rng)
        return cls(
            unit=unit,
            officers=_holders(Role.OFFICER),
            manager=_holders(Role.MANAGER)[0],
            director=_holders(Role.DIRECTOR)[0],
            accountant=_holders(Role.ACCOUNTANT)[0],
            evaluators=_holders(Role.EVALUATOR),
            applicants=tuple(User.objects.get(email=a.email).pk for a in ACCOUNTS if a.role == Role.APPLICANT),
        )


def _holders(role: str) -> tuple[int, ...]:
    found = tuple(User.objects.with_role(role).order_by("pk").values_list("pk", flat=True))
    if not found:
        raise CommandError(f"No account has the role {role}: run 'manage.py demo_accounts' first.")
    return found


def _add_colleague(role: Role, number: int, unit: OrganisationUnit, rng: Random) -> None:
    person = User.objects.create(
        email=f"{role.value}-{number}@demo.example",
        full_name=texts.person_name(rng),
        password=NO_PASSWORD,
        employer=unit.name if role == Role.OFFICER else rng.choice(texts.SCHOOLS),
    )
    RoleGrant.objects.create(user=person, role=role, starts_at=SINCE)
