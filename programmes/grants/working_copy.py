"""The working copy of a returned application: what its startup changes until it submits again.

While an application is returned for completion, its own rows stay as they were submitted, for every page, list, search
and file of everybody else, and the startup edits a `Completion`.
"""

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from ecosystem.accounts.models import User
from programmes.grants.models import (
    Application,
    ApplicationStatus,
    Attachment,
    Completion,
    CostKind,
    CostLine,
    PlanStep,
)

ANSWER_FIELDS = (
    "title",
    "problem",
    "solution",
    "novelty",
    "market",
    "team",
    "impact",
    "months",
    "had_other_support",
    "other_support",
    "declares_no_double_funding",
    "declares_no_public_offering",
)
# In these states the files may differ from those of the latest submission.
FILES_MAY_DIFFER = frozenset({ApplicationStatus.RETURNED, ApplicationStatus.WITHDRAWN, ApplicationStatus.STOPPED})


def reads_working_copy(application: Application, user: User) -> bool:
    """Whether this user reads the working copy: members of the startup, while the application is returned."""
    if application.status != ApplicationStatus.RETURNED:
        return False
    return application.membership_role_of(user) is not None


def load_working_copy(application: Application) -> Application:
    """A copy of the application with the unsent changes of its startup; never save it, see `apply_working_copy`."""
    if application.status != ApplicationStatus.RETURNED:
        return application
    completion = Completion.objects.filter(application=application.pk).first()
    if completion is None:
        return application
    copied = copy.copy(application)
    for name, value in completion.answers.items():
        setattr(copied, name, value)
    copied.labour_total, copied.other_total = cost_totals(completion.costs)
    copied.requested = copied.labour_total + copied.other_total
    copied.working_copy = completion
    return copied


def plan_of(application: Application) -> list[PlanStep]:
    """The rows of the plan, those of the working copy if `application` comes from `load_working_copy`."""
    if application.working_copy:
        return [PlanStep(**row) for row in application.working_copy.plan]
    return list(application.plan_steps.all())


def costs_of(application: Application) -> list[CostLine]:
    """The cost lines with their amounts, those of the working copy as in `plan_of`."""
    if application.working_copy is None:
        return list(application.cost_lines.all())
    lines = [CostLine(**row) for row in application.working_copy.costs]
    for line in lines:
        line.amount = line.quantity * line.unit_price
    return lines


def cost_totals(costs: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """Labour and other costs of these lines, in đồng."""
    sums = dict.fromkeys(CostKind.values, 0)
    for row in costs:
        sums[row["kind"]] += row["quantity"] * row["unit_price"]
    return sums[CostKind.LABOUR], sums[CostKind.OTHER]


def submitted_files(application: Application) -> list[Attachment]:
    """The files of the latest submission under the names they had then.

    Never save them: a name may differ from the current one.
    """
    files = application.attachments.select_related("requirement")
    latest = application.submissions.order_by("-sequence").first()
    if application.status not in FILES_MAY_DIFFER or latest is None:
        return list(files.current())
    names = _names_by_file(latest.content)
    submitted = [file for file in files if _file_key(file) in names]
    for file in submitted:
        file.original_name = names[_file_key(file)]
    return submitted


def is_submitted_file(attachment: Attachment) -> bool:
    """Whether the file belongs to a submission, so that others than the startup may read it."""
    application = attachment.application
    if application.status not in FILES_MAY_DIFFER and attachment.removed_at is None:
        return True
    contents = [submission.content for submission in application.submissions.all()]
    return not contents or any(_file_key(attachment) in _names_by_file(content) for content in contents)


def file_name_for(user: User, attachment: Attachment) -> str:
    """The file name for this reader: the current one for the startup, that of the latest submission for others."""
    application = attachment.application
    if application.status in FILES_MAY_DIFFER and not reads_working_copy(application, user):
        for submission in application.submissions.order_by("-sequence"):
            names = _names_by_file(submission.content)
            if _file_key(attachment) in names:
                return names[_file_key(attachment)]
    return attachment.original_name


def _names_by_file(content: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """File names of one submission by `_file_key`."""
    return {(document["item"], document["sha256"]): document["name"] for document in content.get("documents", [])}


def _file_key(file: Attachment) -> tuple[str, str]:
    """Checklist item and SHA-256, which identify a file in the content of a submission."""
    return f"document-{file.requirement.code}" if file.requirement else "document", file.sha256
