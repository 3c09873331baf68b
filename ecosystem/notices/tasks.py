"""Delivery of mails in the background."""

from celery import shared_task

from ecosystem.notices.mail import deliver_due


@shared_task(expires=60)
def send_outbox() -> None:
    """Deliver what is due; safe to run twice and beside another worker."""
    deliver_due()
