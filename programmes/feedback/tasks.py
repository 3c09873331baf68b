"""Reminders of messages from the public."""

from celery import shared_task

from programmes.feedback.actions import remind_of_due_feedback


@shared_task(expires=600)
def remind_of_waiting_feedback() -> None:
    """Remind whoever answers, before an answer is due."""
    remind_of_due_feedback()
