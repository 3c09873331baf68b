"""Filters of the department's list of news."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ecosystem.lists.filters import DayFrom, DayTo, RowChoiceFilter, SearchFilter, StrictFilterSet
from programmes.communication.models import NewsItem, NewsStatus
from programmes.plan.filters.choices import pillar_choices


class NewsFilter(StrictFilterSet):
    """Filters by text in either language, status, pillar, day, and missing English text."""

    q = SearchFilter(label=_("Title or summary"))
    status = django_filters.ChoiceFilter(label=_("State"), choices=NewsStatus, empty_label=_("All states"))
    pillar = RowChoiceFilter(label=_("Pillar"), rows=pillar_choices, group_label=str, empty_label=_("All pillars"))
    english = django_filters.ChoiceFilter(
        label=_("English text"),
        choices=[("1", _("Written")), ("0", _("Missing"))],
        method="filter_english",
        empty_label=_("Written or not"),
    )
    published_from = DayFrom(label=_("Published from"), field_name="published_at")
    published_to = DayTo(label=_("Published until"), field_name="published_at")

    class Meta:
        model = NewsItem
        fields: list[str] = []

    def filter_english(self, queryset: QuerySet[NewsItem], name: str, value: str) -> QuerySet[NewsItem]:
        missing = Q(title_en="") | Q(body_en="")
        return queryset.filter(~missing if value == "1" else missing)
