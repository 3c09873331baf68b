"""The public directory and the public profiles: no sign-in, no personal data."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ecosystem.core.ui.crumbs import crumb, current_crumb
from ecosystem.core.web.htmx import fragment_or_page
from ecosystem.core.web.methods import read_view
from ecosystem.core.web.pagination import KeysetPage, keyset_page
from ecosystem.public.views.awards import public_awards
from startups.directory import directory_counts, similar_startups
from startups.filters import DirectoryFilter, OrganisationDirectoryFilter
from startups.models import Organisation, PublicFact, Startup, current_slug
from startups.public_facts import public_facts, support_labels

BY_NAME, NEWEST = "name", "newest"
ORDERS = {BY_NAME: ("sort_key", "pk"), NEWEST: ("-created_at", "-pk")}
MOST_GRANTS = 10


@login_not_required
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
    return [
        {
            "startup": startup,
            "sectors": ", ".join(sectors.labels[pk] for pk in sorted(startup.sector_ids, key=order.__getitem__)),
            "stage": stages.labels.get(startup.stage_id, ""),
            "area": areas.labels.get(startup.area_id, ""),
            "supports": [codes.get(code, code) for code in startup.support_received],
        }
        for startup in page
    ]


@login_not_required
@read_view
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """The facts that a startup published, while its consent stands; a former address redirects here."""
    startup = Startup.objects.public().for_directory().filter(slug=slug).first()
    if startup is None:
        new_slug = current_slug(Startup.objects.public(), slug)
        if new_slug is None:
            raise Http404
        return redirect("public:profile", new_slug, permanent=True)
    rounds = []
    if PublicFact.ROUNDS in startup.public_facts:
        rounds = list(startup.funding_rounds.filter(verified_at__isnull=False).select_related("kind"))
    labels = support_labels()
    support = [labels.get(code, code) for code in startup.support_received]
    grants = list(public_awards().filter(application__startup=startup).order_by("-decided_at", "-pk")[:MOST_GRANTS])
    context: dict[str, Any] = {
        "startup": startup,
        "facts": public_facts(startup),
        "rounds": rounds,
        "support": support,
        "grants": grants,
        "similar": _similar(startup),
    }
    context["crumbs"] = [crumb(_("Directory of startups"), "public:directory"), current_crumb(startup.name)]
    return render(request, "public/profile.html", context)


def _similar(startup: Startup) -> list[dict[str, Any]]:
    """Similar startups with what they have in common, in words; the labels are the startup's own."""
    sectors = {sector.pk: str(sector) for sector in startup.sectors.all()}
    found = []
    for one in similar_startups(startup):
        common = [sectors[pk] for pk in one.sector_ids if pk in sectors]
        common += [str(startup.stage)] if one.same_stage else []
        common += [str(startup.area)] if one.same_area else []
        found.append({"startup": one.startup, "common": common})
    return found


@login_not_required
@read_view
def organisation_directory(request: HttpRequest) -> HttpResponse:
    """Public organisations in alphabetical order, filtered by words and facets."""
    public = Organisation.objects.public().for_list()
    filterset = OrganisationDirectoryFilter(request.GET, queryset=public, request=request)
    page = keyset_page(request, filterset.qs, ("sort_key", "pk"), source=filterset.unfiltered)
    template = fragment_or_page(
        request, fragment="public/_organisation_cards.html", page="public/organisation_directory.html"
    )
    return render(request, template, {"filter": filterset, "page": page})
