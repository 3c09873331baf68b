"""What officers and managers answer for: messages from the public that they deal with."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.accounts.responsibilities import Responsibility, register_responsibility
from programmes.feedback.actions import hand_over_feedback
from programmes.feedback.models import Feedback, FeedbackStatus


def _in_hand(person: User) -> QuerySet[Feedback]:
    return Feedback.objects.filter(handler=person, status=FeedbackStatus.IN_PROGRESS)


register_responsibility(
    Responsibility(
        name="feedback",
        label=_("Messages from the public in hand"),
        columns=("feedback.Feedback.handler",),
        records=_in_hand,
        hand_over=hand_over_feedback,
        takers=lambda person: User.objects.filter(is_active=True).with_role(*Feedback.HANDLERS).exclude(pk=person.pk),
        may_release=False,
    )
)
