"""The public home page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ecosystem.core.web.methods import read_view
from ecosystem.core.web.stored_pages import stored_page
from ecosystem.dashboards.figures import city_stats
from programmes.communication.models import NewsItem
from programmes.grants.models import Call
from programmes.plan.counting import tally
from programmes.plan.models import Pillar, PolicyKind, Scheme, SupportPolicy
from startups.models import StartupKind

CALLS_ON_HOME = 4
GRANTS_ON_HOME = 3
NEWS_ON_HOME = 3
KIND_ICONS = {
    StartupKind.INDIVIDUAL: "user-round",
    StartupKind.GROUP: "users-round",
    StartupKind.ENTERPRISE: "building-2",
}


@login_not_required
@stored_page
@read_view
def home(request: HttpRequest) -> HttpResponse:
    """Support by applicant and need, open calls, the city's figures, pillars and news."""
    now, figures = timezone.now(), tally()
    calls = Call.objects.open_at(now).select_related("policy").order_by("closes_at", "pk")
    with_scheme = Pillar.objects.select_related("scheme", "lead_unit")
    pillars = list(with_scheme.order_by("scheme__starts_on", "scheme", "number"))
    policies = list(
        SupportPolicy.objects.valid_on(timezone.localdate()).select_related("stage").order_by("order", "code")
    )
    grants = [policy for policy in policies if policy.kind == PolicyKind.GRANT]
    schemes = list(Scheme.objects.all())
    main_scheme = next((pillar.scheme for pillar in pillars), None)
    context = {
        "grants": grants[:GRANTS_ON_HOME],
        "needs": [policy for policy in policies if policy.kind != PolicyKind.GRANT],
        "stats": city_stats(figures),
        "taken_at": figures.taken_at,
        "calls": calls[:CALLS_ON_HOME],
        "kinds": [(kind, KIND_ICONS[kind]) for kind in StartupKind],
        "pillars": [pillar for pillar in pillars if pillar.scheme == main_scheme],
        "main_scheme": main_scheme,
        "schemes": schemes,
        "news": NewsItem.objects.public().newest_first()[:NEWS_ON_HOME],
    }
    return render(request, "public/home.html", context)
