"""Pages of the register of support organisations, for the department."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import Confirmation, ReasonForm, confirm, response_status, run_when_valid
from ecosystem.core.web.methods import edit_view, form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.lists.pages import list_response
from ecosystem.reference.maps import area_name
from startups.actions.organisation import (
    create_organisation,
    edit_organisation,
    publish_organisation,
    unpublish_organisation,
)
from startups.forms.organisation import OrganisationForm
from startups.history import organisation_timeline
from startups.listings import ORGANISATIONS
from startups.models import NEVER_LISTED, Organisation
from startups.views.crumbs import organisation_crumbs


@read_view
def organisation_list(request: UserRequest) -> HttpResponse:
    """All organisations, for the department."""
    return list_response(request, ORGANISATIONS, "startups/organisation_list.html")


@read_view
def organisation_detail(request: UserRequest, pk: int) -> HttpResponse:
    """One organisation with its history, for the department."""
    organisation = _get_organisation(request, pk)
    context = {
        "organisation": organisation,
        "facts": organisation_facts(organisation),
        "entries": organisation_timeline(organisation),
        "crumbs": organisation_crumbs(organisation),
        "may_publish": not organisation.is_public and organisation.kind.code not in NEVER_LISTED,
    }
    return render(request, "startups/organisation_detail.html", context)


@form_view
def organisation_create(request: UserRequest) -> HttpResponse:
    """The form of a new organisation."""
    _require_department(request)
    form = OrganisationForm(form_data(request))
    organisation = run_when_valid(request, form, lambda: create_organisation(by=request.user, data=form.cleaned_data))
    if organisation:
        messages.success(request, _("The organisation is in the register. It is not public yet."))
        return redirect("startups:organisation_detail", organisation.pk)
    return render(
        request,
        "startups/organisation_form.html",
        {"form": form, "crumbs": organisation_crumbs(None)},
        status=response_status(form),
    )


@edit_view
def organisation_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Change the facts."""
    organisation = _get_organisation(request, pk)
    form = OrganisationForm.of(organisation, form_data(request))

    def save() -> Organisation:
        return edit_organisation(organisation, by=request.user, data=form.cleaned_data, version=form.read_version)

    if run_when_valid(request, form, save):
        messages.success(request, _("The changes are saved."))
        return redirect("startups:organisation_detail", organisation.pk)
    context = {
        "form": form,
        "organisation": organisation,
        "crumbs": organisation_crumbs(organisation, _("Edit the facts")),
    }
    return render(request, "startups/organisation_form.html", context, status=response_status(form))


@form_view
def organisation_publish(request: UserRequest, pk: int) -> HttpResponse:
    """Publishes an organisation after a confirmation that shows what becomes public."""
    organisation = _get_organisation(request, pk)
    consequence = _("Everybody can read this at once. Check that it is right and that it names no private person.")
    confirmation = _confirmation(organisation, _("Publish"), consequence, tone="primary", record=organisation)
    action, done = partial(publish_organisation, organisation), _("The organisation stands in the public directory.")
    return confirm(request, confirmation, action, success_message=done, success_url=confirmation.cancel_url)


@form_view
def organisation_unpublish(request: UserRequest, pk: int) -> HttpResponse:
    """Takes an organisation out of the public directory, with a reason."""
    organisation = _get_organisation(request, pk)
    consequence = _("Its public page disappears at once; the register keeps it and its history.")
    confirmation = _confirmation(organisation, _("Take out of the directory"), consequence)
    help_text = _("It stays in the history, which the department reads.")
    form = ReasonForm(form_data(request), max_length=2000, help_text=help_text)
    action, done = (
        partial(unpublish_organisation, organisation),
        _("The organisation is no longer in the public directory."),
    )
    return confirm(request, confirmation, action, success_message=done, success_url=confirmation.cancel_url, form=form)


def _confirmation(organisation: Organisation, title: str, consequence: str, **more: Any) -> Confirmation:
    address = reverse("startups:organisation_detail", args=[organisation.pk])
    return Confirmation(
        title=title,
        crumbs=organisation_crumbs(organisation, title),
        consequences=[consequence],
        confirm_label=title,
        cancel_url=address,
        template="startups/organisation_step.html",
        context={"organisation": organisation, "facts": public_organisation_facts(organisation)},
        **more,
    )


def public_organisation_facts(organisation: Organisation) -> list[tuple[str, Any]]:
    """Label and value of each public fact."""
    return [
        (_("Kind of member"), organisation.kind),
        (
            _("Ward or commune"),
            area_name(organisation.area, english=get_language() == "en") if organisation.area else "",
        ),
        (_("Manages the grants of startups"), _("Yes") if organisation.manages_grants else _("No")),
    ]


def organisation_facts(organisation: Organisation) -> list[tuple[str, Any]]:
    """Label and value of every fact, for the department."""
    return [
        *public_organisation_facts(organisation),
        (_("Tax code"), organisation.tax_code),
        (_("Source"), organisation.source),
    ]


def _require_department(request: UserRequest) -> None:
    if not request.user.is_department:
        raise PermissionDenied


def _get_organisation(request: UserRequest, pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.user).for_list(), pk=pk)
