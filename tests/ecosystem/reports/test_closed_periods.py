"""A reported period stays as it was reported: what is dated into it later is a marked correction with a reason, or refused."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import FieldRefused
from ecosystem.reports import closed_periods
from ecosystem.reports.actions import contribution as contribution_actions
from ecosystem.reports.actions import report as report_actions
from ecosystem.reports.models import ContributionStatus, PeriodStatus, ReportingPeriod
from programmes.grants.actions.award import approve_award, terminate_award
from programmes.grants.actions.offer import decline_offer, end_offer, lapse_offer
from programmes.grants.actions.payment import pay_tranche
from programmes.grants.actions.reversal import confirm_reversal, request_reversal
from programmes.grants.models import (
    ApplicationStatus,
    AwardStatus,
    Disbursement,
    EndReason,
    ReversalKind,
    TrancheStatus,
)
from programmes.plan import closed_periods as registry
from programmes.plan.actions.reference import verify_measurement
from programmes.plan.models import CorrectionSubject, Measurement, PeriodCorrection, Span
from tests.concurrency import let_others_go_first, run_concurrently, wait_for_others
from tests.ecosystem.documents.reading import pdf_text
from tests.ecosystem.reports.written import write, written_contribution
from tests.factories import IndicatorFactory, UnitFactory, person, time_limits
from tests.programmes.grants.cases import contracted_case, proposed_case
from tests.sources import tree_of

REASON = "Chứng từ đến muộn."
DATED = {"paid_on", "decided_at", "cancelled", "is_used", "approved_at"}
# Every action that writes the day or the value of a record that reports count: it marks what it changes in a reported
# period, or says here why it cannot change one.
WRITERS = {
    "programmes/grants/actions/payment.py pay_tranche": "marks",
    "programmes/grants/actions/award.py approve_award": "marks",
    "programmes/grants/actions/award.py terminate_award": "marks",
    "programmes/grants/actions/reversal.py confirm_reversal": "marks",
    "programmes/grants/actions/reversal.py refuse_reversal": "a request that is refused writes no entry",
    "programmes/grants/actions/award.py reject_award": "a refusal is in no figure and in no report",
    "programmes/plan/actions/reference.py _take_the_place": "of a measurement, verify_measurement marks; a target has no day",
    "programmes/plan/actions/reference.py save_target": "a target that waits to be verified counts nowhere",
    "programmes/plan/actions/reference.py save_measurement": "a figure that waits to be verified counts nowhere",
    "ecosystem/reports/actions/contribution.py approve_contribution": "marks",
    "ecosystem/reports/actions/contribution.py rework_contribution": "marks",
}


def today():
    return timezone.localdate()


def period(**fields):
    values = {
        "kind": "quarter",
        "year": 2026,
        "starts_on": today() - timedelta(days=60),
        "ends_on": today() + timedelta(days=1),
        "contributions_due_on": today() + timedelta(days=5),
        "status": PeriodStatus.ENDED,
    }
    return ReportingPeriod.objects.create(**(values | fields))


def issue(of, manager=None, **words):
    report = report_actions.request_report(of, by=manager or person(Role.MANAGER), **words)
    assert report_actions.build_report(report.pk)
    report.refresh_from_db()
    return report


@pytest.fixture
def closed(db):
    """A period that has today, with its report."""
    found = period()
    issue(found)
    found.refresh_from_db()
    return found


@pytest.fixture(autouse=True)
def limits(request):
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("transactional_db" if request.node.get_closest_marker("race") else "db")
        time_limits()


def accepted_result():
    """A dossier with one accepted tranche."""
    return contracted_case(ApplicationStatus.IN_PROGRESS, TrancheStatus.ACCEPTED, amounts=(15_000_000,))


def waiting_figure(value=12, replaces=None):
    indicator = IndicatorFactory(name="Số dự án")
    days = {"starts_on": today() - timedelta(days=30), "ends_on": today()}
    common = {"indicator": indicator, "span": Span.IN_YEAR, "source": "BC", "confidence": "H", **days}
    if replaces is not None:
        Measurement.objects.create(**common, value=replaces)
    return Measurement.objects.create(**common, value=value, is_used=False, entered_by=person(Role.OFFICER))


def sent_contribution(of, status=ContributionStatus.SUBMITTED, **fields):
    unit = fields.pop("unit", None) or UnitFactory(name="Thành Đoàn", is_partner=True)
    return written_contribution(status, texts={"results": "Ba cuộc thi."}, period=of, unit=unit)


# Each path: without a reason it is refused beside its field, with one it is marked


def pay(reason=""):
    case = accepted_result()
    pay_tranche(case.tranches[0], by=case.accountant, paid_on=today(), reference="UNC 1", late_reason=reason)


def approve(reason=""):
    case = proposed_case(amount=20_000_000)
    approve_award(case.application, by=case.director, decision_number="9/QĐ", decided_on=today(), late_reason=reason)


def verify(reason=""):
    verify_measurement(waiting_figure(12, replaces=10), by=person(Role.DIRECTOR), late_reason=reason)


PATHS = {
    CorrectionSubject.PAYMENT: (pay, "late_reason", ("", "15.000.000\u00a0₫")),
    CorrectionSubject.DECISION: (approve, "late_reason", ("", "20.000.000\u00a0₫")),
    CorrectionSubject.FIGURE: (verify, "late_reason", ("10", "12")),
}


@pytest.mark.django_db
@pytest.mark.parametrize("subject", PATHS)
def test_late_entry_without_a_reason_is_refused_beside_its_field(closed, subject):
    act, field, _values = PATHS[subject]
    with pytest.raises(FieldRefused) as refused, transaction.atomic():
        act()

    assert refused.value.field == field
    assert not PeriodCorrection.objects.exists()
    assert not Disbursement.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("subject", PATHS)
def test_late_entry_with_a_reason_is_marked_with_old_and_new_value(closed, subject):
    act, _field, values = PATHS[subject]
    act(REASON)

    entry = closed.corrections().get()
    assert (entry.subject, entry.reason) == (subject, REASON)
    assert tuple(text.replace(" ", "\u00a0") for text in (entry.old_value, entry.new_value)) == tuple(
        text.replace(" ", "\u00a0") for text in values
    )


@pytest.mark.django_db
@pytest.mark.parametrize("subject", PATHS)
def test_entry_into_an_open_period_needs_no_reason(subject):
    period()
    PATHS[subject][0]()

    assert not PeriodCorrection.objects.exists()


@pytest.mark.django_db
def test_money_given_back_changes_the_period_of_its_decision_and_is_marked(closed):
    case = contracted_case(ApplicationStatus.IN_PROGRESS, TrancheStatus.PAID, amounts=(5_000_000, 15_000_000))
    terminate_award(case.application, by=case.director, end_reason=EndReason.values[-1], reason="Không thực hiện được.")

    entry = closed.corrections().get()
    assert (entry.subject, entry.reason) == (CorrectionSubject.TERMINATION, "Không thực hiện được.")
    assert [text[:2] for text in (entry.old_value, entry.new_value)] == ["20", "5."]
    assert case.award.status == AwardStatus.APPROVED


@pytest.mark.django_db
@pytest.mark.parametrize("outcome", ["declined", "ended", "lapsed"])
def test_released_grant_changes_the_period_of_its_decision_and_is_marked(outcome):
    case = proposed_case(amount=20_000_000)
    approve_award(case.application, by=case.director, decision_number="9/QĐ", decided_on=today())
    of = period()
    issue(of)

    if outcome == "declined":
        decline_offer(case.fresh, by=case.owner, reason=REASON)
    elif outcome == "ended":
        end_offer(case.fresh, by=case.director, end_reason="other", reason=REASON)
    else:
        case.application.clocks.filter(ended_on__isnull=True).update(due_on=today() - timedelta(days=1))
        lapse_offer(case.fresh)

    entry = of.corrections().get()
    assert (entry.old_value, entry.new_value) == ("20.000.000\u00a0₫", "0\u00a0₫")
    assert entry.entered_by == {"declined": case.owner, "ended": case.director, "lapsed": None}[outcome]


@pytest.mark.django_db
def test_money_paid_back_into_a_reported_period_is_marked_for_the_payment_and_for_the_grant(closed):
    case = contracted_case(ApplicationStatus.IN_PROGRESS, TrancheStatus.PAID, amounts=(15_000_000,))
    payment = Disbursement.objects.get()
    reversal = request_reversal(
        payment,
        by=case.accountant,
        kind=ReversalKind.MONEY_RETURNED,
        amount=5_000_000,
        happened_on=today(),
        reference="BC 1",
        reason="Hoàn trả phần không dùng.",
    )
    assert not PeriodCorrection.objects.exists()

    confirm_reversal(reversal, by=case.director)

    entries = {entry.subject: entry for entry in closed.corrections()}
    assert set(entries) == {CorrectionSubject.PAYMENT, CorrectionSubject.TERMINATION}
    assert {entry.reason for entry in entries.values()} == {"Hoàn trả phần không dùng."}
    assert [(e.old_value[:2], e.new_value[:2]) for e in entries.values()] == [("15", "10"), ("15", "10")]


@pytest.mark.django_db
def test_contribution_after_the_report_needs_a_reason_and_is_marked(closed, client):
    contribution = sent_contribution(closed)
    head = person(Role.PARTNER_HEAD, unit=contribution.unit)
    with pytest.raises(FieldRefused), transaction.atomic():
        contribution_actions.approve_contribution(contribution, by=head)
    client.force_login(head)
    address = reverse("reports:contribution_move", args=[contribution.pk, "approve"])

    assert 'name="reason"' in client.get(address).content.decode()
    client.post(address, {"reason": REASON})

    entry = closed.corrections().get()
    assert (entry.subject, entry.old_value, entry.new_value, entry.reason) == (
        CorrectionSubject.CONTRIBUTION,
        "",
        "Ba cuộc thi.",
        REASON,
    )


@pytest.mark.django_db
def test_contribution_sent_back_and_changed_after_the_report_shows_old_and_new_text():
    of = period()
    contribution = sent_contribution(of, ContributionStatus.APPROVED)
    issue(of)
    unit = contribution.unit
    reporter, head = person(Role.PARTNER_REPORTER, unit=unit), person(Role.PARTNER_HEAD, unit=unit)

    contribution_actions.rework_contribution(contribution, by=person(Role.MANAGER), reason="Sai số liệu.")
    contribution.refresh_from_db()
    write(contribution, by=reporter, results="Bốn cuộc thi.")
    contribution_actions.submit_contribution(contribution, by=reporter)
    contribution_actions.approve_contribution(contribution, by=head, reason=REASON)

    assert [(e.old_value, e.new_value, e.reason) for e in of.corrections()] == [
        ("Ba cuộc thi.", "", "Sai số liệu."),
        ("Ba cuộc thi.", "Bốn cuộc thi.", REASON),
    ]


# Where the corrections are shown


@pytest.mark.django_db
def test_correction_is_on_the_periods_page_and_in_both_next_reports(closed, client):
    PATHS[CorrectionSubject.PAYMENT][0](REASON)
    verify_measurement(waiting_figure(12, replaces=10), by=person(Role.DIRECTOR), late_reason="Số đếm lại.")
    client.force_login(person(Role.COUNCIL))

    html = client.get(reverse("reports:period_detail", args=[closed.pk])).content.decode()
    correction = issue(closed, correction_note="Bổ sung khoản chi.")
    following = period(starts_on=closed.ends_on, ends_on=closed.ends_on + timedelta(days=90))
    later = issue(following)

    assert all(words in html for words in (REASON, "Số đếm lại.", "UNC 1", "Ghi nhận sau khi báo cáo"))
    for report in (correction, later):
        entries = {entry["subject"]: entry for entry in report.snapshot["late_entries"]}
        assert (entries["Số liệu báo cáo"]["old"], entries["Số liệu báo cáo"]["new"]) == ("10", "12")
        assert entries["Giải ngân"]["reason"] == REASON
        text = pdf_text(b"".join(report.files.get(format="pdf").read_parts()))
        assert "Đã báo cáo: 10; nay là: 12. Lý do: Số đếm lại." in text


@pytest.mark.django_db
def test_first_report_has_no_late_entry(closed):
    earlier = period(kind="year", starts_on=today() - timedelta(days=400), ends_on=today() - timedelta(days=61))

    assert issue(earlier).snapshot["late_entries"] == []


@pytest.mark.django_db
def test_text_of_a_contribution_is_for_the_department(closed, client):
    contribution = sent_contribution(closed)
    head = person(Role.PARTNER_HEAD, unit=contribution.unit)
    contribution_actions.approve_contribution(contribution, by=head, reason=REASON)
    address = reverse("reports:period_detail", args=[closed.pk])

    client.force_login(person(Role.COUNCIL))
    assert "Ba cuộc thi." not in client.get(address).content.decode()
    client.force_login(person(Role.OFFICER))
    assert "Ba cuộc thi." in client.get(address).content.decode()


@pytest.mark.django_db
def test_pages_ask_for_the_reason_and_keep_what_was_typed(closed, client):
    case = accepted_result()
    client.force_login(case.accountant)
    address = reverse("grants:tranche_pay", args=[case.tranches[0].pk])
    typed = {"paid_on": f"{today():%d/%m/%Y}", "reference": "UNC 77"}

    refused = client.post(address, typed)

    assert refused.status_code == 409
    assert list(refused.context["form"].errors) == ["late_reason"]
    assert "UNC 77" in refused.content.decode()
    assert client.post(address, {**typed, "late_reason": REASON}).status_code == 302
    figure = waiting_figure()
    client.force_login(person(Role.DIRECTOR))
    page = reverse("plan:measurement_verify", args=[figure.pk])
    assert list(client.post(page).context["form"].errors) == ["late_reason"]
    assert client.post(page, {"late_reason": REASON}).status_code == 302
    assert closed.corrections().count() == 2


@pytest.mark.django_db
def test_correction_is_never_changed_or_removed(closed):
    PATHS[CorrectionSubject.PAYMENT][0](REASON)

    for attempt in (
        lambda: PeriodCorrection.objects.update(reason="x"),
        lambda: PeriodCorrection.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
            attempt()


# All paths


def dated_writers():
    """Actions that name a dated column as an argument or assign to it, by file and name; and whether they mark."""
    found = {}
    for folder in ("programmes", "ecosystem", "startups"):
        for path in Path(settings.BASE_DIR, folder).rglob("*.py"):
            if "actions" not in path.parts and path.name != "actions.py":
                continue
            for node in tree_of(path).body:
                if isinstance(node, ast.FunctionDef) and _writes(node):
                    found[f"{path.relative_to(settings.BASE_DIR)} {node.name}"] = _marks(node)
    return found


def _writes(function):
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            writes = called in {"move", "contribution_move"} or called.rpartition(".")[2] in {"create", "update"}
            if writes and {keyword.arg for keyword in node.keywords} & DATED:
                return True
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AugAssign) else []
        )
        names = [one for target in targets for one in ast.walk(target) if isinstance(one, ast.Attribute)]
        if any(one.attr in DATED for one in names):
            return True
    return False


def _marks(function):
    calls = [ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)]
    return bool({"record_late_entry", "_record_late"} & set(calls)) or any(call.startswith("mark_") for call in calls)


def test_every_writer_of_a_dated_record_marks_what_it_changes_in_a_reported_period():
    found = {name: marks for name, marks in dated_writers().items() if name not in NOT_OF_FIGURES}

    assert set(found) == set(WRITERS)
    assert {name for name, marks in found.items() if marks} == {n for n, said in WRITERS.items() if said == "marks"}


NOT_OF_FIGURES = {
    "programmes/plan/actions/reference.py save_history_value",  # the city's history, which no report has
}


# The lock


def race(monkeypatch):
    """A payment that looked for a closed period lets the request for the report go first: which of them went on first?"""
    of, manager, case = period(), person(Role.MANAGER), accepted_result()
    order = []

    def lookup(starts, ends):
        found = closed_periods.closed_report_period(starts, ends)
        let_others_go_first()
        order.append("paid")
        return found

    monkeypatch.setattr(registry, "LOOKUPS", [lookup])
    monkeypatch.setattr(report_actions, "_request_rendering", lambda pk: None)

    def pays():
        pay_tranche(case.tranches[0], by=case.accountant, paid_on=today(), reference="UNC 1")

    def asks():
        wait_for_others()
        report_actions.request_report(of, by=manager)
        order.append("asked")

    results = run_concurrently([pays, asks])
    assert results == [None, None]
    return order


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_requested_report_waits_for_a_payment_into_its_period(monkeypatch):
    monkeypatch.setattr("ecosystem.notices.mail.send_outbox_task", lambda: None)

    assert race(monkeypatch) == ["paid", "asked"]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_the_payment_is_neither_in_the_report_nor_marked(monkeypatch):
    monkeypatch.setattr("ecosystem.notices.mail.send_outbox_task", lambda: None)
    monkeypatch.setattr(closed_periods, "SHARE_LOCK", closed_periods.SHARE_LOCK.removesuffix(" FOR SHARE"))

    assert race(monkeypatch) == ["asked", "paid"]
    assert not PeriodCorrection.objects.exists()
