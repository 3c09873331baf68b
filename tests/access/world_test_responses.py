"""Test responses of an officer: one that is filled in, with a file, and one that was sent."""

from typing import Any

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
    w.things.update(form_version=version, test_response=begun, sent_test=sent, answer_file=file)
