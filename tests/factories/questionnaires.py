"""Questionnaires with a small definition: one question of several kinds, a condition, a table with totals, a check."""

from typing import Any

import factory
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.questionnaires.actions.response import start_response
from ecosystem.questionnaires.definition import definition_data, read_definition
from ecosystem.questionnaires.loading import load_questionnaire, read_shipped
from ecosystem.questionnaires.models import (
    Answer,
    Questionnaire,
    QuestionnaireResponse,
    QuestionnaireVersion,
    VersionStatus,
)


def text(vi: str, en: str = "") -> dict[str, str]:
    return {"vi": vi, "en": en} if en else {"vi": vi}


def question(kind: str, key: str, **members: Any) -> dict[str, Any]:
    """A question as JSON data, with its key as wording."""
    return {"kind": kind, "key": key, "label": text(f"Câu {key}", f"Question {key}"), **members}


def column(kind: str, key: str, **members: Any) -> dict[str, Any]:
    return {"kind": kind, "key": key, "label": text(f"Cột {key}", f"Column {key}"), **members}


COSTS = question(
    "table",
    "costs",
    columns=[
        column(
            "choice",
            "type",
            options=[
                {"key": "labour", "label": text("Tiền công", "Labour")},
                {"key": "other", "label": text("Khác", "Other")},
            ],
        ),
        column("short_text", "what", is_required=True),
        column("whole_number", "quantity", minimum=1),
        column("money", "price", minimum=0),
        column("money", "amount", product_of=["quantity", "price"]),
    ],
    totals=[
        {"key": "total", "label": text("Tổng", "Total"), "column": "amount"},
        {
            "key": "labour",
            "label": text("Tiền công", "Labour"),
            "column": "amount",
            "where": "type",
            "is_value": "labour",
        },
    ],
)
SMALL = {
    "sections": [
        {
            "key": "project",
            "title": text("Nội dung dự án", "Project"),
            "questions": [
                question("short_text", "name", required_from="send"),
                question("long_text", "problem", required_from="send"),
                question("yes_no", "helped", required_from="send"),
                question(
                    "long_text",
                    "help_received",
                    required_from="send",
                    condition={"rules": [{"of": "helped", "value": True}]},
                ),
                question("whole_number", "months", minimum=1, maximum=60),
            ],
        },
        {"key": "money", "title": text("Kinh phí", "Money"), "questions": [COSTS, question("money", "own_money")]},
    ],
    "checks": [
        {
            "key": "own_share",
            "expression": "own_money <= costs.total",
            "message": text("Vốn tự có không quá tổng kinh phí.", "Own money is at most the total."),
            "at": "own_money",
        }
    ],
}


class QuestionnaireFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Questionnaire

    code = factory.Sequence("form-{}".format)
    name = factory.Sequence("Biểu mẫu {}".format)
    purpose = "deliverable_report"


class QuestionnaireVersionFactory(factory.django.DjangoModelFactory):
    """A draft; `published=True` for the version in use. `definition` is JSON data."""

    class Meta:
        model = QuestionnaireVersion

    class Params:
        definition = SMALL
        published = factory.Trait(status=VersionStatus.PUBLISHED, published_at=factory.LazyFunction(timezone.now))

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    number = factory.LazyAttribute(lambda version: version.questionnaire.versions.count() + 1)
    content = factory.LazyAttribute(lambda version: definition_data(read_definition(version.definition)))


def make_test_response(user: User, definition: Any = None) -> QuestionnaireResponse:
    """A test response of this person to a version in use."""
    version = QuestionnaireVersionFactory(published=True, definition=definition or SMALL)
    return start_response(version, by=user, is_test=True)


def shipped_form(purpose: str) -> QuestionnaireVersion:
    """The version in use of the questionnaire that the portal ships for this purpose."""
    in_use = QuestionnaireVersion.objects.in_use_for(purpose, None)
    if in_use is not None:
        return in_use
    for shipped in read_shipped():
        load_questionnaire(shipped)
    return shipped_form(purpose)


def report_form() -> QuestionnaireVersion:
    """The version in use of the shipped form of reports on deliverables."""
    return shipped_form("deliverable_report")


def sent_report(user: User, words: str = "Đã xong.") -> QuestionnaireResponse:
    """A closed response to the form of reports, with its one required answer."""
    response = start_response(report_form(), by=user)
    Answer.objects.create(response=response, question="done", value=words, edited_by=user)
    response.closed_at = timezone.now()
    response.save()
    return response
