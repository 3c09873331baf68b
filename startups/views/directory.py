"""The public directory and the public profiles: no sign-in, no personal data."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ecosystem.core.htmx import fragment_or_page
from ecosystem.core.pagination import keyset_page
from ecosystem.core.templatetags.ui import date_vi
from ecosystem.reference.models import Term, Vocabulary
from startups.filters import DirectoryFilter
from startups.models import PublicFact, Startup, StartupKind, present_slug


@login_not_required
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Public startups in the order of the alphabet, narrowed by words and facets."""
    filterset = DirectoryFilter(request.GET, queryset=Startup.objects.public().for_directory(), request=request)
    page = keyset_page(request, filterset.qs, ("sort_key", "pk"))
    template = fragment_or_page(request, fragment="startups/_directory_table.html", page="startups/directory.html")
    offered = {stage.value: stage.label for stage in filterset.offered["support"]}
    context = {"filter": filterset, "page": page, "support_labels": offered}
    return render(request, template, context)


@login_not_required
@require_safe
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """What a startup chose to show. Who withdraws is gone from here at once; an address it had before leads here."""
    startup = Startup.objects.public().for_directory().filter(slug=slug).first()
    if startup is None:
        moved = present_slug(Startup.objects.public(), slug)
        if moved is None:
            raise Http404
        return redirect("startups:profile", moved, permanent=True)
    facts = public_facts(startup)
    rounds = []
    if PublicFact.ROUNDS in startup.public_facts:
        rounds = list(startup.funding_rounds.filter(verified_at__isnull=False).select_related("kind"))
    labels = support_labels()
    support = [labels.get(code, code) for code in startup.support_received]
    context = {"startup": startup, "facts": facts, "rounds": rounds, "support": support}
    return render(request, "startups/profile.html", context)


def public_facts(startup: Startup) -> list[tuple[str, object]]:
    """Label and value of what everybody may read, the chosen facts among them."""
    facts: list[tuple[str, object]] = [
        (_("Kind"), StartupKind(startup.kind).label),
        (_("Stage"), startup.stage or ""),
        (_("Ward or commune"), startup.area or ""),
    ]
    if PublicFact.FOUNDED_ON in startup.public_facts and startup.founded_on:
        facts.append((_("Founded"), date_vi(startup.founded_on)))
    if PublicFact.TEAM_SIZE in startup.public_facts and startup.team_size:
        facts.append((_("People in the team"), startup.team_size))
    return facts


def support_labels() -> dict[str, str]:
    """Names of the stages of support by code."""
    return {term.code: term.label for term in Term.objects.filter(vocabulary=Vocabulary.SUPPORT_STAGE)}
