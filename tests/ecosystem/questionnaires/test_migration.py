"""A draft response moves to the version in use: what stays, what is lost and remains readable, and who may do it."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import EditConflict, StaleRecord, version_of
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.questionnaires.actions import migration
from ecosystem.questionnaires.actions import response as response_actions
from ecosystem.questionnaires.actions.migration import PlannedMove, move_response, version_to_move_to
from ecosystem.questionnaires.actions.questionnaire import publish_version, save_definition, start_draft
from ecosystem.questionnaires.actions.response import close_response, copy_response, save_answers
from ecosystem.questionnaires.answers import answer_fault
from ecosystem.questionnaires.carrying import carry_answers
from ecosystem.questionnaires.conditions import is_answered
from ecosystem.questionnaires.definition import Definition, read_definition
from ecosystem.questionnaires.models import Answer, AnswerFile, LostAnswer
from ecosystem.questionnaires.reading import read_response
from tests.concurrency import let_others_go_first, remove_lock, run_concurrently, wait_for_others
from tests.ecosystem.questionnaires.random_definitions import answers_to, definitions, few
from tests.factories import person
from tests.factories.questionnaires import SMALL, make_test_response, question

DEFINITIONS = definitions().map(read_definition)
PAIRS = st.tuples(DEFINITIONS, DEFINITIONS).flatmap(
    lambda pair: st.tuples(st.just(pair[0]), st.just(pair[1]), answers_to(pair[0]))
)
ROWS = [
    {"type": "labour", "what": "Kỹ sư", "quantity": 2, "price": 30},
    {"type": "other", "what": "Máy", "quantity": 1, "price": 40},
]
ANSWERS = {"name": "Kho lạnh", "problem": "Hao điện", "months": 12, "costs": ROWS, "own_money": 7}


def newer() -> dict[str, Any]:
    """SMALL with one question less, one more, one of another kind, a column less and a total less."""
    definition = deepcopy(SMALL)
    project, money = definition["sections"]
    project["questions"] = [q for q in project["questions"] if q["key"] != "problem"]
    project["questions"].append(question("short_text", "website"))
    project["questions"][[q["key"] for q in project["questions"]].index("months")] = question("date", "months")
    table = money["questions"][0]
    table["columns"] = [column for column in table["columns"] if column["key"] != "type"]
    table["totals"] = table["totals"][:1]
    money["questions"][1] = question("whole_number", "own_money")
    return definition


def publish_next(version, by, definition=None):
    draft = start_draft(version.questionnaire, by=by)
    draft = save_definition(draft, read_definition(definition or newer()), by=by, version=str(draft.version))
    return publish_version(draft, by=by)


@pytest.fixture
def author():
    return person(Role.MANAGER)


@pytest.fixture
def response(author):
    made = make_test_response(author)
    return save_answers(made, ANSWERS, by=author, version="0")


# --- What stays -----------------------------------------------------------------------------------------
@few
@given(PAIRS)
def test_every_answer_stays_or_is_shown_as_lost(pair: tuple[Definition, Definition, dict[str, Any]]):
    old, new, answers = pair
    carried = carry_answers(old, new, answers)

    assert {key for key, value in answers.items() if is_answered(value)} == set(carried.kept) | set(carried.lost)
    assert [answer_fault(new.questions[key], value) for key, value in carried.kept.items()] == [""] * len(carried.kept)
    assert all(carried.lost[key] == answers[key] for key in carried.lost)


@given(DEFINITIONS.flatmap(lambda definition: st.tuples(st.just(definition), answers_to(definition))))
@few
def test_same_questions_keep_every_answer_that_can_be_chosen(filled: tuple[Definition, dict[str, Any]]):
    definition, answers = filled
    carried = carry_answers(definition, definition, answers)

    assert {definition.questions[key].kind for key in carried.lost} <= {"choice", "choices", "table"}


OPTIONS = [{"key": key, "label": {"vi": key}} for key in ("a", "b")]
FEWER = [*OPTIONS[:1], {"key": "c", "label": {"vi": "c"}}]


@pytest.mark.parametrize(
    ("before", "after", "value", "kept", "is_lost"),
    [
        (question("short_text", "x"), question("long_text", "x"), "một dòng", "một dòng", False),
        (question("long_text", "x"), question("short_text", "x"), "hai\ndòng", None, True),
        (question("money", "x"), question("whole_number", "x"), 5, 5, False),
        (question("whole_number", "x"), question("short_text", "x"), 5, None, True),
        (question("choice", "x", options=OPTIONS), question("choice", "x", options=FEWER), "b", None, True),
        (question("choice", "x", options=OPTIONS), question("choices", "x", options=FEWER), "a", ["a"], False),
        (question("choices", "x", options=OPTIONS), question("choices", "x", options=FEWER), ["a", "b"], ["a"], True),
        (question("choices", "x", options=OPTIONS), question("choice", "x", options=OPTIONS), ["a", "b"], None, True),
        (question("choice", "x", code_list="sectors"), question("choice", "x", code_list="sectors"), "s", "s", False),
        (question("choice", "x", code_list="sectors"), question("choice", "x", options=OPTIONS), "a", None, True),
        (question("statement", "x"), question("statement", "x"), True, True, False),
        (question("statement", "x"), question("statement", "x", label={"vi": "Khác"}), True, None, True),
        (question("yes_no", "x"), question("statement", "x"), True, None, True),
    ],
)
def test_answer_stays_where_its_question_can_hold_it(before, after, value, kept, is_lost):
    old, new = (read_definition({"sections": [{"key": "a", "questions": [one]}]}) for one in (before, after))

    carried = carry_answers(old, new, {"x": value})

    assert (carried.kept.get("x"), carried.lost) == (kept, {"x": value} if is_lost else {})


@pytest.mark.django_db
@pytest.mark.row("B5")
def test_moved_response_keeps_what_fits_and_what_is_lost_stays_readable(response, author):
    first, second = response.questionnaire_version, publish_next(response.questionnaire_version, author)
    plan = PlannedMove(read_response(response), second)

    moved = move_response(response, second, by=author, expected_version=version_of(response))

    read = read_response(moved)
    assert read.response.questionnaire_version == second
    assert {key: value for key, value in read.answers.items() if key != "costs"} == {"name": "Kho lạnh", "own_money": 7}
    assert [{k: v for k, v in row.items() if k != "id"} for row in read.answers["costs"]] == [
        {"what": "Kỹ sư", "quantity": 2, "price": 30},
        {"what": "Máy", "quantity": 1, "price": 40},
    ]
    assert list(Answer.objects.filter(response=moved, question__contains=".").values_list("question", "value")) == [
        ("costs.total", 100)
    ]
    lost = LostAnswer.objects.filter(response=moved)
    assert {row.question: row.questionnaire_version for row in lost} == dict.fromkeys(plan.answers.lost, first)
    assert [question.key for question, _value in plan.lost] == ["problem", "months", "costs"]
    assert [row["type"] for row in lost.get(question="costs").value] == ["labour", "other"]
    assert [question.key for question in plan.new_questions] == ["website"]
    assert AuditEntry.objects.get(transition="move_to_version").reason == "1 → 2"


@pytest.mark.django_db
def test_lost_answers_and_files_go_when_the_response_is_sent(response, author):
    response.questionnaire_version = publish_next(response.questionnaire_version, author, with_file(SMALL))
    response.save()
    file = AnswerFile.objects.create(
        response=response,
        question="proof",
        file="a/b.pdf",
        original_name="b.pdf",
        size=1,
        sha256="a",
        uploaded_by=author,
    )
    newest = publish_next(response.questionnaire_version, author)
    plan = PlannedMove(read_response(response), newest)
    moved = move_response(response, newest, by=author)

    assert plan.lost_files == [file]
    assert AnswerFile.objects.current().get() == file
    assert read_response(moved).files == {}
    close_response(moved)
    assert not AnswerFile.objects.current().exists()
    assert not LostAnswer.objects.exists()


def with_file(definition):
    first, *rest = definition["sections"]
    return {**definition, "sections": [{**first, "questions": [*first["questions"], question("file", "proof")]}, *rest]}


# --- Who and when ---------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.row("B5")
def test_what_was_sent_keeps_its_version(response, author):
    second = publish_next(response.questionnaire_version, author)
    close_response(response)
    response.refresh_from_db()
    sent = read_response(response).answers

    assert version_to_move_to(response) is None
    with pytest.raises(TransitionRefused):
        move_response(response, second, by=author)
    response.refresh_from_db()
    assert (response.questionnaire_version.number, read_response(response).answers) == (1, sent)


@pytest.mark.django_db
def test_working_copy_of_what_was_sent_keeps_its_version(response, author):
    second = publish_next(response.questionnaire_version, author)
    copied = copy_response(response, by=author, open_questions=["name"])

    with pytest.raises(TransitionRefused):
        move_response(copied, second, by=author)


@pytest.mark.django_db
def test_response_moves_to_the_version_in_use_alone(response, author):
    first = response.questionnaire_version
    second = publish_next(first, author)
    third = publish_next(first, author)

    for version in (first, second, make_test_response(author).questionnaire_version):
        with pytest.raises(TransitionRefused):
            move_response(response, version, by=author)
    assert move_response(response, third, by=author).questionnaire_version == third


@pytest.mark.django_db
def test_others_do_not_move_it_and_a_changed_response_is_read_again_first(response, author):
    second = publish_next(response.questionnaire_version, author)

    with pytest.raises(RoleRefused):
        move_response(response, second, by=person(Role.MANAGER))
    with pytest.raises(StaleRecord):
        move_response(response, second, by=author, expected_version="0")
    assert not LostAnswer.objects.exists()


# --- At the same moment ---------------------------------------------------------------------------------
def race(monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    """One window saves an answer that the new version does not ask for, while another moves the response."""
    author = person(Role.MANAGER)
    response = make_test_response(author)
    second = publish_next(response.questionnaire_version, author)
    read = migration.read_response

    def read_and_wait(locked: Any) -> Any:
        result = read(locked)
        let_others_go_first()
        return result

    monkeypatch.setattr(migration, "read_response", read_and_wait)

    def save() -> str:
        wait_for_others()
        save_answers(response, {"problem": "Hao điện"}, by=author, version="0")
        return "saved"

    saved, moved = run_concurrently([save, lambda: move_response(response, second, by=author)])
    assert moved.questionnaire_version == second
    return saved, response


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_answer_that_is_saved_while_the_response_moves_is_not_lost_silently(monkeypatch):
    saved, response = race(monkeypatch)

    assert isinstance(saved, EditConflict)
    assert not Answer.objects.filter(response=response).exists()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_answer_would_be_lost_silently(monkeypatch):
    """The negative control: the answer is saved, and neither asked nor shown as lost any more."""
    remove_lock(monkeypatch, response_actions)

    saved, response = race(monkeypatch)

    assert saved == "saved"
    assert "problem" not in read_response(type(response).objects.get(pk=response.pk)).answers
    assert not LostAnswer.objects.filter(response=response, question="problem").exists()
