"""Lists of what was answered: one for each questionnaire, whose columns are its questions."""

from dataclasses import replace
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT
from ecosystem.core.text import parse_pk
from ecosystem.core.web.navigation import record_url
from ecosystem.lists import cells
from ecosystem.lists.filters import DayFrom, DayTo, StrictFilterSet
from ecosystem.lists.listing import Column, Empty, Listing, register_listing_family
from ecosystem.lists.values import Stored
from ecosystem.questionnaires.columns import answer_columns, asked_in
from ecosystem.questionnaires.models import Questionnaire, QuestionnaireResponse, VersionStatus
from ecosystem.questionnaires.purposes import PURPOSES

SLUG = "answers-"
SHOWN_QUESTIONS = 4  # columns of answers that the list shows at first


class AnswerFilter(StrictFilterSet):
    """By version, and by the day on which it was sent."""

    version = django_filters.NumberFilter(
        field_name="questionnaire_version__number", label=gettext_lazy("Version"), min_value=1, max_value=100_000
    )
    sent_from = DayFrom(label=gettext_lazy("Sent from"), field_name="closed_at")
    sent_until = DayTo(label=gettext_lazy("Sent until"), field_name="closed_at")

    class Meta:
        model = QuestionnaireResponse
        fields: list[str] = []


def may_list_answers(user: User) -> bool:
    """Whether the user's role lets them list what was sent; which rows, the purpose decides."""
    return bool(user.has_role(*DEPARTMENT))


class _Title:
    """The title of the list in the language of the reader."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire

    def __str__(self) -> str:
        return str(gettext_lazy("Answers: %(name)s")) % {"name": self.questionnaire.label}


def answer_listing(questionnaire: Questionnaire) -> Listing:
    """The list of what was sent in answer to the questionnaire, in all its versions.

    Drafts and test responses are nobody's but their authors'. A person sees what the purpose lets them read.
    """
    purpose = PURPOSES[questionnaire.purpose]
    published = questionnaire.versions.exclude(status=VersionStatus.DRAFT).order_by("-number")
    number = Column("number", gettext_lazy("Number"), Stored("pk"), kind="integer", sort=("pk",), visible=False)
    head, *others = [*purpose.record_columns(), number]

    def rows(user: User) -> QuerySet[QuestionnaireResponse]:
        responses = purpose.responses_visible_to(user).filter(questionnaire_version__questionnaire=questionnaire)
        return responses.filter(closed_at__isnull=False, is_test=False).select_related("questionnaire_version")

    return Listing(
        slug=f"{SLUG}{questionnaire.pk}",
        url_name="questionnaires:response_list",
        url_args=(questionnaire.code,),
        title=_Title(questionnaire),
        order="-number",
        rows=rows,
        may_open=may_list_answers,
        filterset=AnswerFilter,
        empty=Empty(
            gettext_lazy("Nothing was sent yet."), gettext_lazy("What is sent is listed here, with its answers.")
        ),
        address_of=_address,
        is_of_family=True,
        columns=(
            _with_link(head),
            *others,
            Column("sent", gettext_lazy("Sent"), Stored("closed_at"), kind="time"),
            Column("version", gettext_lazy("Version"), Stored("questionnaire_version__number"), kind="integer"),
            *answer_columns(asked_in(version.definition for version in published), visible=SHOWN_QUESTIONS),
        ),
    )


def _with_link(column: Column) -> Column:
    """The first column, which leads to the answers."""

    def cell(row: Any) -> Any:
        return cells.title(_address(row), column.value(row))

    return replace(column, cell=cell)


def _address(response: QuestionnaireResponse) -> str:
    return record_url("questionnaires:response_check", response.pk)


def _find(slug: str) -> Listing | None:
    pk = parse_pk(slug.removeprefix(SLUG))
    questionnaire = Questionnaire.objects.filter(pk=pk).first() if pk else None
    return answer_listing(questionnaire) if questionnaire else None


register_listing_family(SLUG, _find)
