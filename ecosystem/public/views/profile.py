"""The public profile of a startup: its page, its logo, messages to it, and the preview for its members."""

import re
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import response_status, run_when_valid
from ecosystem.core.text import fold_text
from ecosystem.core.ui.crumbs import crumb, current_crumb
from ecosystem.core.web.methods import form_view, read_view
from ecosystem.core.web.stored_pages import stored_page
from ecosystem.core.web.typed_text import form_data
from ecosystem.public.views.awards import public_awards
from programmes.communication.models import NewsItem
from startups.actions.profile import accepts_messages, send_startup_message
from startups.directory import similar_startups
from startups.forms.profile import MessageForm
from startups.logos import DIGEST_LENGTH, logo_response, logos_of
from startups.models import Logo, Publication, PublicFact, Startup, current_slug
from startups.public_facts import presentation_of, public_facts, support_labels

MOST_GRANTS = 10
MOST_NEWS = 5
NEWS_CANDIDATES = 50
LOGO_AGE = 60 * 60  # seconds that a cache may keep a logo without asking again


@login_not_required
@stored_page
@read_view
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """The facts that a startup published, while its consent stands; a former address redirects here."""
    startup = Startup.objects.public().for_profile().filter(slug=slug).first()
    if startup is None:
        new_slug = current_slug(Startup.objects.public(), slug)
        if new_slug is None:
            raise Http404
        return redirect("public:profile", new_slug, permanent=True)
    context = _profile_context(startup)
    context["crumbs"] = [crumb(_("Directory of startups"), "public:directory"), current_crumb(startup.name)]
    return render(request, "public/profile.html", context)


@read_view
def profile_preview(request: UserRequest, pk: int) -> HttpResponse:
    """The profile as the public sees it, or would see it, for the members of the startup and the department."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user).for_profile(), pk=pk)
    context = _profile_context(startup) | {"is_preview": True}
    page = current_crumb(_("As the public sees it"))
    context["crumbs"] = [crumb(startup.name, "startups:startup_detail", startup.pk), page]
    return render(request, "public/profile.html", context)


@login_not_required
@read_view
def logo(request: HttpRequest, slug: str, size: str, digest: str) -> HttpResponse:
    """The logo of a startup in the directory; another picture has another address."""
    found = Logo.objects.public().filter(startup__slug=slug, digest__startswith=digest).first()
    response = logo_response(found if len(digest) == DIGEST_LENGTH else None, size)
    response["Cache-Control"] = f"public, max-age={LOGO_AGE}"
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


@login_not_required
@never_cache
@sensitive_post_parameters("text", "name", "email")
@form_view
def startup_contact(request: HttpRequest, slug: str) -> HttpResponse:
    """A visitor's message, which the portal mails to the owners of the startup."""
    startup = get_object_or_404(Startup.objects.public(), slug=slug)
    if not accepts_messages(startup):
        raise Http404
    user = request.user
    sender = {"name": user.full_name, "email": user.email} if user.is_authenticated else {}
    form = MessageForm(form_data(request), initial=sender)
    status = None
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="startup_contact", key=startup.slug):
            status = 429
            form.add_error(None, _("Many messages came here lately. Wait an hour and send it again."))
        elif _send(request, startup, form):
            messages.success(request, _("Your message is on its way. The startup answers to your address."))
            return redirect("public:profile", startup.slug)
    crumbs = [
        crumb(_("Directory of startups"), "public:directory"),
        crumb(startup.name, "public:profile", startup.slug),
        current_crumb(_("Write to the startup")),
    ]
    context = {"startup": startup, "form": form, "crumbs": crumbs}
    return render(request, "public/startup_contact.html", context, status=status or response_status(form))


def _send(request: HttpRequest, startup: Startup, form: MessageForm) -> bool:
    def send() -> bool:
        data = form.cleaned_data
        send_startup_message(startup, key=data["key"], name=data["name"], email=data["email"], text=data["text"])
        return True

    return bool(run_when_valid(request, form, send))


def _profile_context(startup: Startup) -> dict[str, Any]:
    rounds = []
    if PublicFact.ROUNDS in startup.public_facts:
        rounds = list(startup.funding_rounds.filter(verified_at__isnull=False).select_related("kind"))
    labels = support_labels()
    presentation, takes_messages = presentation_of(startup)
    is_public = startup.status == Publication.PUBLIC and startup.archived_at is None
    similar = similar_startups(startup)
    logos = logos_of([startup, *(one.startup for one in similar)])
    return {
        "startup": startup,
        "is_public": is_public,
        "logo": logos.get(startup.pk),
        "presentation": presentation,
        "facts": public_facts(startup),
        "rounds": rounds,
        "support": [labels.get(code, code) for code in startup.support_received],
        "grants": list(
            public_awards().filter(application__startup=startup).order_by("-decided_at", "-pk")[:MOST_GRANTS]
        ),
        "news": _news_about(startup),
        "accepts_messages": is_public and takes_messages,
        "similar": _similar(startup, similar, logos),
    }


def _similar(startup: Startup, similar: list[Any], logos: dict[int, Logo]) -> list[dict[str, Any]]:
    """Similar startups with what they have in common, in words; the labels are the startup's own."""
    sectors = {sector.pk: str(sector) for sector in startup.sectors.all()}
    found = []
    for one in similar:
        common = [sectors[pk] for pk in one.sector_ids if pk in sectors]
        common += [str(startup.stage)] if one.same_stage else []
        common += [str(startup.area)] if one.same_area else []
        found.append({"startup": one.startup, "common": common, "logo": logos.get(one.startup.pk)})
    return found


def _news_about(startup: Startup) -> list[NewsItem]:
    """The newest public news whose title or summary names the startup, without its company form, with its accents.

    A name of one word is looked for as it is registered, since one word alone is often an ordinary one.
    """
    words = startup.core_name.split()
    name = " ".join(word for word in startup.name.split() if fold_text(word)[0] in words)
    if len(words) < 2 or not name:
        name = startup.name
    found = NewsItem.objects.public().filter(search_folded__contains=fold_text(name)[0]).newest_first()
    is_named = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    rows = found[:NEWS_CANDIDATES]
    return [item for item in rows if is_named.search(f"{item.title} {item.summary}")][:MOST_NEWS]
