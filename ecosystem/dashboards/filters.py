"""Filters of the records behind a figure of the council's page."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ecosystem.dashboards.forms import SELECTION_KEYS
from ecosystem.lists.filters import RowChoiceFilter, SearchFilter, StrictFilterSet
from ecosystem.reference.choices import support_stage_choices
from programmes.grants.counting import AWARD
from programmes.grants.models import Disbursement
from startups.models import Startup


def award_path(rows: QuerySet[Any]) -> str:
    """The way from a record to its award: a payment has one, an award is one."""
    return AWARD if rows.model is Disbursement else ""


def filter_stage(rows: QuerySet[Any], pk: int) -> QuerySet[Any]:
    return rows.filter(**{f"{award_path(rows)}application__call__stage": pk})


class RecordFilter(StrictFilterSet):
    """Records behind a figure by name of the startup and stage of support; the figure itself stays in the address."""

    view_keys = SELECTION_KEYS

    q = SearchFilter(label=_("Startup"), method="filter_startup")
    stage = RowChoiceFilter(
        label=_("Stage of support"), rows=support_stage_choices, empty_label=_("All stages"), narrow=filter_stage
    )

    def filter_startup(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        startups = SearchFilter("name_folded").filter(Startup.objects.order_by(), value)
        return rows.filter(**{f"{award_path(rows)}application__startup__in": startups.values("pk")})
