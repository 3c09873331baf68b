"""Preview of a version, and test responses of staff."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from ecosystem.accounts.http import UserRequest
from ecosystem.core.web.methods import action_view, read_view
from ecosystem.questionnaires.actions.tests import delete_test, send_test, start_test
from ecosystem.questionnaires.code_lists import CodeLists
from ecosystem.questionnaires.forms.response import SectionForm
from ecosystem.questionnaires.gaps import IncompleteResponse
from ecosystem.questionnaires.models import QuestionnaireResponse, QuestionnaireVersion
from ecosystem.questionnaires.progress import section_states
from ecosystem.questionnaires.reading import ReadResponse, purpose_of
from ecosystem.questionnaires.views.crumbs import version_crumbs

View = TypeVar("View", bound=Callable[..., HttpResponse])


def shown_in_own_frame(view: View) -> View:
    """For a page that a page of the portal shows in a frame, as on a phone; other sites cannot."""
    return cast("View", csp_replace({"frame-ancestors": [SELF]})(xframe_options_sameorigin(cast("Any", view))))


@shown_in_own_frame
@read_view
def version_preview(request: UserRequest, code: str, number: int) -> HttpResponse:
    """The first section of the version as the asked person sees it."""
    return _preview(request, get_version(request, code, number), "")


@shown_in_own_frame
@read_view
def version_preview_section(request: UserRequest, code: str, number: int, section: str) -> HttpResponse:
    """One section of the version as the asked person sees it; nothing is saved. `all` shows hidden questions, too."""
    return _preview(request, get_version(request, code, number), section)


def shows_own_frame(view: View) -> View:
    """For a page that shows a page of the portal in a frame."""
    return cast("View", csp_update({"frame-src": [SELF]})(cast("Any", view)))


@shows_own_frame
@read_view
def version_preview_phone(request: UserRequest, code: str, number: int) -> HttpResponse:
    """The preview in a frame as wide as a phone."""
    version = get_version(request, code, number)
    context = {"version": version, "crumbs": version_crumbs(version, _("Preview on a phone"))}
    return render(request, "questionnaires/version_preview_phone.html", context)


def _preview(request: UserRequest, version: QuestionnaireVersion, key: str) -> HttpResponse:
    read = _empty_response(request, version)
    shows_all = "all" in request.GET
    if shows_all:
        read.asked = read.definition.questions.keys()
    section = read.definition.section(key) if key else next(iter(read.sections), None)
    if section is None and (key or read.definition.sections):
        raise Http404
    form = SectionForm(read=read, section=section, lists=CodeLists(timezone.localdate())) if section else None
    start = reverse("questionnaires:version_preview", args=[version.questionnaire.code, version.number])
    context = {
        "version": version,
        "section": section,
        "is_one_section": bool(key),
        "form": form,
        "blocks": list(form.blocks()) if form else [],
        "sections": section_states(read),
        "preview_url": start,
        "shows_all": shows_all,
        "crumbs": version_crumbs(version, _("Preview")),
    }
    return render(request, "questionnaires/version_preview.html", context)


def _empty_response(request: UserRequest, version: QuestionnaireVersion) -> ReadResponse:
    """A response that is not saved, as a test of this version would begin."""
    response = QuestionnaireResponse(questionnaire_version=version, created_by=request.user, is_test=True)
    purpose = purpose_of(response)
    return ReadResponse(version.definition, {}, purpose.fact_values(response), response=response, purpose=purpose)


@read_view
def test_list(request: UserRequest, code: str, number: int) -> HttpResponse:
    """The reader's own tests of the version."""
    version = get_version(request, code, number)
    tests = version.responses.filter(is_test=True, created_by=request.user).order_by("-pk")
    context = {"version": version, "tests": tests, "crumbs": version_crumbs(version, _("My tests"))}
    return render(request, "questionnaires/test_list.html", context)


@action_view
def test_start(request: UserRequest, code: str, number: int) -> HttpResponse:
    """Begin a test of the version."""
    response = start_test(get_version(request, code, number), by=request.user)
    return redirect("questionnaires:response_detail", response.pk)


@action_view
def test_send(request: UserRequest, pk: int) -> HttpResponse:
    """Send a test, as its record would be sent."""
    response = _get_test(request, pk)
    try:
        send_test(response, by=request.user)
    except IncompleteResponse as refusal:
        messages.error(request, _("Not sent yet. %(reason)s") % {"reason": refusal.gaps[0].text})
        return redirect("questionnaires:response_check", pk)
    messages.success(request, _("The test is sent. Nobody else sees it, and no figure counts it."))
    return redirect("questionnaires:response_check", pk)


@action_view
def test_delete(request: UserRequest, pk: int) -> HttpResponse:
    """Delete a test of one's own."""
    response = _get_test(request, pk)
    version = response.questionnaire_version
    delete_test(response, by=request.user)
    messages.success(request, _("The test is deleted."))
    return redirect("questionnaires:test_list", version.questionnaire.code, version.number)


def _get_test(request: UserRequest, pk: int) -> QuestionnaireResponse:
    responses = QuestionnaireResponse.objects.select_related("questionnaire_version__questionnaire__unit")
    response = get_object_or_404(responses, pk=pk, is_test=True)
    if not purpose_of(response).may_read(response, request.user):
        raise Http404
    return response


def get_version(request: UserRequest, code: str, number: int) -> QuestionnaireVersion:
    """The version, for whoever may read questionnaires."""
    visible = QuestionnaireVersion.objects.visible_to(request.user).select_related("questionnaire__unit")
    return get_object_or_404(visible, questionnaire__code=code, number=number)
