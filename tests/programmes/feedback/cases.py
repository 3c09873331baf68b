"""What the tests of feedback share: messages in each status, and the action of each move."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.core.conflicts import version_of
from programmes.feedback import actions
from programmes.feedback.models import Feedback
from tests.factories import FeedbackFactory, UnitFactory

SEND = "feedback:feedback_send"
CONTENT = {"kind": "question", "subject": "Hồ sơ", "text": "Bao giờ có kết quả?", "about": "", "name": "", "email": ""}


def correct(feedback: Feedback, by: User, **changes: str) -> Feedback:
    """Correct the answer through the action, from a form that read this very record."""
    data = {"answer": "Thứ Năm.", "reason": "Nhầm ngày.", "version": version_of(feedback), **changes}
    return actions.correct_feedback(feedback, by=by, **data)


MOVES: dict[str, Callable[[Feedback, User], Feedback]] = {
    "take_over": lambda feedback, by: actions.take_over_feedback(feedback, by=by),
    "answer": lambda feedback, by: actions.answer_feedback(feedback, by=by, answer="Ngày mai."),
    "correct": correct,
    "forward": lambda feedback, by: actions.forward_feedback(
        feedback, by=by, unit=UnitFactory(), reason="Đúng việc hơn."
    ),
    "close": lambda feedback, by: actions.close_feedback(feedback, by=by, reason="Gửi hai lần."),
}


def in_state(status: str, handler: User, **fields: Any) -> Feedback:
    """A message in this status, with the handler and the answer that the status needs."""
    fields |= {"status": status, "handler": handler if status in ("in_progress", "answered") else None}
    if status == "answered":
        fields |= {"answer": "Đã xong.", "answered_at": timezone.now()}
    return FeedbackFactory(**fields)


def send(**changes: Any) -> Feedback:
    """Receive a message from the public."""
    return actions.receive_feedback(key=uuid4(), language="vi", **{**CONTENT, **changes})
