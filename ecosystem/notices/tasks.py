"""Notices to the people of many records, and delivery of mails, in the background."""

from celery import shared_task

from ecosystem.notices.broadcasts import continue_broadcasts
from ecosystem.notices.mail import deliver_due


@shared_task(expires=60)
def send_outbox() -> None:
    """Deliver what is due; safe to run twice and beside another worker."""
    deliver_due()


@shared_task(expires=60)
def send_broadcasts() -> None:
    """Notify the people of the records that are due; safe to run twice and beside another worker."""
    continue_broadcasts()
