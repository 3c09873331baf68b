"""Contributions with what a unit wrote in their form."""

from typing import Any

from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.questionnaires.actions.response import save_answers, start_response
from ecosystem.questionnaires.models import Answer, QuestionnaireResponse
from ecosystem.reports.actions.contribution import begin_contribution
from ecosystem.reports.models import WRITABLE_STATUSES, Contribution, ContributionStatus
from tests.factories.questionnaires import shipped_form


def write(contribution: Contribution, *, by: User, **texts: str) -> QuestionnaireResponse:
    """The open form of the contribution after this person saved these answers."""
    shipped_form("contribution")
    response = begin_contribution(contribution, by=by)
    return save_answers(response, texts, by=by, version=str(response.version))


def written_contribution(
    status: str = ContributionStatus.DRAFT, *, texts: dict[str, str] | None = None, **fields: Any
) -> Contribution:
    """A contribution in any state, with these answers; its form is closed unless the unit may write."""
    response = start_response(shipped_form("contribution"), by=None)
    for question, text in (texts or {"results": "Kết quả"}).items():
        Answer.objects.create(response=response, question=question, value=text)
    if status not in WRITABLE_STATUSES:
        response.closed_at = timezone.now()
        response.save()
    return Contribution.objects.create(status=status, response=response, **fields)
