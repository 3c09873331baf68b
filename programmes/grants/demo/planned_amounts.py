"""Planned amounts of the demonstration budget lines: verified ones since the beginning of the year, and one that waits."""

from datetime import date, timedelta

from ecosystem.accounts.models import User
from ecosystem.core.days import moment_of
from ecosystem.core.models import AuditEntry
from ecosystem.core.money import format_vnd
from programmes.grants.demo.staff import Staff
from programmes.plan.actions.planned_amount import propose_amount
from programmes.plan.models import BudgetLine, PlannedAmount, PlannedAmountStatus

SOURCE = "Quyết định giao dự toán năm {year} (dữ liệu minh họa)"


def write_verified_amount(line: BudgetLine, amount: int, staff: Staff, today: date) -> None:
    """Write an amount that the manager entered and the director verified, in the first days of the line's year."""
    entered = moment_of(min(date(line.year, 1, 4), today - timedelta(days=3)), 9)
    verified = moment_of(min(date(line.year, 1, 5), today - timedelta(days=2)), 10)
    row = PlannedAmount.objects.create(
        line=line,
        amount=amount,
        source=SOURCE.format(year=line.year),
        status=PlannedAmountStatus.VERIFIED,
        entered_by_id=staff.manager,
        entered_at=entered,
        verified_by_id=staff.director,
        verified_at=verified,
        created_at=entered,
    )
    proposed, stands = PlannedAmountStatus.PROPOSED, PlannedAmountStatus.VERIFIED
    for transition, source, target, by, at in (
        ("propose", "", "", staff.manager, entered),
        ("verify", proposed, stands, staff.director, verified),
    ):
        AuditEntry.objects.create(
            model=PlannedAmount._meta.label_lower,
            object_id=row.pk,
            transition=transition,
            source=source,
            target=target,
            reason=f"{format_vnd(amount)}\n{row.source}" if transition == "propose" else "",
            by_id=by,
            created_at=at,
        )
    line.planned, line.source = row.amount, row.source


def propose_more_money(line: BudgetLine, manager: User) -> PlannedAmount:
    """Let the manager enter a tenth more for the line, which waits for the director."""
    return propose_amount(
        line,
        by=manager,
        amount=line.planned + line.planned // 10,
        source=f"Quyết định bổ sung dự toán năm {line.year} (dữ liệu minh họa)",
        change_reason="Bổ sung kinh phí cho đợt đang mở (dữ liệu minh họa).",
    )
