"""Who may read a dossier beyond the list of dossiers they may know of."""

from typing import Any

from ecosystem.accounts.roles import Role
from programmes.models import Application, Review, ReviewStatus


def may_read_dossier(user: Any, application: Application) -> bool:
    """Whoever may know of the dossier, and its evaluators from «no conflict» on; never one who stood aside."""
    if not user.is_authenticated:
        return False
    if Application.objects.visible_to(user).filter(pk=application.pk).exists():
        return True
    return user.has_role(Role.EVALUATOR) and (
        Review.objects.filter(
            application=application, evaluator=user, status__in=[ReviewStatus.OPEN, ReviewStatus.SENT]
        ).exists()
    )
