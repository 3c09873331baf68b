"""Who may read a dossier beyond the list of dossiers they may know of."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import RoleRefused, Transition, TransitionRefused, wrong_state
from programmes.models import Application, Attachment, Review, ReviewStatus
from programmes.working_copy import was_sent
from startups.models import Membership


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


def may_read_file(user: Any, attachment: Attachment) -> bool:
    """The startup reads every file of its dossier, whoever else may read the dossier those that were sent."""
    application = attachment.application
    if not may_read_dossier(user, application):
        return False
    return was_sent(attachment) or Membership.objects.filter(startup=application.startup_id, user=user).exists()


def require_role(user: Any, *roles: str) -> None:
    """Raises RoleRefused (403) when the user holds none of the roles."""
    if not user.has_role(*roles):
        raise RoleRefused(_("Your role does not allow this step."))


def refusal_of_move(obj: models.Model, name: str, user: Any) -> str:
    """Why the move would be refused, in words, or ""."""
    try:
        require_move(obj, name, user)
    except (RoleRefused, TransitionRefused) as refusal:
        return str(refusal)
    return ""


def require_move(obj: models.Model, name: str, user: Any) -> Transition:
    """What `move()` would refuse, before a form is shown: role first, then state."""
    transition: Transition = obj.TRANSITIONS[name]  # type: ignore[attr-defined]
    if not obj.roles_of(user) & set(transition.roles):  # type: ignore[attr-defined]
        raise RoleRefused(_("Your role does not allow this step."))
    if obj.status not in transition.sources:  # type: ignore[attr-defined]
        raise TransitionRefused(wrong_state(obj))
    return transition
