"""Messages from the public of a unit, which follow its successor."""

from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.unit_holdings import UnitHolding, register_unit_holding
from ecosystem.core.workflow import add_audit_note
from programmes.feedback.models import Feedback


def _move_messages(unit: OrganisationUnit, *, into: OrganisationUnit, by: User, reason: str) -> None:
    for message in Feedback.objects.filter(unit=unit).select_for_update(of=("self",)).order_by("pk"):
        message.unit = into
        message.save(update_fields=["unit", "updated_at"])
        add_audit_note(message, "merge_unit", by=by, reason=f"{unit} → {into}. {reason}")


register_unit_holding(
    UnitHolding(
        name="feedback",
        label=_("Messages from the public"),
        columns=("feedback.Feedback.unit",),
        records=lambda unit: Feedback.objects.filter(unit=unit),
        move=_move_messages,
    )
)
