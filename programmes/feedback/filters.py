"""Filters of the department's list of messages from the public."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.lists.filters import DayFrom, DayTo, RowChoiceFilter, SearchFilter, StrictFilterSet, row_choices
from programmes.feedback.models import Feedback, FeedbackQuerySet, FeedbackStatus
from programmes.plan.models import FeedbackKind

WAITING = "waiting"
MINE, UNASSIGNED = "mine", "nobody"
OVERDUE, LATE = "1", "late"


def unit_choices(request: Any) -> QuerySet[Any]:
    """Units that have a message which the user may see."""
    units = Feedback.objects.visible_to(request.user).order_by().values("unit")
    return row_choices(OrganisationUnit.objects.filter(pk__in=units).order_by("sort_key", "pk"), value="code")


class FeedbackFilter(StrictFilterSet):
    """Filters by text, sender, kind, status, handler, unit, day and time limit."""

    q = SearchFilter(label=_("Number, words or sender"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=FeedbackKind, empty_label=_("All kinds"))
    status = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[(WAITING, _("Waiting for an answer")), *FeedbackStatus.choices],
        method="filter_status",
        empty_label=_("All states"),
    )
    whose = django_filters.ChoiceFilter(
        label=_("Dealt with by"),
        choices=[(MINE, _("Me")), (UNASSIGNED, _("Nobody yet"))],
        method="filter_handler",
        empty_label=_("Anybody"),
    )
    late = django_filters.ChoiceFilter(
        label=_("Time limit"),
        choices=[(OVERDUE, _("Overdue")), (LATE, _("Answered too late"))],
        method="filter_time_limit",
        empty_label=_("All"),
    )
    unit = RowChoiceFilter(label=_("Unit"), rows=unit_choices, empty_label=_("All units"))
    received_from = DayFrom(label=_("Received from"), field_name="created_at")
    received_to = DayTo(label=_("Received until"), field_name="created_at")

    class Meta:
        model = Feedback
        fields: list[str] = []

    def filter_status(self, queryset: FeedbackQuerySet, name: str, value: str) -> FeedbackQuerySet:
        return queryset.waiting() if value == WAITING else queryset.filter(status=value)

    def filter_handler(self, queryset: FeedbackQuerySet, name: str, value: str) -> FeedbackQuerySet:
        return queryset.filter(handler=self.request.user if value == MINE else None)

    def filter_time_limit(self, queryset: FeedbackQuerySet, name: str, value: str) -> FeedbackQuerySet:
        return queryset.late() if value == LATE else queryset.overdue(timezone.localdate())
