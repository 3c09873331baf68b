"""Who may read a dossier beyond the list of dossiers they may know of."""

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from programmes.grants.models import Application, Attachment, Review, ReviewStatus
from programmes.grants.working_copy import is_submitted_file
from startups.models import Membership


def may_read_dossier(user: User, application: Application) -> bool:
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


def may_read_file(user: User, attachment: Attachment) -> bool:
    """The startup reads every file of its dossier, whoever else may read the dossier those that were sent."""
    application = attachment.application
    if not may_read_dossier(user, application):
        return False
    return (
        is_submitted_file(attachment) or Membership.objects.filter(startup=application.startup_id, user=user).exists()
    )
