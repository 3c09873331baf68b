"""Import of questions from JSON into a draft."""

from django.db import transaction

from ecosystem.accounts.models import User
from ecosystem.core.conflicts import require_version, version_of
from ecosystem.core.workflow import lock
from ecosystem.questionnaires.actions.questionnaire import save_definition
from ecosystem.questionnaires.definition import Definition
from ecosystem.questionnaires.models import QuestionnaireVersion


@transaction.atomic
def import_definition(
    draft: QuestionnaireVersion, *, definition: Definition, by: User, expected_version: str | None = None
) -> QuestionnaireVersion:
    """Replace all questions of the draft. `expected_version` is that of the draft on the page that asked.

    Raises StaleRecord, RoleRefused, WrongState.
    """
    locked = lock(draft)
    require_version(locked, expected_version)
    return save_definition(locked, definition, by=by, version=version_of(locked))
