"""Context that all pages of one startup share: tabs, publication status, roles of the user, possible steps."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.workflow import available_transitions
from startups.actions.publication import author_refusal
from startups.models import MemberRole, Publication, Startup
from startups.views.crumbs import startup_crumbs

STEP_URLS = {
    "request_publication": "startups:publication_request",
    "publish": "startups:startup_publish",
    "refuse_publication": "startups:startup_refuse",
    "withdraw_publication": "startups:startup_withdraw",
    "unpublish": "startups:startup_unpublish",
}


def startup_page_context(request: UserRequest, startup: Startup, active: str) -> dict[str, Any]:
    """Context of `startups/startup_page.html`; `active` is the URL name of the current tab."""
    roles = startup.roles_of(request.user)
    membership = startup.membership_of(request.user)
    acts_for_department = membership is None and bool(roles & DEPARTMENT)
    is_for_recheck = startup.status == Publication.PUBLIC and startup.recheck_since is not None
    is_for_check = acts_for_department and (is_for_recheck or startup.status == Publication.REQUESTED)
    check_refusal = author_refusal(startup, request.user) if is_for_check else ""
    return {
        "startup": startup,
        "state": Publication(startup.status),
        "logo": getattr(startup, "logo", None),
        "membership": membership,
        "member_role": MemberRole(membership.role).label if membership else "",
        "may_edit": Role.APPLICANT in roles,
        "is_owner": membership is not None and membership.role == MemberRole.OWNER,
        "acts_for_department": acts_for_department,
        "check_refusal": check_refusal,
        "needs_recheck": acts_for_department and is_for_recheck and not check_refusal,
        "tabs": _tabs(startup, active),
        "crumbs": startup_crumbs(startup, acts_for_department=acts_for_department),
        "steps": [
            {"url": reverse(STEP_URLS[name], args=[startup.pk]), "label": step.label, "tone": step.tone}
            for name, step in available_transitions(startup, request.user).items()
            if not (name == "publish" and check_refusal)
        ],
    }


def _tabs(startup: Startup, active: str) -> list[dict[str, Any]]:
    labels = {
        "startup_detail": _("Facts"),
        "member_list": _("Members"),
        "round_list": _("Funding rounds"),
        "startup_history": _("History"),
    }
    return [
        {"label": label, "url": reverse(f"startups:{name}", args=[startup.pk]), "active": name == active}
        for name, label in labels.items()
    ]
