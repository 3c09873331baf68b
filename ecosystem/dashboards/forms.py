"""Reading the address of a list of records; a key or value that is not offered is refused with 400."""

from typing import Any

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, QueryDict

from ecosystem.core.ui.restorable import PortalForm
from ecosystem.lists.filters import MORE, PAGING
from programmes.plan.counting import DECISIONS, STARTUPS, Selection
from programmes.plan.models import Counter, Pillar, Scheme


class SelectionForm(PortalForm):
    """The parts of a `Selection` as they stand in an address."""

    scheme = forms.SlugField(required=False)
    pillar = forms.IntegerField(required=False, min_value=1, max_value=100)
    budget_year = forms.IntegerField(required=False, min_value=2000, max_value=2100)
    starts = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    ends = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    accepted = forms.BooleanField(required=False)


SELECTION_KEYS = frozenset(SelectionForm.base_fields)
FILTER_KEYS = frozenset({"q", "stage", MORE})  # of RecordFilter


def read_selection(counter: str, query: QueryDict) -> Selection:
    """The figure an address names. Raises Http404 for an unknown counter, scheme or pillar, else 400."""
    if counter not in {*Counter.values, STARTUPS, DECISIONS}:
        raise Http404
    form = SelectionForm(query)
    if set(query) - SELECTION_KEYS - FILTER_KEYS - PAGING or not form.is_valid():
        raise SuspiciousOperation("Not an address of a list of records.")
    data: dict[str, Any] = form.cleaned_data
    if (data["pillar"] or data["budget_year"]) and not data["scheme"]:
        raise SuspiciousOperation("A pillar and a budget year belong to a scheme.")
    scheme = _first_or_404(Scheme.objects.filter(code=data["scheme"])) if data["scheme"] else None
    pillar = _first_or_404(Pillar.objects.filter(scheme=scheme, number=data["pillar"])) if data["pillar"] else None
    return Selection(
        counter,
        scheme=scheme,
        pillar=pillar,
        budget_year=data["budget_year"],
        starts=data["starts"],
        ends=data["ends"],
        accepted_only=data["accepted"],
    )


def _first_or_404(rows: Any) -> Any:
    row = rows.first()
    if row is None:
        raise Http404
    return row
