"""Who acts in the demonstration data: the demonstration accounts of the staff, found by their roles."""

from dataclasses import dataclass

from django.core.management.base import CommandError

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.roles import Role


@dataclass(frozen=True)
class Cast:
    """Ids of the people who checked, scored, decided, accepted and paid."""

    unit: OrganisationUnit
    officer: int
    manager: int
    director: int
    accountant: int
    evaluators: tuple[int, ...]

    @classmethod
    def find(cls) -> "Cast":
        """Raises CommandError when the accounts or the reference data are missing."""

        def holders(role: str) -> list[int]:
            people = User.objects.filter(role_grants__role=role, role_grants__revoked_at__isnull=True)
            found = list(people.order_by("pk").values_list("pk", flat=True).distinct())
            if not found:
                raise CommandError(f"No account has the role {role}: run 'manage.py demo_accounts' first.")
            return found

        unit = OrganisationUnit.objects.filter(is_lead=True).order_by("pk").first()
        if unit is None:
            raise CommandError("No lead unit: run 'manage.py load_reference' first.")
        evaluators = holders(Role.EVALUATOR)
        if len(evaluators) < 2:
            raise CommandError("Two evaluators are needed.")
        return cls(
            unit,
            holders(Role.OFFICER)[0],
            holders(Role.MANAGER)[0],
            holders(Role.DIRECTOR)[0],
            holders(Role.ACCOUNTANT)[0],
            tuple(evaluators),
        )
