"""The public directories of startups and organisations: no sign-in, no personal data."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ecosystem.core.web.htmx import fragment_or_page
from ecosystem.core.web.methods import read_view
from ecosystem.core.web.pagination import KeysetPage, keyset_page
from ecosystem.core.web.stored_pages import stored_page
from startups.directory import directory_counts
from startups.filters import DirectoryFilter, OrganisationDirectoryFilter
from startups.logos import logos_of
from startups.models import Organisation, Startup

BY_NAME, NEWEST = "name", "newest"
ORDERS = {BY_NAME: ("sort_key", "pk"), NEWEST: ("-created_at", "-pk")}


@login_not_required
@stored_page(parameters=["sector", "stage", "area", "support", "order"])
@read_view
def directory(request: HttpRequest) -> HttpResponse:
    """Public startups by name or newest first, filtered by words and facets."""
    order = request.GET.get("order", "") or BY_NAME
    if order not in ORDERS:
        raise SuspiciousOperation("Not an order of the directory.")
    filterset = DirectoryFilter(request.GET, queryset=Startup.objects.public().for_cards(), request=request)
    page = keyset_page(request, filterset.qs, ORDERS[order], source=filterset.unfiltered)
    counts = directory_counts()
    filterset.show_counts(counts)
    context = {
        "filter": filterset,
        "page": page,
        "cards": _cards(page, filterset),
        "total": counts["total"].get("all", 0),
        "order": order,
        "orders": [(key, label, key == order) for key, label in ((BY_NAME, _("By name")), (NEWEST, _("Newest first")))],
    }
    template = fragment_or_page(request, fragment="public/_directory_table.html", page="public/directory.html")
    return render(request, template, context)


def _cards(page: KeysetPage, filterset: DirectoryFilter) -> list[dict[str, Any]]:
    """Each startup with the labels of its sectors, stage, area and support, which the filters have already fetched."""
    sectors, stages, areas, supports = (filterset.filters[name] for name in ("sector", "stage", "area", "support"))
    order = {choice.pk: (choice.group, position) for position, choice in enumerate(sectors.row_choices)}
    codes = {choice.value: choice.label for choice in supports.row_choices}
    logos = logos_of(page)
    return [
        {
            "startup": startup,
            "logo": logos.get(startup.pk),
            "sectors": ", ".join(sectors.labels[pk] for pk in sorted(startup.sector_ids, key=order.__getitem__)),
            "stage": stages.labels.get(startup.stage_id, ""),
            "area": areas.labels.get(startup.area_id, ""),
            "supports": [codes.get(code, code) for code in startup.support_received],
        }
        for startup in page
    ]


@login_not_required
@stored_page(parameters=["kind", "area", "grants"])
@read_view
def organisation_directory(request: HttpRequest) -> HttpResponse:
    """Public organisations in alphabetical order, filtered by words and facets."""
    public = Organisation.objects.public().for_list()
    filterset = OrganisationDirectoryFilter(request.GET, queryset=public, request=request)
    page = keyset_page(request, filterset.qs, ("sort_key", "pk"), source=filterset.unfiltered, counts=True)
    template = fragment_or_page(
        request, fragment="public/_organisation_cards.html", page="public/organisation_directory.html"
    )
    return render(request, template, {"filter": filterset, "page": page})
