"""Demonstration contributions of the partner units, and one issued report."""

from datetime import date, timedelta

from django.core.management.base import CommandError
from django.utils import timezone

from ecosystem.accounts.demo import PARTNER_UNIT
from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.roles import Role
from ecosystem.core.days import moment_of
from ecosystem.core.periods import PeriodKind, period_of
from ecosystem.questionnaires.actions.response import start_response
from ecosystem.questionnaires.models import Answer, QuestionnaireResponse, QuestionnaireVersion
from ecosystem.reports.actions.ledger import update_reporting_periods
from ecosystem.reports.actions.report import build_report, request_report
from ecosystem.reports.contribution_texts import PARTS
from ecosystem.reports.models import Contribution, ContributionStatus, PeriodStatus, ReportingPeriod
from ecosystem.reports.purposes import CONTRIBUTION
from programmes.grants.demo.last_day import correct_payment
from programmes.plan.models import Scheme

TEXTS = {
    "so-gddt": (
        "Đã phối hợp tổ chức cuộc thi ý tưởng khởi nghiệp cho học sinh, sinh viên; 42 dự án vào vòng ươm tạo.",
        "Kinh phí cho giáo viên hướng dẫn còn hạn chế.",
        "Đề nghị Sở Tài chính hướng dẫn mức chi cho hoạt động hướng dẫn khởi nghiệp trong nhà trường.",
    ),
    "thanh-doan": (
        "Quỹ hỗ trợ thanh niên khởi nghiệp tư vấn cho 120 dự án; kết nối 15 dự án với nhà đầu tư.",
        "Nguồn vốn cho vay đã sử dụng hết, chưa có nguồn bổ sung.",
        "Kiến nghị Ủy ban nhân dân Thành phố xem xét bổ sung vốn cho Quỹ trong năm sau.",
    ),
    "so-tai-chinh": (
        "Đã hướng dẫn 12 đơn vị lập dự toán kinh phí hỗ trợ khởi nghiệp.",
        "Một số đơn vị gửi dự toán chậm so với quy định.",
        "Đề nghị các đơn vị gửi dự toán trước ngày 15 của tháng cuối quý.",
    ),
}
OTHER_TEXTS = (
    "Tổ chức 6 lớp tập huấn về đổi mới sáng tạo, có 240 lượt người tham dự.",
    "Người tham dự còn ngại chia sẻ số liệu để đo kết quả sau tập huấn.",
    "Đề nghị thống nhất một biểu mẫu theo dõi sau hỗ trợ cho các đơn vị cùng dùng.",
)
REPORTED_DAYS = 180
NARRATIVE = "Số liệu trong báo cáo này là dữ liệu minh họa."


def seed_reports(today: date | None = None) -> None:
    """Bring the ledger up to date; the last quarter collects contributions, all that ended before it have a report.

    Reporting in the portal begins half a year before the last quarter; what ended earlier is not the portal's. The
    unit of the partner accounts still has its part of the last period to write.
    """
    today = today or timezone.localdate()
    last = period_of(period_of(today, PeriodKind.QUARTER).starts - timedelta(days=1), PeriodKind.QUARTER)
    Scheme.objects.update(reports_from=last.starts - timedelta(days=REPORTED_DAYS))
    update_reporting_periods(today)
    ended = ReportingPeriod.objects.filter(status=PeriodStatus.ENDED)
    for period in ended.filter(kind=PeriodKind.QUARTER).order_by("-ends_on")[:2]:
        _contribute(period)
    manager = User.objects.with_role(Role.MANAGER).order_by("pk").first()
    if manager:
        for period in ended.filter(ends_on__lt=last.ends).order_by("ends_on", "pk"):
            build_report(request_report(period, by=manager, narrative=NARRATIVE).pk)
        if today == timezone.localdate():
            _correct_last_report(manager)


def _correct_last_report(manager: User) -> None:
    """A payment of the last reported quarter was entered wrong: a late entry, and a correction of its report."""
    reported = ReportingPeriod.objects.filter(kind=PeriodKind.QUARTER, reports__isnull=False).order_by("ends_on").last()
    payment = correct_payment(reported.starts_on, reported.ends_on) if reported else None
    if reported and payment:
        note = f"Đính chính số ủy nhiệm chi của một khoản thanh toán: {payment.reference} (dữ liệu minh họa)."
        build_report(request_report(reported, by=manager, narrative=NARRATIVE, correction_note=note).pk)


def _contribute(period: ReportingPeriod) -> None:
    """All units sent their parts of an earlier period; of one that collects now, every other unit."""
    collecting = period.contributions.exists()
    units = OrganisationUnit.objects.filter(is_partner=True).valid_on(period.ends_on).order_by("code")
    sent_at = moment_of(period.ends_on + timedelta(days=2), 9)
    for index, unit in enumerate(units):
        if collecting and (index % 2 or unit.code == PARTNER_UNIT):
            continue
        Contribution.objects.update_or_create(
            period=period,
            unit=unit,
            defaults={
                "response": _sent_response(TEXTS.get(unit.code, OTHER_TEXTS)),
                "status": ContributionStatus.APPROVED,
                "approved_at": min(sent_at, timezone.now()),
            },
        )


def _sent_response(texts: tuple[str, str, str]) -> QuestionnaireResponse:
    """A closed response to the shipped form with these three parts."""
    version = QuestionnaireVersion.objects.in_use_for(CONTRIBUTION, None)
    if version is None:
        raise CommandError("The shipped questionnaires are missing: run 'manage.py load_questionnaires' first.")
    response = start_response(version, by=None)
    Answer.objects.bulk_create(
        [Answer(response=response, question=part, value=text) for part, text in zip(PARTS, texts, strict=True) if text]
    )
    response.closed_at = timezone.now()
    response.save(update_fields=["closed_at", "updated_at"])
    return response
