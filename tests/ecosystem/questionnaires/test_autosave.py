"""Saving while somebody types: what is saved, what the page gets back, and that two people never lose a word silently."""

import json
import random

import pytest
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import Outcome
from ecosystem.core.ui import edit_forms, edit_rows
from ecosystem.questionnaires.actions import response as response_actions
from ecosystem.questionnaires.actions.response import close_response, save_answers
from ecosystem.questionnaires.models import Answer, QuestionnaireResponse
from ecosystem.questionnaires.reading import read_response
from ecosystem.questionnaires.views import autosave as autosave_views
from tests.concurrency import add_barrier, remove_lock, run_concurrently
from tests.ecosystem.questionnaires.windows import Window
from tests.factories import person
from tests.factories.questionnaires import COSTS, make_test_response, question, text
from tests.thorough import sample

FORM = {
    "sections": [
        {
            "key": "project",
            "title": text("Dự án"),
            "questions": [
                question("short_text", "name", required_from="send"),
                question("short_text", "place", max_length=20),
                question("yes_no", "helped"),
                question("short_text", "helper", condition={"rules": [{"of": "helped", "value": True}]}),
                question("whole_number", "months", maximum=60),
                COSTS,
            ],
        }
    ]
}


@pytest.fixture
def manager(db):
    return person(Role.MANAGER)


@pytest.fixture
def response(manager):
    return make_test_response(manager, FORM)


def stored(response):
    """What is stored, by question and by row."""
    found = {}
    for answer in Answer.objects.filter(response=response).exclude(question__contains="."):
        part = f"{answer.question}.{answer.row}" if answer.row else answer.question
        found[part] = (answer.value or {}).get("what", "") if answer.row else answer.value
    return {part: value for part, value in found.items() if value not in (None, "")}


def read(answer):
    return json.loads(answer.content)


# --- One person -------------------------------------------------------------------------------------------
@pytest.mark.row("A2")
def test_typed_field_is_saved_and_the_page_says_when(response, manager):
    window = Window(manager, response)
    window.type("name", "Kho lạnh")

    answer = read(window.autosave())

    assert answer["saved"].startswith("Đã lưu lúc")
    assert (answer["problem"], answer["blocks"]) == ("", {})
    assert stored(response) == {"name": "Kho lạnh"}
    assert "Còn" not in answer["progress"]


def test_wrong_field_is_marked_and_does_not_hold_the_others_up(response, manager):
    window = Window(manager, response)
    window.type("name", "Kho lạnh")
    window.type("months", "61")
    window.add_row("Máy")

    answer = read(window.autosave())

    assert "field-errors" in answer["notes"]["months"]
    assert "field-errors" not in answer["notes"]["name"]
    assert answer["saved"] == ""
    assert sorted(stored(response).values()) == ["Kho lạnh", "Máy"]


@pytest.mark.row("A7")
def test_question_that_is_asked_now_comes_back_with_its_field(response, manager):
    window = Window(manager, response)
    window.type("helped", "yes")

    answer = read(window.autosave())

    assert "q-helper" in answer["blocks"]["helper"]
    assert answer["asked"].index("helper") == answer["asked"].index("helped") + 1
    window.type("helped", "no")
    assert "helper" not in read(window.autosave())["asked"]


@pytest.mark.row("A8")
def test_row_is_saved_with_its_product_and_totals(response, manager):
    window = Window(manager, response)
    row = window.add_row("Máy")
    window.data |= {f"q-costs-{row}-quantity": ["2"], f"q-costs-{row}-price": ["30"]}

    answer = read(window.autosave())

    assert answer["notes"]["costs"].count("60\xa0₫") == 2
    assert read_response(response).answers["costs"][0]["id"] == row


def test_request_that_is_sent_twice_adds_its_row_once(response, manager):
    window = Window(manager, response)
    window.add_row("Máy")
    again = (list(window.versions), {name: list(values) for name, values in window.data.items()}, set(window.dirty))
    window.autosave()
    window.versions, window.data, window.dirty = again

    answer = read(window.autosave())

    assert answer["problem"] == ""
    assert list(stored(response).values()) == ["Máy"]


def test_autosave_of_somebody_who_is_not_signed_in_any_more_saves_and_keeps_nothing(response, manager):
    window = Window(manager, response)
    window.type("name", "Kho lạnh")
    other = person(Role.MANAGER)

    assert window.autosave(user=other).status_code == 401
    window.client.logout()
    ended = window.autosave()
    assert ended.status_code == 401
    assert not ended.cookies
    assert stored(response) == {}


def test_lost_token_is_told_to_the_script_and_nothing_is_kept_in_the_session(response, manager):
    window = Window(manager, response)
    window.client.handler.enforce_csrf_checks = True
    window.type("name", "Kho lạnh")

    assert window.autosave().status_code == 403
    assert "typed_text" not in str(dict(window.client.session))


def test_sent_response_takes_no_autosave(response, manager):
    window = Window(manager, response)
    close_response(response)
    window.type("name", "Kho lạnh")

    assert window.autosave().status_code == 409


def test_question_that_is_not_asked_any_more_is_saved_when_it_was_typed_in(response, manager):
    save_answers(response, {"helped": True}, by=manager, version="0")
    first, second = Window(manager, response), Window(manager, response)
    first.type("helped", "no")
    first.autosave()
    second.type("helper", "Sở")
    second.autosave()

    assert stored(response) == {"helped": False, "helper": "Sở"}


# --- Two people ---------------------------------------------------------------------------------------------
@pytest.mark.row("A3")
def test_fields_of_two_people_merge_and_the_page_shows_the_other(response, manager):
    first, second = Window(manager, response), Window(manager, response)
    first.type("name", "A1x")
    first.autosave()
    second.type("place", "B1x")

    answer = read(second.autosave())

    assert stored(response) == {"name": "A1x", "place": "B1x"}
    assert 'value="A1x"' in answer["blocks"]["name"]
    assert second.shows("name") == "A1x"


@pytest.mark.row("A3")
def test_same_field_of_two_people_shows_both_with_who_and_when(response, manager):
    first, second = Window(manager, response), Window(manager, response)
    first.type("name", "A1x")
    first.autosave()
    second.type("name", "B1x")
    second.type("place", "B2x")

    answer = read(second.autosave())

    assert stored(response) == {"name": "A1x", "place": "B2x"}
    assert str(manager) in answer["notes"]["name"]
    assert "A1x" in answer["notes"]["name"]
    assert second.shows("name") == "B1x"
    assert second.autosave() is None
    assert second.press_save().status_code == 302
    assert stored(response)["name"] == "B1x"


def test_text_of_a_closed_tab_meets_what_others_saved_meanwhile(response, manager):
    """The script fills it in again and sends the token of the page on which it was typed."""
    closed = Window(manager, response)
    other = Window(manager, response)
    other.type("name", "A1x")
    other.autosave()
    opened = Window(manager, response)
    body = {"version": opened.versions, "typed_on": closed.versions, "changed": ["name"], "q-name": "B1x", "shown": ""}

    answer = read(opened.client.post(opened.address, body, headers={"X-Autosave": str(manager.pk)}))

    assert "edit-conflict" in answer["notes"]["name"]
    assert stored(response) == {"name": "A1x"}
    pressed = opened.client.post(opened.address, {**opened.data, **body})
    assert pressed.status_code == 409


PARTS = ("name", "place")


class SilentLoss(AssertionError):
    """A value was replaced that the person who replaced it never saw."""


def interleave(response, manager, seed, steps=14):
    """Two windows of random steps. Whatever a step replaces or removes, its author has seen."""
    chance = random.Random(seed)
    windows = {name: Window(manager, response) for name in "AB"}
    for count in range(steps):
        name = chance.choice("AB")
        window = windows[name]
        value = f"{name}{count}x"
        step = chance.choice(("type", "type", "row", "add", "remove", "autosave", "autosave", "save", "load"))
        rows = [row for row in window.rows() if window.shows(f"costs.{row}")]
        before = stored(response)
        typed = {part: window.shows(part) for part in window.dirty - window.contested}
        if step == "type":
            window.type(chance.choice(PARTS), value)
        elif step == "row" and rows:
            window.type(f"costs.{chance.choice(rows)}", value)
        elif step == "add":
            window.add_row(value)
        elif step == "remove" and rows:
            window.remove_row(chance.choice(rows))
        elif step == "autosave":
            window.autosave()
            _require_typed(window, typed, stored(response))
        elif step == "save":
            window.press_save()
        elif step == "load" and not window.dirty:
            window.load()
        _require_seen(name, window, before, stored(response))


def _require_seen(name, window, before, after):
    for part, value in before.items():
        if after.get(part) != value and not str(value).startswith(name) and value not in window.seen:
            raise SilentLoss(f"{name} replaced {value} in {part} by {after.get(part)} and never saw it")


def _require_typed(window, typed, after):
    """What was sent is stored, or still waits in the page."""
    for part, value in typed.items():
        if part != "costs" and after.get(part, "") != value and part not in window.dirty:
            raise SilentLoss(f"{value} in {part} was neither stored nor kept")


# A thousand take ten minutes: `make interleavings` plays all of them, the thorough run every twelfth.
SEEDS = [
    *sample(range(0, 1000, 12), at_most=8),
    *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1000) if seed % 12),
]


@pytest.mark.row("A3")
@pytest.mark.parametrize("seed", SEEDS)
def test_no_interleaving_of_two_people_loses_a_word_silently(response, manager, seed):
    interleave(response, manager, seed)


def test_interleavings_find_the_loss_when_the_last_writer_wins(response, manager, monkeypatch):
    """The negative control: without the comparison, what others wrote is overwritten unseen."""
    for module in (edit_forms, edit_rows):
        monkeypatch.setattr(module, "reconcile", lambda **states: Outcome.USE_TYPED)

    with pytest.raises(SilentLoss):
        interleave_often(response, manager)


def interleave_often(response, manager):
    for seed in range(60):
        interleave(response, manager, seed)


# --- At the same moment ---------------------------------------------------------------------------------
@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_guarded", [True, False], ids=["guarded", "without the version"])
def test_two_autosaves_at_once(monkeypatch, is_guarded):
    """Both read, then both write: the second one meets what the first one wrote, and shows it."""
    manager = person(Role.MANAGER)
    response = make_test_response(manager, FORM)
    save_answers(response, {"name": "trước"}, by=manager, version="0")
    windows = [Window(manager, response), Window(manager, response)]
    for name, window in zip("AB", windows, strict=True):
        window.type("name", f"{name}1x")
    add_barrier(monkeypatch, autosave_views, "_save", before=True)
    if not is_guarded:
        remove_lock(monkeypatch, response_actions)
        monkeypatch.setattr(response_actions, "require_unchanged", lambda now, read: None)

    answers = run_concurrently([window.autosave for window in windows])

    saved = [read(answer)["saved"] != "" for answer in answers]
    assert saved.count(True) == (1 if is_guarded else 2)
    assert QuestionnaireResponse.objects.get(pk=response.pk).version >= 1


# --- Queries ----------------------------------------------------------------------------------------------
def many(count):
    questions = [question("short_text", f"line{n}") for n in range(count)]
    return {"sections": [{"key": "project", "title": text("Dự án"), "questions": [*questions, COSTS]}]}


PAGE_QUERIES = 4  # the session and its person, the response, its answers, its files; a test adds no record
SAVE_QUERIES = 12
DETAIL_QUERIES = 6  # and whether a newer version is in use, and answers that a move to one lost


@pytest.mark.parametrize("size", [3, 60])
def test_section_page_and_autosave_take_constant_queries(manager, size, django_assert_num_queries):
    response = make_test_response(manager, many(size))
    rows = [{"what": f"Máy {n}"} for n in range(size)]
    save_answers(response, {f"line{n}": "x" for n in range(size)} | {"costs": rows}, by=manager, version="0")
    window = Window(manager, response)
    with django_assert_num_queries(PAGE_QUERIES):
        window.client.get(window.address)
    window.type("line1", "y")
    with django_assert_num_queries(SAVE_QUERIES):
        window.autosave()
    page = reverse("questionnaires:response_detail", args=[response.pk])
    with django_assert_num_queries(DETAIL_QUERIES):
        window.client.get(page)
