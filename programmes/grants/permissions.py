"""Who may read the content and files of an application."""

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from programmes.grants.models import Application, Attachment, Review, ReviewStatus
from programmes.grants.working_copy import is_submitted_file
from startups.models import Membership


def may_read_dossier(user: User, application: Application) -> bool:
    """Whether the application is visible to the user, or the user is its evaluator and declared no conflict."""
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
    """Whether the user may read the file: members of the startup every file, other readers those submitted."""
    application = attachment.application
    if not may_read_dossier(user, application):
        return False
    return (
        is_submitted_file(attachment) or Membership.objects.filter(startup=application.startup_id, user=user).exists()
    )
