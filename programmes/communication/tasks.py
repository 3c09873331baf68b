"""Mails to followers."""

from celery import shared_task

from programmes.communication.actions.following import forget_unconfirmed, tell_followers


@shared_task(expires=600)
def tell_followers_of_calls() -> None:
    """Mail those who follow about calls that opened or close soon; forget addresses that nobody confirmed."""
    tell_followers()
    forget_unconfirmed()
