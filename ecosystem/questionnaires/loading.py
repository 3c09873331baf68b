"""The questionnaires that the portal ships: JSON files, loaded idempotently, without overwriting what people changed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import override

from ecosystem.core.workflow import BySystem
from ecosystem.questionnaires.actions.questionnaire import UnusableDefinition, publish_draft, start_shipped_draft
from ecosystem.questionnaires.definition import Definition, read_definition
from ecosystem.questionnaires.models import Questionnaire, VersionStatus
from ecosystem.questionnaires.purposes import PURPOSES

DATA = Path(__file__).parent / "data"
MEMBERS = frozenset({"code", "name", "name_en", "purpose", "definition"})


class ShippedFileError(Exception):
    """A data file cannot be used; the message names the file and says why."""


@dataclass(frozen=True)
class ShippedQuestionnaire:
    """The content of one data file."""

    code: str
    name: str
    name_en: str
    purpose: str
    definition: Definition


def read_shipped(folder: Path = DATA) -> list[ShippedQuestionnaire]:
    """All data files in the order of their names. Raises ShippedFileError."""
    return [_read(path) for path in sorted(folder.glob("*.json"))]


def _read(path: Path) -> ShippedQuestionnaire:
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if set(content) != MEMBERS:
            raise ShippedFileError(f"{path.name}: expected the members {', '.join(sorted(MEMBERS))}")
        shipped = ShippedQuestionnaire(**{**content, "definition": read_definition(content["definition"])})
    except (ValueError, TypeError) as error:
        raise ShippedFileError(f"{path.name}: {error}") from error
    if shipped.purpose not in PURPOSES:
        raise ShippedFileError(f"{path.name}: there is no purpose “{shipped.purpose}”")
    return shipped


@transaction.atomic
def load_questionnaire(shipped: ShippedQuestionnaire) -> str:
    """Create the questionnaire, or put its new questions in use. Returns what was done. Raises ShippedFileError."""
    questionnaire, is_new = Questionnaire.objects.select_for_update().get_or_create(
        code=shipped.code,
        defaults={
            "name": shipped.name,
            "name_en": shipped.name_en,
            "purpose": shipped.purpose,
            "is_shipped": True,
        },
    )
    if not questionnaire.is_shipped or questionnaire.purpose != shipped.purpose:
        raise ShippedFileError(f"The code “{shipped.code}” is taken by a questionnaire that people made.")
    latest = questionnaire.versions.first()
    if latest is not None and (latest.status != VersionStatus.PUBLISHED or latest.published_by_id is not None):
        return "kept as people changed it"
    if latest is not None and latest.definition == shipped.definition:
        return "unchanged"
    draft = start_shipped_draft(questionnaire, shipped.definition)
    try:
        with override("en"):
            publish_draft(draft, by=BySystem())
    except UnusableDefinition as error:
        places = [f"{problem.section} {problem.question} {problem.check}: {problem.text}" for problem in error.problems]
        raise ShippedFileError("\n".join([f"{shipped.code} cannot be published:", *places])) from error
    return "created" if is_new else f"version {draft.number} published"
