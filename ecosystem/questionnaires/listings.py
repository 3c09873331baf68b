"""The list of questionnaires."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.core.ui.figures import NO_DATA
from ecosystem.lists import cells
from ecosystem.lists.listing import Column, Empty, Listing
from ecosystem.questionnaires.filters import QuestionnaireFilter
from ecosystem.questionnaires.models import Questionnaire
from ecosystem.questionnaires.models.questionnaire import QUESTIONNAIRE_READERS
from ecosystem.questionnaires.purposes import PURPOSES


def _address(row: Questionnaire) -> str:
    return reverse("questionnaires:questionnaire_detail", args=[row.code])


def _purpose(row: Questionnaire) -> str:
    purpose = PURPOSES.get(row.purpose)
    return str(purpose.label) if purpose else row.purpose


def _unit(row: Questionnaire) -> str:
    return row.unit.label if row.unit else _("The whole department")


def _version_cell(row: Any, number: int | None) -> Any:
    if number is None:
        return NO_DATA
    address = reverse("questionnaires:version_detail", args=[row.code, number])
    return cells.link(address, _("Version %(number)s") % {"number": number})


QUESTIONNAIRES = Listing(
    slug="questionnaire",
    url_name="questionnaires:questionnaire_list",
    title=gettext_lazy("Questionnaires"),
    order="name",
    rows=lambda user: Questionnaire.objects.visible_to(user).for_list(),
    may_open=lambda user: user.has_role(*QUESTIONNAIRE_READERS),
    filterset=QuestionnaireFilter,
    empty=Empty(
        gettext_lazy("No questionnaires yet"),
        gettext_lazy("A questionnaire is a form of the portal that managers build and change themselves."),
        icon="clipboard-list",
    ),
    address_of=_address,
    columns=(
        Column(
            "name",
            gettext_lazy("Questionnaire"),
            lambda row: row.label,
            lambda row: cells.title(_address(row), row.label, row.code),
            sort=("sort_key", "pk"),
            width=40,
        ),
        Column("purpose", gettext_lazy("Used for"), _purpose, width=32),
        Column("unit", gettext_lazy("Unit in charge"), _unit, joins=("unit",), width=32),
        Column(
            "in_use",
            gettext_lazy("Version in use"),
            lambda row: row.published_number,
            lambda row: _version_cell(row, row.published_number),
            kind="integer",
        ),
        Column(
            "draft",
            gettext_lazy("Draft"),
            lambda row: row.draft_number,
            lambda row: _version_cell(row, row.draft_number),
            kind="integer",
        ),
        Column("code", gettext_lazy("Code"), lambda row: row.code, visible=False),
    ),
)
