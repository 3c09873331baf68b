"""Pages of publication in the directory: request with consent, steps, and the department's lists of requests."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import (
    Confirmation,
    check_step,
    confirm,
    requested_move,
    response_status,
    run_action,
    shown_version,
)
from ecosystem.core.web.methods import action_view, form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.lists.pages import list_response
from startups.actions.publication import (
    confirm_publication,
    missing_for_directory,
    publish_startup,
    refuse_author,
    refuse_publication,
    request_publication,
    unpublish_startup,
    withdraw_publication,
)
from startups.consent import PUBLIC_PROFILE_TEXTS, PUBLIC_PROFILE_VERSION
from startups.forms.publication import ConsentForm, reason_form
from startups.listings import RECHECKS, REQUESTS
from startups.models import Startup
from startups.public_facts import public_facts
from startups.views.crumbs import own_startup_crumbs, step_crumbs

STEPS: dict[str, Callable[..., object]] = {
    "publish": publish_startup,
    "refuse_publication": refuse_publication,
    "withdraw_publication": withdraw_publication,
    "unpublish": unpublish_startup,
}
SUCCESS_MESSAGES = {
    "publish": gettext_lazy("The startup stands in the public directory."),
    "refuse_publication": gettext_lazy("The request is refused; the owners are told why."),
    "withdraw_publication": gettext_lazy("The startup is no longer in the public directory."),
    "unpublish": gettext_lazy("The startup is no longer in the public directory; the owners are told why."),
}

CHECK_ADVICE = gettext_lazy(
    "Check that the startup is real, that the words describe it fairly, and that they name no private person."
)


@form_view
def publication_request(request: UserRequest, pk: int) -> HttpResponse:
    """Requests publication: shows what becomes public and asks for consent."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user).for_list(), pk=pk)
    form = ConsentForm(form_data(request), initial={"text_version": PUBLIC_PROFILE_VERSION})
    requested_move(request, startup, "request_publication", form=form)
    if run_action(request, form, request_publication, startup, fields=["text_version", "facts"]):
        messages.success(request, _("The request is sent. An officer checks the profile next."))
        return redirect("startups:startup_detail", startup.pk)
    context = {"startup": startup, "form": form, "missing": missing_for_directory(startup)}
    context["crumbs"] = own_startup_crumbs(startup, _("Public directory"))
    context |= {"facts": public_facts(startup), "text": PUBLIC_PROFILE_TEXTS[PUBLIC_PROFILE_VERSION]}
    context |= {"version": PUBLIC_PROFILE_VERSION}
    return render(request, "startups/publication_request.html", context, status=response_status(form))


@form_view
def startup_step(request: UserRequest, pk: int, step: str) -> HttpResponse:
    """Publishes, refuses, withdraws or unpublishes after confirmation."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user).for_list(), pk=pk)
    form = reason_form(form_data(request)) if Startup.TRANSITIONS[step].needs_reason else None
    move = requested_move(request, startup, step, form=form)
    if step == "publish":
        check_step(request, partial(refuse_author, startup, request.user))
    address = reverse("startups:startup_detail", args=[startup.pk])
    confirmation = Confirmation(
        title=move.label,
        crumbs=step_crumbs(startup, move.label),
        confirm_label=move.label,
        cancel_url=address,
        consequences=[move.confirm, CHECK_ADVICE if step == "publish" else ""],
        tone="danger" if move.tone in {"red", "orange"} else "primary",
        record=startup if step == "publish" else None,
        template="startups/startup_step.html",
        context={"startup": startup, "facts": public_facts(startup)},
    )
    return confirm(
        request,
        confirmation,
        partial(STEPS[step], startup),
        success_message=SUCCESS_MESSAGES[step],
        success_url=address,
        form=form,
    )


@action_view
def startup_confirm(request: UserRequest, pk: int) -> HttpResponse:
    """Approves public texts that changed after the department's check."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user), pk=pk)
    confirm_publication(startup, by=request.user, expected_version=shown_version(request))
    messages.success(request, _("The changed words are checked."))
    return redirect("startups:startup_detail", startup.pk)


@read_view
def publication_queue(request: UserRequest) -> HttpResponse:
    """Requests for publication that wait for the department, the oldest first."""
    if request.GET.get("changed") == "1":
        return redirect("startups:recheck_queue")
    return list_response(request, REQUESTS, "startups/publication_queue.html")


@read_view
def recheck_queue(request: UserRequest) -> HttpResponse:
    """Public startups whose texts changed after the department's check."""
    return list_response(request, RECHECKS, "startups/publication_queue.html")
