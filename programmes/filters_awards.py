"""Filters of the lists of reviews, awards, payments and budget lines; choices are limited to what the user sees."""

from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from ecosystem.core.filters import (
    DayFrom,
    DayTo,
    MoneyFilter,
    OfferedFilter,
    SearchFilter,
    StrictFilterSet,
    for_everybody,
    for_roles,
    offers,
)
from ecosystem.core.models import Fold
from ecosystem.core.text import clean_line
from ecosystem.reference.offers import padded
from programmes.filters import call_offers, pillar_offers
from programmes.models import (
    Award,
    AwardStatus,
    BudgetLine,
    EndReason,
    Pillar,
    Review,
    ReviewStatus,
    Scheme,
    Tranche,
    TrancheStatus,
)

TO_DO = "to_do"
USES = {  # how far a budget line is used
    "untouched": (_("Nothing granted yet"), Q(granted=0)),
    "left": (_("Money left to grant"), Q(granted__lt=F("planned"))),
    "granted": (_("All granted"), Q(granted=F("planned"), planned__gt=0)),
    "unpaid": (_("Granted, not all paid"), Q(paid__lt=F("granted"))),
}
MOST_PAPERS = 100  # with one number


@for_roles
def line_offers(request: Any) -> QuerySet[Any]:
    """Budget lines under their year, the latest last."""
    return offers(BudgetLine.objects.visible_to(request.user), group="year", order=padded("year"))


class PaperSearch(SearchFilter):
    """Words of dossier number, project or startup, without accents; or the whole number of the paper itself."""

    def __init__(self, paper: str, **kwargs: Any) -> None:
        """`paper` is the column with the paper's own number."""
        self.paper = paper
        super().__init__(**kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        typed = clean_line(value or "")
        if any(character.isdigit() for character in typed):  # a question more, which spares an OR
            papers = qs.model._default_manager.alias(own_number=Fold(self.paper)).filter(own_number=Fold(Value(typed)))
            found = list(papers.values_list("pk", flat=True)[:MOST_PAPERS])
            if found:
                return qs.filter(pk__in=found)
        return super().filter(qs, value)


class ReviewFilter(StrictFilterSet):
    q = SearchFilter("application__search_folded", label=_("Dossier, project or startup"))
    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="by_state",
        empty_label=_("All"),
        choices=[(TO_DO, _("Waiting for me")), *((s.value, s.label) for s in ReviewStatus)],
    )

    class Meta:
        model = Review
        fields: list[str] = []

    def by_state(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.to_do() if value == TO_DO else queryset.filter(status=value)


class AwardFilter(StrictFilterSet):
    """Proposals and decisions; the reasons of refusals and early ends can be filtered (B26)."""

    q = PaperSearch("decision_number", label=_("Dossier, project or startup"))
    status = django_filters.ChoiceFilter(label=_("State"), choices=AwardStatus.choices, empty_label=_("All"))
    call = OfferedFilter(
        label=_("Call"), rows=call_offers, descending=True, empty_label=_("All"),
    )  # fmt: skip
    end_reason = django_filters.ChoiceFilter(label=_("Kind of reason"), choices=EndReason.choices, empty_label=_("All"))
    line = OfferedFilter(
        label=_("Budget line"), rows=line_offers, groups=str, descending=True, field_name="budget_line",
        empty_label=_("All"),
    )  # fmt: skip
    decided_from = DayFrom(label=_("Decided from"), field_name="decided_at")
    decided_to = DayTo(label=_("Decided until"), field_name="decided_at")
    amount_from = MoneyFilter(label=_("Amount, at least"), field_name="amount", lookup_expr="gte")
    amount_to = MoneyFilter(label=_("Amount, at most"), field_name="amount", lookup_expr="lte")

    class Meta:
        model = Award
        fields: list[str] = []


class TrancheFilter(StrictFilterSet):
    q = PaperSearch("contract__number", label=_("Dossier, project, startup or contract"))
    status = django_filters.ChoiceFilter(label=_("State"), choices=TrancheStatus.choices, empty_label=_("All"))
    due_from = django_filters.DateFilter(label=_("Due from"), field_name="due_on", lookup_expr="gte")
    due_to = django_filters.DateFilter(label=_("Due until"), field_name="due_on", lookup_expr="lte")
    call = OfferedFilter(
        label=_("Call"), rows=call_offers, descending=True, empty_label=_("All"),
    )  # fmt: skip
    amount_from = MoneyFilter(label=_("Amount, at least"), field_name="amount", lookup_expr="gte")
    amount_to = MoneyFilter(label=_("Amount, at most"), field_name="amount", lookup_expr="lte")

    class Meta:
        model = Tranche
        fields: list[str] = []


@for_everybody
def scheme_offers(request: Any) -> QuerySet[Any]:
    return offers(Scheme.objects.all(), value="code", name="short_name", name_en="short_name_en", order="starts_on")


class BudgetLineFilter(StrictFilterSet):
    year = django_filters.NumberFilter(label=_("Year"), min_value=2000, max_value=2100)
    scheme = OfferedFilter(
        label=_("Scheme"), rows=scheme_offers, descending=True, empty_label=_("All schemes"),
        narrow=lambda rows, pk: rows.filter(pillar__in=Pillar.objects.filter(scheme=pk).order_by().values("pk")),
    )  # fmt: skip
    pillar = OfferedFilter(label=_("Pillar"), rows=pillar_offers, groups=str, empty_label=_("All pillars"))
    use = django_filters.ChoiceFilter(
        label=_("Use"), choices=[(name, label) for name, (label, _rows) in USES.items()], method="by_use",
        empty_label=_("Any"),
    )  # fmt: skip

    class Meta:
        model = BudgetLine
        fields: list[str] = []

    def by_use(self, queryset: QuerySet[BudgetLine], name: str, value: str) -> QuerySet[BudgetLine]:
        return queryset.filter(USES[value][1])
