"""Context of the panel of a budget line's planned amounts, on its page and on that of its reference row."""

from typing import Any

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.four_eyes import wrote
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import available_transitions
from programmes.plan.models import UNVERIFIED_AMOUNT_READERS, BudgetLine, PlannedAmount, PlannedAmountStatus

OPEN_STATUSES = frozenset({PlannedAmountStatus.PROPOSED, PlannedAmountStatus.RETURNED})
HISTORY_LIMIT = 50


def planned_amount_panel(line: BudgetLine, user: User) -> dict[str, Any]:
    """The amounts of the line that the user may read, and the user's next moves on the one that is not verified.

    `is_own`: the user wrote the waiting amount, so another person verifies it. The council reads verified amounts alone.
    """
    found = list(PlannedAmount.objects.visible_to(user).filter(line=line).for_list())
    unverified = next((amount for amount in found if amount.status != PlannedAmountStatus.VERIFIED), None)
    moves = available_transitions(unverified, user) if unverified else {}
    is_own = unverified is not None and wrote(unverified, user.pk, "entered_by")
    is_staff = user.has_role(*UNVERIFIED_AMOUNT_READERS)
    steps = _steps([amount.pk for amount in found]) if is_staff and found else []
    is_returned = unverified is not None and unverified.status == PlannedAmountStatus.RETURNED
    return {
        "open": unverified if unverified and unverified.status in OPEN_STATUSES else None,
        "returned_reason": next((step.reason for step in steps if step.transition == "send_back"), "")
        if is_returned
        else "",
        "verified": [amount for amount in found if amount.status == PlannedAmountStatus.VERIFIED],
        "may_verify": "verify" in moves and not is_own,
        "is_own": "verify" in moves and is_own,
        "may_withdraw": "withdraw" in moves,
        "may_enter": Role.MANAGER in user.roles_in_unit(line.pillar.lead_unit_id),
        "is_staff": is_staff,
        "example": found[0] if found else None,
        "steps": steps,
    }


def _steps(keys: list[int]) -> list[AuditEntry]:
    entries = AuditEntry.objects.filter(model=PlannedAmount._meta.label_lower, object_id__in=keys)
    return list(entries.select_related("by").order_by("-pk")[:HISTORY_LIMIT])
