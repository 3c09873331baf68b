"""The engine: what is asked, what is wrong with a definition, how answers are saved, closed and copied."""

from copy import deepcopy

import pytest
from django.db import IntegrityError, transaction

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import EditConflict
from ecosystem.core.workflow import RoleRefused, TransitionRefused, WrongState
from ecosystem.questionnaires.actions.questionnaire import (
    UnusableDefinition,
    create_questionnaire,
    publish_version,
    retire_version,
    save_definition,
    start_draft,
)
from ecosystem.questionnaires.actions.response import close_response, copy_response, save_answers
from ecosystem.questionnaires.definition import read_definition
from ecosystem.questionnaires.gaps import find_gaps
from ecosystem.questionnaires.models import Answer, QuestionnaireVersion, VersionStatus
from ecosystem.questionnaires.reading import FilledQuestionnaire, read_response
from tests.factories import person
from tests.factories.questionnaires import SMALL, QuestionnaireVersionFactory, make_test_response, question

pytestmark = pytest.mark.django_db
ROWS = [
    {"type": "labour", "what": "Kỹ sư", "quantity": 2, "price": 30},
    {"type": "other", "what": "Máy", "quantity": 1, "price": 40},
]


@pytest.fixture
def manager():
    return person(Role.MANAGER)


@pytest.fixture
def response(manager):
    return make_test_response(manager)


def save(response, by, **values):
    response.refresh_from_db()
    return save_answers(response, values, by=by, version=str(response.version))


# --- What is asked --------------------------------------------------------------------------------------
def filled(**answers):
    return FilledQuestionnaire(read_definition(SMALL), answers)


@pytest.mark.parametrize(("helped", "asked"), [(None, False), (False, False), (True, True)])
def test_question_is_asked_only_while_its_condition_holds(helped, asked):
    assert ("help_received" in filled(helped=helped).asked) == asked


def test_what_depends_on_a_hidden_question_is_hidden():
    definition = deepcopy(SMALL)
    definition["sections"][0]["questions"].append(
        question("short_text", "who", condition={"rules": [{"of": "help_received", "compare": "answered"}]})
    )
    answers = {"helped": False, "help_received": "SpeedUP", "who": "Sở"}

    read = FilledQuestionnaire(read_definition(definition), answers)

    assert {"help_received", "who"}.isdisjoint(read.asked)
    assert read.kept_answers() == {"helped": False}


def test_check_fails_only_once_all_it_reads_is_answered():
    rows = [{"id": "a", **ROWS[0]}]

    assert filled(own_money=100).failed_checks == []
    assert [check.key for check in filled(own_money=100, costs=rows).failed_checks] == ["own_share"]
    assert filled(own_money=60, costs=rows).failed_checks == []


# --- Building -------------------------------------------------------------------------------------------
def test_manager_builds_publishes_and_replaces_a_version(manager):
    form = create_questionnaire(code="bao-cao", name="Báo cáo", purpose="deliverable_report", by=manager)
    draft = form.versions.get()
    draft = save_definition(draft, read_definition(SMALL), by=manager, version="0")
    first = publish_version(draft, by=manager)
    second = publish_version(start_draft(form, by=manager), by=manager)

    first.refresh_from_db()
    assert (first.status, second.status, second.number) == (VersionStatus.RETIRED, VersionStatus.PUBLISHED, 2)
    assert second.definition == read_definition(SMALL)
    assert start_draft(form, by=manager) == start_draft(form, by=manager)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DIRECTOR, Role.COUNCIL, Role.EVALUATOR, Role.PARTNER_HEAD])
def test_others_build_nothing(role, manager):
    draft = QuestionnaireVersionFactory()

    with pytest.raises(RoleRefused):
        save_definition(draft, read_definition(SMALL), by=person(role), version="0")
    with pytest.raises(RoleRefused):
        publish_version(draft, by=person(role))


def test_second_editor_of_a_draft_meets_a_conflict(manager):
    draft = QuestionnaireVersionFactory()
    save_definition(draft, read_definition({}), by=manager, version="0")

    with pytest.raises(EditConflict):
        save_definition(draft, read_definition(SMALL), by=manager, version="0")


@pytest.mark.row("B5")
def test_database_refuses_to_change_or_delete_a_published_version(manager):
    published = QuestionnaireVersionFactory(published=True)

    with pytest.raises(WrongState):
        save_definition(published, read_definition({}), by=manager, version="0")
    for statement in (
        lambda: QuestionnaireVersion.objects.update(content={}),
        lambda: QuestionnaireVersion.objects.update(status="draft"),
        lambda: QuestionnaireVersion.objects.all().delete(),
    ):
        with pytest.raises(Exception, match="published_version"), transaction.atomic():
            statement()
    retire_version(published, by=manager, reason="Không dùng nữa")


def wrong(definition):
    with pytest.raises(UnusableDefinition) as refused:
        publish_version(QuestionnaireVersionFactory(definition=definition), by=person(Role.MANAGER))
    return [(problem.section, problem.question, problem.check) for problem in refused.value.problems]


def one_section(*questions, checks=()):
    sections = [{"key": "a", "title": {"vi": "A"}, "questions": list(questions)}]
    return {"sections": sections, "checks": list(checks)}


def check(expression):
    return {"key": "c", "expression": expression, "message": {"vi": "Sai"}, "at": "x"}


def depends_on(*keys):
    return {"rules": [{"of": key, "compare": "answered"} for key in keys]}


X = question("whole_number", "x")


@pytest.mark.parametrize(
    ("definition", "places"),
    [
        ({}, [("", "", "")]),
        (one_section(), [("", "", ""), ("a", "", "")]),
        (one_section(X, X), [("a", "x", "")]),
        (one_section(question("choice", "x")), [("a", "x", "")]),
        (one_section(question("whole_number", "x", minimum=2, maximum=1)), [("a", "x", "")]),
        (one_section(question("short_text", "x", condition=depends_on("y"))), [("a", "x", "")]),
        (one_section(question("short_text", "x", condition=depends_on("x"))), [("a", "x", "")]),
        (
            one_section(
                question("yes_no", "x", condition=depends_on("y")), question("yes_no", "y", condition=depends_on("x"))
            ),
            [("a", "x", ""), ("a", "y", "")],
        ),
        (one_section(X, checks=[check("x <= z")]), [("", "", "c")]),
        (one_section(X, checks=[check("x <= 'a'")]), [("", "", "c")]),
        (one_section(X, checks=[check("x + 1")]), [("", "", "c")]),
        (one_section(X, checks=[check("x <=")]), [("", "", "c")]),
        (one_section(X, checks=[check("__import__('os').system('id') == 0")]), [("", "", "c")]),
        (
            one_section(
                question(
                    "table",
                    "x",
                    columns=[{"key": "a", "label": {"vi": "A"}}],
                    totals=[{"key": "t", "label": {"vi": "T"}, "column": "a"}],
                )
            ),
            [("a", "x", "")],
        ),
    ],
)
def test_bad_definition_is_refused_at_publishing_with_its_place(definition, places):
    assert wrong(definition) == places


# --- Answers --------------------------------------------------------------------------------------------
@pytest.mark.row("A8")
def test_rows_are_saved_with_totals_that_the_server_works_out(response, manager):
    save(response, manager, name="Kho lạnh", costs=ROWS)

    read = read_response(response)
    assert [(row["what"], row["price"]) for row in read.answers["costs"]] == [("Kỹ sư", 30), ("Máy", 40)]
    assert read.totals(read.definition.questions["costs"]) == {"total": 100, "labour": 60}
    stored = Answer.objects.filter(response=response, question__startswith="costs.")
    assert dict(stored.values_list("question", "number")) == {"costs.total": 100, "costs.labour": 60}


def test_unchanged_rows_keep_their_version(response, manager):
    save(response, manager, costs=ROWS)
    first, second = read_response(response).answers["costs"]

    save(response, manager, costs=[first, {**second, "price": 50}])

    versions = Answer.objects.filter(response=response, question="costs").order_by("position")
    assert list(versions.values_list("row", "version")) == [(first["id"], 1), (second["id"], 2)]


def test_stale_save_is_refused_and_changes_nothing(response, manager):
    save(response, manager, name="Một")

    with pytest.raises(EditConflict):
        save_answers(response, {"name": "Hai"}, by=manager, version="0")
    assert read_response(response).answers == {"name": "Một"}


@pytest.mark.row("A7")
def test_answers_to_hidden_questions_are_dropped_when_the_response_is_closed(response, manager):
    save(response, manager, helped=True, help_received="SpeedUP")
    save(response, manager, helped=False)
    close_response(response)

    assert read_response(response).answers == {"helped": False}


def test_closed_response_is_frozen_in_the_database(response, manager):
    save(response, manager, name="Kho lạnh")
    with transaction.atomic():
        close_response(response)

    with pytest.raises(TransitionRefused):
        save(response, manager, name="Khác")
    with pytest.raises(IntegrityError, match="closed response"), transaction.atomic():
        Answer.objects.filter(response=response).update(value="Khác")


def test_only_open_questions_of_a_working_copy_change(response, manager):
    save(response, manager, name="Kho lạnh", costs=ROWS)
    copied = copy_response(response, by=manager, open_questions=["problem"])

    with pytest.raises(TransitionRefused):
        save(copied, manager, name="Khác")
    save(copied, manager, problem="Hao điện")

    assert read_response(copied).answers["costs"] == read_response(response).answers["costs"]
    assert "problem" not in read_response(response).answers


def test_test_response_is_its_authors_alone(response):
    with pytest.raises(RoleRefused):
        save(response, person(Role.MANAGER), name="Khác")


# --- Gaps -----------------------------------------------------------------------------------------------
def gaps_of(**answers):
    return [(gap.question, gap.row) for gap in find_gaps(filled(**answers), required=frozenset({"send"}))]


@pytest.mark.row("A5")
def test_every_missing_answer_is_a_gap_with_its_place():
    rows = [{"id": "a", "what": "Máy"}, {"id": "b", "what": ""}]

    assert gaps_of() == [("name", None), ("problem", None), ("helped", None)]
    assert gaps_of(name="Kho", problem="Hao điện", helped=True) == [("help_received", None)]
    assert gaps_of(name="Kho", problem="Hao điện", helped=False, costs=rows) == [("costs", 2)]


def test_failed_check_is_a_gap_where_it_stands():
    rows = [{"id": "a", **ROWS[0]}]

    assert gaps_of(name="Kho", problem="Hao", helped=False, own_money=100, costs=rows) == [("own_money", None)]


def test_answer_is_required_only_from_its_stage():
    assert find_gaps(filled(), required=frozenset()) == []
