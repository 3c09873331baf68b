"""Support organisations: the public directory, and the department's register behind it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.conflicts import version_of
from ecosystem.core.ui.edit_forms import status_of_edit
from ecosystem.core.web.htmx import posted
from ecosystem.core.web.methods import edit_view, form_view, read_view
from ecosystem.core.web.typed import keeps_typed_words, typed_words
from ecosystem.core.workflow import TransitionRefused
from ecosystem.lists.pages import list_response
from ecosystem.reference.maps import area_name
from startups.actions.organisation import (
    AddressTaken,
    create_organisation,
    edit_organisation,
    publish_organisation,
    unpublish_organisation,
)
from startups.forms.organisation import OrganisationForm
from startups.forms.publication import ReasonForm
from startups.history import organisation_timeline
from startups.listings import ORGANISATIONS
from startups.models import NEVER_LISTED, Organisation


@read_view
def organisation_list(request: UserRequest) -> HttpResponse:
    """The whole register, for the department."""
    return list_response(request, ORGANISATIONS, "startups/organisation_list.html")


@read_view
def organisation_detail(request: UserRequest, pk: int) -> HttpResponse:
    """One organisation with its history, for the department."""
    organisation = _found(request, pk)
    context = {
        "organisation": organisation,
        "facts": facts_of(organisation),
        "entries": organisation_timeline(organisation),
        "may_publish": not organisation.is_public and organisation.kind.code not in NEVER_LISTED,
    }
    return render(request, "startups/organisation_detail.html", context)


@keeps_typed_words
@form_view
def organisation_create(request: UserRequest) -> HttpResponse:
    """The form of a new organisation."""
    _department_only(request)
    form = OrganisationForm(typed_words(request))
    if request.method == "POST" and form.is_valid():
        try:
            organisation = create_organisation(by=request.user, data=form.cleaned_data)
        except AddressTaken as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("The organisation is in the register. It is not public yet."))
            return redirect("startups:organisation_detail", organisation.pk)
    return render(request, "startups/organisation_form.html", {"form": form})


@keeps_typed_words
@edit_view
def organisation_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Change the facts."""
    organisation = _found(request, pk)
    form = OrganisationForm.of(organisation, typed_words(request))
    if request.method == "POST" and form.is_valid():
        try:
            edit_organisation(organisation, by=request.user, data=form.cleaned_data, version=form.read_version)
        except AddressTaken as error:
            form.add_error(error.field, str(error))
        except TransitionRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("startups:organisation_detail", organisation.pk)
    context = {"form": form, "organisation": organisation}
    return render(request, "startups/organisation_form.html", context, status=status_of_edit(form))


@form_view
def organisation_publish(request: UserRequest, pk: int) -> HttpResponse:
    """Asks, showing what becomes public, then publishes."""
    organisation = _found(request, pk)
    if request.method == "POST":
        publish_organisation(organisation, by=request.user, seen=request.POST.get("seen", ""))
        messages.success(request, _("The organisation stands in the public directory."))
        return redirect("startups:organisation_detail", organisation.pk)
    context = {"organisation": organisation, "facts": public_facts(organisation), "seen": version_of(organisation)}
    return render(request, "startups/organisation_step.html", context)


@form_view
def organisation_unpublish(request: UserRequest, pk: int) -> HttpResponse:
    """Asks for the reason, then takes the organisation out of the public directory."""
    organisation = _found(request, pk)
    form = ReasonForm(posted(request))
    form.fields["reason"].help_text = _("It stays in the history, which the department reads.")
    if request.method == "POST" and form.is_valid():
        unpublish_organisation(organisation, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The organisation is no longer in the public directory."))
        return redirect("startups:organisation_detail", organisation.pk)
    context = {"organisation": organisation, "facts": public_facts(organisation), "form": form}
    return render(request, "startups/organisation_step.html", context)


def public_facts(organisation: Organisation) -> list[tuple[str, Any]]:
    """Label and value of what everybody may read."""
    return [
        (_("Kind of member"), organisation.kind),
        (
            _("Ward or commune"),
            area_name(organisation.area, english=get_language() == "en") if organisation.area else "",
        ),
        (_("Manages the grants of startups"), _("Yes") if organisation.manages_grants else _("No")),
    ]


def facts_of(organisation: Organisation) -> list[tuple[str, Any]]:
    """Label and value of every fact, for the department."""
    return [*public_facts(organisation), (_("Tax code"), organisation.tax_code), (_("Source"), organisation.source)]


def _department_only(request: UserRequest) -> None:
    if not request.user.is_department:
        raise PermissionDenied


def _found(request: UserRequest, pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.user).for_list(), pk=pk)
