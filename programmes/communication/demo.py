"""Demonstration data: news."""

from datetime import date, timedelta

from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.days import moment_of
from programmes.communication.actions.news import free_slug
from programmes.communication.models import NewsItem, NewsStatus
from programmes.plan.models import Pillar

NEWS = (  # days ago, pillar, title and summary in both languages
    (
        3,
        3,
        "Mở đợt tiếp nhận hồ sơ hỗ trợ mới",
        "New calls for applications are open",
        "Các đợt tiếp nhận đang mở đã được công bố trên Cổng, kèm điều kiện, giấy tờ và hạn nộp.",
        "The open calls stand on the portal with their conditions, papers and closing days.",
    ),
    (
        12,
        2,
        "Tập huấn viết hồ sơ cho nhóm khởi nghiệp",
        "A training on writing applications",
        "Buổi tập huấn hướng dẫn trình bày vấn đề, mô hình kinh doanh và dự toán.",
        "The training shows how to present the problem, the business model and the costs.",
    ),
    (
        25,
        1,
        "Thêm chỗ làm việc chung cho đơn vị khởi nghiệp",
        "More shared workplaces for startups",
        "Một đơn vị ươm tạo mở thêm chỗ làm việc và phòng thử nghiệm dùng chung.",
        "An incubator opens further workplaces and a shared laboratory.",
    ),
    (
        48,
        5,
        "Mời đề xuất giải pháp cho dịch vụ công",
        "Solutions for public services are wanted",
        "Các sở, ngành nêu bài toán; đơn vị khởi nghiệp gửi giải pháp để thử nghiệm.",
        "Departments name their problems; startups propose solutions to be piloted.",
    ),
    (
        80,
        6,
        "Kết nối với các hệ sinh thái trong khu vực",
        "Ties with ecosystems of the region",
        "Đoàn công tác trao đổi kinh nghiệm ươm tạo và mở đường cho đơn vị khởi nghiệp ra thị trường nước ngoài.",
        "A delegation exchanges experience of incubation and opens ways to foreign markets.",
    ),
)


BODY = (
    "{summary}\n\nĐây là tin minh họa, không phải thông báo chính thức.",
    "{summary}\n\nThis is a sample text of the demonstration, not an official notice.",
)


def seed_news(today: date | None = None) -> None:
    """Create five news items of the last three months."""
    today = today or timezone.localdate()
    author = User.objects.with_role(Role.MANAGER).order_by("pk").first()
    pillars = {pillar.number: pillar for pillar in Pillar.objects.order_by("scheme__starts_on", "pk")}
    for days, pillar, title, title_en, summary, summary_en in reversed(NEWS):
        NewsItem.objects.create(
            title=title,
            title_en=title_en,
            summary=summary,
            summary_en=summary_en,
            slug=free_slug(title),
            body=BODY[0].format(summary=summary),
            body_en=BODY[1].format(summary=summary_en),
            pillar=pillars.get(pillar),
            status=NewsStatus.PUBLISHED,
            is_demo=True,
            created_by=author,
            published_at=moment_of(today - timedelta(days=days), 9),
        )
