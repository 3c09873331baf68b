"""The grants of the small city: calls, dossiers in each state, reviews, awards, contracts and payments."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.core.models import NumberSeries
from ecosystem.reference.workdays import DayUnit
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
from programmes.plan.models import Step
from tests.factories import (
    ApplicationFactory,
    BudgetLineFactory,
    CallFactory,
    IndicatorFactory,
    PlannedAmountFactory,
    StartupFactory,
    UserFactory,
    ready_to_submit,
)
from tests.factories.questionnaires import sent_report

if TYPE_CHECKING:
    from tests.access.world import World


def _call(w: World, **fields: Any) -> Call:
    call = CallFactory(unit=w.unit, budget_line=w.line, **fields)
    call.evaluators.set([w.people["evaluator"], w.people["waiting_evaluator"], w.people["other_evaluator"]])
    return call


def add_dossiers(w: World) -> None:
    """A dossier in each state, with the records that its pages need."""
    p = w.people
    w.things["line"] = line = BudgetLineFactory(granted=60_000_000, paid=10_000_000)
    w.things.update(
        scheme=line.pillar.scheme,
        amount=PlannedAmountFactory(line=line, change_reason="Bổ sung dự toán"),
        returned_amount=PlannedAmountFactory(line__pillar=line.pillar, status="returned"),
        withdrawn_amount=PlannedAmountFactory(line__pillar=line.pillar, status="withdrawn"),
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
        receipt=stored_pdf(),
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
    w.things["confirmed_reversal"] = Reversal.objects.create(
        payment=w.payment,
        kind="money_returned",
        amount=1_000,
        happened_on=timezone.localdate(),
        reason="Hoàn trả phần không dùng",
        status="confirmed",
        requested_by=w.people["accountant"],
        requested_at=timezone.now(),
        decided_by=w.people["director"],
        decided_at=timezone.now(),
    )


def stored_pdf() -> str:
    """The name of a stored file."""
    return default_storage.save("thu.pdf", ContentFile(b"%PDF-1.7 thu"))


def _attachment(application: Application, user: User) -> Attachment:
    return Attachment.objects.create(
        application=application,
        file=stored_pdf(),
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
            response=sent_report(w.people["owner"]) if reported else None,
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
        signed_file=stored_pdf(),
        signed_file_name="phu-luc.pdf",
        signed_file_type="application/pdf",
    )
    AnnexChange.objects.create(annex=annex, part=AnnexPart.ENDS_ON, old_day=today, new_day=contract.ends_on)
    w.things.setdefault("annex", annex)
