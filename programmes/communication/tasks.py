"""Background tasks for followers."""

from celery import shared_task

from programmes.communication.actions.following import delete_unconfirmed_followers, notify_followers


@shared_task(expires=600)
def notify_followers_of_calls() -> None:
    """Mail followers about calls that opened or close soon, and delete unconfirmed followers."""
    notify_followers()
    delete_unconfirmed_followers()
