"""Answers as columns of a list and of its files: which rows, which columns, which words."""

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.lists.files import Reader, csv_export, export_lines, matching_rows
from ecosystem.lists.listing import ListState, find_listing
from ecosystem.lists.registry import find_labels
from ecosystem.questionnaires.actions.response import close_response, save_answers, start_response
from ecosystem.questionnaires.answer_lists import answer_listing
from ecosystem.questionnaires.columns import answer_columns, asked_in
from ecosystem.questionnaires.definition import read_definition
from ecosystem.questionnaires.models import AnswerFile, QuestionnaireResponse
from programmes.grants.models import Tranche, TrancheStatus
from tests.factories import person
from tests.factories.questionnaires import (
    COSTS,
    QuestionnaireVersionFactory,
    make_test_response,
    question,
    sent_report,
    text,
)
from tests.programmes.grants.cases import client_of, contracted_case

pytestmark = pytest.mark.django_db
OPTIONS = [{"key": "a", "label": text("Một", "One")}, {"key": "b", "label": text("Hai", "Two")}]
EVERY_KIND = {
    "sections": [
        {
            "key": "all",
            "title": text("Tất cả"),
            "questions": [
                question("short_text", "name"),
                question("whole_number", "months"),
                question("money", "sum"),
                question("mark", "mark"),
                question("date", "day"),
                question("choice", "one", options=OPTIONS),
                question("choices", "some", options=OPTIONS),
                question("yes_no", "helped"),
                question("statement", "true_words"),
                question("ward", "ward"),
                question("heading", "head"),
                question("file", "proof"),
                COSTS,
            ],
        }
    ]
}
ANSWERS = {
    "name": "=cmd|' /C calc'!A0",
    "months": 12,
    "sum": 5_000_000,
    "mark": 8.5,
    "day": "2026-06-30",
    "one": "b",
    "some": ["a", "b"],
    "helped": False,
    "true_words": True,
    "costs": [
        {"type": "labour", "what": "Kỹ sư", "quantity": 2, "price": 30},
        {"type": "other", "what": "Máy", "quantity": 1, "price": 40},
    ],
}


def in_list(questionnaire: Any, user: User, query: str = "") -> list[QuestionnaireResponse]:
    return list(matching_rows(ListState(answer_listing(questionnaire), QueryDict(query)), Reader(user)))


def lines_of(questionnaire: Any, user: User, query: str) -> list[list[Any]]:
    state = ListState(answer_listing(questionnaire), QueryDict(query))
    return list(export_lines(state, matching_rows(state, Reader(user)), user))


@pytest.fixture
def case():
    """A tranche whose report answers EVERY_KIND, and another one with the shipped report."""
    case = contracted_case("in_progress", TrancheStatus.REPORTED, TrancheStatus.REPORTED)
    version = QuestionnaireVersionFactory(published=True, definition=EVERY_KIND)
    response = start_response(version, by=case.owner)
    Tranche.objects.filter(pk=case.tranches[0].pk).update(response=response, status=TrancheStatus.PLANNED)
    response = save_answers(response, ANSWERS, by=case.owner, version="0")
    AnswerFile.objects.create(
        response=response, question="proof", file="a/b", original_name="ảnh.png", size=1, uploaded_by=case.owner
    )
    close_response(response)
    Tranche.objects.filter(pk=case.tranches[0].pk).update(status=TrancheStatus.REPORTED)
    case.form = version.questionnaire
    case.response = response
    return case


def test_every_kind_of_answer_has_its_value_in_a_file(case):
    keys = [column.key for column in answer_listing(case.form).columns if column.key.startswith("a-")]
    with translation.override("en"):
        [line] = lines_of(case.form, case.officer, f"cols={','.join(keys)}")

    contract = f"{case.tranches[0].contract.number}/1"
    assert dict(zip(["tranche", *keys], line, strict=True)) == {
        "tranche": contract,
        "a-name": "=cmd|' /C calc'!A0",
        "a-months": 12,
        "a-sum": 5_000_000,
        "a-mark": 8.5,
        "a-day": date(2026, 6, 30),
        "a-one": "Two",
        "a-some": "One, Two",
        "a-helped": "No",
        "a-true_words": "Yes",
        "a-ward": "",
        "a-proof": "ảnh.png",
        "a-costs": "Labour; Kỹ sư; 2; 30\nOther; Máy; 1; 40",
        "a-costs.total": 100,
        "a-costs.labour": 60,
    }


def test_formula_in_an_answer_is_not_run_by_a_spreadsheet(case):
    state = ListState(answer_listing(case.form), QueryDict("cols=a-name"))
    lines = export_lines(state, matching_rows(state, Reader(case.officer)), case.officer)

    [_head, line] = csv.reader(StringIO("".join(csv_export(state, lines))))
    assert line[1] == "'=cmd|' /C calc'!A0"


def test_page_and_file_read_an_answer_alike(case):
    listing = answer_listing(case.form)
    keys = [column.key for column in listing.columns if column.key.startswith("a-")]
    state = ListState(listing, QueryDict(f"cols={','.join(keys)}"))
    [row] = matching_rows(state, Reader(case.officer))

    assert [[column.value(row) for column in state.columns]] == lines_of(
        case.form, case.officer, f"cols={','.join(keys)}"
    )


def test_chosen_columns_are_read_by_one_statement(case, django_assert_num_queries):
    state = ListState(answer_listing(case.form), QueryDict("cols=a-name,a-costs,a-costs.total,a-proof"))
    rows = matching_rows(state, Reader(case.officer))

    with django_assert_num_queries(1):
        list(rows)


def test_hidden_columns_of_answers_cost_nothing(case):
    state = ListState(answer_listing(case.form), QueryDict("cols=sent"))

    assert "questionnaires_answer" not in str(matching_rows(state, Reader(case.officer)).query)


# --- Which rows -----------------------------------------------------------------------------------------
def test_list_holds_what_was_sent_and_the_reader_may_see(case):
    others_draft = start_response(case.response.questionnaire_version, by=case.owner)
    Tranche.objects.filter(pk=case.tranches[1].pk).update(response=others_draft)  # not sent yet
    make_test_response(case.manager)
    foreign = contracted_case("in_progress", TrancheStatus.REPORTED)
    foreign_response = start_response(case.response.questionnaire_version, by=foreign.owner)
    foreign_response.closed_at = timezone.now()
    foreign_response.save()
    Tranche.objects.filter(pk=foreign.tranches[0].pk).update(response=foreign_response)

    assert in_list(case.form, case.officer) == in_list(case.form, case.manager)
    assert in_list(case.form, case.officer)[-1] == case.response
    assert others_draft not in in_list(case.form, case.officer)
    assert in_list(case.form, case.owner) == [case.response]
    assert in_list(case.form, person(Role.EVALUATOR)) == []
    assert not answer_listing(case.form).may_open(case.owner)


def test_test_responses_are_no_rows(case):
    tested = start_response(case.response.questionnaire_version, by=case.manager, is_test=True)
    tested.closed_at = timezone.now()
    tested.save()
    Tranche.objects.filter(pk=case.tranches[1].pk).update(response=tested)

    assert in_list(case.form, case.officer) == [case.response]


def test_versions_are_chosen_and_other_questionnaires_left_out(case):
    report = sent_report(case.owner)
    Tranche.objects.filter(pk=case.tranches[1].pk).update(response=report)

    assert in_list(case.form, case.officer, "version=1") == [case.response]
    assert in_list(case.form, case.officer, "version=2") == []


def test_list_is_found_by_its_slug_and_only_where_there_is_a_questionnaire(case):
    listing = answer_listing(case.form)

    assert find_listing(listing.slug).columns[-1].key == "a-costs.labour"
    assert str(find_labels(listing.slug).title) == str(listing.title)
    assert [find_listing(slug) for slug in ("answers-0", "answers-x", "answers-")] == [None] * 3
    with pytest.raises(SuspiciousOperation):
        ListState(listing, QueryDict("cols=a-nothing"))


# --- Several versions -----------------------------------------------------------------------------------
def test_questions_of_all_versions_have_their_columns_the_newest_wording_first():
    newest = read_definition({"sections": [{"key": "a", "questions": [question("choice", "x", options=OPTIONS[:1])]}]})
    oldest = read_definition(
        {"sections": [{"key": "a", "questions": [question("choice", "x", options=OPTIONS), question("money", "y")]}]}
    )

    columns = answer_columns(asked_in([newest, oldest]))

    assert [(column.key, column.kind) for column in columns] == [("a-x", "text"), ("a-y", "money")]


def test_question_that_changed_its_kind_is_shown_as_text():
    versions = [
        read_definition({"sections": [{"key": "a", "questions": [question(kind, "x")]}]})
        for kind in ("money", "short_text")
    ]
    [column] = answer_columns(asked_in(versions))

    class Row:
        stored_answers = None

    values = []
    for value in (5, "năm", None):
        Row.stored_answers = {"x": value}
        values.append(column.value(Row))
    assert (column.kind, values) == ("text", ["5", "năm", ""])


# --- The page -------------------------------------------------------------------------------------------
def test_page_and_file_of_the_list_are_the_departments(case):
    page = reverse("questionnaires:response_list", args=[case.form.code])
    file = reverse("lists:export_csv", args=[answer_listing(case.form).slug], query={"cols": "a-name,a-costs.total"})
    officer = client_of(case.officer)

    shown = officer.get(page)
    assert list(shown.context["page"]) == [case.response]
    assert reverse("questionnaires:response_check", args=[case.response.pk]) in shown.content.decode()
    assert b"100" in b"".join(officer.get(file).streaming_content)
    for client, status in ((client_of(case.owner), 404), (client_of(person(Role.ADMINISTRATOR)), 403)):
        assert client.get(page).status_code == status
        assert client.get(file).status_code == 403
