"""Who may read the content and files of an application."""

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from programmes.grants.models import UNDECIDED_STATUSES, Application, Attachment, Review, ReviewStatus
from programmes.grants.working_copy import is_submitted_file
from startups.models import Membership


def may_read_dossier(user: User, application: Application) -> bool:
    """Whether the application is visible to the user, or the user is its evaluator and it is not decided yet.

    An evaluator reads it from the declaration of no conflict on; never who recused or was withdrawn.
    """
    if not user.is_authenticated:
        return False
    if Application.objects.visible_to(user).filter(pk=application.pk).exists():
        return True
    if application.status not in UNDECIDED_STATUSES:
        return False
    return user.has_role(Role.EVALUATOR) and (
        Review.objects.filter(
            application=application, evaluator=user, status__in=[ReviewStatus.OPEN, ReviewStatus.SENT]
        ).exists()
    )


def may_read_file(user: User, attachment: Attachment) -> bool:
    """Whether the user may read the file: members of the startup every file, other readers those submitted."""
    application = attachment.application
    if not may_read_dossier(user, application):
        return False
    return (
        is_submitted_file(attachment) or Membership.objects.filter(startup=application.startup_id, user=user).exists()
    )
