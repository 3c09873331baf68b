"""Export and import of questionnaires as JSON, and the page of differences: who, what, and what is said."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import version_of
from ecosystem.core.steps import SHOWN_VERSION
from ecosystem.questionnaires.actions.questionnaire import save_definition
from ecosystem.questionnaires.definition import MAX_JSON, read_definition, read_definition_json
from ecosystem.questionnaires.models import Questionnaire, QuestionnaireVersion
from tests.factories import person
from tests.factories.questionnaires import SMALL, QuestionnaireVersionFactory, question
from tests.programmes.grants.cases import client_of

pytestmark = pytest.mark.django_db
OTHER = {"sections": [{"key": "a", "title": {"vi": "A"}, "questions": [question("yes_no", "x")]}]}
BAD = json.dumps({"sections": [{"key": "a", "questions": [{"kind": "text", "key": "x"}]}]})


@pytest.fixture
def manager():
    return person(Role.MANAGER)


@pytest.fixture
def draft():
    return QuestionnaireVersionFactory()


def address(name, version, **query):
    return reverse(f"questionnaires:{name}", args=[version.questionnaire.code, version.number], query=query)


def import_into(draft, user, text="", **data):
    data.setdefault(SHOWN_VERSION, version_of(draft))
    return client_of(user).post(address("version_import", draft), {"text": text, **data})


# --- Export ---------------------------------------------------------------------------------------------
def test_export_names_its_schema_and_reads_back_as_the_same_questions(manager, draft):
    response = client_of(manager).get(address("version_export", draft))

    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{draft.questionnaire.code}-1.json"'
    assert "Nội dung dự án" in response.content.decode()
    assert read_definition_json(response.content) == read_definition(SMALL)
    path = json.loads(response.content)["$schema"].removeprefix("http://localhost:8000").partition("/questionnaires")
    assert "/questionnaires" + path[2] == reverse("questionnaires:schema")


def test_schema_is_published_for_everybody_under_its_own_address(draft, manager):
    response = Client().get(reverse("questionnaires:schema"))
    exported = client_of(manager).get(address("version_export", draft)).json()

    schema = response.json()
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/schema+json")
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == exported["$schema"]
    assert set(schema["$defs"]["Definition"]["properties"]) == {"$schema", "sections", "checks"}


# --- Import into a draft --------------------------------------------------------------------------------
def test_pasted_questions_replace_those_of_the_draft(manager, draft):
    page = client_of(manager).get(address("version_import", draft))
    assert page.status_code == 200

    response = import_into(draft, manager, json.dumps(OTHER))

    draft = QuestionnaireVersion.objects.get()
    assert response.status_code == 302
    assert (draft.definition, draft.version) == (read_definition(OTHER), 1)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_uploaded_file_replaces_them_with_or_without_a_byte_order_mark(manager, draft, mark):
    exported = client_of(manager).get(address("version_export", QuestionnaireVersionFactory(definition=OTHER)))

    import_into(draft, manager, file=SimpleUploadedFile("a.json", mark + exported.content))

    draft.refresh_from_db()
    assert draft.definition == read_definition(OTHER)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BAD, "Phần 1 (a), câu 1 (x), kind: “text” không phải là giá trị được phép"),
        ("{", "Nội dung bị cắt ngang: JSON chưa trọn vẹn."),
        ("", "Hãy chọn tệp hoặc dán nội dung, một trong hai."),
    ],
)
def test_fault_is_shown_beside_the_field_with_what_was_typed(manager, draft, text, message):
    response = import_into(draft, manager, text)

    assert response.status_code == 422
    assert [str(error) for error in response.context["form"].errors["text"]] == [message]
    assert response.context["form"]["text"].value() == text
    assert QuestionnaireVersion.objects.get().definition == read_definition(SMALL)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[" * 50_000, b" " * (MAX_JSON + 1)])
def test_hostile_file_is_refused_beside_its_field(manager, draft, content):
    response = import_into(draft, manager, file=SimpleUploadedFile("a.json", content))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["file"]


def test_draft_that_somebody_changed_meanwhile_is_not_replaced(manager, draft):
    shown = version_of(draft)
    save_definition(draft, read_definition(OTHER), by=manager, version=shown)

    response = import_into(draft, manager, json.dumps(SMALL), **{SHOWN_VERSION: shown})

    assert response.status_code == 409
    assert QuestionnaireVersion.objects.get().definition == read_definition(OTHER)


def test_published_version_takes_no_import(manager):
    published = QuestionnaireVersionFactory(published=True)

    assert import_into(published, manager, json.dumps(OTHER)).status_code == 409
    assert QuestionnaireVersion.objects.get().definition == read_definition(SMALL)


# --- A new questionnaire --------------------------------------------------------------------------------
def test_new_questionnaire_begins_with_imported_questions(manager):
    data = {"name": "Biểu mẫu mới", "purpose": "deliverable_report", "text": json.dumps(OTHER)}

    response = client_of(manager).post(reverse("questionnaires:questionnaire_import"), data)

    created = Questionnaire.objects.get()
    assert response.status_code == 302
    assert (created.name, created.is_shipped, created.versions.get().status) == ("Biểu mẫu mới", False, "draft")
    assert created.versions.get().definition == read_definition(OTHER)


def test_new_questionnaire_is_not_made_of_a_faulty_text(manager):
    data = {"name": "Biểu mẫu mới", "purpose": "deliverable_report", "text": BAD}

    response = client_of(manager).post(reverse("questionnaires:questionnaire_import"), data)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["text"]
    assert not Questionnaire.objects.exists()


# --- Differences ----------------------------------------------------------------------------------------
@pytest.mark.row("B55")
def test_page_of_differences_compares_with_the_version_before_or_a_named_one(manager):
    first = QuestionnaireVersionFactory(published=True)
    second = QuestionnaireVersionFactory(questionnaire=first.questionnaire, definition=OTHER)
    client = client_of(manager)

    page = client.get(address("version_differences", second))
    backwards = client.get(address("version_differences", first, **{"from": 2}))

    assert (page.context["base"], backwards.context["base"]) == (first, second)
    assert [str(one.outcome) for one in page.context["differences"].sections] == ["added", "removed", "removed"]
    assert [str(one.outcome) for one in backwards.context["differences"].sections] == ["added", "added", "removed"]
    assert client.get(address("version_differences", second, **{"from": 9})).status_code == 404
    assert client.get(address("version_differences", second, **{"from": "x"})).status_code == 404
    assert client.get(address("version_differences", first)).context["base"] is None


def test_markup_in_a_question_is_shown_as_words(manager):
    first = QuestionnaireVersionFactory(published=True)
    hostile = {"sections": [{"key": "a", "title": {"vi": "<script>alert(1)</script>"}, "questions": []}]}
    second = QuestionnaireVersionFactory(questionnaire=first.questionnaire, definition=hostile)

    page = client_of(manager).get(address("version_differences", second)).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
