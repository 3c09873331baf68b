"""Background tasks for followers."""

from django.utils.translation import gettext_lazy as _

from ecosystem.core.attempts import periodic_task
from programmes.communication.actions.following import delete_unconfirmed_followers, notify_followers


@periodic_task(_("Mails to followers of calls"), expires=600)
def notify_followers_of_calls() -> None:
    """Mail followers about calls that opened or close soon, and delete unconfirmed followers."""
    notify_followers()
    delete_unconfirmed_followers()
