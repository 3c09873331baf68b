"""A refused step answers alike everywhere: 409 on the page of its form, with what was typed; a button of another page
leads back to that page with the reason.

Every address of the URLconf that takes POST is asked in a portal whose actions refuse everything.
"""

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from html import unescape
from types import ModuleType
from typing import Any

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test.utils import ContextList
from django.urls import get_resolver, reverse
from django.utils import timezone

from ecosystem.core.text import BlockField
from ecosystem.core.workflow import TransitionRefused
from tests.access.requests import close_response, rendered_page
from tests.access.rule import Rule
from tests.access.rules import RULES
from tests.access.world import World
from tests.thorough import skip_rendering

REFUSAL_TEXT = "Bước này bị từ chối trong kiểm thử."
TYPED = "Lời đã gõ trong kiểm thử"
PAGE = "http://testserver/trang-khac/"
HIDDEN = re.compile(r'<input type="hidden" name="(?P<name>[^"]+)" value="(?P<value>[^"]*)"')


# --- A portal that refuses --------------------------------------------------------------------------------
def modules() -> Iterator[ModuleType]:
    for name, module in sorted(sys.modules.items()):
        if name.split(".")[0] in {"ecosystem", "startups", "programmes"} and module is not None:
            yield module


def is_action(value: Any) -> bool:
    """A function of an app's actions that is told who acts."""
    if not inspect.isfunction(value) or "actions" not in value.__module__.split("."):
        return False
    return not value.__name__.startswith("_") and "by" in inspect.signature(value).parameters


def refuse_action(action: Callable[..., Any]) -> Callable[..., Any]:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise TransitionRefused(REFUSAL_TEXT)

    return refuse if "by" in _keyword_only(action) else action


def _keyword_only(action: Callable[..., Any]) -> set[str]:
    parameters = inspect.signature(action).parameters.values()
    return {parameter.name for parameter in parameters if parameter.kind is parameter.KEYWORD_ONLY}


@pytest.fixture
def _refusing_portal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    changed = []
    assert get_resolver().url_patterns  # every view is imported
    for module in modules():
        for name, value in list(vars(module).items()):
            if is_action(value):
                monkeypatch.setattr(module, name, refuse_action(value))
            elif isinstance(value, dict):
                for key, member in value.items():
                    if is_action(member):
                        monkeypatch.setitem(value, key, refuse_action(member))
            elif isinstance(value, list | tuple):
                changed += [(row, key, old) for row in value for key, old in _actions_in(row)]
    for row, key, old in changed:  # frozen rows of a table, such as those of the reference data
        object.__setattr__(row, key, refuse_action(old))
    yield
    for row, key, old in changed:
        object.__setattr__(row, key, old)


def _actions_in(row: Any) -> list[tuple[str, Any]]:
    if not is_dataclass(row):
        return []
    found = [(column.name, vars(row).get(column.name)) for column in fields(row)]
    return [(name, value) for name, value in found if is_action(value)]


# --- Filling in what the page shows -------------------------------------------------------------------------
def filled_in(response: Any, html: str) -> dict[str, Any]:
    """What a person sends who fills in every field of the page."""
    data = {m["name"]: unescape(m["value"]) for m in HIDDEN.finditer(html)}
    for value in _context_of(response):
        if isinstance(value, forms.BaseForm):
            data |= _of(value)
        elif isinstance(value, forms.BaseFormSet):
            for form in (value.management_form, *value.forms):
                data |= _of(form)
    return data


def _context_of(response: Any) -> Iterator[Any]:
    """What the view gave its templates."""
    contexts = response.context if isinstance(response.context, ContextList) else filter(None, [response.context])
    for context in contexts:
        for layer in context.dicts:
            yield from layer.values()


def _of(form: forms.BaseForm) -> dict[str, Any]:
    return {form.add_prefix(name): _value(form[name].value(), field) for name, field in form.fields.items()}


def _value(shown: Any, field: forms.Field) -> Any:
    if isinstance(field, forms.FileField):
        return SimpleUploadedFile("giay.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    if isinstance(field, BlockField):
        return TYPED
    if shown not in (None, "", []) and not isinstance(field, forms.BooleanField):
        return field.prepare_value(shown) if not isinstance(shown, list) else shown
    if isinstance(field, forms.ModelChoiceField):
        return str(next((row.pk for row in field.queryset or []), ""))
    if isinstance(field, forms.ChoiceField):
        return next((key for key, _label in field.choices if key), "")
    return next((made() for kind, made in MADE_UP.items() if isinstance(field, kind)), TYPED if field.required else "")


MADE_UP: dict[type[forms.Field], Callable[[], str]] = {
    forms.BooleanField: lambda: "on",
    forms.DateField: lambda: timezone.localdate().isoformat(),
    forms.IntegerField: lambda: "1",
    forms.EmailField: lambda: "ai-do@example.org",
}


# --- The walk ---------------------------------------------------------------------------------------------
def refusal_of(world: World, rule: Rule) -> str:
    """How the address answers a refused step: "page", "back", or what it did instead."""
    answers = (_answer(world, rule, actor) for actor in sorted(rule.allowed)[:6])
    return next((answer for answer in answers if answer != "403"), "403")


def _answer(world: World, rule: Rule, actor: str) -> str:
    client, address = world.client(actor), reverse(rule.name, args=rule.args(world))
    with transaction.atomic():
        allowed = client.options(address).headers.get("Allow", "")
        if "POST" not in allowed:
            return "takes no POST"
        has_page = "GET" in allowed
        with skip_rendering():
            shown = client.get(address) if has_page else None
        is_shown = shown is not None and shown.status_code == 200
        data = {**(filled_in(shown, rendered_page(world, rule, actor)) if is_shown else {}), **rule.data}
        referer = f"http://testserver{address}" if has_page else PAGE
        response = client.post(address, data, headers={"referer": referer})
        text = response.content.decode() if not response.streaming else ""
        words = [str(message) for message in get_messages(response.wsgi_request)] if response.status_code == 302 else []
        pages = [answer.templates[0].name if answer and answer.templates else "" for answer in (shown, response)]
        transaction.set_rollback(True)
    close_response(response)
    if response.status_code == 409 and REFUSAL_TEXT in unescape(text):
        lost = [value for value in data.values() if value == TYPED and TYPED not in unescape(text)]
        return "page" if has_page and not lost and pages[0] == pages[1] else f"409 {pages}, lost: {len(lost)}"
    if response.status_code == 302 and response["Location"] == PAGE and words[-1:] == [REFUSAL_TEXT]:
        return "back"
    return f"{response.status_code} {response.get('Location', '')}".strip()


RULES_OF_ONES_OWN = [rule for rule in RULES if rule.allowed]
NOT_REFUSED = {
    "no action of it knows who acts, so there is no role or state to refuse it": {
        "accounts:notification_read_all",
        "communication:follow_confirm",
        "communication:follow_confirm unknown",
        "communication:follow_manage",
        "communication:follow_start",
        "communication:follow_stop",
        "core:set_language",
        "feedback:feedback_find",
        "feedback:feedback_send",
        "feedback:feedback_send sent",
        "public:startup_contact",
        "public:startup_contact not public",
        "reports:report_verify",
    },
    "nobody of this city gets as far as the action; the tests of the page show its refusal": {
        "grants:application_files draft",
        "grants:award_propose evaluating",
        "grants:call_extend call",
        "grants:charge_hand_over_all",
        "grants:call_create",
        "grants:contract_sign approved",
        "grants:review_assign evaluating",
        "grants:review_declare review_waiting_evaluator",
        "lists:bulk_preview",
        "lists:bulk_run",
        "plan:reference_create budget-lines",
        "plan:reference_create targets",
        "plan:reference_edit targets",
        "people:invitation_accept",
        "questionnaires:check_create",
        "questionnaires:check_edit",
        "questionnaires:question_create",
        "questionnaires:question_move",
        "questionnaires:questionnaire_import",
        "questionnaires:version_import",
        "startups:invitation_accept",
        "startups:logo_edit startup",
        "startups:presentation_edit startup",
        "startups:round_create startup",
        "startups:startup_register",
    },
    "the form stands on another page, which leads here": {"accounts:notification_settings"},
}


@pytest.mark.thorough
@pytest.mark.usefixtures("_refusing_portal")
def test_every_refused_step_answers_alike(city: World) -> None:
    declared = set().union(*NOT_REFUSED.values())
    answers = {rule.key: refusal_of(city, rule) for rule in RULES_OF_ONES_OWN}

    other = {key: answer for key, answer in answers.items() if answer not in {"takes no POST", "page", "back"}}
    assert {key: answer for key, answer in other.items() if key not in declared} == {}
    assert declared - set(other) == set()
    assert sum(answer == "page" for answer in answers.values()) >= 60
    assert sum(answer == "back" for answer in answers.values()) >= 15


def test_portal_that_refuses_nothing_is_detected(city: World) -> None:
    """The negative control: without refusals the walk sees other answers than 409."""
    rule = next(rule for rule in RULES if rule.name == "grants:call_publish")

    assert refusal_of(city, rule) not in {"page", "back"}


# --- Wrong input --------------------------------------------------------------------------------------------
def needed(response: Any) -> bool:
    """Whether the page shows a form that cannot be sent empty."""
    shown: list[forms.BaseForm] = []
    for value in _context_of(response):
        if isinstance(value, forms.BaseForm):
            shown.append(value)
        elif isinstance(value, forms.BaseFormSet):
            shown += [value.management_form, *value.forms]
    return any(field.required for form in shown for field in form.fields.values())


TAKES_AN_EMPTY_FORM = {
    "a draft is saved with its gaps": {
        "grants:application_plan draft",
        "grants:review_score review_to_score",
    },
    "nothing of a presentation has to be told": {"startups:presentation_edit startup"},
    "its first form is sent by GET": {"grants:call_create"},
}


@pytest.mark.thorough
def test_wrong_input_answers_422_everywhere(city: World) -> None:
    """An empty form that needs something, sent to every page that has one."""
    wrong, request_count = {}, 0
    for rule in RULES_OF_ONES_OWN:
        actor = min(rule.allowed)
        client, address = city.client(actor), reverse(rule.name, args=rule.args(city))
        with transaction.atomic():
            with skip_rendering():
                shown = client.get(address)
            if shown.status_code == 200 and not shown.streaming and needed(shown):
                found = [*HIDDEN.finditer(rendered_page(city, rule, actor))][::-1]  # of two forms those of the first
                hidden = {m["name"]: unescape(m["value"]) for m in found}
                with skip_rendering():
                    answer = client.post(address, hidden).status_code
                request_count += answer != 405
                if answer not in {405, 422, 403}:
                    wrong[rule.key] = answer
            transaction.set_rollback(True)
        close_response(shown)

    assert set(wrong) == set().union(*TAKES_AN_EMPTY_FORM.values()), wrong
    assert request_count > 20
