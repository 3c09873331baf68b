"""What people fill in: the list of sections, one section, and "check your answers"."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import response_status, run_when_valid
from ecosystem.core.ui.crumbs import Crumbs, current_crumb
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.core.web.methods import edit_view, read_view
from ecosystem.core.web.typed_text import form_data, form_files
from ecosystem.core.workflow import TransitionRefused
from ecosystem.questionnaires.actions.files import attach_uploads, remove_answer_file
from ecosystem.questionnaires.actions.migration import version_to_move_to
from ecosystem.questionnaires.actions.response import save_answers
from ecosystem.questionnaires.code_lists import CodeLists
from ecosystem.questionnaires.definition import Section
from ecosystem.questionnaires.forms.response import SectionForm, answer_lines
from ecosystem.questionnaires.models import QuestionnaireResponse
from ecosystem.questionnaires.progress import ANSWER_PREFIX, gap_url, gaps_of, section_states
from ecosystem.questionnaires.purposes import Frame
from ecosystem.questionnaires.reading import ReadResponse, read_response
from ecosystem.questionnaires.views.autosave import (
    autosave,
    is_autosave,
    older_page,
    refuse_answers_without_question,
)


@read_view
def response_detail(request: UserRequest, pk: int) -> HttpResponse:
    """The list of sections: what is done, what is missing, who saved last."""
    read = get_response(request, pk)
    if not may_edit(request, read):
        return redirect("questionnaires:response_check", pk)
    context = {
        "is_begun": bool(read.answers or read.files),
        "newer": version_to_move_to(read.response),
        "has_lost": read.response.lost_answers.exists(),
        **page_context(request, read),
    }
    context["next_section"] = next((one["section"] for one in context["sections"] if one["state"] != "done"), None)
    return render(request, "questionnaires/response_detail.html", context)


@edit_view
def response_section(request: UserRequest, pk: int, section: str) -> HttpResponse:
    """One section; saving takes gaps. An autosave gets what changed as JSON."""
    read = get_response(request, pk)
    found = read.definition.section(section)
    if found is None:
        raise Http404
    if not may_edit(request, read):
        if is_autosave(request):
            return HttpResponse(status=409)
        raise _refusal(request, read)
    if is_autosave(request):
        return autosave(request, read, found, hidden_keys(request, read))
    return _section_page(request, read, found)


def _section_page(request: UserRequest, read: ReadResponse, section: Section) -> HttpResponse:
    data = _rows_moved(request.POST) if request.method == "POST" else form_data(request)
    form = SectionForm(
        data,
        files=form_files(request),
        read=read,
        section=section,
        lists=CodeLists(timezone.localdate()),
        hidden=hidden_keys(request, read),
        **older_page(request),
    )
    refusal_form = PortalForm(form_data(request))  # carries the error of a refused save

    def save() -> bool:
        refuse_answers_without_question(request, read)
        if changed := form.changed_answers():
            save_answers(read.response, changed, by=request.user, version=form.read_version)
        return True

    if form.is_valid() and run_when_valid(request, refusal_form, save):
        refused = _save_files(request, read, form)
        if not refused:
            return _redirect_after_save(request, read, section)
        read = read_response(read.response)
        form = SectionForm(read=read, section=section, lists=form.lists, hidden=form.hidden)
        form.refused_files = refused
    context = {"form": form, "refusal_form": refusal_form, "blocks": form.blocks(), **_place(read, section)}
    context |= page_context(request, read, section.title)
    status = 422 if form.refused_files else response_status(form, refusal_form, *form.row_sets.values())
    return render(request, "questionnaires/response_section.html", context, status=status)


def _place(read: ReadResponse, section: Section) -> dict[str, Any]:
    """The section and its place among those that have something to ask."""
    here = [one.key for one in read.sections].index(section.key) if section in read.sections else -1
    previous = read.sections[here - 1] if here > 0 else None
    return {"section": section, "number": here + 1, "count": len(read.sections), "previous": previous}


@read_view
def response_check(request: UserRequest, pk: int) -> HttpResponse:
    """All answers, the gaps with links to their fields, and the form that sends; for others who may read, the answers."""
    read = get_response(request, pk)
    edits = may_edit(request, read)
    lists = CodeLists(timezone.localdate())
    hidden = hidden_keys(request, read)
    gaps = gaps_of(read) if edits else []
    context = {
        "parts": [(section, answer_lines(read, section, lists, hidden)) for section in read.sections],
        "gaps": [(gap, gap_url(read, gap)) for gap in gaps],
        "edits": edits,
        **page_context(request, read, _("Check your answers") if edits else _("Answers")),
    }
    return render(request, "questionnaires/response_check.html", context)


# --- Reading and permission -----------------------------------------------------------------------------
def get_response(request: UserRequest, pk: int) -> ReadResponse:
    """The response with its answers; 404 for one of which the user may not know."""
    responses = QuestionnaireResponse.objects.select_related("questionnaire_version__questionnaire__unit", "edited_by")
    read = read_response(get_object_or_404(responses, pk=pk))
    if not read.purpose.may_read(read.response, request.user):
        raise Http404
    return read


def get_editable(request: UserRequest, pk: int) -> ReadResponse:
    """The response of somebody who may change it now. Raises TransitionRefused with the reason."""
    read = get_response(request, pk)
    if not may_edit(request, read):
        raise _refusal(request, read)
    return read


def may_edit(request: UserRequest, read: ReadResponse) -> bool:
    return read.response.closed_at is None and read.purpose.may_edit(read.response, request.user)


def _refusal(request: UserRequest, read: ReadResponse) -> TransitionRefused:
    refusal = TransitionRefused(read.purpose.refusal(read.response, request.user))
    refusal.redirect_url = reverse("questionnaires:response_check", args=[read.response.pk])
    return refusal


def hidden_keys(request: UserRequest, read: ReadResponse) -> Collection[str]:
    """The questions that this person may not see, such as names in a blind review."""
    audience = read.purpose.audience_of(read.response, request.user)
    if not audience:
        return ()
    return {key for key, question in read.definition.questions.items() if audience in question.hidden_from}


# --- The frame of the pages ---------------------------------------------------------------------------------
def page_context(request: UserRequest, read: ReadResponse, page: Any = "") -> dict[str, Any]:
    """What every page of a response shows around its own content."""
    frame = read.purpose.frame(read.response, request.user)
    states = section_states(read)
    return {
        "response": read.response,
        "frame": frame,
        "page_title": page,
        "crumbs": _crumbs(frame, read.response, page),
        "sections": states,
        "done": sum(state["state"] == "done" for state in states),
        "is_saved": read.response.version > 0,
    }


def _crumbs(frame: Frame, response: QuestionnaireResponse, page: Any) -> Crumbs:
    crumbs = [(str(label), url) for label, url in frame.crumbs]
    if not page:
        return [*crumbs, current_crumb(frame.title)]
    return [*crumbs, (frame.title, reverse("questionnaires:response_detail", args=[response.pk])), current_crumb(page)]


# --- Saving without JavaScript ------------------------------------------------------------------------------
def _rows_moved(posted: QueryDict) -> QueryDict:
    """What was posted, with the row moved or removed whose button was pressed."""
    data = posted.copy()
    for button, step in (("row_up", -1), ("row_down", 1), ("row_remove", 0)):
        key, _dot, row_id = posted.get(button, "").partition(".")
        ids = posted.getlist(f"{ANSWER_PREFIX}{key}")
        if row_id not in ids:
            continue
        place = ids.index(row_id)
        ids.remove(row_id)
        if step:
            ids.insert(max(place + step, 0), row_id)
        data.setlist(f"{ANSWER_PREFIX}{key}", ids)
    return data


def _save_files(request: UserRequest, read: ReadResponse, form: SectionForm) -> dict[str, list[str]]:
    """Attach the chosen files and remove the one whose button was pressed; the refusals by question."""
    removed = request.POST.get("remove_file", "")
    for file in read.response.files.current().filter(pk=int(removed)) if removed.isdecimal() else ():
        remove_answer_file(file, by=request.user)
    errors = {
        question.key: attach_uploads(read.response, question, uploads, by=request.user)
        for question, uploads in form.uploads()
    }
    return {key: texts for key, texts in errors.items() if texts}


def _redirect_after_save(request: UserRequest, read: ReadResponse, section: Section) -> HttpResponse:
    at = timezone.localtime()
    messages.success(request, _("Saved at %(time)s.") % {"time": f"{at:%H:%M}"})
    page = reverse("questionnaires:response_section", args=[read.response.pk, section.key])
    if "onward" in request.POST:
        sections = read_response(read.response).sections
        after = [one for one in sections if _order(read, one) > _order(read, section)]
        if not after:
            return redirect("questionnaires:response_check", read.response.pk)
        return redirect("questionnaires:response_section", read.response.pk, after[0].key)
    return redirect(page + _anchor(request.POST))


def _order(read: ReadResponse, section: Section) -> int:
    return [one.key for one in read.definition.sections].index(section.key)


def _anchor(posted: QueryDict) -> str:
    """The place of the page that the pressed button worked on."""
    if key := posted.get("add_row", ""):
        return f"#new-{ANSWER_PREFIX}{key}"
    for button in ("row_up", "row_down", "row_remove"):
        key, _dot, row_id = posted.get(button, "").partition(".")
        if key:
            return f"#block-{ANSWER_PREFIX}{key}" + ("" if button == "row_remove" else f"-{row_id}")
    return ""
