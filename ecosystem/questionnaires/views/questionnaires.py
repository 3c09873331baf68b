"""Questionnaires: their list, a new one, a copy, and the page with the versions of one."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.core.models import AuditEntry
from ecosystem.core.steps import response_status, run_action, run_when_valid
from ecosystem.core.web.methods import action_view, edit_view, form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import RoleRefused
from ecosystem.lists.pages import list_response
from ecosystem.questionnaires.actions.questionnaire import (
    copy_questionnaire,
    create_questionnaire,
    rename_questionnaire,
    start_draft,
)
from ecosystem.questionnaires.answer_lists import may_list_answers
from ecosystem.questionnaires.forms.questionnaire import NamesForm, NewQuestionnaireForm, QuestionnaireForm
from ecosystem.questionnaires.listings import QUESTIONNAIRES
from ecosystem.questionnaires.models import Questionnaire, QuestionnaireVersion, VersionStatus
from ecosystem.questionnaires.models.questionnaire import BUILDERS
from ecosystem.questionnaires.purposes import PURPOSES
from ecosystem.questionnaires.views.crumbs import questionnaire_crumbs, version_crumbs
from ecosystem.questionnaires.views.records import built_questionnaire, shown_questionnaire, shown_version


@read_view
def questionnaire_list(request: UserRequest) -> HttpResponse:
    """All questionnaires, for the department and administrators."""
    may_create = request.user.has_role(*BUILDERS)
    return list_response(request, QUESTIONNAIRES, "questionnaires/questionnaire_list.html", may_create=may_create)


@form_view
def questionnaire_create(request: UserRequest) -> HttpResponse:
    """A new questionnaire with an empty draft."""
    _require_builder_role(request)
    form = QuestionnaireForm(form_data(request), user=request.user)

    def create() -> Questionnaire:
        return create_questionnaire(by=request.user, **form.cleaned_data)

    if questionnaire := run_when_valid(request, form, create):
        messages.success(request, _("The questionnaire is there, with an empty draft. Next: its first section."))
        return redirect("questionnaires:version_detail", questionnaire.code, 1)
    context = {
        "title": _("New questionnaire"),
        "form": form,
        "submit_label": _("Create the questionnaire"),
        "cancel_url": reverse("questionnaires:questionnaire_list"),
        "crumbs": questionnaire_crumbs(None, _("New questionnaire")),
    }
    return render(request, "components/form_page.html", context, status=response_status(form))


@form_view
def questionnaire_copy(request: UserRequest, code: str, number: int) -> HttpResponse:
    """A new questionnaire that begins with the questions of this version."""
    source = shown_version(request, code, number)
    _require_builder_role(request)
    initial = {
        "name": f"{source.questionnaire.name} (2)",
        "name_en": source.questionnaire.name_en and f"{source.questionnaire.name_en} (2)",
        "unit": source.questionnaire.unit_id,
    }
    form = NewQuestionnaireForm(form_data(request), user=request.user, initial=initial)

    def copy() -> Questionnaire:
        return copy_questionnaire(source, by=request.user, **form.cleaned_data)

    if questionnaire := run_when_valid(request, form, copy):
        messages.success(request, _("The copy is there as a draft of its own."))
        return redirect("questionnaires:version_detail", questionnaire.code, 1)
    context = {
        "title": _("Copy the questionnaire"),
        "text": _("The copy begins with all questions of %(version)s. Both change on their own from then on.")
        % {"version": source},
        "form": form,
        "submit_label": _("Create the copy"),
        "cancel_url": reverse("questionnaires:version_detail", args=[code, number]),
        "crumbs": version_crumbs(source, _("Copy")),
    }
    return render(request, "components/form_page.html", context, status=response_status(form))


@edit_view
def questionnaire_edit(request: UserRequest, code: str) -> HttpResponse:
    """Change the names of a questionnaire."""
    questionnaire = built_questionnaire(request, code)
    initial = {"name": questionnaire.name, "name_en": questionnaire.name_en}
    form = NamesForm(form_data(request), record=questionnaire, initial=initial)

    def save(*, by: User, name: str, name_en: str) -> None:
        rename_questionnaire(questionnaire, name=name, name_en=name_en, by=by, version=form.read_version)

    if run_action(request, form, save, fields=["name", "name_en"]):
        messages.success(request, _("Saved."))
        return redirect("questionnaires:questionnaire_detail", code)
    context = {
        "title": _("Change the name"),
        "form": form,
        "cancel_url": reverse("questionnaires:questionnaire_detail", args=[code]),
        "crumbs": questionnaire_crumbs(questionnaire, _("Change")),
    }
    return render(request, "components/form_page.html", context, status=response_status(form))


@read_view
def questionnaire_detail(request: UserRequest, code: str) -> HttpResponse:
    """One questionnaire: its versions, who made and published each, and the forms that were begun with it."""
    questionnaire = shown_questionnaire(request, code)
    versions = list(
        questionnaire.versions.select_related("created_by", "edited_by", "published_by")
        .annotate(response_count=Count("responses", filter=Q(responses__is_test=False)))
        .order_by("-number")
    )
    states = {version.status: version for version in versions}
    purpose = PURPOSES.get(questionnaire.purpose)
    context = {
        "questionnaire": questionnaire,
        "purpose": purpose.label if purpose else questionnaire.purpose,
        "versions": versions,
        "in_use": states.get(VersionStatus.PUBLISHED),
        "draft": states.get(VersionStatus.DRAFT),
        "may_build": questionnaire.may_be_built_by(request.user),
        "may_list_answers": may_list_answers(request.user),
        "version_model": QuestionnaireVersion,
        "moves": _moves_of(versions),
        "crumbs": questionnaire_crumbs(questionnaire),
    }
    return render(request, "questionnaires/questionnaire_detail.html", context)


@action_view
def draft_start(request: UserRequest, code: str) -> HttpResponse:
    """Open the draft of the questionnaire; where there is none, begin one with what is in use."""
    draft = start_draft(built_questionnaire(request, code), by=request.user)
    messages.success(request, _("You change the draft. What is in use stays as it is until you publish."))
    return redirect("questionnaires:version_detail", code, draft.number)


def _moves_of(versions: list[Any]) -> list[tuple[int, AuditEntry]]:
    """The moves of all versions with the number of the version, newest first."""
    numbers = {version.pk: version.number for version in versions}
    entries = AuditEntry.objects.filter(model=QuestionnaireVersion._meta.label_lower, object_id__in=numbers)
    return [(numbers[entry.object_id], entry) for entry in entries.select_related("by").order_by("-pk")]


def _require_builder_role(request: HttpRequest) -> None:
    if isinstance(request.user, User) and request.user.has_role(*BUILDERS):
        return
    raise RoleRefused(_("Only managers and administrators build questionnaires."))
