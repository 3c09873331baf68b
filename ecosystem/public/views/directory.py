"""The public directory and the public profiles: no sign-in, no personal data."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ecosystem.core.ui.crumbs import crumb, current_crumb
from ecosystem.core.web.htmx import fragment_or_page
from ecosystem.core.web.methods import read_view
from ecosystem.core.web.pagination import KeysetPage, keyset_page
from startups.filters import DirectoryFilter, OrganisationDirectoryFilter
from startups.models import Organisation, PublicFact, Startup, current_slug
from startups.public_facts import public_facts, support_labels


@login_not_required
@read_view
def directory(request: HttpRequest) -> HttpResponse:
    """Public startups in alphabetical order, filtered by words and facets."""
    filterset = DirectoryFilter(request.GET, queryset=Startup.objects.public().for_cards(), request=request)
    page = keyset_page(request, filterset.qs, ("sort_key", "pk"), source=filterset.unfiltered)
    template = fragment_or_page(request, fragment="public/_directory_table.html", page="public/directory.html")
    return render(request, template, {"filter": filterset, "page": page, "cards": _cards(page, filterset)})


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
    facts = public_facts(startup)
    rounds = []
    if PublicFact.ROUNDS in startup.public_facts:
        rounds = list(startup.funding_rounds.filter(verified_at__isnull=False).select_related("kind"))
    labels = support_labels()
    support = [labels.get(code, code) for code in startup.support_received]
    context = {"startup": startup, "facts": facts, "rounds": rounds, "support": support}
    context["crumbs"] = [crumb(_("Directory of startups"), "public:directory"), current_crumb(startup.name)]
    return render(request, "public/profile.html", context)


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
