"""The form of a planned amount, and the fields that the form of a new budget line shares."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ecosystem.core.money import VndField
from ecosystem.core.text import BlockField, LineField
from ecosystem.core.ui.edit_forms import EditForm
from programmes.plan.forms.fields import capitalised
from programmes.plan.models import BudgetLine, PlannedAmount, PlannedAmountStatus


def planned_field() -> VndField:
    return VndField(label=capitalised(_("planned (đồng)")), help_text=_("For example 1.000.000, 40 triệu or 21,72 tỷ."))


def source_field() -> BlockField:
    return BlockField(
        label=capitalised(_("source")),
        max_length=500,
        help_text=_(
            "The decision or document that sets the amount. A second person compares it before the amount counts."
        ),
    )


class PlannedAmountForm(EditForm):
    """The amount of a line that is to be verified; it begins with the one that waits or was returned, else with what stands.

    The form edits that amount, or the line where every amount is verified: a colleague who enters one meanwhile is met
    as a conflict.
    """

    amount = planned_field()
    source = source_field()
    change_reason = LineField(
        label=_("Why it changes"), required=False, max_length=500, help_text=_("Kept in the history of the row.")
    )

    def __init__(self, *args: Any, line: BudgetLine, **kwargs: Any) -> None:
        unverified = line.amounts.unverified().exclude(status=PlannedAmountStatus.WITHDRAWN).first()
        shown = unverified or PlannedAmount(line=line, amount=line.planned, source=line.source)
        initial = {name: getattr(shown, name) for name in ("amount", "source", "change_reason")}
        super().__init__(*args, record=line.amounts.unverified().first() or line, initial=initial, **kwargs)
        self.fields["change_reason"].required = line.has_verified_amount
