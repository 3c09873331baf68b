"""Pages of startups: own startups, registration, facts, history, and the department's list."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.core.steps import response_status, run_action, run_when_valid
from ecosystem.core.ui.dates import date_vi
from ecosystem.core.ui.figures import number_vi
from ecosystem.core.web.methods import edit_view, form_view, read_view
from ecosystem.core.web.navigation import return_url
from ecosystem.core.web.pagination import keyset_page
from ecosystem.core.web.typed_text import form_data
from ecosystem.lists.pages import list_response
from startups.actions.records import require_department, require_editor
from startups.actions.startup import SimilarName, correct_startup, edit_startup, register_startup
from startups.forms.startup import CorrectionForm, StartupForm
from startups.history import startup_timeline
from startups.listings import STARTUPS
from startups.models import Membership, Startup, StartupKind
from startups.views.crumbs import own_startup_crumbs, step_crumbs
from startups.views.page_context import startup_page_context


@read_view
def my_startups(request: UserRequest) -> HttpResponse:
    """The startups of which the user is a member, with the user's role."""
    memberships = Membership.objects.filter(user=request.user).select_related("startup__stage", "startup__area")
    page = keyset_page(request, memberships, ("startup__sort_key", "pk"), counts=True)
    return render(request, "startups/my_startups.html", {"page": page})


@form_view
def startup_register(request: UserRequest) -> HttpResponse:
    """Registers a startup. Similar names of others are shown before a second record is created."""
    data = form_data(request)
    form = StartupForm(data)
    context: dict[str, Any] = {"form": form, "crumbs": own_startup_crumbs(None, _("Register a startup"))}
    context["cancel_url"] = return_url(request, reverse("startups:my_startups"))
    if data is not None and data.get("ignore_similar"):
        form.show_ignore_similar()

    def register() -> Startup | None:
        ignore_similar = form.cleaned_data["ignore_similar"]
        try:
            return register_startup(by=request.user, data=form.cleaned_data, ignore_similar=ignore_similar)
        except SimilarName as error:
            form.show_ignore_similar()
            context["similar"] = error
            return None

    if startup := run_when_valid(request, form, register):
        messages.success(request, _("The startup is registered. You are its owner."))
        return redirect(return_url(request, reverse("startups:startup_detail", args=[startup.pk])))
    status = 409 if "similar" in context else response_status(form)
    return render(request, "startups/startup_register.html", context, status=status)


@read_view
def startup_list(request: UserRequest) -> HttpResponse:
    """All registered startups, for the department."""
    return list_response(request, STARTUPS, "startups/startup_list.html")


@read_view
def startup_detail(request: UserRequest, pk: int) -> HttpResponse:
    """Facts of one startup, for its members and the department."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user).for_list().select_related("logo"), pk=pk)
    context = startup_page_context(request, startup, "startup_detail")
    context |= {"facts": startup_facts(startup), "applications": visible_applications(request, startup)}
    return render(request, "startups/startup_detail.html", context)


@edit_view
def startup_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Changes the facts of a startup."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user), pk=pk)
    require_editor(startup, request.user)
    onward = return_url(request, reverse("startups:startup_detail", args=[startup.pk]))
    form = StartupForm.of(startup, form_data(request))

    def save() -> Startup:
        return edit_startup(startup, by=request.user, data=form.cleaned_data, version=form.read_version)

    if run_when_valid(request, form, save):
        messages.success(request, _("The changes are saved."))
        return redirect(onward)
    context: dict[str, Any] = {"form": form, "startup": startup, "cancel_url": onward}
    context["crumbs"] = own_startup_crumbs(startup, _("Edit the facts"))
    return render(request, "startups/startup_edit.html", context, status=response_status(form))


@edit_view
def startup_correct(request: UserRequest, pk: int) -> HttpResponse:
    """Corrects wrong facts of a startup for the department, with a reason that the owners read."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user), pk=pk)
    require_department(startup, request.user)
    form = CorrectionForm.of(startup, form_data(request))

    def save(*, by: User, reason: str) -> None:
        correct_startup(startup, by=by, data=form.cleaned_data, version=form.read_version, reason=reason)

    if run_action(request, form, save, fields=["reason"]):
        messages.success(request, _("The facts are corrected. The owners are told."))
        return redirect("startups:startup_detail", startup.pk)
    context = {"form": form, "startup": startup, "crumbs": step_crumbs(startup, _("Correct the facts"))}
    return render(request, "startups/startup_correct.html", context, status=response_status(form))


@read_view
def startup_history(request: UserRequest, pk: int) -> HttpResponse:
    startup = get_object_or_404(Startup.objects.visible_to(request.user).select_related("logo"), pk=pk)
    context = startup_page_context(request, startup, "startup_history")
    return render(request, "startups/startup_history.html", context | {"entries": startup_timeline(startup)})


def startup_facts(startup: Startup) -> list[tuple[str, Any]]:
    """Label and value of every fact, for members and the department."""
    return [
        (_("Kind"), StartupKind(startup.kind).label),
        (_("Tax code"), startup.tax_code),
        (_("Founding date"), date_vi(startup.founded_on) if startup.founded_on else ""),
        (_("Stage"), startup.stage or ""),
        (_("Sectors"), ", ".join(str(sector) for sector in startup.sectors.all())),
        (_("Ward or commune"), startup.area or ""),
        (_("Address"), startup.address),
        (_("People in the team"), number_vi(startup.team_size) if startup.team_size else None),
    ]


def visible_applications(request: UserRequest, startup: Startup) -> list[dict[str, Any]]:
    """The applications of the startup that the user may see, newest first, with their URLs."""
    applications = startup.applications.visible_to(request.user).with_completion_preview(request.user)
    rows = applications.select_related("call").order_by("-pk")[:50]
    return [{"application": row, "url": _application_url(row)} for row in rows]


def _application_url(application: Any) -> str:
    try:
        return reverse("grants:application_detail", args=[application.pk])
    except NoReverseMatch:
        return ""
