"""One small city: a person in every role, twice where it matters, and records in the states that pages need."""

import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from allauth.account.internal.flows.login import record_authentication
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.models import NumberSeries
from ecosystem.documents.pictures import read_squares
from ecosystem.lists.models import Audience, BulkOutcome, BulkRow, Job, JobKind, JobProblem, JobStatus, SavedView
from ecosystem.notices.models import Notification
from ecosystem.people.models import RoleInvitation
from ecosystem.reference.models import HistorySeries, Holiday
from ecosystem.reference.workdays import DayUnit
from ecosystem.reports.models import (
    Contribution,
    ContributionStatus,
    IssuedReport,
    PeriodStatus,
    ReportFile,
    ReportingPeriod,
    ReportStatus,
)
from programmes.communication.models import Follower
from programmes.grants.models import (
    AnnexChange,
    AnnexKind,
    AnnexPart,
    Application,
    Attachment,
    Award,
    AwardStatus,
    Call,
    ChecklistItem,
    CheckResult,
    Contract,
    ContractAnnex,
    DeadlineExtension,
    Disbursement,
    Recommendation,
    Reversal,
    Review,
    ReviewStatus,
    Score,
    StepClock,
    Submission,
    Tranche,
    TrancheStatus,
)
from programmes.plan.models import Measurement, Span, Step
from startups.actions.profile import set_logo
from startups.consent import LOGO_VERSION
from startups.models import LOGO_SIZES, FundingRound, Invitation, MemberRole, Membership, Publication
from tests.factories import (
    ApplicationFactory,
    BudgetLineFactory,
    CallFactory,
    FeedbackFactory,
    IndicatorFactory,
    NewsFactory,
    OrganisationFactory,
    StartupFactory,
    TermFactory,
    UnitFactory,
    UserFactory,
    person,
    ready_to_submit,
)
from tests.startups.pictures import picture

ANONYMOUS = "anonymous"


@dataclass
class World:
    """People by the name of what they are, and records by the name of the state they are in."""

    people: dict[str, User] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    clients: dict[str, Client] = field(default_factory=dict)
    forms: dict[tuple[str, str], Any] = field(default_factory=dict)  # of a page and its address, as first read

    def client(self, actor: str) -> Client:
        """A browser in which the actor is signed in; faults come back as 500."""
        if actor not in self.clients:
            self.clients[actor] = Client(raise_request_exception=False)
            if actor != ANONYMOUS:
                self.clients[actor].force_login(self.people[actor])
            if actor == "administrator":  # who has just confirmed that it is she, for as long as tests last
                session = self.clients[actor].session
                lasting = {"reauthenticated": True, "at": time.time() + 24 * 3600}
                record_authentication(SimpleNamespace(session=session), self.people[actor], "password", **lasting)
                session.save()
        return self.clients[actor]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["things"][name]
        except KeyError:
            raise AttributeError(name) from None


def build() -> World:
    w = World()
    _people(w)
    _startups(w)
    _dossiers(w)
    _reports(w)
    _reference(w)
    _voices(w)
    _lists(w)
    return w


def _lists(w: World) -> None:
    """Two saved views of the list of dossiers, and what an officer did to many of them."""
    mine = {"owner": w.people["officer"], "listing": "application"}
    w.things.update(
        private_view=SavedView.objects.create(name="Riêng", **mine),
        shared_view=SavedView.objects.create(name="Chung", audience=Audience.EVERYBODY, **mine),
    )
    _jobs(w)


def _jobs(w: World) -> None:
    """Of one officer: a job in each state that its page knows."""
    ended = {"finished_at": timezone.now()}
    export = {"kind": JobKind.EXPORT, "listing": "startup", "action": "xlsx", "total": 2400}
    bulk = {"listing": "application", "action": "start_check", "total": 2}

    def job(**fields: Any) -> Job:
        return Job.objects.create(token=uuid4(), by=w.people["officer"], **fields)

    made = job(**export, **ended, status=JobStatus.DONE, done=2400, size=4, file=_file())
    w.things.update(
        waiting_job=job(**export, requested_at=timezone.now() - timedelta(minutes=5)),
        running_job=job(**bulk, status=JobStatus.RUNNING, done=1),
        bulk_job=job(**bulk, **ended, status=JobStatus.DONE, done=2),
        file_job=made,
        failed_job=job(**export, **ended, status=JobStatus.FAILED, problem=JobProblem.FAULT),
        expired_job=job(**export, **ended, status=JobStatus.EXPIRED),
    )
    for n, outcome in enumerate((BulkOutcome.DONE, BulkOutcome.FAILED)):
        BulkRow.objects.create(job=w.bulk_job, object_id=n, label="HS-2026", url="/home/", outcome=outcome)


def _people(w: World) -> None:
    unit, other = UnitFactory(name="Đơn vị A"), UnitFactory(name="Đơn vị B")
    partner, other_partner = UnitFactory(name="Sở C", is_partner=True), UnitFactory(name="Sở D", is_partner=True)
    w.things.update(unit=unit, other_unit=other, partner=partner)
    w.people.update(
        nobody=UserFactory(),
        owner=UserFactory(),
        editor=UserFactory(),
        reader=UserFactory(),
        stranger=UserFactory(),
        officer=person(Role.OFFICER, unit=unit),
        foreign_officer=person(Role.OFFICER, unit=other),
        dismissed_officer=person(Role.OFFICER, unit=unit),
        manager=person(Role.MANAGER),
        director=person(Role.DIRECTOR),
        accountant=person(Role.ACCOUNTANT),
        evaluator=person(Role.EVALUATOR),
        waiting_evaluator=person(Role.EVALUATOR),
        recused_evaluator=person(Role.EVALUATOR),
        other_evaluator=person(Role.EVALUATOR),
        council=person(Role.COUNCIL),
        reporter=person(Role.PARTNER_REPORTER, unit=partner),
        head=person(Role.PARTNER_HEAD, unit=partner),
        foreign_reporter=person(Role.PARTNER_REPORTER, unit=other_partner),
        administrator=person(Role.ADMINISTRATOR),
    )
    w.people["dismissed_officer"].role_grants.update(revoked_at=timezone.now())
    w.things.update(a_person=w.people["nobody"], a_grant=w.people["accountant"].role_grants.get())


def _startups(w: World) -> None:
    p = w.people
    w.things["notification"] = Notification.objects.create(
        user=p["owner"], key="one", kind="receipt", facts={"number": "HS-1"}, url="/applications/"
    )
    mine = StartupFactory(name="Công ty Của Ta", members=[p["owner"], p["editor"]])
    Membership.objects.create(startup=mine, user=p["reader"], role=MemberRole.READER)
    foreign = StartupFactory(name="Công ty Người Khác", members=[p["stranger"]])
    public = StartupFactory(
        name="Công ty Công Khai",
        slug="cong-khai",
        members=[p["owner"]],
        status=Publication.PUBLIC,
        verified_by=p["officer"],
        verified_at=timezone.now(),
    )
    squares = read_squares(picture(), LOGO_SIZES.values())
    logo = set_logo(public, by=p["owner"], squares=squares, alt="Một chiếc lá", text_version=LOGO_VERSION)
    requested = StartupFactory(name="Công ty Chờ Duyệt", members=[p["owner"]], status=Publication.REQUESTED)
    one = FundingRound.objects.create(
        startup=mine, kind=TermFactory(vocabulary="round"), closed_on=date(2025, 1, 1), amount=10**9, source="Hợp đồng"
    )
    w.things.update(
        startup=mine,
        foreign_startup=foreign,
        public_startup=public,
        requested_startup=requested,
        logo_address=logo.digest[:20],
        round=one,
        member=Membership.objects.get(startup=mine, user=p["editor"]),
        organisation=OrganisationFactory(is_public=True),
        hidden_organisation=OrganisationFactory(summary="Cố vấn."),
        role_invitation=RoleInvitation.objects.create(
            email="dong-nghiep@example.org", role=Role.OFFICER, invited_by=p["administrator"]
        ),
        invitation=Invitation.objects.create(startup=mine, email="moi@example.org", invited_by=p["owner"]),
    )


def _call(w: World, **fields: Any) -> Call:
    call = CallFactory(unit=w.unit, budget_line=w.line, **fields)
    call.evaluators.set([w.people["evaluator"], w.people["waiting_evaluator"], w.people["other_evaluator"]])
    return call


def _dossiers(w: World) -> None:
    p = w.people
    w.things["line"] = line = BudgetLineFactory(granted=60_000_000, paid=10_000_000)
    w.things.update(
        scheme=line.pillar.scheme,
        indicator=IndicatorFactory(scheme=line.pillar.scheme, pillar=line.pillar),
        call=_call(w),
        draft_call=_call(w, status="draft"),
    )
    w.things["draft"] = ready_to_submit(p["owner"], startup=w.startup, call=_call(w))
    for status in (
        "submitted",
        "checking",
        "confirming",
        "returned",
        "evaluating",
        "proposed",
        "approved",
        "contracted",
        "in_progress",
        "accepted",
    ):
        w.things[status] = ApplicationFactory(call=_call(w), startup=w.startup, status=status, created_by=p["owner"])
    finder = UserFactory(full_name="Chuyên viên kiểm tra")
    Application.objects.filter(pk=w.confirming.pk).update(found_invalid_by=finder, found_invalid_because="Hồ sơ giả")
    w.things["scored"] = ApplicationFactory(
        call=_call(w), startup=w.startup, status="evaluating", created_by=p["owner"]
    )
    w.things["lapsed"] = ApplicationFactory(call=_call(w), startup=w.startup, status="returned", created_by=p["owner"])
    StepClock.objects.create(
        application=w.lapsed,
        step=Step.COMPLETION,
        amount=5,
        unit=DayUnit.WORKING,
        started_on=date(2026, 1, 5),
        due_on=date(2026, 1, 12),
    )
    ChecklistItem.objects.create(
        application=w.checking,
        item="problem",
        result=CheckResult.MISSING,
        reason="Chưa rõ vấn đề",
        checked_by=p["officer"],
        checked_at=timezone.now(),
    )
    NumberSeries.objects.create(series="HS", year=timezone.localdate().year, last=900_000)
    Submission.objects.create(
        application=w.checking,
        sequence=1,
        sent_at=timezone.now(),
        sent_by=p["owner"],
        content={},
        content_sha256="0" * 64,
        receipt=_file(),
        receipt_sha256="0" * 64,
    )
    w.call.evaluators.add(p["evaluator"])
    w.things["evaluator_of_call"] = p["evaluator"]
    w.things["extension"] = DeadlineExtension.objects.create(
        call=w.call,
        startup=StartupFactory(),
        until=w.call.closes_at + timedelta(days=2),
        reason="Ngập lụt",
        granted_by=p["manager"],
    )
    w.things["attachment"] = _attachment(w.draft, p["owner"])
    w.things["sent_attachment"] = _attachment(w.evaluating, p["owner"])
    for name, status in (
        ("evaluator", ReviewStatus.SENT),
        ("waiting_evaluator", ReviewStatus.ASSIGNED),
        ("recused_evaluator", ReviewStatus.RECUSED),
        ("other_evaluator", None),
    ):
        if status:
            w.things[f"review_{name}"] = _review(w, w.evaluating, p[name], status)
    w.things["review_to_score"] = _review(w, w.scored, p["evaluator"], ReviewStatus.OPEN)
    w.things["open_review"] = _review(w, w.proposed, p["evaluator"], ReviewStatus.OPEN)
    award = _award(w, w.proposed, AwardStatus.PROPOSED)
    w.things["award"] = award
    for status in ("approved", "contracted", "in_progress", "accepted"):
        w.things[f"award_{status}"] = _award(w, w.things[status], AwardStatus.APPROVED)
    _contract(w, w.award_contracted, "HĐ-1", (TrancheStatus.PLANNED, TrancheStatus.REPORTED))
    _contract(w, w.award_in_progress, "HĐ-2", (TrancheStatus.ACCEPTED, TrancheStatus.PLANNED))
    _contract(w, w.award_accepted, "HĐ-3", (TrancheStatus.ACCEPTED, TrancheStatus.PAID))
    paid = w.tranche_paid
    w.things["payment"] = Disbursement.objects.create(
        tranche=paid,
        amount=paid.amount,
        paid_on=timezone.localdate(),
        reference="UNC 7",
        paid_by=w.people["accountant"],
    )
    w.things["reversal"] = Reversal.objects.create(
        payment=w.payment,
        kind="failed",
        amount=paid.amount,
        happened_on=timezone.localdate(),
        reason="Ngân hàng trả lại",
        requested_by=w.people["accountant"],
        requested_at=timezone.now(),
    )


def _file() -> str:
    return default_storage.save("thu.pdf", ContentFile(b"%PDF-1.7 thu"))


def _attachment(application: Application, user: User) -> Attachment:
    return Attachment.objects.create(
        application=application,
        file=_file(),
        original_name="thuyet-minh.pdf",
        content_type="application/pdf",
        size=12,
        sha256="0" * 64,
        uploaded_by=user,
    )


def _review(w: World, application: Application, evaluator: User, status: str) -> Review:
    sent = status == ReviewStatus.SENT
    now = timezone.now()
    review = Review.objects.create(
        application=application,
        evaluator=evaluator,
        status=ReviewStatus.OPEN if sent else status,
        declared_at=now,
        conflict_reason="Quen biết" if status == ReviewStatus.RECUSED else "",
    )
    for criterion in application.call.criteria.all():
        Score.objects.create(review=review, criterion=criterion, value=8, reason="Rõ")
    if sent:
        Review.objects.filter(pk=review.pk).update(status=status, total=80, sent_at=now)
    return review


def _award(w: World, application: Application, status: str) -> Award:
    decided = status == AwardStatus.APPROVED
    return Award.objects.create(
        application=application,
        budget_line=w.line,
        recommendation=Recommendation.GRANT,
        amount=15_000_000,
        reason="Đạt",
        status=status,
        proposed_by=w.people["officer"],
        proposed_at=timezone.now(),
        decided_by=w.people["director"] if decided else None,
        decided_at=timezone.now() if decided else None,
        decision_number=f"{application.pk}/QĐ" if decided else "",
    )


def _contract(w: World, award: Award, number: str, states: tuple[str, ...]) -> None:
    today = timezone.localdate()
    contract = Contract.objects.create(
        award=award,
        number=number,
        signed_on=today,
        starts_on=today,
        ends_on=today + timedelta(days=90),
        signed_by=w.people["officer"],
    )
    amounts = (10_000_000, 5_000_000)
    for index, (state, amount) in enumerate(zip(states, amounts, strict=True), start=1):
        reported = state != TrancheStatus.PLANNED
        tranche = Tranche.objects.create(
            contract=contract,
            number=index,
            amount=amount,
            deliverable="Báo cáo",
            due_on=today,
            status=state,
            report_text="Xong" if reported else "",
            report_file=_file() if reported else "",
            report_file_name="bc.pdf",
            reported_by=w.people["owner"] if reported else None,
            reported_at=timezone.now() if reported else None,
            accepted_by=w.people["officer"] if state in {TrancheStatus.ACCEPTED, TrancheStatus.PAID} else None,
        )
        w.things.setdefault(f"tranche_{state}", tranche)
    annex = ContractAnnex.objects.create(
        contract=contract,
        number=1,
        kind=AnnexKind.EXTENSION,
        signed_on=today,
        reason="Thiết bị về chậm",
        recorded_by=w.people["officer"],
        signed_file=_file(),
        signed_file_name="phu-luc.pdf",
        signed_file_type="application/pdf",
    )
    AnnexChange.objects.create(annex=annex, part=AnnexPart.ENDS_ON, old_day=today, new_day=contract.ends_on)
    w.things.setdefault("annex", annex)


def _reports(w: World) -> None:
    period = ReportingPeriod.objects.create(
        kind="quarter",
        year=2026,
        number=3,
        starts_on=date(2026, 6, 15),
        ends_on=date(2026, 9, 15),
        contributions_due_on=date(2026, 9, 21),
        status=PeriodStatus.ENDED,
    )
    issued = IssuedReport.objects.create(
        period=period,
        requested_by=w.people["manager"],
        status=ReportStatus.REQUESTED,
        number="BC-2026-000009",
        snapshot={},
        issued_at=timezone.now(),
    )
    ReportFile.objects.create(report=issued, format="pdf", content=b"%PDF", sha256="0" * 64, size=4)
    IssuedReport.objects.filter(pk=issued.pk).update(status=ReportStatus.ISSUED)
    w.things.update(
        period=period,
        report=issued,
        requested_report=IssuedReport.objects.create(period=period, version=2, requested_by=w.people["manager"]),
        contribution=Contribution.objects.create(period=period, unit=w.partner, results="Kết quả"),
        sent_contribution=Contribution.objects.create(
            period=ReportingPeriod.objects.create(
                kind="quarter",
                year=2026,
                number=2,
                starts_on=date(2026, 3, 15),
                ends_on=date(2026, 6, 15),
                contributions_due_on=date(2026, 6, 21),
                status=PeriodStatus.ENDED,
            ),
            unit=w.partner,
            status=ContributionStatus.APPROVED,
            results="Đã gửi",
        ),
    )


def _reference(w: World) -> None:
    w.things["history_series"] = HistorySeries.objects.create(
        code="von-tphcm", name="Vốn", geography="city", unit="USD"
    )
    w.things["holiday"] = Holiday.objects.create(day=date(2090, 1, 1), name="Tết Dương lịch")
    w.things["figure"] = Measurement.objects.create(
        indicator=w.indicator,
        span=Span.IN_YEAR,
        starts_on=date(2025, 1, 1),
        ends_on=date(2026, 1, 1),
        value=12,
        source="BC 1/BC-UBND",
        confidence="H",
        is_used=False,
        entered_by=w.people["officer"],
    )


def _voices(w: World) -> None:
    """What the department tells the public."""
    w.things.update(
        news=NewsFactory(slug="tin-moi", created_by=w.people["officer"]),
        draft_news=NewsFactory(slug="tin-nhap", status="draft", published_at=None),
        feedback=FeedbackFactory(unit=w.unit),
        follower=Follower.objects.create(email="theo-doi@example.org", confirmed_at=timezone.now()),
        answered_feedback=FeedbackFactory(
            unit=w.unit, status="answered", handler=w.people["officer"], answer="Ngày mai.", answered_at=timezone.now()
        ),
        taken_feedback=FeedbackFactory(unit=w.unit, status="in_progress", handler=w.people["officer"]),
    )


__all__ = ["ANONYMOUS", "World", "build"]
