"""Export and import of questionnaires as JSON, and what differs between two versions."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import Confirmation, confirm, require_role, response_status, run_when_valid
from ecosystem.core.text import parse_pk
from ecosystem.core.web.downloads import conditional_response
from ecosystem.core.web.methods import form_view, read_view
from ecosystem.core.web.typed_text import form_data, form_files
from ecosystem.questionnaires.actions.exchange import import_definition
from ecosystem.questionnaires.actions.questionnaire import create_questionnaire
from ecosystem.questionnaires.definition import definition_json, definition_schema
from ecosystem.questionnaires.differences import Differences, find_differences
from ecosystem.questionnaires.forms.exchange import DefinitionImportForm, QuestionnaireImportForm
from ecosystem.questionnaires.models import Questionnaire
from ecosystem.questionnaires.models.questionnaire import BUILDERS
from ecosystem.questionnaires.purposes import PURPOSES
from ecosystem.questionnaires.views.crumbs import questionnaire_crumbs, version_crumbs
from ecosystem.questionnaires.views.records import built_draft, shown_version


def schema_address() -> str:
    """Where the JSON Schema of questionnaires is published: also its `$id`."""
    return settings.SITE_ADDRESS.rstrip("/") + reverse("questionnaires:schema")


@login_not_required
@read_view
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of exported questionnaires, for everybody."""
    response = JsonResponse(definition_schema(schema_address()), content_type="application/schema+json")
    return conditional_response(request, response)


@read_view
def version_export(request: UserRequest, code: str, number: int) -> HttpResponse:
    """The questions of a version as a JSON file."""
    version = shown_version(request, code, number)
    return HttpResponse(
        definition_json(version.definition, schema_address()),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{code}-{number}.json"'},
    )


@form_view
def version_import(request: UserRequest, code: str, number: int) -> HttpResponse:
    """Replace the questions of a draft by those of a JSON file or text."""
    draft = built_draft(request, code, number)
    page = reverse("questionnaires:version_detail", args=[code, number])
    form = DefinitionImportForm(form_data(request), form_files(request))
    return confirm(
        request,
        Confirmation(
            title=_("Import questions"),
            text=_("All sections, questions and checks of this draft are replaced by those that you bring."),
            consequences=[_("Versions that were published stay as they are.")],
            confirm_label=_("Replace the questions"),
            cancel_url=page,
            crumbs=version_crumbs(draft, _("Import")),
            record=draft,
        ),
        lambda **values: import_definition(draft, **values),
        form=form,
        fields=["definition"],
        success_message=_("The questions were imported. Look at them before you publish."),
        success_url=page,
    )


@form_view
def questionnaire_import(request: UserRequest) -> HttpResponse:
    """A new questionnaire from a JSON file or text."""
    require_role(request.user, *BUILDERS)
    form = QuestionnaireImportForm(form_data(request), form_files(request), user=request.user)

    def create() -> Questionnaire:
        values = {name: value for name, value in form.cleaned_data.items() if name not in ("file", "text")}
        return create_questionnaire(by=request.user, **values)

    if questionnaire := run_when_valid(request, form, create):
        messages.success(request, _("The questionnaire is there as a draft. Look at it before you publish."))
        return redirect("questionnaires:version_detail", questionnaire.code, 1)
    context: dict[str, Any] = {
        "title": _("Import a questionnaire"),
        "text": _("A new questionnaire, whose first draft begins with the questions that you bring."),
        "form": form,
        "submit_label": _("Create the questionnaire"),
        "cancel_url": reverse("questionnaires:questionnaire_list"),
        "crumbs": questionnaire_crumbs(None, _("Import")),
    }
    return render(request, "components/form_page.html", context, status=response_status(form))


@read_view
def version_differences(request: UserRequest, code: str, number: int) -> HttpResponse:
    """What differs from an older version (`?from=`; the one before it unless another is named) to this one."""
    version = shown_version(request, code, number)
    others = list(version.questionnaire.versions.exclude(pk=version.pk))
    named = request.GET.get("from")
    fits = (lambda one: one.number == parse_pk(named)) if named else (lambda one: one.number < version.number)
    base = next(filter(fits, others), None)
    if named and base is None:
        raise Http404
    purpose = PURPOSES[version.questionnaire.purpose]
    found = find_differences(base.definition, version.definition, purpose) if base else Differences()
    context = {
        "version": version,
        "base": base,
        "others": others,
        "parts": [
            (_("Sections"), found.sections),
            (_("Questions"), found.questions),
            (_("Checks"), found.checks),
        ],
        "differences": found,
        "crumbs": version_crumbs(version, _("What changed")),
    }
    return render(request, "questionnaires/version_differences.html", context)
