"""Test responses of an officer: one that is filled in, with a file, one that was sent, one whose form has a newer version."""

from typing import Any

from ecosystem.core.workflow import BySystem, move
from ecosystem.questionnaires.actions.response import close_response, save_answers, start_response
from ecosystem.questionnaires.models import AnswerFile
from tests.access.world_grants import stored_pdf
from tests.factories.questionnaires import SMALL, QuestionnaireVersionFactory, question

FORM = {
    "sections": [
        {
            **SMALL["sections"][0],
            "questions": [*SMALL["sections"][0]["questions"], question("file", "papers", accepts=["pdf"])],
        },
        {
            **SMALL["sections"][1],
            "questions": [
                question("short_text", "bank"),
                question("short_text", "branch"),
                *SMALL["sections"][1]["questions"],
            ],
        },
    ]
}
NEWER = {"sections": [{**SMALL["sections"][0], "questions": [question("short_text", "website")]}]}


def add_test_responses(w: Any) -> None:
    officer = w.people["officer"]
    version = QuestionnaireVersionFactory(questionnaire__code="mau-thu", published=True, definition=FORM)
    begun = start_response(version, by=officer, is_test=True)
    begun = save_answers(
        begun, {"name": "Kho lạnh", "costs": [{"what": "Máy", "quantity": 1, "price": 5}]}, by=officer, version="0"
    )
    file = AnswerFile.objects.create(
        response=begun,
        question="papers",
        file=stored_pdf(),
        original_name="Thuyết minh.pdf",
        content_type="application/pdf",
        size=4,
        sha256="0" * 64,
        uploaded_by=officer,
    )
    sent = close_response(start_response(version, by=officer, is_test=True))
    older = QuestionnaireVersionFactory(questionnaire__code="mau-cu", published=True)
    outdated = start_response(older, by=officer, is_test=True)
    outdated = save_answers(outdated, {"name": "Kho lạnh", "months": 12}, by=officer, version="0")
    move(older, "replace", by=BySystem())
    QuestionnaireVersionFactory(questionnaire=older.questionnaire, published=True, definition=NEWER)
    w.things["outdated_response"] = outdated
    w.things.update(form_version=version, test_response=begun, sent_test=sent, answer_file=file)
