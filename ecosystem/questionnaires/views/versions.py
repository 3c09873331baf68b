"""One version of a questionnaire: its questions in order, publishing it, and taking it out of use."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import Confirmation, ReasonForm, confirm, requested_move
from ecosystem.core.web.methods import form_view, read_view
from ecosystem.core.web.typed_text import form_data
from ecosystem.questionnaires.actions.questionnaire import publish_version, readable_problems, retire_version
from ecosystem.questionnaires.definition import AnyQuestion, Check, Choice, Choices, Definition, Section, Table
from ecosystem.questionnaires.models import QuestionnaireVersion, VersionStatus
from ecosystem.questionnaires.problems import Problem
from ecosystem.questionnaires.purposes import PURPOSES, Purpose
from ecosystem.questionnaires.views.crumbs import version_crumbs
from ecosystem.questionnaires.views.records import shown_version
from ecosystem.questionnaires.wording import KINDS, Kind, condition_text, operands_of


@dataclass
class ShownQuestion:
    """A question as the page of its version lists it."""

    question: AnyQuestion
    number: int
    condition: str
    rules: list[Any]
    problems: list[str] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        return KINDS[self.question.kind]

    @property
    def is_table(self) -> bool:
        return isinstance(self.question, Table)

    @property
    def option_count(self) -> int:
        return len(self.question.options) if isinstance(self.question, Choice | Choices) else 0


@dataclass
class ShownSection:
    """A section with its questions as the page lists them."""

    section: Section
    number: int
    condition: str
    questions: list[ShownQuestion]
    problems: list[str] = field(default_factory=list)


@read_view
def version_detail(request: UserRequest, code: str, number: int) -> HttpResponse:
    """The sections and questions of a version in order; of a draft, with what prevents publishing and buttons to change it."""
    version = shown_version(request, code, number)
    questionnaire = version.questionnaire
    is_draft, may_build = version.status == VersionStatus.DRAFT, questionnaire.may_be_built_by(request.user)
    purpose = PURPOSES[questionnaire.purpose]
    problems = readable_problems(version) if is_draft else []
    context = {
        "version": version,
        "questionnaire": questionnaire,
        "purpose": purpose,
        "sections": _shown_sections(version.definition, purpose, problems),
        "checks": _shown_checks(version.definition, problems),
        "question_count": sum(one.is_asked for one in version.definition.questions.values()),
        "problems": [(problem, _place_of(version.definition, problem)) for problem in problems],
        "may_edit": is_draft and may_build,
        "may_retire": version.status == VersionStatus.PUBLISHED and may_build,
        "may_start": not is_draft and may_build,
        "may_build": may_build,
        "response_count": version.responses.filter(is_test=False).count(),
        "crumbs": version_crumbs(version),
    }
    return render(request, "questionnaires/version_detail.html", context)


def _shown_sections(definition: Definition, purpose: Purpose, problems: list[Problem]) -> list[ShownSection]:
    operands = operands_of(definition, purpose)
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for problem in problems:
        texts[problem.section, problem.question].append(problem.text)
    shown, number = [], 0
    for place, section in enumerate(definition.sections, start=1):
        questions = []
        for question in section.questions:
            number += question.is_asked
            questions.append(
                ShownQuestion(
                    question,
                    number if question.is_asked else 0,
                    condition_text(question.condition, operands) if question.condition else "",
                    _rules_of(question, purpose),
                    texts.get((section.key, question.key), []),
                )
            )
        condition = condition_text(section.condition, operands) if section.condition else ""
        shown.append(ShownSection(section, place, condition, questions, texts.get((section.key, ""), [])))
    return shown


def _rules_of(question: AnyQuestion, purpose: Purpose) -> list[Any]:
    """Who must answer it, from whom it is hidden, what stands there beforehand."""
    found: list[Any] = []
    if question.required_from:
        stage = purpose.stages.get(question.required_from, question.required_from)
        found.append(_("required: %(stage)s") % {"stage": stage})
    if question.hidden_from:
        audiences = ", ".join(str(purpose.audiences.get(one, one)) for one in question.hidden_from)
        found.append(_("hidden from: %(audiences)s") % {"audiences": audiences})
    if question.prefill:
        fact = purpose.facts.get(question.prefill.removeprefix("facts."))
        found.append(_("filled in with: %(fact)s") % {"fact": fact.label if fact else question.prefill})
    return found


def _shown_checks(definition: Definition, problems: list[Problem]) -> list[tuple[Check, Any, list[str]]]:
    """The checks with the wording of their place and their problems."""
    questions = definition.questions
    return [
        (
            check,
            questions[check.at].label if check.at in questions else check.at,
            [problem.text for problem in problems if problem.check == check.key],
        )
        for check in definition.checks
    ]


def _place_of(definition: Definition, problem: Problem) -> tuple[str, str]:
    """The words for the place of a problem and the id of its element; empty for the whole."""
    if problem.check:
        return _("Check “%(key)s”") % {"key": problem.check}, f"check-{problem.check}"
    if problem.question:
        question = definition.questions.get(problem.question)
        label = question.label if question and question.label else problem.question
        return str(label), f"question-{problem.question}"
    section = definition.section(problem.section)
    return (str(section.title or section.key), f"section-{section.key}") if section else ("", "")


# --- Steps ----------------------------------------------------------------------------------------------
@form_view
def version_publish(request: UserRequest, code: str, number: int) -> HttpResponse:
    """Ask before the draft is put in use; refused while there are problems."""
    draft = shown_version(request, code, number)
    step = requested_move(request, draft, "publish")
    page = reverse("questionnaires:version_detail", args=[code, number])
    problems = readable_problems(draft)
    confirmation = Confirmation(
        title=_("Publish this version?"),
        text=str(draft),
        consequences=[
            step.confirm,
            _replaced_text(draft),
            _("What was sent keeps the version that it was sent with."),
        ],
        confirm_label=step.label,
        cancel_url=page,
        crumbs=version_crumbs(draft, step.label),
        tone="primary",
        record=draft,
        template="questionnaires/version_publish.html",
        context={
            "version": draft,
            "problems": [(problem, _place_of(draft.definition, problem)) for problem in problems],
        },
    )
    return confirm(
        request,
        confirmation,
        partial(publish_version, draft),
        success_message=_("The version is in use. New forms begin with it."),
        success_url=page,
    )


def _replaced_text(draft: QuestionnaireVersion) -> str:
    """Which version it replaces, and how many forms are being filled in with that; "" where none is in use."""
    in_use = draft.questionnaire.versions.filter(status=VersionStatus.PUBLISHED).first()
    if in_use is None:
        return ""
    open_count = in_use.responses.filter(is_test=False, closed_at__isnull=True).count()
    text = ngettext(
        "It replaces version %(number)s, with which %(n)s form is being filled in.",
        "It replaces version %(number)s, with which %(n)s forms are being filled in.",
        open_count,
    )
    return text % {"number": in_use.number, "n": open_count}


@form_view
def version_retire(request: UserRequest, code: str, number: int) -> HttpResponse:
    """Ask for the reason before the version is taken out of use."""
    version = shown_version(request, code, number)
    form = ReasonForm(form_data(request))
    step = requested_move(request, version, "retire", form=form)
    page = reverse("questionnaires:version_detail", args=[code, number])
    confirmation = Confirmation(
        title=_("Take the version out of use?"),
        text=str(version),
        consequences=[step.confirm],
        confirm_label=step.label,
        cancel_url=page,
        crumbs=version_crumbs(version, step.label),
    )
    return confirm(
        request,
        confirmation,
        partial(retire_version, version),
        success_message=_("The version is out of use."),
        success_url=page,
        form=form,
    )
