"""Issued reports: frozen, numbered, the same bytes for ever; made once, whoever dies in the middle."""

import hashlib
from datetime import date, timedelta
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry, UnfinishedWork
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.models import Notification, NotificationChoice, OutboxMessage
from ecosystem.reports.actions import report as actions
from ecosystem.reports.models import (
    Contribution,
    ContributionStatus,
    IssuedReport,
    PeriodStatus,
    ReportFile,
    ReportFilePart,
    ReportingPeriod,
    ReportStatus,
)
from programmes.grants.models import Award, AwardStatus, Recommendation
from programmes.plan.models import BudgetLine, Target
from tests.concurrency import run_concurrently
from tests.ecosystem.documents.reading import pdf_text
from tests.ecosystem.reports.written import written_contribution
from tests.factories import ApplicationFactory, BudgetLineFactory, CallFactory, IndicatorFactory, UnitFactory, person
from tests.thorough import SIZES


def ended_period(**fields):
    values = {
        "kind": "first_half",
        "year": 2026,
        "starts_on": date(2025, 12, 15),
        "ends_on": date(2026, 6, 15),
        "contributions_due_on": date(2026, 6, 22),
        "status": PeriodStatus.ENDED,
    }
    return ReportingPeriod.objects.create(**(values | fields))


def grant(amount=20_000_000, day=date(2026, 5, 4)):
    """One approved award decided on the day."""
    line = BudgetLineFactory(granted=amount)
    IndicatorFactory(scheme=line.pillar.scheme, origin="counted", counter="granted", pillar=line.pillar, unit="đồng")
    application = ApplicationFactory(status="approved", call=CallFactory(budget_line=line))
    moment = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 10))
    return Award.objects.create(
        application=application,
        budget_line=line,
        amount=amount,
        recommendation=Recommendation.GRANT,
        reason="Đạt",
        status=AwardStatus.APPROVED,
        proposed_by=person(),
        proposed_at=moment,
        decided_by=person(),
        decided_at=moment,
        decision_number=f"{1000 + application.pk}/QĐ-SKHCN",
    )


def issue(period, manager=None, **words):
    report = actions.request_report(period, by=manager or person(Role.MANAGER), **words)
    assert actions.build_report(report.pk)
    report.refresh_from_db()
    return report


@pytest.mark.django_db
def test_target_that_is_a_range_is_written_with_a_comma():
    grant()
    indicator = IndicatorFactory(scheme=BudgetLine.objects.get().pillar.scheme)
    Target.objects.create(
        indicator=indicator, year=None, value="8.5000", value_to="10", source="Kế hoạch", confidence="H"
    )

    report = issue(ended_period())

    rows = [row for scheme in report.snapshot["schemes"] for row in scheme["indicators"]]
    notes = [row["note"] for row in rows if "Chỉ tiêu từ" in row["note"]]
    assert notes == ["Chỉ tiêu từ 8,5 đến 10"]


@pytest.mark.django_db
def test_report_holds_the_figures_of_its_period_and_no_others():
    award = grant()
    grant(day=date(2026, 6, 15))  # the first day of the next period

    report = issue(ended_period(), narrative="Kết quả tốt.")

    assert [(a["startup"], a["amount"]) for a in report.snapshot["awards"]] == [
        (award.application.startup.name, 20_000_000)
    ]
    figures = [row for scheme in report.snapshot["schemes"] for row in scheme["indicators"]]
    assert sorted(row["actual_in_year"]["value"] for row in figures) == ["0", "20000000"]
    assert report.snapshot["summary"] == ["Kết quả tốt."]


@pytest.mark.django_db
def test_report_is_numbered_hashed_and_closes_its_period():
    period = ended_period()

    report = issue(period)

    period.refresh_from_db()
    number = f"BC-{timezone.localdate().year}"
    assert (report.status, report.number[:7], period.status) == (ReportStatus.ISSUED, number, PeriodStatus.CLOSED)
    for file in report.files.all():
        assert file.sha256 == hashlib.sha256(b"".join(file.read_parts())).hexdigest()
    assert {f.format for f in report.files.all()} == {"pdf", "docx", "xlsx"}
    assert report.snapshot_sha256 == report.snapshot["sha256"]
    entries = [AuditEntry.objects.about(record).get() for record in (report, period)]
    assert {(entry.by, entry.as_system) for entry in entries} == {(report.requested_by, True)}
    assert [entry.transition for entry in entries] == ["issue", "close"]


@pytest.mark.django_db
@pytest.mark.row("D13")
def test_later_changes_of_data_change_no_byte(client):
    award = grant()
    report = issue(ended_period())
    client.force_login(person(Role.COUNCIL))
    address = reverse("reports:report_download", args=[report.pk, "pdf"])
    first = client.get(address).getvalue()

    award.application.startup.name = "Tên khác"
    award.application.startup.save()
    Award.objects.update(cancelled=5_000_000)

    assert client.get(address).getvalue() == first
    assert hashlib.sha256(first).hexdigest() == report.files.get(format="pdf").sha256


@pytest.mark.django_db
def test_issued_report_and_its_files_cannot_be_changed_or_removed():
    report = issue(ended_period())

    for attempt in (
        lambda: IssuedReport.objects.filter(pk=report.pk).update(number="X"),
        lambda: ReportFile.objects.filter(report=report).update(sha256="x"),
        lambda: ReportFilePart.objects.filter(file__report=report).update(content=b"x"),
        lambda: ReportFilePart.objects.filter(file__report=report).delete(),
        lambda: ReportFile.objects.filter(report=report)._raw_delete("default"),
    ):
        with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
            attempt()


@pytest.mark.django_db
def test_running_period_has_no_report():
    with pytest.raises(TransitionRefused):
        actions.request_report(ended_period(status=PeriodStatus.OPEN), by=person(Role.MANAGER))


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.OFFICER, Role.ACCOUNTANT, Role.COUNCIL, Role.EVALUATOR, Role.ADMINISTRATOR])
def test_others_do_not_issue(role):
    with pytest.raises(RoleRefused):
        actions.request_report(ended_period(), by=person(role))


@pytest.mark.django_db
@pytest.mark.row("D14")
def test_correction_is_a_new_version_that_says_what_it_corrects():
    period = ended_period()
    first = issue(period)
    with pytest.raises(TransitionRefused):
        actions.request_report(period, by=person(Role.MANAGER))

    second = issue(period, correction_note="Số dự án là 12, không phải 21.")

    first.refresh_from_db()
    assert (first.version, second.version, second.number != first.number) == (1, 2, True)
    assert second.snapshot["corrections"] == [
        {"number": first.number, "date": timezone.localdate().isoformat(), "text": "Số dự án là 12, không phải 21."}
    ]


@pytest.mark.django_db
@pytest.mark.row("P11")
def test_contributions_sent_by_their_heads_are_in_the_report_and_others_are_not():
    period = ended_period()
    texts = {"results": "Một\nHai"}
    written_contribution(ContributionStatus.APPROVED, texts=texts, period=period, unit=UnitFactory(name="Sở A"))
    written_contribution(ContributionStatus.SUBMITTED, period=period, unit=UnitFactory(name="Sở B"))

    report = issue(period)

    assert [(c["unit"], c["results"]) for c in report.snapshot["contributions"]] == [("Sở A", ["Một", "Hai"])]


@pytest.mark.django_db
def test_report_names_the_units_that_the_page_of_issuing_says_it_names(client):
    period = ended_period()
    for name, status in (
        ("Sở A", ContributionStatus.APPROVED),
        ("Sở B", ContributionStatus.SUBMITTED),
        ("Sở C", "draft"),
    ):
        written_contribution(status, period=period, unit=UnitFactory(name=name))
    Contribution.objects.create(period=ended_period(kind="year"), unit=UnitFactory(name="Sở D"))
    manager = person(Role.MANAGER)
    client.force_login(manager)
    promised = client.get(reverse("reports:report_request", args=[period.pk])).context["waiting"]

    report = issue(period, manager)

    assert sorted(report.snapshot["missing_units"]) == sorted(one.unit.name for one in promised) == ["Sở B", "Sở C"]
    text = pdf_text(b"".join(report.files.get(format="pdf").read_parts()))
    assert "Đơn vị chưa gửi báo cáo" in text
    assert all(name in text for name in ("Sở B", "Sở C"))
    assert "Nháp" not in text.partition("Đơn vị chưa gửi báo cáo")[2]


@pytest.mark.django_db
def test_council_is_notified_once():
    member = person(Role.COUNCIL)
    report = issue(ended_period())

    assert actions.build_report(report.pk) is False
    assert [m.recipient for m in OutboxMessage.objects.filter(kind="report_issued")] == [member.email]


@pytest.mark.django_db
def test_requester_is_notified_once_with_the_page_of_the_report(client):
    manager, other = person(Role.MANAGER), person(Role.MANAGER)
    report = actions.request_report(ended_period(), by=manager)
    assert not Notification.objects.exists()

    assert actions.build_report(report.pk) is True
    assert actions.build_report(report.pk) is False

    page = reverse("reports:report_detail", args=[report.pk])
    told = Notification.objects.filter(kind="report_ready").get()
    assert (told.user, told.url) == (manager, page)
    mail = OutboxMessage.objects.get(kind="report_ready")
    assert (mail.recipient, page in mail.body) == (manager.email, True)
    assert not Notification.objects.filter(user=other).exists()
    client.force_login(manager)
    assert client.get(told.url).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.MANAGER, Role.DIRECTOR])
def test_requester_may_switch_off_the_notice(client, role):
    asker = person(role)
    client.force_login(asker)
    assert "Báo cáo tôi yêu cầu đã sẵn sàng" in client.get(reverse("accounts:profile")).content.decode()
    NotificationChoice.objects.create(user=asker, kind="report_ready", in_portal=False, by_mail=False)

    actions.build_report(actions.request_report(ended_period(), by=asker).pk)

    assert not Notification.objects.filter(user=asker).exists()
    assert not OutboxMessage.objects.filter(recipient=asker.email).exists()


@pytest.mark.django_db(transaction=True)
def test_worker_killed_in_the_middle_leaves_the_request_and_the_next_one_makes_it(monkeypatch):
    period = ended_period()
    monkeypatch.setattr(actions, "_request_rendering", lambda pk: None)
    report = actions.request_report(period, by=person(Role.MANAGER))

    def killed(*args):
        raise SystemExit

    monkeypatch.setattr(actions, "_notify_council", killed)
    with pytest.raises(SystemExit):
        actions.build_report(report.pk)
    report.refresh_from_db()
    assert (report.status, report.number, ReportFile.objects.count()) == (ReportStatus.REQUESTED, None, 0)
    monkeypatch.undo()

    assert actions.build_requested_reports() == 1
    report.refresh_from_db()
    assert (report.status, report.number) == (ReportStatus.ISSUED, f"BC-{timezone.localdate().year}-000001")


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_four_workers_make_one_report(monkeypatch):
    monkeypatch.setattr(actions, "_request_rendering", lambda pk: None)
    report = actions.request_report(ended_period(), by=person(Role.MANAGER))

    made = run_concurrently([partial(actions.build_report, report.pk)] * 4)

    assert sorted(made) == [False, False, False, True]
    assert ReportFile.objects.count() == 3


@pytest.mark.django_db
def test_fault_is_noted_and_the_report_waits(monkeypatch):
    monkeypatch.setattr(actions, "_request_rendering", lambda pk: None)
    report = actions.request_report(ended_period(), by=person(Role.MANAGER))
    with monkeypatch.context() as broken:
        broken.setattr(actions, "render_files", lambda snapshot: 1 / 0)
        assert actions.build_report(report.pk) is False
    report.refresh_from_db()
    assert report.status == ReportStatus.REQUESTED
    assert "division" in UnfinishedWork.objects.get().last_error

    assert actions.build_report(report.pk)
    assert not UnfinishedWork.objects.exists()


@pytest.mark.django_db
def test_report_that_fails_three_times_is_parked_and_tried_again_by_whoever_may(client, monkeypatch):
    monkeypatch.setattr(actions, "_request_rendering", lambda pk: None)
    manager, administrator = person(Role.MANAGER), person(Role.ADMINISTRATOR)
    period = ended_period()
    report = actions.request_report(period, by=manager)
    tries = []
    with monkeypatch.context() as broken:
        broken.setattr(actions, "render_files", lambda snapshot: tries.append(1) or 1 / 0)
        for _beat in range(5):
            actions.build_requested_reports()
    report.refresh_from_db()
    assert (report.status, len(tries)) == (ReportStatus.PARKED, 3)
    assert Notification.objects.filter(user=manager, kind="report_failed").count() == 1
    assert Notification.objects.filter(user=administrator, kind="work_parked").count() == 1

    client.force_login(manager)
    address = reverse("reports:report_detail", args=[report.pk])
    page = client.get(address).content.decode()
    assert "Chưa lập được báo cáo." in page
    assert "do lỗi của Cổng" in page
    assert "division" not in page
    with pytest.raises(TransitionRefused, match="thử lại"):
        actions.request_report(period, by=manager)
    client.force_login(administrator)
    work_list = client.get(reverse("lists:unfinished_work_list")).content.decode()
    assert "division by zero" in work_list
    assert "lists:unfinished_work_retry" not in work_list
    assert f'href="{address}"' in work_list

    client.force_login(person(Role.OFFICER))
    assert client.post(reverse("reports:report_retry", args=[report.pk])).status_code == 403
    client.force_login(manager)
    assert client.post(reverse("reports:report_retry", args=[report.pk])).status_code == 302
    assert actions.build_report(report.pk)
    report.refresh_from_db()
    assert (report.status, UnfinishedWork.objects.count()) == (ReportStatus.ISSUED, 0)


@pytest.mark.django_db(transaction=True)
def test_report_that_kills_its_workers_is_parked_after_three_of_them(client, monkeypatch):
    manager = person(Role.MANAGER)
    monkeypatch.setattr(actions, "_request_rendering", lambda pk: None)
    report = actions.request_report(ended_period(), by=manager)
    tries = []

    def killed(*args):
        tries.append(1)
        raise SystemExit

    monkeypatch.setattr(actions, "render_files", killed)
    for _worker in range(3):
        with pytest.raises(SystemExit):
            actions.build_report(report.pk)
    assert (actions.build_report(report.pk), actions.build_report(report.pk)) == (False, False)

    report.refresh_from_db()
    assert (report.status, len(tries)) == (ReportStatus.PARKED, 3)
    client.force_login(manager)
    page = client.get(reverse("reports:report_detail", args=[report.pk])).content.decode()
    assert "bị ngắt nhiều lần" in page


@pytest.mark.django_db
def test_request_page_keeps_what_was_written_when_the_answer_is_no(client):
    client.force_login(person(Role.MANAGER))
    period = ended_period(status=PeriodStatus.OPEN)

    response = client.post(reverse("reports:report_request", args=[period.pk]), {"narrative": "Đánh giá của tôi"})

    assert response.status_code == 409
    assert "Đánh giá của tôi" in response.content.decode()
    assert not IssuedReport.objects.exists()


@pytest.mark.django_db
def test_report_being_made_is_hidden_from_the_council_and_asks_for_itself(client, monkeypatch):
    monkeypatch.setattr(actions, "_request_rendering", lambda pk: None)
    manager = person(Role.MANAGER)
    report = actions.request_report(ended_period(), by=manager)
    address = reverse("reports:report_detail", args=[report.pk])

    client.force_login(manager)
    being_made = client.get(address).content.decode()
    assert being_made.count('hx-trigger="every 1s"') == 1
    assert '<progress aria-label="Báo cáo đang được lập.">' in being_made
    assert "lâu hơn thường lệ" not in being_made
    IssuedReport.objects.filter(pk=report.pk).update(requested_at=timezone.now() - timedelta(minutes=2))
    assert "lâu hơn thường lệ" in client.get(address).content.decode()
    client.force_login(person(Role.COUNCIL))
    assert client.get(address).status_code == 404

    assert actions.build_report(report.pk)
    assert "every 1s" not in client.get(address).content.decode()


@pytest.mark.django_db
@pytest.mark.row("D13")
def test_anyone_checks_a_copy(client):
    report = issue(ended_period())
    file = report.files.get(format="docx")
    address = reverse("reports:report_verify")

    content = b"".join(file.read_parts())
    genuine = client.post(address, {"file": SimpleUploadedFile("x.docx", content)})
    changed = client.post(address, {"file": SimpleUploadedFile("x.docx", content + b" ")})
    printed = client.post(address, {"sha256": report.snapshot_sha256.upper()})
    nonsense = client.post(address, {"sha256": "xyz"})

    assert report.number in genuine.content.decode()
    assert report.number not in changed.content.decode()
    assert report.number in printed.content.decode()
    assert "xyz" in nonsense.content.decode()


@pytest.mark.django_db
@pytest.mark.row("D13", "D14")
def test_check_of_a_copy_names_the_correction_that_took_its_place(client):
    period, manager = ended_period(), person(Role.MANAGER)
    first = issue(period, manager)
    second = issue(period, manager, correction_note="Số dự án là 12.")
    newest = issue(period, manager, correction_note="Số dự án là 13.")
    issue(ended_period(kind="year"), manager)  # another report of its own
    address = reverse("reports:report_verify")

    for old in (first, second):
        response = client.post(address, {"sha256": old.snapshot_sha256})
        html = response.content.decode()
        assert response.context["successor"] == newest
        assert f"{newest.number}, phiên bản 3, ban hành ngày {timezone.localdate():%d/%m/%Y}" in html
        assert "Số dự án là 13." in html
        assert "Đây là báo cáo đã ban hành." not in html
    current = client.post(address, {"sha256": newest.snapshot_sha256})
    assert current.context["successor"] is None
    assert "notice-success" in current.content.decode()
    client.force_login(manager)
    page = client.get(reverse("reports:report_detail", args=[first.pk])).content.decode()
    assert reverse("reports:report_detail", args=[newest.pk]) in page
    assert f"{newest.number}, phiên bản 3" in page
    listed = client.get(reverse("reports:report_list")).content.decode()
    assert listed.count("Bản này đã được thay thế bằng bản đính chính.") == 2


@pytest.mark.django_db
def test_correction_being_made_takes_no_place_yet(client, monkeypatch):
    period, manager = ended_period(), person(Role.MANAGER)
    first = issue(period, manager)
    monkeypatch.setattr(actions, "_request_rendering", lambda pk: None)
    actions.request_report(period, by=manager, correction_note="Số dự án là 12.")

    assert client.post(reverse("reports:report_verify"), {"sha256": first.snapshot_sha256}).context["successor"] is None


@pytest.mark.django_db
@pytest.mark.parametrize("item_count", SIZES)
@pytest.mark.parametrize("name", ["reports:report_list", "reports:period_list"])
def test_lists_have_constant_queries(client, django_assert_num_queries, name, item_count):
    manager = person(Role.MANAGER)
    for n in range(item_count):
        start = date(2000, 1, 1) + timedelta(days=n)
        period = ended_period(starts_on=start, ends_on=start + timedelta(days=1))
        IssuedReport.objects.create(period=period, requested_by=manager)
    client.force_login(manager)

    with django_assert_num_queries(3):
        response = client.get(reverse(name), headers={"HX-Request": "true"})

    assert len(response.context["page"]) == min(item_count, 25)
