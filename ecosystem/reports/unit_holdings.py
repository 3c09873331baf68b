"""Contributions of a unit that are not sent yet, which follow its successor; those sent keep the old name."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.unit_holdings import UnitHolding, register_unit_holding
from ecosystem.core.workflow import FieldRefused, add_audit_note
from ecosystem.questionnaires.reading import read_response
from ecosystem.reports.contribution_texts import text_of
from ecosystem.reports.models import Contribution, ContributionStatus


def _unsent(unit: OrganisationUnit) -> QuerySet[Contribution]:
    return Contribution.objects.filter(unit=unit).exclude(status=ContributionStatus.APPROVED)


def _move_contributions(unit: OrganisationUnit, *, into: OrganisationUnit, by: User, reason: str) -> None:
    """Move each to the successor. An empty one goes where the successor has its own; a written one refuses the merger."""
    for row in _unsent(unit).select_for_update(of=("self",)).select_related("period").order_by("pk"):
        if not Contribution.objects.filter(unit=into, period=row.period_id).exists():
            row.unit = into
            row.save(update_fields=["unit", "updated_at"])
            add_audit_note(row, "merge_unit", by=by, reason=f"{unit} → {into}. {reason}")
        elif row.response is not None and text_of(read_response(row.response)):
            words = _("Both units have written their part for %(period)s: send the one of %(unit)s first, then merge.")
            raise FieldRefused(words % {"period": row.period.label, "unit": unit}, "into")
        else:
            response = row.response
            row.delete()
            if response is not None:
                response.delete()


register_unit_holding(
    UnitHolding(
        name="contributions",
        label=gettext_lazy("Contributions to reports that are not sent yet"),
        columns=("reports.Contribution.unit",),
        records=_unsent,
        move=_move_contributions,
    )
)
