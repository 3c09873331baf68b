"""Demonstration data: messages from the public in every status."""

from datetime import date, timedelta
from random import Random
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.roles import Role
from ecosystem.core.days import moment_of
from ecosystem.core.models import AuditEntry
from ecosystem.core.numbers import take_number
from ecosystem.reference.workdays import add_days
from programmes.feedback.actions import SERIES, content_digest
from programmes.feedback.models import EarlierAnswer, Feedback, FeedbackStatus
from programmes.plan.models import FeedbackKind, TimeLimit

SEED = 304
MESSAGE_COUNT = 36
MAX_AGE_DAYS = 170
UNANSWERED_AGES = (9, 4, 2, 1)  # days; the officer handles the first two, one of them is overdue

SUBJECTS = (
    (FeedbackKind.QUESTION, "Nhóm chưa thành lập công ty có được nộp hồ sơ không?"),
    (FeedbackKind.QUESTION, "Hồ sơ của tôi bao giờ có kết quả thẩm định?"),
    (FeedbackKind.QUESTION, "Chi phí thuê chuyên gia tính vào mục nào?"),
    (FeedbackKind.PROPOSAL, "Đề nghị cho tải mẫu dự toán dạng bảng tính"),
    (FeedbackKind.PROPOSAL, "Kiến nghị mở thêm đợt tiếp nhận cho giai đoạn tăng tốc"),
    (FeedbackKind.PROPOSAL, "Trang lịch nên có ngày công bố kết quả"),
    (FeedbackKind.COMPLAINT, "Không đồng ý với lý do yêu cầu bổ sung hồ sơ"),
)
TEXT = "Nội dung minh họa."
CORRECTED_ANSWER = "Sở đã xem xét lại ý kiến. Đây là câu trả lời minh họa đã được đính chính."
CORRECTION_REASON = "Câu trả lời trước dẫn nhầm số văn bản."
ANSWER = "Sở đã xem xét ý kiến. Đây là câu trả lời minh họa."


@transaction.atomic
def seed_feedback(today: date | None = None) -> None:
    """Create forty messages: most of them answered, a few waiting or overdue, one answer corrected."""
    today = today or timezone.localdate()
    rng = Random(SEED)  # noqa: S311 - invented data, the same at every run
    officer = User.objects.with_role(Role.OFFICER).order_by("pk").first()
    unit = OrganisationUnit.objects.filter(is_lead=True).order_by("pk").first()
    limits = {limit.step: limit for limit in TimeLimit.objects.all()}
    ages = sorted([*(rng.randrange(1, MAX_AGE_DAYS) for _ in range(MESSAGE_COUNT)), *UNANSWERED_AGES], reverse=True)
    for number, age in enumerate(ages):
        kind, subject = SUBJECTS[number % len(SUBJECTS)]
        limit, day = limits.get(kind), today - timedelta(days=age)
        content = {"kind": kind.value, "subject": subject, "text": TEXT, "email": f"nguoi-dan-{number}@demo.example"}
        message = Feedback(
            **content,
            key=UUID(int=rng.getrandbits(128)),
            digest=content_digest(content),
            unit=unit,
            created_at=moment_of(day, 10),
            number=take_number(SERIES, year=day.year),
            is_demo=True,
        )
        if limit and limit.amount is not None:
            message.limit, message.limit_unit = limit.amount, limit.unit
            message.due_on = add_days(day, limit.amount, limit.unit)
        if officer:
            _set_status(message, officer, today, age, rng)
        message.save()
        _add_audit_entries(message)
    answered = (
        Feedback.objects.filter(is_demo=True, status=FeedbackStatus.ANSWERED).order_by("answered_at", "pk").last()
    )
    if answered:
        _correct_answer(answered)


def _set_status(message: Feedback, officer: User, today: date, age: int, rng: Random) -> None:
    """Assign status, handler and answer: most answers are in time, some are late, new messages still wait."""
    answer_days = rng.choice([1, 2, 3, 4, 6, 13])
    answered_on = timezone.localdate(message.created_at) + timedelta(days=answer_days)
    if age in UNANSWERED_AGES:
        if age > 3:
            message.status, message.handler = FeedbackStatus.IN_PROGRESS, officer
    elif answered_on < today:
        message.status, message.handler = FeedbackStatus.ANSWERED, officer
        message.answer, message.answered_at = ANSWER, moment_of(answered_on, 15)
    elif answer_days > 3:
        message.status, message.handler = FeedbackStatus.IN_PROGRESS, officer


def _add_audit_entries(message: Feedback) -> None:
    steps = {"in_progress": ["take_over"], "answered": ["take_over", "answer"]}.get(message.status, [])
    source: str = FeedbackStatus.RECEIVED
    for name in steps:
        target = Feedback.TRANSITIONS[name].target
        AuditEntry.objects.create(
            model=message._meta.label_lower,
            object_id=message.pk,
            transition=name,
            source=source,
            target=target,
            by=message.handler,
            created_at=(message.answered_at if name == "answer" else None) or message.created_at,
        )
        source = target


def _correct_answer(message: Feedback) -> None:
    """Correct the answer two hours after it was given."""
    given_at = message.answered_at or message.created_at
    corrected_at = given_at + timedelta(hours=2)
    EarlierAnswer.objects.create(
        feedback=message,
        text=message.answer,
        given_at=given_at,
        given_by=cast("User", message.handler),  # a check constraint: an answered message has a handler
        reason=CORRECTION_REASON,
    )
    message.answer, message.corrected_at = CORRECTED_ANSWER, corrected_at
    message.save(update_fields=["answer", "corrected_at", "updated_at"])
    AuditEntry.objects.create(
        model=message._meta.label_lower,
        object_id=message.pk,
        transition="correct",
        source=message.status,
        target=message.status,
        by=message.handler,
        reason=CORRECTION_REASON,
        created_at=corrected_at,
    )
