"""The catalogue of support: grants of the city and costs the law lets the state carry."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.core.ui.crumbs import crumb, current_crumb
from ecosystem.core.web.htmx import fragment_or_page
from ecosystem.core.web.methods import read_view
from ecosystem.core.web.stored_pages import stored_page
from ecosystem.public.filters import ServiceFilter
from ecosystem.public.views.crumbs import home_crumb
from programmes.grants.models import Call
from programmes.grants.policy_change import calls_with_old_rules, rules_hold_since
from programmes.plan.models import PolicyKind, SupportPolicy


def open_calls() -> Prefetch:
    """The calls of a policy that are open now."""
    calls = Call.objects.open_at(timezone.now()).order_by("closes_at", "pk")
    return Prefetch("calls", queryset=calls, to_attr="open_calls")


@login_not_required
@stored_page(parameters=["who", "stage", "kind"])
@read_view
def service_list(request: HttpRequest) -> HttpResponse:
    """Support policies in force today, filtered by applicant and stage of the project."""
    in_force = SupportPolicy.objects.valid_on(timezone.localdate()).select_related("stage")
    filterset = ServiceFilter(request.GET or None, queryset=in_force, request=request)
    policies = list(filterset.qs.prefetch_related(open_calls()).order_by("order", "code"))
    context = {
        "filter": filterset,
        "grants": [policy for policy in policies if policy.kind == PolicyKind.GRANT],
        "costs": [policy for policy in policies if policy.kind == PolicyKind.SERVICE],
        "count": len(policies),
    }
    template = fragment_or_page(request, fragment="public/_service_table.html", page="public/service_list.html")
    return render(request, template, context)


@login_not_required
@stored_page
@read_view
def service_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One kind of support: for whom, how much, which papers, legal basis, and the calls open now."""
    policies = SupportPolicy.objects.select_related("stage").prefetch_related("sectors", "requirements", open_calls())
    policy = get_object_or_404(policies, code=code)
    crumbs = [home_crumb(), crumb(_("Find support"), "public:service_list"), current_crumb(policy.label)]
    old_rules = calls_with_old_rules(policy)
    context = {
        "policy": policy,
        "today": timezone.localdate(),
        "old_rules": old_rules,
        "rules_since": rules_hold_since(policy) if old_rules else None,
        "crumbs": crumbs,
    }
    return render(request, "public/service_detail.html", context)
