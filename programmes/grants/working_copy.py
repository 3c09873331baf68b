"""A dossier as its startup writes it, and as it was sent: the same until the department returns it for completion.

From then on the dossier's own rows stay as they were sent, for every page, list, search and file of everybody else,
and the startup writes in a `Completion`.
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
from startups.models import Membership

ANSWERS = (
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
# In these a file may have come or gone since the dossier was sent.
MAY_DIFFER = frozenset({ApplicationStatus.RETURNED, ApplicationStatus.WITHDRAWN, ApplicationStatus.STOPPED})


def writes_unseen(application: Application, user: User) -> bool:
    """Whether this user reads what the startup has not sent yet: its members, while the dossier is returned."""
    if application.status != ApplicationStatus.RETURNED:
        return False
    return Membership.objects.filter(startup=application.startup_id, user=user).exists()


def as_written(application: Application) -> Application:
    """The dossier with the startup's unsent words. A copy to read: only `take_over` writes them into the dossier."""
    if application.status != ApplicationStatus.RETURNED:
        return application
    completion = Completion.objects.filter(application=application.pk).first()
    if completion is None:
        return application
    written = copy.copy(application)
    for name, value in completion.answers.items():
        setattr(written, name, value)
    written.labour_total, written.other_total = totals_of(completion.costs)
    written.requested = written.labour_total + written.other_total
    written.unsent = completion
    return written


def plan_of(application: Application) -> list[PlanStep]:
    """The rows of the plan, of the unsent words if `application` comes from `as_written`."""
    if application.unsent:
        return [PlanStep(**row) for row in application.unsent.plan]
    return list(application.plan_steps.all())


def costs_of(application: Application) -> list[CostLine]:
    """The lines of the costs with their amounts, as `plan_of`."""
    if application.unsent is None:
        return list(application.cost_lines.all())
    lines = [CostLine(**row) for row in application.unsent.costs]
    for line in lines:
        line.amount = line.quantity * line.unit_price
    return lines


def totals_of(costs: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """Labour and other costs of these lines, in đồng."""
    sums = dict.fromkeys(CostKind.values, 0)
    for row in costs:
        sums[row["kind"]] += row["quantity"] * row["unit_price"]
    return sums[CostKind.LABOUR], sums[CostKind.OTHER]


def sent_files(application: Application) -> list[Attachment]:
    """The files that belong to what was sent last under the names they had, whatever was attached or taken out since.

    Copies to read: a name may differ from the one that the startup gave the file since.
    """
    files = application.attachments.select_related("requirement")
    latest = application.submissions.order_by("-sequence").first()
    if application.status not in MAY_DIFFER or latest is None:
        return list(files.current())
    names = _names(latest.content)
    sent = [file for file in files if _mark(file) in names]
    for file in sent:
        file.original_name = names[_mark(file)]
    return sent


def was_sent(attachment: Attachment) -> bool:
    """Whether others than the startup may read the file: it stood in the dossier at a sending."""
    application = attachment.application
    if application.status not in MAY_DIFFER and attachment.removed_at is None:
        return True
    contents = [submission.content for submission in application.submissions.all()]
    return not contents or any(_mark(attachment) in _names(content) for content in contents)


def name_for(user: User, attachment: Attachment) -> str:
    """What this reader calls the file: its startup as it named it last, others as it was sent last."""
    application = attachment.application
    if application.status in MAY_DIFFER and not writes_unseen(application, user):
        for submission in application.submissions.order_by("-sequence"):
            names = _names(submission.content)
            if _mark(attachment) in names:
                return names[_mark(attachment)]
    return attachment.original_name


def _names(content: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """The names of the files of one sending."""
    return {(document["item"], document["sha256"]): document["name"] for document in content.get("documents", [])}


def _mark(file: Attachment) -> tuple[str, str]:
    return f"document-{file.requirement.code}" if file.requirement else "document", file.sha256
