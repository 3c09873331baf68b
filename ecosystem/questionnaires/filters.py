"""Filters of the list of questionnaires."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.lists.filters import RowChoiceFilter, SearchFilter, StrictFilterSet, row_choices
from ecosystem.questionnaires.models import Questionnaire, QuestionnaireVersion
from ecosystem.questionnaires.purposes import PURPOSES


def unit_choices(request: Any) -> QuerySet[Any]:
    """Units in charge of a visible questionnaire."""
    units = Questionnaire.objects.visible_to(request.user).order_by().values("unit")
    return row_choices(OrganisationUnit.objects.filter(pk__in=units).order_by("sort_key", "pk"), value="code")


def purpose_choices() -> list[tuple[str, Any]]:
    """The registered uses by slug."""
    return [(slug, purpose.label) for slug, purpose in PURPOSES.items()]


class QuestionnaireFilter(StrictFilterSet):
    """`in_use=yes` selects those with a version in use."""

    q = SearchFilter(label=_("Name or code"))
    purpose = django_filters.ChoiceFilter(label=_("Used for"), choices=purpose_choices, empty_label=_("All uses"))
    unit = RowChoiceFilter(label=_("Unit in charge"), rows=unit_choices, empty_label=_("All units"))
    in_use = django_filters.ChoiceFilter(
        label=_("In use"),
        choices=[("yes", _("With a version in use")), ("no", _("Without one"))],
        empty_label=_("All"),
        method="filter_in_use",
    )

    class Meta:
        model = Questionnaire
        fields: list[str] = []

    def filter_in_use(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        in_use = Exists(QuestionnaireVersion.objects.published().filter(questionnaire=OuterRef("pk")))
        return rows.filter(in_use if value == "yes" else ~in_use)
