"""Consent, the department's check, withdrawal; and the department's queue of requests."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.http import UserRequest
from ecosystem.core.conflicts import version_of
from ecosystem.core.web.htmx import posted
from ecosystem.core.web.methods import action_view, form_view, read_view
from ecosystem.core.workflow import RoleRefused, TransitionRefused, available_transitions, wrong_state
from ecosystem.lists.pages import list_response
from startups.actions.publication import (
    confirm_publication,
    missing_for_directory,
    publish_startup,
    refuse_publication,
    request_publication,
    unpublish_startup,
    withdraw_publication,
)
from startups.consent import PUBLIC_PROFILE_TEXTS, PUBLIC_PROFILE_VERSION
from startups.forms.publication import ConsentForm, ReasonForm
from startups.listings import RECHECKS, REQUESTS
from startups.models import Startup
from startups.public_facts import public_facts

DONE = {
    "publish": gettext_lazy("The startup stands in the public directory."),
    "refuse_publication": gettext_lazy("The request is refused; the owners are told why."),
    "withdraw_publication": gettext_lazy("The startup is no longer in the public directory."),
    "unpublish": gettext_lazy("The startup is no longer in the public directory; the owners are told why."),
}


@form_view
def publication_request(request: UserRequest, pk: int) -> HttpResponse:
    """The consent: its text, what will be public, what may be added."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user).for_list(), pk=pk)
    _require_step(startup, "request_publication", request.user)
    form = ConsentForm(posted(request), initial={"text_version": PUBLIC_PROFILE_VERSION})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            request_publication(startup, by=request.user, text_version=data["text_version"], facts=data["facts"])
        except RoleRefused:
            raise
        except TransitionRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The request is sent. An officer checks the profile next."))
            return redirect("startups:startup_detail", startup.pk)
    context = {"startup": startup, "form": form, "missing": missing_for_directory(startup)}
    context |= {"facts": public_facts(startup), "text": PUBLIC_PROFILE_TEXTS[PUBLIC_PROFILE_VERSION]}
    return render(request, "startups/publication_request.html", context | {"version": PUBLIC_PROFILE_VERSION})


@form_view
def startup_step(request: UserRequest, pk: int, step: str) -> HttpResponse:
    """Publish, refuse, withdraw or take out: a page that asks, then the act."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user).for_list(), pk=pk)
    transition = _require_step(startup, step, request.user)
    form = ReasonForm(posted(request)) if transition.needs_reason else None
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        _carry_out(startup, step, by=request.user, reason=reason, seen=request.POST.get("seen", ""))
        messages.success(request, str(DONE[step]))
        return redirect("startups:startup_detail", startup.pk)
    context = {
        "startup": startup,
        "form": form,
        "transition": transition,
        "facts": public_facts(startup),
        "seen": version_of(startup),
        "shows_profile": step == "publish",
        "cancel_url": reverse("startups:startup_detail", args=[startup.pk]),
    }
    return render(request, "startups/startup_step.html", context)


@action_view
def startup_confirm(request: UserRequest, pk: int) -> HttpResponse:
    """The second look at changed public words: they may stay."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user), pk=pk)
    confirm_publication(startup, by=request.user, seen=request.POST.get("seen", ""))
    messages.success(request, _("The changed words are checked."))
    return redirect("startups:startup_detail", startup.pk)


@read_view
def publication_queue(request: UserRequest) -> HttpResponse:
    """Requests for a place in the directory that wait for the department, the longest waiting first."""
    if request.GET.get("changed") == "1":
        return redirect("startups:recheck_queue")
    return list_response(request, REQUESTS, "startups/publication_queue.html")


@read_view
def recheck_queue(request: UserRequest) -> HttpResponse:
    """Public words that changed after the department's check."""
    return list_response(request, RECHECKS, "startups/publication_queue.html")


def _require_step(startup: Startup, step: str, user: Any) -> Any:
    """The transition, if this user may make it now. Raises RoleRefused or TransitionRefused."""
    transition = Startup.TRANSITIONS[step]
    if step in available_transitions(startup, user):
        return transition
    if not startup.roles_of(user) & set(transition.roles):
        raise RoleRefused(_("Your role does not allow this step."))
    raise TransitionRefused(wrong_state(startup))


def _carry_out(startup: Startup, step: str, *, by: Any, reason: str, seen: str) -> None:
    if step == "publish":
        publish_startup(startup, by=by, seen=seen)
    elif step == "refuse_publication":
        refuse_publication(startup, by=by, reason=reason)
    elif step == "withdraw_publication":
        withdraw_publication(startup, by=by)
    else:
        unpublish_startup(startup, by=by, reason=reason)
