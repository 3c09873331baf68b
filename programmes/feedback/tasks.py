"""Background tasks of messages from the public."""

from celery import shared_task

from programmes.feedback.actions import remind_of_due_feedback


@shared_task(expires=600)
def send_feedback_reminders() -> None:
    """Remind the handlers of messages whose answer is due soon."""
    remind_of_due_feedback()
