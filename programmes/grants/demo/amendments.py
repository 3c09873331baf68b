"""What was changed afterwards in the demonstration data: amended calls, more time, an annex, a dossier found not valid."""

from datetime import date, timedelta

from ecosystem.accounts.models import User
from ecosystem.core.days import moment_of
from ecosystem.core.models import AuditEntry
from programmes.grants.demo.calls import CallPlan
from programmes.grants.demo.staff import Staff
from programmes.grants.models import (
    AmendedPart,
    Amendment,
    AnnexChange,
    AnnexKind,
    AnnexPart,
    Application,
    ApplicationStatus,
    Call,
    CallStatus,
    ContractAnnex,
    DeadlineExtension,
    Tranche,
    TrancheStatus,
)

LATER = timedelta(days=7)
MONTH = timedelta(days=30)


def make_amendments(plans: list[CallPlan], staff: Staff, today: date) -> None:
    """Amend the open calls as if their deadline had been a week earlier, and extend it for one draft."""
    for plan in plans:
        call = Call.objects.get(pk=plan.pk)
        made = {"call": call, "made_by_id": staff.manager, "created_at": moment_of(today - timedelta(days=12), 10)}
        Amendment.objects.create(
            part=AmendedPart.CLOSES_AT,
            old_closes_at=call.closes_at - LATER,
            new_closes_at=call.closes_at,
            reason="Nhiều đơn vị đề nghị thêm thời gian chuẩn bị hồ sơ (dữ liệu minh họa).",
            **made,
        )
        Amendment.objects.create(
            part=AmendedPart.CONTACT, old="Văn phòng Sở", new=call.contact, reason="Đổi bộ phận tiếp nhận.", **made
        )
    former, new = User.objects.filter(pk__in=staff.evaluators).order_by("pk")[:2]
    Amendment.objects.create(
        call_id=plans[0].pk,
        part=AmendedPart.EVALUATORS,
        old=str(former),
        new=str(new),
        reason="Chuyên gia đi công tác dài ngày.",
        made_by_id=staff.officers[0],
        created_at=moment_of(today - timedelta(days=5), 14),
    )
    drafts = Application.objects.filter(call__in=[plan.pk for plan in plans], status=ApplicationStatus.DRAFT)
    draft = drafts.select_related("call").order_by("pk").first()
    if draft is not None:
        DeadlineExtension.objects.create(
            call=draft.call,
            startup=draft.startup,
            until=draft.call.closes_at + LATER,
            reason="Trụ sở bị ngập, mất điện nhiều ngày.",
            granted_by_id=staff.manager,
            created_at=moment_of(today - timedelta(days=2), 9),
        )


def cancel_one_call(plan: CallPlan, staff: Staff, today: date) -> None:
    """A second call beside an open one that was cancelled a week after its publication."""
    open_call = Call.objects.get(pk=plan.pk)
    published, cancelled = (moment_of(today - timedelta(days=days), 9) for days in (40, 33))
    call = Call.objects.create(
        code=f"{open_call.code}-huy",
        name=f"{open_call.policy.name}, đợt chuyên đề",
        name_en=f"{open_call.policy.name_en}, thematic call",
        policy=open_call.policy,
        pinned_terms=open_call.pinned_terms,
        stage=open_call.stage,
        budget_line=open_call.budget_line,
        unit=staff.unit,
        opens_at=moment_of(today - timedelta(days=30), 8),
        closes_at=moment_of(today - timedelta(days=2), 17),
        pass_mark=open_call.pass_mark,
        status=CallStatus.CANCELLED,
        is_demo=True,
        created_at=published,
        summary=open_call.summary,
        summary_en=open_call.summary_en,
        contact=open_call.contact,
    )
    reason = "Gộp nội dung chuyên đề vào đợt đang mở (dữ liệu minh họa)."
    for transition, source, target, at in (
        ("publish", CallStatus.DRAFT, CallStatus.PUBLISHED, published),
        ("cancel", CallStatus.PUBLISHED, CallStatus.CANCELLED, cancelled),
    ):
        AuditEntry.objects.create(
            model=Call._meta.label_lower,
            object_id=call.pk,
            transition=transition,
            source=source,
            target=target,
            reason=reason if transition == "cancel" else "",
            by_id=staff.manager,
            created_at=at,
        )


def make_annex(today: date) -> None:
    """Extend the latest running contract by an annex, as if its last deliverable had been due a month earlier."""
    owed = Tranche.objects.filter(
        status=TrancheStatus.PLANNED,
        due_on__gt=today + MONTH,
        contract__signed_on__lt=today - MONTH,
        contract__award__application__status=ApplicationStatus.IN_PROGRESS,
    )
    last = owed.select_related("contract").order_by("contract", "number").last()
    if last is None:
        return
    contract, signed_on = last.contract, today - timedelta(days=20)
    made_at = moment_of(signed_on, 10)
    annex = ContractAnnex.objects.create(
        contract=contract,
        number=1,
        kind=AnnexKind.EXTENSION,
        signed_on=signed_on,
        reason="Thiết bị nhập khẩu về chậm so với kế hoạch (dữ liệu minh họa).",
        recorded_by_id=contract.signed_by_id,
        created_at=made_at,
    )
    AnnexChange.objects.create(
        annex=annex,
        part=AnnexPart.DUE_ON,
        tranche=last,
        old_day=last.due_on - MONTH,
        new_day=last.due_on,
        created_at=made_at,
    )


def find_one_invalid(plans: list[CallPlan], staff: Staff, today: date) -> None:
    """Let an officer have found the latest dossier of the open calls that is being checked not valid, to be confirmed."""
    checked = Application.objects.filter(call__in=[plan.pk for plan in plans], status=ApplicationStatus.CHECKING)
    last = checked.order_by("pk").last()
    if last is None:
        return
    reason = "Đơn vị thành lập quá thời hạn mà chính sách cho phép (dữ liệu minh họa)."
    found_at = moment_of(today - timedelta(days=1), 15)
    Application.objects.filter(pk=last.pk).update(
        status=ApplicationStatus.CONFIRMING, found_invalid_by=staff.officers[0], found_invalid_because=reason
    )
    AuditEntry.objects.create(
        model=Application._meta.label_lower,
        object_id=last.pk,
        transition="find_invalid",
        source=ApplicationStatus.CHECKING,
        target=ApplicationStatus.CONFIRMING,
        by_id=staff.officers[0],
        reason=reason,
        created_at=found_at,
    )
