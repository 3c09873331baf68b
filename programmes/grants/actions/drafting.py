"""Writing the draft: answers, plan, costs and files. Two editors never overwrite each other unseen."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import Change, fingerprint, require_unchanged, version_of
from ecosystem.core.uploads import CheckedFile, private_path
from ecosystem.core.workflow import RoleRefused, TransitionRefused, lock
from programmes.grants.models import (
    EDITABLE,
    Application,
    ApplicationStatus,
    Attachment,
    Completion,
    CostLine,
    PlanStep,
    RequiredDocument,
)
from programmes.grants.working_copy import ANSWERS, as_written, costs_of, plan_of, totals_of

MAX_FILES_PER_PAPER = 10
PLAN = ("month", "activity", "deliverable")
COSTS = ("kind", "description", "quantity", "unit_price")


@transaction.atomic
def save_answers(application: Application, values: Mapping[str, Any], *, by: User, version: str) -> Application:
    """Save the fields of the draft, incomplete as they may be, over the `version` that the form read.

    Raises EditConflict, RoleRefused, TransitionRefused.
    """
    locked = _open_for(application, by)
    require_unchanged(version_of(locked), version)
    for name, value in values.items():
        setattr(locked, name, value)
    return _touch(locked, by, *values)


def last_edit(application: Application) -> Change:
    """Who of the startup wrote in the dossier last, and when."""
    return Change(application.edited_by, application.updated_at)


@transaction.atomic
def save_plan(application: Application, rows: Sequence[Mapping[str, Any]], *, by: User, version: str) -> Application:
    """Replace the plan by these rows; `version` is the fingerprint of the plan that the form read."""
    return _replace(application, rows, by=by, version=version, read=plan_rows, write=_write_plan)


@transaction.atomic
def save_costs(application: Application, rows: Sequence[Mapping[str, Any]], *, by: User, version: str) -> Application:
    """Replace the cost lines by these rows and work the totals out; `version` as for the plan."""
    return _replace(application, rows, by=by, version=version, read=cost_rows, write=_write_costs)


def plan_rows(application: Application) -> list[dict[str, Any]]:
    return [{name: getattr(step, name) for name in PLAN} for step in plan_of(application)]


def cost_rows(application: Application) -> list[dict[str, Any]]:
    return [{name: getattr(line, name) for name in COSTS} for line in costs_of(application)]


def _replace(
    application: Application,
    rows: Sequence[Mapping[str, Any]],
    *,
    by: User,
    version: str,
    read: Callable[[Application], list[dict[str, Any]]],
    write: Callable[[Application, Sequence[Mapping[str, Any]]], list[str]],
) -> Application:
    locked = _open_for(application, by)
    require_unchanged(fingerprint(read(locked)), version)
    return _touch(locked, by, *write(locked, rows))


def _write_plan(application: Application, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    if application.status == ApplicationStatus.RETURNED:
        _unsent_of(application).plan = [dict(row) for row in rows]
        return []
    application.plan_steps.all().delete()
    PlanStep.objects.bulk_create([PlanStep(application=application, **row) for row in rows])
    return []


def _write_costs(application: Application, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    application.labour_total, application.other_total = totals_of(rows)
    if application.status == ApplicationStatus.RETURNED:
        _unsent_of(application).costs = [dict(row) for row in rows]
        return []
    application.cost_lines.all().delete()
    CostLine.objects.bulk_create([CostLine(application=application, **row) for row in rows])
    return ["labour_total", "other_total"]


@transaction.atomic
def attach_file(
    application: Application,
    requirement: RequiredDocument,
    upload: "UploadedFile[bytes]",
    found: CheckedFile,
    *,
    by: User,
) -> Attachment:
    """Store a checked file for one paper of the dossier. The same file twice for one paper is refused kindly."""
    locked = _open_for(application, by)
    same = locked.attachments.filter(requirement=requirement, sha256=found.sha256).first()
    if same and same.removed_at is None:
        raise TransitionRefused(
            _("This file is already attached to this document, as “%(name)s”.") % {"name": same.original_name}
        )
    if locked.attachments.current().filter(requirement=requirement).count() >= MAX_FILES_PER_PAPER:
        raise TransitionRefused(_("At most %(n)s files per document: remove one first.") % {"n": MAX_FILES_PER_PAPER})
    _touch(locked, by)
    if same:
        same.removed_at, same.original_name = None, found.name
        same.save(update_fields=["removed_at", "original_name", "updated_at"])
        return same
    name = default_storage.save(private_path(f"dossiers/{locked.pk}", found.extension), upload)
    try:
        with transaction.atomic():
            return Attachment.objects.create(
                application=locked,
                requirement=requirement,
                file=name,
                original_name=found.name,
                content_type=found.content_type,
                size=found.size,
                sha256=found.sha256,
                uploaded_by=by,
            )
    except Exception:
        with suppress(OSError):
            default_storage.delete(name)
        raise


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: User) -> None:
    """Take a file out of an editable dossier; what was sent once stays in storage as it was sent."""
    application = _open_for(attachment.application, by)
    _touch(application, by)
    if application.status == ApplicationStatus.DRAFT:
        name = str(attachment.file.name)
        attachment.delete()
        transaction.on_commit(lambda: default_storage.delete(name))
    else:
        attachment.removed_at = timezone.now()
        attachment.save(update_fields=["removed_at", "updated_at"])


def _open_for(application: Application, by: User) -> Application:
    """The locked dossier as its startup writes it, if this person may write in it now."""
    locked = lock(application)
    if Role.APPLICANT not in locked.roles_of(by):
        raise RoleRefused(_("Only an owner or editor of the startup may change its application."))
    if locked.status not in EDITABLE:
        raise TransitionRefused(
            _("The application can no longer be changed: it is in the state “%(state)s”.")
            % {"state": locked.get_status_display()}
        )
    return as_written(locked)


def _touch(application: Application, by: User, *columns: str) -> Application:
    application.version += 1
    application.edited_by = by
    if application.status == ApplicationStatus.RETURNED:
        unsent = _unsent_of(application)
        unsent.version = application.version
        unsent.answers = {name: getattr(application, name) for name in ANSWERS}
        unsent.save()
        columns = ()
    application.save(update_fields=["version", "edited_by", "updated_at", *columns])
    return application


def _unsent_of(application: Application) -> Completion:
    """Where the words of a returned dossier are kept until they are sent: at first what was sent."""
    if application.unsent is None:
        plan, costs = plan_rows(application), cost_rows(application)
        application.unsent = Completion(application=application, plan=plan, costs=costs)
    return application.unsent  # type: ignore[no-any-return]


def take_over(application: Application) -> Application:
    """Make what the startup has written the dossier's own words: part of sending it again, under its lock."""
    written = as_written(application)
    if written.unsent is None:
        return application
    unsent, written.unsent = written.unsent, None
    written.plan_steps.all().delete()
    PlanStep.objects.bulk_create([PlanStep(application=written, **row) for row in unsent.plan])
    written.cost_lines.all().delete()
    CostLine.objects.bulk_create([CostLine(application=written, **row) for row in unsent.costs])
    written.save(update_fields=[*ANSWERS, "labour_total", "other_total", "updated_at"])
    unsent.delete()
    return written
