"""A questionnaire of the whole department in the world: version 1 in use, version 2 a draft with a part of each kind."""

from copy import deepcopy
from typing import Any

from ecosystem.questionnaires.definition import definition_data, read_definition
from tests.factories.questionnaires import SMALL, QuestionnaireFactory, QuestionnaireVersionFactory, question

DRAFT = 2


def draft_definition() -> dict[str, Any]:
    """The small definition, with a condition on words on one more question, and on a section."""
    definition = deepcopy(SMALL)
    on_words = {"rules": [{"of": "name", "value": "ABC"}]}
    definition["sections"][0]["questions"].append(question("short_text", "partner", condition=on_words))
    definition["sections"].append(
        {
            "key": "rest",
            "title": {"vi": "Phần còn lại", "en": "The rest"},
            "condition": on_words,
            "questions": [
                question("choice", "size", options=[{"key": one, "label": {"vi": one, "en": one}} for one in "abc"])
            ],
        }
    )
    return definition


def add_questionnaire(things: dict[str, Any]) -> None:
    questionnaire = QuestionnaireFactory(code="bao-cao", name="Báo cáo kết quả", name_en="Report of results")
    published = QuestionnaireVersionFactory(questionnaire=questionnaire, published=True)
    draft = QuestionnaireVersionFactory(
        questionnaire=questionnaire, content=definition_data(read_definition(draft_definition()))
    )
    assert draft.number == DRAFT
    things.update(questionnaire=questionnaire, published_version=published, draft_version=draft)
    idle = QuestionnaireFactory(code="khong-ban-thao", name="Biểu mẫu đang dùng")
    QuestionnaireVersionFactory(questionnaire=idle, published=True)
    things.update(questionnaire_in_use=idle)
