"""Edit a draft or returned application: answers, plan, costs and files, with optimistic locking."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import Change, fingerprint, require_unchanged, version_of
from ecosystem.core.uploads import CheckedFile, stored_upload
from ecosystem.core.workflow import RoleRefused, TransitionRefused, lock
from programmes.grants.models import (
    EDITABLE_STATUSES,
    Application,
    ApplicationStatus,
    Attachment,
    Completion,
    CostLine,
    PlanStep,
    RequiredDocument,
)
from programmes.grants.working_copy import ANSWER_FIELDS, cost_totals, costs_of, load_working_copy, plan_of

MAX_FILES_PER_DOCUMENT = 10
PLAN_FIELDS = ("month", "activity", "deliverable")
COST_FIELDS = ("kind", "description", "quantity", "unit_price")


@transaction.atomic
def save_answers(application: Application, values: Mapping[str, Any], *, by: User, version: str) -> Application:
    """Save answers, which may be incomplete; `version` is the version that the form read.

    Raises EditConflict, RoleRefused, TransitionRefused.
    """
    locked = _lock_editable(application, by)
    require_unchanged(version_of(locked), version)
    for name, value in values.items():
        setattr(locked, name, value)
    return _save_edit(locked, by, *values)


def last_edit(application: Application) -> Change:
    """Who edited the application last, and when."""
    return Change(application.edited_by, application.updated_at)


@transaction.atomic
def save_plan(application: Application, rows: Sequence[Mapping[str, Any]], *, by: User, version: str) -> Application:
    """Replace the plan by these rows; `version` is the fingerprint of the plan that the form read."""
    return _replace_rows(application, rows, by=by, version=version, read=plan_rows, write=_write_plan)


@transaction.atomic
def save_costs(application: Application, rows: Sequence[Mapping[str, Any]], *, by: User, version: str) -> Application:
    """Replace the cost lines by these rows and compute the totals; `version` as for the plan."""
    return _replace_rows(application, rows, by=by, version=version, read=cost_rows, write=_write_costs)


def plan_rows(application: Application) -> list[dict[str, Any]]:
    """The plan as the form edits it."""
    return [{name: getattr(step, name) for name in PLAN_FIELDS} for step in plan_of(application)]


def cost_rows(application: Application) -> list[dict[str, Any]]:
    """The cost lines as the form edits them."""
    return [{name: getattr(line, name) for name in COST_FIELDS} for line in costs_of(application)]


def _replace_rows(
    application: Application,
    rows: Sequence[Mapping[str, Any]],
    *,
    by: User,
    version: str,
    read: Callable[[Application], list[dict[str, Any]]],
    write: Callable[[Application, Sequence[Mapping[str, Any]]], list[str]],
) -> Application:
    locked = _lock_editable(application, by)
    require_unchanged(fingerprint(read(locked)), version)
    return _save_edit(locked, by, *write(locked, rows))


def _write_plan(application: Application, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    if application.status == ApplicationStatus.RETURNED:
        _working_copy_of(application).plan = [dict(row) for row in rows]
        return []
    application.plan_steps.all().delete()
    PlanStep.objects.bulk_create([PlanStep(application=application, **row) for row in rows])
    return []


def _write_costs(application: Application, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    application.labour_total, application.other_total = cost_totals(rows)
    if application.status == ApplicationStatus.RETURNED:
        _working_copy_of(application).costs = [dict(row) for row in rows]
        return []
    application.cost_lines.all().delete()
    CostLine.objects.bulk_create([CostLine(application=application, **row) for row in rows])
    return ["labour_total", "other_total"]


@transaction.atomic
def attach_file(
    application: Application,
    requirement: RequiredDocument,
    upload: "UploadedFile[bytes]",
    checked: CheckedFile,
    *,
    by: User,
) -> Attachment:
    """Attach a checked file for a required document; refused if the same file is attached to it already."""
    locked = _lock_editable(application, by)
    same = locked.attachments.filter(requirement=requirement, sha256=checked.sha256).first()
    if same and same.removed_at is None:
        raise TransitionRefused(
            _("This file is already attached to this document, as “%(name)s”.") % {"name": same.original_name}
        )
    if locked.attachments.current().filter(requirement=requirement).count() >= MAX_FILES_PER_DOCUMENT:
        raise TransitionRefused(
            _("At most %(n)s files per document: remove one first.") % {"n": MAX_FILES_PER_DOCUMENT}
        )
    _save_edit(locked, by)
    if same:
        same.removed_at, same.original_name = None, checked.name
        same.save(update_fields=["removed_at", "original_name", "updated_at"])
        return same
    with stored_upload(f"dossiers/{locked.pk}", upload, checked) as name:
        return Attachment.objects.create(
            application=locked,
            requirement=requirement,
            file=name,
            original_name=checked.name,
            content_type=checked.content_type,
            size=checked.size,
            sha256=checked.sha256,
            uploaded_by=by,
        )


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: User) -> None:
    """Remove a file from an editable application; a returned application keeps the file that was submitted."""
    application = _lock_editable(attachment.application, by)
    _save_edit(application, by)
    if application.status == ApplicationStatus.DRAFT:
        name = str(attachment.file.name)
        attachment.delete()
        transaction.on_commit(lambda: default_storage.delete(name))
    else:
        attachment.removed_at = timezone.now()
        attachment.save(update_fields=["removed_at", "updated_at"])


def _lock_editable(application: Application, by: User) -> Application:
    """Lock the application and return it with its working copy; refused to who may not edit it now."""
    locked = lock(application)
    if Role.APPLICANT not in locked.roles_of(by):
        raise RoleRefused(_("Only an owner or editor of the startup may change its application."))
    if locked.status not in EDITABLE_STATUSES:
        raise TransitionRefused(
            _("The application can no longer be changed: it is in the state “%(state)s”.")
            % {"state": locked.get_status_display()}
        )
    return load_working_copy(locked)


def _save_edit(application: Application, by: User, *columns: str) -> Application:
    """Save the columns with a new version, in the working copy if the application is returned."""
    application.version += 1
    application.edited_by = by
    if application.status == ApplicationStatus.RETURNED:
        completion = _working_copy_of(application)
        completion.version = application.version
        completion.answers = {name: getattr(application, name) for name in ANSWER_FIELDS}
        completion.save()
        columns = ()
    application.save(update_fields=["version", "edited_by", "updated_at", *columns])
    return application


def _working_copy_of(application: Application) -> Completion:
    """The working copy of a returned application; a new one starts from what was submitted."""
    if application.working_copy is None:
        plan, costs = plan_rows(application), cost_rows(application)
        application.working_copy = Completion(application=application, plan=plan, costs=costs)
    return application.working_copy


def apply_working_copy(application: Application) -> Application:
    """Copy the working copy to the application and delete it. Part of submitting again, under the caller's lock."""
    edited = load_working_copy(application)
    completion = edited.working_copy
    if completion is None:
        return application
    edited.working_copy = None
    edited.plan_steps.all().delete()
    PlanStep.objects.bulk_create([PlanStep(application=edited, **row) for row in completion.plan])
    edited.cost_lines.all().delete()
    CostLine.objects.bulk_create([CostLine(application=edited, **row) for row in completion.costs])
    edited.save(update_fields=[*ANSWER_FIELDS, "labour_total", "other_total", "updated_at"])
    completion.delete()
    return edited
