"""Background tasks of messages from the public."""

from django.utils.translation import gettext_lazy as _

from ecosystem.core.attempts import periodic_task
from programmes.feedback.actions import remind_of_due_feedback


@periodic_task(_("Reminders of messages to answer"), expires=600)
def send_feedback_reminders() -> None:
    """Remind the handlers of messages whose answer is due soon."""
    remind_of_due_feedback()
