"""Filters of the public lists: awards and the catalogue of support."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from ecosystem.core.days import midnight
from ecosystem.core.periods import PeriodKind, period_of
from ecosystem.lists.filters import RowChoiceFilter, StrictFilterSet, row_choices
from ecosystem.reference.choices import support_stage_choices
from ecosystem.reference.models import Term, Vocabulary
from programmes.grants.models import Award
from programmes.plan.counting import Selection, year_range
from programmes.plan.models import BudgetLine, Counter, PolicyKind, Scheme, SupportPolicy
from startups.models import StartupKind

FIRST_YEAR = 2016


def _years() -> list[tuple[str, str]]:
    running = period_of(timezone.localdate(), PeriodKind.YEAR).year
    return [(str(year), str(year)) for year in range(running, FIRST_YEAR - 1, -1)]


def _stages(request: Any = None) -> QuerySet[Term]:
    return Term.objects.filter(vocabulary=Vocabulary.SUPPORT_STAGE).order_by("order", "pk")


def scheme_choices(request: Any) -> QuerySet[Any]:
    return row_choices(Scheme.objects.order_by("starts_on", "code"), value="code")


class AwardFilter(StrictFilterSet):
    """Approved grants by reporting year, stage of support and scheme of the budget line."""

    year = django_filters.ChoiceFilter(
        label=_("Year of the decision"), choices=lazy(_years, list)(), empty_label=_("All years"), method="filter_year"
    )
    stage = RowChoiceFilter(
        label=_("Stage of support"),
        rows=support_stage_choices,
        empty_label=_("All stages"),
        narrow=lambda rows, pk: rows.filter(stage=pk),
    )
    scheme = RowChoiceFilter(
        label=_("Scheme"),
        rows=scheme_choices,
        empty_label=_("All schemes"),
        narrow=lambda rows, pk: rows.filter(
            budget_line__in=BudgetLine.objects.filter(pillar__scheme=pk).order_by().values("pk")
        ),
    )

    class Meta:
        model = Award
        fields = ("year", "stage", "scheme")

    def selection(self) -> tuple[Selection, int | None] | None:
        """The figure «money granted» that these filters select, with the id of their stage of support; None if invalid."""
        if self.is_bound and not self.form.is_valid():
            return None
        values: dict[str, Any] = self.form.cleaned_data if self.is_bound else {}
        starts, ends = year_range(int(values["year"])) if values.get("year") else (None, None)
        scheme = Scheme.objects.get(code=values["scheme"]) if values.get("scheme") else None
        return Selection(Counter.GRANTED, scheme=scheme, starts=starts, ends=ends), self._stage(values.get("stage"))

    def _stage(self, code: str | None) -> int | None:
        """The id of the stage of support in the form."""
        choices = self.filters["stage"].row_choices if code else []
        return next((choice.pk for choice in choices if choice.value == code), None)

    def filter_year(self, rows: QuerySet[Award], name: str, value: str) -> QuerySet[Award]:
        starts, ends = year_range(int(value))
        return rows.filter(decided_at__gte=midnight(starts), decided_at__lt=midnight(ends))


class ServiceFilter(StrictFilterSet):
    """Support policies by kind of applicant, stage of the project and kind of support."""

    who = django_filters.ChoiceFilter(
        label=_("You are"), choices=StartupKind, empty_label=_("Everybody"), method="filter_kind"
    )
    stage = django_filters.ModelChoiceFilter(
        label=_("Where your project is"),
        queryset=_stages,
        to_field_name="code",
        empty_label=_("Any stage"),
        method="filter_stage",
    )
    kind = django_filters.ChoiceFilter(label=_("Kind of support"), choices=PolicyKind, empty_label=_("All kinds"))

    class Meta:
        model = SupportPolicy
        fields = ("who", "stage", "kind")

    def filter_kind(self, rows: QuerySet[SupportPolicy], name: str, value: str) -> QuerySet[SupportPolicy]:
        return rows.filter(Q(applicant_kinds__contains=[value]) | Q(applicant_kinds=[]))

    def filter_stage(self, rows: QuerySet[SupportPolicy], name: str, value: Term) -> QuerySet[SupportPolicy]:
        return rows.filter(Q(stage=value) | Q(stage__isnull=True))
