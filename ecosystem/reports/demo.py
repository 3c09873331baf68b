"""Demonstration contributions of the partner units, and one issued report."""

from datetime import date

from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.reports.actions.ledger import keep_period_ledger
from ecosystem.reports.actions.report import build_report, request_report
from ecosystem.reports.models import Contribution, ContributionStatus, PeriodStatus, ReportingPeriod

TEXTS = (
    (
        "Đã phối hợp tổ chức cuộc thi ý tưởng khởi nghiệp cho học sinh, sinh viên; 42 dự án được chọn vào vòng ươm tạo.",
        "Kinh phí cho giáo viên hướng dẫn còn hạn chế.",
        "Đề nghị Sở Tài chính hướng dẫn mức chi cho hoạt động hướng dẫn khởi nghiệp trong nhà trường.",
    ),
    (
        "Quỹ hỗ trợ thanh niên khởi nghiệp tư vấn cho 120 dự án; kết nối 15 dự án với nhà đầu tư.",
        "Nguồn vốn cho vay đã sử dụng hết, chưa có nguồn bổ sung.",
        "Kiến nghị Ủy ban nhân dân Thành phố xem xét bổ sung vốn cho Quỹ trong năm sau.",
    ),
)


def seed_reports(today: date | None = None) -> None:
    """Bring the ledger up to date, let half of the units send their parts, issue the report of the last period."""
    keep_period_ledger(today)
    waiting = Contribution.objects.filter(status=ContributionStatus.DRAFT, period__status=PeriodStatus.ENDED)
    for index, contribution in enumerate(waiting.order_by("period_id", "unit_id")):
        if index % 2 == 0:
            results, difficulties, proposals = TEXTS[index // 2 % len(TEXTS)]
            Contribution.objects.filter(pk=contribution.pk).update(
                results=results, difficulties=difficulties, proposals=proposals,
                status=ContributionStatus.APPROVED, approved_at=timezone.now(), version=1,
            )  # fmt: skip
    period = ReportingPeriod.objects.filter(status=PeriodStatus.ENDED).order_by("-ends_on", "pk").first()
    manager = User.objects.filter(role_grants__role=Role.MANAGER).order_by("pk").first()
    if period and manager:
        report = request_report(period, by=manager, narrative="Số liệu trong báo cáo này là dữ liệu minh họa.")
        build_report(report.pk)
