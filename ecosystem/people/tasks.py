"""Celery tasks of invitations."""

from django.utils.translation import gettext_lazy as _

from ecosystem.core.attempts import periodic_task
from ecosystem.people.actions import invitation


@periodic_task(_("Invitations that end"), expires=240)
def watch_invitations() -> None:
    invitation.watch_invitations()
