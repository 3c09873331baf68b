"""Kinds of mail to senders of messages, and the reminder to the department."""

from django.utils.translation import gettext_lazy as _

from ecosystem.notices.kinds import MailKind, NoticeKind
from programmes.grants.notices import DESK


class FeedbackDue(NoticeKind):
    name = "feedback_due"
    topic = DESK
    label = _("A message from the public is due soon")


class FeedbackHandedOver(NoticeKind):
    name = "feedback_handed_over"
    topic = DESK
    label = _("A message from the public was handed over to me")


class FeedbackForwarded(NoticeKind):
    name = "feedback_forwarded"
    topic = DESK
    label = _("A message from the public was forwarded to my unit")


class FeedbackReceived(MailKind):
    name = "feedback_received"


class FeedbackAnswered(MailKind):
    name = "feedback_answered"


class FeedbackCorrected(MailKind):
    name = "feedback_corrected"


class FeedbackClosed(MailKind):
    name = "feedback_closed"
