"""Demonstration news, and messages from the public in every state."""

from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.reference.workdays import add_days
from programmes.actions.feedback import SERIES, digest_of
from programmes.actions.news import free_slug
from programmes.actions.numbers import take_number
from programmes.models import (
    EarlierAnswer,
    Feedback,
    FeedbackKind,
    FeedbackStatus,
    NewsItem,
    NewsStatus,
    Pillar,
    TimeLimit,
)

SEED = 304
MESSAGES = 36
DAYS_BACK = 170
UNANSWERED = (9, 4, 2, 1)  # days ago; the first two are with the officer, one of them late

NEWS = (  # days ago, pillar, title and summary in both languages
    (3, 3, "Mở đợt tiếp nhận hồ sơ hỗ trợ mới", "New calls for applications are open",
     "Các đợt tiếp nhận đang mở đã được công bố trên Cổng, kèm điều kiện, giấy tờ và hạn nộp.",
     "The open calls stand on the portal with their conditions, papers and closing days."),
    (12, 2, "Tập huấn viết hồ sơ cho nhóm khởi nghiệp", "A training on writing applications",
     "Buổi tập huấn hướng dẫn trình bày vấn đề, mô hình kinh doanh và dự toán.",
     "The training shows how to present the problem, the business model and the costs."),
    (25, 1, "Thêm chỗ làm việc chung cho đơn vị khởi nghiệp", "More shared workplaces for startups",
     "Một đơn vị ươm tạo mở thêm chỗ làm việc và phòng thử nghiệm dùng chung.",
     "An incubator opens further workplaces and a shared laboratory."),
    (48, 5, "Mời đề xuất giải pháp cho dịch vụ công", "Solutions for public services are wanted",
     "Các sở, ngành nêu bài toán; đơn vị khởi nghiệp gửi giải pháp để thử nghiệm.",
     "Departments name their problems; startups propose solutions to be piloted."),
    (80, 6, "Kết nối với các hệ sinh thái trong khu vực", "Ties with ecosystems of the region",
     "Đoàn công tác trao đổi kinh nghiệm ươm tạo và mở đường cho đơn vị khởi nghiệp ra thị trường nước ngoài.",
     "A delegation exchanges experience of incubation and opens ways to foreign markets."),
)  # fmt: skip
BODY = (
    "{summary}\n\nĐây là tin minh họa trong chế độ trình diễn, không phải thông báo chính thức.",
    "{summary}\n\nThis is a sample text of the demonstration, not an official notice.",
)
SUBJECTS = (
    (FeedbackKind.QUESTION, "Nhóm chưa thành lập công ty có được nộp hồ sơ không?"),
    (FeedbackKind.QUESTION, "Hồ sơ của tôi bao giờ có kết quả thẩm định?"),
    (FeedbackKind.QUESTION, "Chi phí thuê chuyên gia tính vào mục nào?"),
    (FeedbackKind.PROPOSAL, "Đề nghị cho tải mẫu dự toán dạng bảng tính"),
    (FeedbackKind.PROPOSAL, "Kiến nghị mở thêm đợt tiếp nhận cho giai đoạn tăng tốc"),
    (FeedbackKind.PROPOSAL, "Trang lịch nên có ngày công bố kết quả"),
    (FeedbackKind.COMPLAINT, "Không đồng ý với lý do yêu cầu bổ sung hồ sơ"),
)
TEXT = "Nội dung minh họa của chế độ trình diễn."
CORRECTED = "Sở đã xem xét lại ý kiến. Đây là câu trả lời minh họa đã được đính chính."
WHY = "Câu trả lời trước dẫn nhầm số văn bản."
ANSWER = "Sở đã xem xét ý kiến. Đây là câu trả lời minh họa của chế độ trình diễn."


def seed_voices(today: date | None = None) -> None:
    """Five news items and some dozens of messages, most of them answered, a few waiting or late, one answer corrected."""
    today = today or timezone.localdate()
    _seed_news(today)
    _seed_messages(today, Random(SEED))  # noqa: S311 - invented data, the same at every run


def _seed_news(today: date) -> None:
    author = User.objects.holding(Role.MANAGER).order_by("pk").first()
    pillars = {pillar.number: pillar for pillar in Pillar.objects.order_by("scheme__starts_on", "pk")}
    for days, pillar, title, title_en, summary, summary_en in reversed(NEWS):
        NewsItem.objects.create(
            title=title, title_en=title_en, summary=summary, summary_en=summary_en, slug=free_slug(title),
            body=BODY[0].format(summary=summary), body_en=BODY[1].format(summary=summary_en),
            pillar=pillars.get(pillar), status=NewsStatus.PUBLISHED, is_demo=True, created_by=author,
            published_at=_moment(today - timedelta(days=days), 9),
        )  # fmt: skip


@transaction.atomic
def _seed_messages(today: date, rng: Random) -> None:
    officer = User.objects.holding(Role.OFFICER).order_by("pk").first()
    unit = OrganisationUnit.objects.filter(is_lead=True).order_by("pk").first()
    limits = {limit.step: limit for limit in TimeLimit.objects.all()}
    days_ago = sorted([*(rng.randrange(1, DAYS_BACK) for _ in range(MESSAGES)), *UNANSWERED], reverse=True)
    for number, back in enumerate(days_ago):
        kind, subject = SUBJECTS[number % len(SUBJECTS)]
        limit, day = limits.get(kind), today - timedelta(days=back)
        words = {"kind": kind.value, "subject": subject, "text": TEXT, "email": f"nguoi-dan-{number}@demo.example"}
        message = Feedback(
            **words, key=UUID(int=rng.getrandbits(128)), digest=digest_of(words), unit=unit, created_at=_moment(day, 10),
            number=take_number(SERIES, year=day.year), is_demo=True,
        )  # fmt: skip
        if limit:
            message.limit, message.limit_unit = limit.amount, limit.unit
            message.due_on = add_days(day, limit.amount, limit.unit)
        if officer:
            _deal_with(message, officer, today, back, rng)
        message.save()
        _trail(message)
    answered = (
        Feedback.objects.filter(is_demo=True, status=FeedbackStatus.ANSWERED).order_by("answered_at", "pk").last()
    )
    if answered:
        _correct(answered)


def _deal_with(message: Feedback, officer: User, today: date, back: int, rng: Random) -> None:
    """Taken over, and answered most often in time, some days late now and then; what is new still waits."""
    days = rng.choice([1, 2, 3, 4, 6, 13])
    answered_on = timezone.localdate(message.created_at) + timedelta(days=days)
    if back in UNANSWERED:
        if back > 3:
            message.status, message.handler = FeedbackStatus.IN_PROGRESS, officer
    elif answered_on < today:
        message.status, message.handler = FeedbackStatus.ANSWERED, officer
        message.answer, message.answered_at = ANSWER, _moment(answered_on, 15)
    elif days > 3:
        message.status, message.handler = FeedbackStatus.IN_PROGRESS, officer


def _trail(message: Feedback) -> None:
    steps = {"in_progress": ["take_over"], "answered": ["take_over", "answer"]}.get(message.status, [])
    source: str = FeedbackStatus.RECEIVED
    for name in steps:
        target = Feedback.TRANSITIONS[name].target
        AuditEntry.objects.create(
            model=message._meta.label_lower, object_id=message.pk, transition=name, source=source, target=target,
            by=message.handler, created_at=(message.answered_at if name == "answer" else None) or message.created_at,
        )  # fmt: skip
        source = target


def _correct(message: Feedback) -> None:
    """Two hours after it was given."""
    given_at = message.answered_at or message.created_at
    at = given_at + timedelta(hours=2)
    EarlierAnswer.objects.create(  # type: ignore[misc]  # what is answered has a handler
        feedback=message, text=message.answer, given_at=given_at, given_by=message.handler, reason=WHY
    )
    message.answer, message.corrected_at = CORRECTED, at
    message.save(update_fields=["answer", "corrected_at", "updated_at"])
    AuditEntry.objects.create(
        model=message._meta.label_lower, object_id=message.pk, transition="correct", source=message.status,
        target=message.status, by=message.handler, reason=WHY, created_at=at,
    )  # fmt: skip


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
