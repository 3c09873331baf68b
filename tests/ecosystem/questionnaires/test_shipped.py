"""`load_questionnaires`: the shipped questionnaires, again and again, beside what people change."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ecosystem.accounts.roles import Role
from ecosystem.questionnaires import loading
from ecosystem.questionnaires.actions.questionnaire import publish_version, retire_version, start_draft
from ecosystem.questionnaires.models import Questionnaire, QuestionnaireVersion, VersionStatus
from tests.factories import person
from tests.factories.questionnaires import SMALL, QuestionnaireFactory

pytestmark = pytest.mark.django_db
CODE = "thu"


@pytest.fixture
def ship(tmp_path, monkeypatch):
    """Writes one data file with this definition and loads it. Returns what the command said."""
    monkeypatch.setattr(loading.read_shipped, "__defaults__", (tmp_path,))

    def write(definition=SMALL, **members):
        content = {"code": CODE, "name": "Thử", "name_en": "", "purpose": "deliverable_report", **members}
        (tmp_path / "a.json").write_text(json.dumps({**content, "definition": definition}), encoding="utf-8")
        output = StringIO()
        call_command("load_questionnaires", stdout=output)
        return output.getvalue().strip()

    return write


def with_name(name):
    return {**SMALL, "sections": [{**SMALL["sections"][0], "title": {"vi": name}}, SMALL["sections"][1]]}


def test_shipped_files_of_the_portal_are_published_once():
    for _time in range(2):
        call_command("load_questionnaires", verbosity=0)

    report = Questionnaire.objects.get(code="bao-cao-ket-qua")
    version = report.versions.get()
    assert (report.is_shipped, version.status, version.number) == (True, VersionStatus.PUBLISHED, 1)


def test_shipped_report_of_a_deliverable_asks_what_its_form_asked():
    call_command("load_questionnaires", verbosity=0)
    done, proof = QuestionnaireVersion.objects.get(questionnaire__code="bao-cao-ket-qua").definition.questions.values()

    assert (str(done.label), str(proof.label)) == ("Công việc đã thực hiện", "Minh chứng")
    assert (done.kind, done.max_length, done.counted_in) == ("long_text", 10_000, "characters")
    assert (done.required_from, proof.required_from) == ("send", "")
    assert str(proof.help) == "PDF, Word, Excel, PowerPoint, JPG hoặc PNG, tối đa 20 MB."
    assert proof.accepts == ("pdf", "docx", "xlsx", "pptx", "jpg", "png")


def test_changed_file_gives_a_new_version_and_an_unchanged_one_none(ship):
    assert [ship(), ship(), ship(with_name("Khác"))] == [
        f"{CODE}: created",
        f"{CODE}: unchanged",
        f"{CODE}: version 2 published",
    ]
    states = QuestionnaireVersion.objects.order_by("number").values_list("number", "status", "published_by")
    assert list(states) == [(1, "retired", None), (2, "published", None)]


def test_what_people_changed_is_kept(ship):
    manager = person(Role.MANAGER)
    ship()
    draft = start_draft(Questionnaire.objects.get(code=CODE), by=manager)
    assert ship(with_name("Khác")) == f"{CODE}: kept as people changed it"

    version = publish_version(draft, by=manager)
    assert ship(with_name("Khác")) == f"{CODE}: kept as people changed it"

    retire_version(version, by=manager, reason="Không dùng nữa")
    assert ship(with_name("Khác")) == f"{CODE}: kept as people changed it"
    assert QuestionnaireVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("definition", "members", "message"),
    [
        ({"sections": 1}, {}, "sections"),
        ({}, {}, "cannot be published"),
        (SMALL, {"purpose": "nothing"}, "no purpose"),
        (SMALL, {"more": 1}, "expected the members"),
    ],
)
def test_bad_file_is_named_and_nothing_is_loaded(ship, definition, members, message):
    with pytest.raises(CommandError, match=message):
        ship(definition, **members)
    assert not Questionnaire.objects.exists()


def test_code_of_a_questionnaire_that_people_made_is_not_taken_over(ship):
    QuestionnaireFactory(code=CODE)

    with pytest.raises(CommandError, match="taken"):
        ship()
