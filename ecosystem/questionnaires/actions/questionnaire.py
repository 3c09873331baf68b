"""Build questionnaires: create, edit the draft, publish, take out of use, copy."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.core.conflicts import require_unchanged, require_version, version_of
from ecosystem.core.constraints import refuse_taken_identifiers
from ecosystem.core.workflow import (
    BySystem,
    RoleRefused,
    TransitionRefused,
    WrongState,
    add_audit_note,
    lock,
    move,
)
from ecosystem.questionnaires.code_lists import CODE_LISTS
from ecosystem.questionnaires.definition import (
    MAX_JSON,
    Definition,
    DefinitionError,
    definition_data,
    definition_json,
    read_definition,
)
from ecosystem.questionnaires.models import Questionnaire, QuestionnaireVersion, VersionStatus
from ecosystem.questionnaires.problems import Problem, find_problems
from ecosystem.questionnaires.purposes import PURPOSES


class UnusableDefinition(TransitionRefused):
    """Publishing was refused; `problems` name every place."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(_("This version cannot be published yet. %(problem)s") % {"problem": problems[0].text})
        self.problems = problems


@transaction.atomic
def create_questionnaire(
    *,
    code: str,
    name: str,
    purpose: str,
    by: User,
    name_en: str = "",
    unit: OrganisationUnit | None = None,
    definition: Definition | None = None,
) -> Questionnaire:
    """Create a questionnaire with a first draft. Raises RoleRefused, and ValidationError for a code in use."""
    questionnaire = Questionnaire(code=code, name=name, name_en=name_en, purpose=purpose, unit=unit)
    _require_builder(questionnaire, by)
    with refuse_taken_identifiers(questionnaire):
        questionnaire.save()
    _new_draft(questionnaire, definition or Definition(), by=by)
    add_audit_note(questionnaire, "create", by=by)
    return questionnaire


@transaction.atomic
def rename_questionnaire(
    questionnaire: Questionnaire, *, name: str, name_en: str, by: User, version: str
) -> Questionnaire:
    """Change the names; `version` is the one that the form read. Raises EditConflict, RoleRefused."""
    locked = lock(questionnaire)
    _require_builder(locked, by)
    require_unchanged(version_of(locked), version)
    locked.name, locked.name_en = name, name_en
    locked.save(update_fields=["name", "name_en", "updated_at"])
    return locked


@transaction.atomic
def start_draft(questionnaire: Questionnaire, *, by: User) -> QuestionnaireVersion:
    """The draft of the questionnaire; a new one begins with what is in use now."""
    locked = lock(questionnaire)
    _require_builder(locked, by)
    draft = locked.versions.filter(status=VersionStatus.DRAFT).first()
    if draft is not None:
        return draft
    latest = locked.versions.first()
    return _new_draft(locked, latest.definition if latest else Definition(), by=by)


@transaction.atomic
def save_definition(
    draft: QuestionnaireVersion, definition: Definition, *, by: User, version: str
) -> QuestionnaireVersion:
    """Save the draft's questions; `version` is the one that the form read. Raises EditConflict, RoleRefused, WrongState."""
    locked = _lock_draft(draft, by)
    require_unchanged(version_of(locked), version)
    return _save(locked, definition, by)


@transaction.atomic
def change_definition(
    draft: QuestionnaireVersion, change: Callable[[Definition], Definition], *, by: User
) -> QuestionnaireVersion:
    """Save what `change` makes of the questions that are saved now: for a step that shows no values, such as a move.

    Raises RoleRefused, WrongState, and what `change` raises.
    """
    locked = _lock_draft(draft, by)
    return _save(locked, change(locked.definition), by)


def _lock_draft(draft: QuestionnaireVersion, by: User) -> QuestionnaireVersion:
    locked = lock(draft)
    _require_builder(locked.questionnaire, by)
    if locked.status != VersionStatus.DRAFT:
        raise WrongState(locked)
    return locked


def _save(locked: QuestionnaireVersion, definition: Definition, by: User) -> QuestionnaireVersion:
    locked.content, locked.definition = _content_of(definition), definition
    locked.version += 1
    locked.edited_by = by
    locked.save(update_fields=["content", "version", "edited_by", "updated_at"])
    return locked


@transaction.atomic
def publish_version(
    draft: QuestionnaireVersion, *, by: User, expected_version: str | None = None
) -> QuestionnaireVersion:
    """Put the draft in use instead of the version that is. Raises UnusableDefinition with everything that is wrong."""
    questionnaire = lock(draft.questionnaire)
    locked = lock(draft)
    _require_builder(questionnaire, by)
    if locked.status != VersionStatus.DRAFT:
        raise WrongState(locked)
    require_version(locked, expected_version)
    return publish_draft(locked, by=by)


def publish_draft(draft: QuestionnaireVersion, *, by: User | BySystem) -> QuestionnaireVersion:
    """Put the locked draft in use instead of the version that is. Part of publishing. Raises UnusableDefinition."""
    questionnaire = draft.questionnaire
    problems = find_problems(draft.definition, PURPOSES[questionnaire.purpose], CODE_LISTS)
    if problems:
        raise UnusableDefinition(problems)
    in_use = questionnaire.versions.filter(status=VersionStatus.PUBLISHED).first()
    if in_use is not None:
        move(in_use, "replace", by=by)
    person = None if isinstance(by, BySystem) else by
    return move(draft, "publish", by=by, published_by=person, published_at=timezone.now())


@transaction.atomic
def retire_version(version: QuestionnaireVersion, *, by: User, reason: str) -> QuestionnaireVersion:
    """Take a version out of use: no form begins with it any more."""
    return move(version, "retire", by=by, reason=reason)


@transaction.atomic
def copy_questionnaire(
    source: QuestionnaireVersion,
    *,
    code: str,
    name: str,
    by: User,
    name_en: str = "",
    unit: OrganisationUnit | None = None,
) -> Questionnaire:
    """A new questionnaire for the same purpose, whose draft begins with the questions of this version."""
    return create_questionnaire(
        code=code,
        name=name,
        name_en=name_en,
        purpose=source.questionnaire.purpose,
        unit=unit,
        definition=source.definition,
        by=by,
    )


def start_shipped_draft(questionnaire: Questionnaire, definition: Definition) -> QuestionnaireVersion:
    """A draft that the portal itself brings for its own questionnaire."""
    return _new_draft(questionnaire, definition, by=None)


def _new_draft(questionnaire: Questionnaire, definition: Definition, *, by: User | None) -> QuestionnaireVersion:
    latest = questionnaire.versions.first()
    return QuestionnaireVersion.objects.create(
        questionnaire=questionnaire,
        number=(latest.number if latest else 0) + 1,
        content=_content_of(definition),
        created_by=by,
        edited_by=by,
    )


def _content_of(definition: Definition) -> dict[str, Any]:
    content = definition_data(definition)
    try:
        read_definition(content)
    except DefinitionError as error:
        raise TransitionRefused(_("This cannot be saved: %(reason)s") % {"reason": error}) from None
    if len(definition_json(definition)) > MAX_JSON:
        raise TransitionRefused(_("The questionnaire is too long: take some of its texts away."))
    return content


def _require_builder(questionnaire: Questionnaire, by: User) -> None:
    if not questionnaire.may_be_built_by(by):
        raise RoleRefused(_("Only managers of the unit in charge and administrators build this questionnaire."))


def readable_problems(version: QuestionnaireVersion) -> list[Problem]:
    """Everything that prevents publishing the draft, for its page."""
    return find_problems(version.definition, PURPOSES[version.questionnaire.purpose], CODE_LISTS)
