"""The public profile of a support organisation and the grants that it manages for startups."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ecosystem.core.ui.crumbs import crumb, current_crumb
from ecosystem.core.web.htmx import fragment_or_page
from ecosystem.core.web.methods import read_view
from ecosystem.core.web.pagination import keyset_page
from ecosystem.core.web.stored_pages import stored_page
from ecosystem.public.places import GRANTED
from ecosystem.public.views.awards import public_awards
from startups.models import Organisation, Publication, current_slug
from startups.views.organisations import public_organisation_facts


@login_not_required
@stored_page
@read_view
def organisation_profile(request: HttpRequest, slug: str) -> HttpResponse:
    """One public organisation; a former address redirects here."""
    organisation = Organisation.objects.public().for_list().filter(slug=slug).first()
    if organisation is None:
        new_slug = current_slug(Organisation.objects.public(), slug)
        if new_slug is None:
            raise Http404
        return redirect("public:organisation_profile", new_slug, permanent=True)
    grants = public_awards().filter(recipient=organisation)
    context = {
        "organisation": organisation,
        "facts": public_organisation_facts(organisation),
        "public": Publication.PUBLIC,
        "sums": grants.aggregate(n=Count("pk"), amount=Sum(GRANTED, default=0)),
        "page": keyset_page(request, grants, ("-decided_at", "-pk")),
        "crumbs": [
            crumb(_("Support organisations"), "public:organisation_directory"),
            current_crumb(organisation.name),
        ],
    }
    template = fragment_or_page(
        request, fragment="public/_organisation_grants.html", page="public/organisation_profile.html"
    )
    return render(request, template, context)
