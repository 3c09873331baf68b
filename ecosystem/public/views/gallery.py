"""Every component on one page, with its states; only in demonstration mode."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ecosystem.core.money import VndField
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.core.web.methods import form_view
from ecosystem.documents.chart_engine import ChartError
from ecosystem.documents.chart_svg import chart_images
from ecosystem.documents.charts import bar_chart
from ecosystem.public.places import sample_map
from ecosystem.public.sample_list import Stage, sample_list

TONES = ["secondary", "blue", "azure", "yellow", "orange", "green", "red", "purple"]


class SampleForm(PortalForm):
    """One field of each kind."""

    name = forms.CharField(
        label=gettext_lazy("Name of the project"), help_text=gettext_lazy("As it stands in your registration.")
    )
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), choices=Stage)
    founded = forms.DateField(label=gettext_lazy("Founding date"))
    amount = VndField(
        label=gettext_lazy("Amount asked for"), help_text=gettext_lazy("For example 40 triệu, 1,5 tỷ or 40.000.000.")
    )
    summary = forms.CharField(label=gettext_lazy("Summary"), widget=forms.Textarea, max_length=600, required=False)
    plan = forms.FileField(label=gettext_lazy("Plan (PDF)"), required=False)
    received = forms.MultipleChoiceField(
        label=gettext_lazy("Support received"), choices=Stage, widget=forms.CheckboxSelectMultiple, required=False
    )
    kind = forms.ChoiceField(label=gettext_lazy("Who applies"), choices=Stage, widget=forms.RadioSelect)
    agree = forms.BooleanField(label=gettext_lazy("I confirm that what I have entered is true."))


class SampleFilter(PortalForm):
    """Filters of a list."""

    q = forms.CharField(label=gettext_lazy("Name or code"), required=False, widget=forms.SearchInput)
    stage = forms.ChoiceField(
        label=gettext_lazy("Stage"), choices=[("", gettext_lazy("All")), *Stage.choices], required=False
    )
    since = forms.DateField(label=gettext_lazy("From date"), required=False)
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Support received"), choices=Stage, widget=forms.CheckboxSelectMultiple, required=False
    )
    ward = forms.CharField(label=gettext_lazy("Ward"), required=False)


def _chart() -> dict[str, Any]:
    labels, values = ["2021", "2022", "2023", "2024", "2025"], [182, 240, 308, 202, 331]
    option = bar_chart(
        labels,
        {_("Projects supported"): values},
        title=_("Projects supported by year"),
        description=_("Invented figures that only show how a chart looks."),
        decimals=0,
        language="en" if get_language() == "en" else "vi",
    )
    try:
        drawings = chart_images(option, width=720, height=340)
    except ChartError:
        drawings = {}
    return {**drawings, "rows": list(zip(labels, values, strict=True))}


def _forms() -> dict[str, Any]:
    return {
        "form": SampleForm(initial={"name": "Nông trại số Cần Giờ", "amount": 40_000_000}),
        "wrong_form": SampleForm(
            {"name": "", "amount": "40 triệu rưỡi", "founded": "31/02/2026", "stage": "idea"}, auto_id="wrong_%s"
        ),
        "filter_form": SampleFilter(auto_id="filter_%s"),
    }


def _timeline_entries(now: dt.datetime) -> list[dict[str, Any]]:
    return [
        {"title": _("Approved"), "when": now, "who": "Trần Thị Minh", "tone": "green"},
        {
            "title": _("Returned for completion"),
            "when": now - dt.timedelta(days=6),
            "who": "Lê Văn An",
            "note": _("The cost table lacks the quotation for testing equipment."),
            "tone": "orange",
        },
        {"title": _("Submitted"), "when": now - dt.timedelta(days=9), "who": "Phạm Quỳnh Anh", "tone": "blue"},
    ]


def _steps() -> list[dict[str, Any]]:
    return [
        {"label": _("Submitted"), "state": "done", "note": "12/03/2026"},
        {"label": _("Completeness check"), "state": "done", "note": "17/03/2026"},
        {"label": _("Evaluation"), "state": "current", "note": _("due 02/04/2026")},
        {"label": _("Decision"), "state": "todo"},
        {"label": _("Payment"), "state": "todo"},
    ]


def _facts() -> list[tuple[str, str]]:
    return [
        (_("Lookup code"), "KN-2026-00412"),
        (_("Tax code"), "0312345678"),
        (_("Ward"), "Phường Sài Gòn"),
        (_("Website"), ""),
    ]


def _tabs() -> list[dict[str, Any]]:
    return [
        {"label": _("Overview"), "url": "#tabs", "active": True},
        {"label": _("Documents"), "url": "#tabs", "count": 4},
        {"label": _("History"), "url": "#tabs"},
    ]


def _table() -> dict[str, Any]:
    return {
        "table_headers": [_("Pillar"), _("Planned"), _("Disbursed")],
        "table_rows": [
            ["Phát triển hạ tầng, dịch vụ hỗ trợ", "4.000.000.000 ₫", "1.250.000.000 ₫"],
            ["Hợp tác quốc tế", "900.000.000 ₫", "0 ₫"],
        ],
        "table_total": [_("Total"), "4.900.000.000 ₫", "1.250.000.000 ₫"],
    }


@login_not_required
@form_view
def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery that docs/design.md describes; its sample forms redirect to it."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        return redirect("public:gallery")
    now = timezone.now()
    context = {
        **_forms(),
        **_table(),
        "tones": TONES,
        "chart": _chart(),
        "dates": [now + dt.timedelta(days=days, hours=1) for days in (-4, 0, 2, 20)],
        "entries": _timeline_entries(now),
        "steps": _steps(),
        "facts": _facts(),
        "tabs": _tabs(),
        "crumbs": [(_("Home"), "/"), (_("Components"), "")],
        "sample_list": sample_list(),
        "map": sample_map(),
    }
    return render(request, "public/gallery.html", context)
