"""Filters of the lists of calls and applications; each offers only what the user may see."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.core.filters import SearchFilter, StrictFilterSet
from ecosystem.reference.models import Term, Vocabulary
from programmes.models import Application, ApplicationStatus, Call


def _calls(request: Any) -> QuerySet[Call]:
    if request is None:
        return Call.objects.none()
    return Call.objects.visible_to(request.user).order_by("-closes_at", "-pk")


class ApplicationFilter(StrictFilterSet):
    """The list of dossiers; `late=1` shows those past their due day."""

    q = SearchFilter(label=_("Startup, project or number"))
    status = django_filters.ChoiceFilter(
        label=_("State"), choices=ApplicationStatus.choices, empty_label=_("All states")
    )
    call = django_filters.ModelChoiceFilter(label=_("Call"), queryset=_calls, empty_label=_("All calls"))
    stage = django_filters.ModelChoiceFilter(
        label=_("Stage of support"), field_name="call__policy__stage", empty_label=_("All stages"),
        queryset=Term.objects.filter(vocabulary=Vocabulary.SUPPORT_STAGE).order_by("order", "pk"),
    )  # fmt: skip
    late = django_filters.ChoiceFilter(
        label=_("Time limit"), choices=[("1", _("Overdue"))], empty_label=_("All"), method="filter_late"
    )

    class Meta:
        model = Application
        fields = ("q", "status", "call", "stage", "late")

    def filter_late(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        return queryset.overdue(timezone.localdate()) if value else queryset  # type: ignore[attr-defined,no-any-return]


class CallFilter(StrictFilterSet):
    """The back office's list of calls."""

    status = django_filters.ChoiceFilter(
        label=_("State"), choices=Call._meta.get_field("status").choices, empty_label=_("All states")  # type: ignore[union-attr]
    )  # fmt: skip

    class Meta:
        model = Call
        fields = ("status",)
