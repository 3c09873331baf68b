"""Change the draft of a questionnaire: its sections, questions and checks.

A form saves with the version that it read, so that two people who change different fields or parts both succeed; a
step that shows no values (move, copy, delete) is applied to what is saved at that moment.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ecosystem.accounts.http import UserRequest
from ecosystem.accounts.models import User
from ecosystem.core.conflicts import version_of
from ecosystem.core.steps import Confirmation, confirm, response_status, run_action, run_when_valid
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.core.web.methods import action_view, edit_view, form_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.questionnaires import editing
from ecosystem.questionnaires.actions.questionnaire import change_definition, save_definition
from ecosystem.questionnaires.definition import Check, Condition, Definition, Section
from ecosystem.questionnaires.editing import readers_of
from ecosystem.questionnaires.expressions import ExpressionError, variables
from ecosystem.questionnaires.forms.check import EXAMPLES, CheckForm, variables_of
from ecosystem.questionnaires.forms.condition import MatchForm, RuleFormSet, condition_of, rule_rows
from ecosystem.questionnaires.forms.place import PlaceForm
from ecosystem.questionnaires.forms.question import QUESTION_TYPES, QuestionForm
from ecosystem.questionnaires.forms.section import SectionForm
from ecosystem.questionnaires.history import change_of_part
from ecosystem.questionnaires.models import Answer, QuestionnaireVersion
from ecosystem.questionnaires.purposes import PURPOSES, Purpose
from ecosystem.questionnaires.views.crumbs import version_crumbs
from ecosystem.questionnaires.views.records import built_draft
from ecosystem.questionnaires.wording import KINDS, operands_of

Change = Callable[[Definition], Definition]


# --- What the views share -------------------------------------------------------------------------------
def page_of(draft: QuestionnaireVersion, place: str = "") -> str:
    """The address of the draft's page, at the element with this id."""
    address = reverse("questionnaires:version_detail", args=[draft.questionnaire.code, draft.number])
    return f"{address}#{place}" if place else address


def purpose_of_draft(draft: QuestionnaireVersion) -> Purpose:
    return PURPOSES[draft.questionnaire.purpose]


def section_in(draft: QuestionnaireVersion, key: str) -> Section:
    """The section of the draft. Raises Http404."""
    section = draft.definition.section(key)
    if section is None:
        raise Http404
    return section


def question_in(draft: QuestionnaireVersion, key: str) -> Any:
    """The question of the draft. Raises Http404."""
    question = draft.definition.questions.get(key)
    if question is None:
        raise Http404
    return question


def check_in(draft: QuestionnaireVersion, key: str) -> Check:
    """The check of the draft. Raises Http404."""
    check = next((one for one in draft.definition.checks if one.key == key), None)
    if check is None:
        raise Http404
    return check


def save_form(request: HttpRequest, draft: QuestionnaireVersion, form: Any, change: Change) -> bool:
    """Save what `change` makes of the draft as the form read it. Returns whether it was saved."""

    def save(*, by: User) -> None:
        save_definition(draft, change(draft.definition), by=by, version=form.read_version or version_of(draft))

    return run_action(request, form, save, fields=[])


def add_part(request: UserRequest, draft: QuestionnaireVersion, form: Any, change: Change) -> bool:
    """Add a part to the draft as it is saved at this moment. Returns whether it was added."""

    def add() -> QuestionnaireVersion:
        return change_definition(draft, change, by=request.user)

    return run_when_valid(request, form, add) is not None


def form_context(draft: QuestionnaireVersion, form: Any, title: Any, place: str = "", **more: Any) -> dict[str, Any]:
    """The context of a page with the form of a part."""
    return {
        "draft": draft,
        "form": form,
        "title": title,
        "cancel_url": page_of(draft, place),
        "crumbs": version_crumbs(draft, title),
        **more,
    }


# --- Sections -------------------------------------------------------------------------------------------
@form_view
def section_create(request: UserRequest, code: str, number: int) -> HttpResponse:
    """Add a section at the end."""
    draft = built_draft(request, code, number)
    form = SectionForm(form_data(request), draft=draft)
    if add_part(request, draft, form, lambda definition: editing.add_section(definition, form.section())):
        messages.success(request, _("The section is added. Next: its questions."))
        return redirect(page_of(draft, f"section-{form.section().key}"))
    context = form_context(draft, form, _("New section"))
    return render(request, "questionnaires/section_form.html", context, status=response_status(form))


@edit_view
def section_edit(request: UserRequest, code: str, number: int, key: str) -> HttpResponse:
    """Change the title, the text and the key of a section."""
    draft = built_draft(request, code, number)
    section = section_in(draft, key)
    form = SectionForm(form_data(request), draft=draft, key=key)
    if save_form(request, draft, form, lambda now: editing.replace_section(now, key, form.section())):
        messages.success(request, _("Saved."))
        return redirect(page_of(draft, f"section-{form.section().key}"))
    title = _("Section “%(title)s”") % {"title": section.title or key}
    context = form_context(draft, form, title, f"section-{key}")
    return render(request, "questionnaires/section_form.html", context, status=response_status(form))


@edit_view
def section_condition(request: UserRequest, code: str, number: int, key: str) -> HttpResponse:
    """Say when the section is asked."""
    draft = built_draft(request, code, number)
    section = section_in(draft, key)

    def read(definition: Definition) -> Condition | None:
        now = definition.section(key)
        return now.condition if now else None

    return _condition_page(
        request,
        draft,
        read,
        partial(editing.set_section_condition, key=key),
        until=f"section {key}",
        place=f"section-{key}",
        name=section.title or key,
    )


@action_view
def section_copy(request: UserRequest, code: str, number: int, key: str) -> HttpResponse:
    """Copy the section with its questions behind itself."""
    return _copy(request, built_draft(request, code, number), editing.copy_section, key, "section")


@action_view
def section_move(request: UserRequest, code: str, number: int, key: str) -> HttpResponse:
    """Move the section up or down, or to the posted `position`."""
    draft = built_draft(request, code, number)
    position = request.POST.get("position", "")
    to: Any = int(position) if position.isdecimal() and len(position) < 4 else request.POST.get("direction", "")
    saved = change_definition(draft, lambda now: editing.move_section(now, key, to), by=request.user)
    section = section_in(saved, key)
    place = [one.key for one in saved.definition.sections].index(key) + 1
    text = _("“%(title)s” is section %(place)s now.") % {"title": section.title or key, "place": place}
    messages.success(request, text)
    return redirect(page_of(draft, f"section-{key}"))


@form_view
def section_delete(request: UserRequest, code: str, number: int, key: str) -> HttpResponse:
    """Ask before the section and its questions are deleted."""
    draft = built_draft(request, code, number)
    section = section_in(draft, key)
    count = len(section.questions)
    counted = ngettext("%(n)s question is deleted with it.", "%(n)s questions are deleted with it.", count)
    confirmation = _deletion(
        draft,
        title=_("Delete the section “%(title)s”?") % {"title": section.title or key},
        keys=[one.key for one in section.questions],
        first=counted % {"n": count} if count else "",
        place=f"section-{key}",
    )
    return _delete(request, draft, confirmation, lambda now: editing.remove_section(now, key))


# --- Questions ------------------------------------------------------------------------------------------
@form_view
def question_create(request: UserRequest, code: str, number: int, section_key: str) -> HttpResponse:
    """Add a question in two steps: its kind, then its form."""
    draft = built_draft(request, code, number)
    section = section_in(draft, section_key)
    kind = request.GET.get("kind", "")
    place = f"section-{section_key}"
    if kind not in QUESTION_TYPES:
        context = form_context(draft, None, _("New question"), place, section=section, kinds=KINDS.items())
        return render(request, "questionnaires/question_kind.html", context)
    form = QuestionForm(form_data(request), draft=draft, kind=kind, purpose=purpose_of_draft(draft))
    if add_part(request, draft, form, lambda now: editing.add_question(now, section_key, form.question())):
        question = form.question()
        messages.success(request, _("The question is added."))
        if kind == "table":
            return redirect("questionnaires:question_columns", code, number, question.key)
        return redirect(page_of(draft, f"question-{question.key}"))
    context = form_context(draft, form, _("New question"), place, section=section, kind=KINDS[kind])
    return render(request, "questionnaires/question_form.html", context, status=response_status(form))


@edit_view
def question_edit(request: UserRequest, code: str, number: int, key: str) -> HttpResponse:
    """Change a question: its wording, the members of its kind, its rules."""
    draft = built_draft(request, code, number)
    question = question_in(draft, key)
    form = QuestionForm(form_data(request), draft=draft, key=key, kind=question.kind, purpose=purpose_of_draft(draft))
    if save_form(request, draft, form, lambda now: editing.replace_question(now, key, form.question())):
        messages.success(request, _("Saved."))
        return redirect(page_of(draft, f"question-{form.question().key}"))
    context = form_context(
        draft,
        form,
        _("Change the question"),
        f"question-{key}",
        section=draft.definition.section_of[key],
        kind=KINDS[question.kind],
    )
    return render(request, "questionnaires/question_form.html", context, status=response_status(form))


@edit_view
def question_condition(request: UserRequest, code: str, number: int, key: str) -> HttpResponse:
    """Say when the question is asked."""
    draft = built_draft(request, code, number)
    question = question_in(draft, key)

    def read(definition: Definition) -> Condition | None:
        now = definition.questions.get(key)
        return now.condition if now else None

    return _condition_page(
        request,
        draft,
        read,
        partial(editing.set_question_condition, key=key),
        until=key,
        place=f"question-{key}",
        name=question.label or key,
    )


@action_view
def question_copy(request: UserRequest, code: str, number: int, key: str) -> HttpResponse:
    """Copy the question behind itself."""
    return _copy(request, built_draft(request, code, number), editing.copy_question, key, "question")


@form_view
def question_move(request: UserRequest, code: str, number: int, key: str) -> HttpResponse:
    """Move a question: up or down (`direction`), or to the `place` that was chosen or at which it was dropped."""
    draft = built_draft(request, code, number)
    question = question_in(draft, key)
    direction = request.POST.get("direction", "")
    form = PlaceForm(None if direction else form_data(request), definition=draft.definition, key=key)
    is_step = request.method == "POST" and bool(direction)
    if is_step or (request.method == "POST" and form.is_valid()):
        to, section_key = (direction, "") if is_step else form.chosen_place()
        move = partial(editing.move_question, key=key, to=to, section_key=section_key)
        saved = change_definition(draft, move, by=request.user)
        section = saved.definition.section_of[key]
        place = [one.key for one in section.questions].index(key) + 1
        values = {"label": question.label or key, "place": place, "section": section.title or section.key}
        messages.success(request, _("“%(label)s” stands at place %(place)s of “%(section)s” now.") % values)
        return redirect(page_of(draft, f"question-{key}"))
    context = form_context(draft, form, _("Move the question"), f"question-{key}", submit_label=_("Move"))
    context["text"] = question.label or key
    return render(request, "components/form_page.html", context, status=response_status(form))


@form_view
def question_delete(request: UserRequest, code: str, number: int, key: str) -> HttpResponse:
    """Ask before the question is deleted."""
    draft = built_draft(request, code, number)
    question = question_in(draft, key)
    title = _("Delete the question “%(label)s”?") % {"label": question.label or key}
    confirmation = _deletion(draft, title=title, keys=[key], place=f"question-{key}")
    return _delete(request, draft, confirmation, lambda now: editing.remove_question(now, key))


# --- Checks ---------------------------------------------------------------------------------------------
@form_view
def check_create(request: UserRequest, code: str, number: int) -> HttpResponse:
    """Add a check across answers."""
    draft = built_draft(request, code, number)
    form = CheckForm(form_data(request), draft=draft, purpose=purpose_of_draft(draft))
    if add_part(request, draft, form, lambda now: editing.add_check(now, form.check())):
        messages.success(request, _("The check is added."))
        return redirect(page_of(draft, f"check-{form.check().key}"))
    return _check_page(request, draft, form, _("New check"), "checks")


@edit_view
def check_edit(request: UserRequest, code: str, number: int, key: str) -> HttpResponse:
    """Change a check."""
    draft = built_draft(request, code, number)
    check_in(draft, key)
    form = CheckForm(form_data(request), draft=draft, key=key, purpose=purpose_of_draft(draft))
    if save_form(request, draft, form, lambda now: editing.replace_check(now, key, form.check())):
        messages.success(request, _("Saved."))
        return redirect(page_of(draft, f"check-{form.check().key}"))
    return _check_page(request, draft, form, _("Change the check"), f"check-{key}")


def _check_page(request: HttpRequest, draft: QuestionnaireVersion, form: Any, title: Any, place: str) -> HttpResponse:
    names = variables_of(draft.definition, purpose_of_draft(draft))
    context = form_context(draft, form, title, place, variables=names, examples=EXAMPLES)
    return render(request, "questionnaires/check_form.html", context, status=response_status(form))


@form_view
def check_delete(request: UserRequest, code: str, number: int, key: str) -> HttpResponse:
    """Ask before the check is deleted."""
    draft = built_draft(request, code, number)
    check = check_in(draft, key)
    confirmation = Confirmation(
        title=_("Delete the check “%(key)s”?") % {"key": key},
        text=check.message or check.expression,
        confirm_label=_("Delete"),
        cancel_url=page_of(draft, f"check-{key}"),
        crumbs=version_crumbs(draft, _("Delete")),
    )
    return _delete(request, draft, confirmation, lambda now: editing.remove_check(now, key))


# --- One page for many parts ----------------------------------------------------------------------------
def _condition_page(
    request: UserRequest,
    draft: QuestionnaireVersion,
    read: Callable[[Definition], Condition | None],
    write: Callable[..., Definition],
    *,
    until: str,
    place: str,
    name: Any,
) -> HttpResponse:
    """The rules of a condition. `read` takes it from a definition, `write` puts one in; `until` is who is asked."""
    now = read(draft.definition)
    operands = operands_of(draft.definition, purpose_of_draft(draft), until=until)
    formset = RuleFormSet(
        form_data(request),
        prefix="rules",
        record=draft,
        saved=rule_rows(now, operands),
        change=partial(change_of_part, draft, read),
        form_kwargs={"operands": operands},
    )
    match = MatchForm(form_data(request), prefix="match", record=draft, initial={"match": now.match if now else "all"})

    def save(*, by: User) -> None:
        chosen = match.cleaned_data["match"]
        typed = condition_of([] if formset.takes_saved else formset.rows(), chosen, operands)
        saved = now and Condition(rules=now.rules, match=chosen)
        condition = saved if formset.takes_saved else typed
        save_definition(draft, write(draft.definition, condition=condition), by=by, version=version_of(draft))

    refusal_form = PortalForm(form_data(request))  # carries the error of a refused save
    is_valid = request.method == "POST" and formset.is_valid() and match.is_valid()
    if is_valid and run_action(request, refusal_form, save):
        messages.success(request, _("Saved."))
        return redirect(request.path if "add_row" in request.POST else page_of(draft, place))
    context = form_context(draft, match, _("When it is asked"), place, formset=formset, name=name)
    context |= {"match": match, "refusal_form": refusal_form, "operands": operands}
    return render(
        request, "questionnaires/condition.html", context, status=response_status(refusal_form, match, formset)
    )


def _copy(
    request: UserRequest,
    draft: QuestionnaireVersion,
    copy: Callable[[Definition, str], tuple[Definition, str]],
    key: str,
    kind: str,
) -> HttpResponse:
    new_keys: list[str] = []

    def change(definition: Definition) -> Definition:
        changed, new_key = copy(definition, key)
        new_keys.append(new_key)
        return changed

    change_definition(draft, change, by=request.user)
    messages.success(request, _("The copy stands right behind, with the key “%(key)s”.") % {"key": new_keys[-1]})
    return redirect(page_of(draft, f"{kind}-{new_keys[-1]}"))


def _deletion(draft: QuestionnaireVersion, *, title: Any, keys: list[str], place: str, first: str = "") -> Confirmation:
    """The page that asks before these questions are deleted: what reads them, and which answers they have."""
    readers = readers_of(draft.definition, keys, _names)
    parts = [*(one.title or one.key for one in readers.sections), *(one.label or one.key for one in readers.questions)]
    asking = ", ".join(f"“{one}”" for one in parts)
    checking = ", ".join(f"“{one.key}”" for one in readers.checks)
    return Confirmation(
        title=title,
        consequences=[
            first,
            _answers_text(draft, keys),
            asking
            and _("These conditions ask for it and must be changed before publishing: %(parts)s") % {"parts": asking},
            checking and _("These checks read it and must be changed before publishing: %(keys)s") % {"keys": checking},
            _("Versions that were published keep it."),
        ],
        confirm_label=_("Delete"),
        cancel_url=page_of(draft, place),
        crumbs=version_crumbs(draft, _("Delete")),
    )


def _answers_text(draft: QuestionnaireVersion, keys: list[str]) -> str:
    """How many forms that are being filled in have an answer to one of these questions."""
    answers = Answer.objects.filter(
        question__in=keys,
        value__isnull=False,
        response__questionnaire_version__questionnaire=draft.questionnaire_id,
        response__closed_at__isnull=True,
        response__is_test=False,
    )
    count = answers.order_by().values("response").distinct().count()
    text = ngettext(
        "%(n)s form that is being filled in has an answer to it, which is lost when it moves to this version.",
        "%(n)s forms that are being filled in have an answer to it, which is lost when they move to this version.",
        count,
    )
    return text % {"n": count} if count else ""


def _names(expression: str) -> frozenset[str]:
    try:
        return variables(expression)
    except ExpressionError:
        return frozenset()


def _delete(
    request: UserRequest, draft: QuestionnaireVersion, confirmation: Confirmation, change: Change
) -> HttpResponse:
    return confirm(
        request,
        confirmation,
        partial(change_definition, draft, change),
        success_message=_("Deleted."),
        success_url=page_of(draft),
    )
