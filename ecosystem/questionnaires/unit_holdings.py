"""Questionnaires of a unit, which its successor builds on."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.accounts.unit_holdings import UnitHolding, move_column, register_unit_holding
from ecosystem.questionnaires.models import Questionnaire


def _questionnaires(unit: OrganisationUnit) -> QuerySet[Questionnaire]:
    return Questionnaire.objects.filter(unit=unit)


register_unit_holding(
    UnitHolding(
        name="questionnaires",
        label=_("Questionnaires"),
        columns=("questionnaires.Questionnaire.unit",),
        records=_questionnaires,
        move=move_column("questionnaires", "unit"),
    )
)
