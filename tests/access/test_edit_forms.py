"""Every form that edits a record carries its version, and two editors of it never overwrite each other.

The forms come from the access rules, so a new form is tested without a line here. Those of reference data are in
test_edit_forms_of_reference_data.py.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.forms import BaseForm, BaseFormSet, CharField, ChoiceField, IntegerField
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse

from ecosystem.core.conflicts import CHOICE_FIELD, VERSION_FIELD
from ecosystem.core.text import BlockField, LineField
from ecosystem.core.web.methods import EDITS_A_RECORD
from startups.models import Startup
from tests.access.requests import rendered_page
from tests.access.rule import EVERYBODY, Rule
from tests.access.rules import RULES
from tests.access.world import World
from tests.edit_forms import PageForm, edit_form_on, forms_of
from tests.factories import SectorFactory
from tests.thorough import sample, skip_rendering

# Forms with something to type that edit no saved record.
NEW = "adds a record; what it shows is a first suggestion"
STEP = "takes a step: the status of the record refuses a second one"
WITHOUT_VERSION = {
    "feedback:feedback_send": NEW,
    "grants:award_approve": STEP,
    "grants:award_reject": STEP,
    "grants:contract_sign": STEP,
    "grants:review_withdraw": STEP,
    "grants:tranche_pay": STEP,
    "lists:view_create": NEW,
    "plan:reference_create": NEW,
    "public:startup_contact": NEW,
    "questionnaires:questionnaire_copy": NEW,
    "startups:member_invite": NEW,
}
# What a form needs besides the field that both editors change.
NEEDED = {
    "grants:contract_annex": {"kind": "other"},
    "grants:application_completeness": {
        "result-novelty": "missing",
        "reason-novelty": "Chưa rõ",
        "result-market": "missing",
        "reason-market": "Chưa rõ",
    },
}
OPENED_BY = {"grants:application_completeness": "officer"}  # others only read it
# Where the first field that could be changed is not the right one.
FIELDS = {
    "grants:application_completeness": ["reason-novelty", "reason-market"],
    "lists:view_edit": ["name", "audience"],
    "questionnaires:check_edit": ["message_vi", "message_en"],
    "questionnaires:question_columns": ["columns-0-label_vi"],
    "questionnaires:question_condition": ["rules-0-value"],
    "questionnaires:question_totals": ["totals-0-label_vi"],
    "questionnaires:section_condition": ["rules-0-value"],
}
FIXED = {"slug", "code", "tax_code", "phone", "amount", "reason", "website", "kind", "unit", "budget_line"}


def opener_of(rule: Rule) -> str:
    return OPENED_BY.get(rule.name) or ("owner" if rule.allowed == EVERYBODY else min(rule.allowed))


def pages() -> list[Rule]:
    """The rules of pages that somebody may open."""
    return [rule for rule in RULES if rule.method == "GET" and rule.allowed and rule.answer == "in"]


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _address(city: World, rule: Rule) -> str:
    return reverse(rule.name, args=rule.args(city))


def edits(address: str) -> bool:
    return bool(getattr(resolve(address).func, EDITS_A_RECORD, False))


# --- Which forms ------------------------------------------------------------------------------------
def test_form_that_edits_a_record_carries_its_version(city: World) -> None:
    """Every form that shows values to be changed: with a version, or listed with the reason why it has none."""
    bare = set()
    for rule in pages():
        for form in forms_of(rendered_page(city, rule, opener_of(rule))):
            if not form.version and any(any(form.data.get(name, [])) for name in form.typed):
                bare.add(rule.name)
            elif form.version:
                assert edits(form.action or _address(city, rule)), f"{rule.name} is no edit_view"

    assert sorted(bare - set(WITHOUT_VERSION)) == []
    assert sorted(set(WITHOUT_VERSION) - bare) == []


# --- Two editors ------------------------------------------------------------------------------------
@dataclass
class EditCase:
    """One edit form, a browser, and the form and the fields under test."""

    client: Client
    address: str
    needed: dict[str, str]
    fields: list[str]
    form: int = 0

    def open_form(self) -> PageForm:
        response = self.client.get(self.address)
        form = edit_form_on(response.content.decode(), self.form)
        form.data |= {name: [value] for name, value in self.needed.items() if not any(form.data.get(name, []))}
        if "reason" in form.data and not form.data["reason"][0]:
            form.data["reason"] = ["Theo quyết định mới"]
        return form

    def send(self, form: PageForm, **changes: list[str]) -> Any:
        return self.client.post(form.action or self.address, {**form.data, **changes})

    def saved(self, name: str) -> list[str]:
        return self.open_form().data.get(name, [])


def fields_of(context: Any, names: list[str]) -> list[tuple[str, int, list[str]]]:
    """Fields of the form with their kind and three values each that may be typed in; words (0) first."""
    form = context["formset"] if "formset" in context else context["form"]
    bound = [one for member in ([form] if isinstance(form, BaseForm) else list(form)[:1]) for one in member]
    assert isinstance(form, BaseForm | BaseFormSet)
    found = {}
    for one in bound:
        kind, name = one.field, one.html_name
        if one.is_hidden or one.name in FIXED or kind.disabled or (names and name not in names):
            continue
        if isinstance(kind, LineField | BlockField) or type(kind) is CharField:
            found[name] = (0, ["Lời thứ nhất", "Lời thứ hai", "Lời thứ ba"])
        elif isinstance(kind, ChoiceField) and len(values := _choices(one)) > 2:
            found[name] = (1, values[:3])
        elif isinstance(kind, IntegerField):
            found[name] = (2, ["3", "4", "5"])
    ordered = names or sorted(found, key=lambda name: found[name][0])
    return [(name, *found[name]) for name in ordered if name in found]


def _choices(bound: Any) -> list[str]:
    flat: list[Any] = []
    for key, label in bound.field.choices:
        flat += [one for one, _ in label] if isinstance(label, list | tuple) else [key]
    now = str(bound.value())
    return [str(key) for key in flat if str(key) not in {"", now}] + [now]


def check_two_editors(case: EditCase, context: Any) -> None:
    """Both change the same field: the second is shown both values, and nothing of the first is lost."""
    (name, _kind, (first, second, _third)), *_others = fields_of(context, case.fields)
    label = dict(_labels(context, name))

    opened_form = case.open_form()
    sent = case.send(opened_form, **{name: [first]})
    assert sent.status_code == 302, (sent.status_code, sent.content.decode()[:3000])
    refused = case.send(opened_form, **{name: [second]})
    page = refused.content.decode()
    assert refused.status_code == 409
    assert _choice_names(page) == [name.split("-")[0] if "formset" in context else name]
    assert label.get(first, first) in page
    assert edit_form_on(page, case.form).data[name] == [second]
    bare = case.open_form()
    assert bare.data.get(name, []) == [first]

    # Without a version nothing is overwritten.
    bare.data[VERSION_FIELD] = [""]
    assert case.send(bare, **{name: [second]}).status_code == 409
    assert case.saved(name) == [first]


def check_answers_to_a_conflict(case: EditCase, context: Any) -> None:
    """The conflict comes back until the second has seen what is saved; then her value or the other's is saved."""
    (name, _kind, (first, second, third)), *others = fields_of(context, case.fields)
    opened_form = case.open_form()
    assert case.send(opened_form, **{name: [first]}).status_code == 302
    page = case.send(opened_form, **{name: [second]}).content.decode()
    shown = edit_form_on(page, case.form)

    # It moved on once more: a conflict again, whether one's own or the other's value is chosen.
    assert case.send(case.open_form(), **{name: [third]}).status_code == 302
    choices = _choice_names(page)
    assert case.send(shown, **{CHOICE_FIELD: choices}).status_code == 409
    again = case.send(shown)
    assert again.status_code == 409
    assert case.saved(name) == [third]

    # Sent once more with the version that was shown: saved.
    assert case.send(edit_form_on(again.content.decode(), case.form)).status_code == 302
    assert case.saved(name) == [second]

    # The other's value is taken over with a tick.
    opened_form = case.open_form()
    case.send(case.open_form(), **{name: [first]})
    page = case.send(opened_form, **{name: [third]}).content.decode()
    taken = case.send(edit_form_on(page, case.form), **{CHOICE_FIELD: _choice_names(page)})
    assert taken.status_code == 302
    assert case.saved(name) == [first]

    # Different fields: both are saved.
    words = [(field, values) for field, kind, values in others if kind == 0]
    if words and "formset" not in context:
        other, (mine, *_rest) = words[0]
        opened_form = case.open_form()
        assert case.send(case.open_form(), **{name: [second]}).status_code == 302
        assert case.send(opened_form, **{other: [mine]}).status_code == 302
        assert (case.saved(name), case.saved(other)) == ([second], [mine])


def _labels(context: Any, name: str) -> list[tuple[str, str]]:
    form = context["formset"] if "formset" in context else context["form"]
    for bound in form if isinstance(form, BaseForm) else []:
        if bound.html_name == name and isinstance(bound.field, ChoiceField):
            return [(str(key), str(label)) for key, label in bound.field.choices if not isinstance(label, list | tuple)]
    return []


def _choice_names(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split(f'name="{CHOICE_FIELD}" value="')[1:]]


def _case_of() -> list[Rule]:
    """The rules of edit forms; accounts:notification_settings shows its form on the profile and has ticks alone."""
    found = []
    for rule in pages():
        try:
            func = resolve(reverse(rule.name, args=_arguments(rule))).func
        except (NoReverseMatch, LookupError):
            continue
        if getattr(func, EDITS_A_RECORD, False) and rule.name != "accounts:notification_settings":
            found.append(rule)
    return found


class _Anything:
    """A world in which every record is there: to find the view of an address."""

    pk = 1
    slug = code = token = "a"

    def __getattr__(self, name: str) -> "_Anything":
        return self


def _arguments(rule: Rule) -> list[Any]:
    return rule.args(_Anything())


CASES = [pytest.param(rule, id=f"{rule.name}-{rule.case}") for rule in _case_of()]


def test_edit_forms_are_found() -> None:
    assert len({rule.name for (rule,) in (case.values for case in CASES)}) >= 15


@contextmanager
def edit_case(city: World, rule: Rule) -> Iterator[tuple[EditCase, Any]]:
    """The form in the browser of somebody who may open it, and the context of its page. Rolls back what is saved."""
    client = city.client(opener_of(rule))
    address = _address(city, rule)
    with undone():
        Startup.objects.filter(pk=city.startup.pk).update(tax_code="0100109106")
        city.startup.sectors.add(SectorFactory())
        with skip_rendering():
            context = client.get(address).context
        yield EditCase(client, address, NEEDED.get(rule.name, {}), FIELDS.get(rule.name, [])), context


@pytest.mark.row("B19")
@pytest.mark.parametrize("rule", sample(CASES, at_most=7))
def test_two_editors_of_a_form_lose_nothing(city: World, rule: Rule) -> None:
    with edit_case(city, rule) as (case, context):
        check_two_editors(case, context)


@pytest.mark.row("B19")
@pytest.mark.parametrize("rule", sample(CASES, at_most=3))
def test_conflict_ends_with_the_value_that_the_second_editor_chose(city: World, rule: Rule) -> None:
    with edit_case(city, rule) as (case, context):
        check_answers_to_a_conflict(case, context)
