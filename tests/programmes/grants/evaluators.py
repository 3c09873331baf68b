"""What the tests of evaluators share: the statuses of reviews, and the end of a role."""

from django.utils import timezone

from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.roles import Role
from tests.programmes.grants.cases import Case


def review_statuses(case: Case) -> dict[str, list[str]]:
    """The statuses of the reviews of a dossier by the address of their evaluator."""
    statuses: dict[str, list[str]] = {}
    for review in case.application.reviews.select_related("evaluator"):
        statuses.setdefault(review.evaluator.email, []).append(review.status)
    return statuses


def end_role(user: User) -> None:
    """Revoke the role of an evaluator."""
    RoleGrant.objects.filter(user=user, role=Role.EVALUATOR).update(revoked_at=timezone.now())
