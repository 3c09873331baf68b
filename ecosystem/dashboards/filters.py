"""Filters of the records behind a figure of the council's page."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ecosystem.dashboards.forms import SELECTION_KEYS, read_selection
from ecosystem.lists.filters import RowChoiceFilter, SearchFilter, StrictFilterSet
from ecosystem.reference.choices import support_stage_choices
from programmes.grants.counting import AWARD
from programmes.grants.models import Disbursement
from programmes.plan.counting import records
from startups.models import Startup


class RecordFilter(StrictFilterSet):
    """Records behind a figure by name of the startup and stage of support; the figure itself stays in the address.

    With a `counter` the rows are those of the figure that the address names, whatever queryset is given.
    """

    view_keys = SELECTION_KEYS
    counter = ""

    q = SearchFilter(label=_("Startup"), method="filter_startup")
    stage = RowChoiceFilter(
        label=_("Stage of support"), rows=support_stage_choices, empty_label=_("All stages"), field_name="stage"
    )

    def __init__(self, data: Any = None, queryset: QuerySet[Any] | None = None, **options: Any) -> None:
        if self.counter:
            queryset = records(read_selection(self.counter, data or QueryDict()))
        super().__init__(data, queryset, **options)

    @property
    def stage_id(self) -> int | None:
        """The stage of support that the form names."""
        code = self.form.cleaned_data["stage"]
        return next((row.pk for row in self.filters["stage"].row_choices if row.value == code), None)

    def filter_startup(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        startups = SearchFilter("name_folded").filter(Startup.objects.order_by(), value)
        path = f"{AWARD}startup__in" if rows.model is Disbursement else "startup__in"
        return rows.filter(**{path: startups.values("pk")})
