"""A startup reports a deliverable: begin, answer, send."""

from ecosystem.accounts.models import User
from ecosystem.questionnaires.actions.response import save_answers
from ecosystem.questionnaires.models import QuestionnaireResponse
from programmes.grants.actions.contract import begin_report, report_deliverable
from programmes.grants.models import Tranche
from tests.factories.questionnaires import report_form


def filled_report(tranche: Tranche, *, by: User, text: str) -> QuestionnaireResponse:
    """The open report on the tranche with this text."""
    report_form()
    response = begin_report(tranche, by=by)
    return save_answers(response, {"done": text}, by=by, version=str(response.version))


def report(tranche: Tranche, *, by: User, text: str = "Đã xong.") -> Tranche:
    """The tranche after this person reported its deliverable."""
    filled_report(tranche, by=by, text=text)
    return report_deliverable(Tranche.objects.get(pk=tranche.pk), by=by)
