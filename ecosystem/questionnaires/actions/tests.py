"""Test responses: staff fill in a questionnaire of any version to try it, and no figure counts it (row B55)."""

from django.db import transaction
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.questionnaires.actions.files import delete_answer_files
from ecosystem.questionnaires.actions.response import close_response, lock_for_edit, prefill, start_response
from ecosystem.questionnaires.gaps import require_complete
from ecosystem.questionnaires.models import QuestionnaireResponse, QuestionnaireVersion
from ecosystem.questionnaires.models.questionnaire import QUESTIONNAIRE_READERS
from ecosystem.questionnaires.reading import purpose_of, read_response

MAX_TESTS = 20  # of one person and version


@transaction.atomic
def start_test(version: QuestionnaireVersion, *, by: User) -> QuestionnaireResponse:
    """Begin a test of the version, with what the portal would fill in. Raises RoleRefused, TransitionRefused."""
    if not by.has_role(*QUESTIONNAIRE_READERS):
        raise RoleRefused(_("Your role does not allow this step."))
    if version.responses.filter(is_test=True, created_by=by).count() >= MAX_TESTS:
        raise TransitionRefused(_("You have %(most)s tests of this version: delete one first.") % {"most": MAX_TESTS})
    response = start_response(version, by=by, is_test=True)
    prefill(response)
    return response


@transaction.atomic
def send_test(response: QuestionnaireResponse, *, by: User) -> QuestionnaireResponse:
    """Send the test as its record would be sent. Raises IncompleteResponse with the gaps, TransitionRefused."""
    locked = _lock_test(response, by)
    require_complete(read_response(locked), stage=purpose_of(locked).stage_of(locked))
    return close_response(locked)


@transaction.atomic
def delete_test(response: QuestionnaireResponse, *, by: User) -> None:
    """Delete a test with its answers and files; only its author may."""
    if not response.is_test or response.created_by_id != by.pk:
        raise RoleRefused(_("Your role does not allow this step."))
    locked = QuestionnaireResponse.objects.select_for_update().get(pk=response.pk)
    locked.closed_at = None
    locked.save(update_fields=["closed_at", "updated_at"])  # the answers of a sent test are frozen, too
    delete_answer_files(locked)
    locked.delete()


def _lock_test(response: QuestionnaireResponse, by: User) -> QuestionnaireResponse:
    if not response.is_test:
        raise TransitionRefused(_("This is no test."))
    return lock_for_edit(response, by=by)
