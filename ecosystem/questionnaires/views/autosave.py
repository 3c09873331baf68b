"""Saving while somebody types: the page sends what changed and gets back, as JSON, what it has to show."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.conflicts import FieldDigests
from ecosystem.core.web.typed_text import AUTOSAVE_HEADER, form_data
from ecosystem.core.workflow import TransitionRefused
from ecosystem.questionnaires.actions.response import save_answers
from ecosystem.questionnaires.code_lists import CodeLists
from ecosystem.questionnaires.definition import AnyQuestion, Section
from ecosystem.questionnaires.forms.response import Block, SectionForm
from ecosystem.questionnaires.models import QuestionnaireResponse
from ecosystem.questionnaires.progress import ANSWER_PREFIX, section_states
from ecosystem.questionnaires.reading import ReadResponse, read_response

CHANGED = "changed"  # the questions and rows (`costs.<id>`) that are sent
TYPED_ON = "typed_on"  # tokens of the older page on which they were typed
SHOWN = "shown"  # the questions that the page shows, separated by commas


def is_autosave(request: HttpRequest) -> bool:
    return request.method == "POST" and AUTOSAVE_HEADER in request.headers


def older_page(request: HttpRequest) -> dict[str, Any]:
    """What the script filled in again, and the tokens of the page on which it was typed: arguments of the form."""
    return {"typed_on": request.POST.getlist(TYPED_ON), "typed_names": request.POST.getlist(CHANGED)}


def autosave(request: UserRequest, read: ReadResponse, section: Section, hidden: Collection[str]) -> HttpResponse:
    """Save what was sent and is right; answer with errors and conflicts, what others changed, and what is asked now."""
    if request.headers[AUTOSAVE_HEADER] != str(request.user.pk):
        return HttpResponse(status=401)  # somebody else signed in meanwhile: nothing is saved in her name
    changed = request.POST.getlist(CHANGED)
    names = {name.partition(".")[0] for name in changed}
    lists = CodeLists(timezone.localdate())
    form = SectionForm(
        form_data(request),
        read=read,
        section=section,
        lists=lists,
        hidden=hidden,
        sent_names=names,
        **older_page(request),
    )
    form.is_valid()
    response, problem = _save(request, read, form)
    now = SectionForm(read=read_response(response), section=section, lists=lists, hidden=hidden)
    return _answer(request, form, now, problem)


def _answer(request: UserRequest, form: SectionForm, now: SectionForm, problem: str) -> JsonResponse:
    """What the page has to show: `form` is what was sent, `now` what is saved."""
    names = {name.partition(".")[0] for name in request.POST.getlist(CHANGED)}
    token, shown = form.partial_token(), set(request.POST.get(SHOWN, "").split(","))
    states = section_states(now.read)
    return JsonResponse(
        {
            "saved": "" if problem or not form.is_valid() else saved_text(),
            "problem": problem or ("" if form.is_valid() else problem_text(form)),
            "token": token.token,
            "notes": {one.key: _html(form, form.block(one)) for one in form.questions if one.key in names},
            "blocks": {one.key: _html(now, now.block(one)) for one in _stale(form, now, token, shown)},
            "asked": [question.key for question in now.questions],
            "progress": render_to_string(
                "questionnaires/_sections.html",
                {"sections": states, "response": now.read.response, "current": now.section.key},
            ),
        }
    )


def saved_text() -> str:
    return _("Saved at %(time)s.") % {"time": f"{timezone.localtime():%H:%M}"}


def problem_text(form: SectionForm) -> str:
    if form.has_conflict:
        return _("Somebody else changed the same. Compare, choose, and press Save.")
    return _("Not saved: correct what is marked.")


def _save(request: UserRequest, read: ReadResponse, form: SectionForm) -> tuple[QuestionnaireResponse, str]:
    changed = form.changed_answers()
    try:
        refuse_answers_without_question(request, read)
        if not changed:
            return read.response, ""
        return save_answers(read.response, changed, by=request.user, version=form.read_version), ""
    except TransitionRefused as refusal:
        return read.response, str(refusal)


def refuse_answers_without_question(request: UserRequest, read: ReadResponse) -> None:
    """Refuse a page of an older version whose questions are not asked any more, and say what was typed there.

    Raises TransitionRefused; the form moved to a new version after the page was opened.
    """
    typed: dict[str, list[str]] = {}
    for name, values in request.POST.lists():
        found = re.match(rf"{ANSWER_PREFIX}([a-z0-9_]+)", name)
        if found and found[1] not in read.definition.questions:
            typed.setdefault(found[1], []).extend(value for value in values if value)
    words = "; ".join(", ".join(values) for values in typed.values() if values)
    if words:
        text = _(
            "The form moved to a new version, which does not ask everything that you answered here. Not saved: %(words)s"
        )
        raise TransitionRefused(text % {"words": words})


def _stale(form: SectionForm, now: SectionForm, token: FieldDigests, shown: Collection[str]) -> list[AnyQuestion]:
    """The questions that the page does not show as they are saved now, apart from those whose conflict it shows."""
    saved = now.saved_digests().fields
    return [one for one in now.questions if one.key not in shown or _is_stale(form, one, saved, token.fields)]


def _is_stale(form: SectionForm, question: AnyQuestion, saved: Mapping[str, str], page: Mapping[str, str]) -> bool:
    key = question.key
    if key in form.conflicts and not form.conflicts[key].is_merged:
        return False
    if key not in form.tables:
        return key in saved and saved[key] != page.get(key)
    rows = form.tables[key]
    contested = {
        f"{key}.{row}" for row, conflict in rows.conflicts.items() if conflict.may_choose and not conflict.is_merged
    }
    return _rows_of(key, saved, contested) != _rows_of(key, page, contested)


def _rows_of(key: str, digests: Mapping[str, str], left_out: Collection[str]) -> list[tuple[str, str]]:
    return [item for item in digests.items() if item[0].startswith(f"{key}.") and item[0] not in left_out]


def _html(form: SectionForm, block: Block) -> str:
    """One question as the page shows it; its parts carry the tokens of what is saved, which the page adopts."""
    saved = form.saved_digests().fields

    def token(name: str) -> str:
        return FieldDigests.of(form.saved_record, {name: saved.get(name, "")}).token

    block.token = token(block.question.key)
    for row in block.rows.forms if block.rows else ():
        row.token = token(f"{block.question.key}.{row.row_id}")
    return render_to_string("questionnaires/_block.html", {"block": block, "response": form.read.response})
