"""Jobs: a row in Postgres, processed by the request or a worker, finished once, with a notification to its owner.

A request processes its bulk action for up to a second and leaves the rest to the worker. The advisory lock of a worker
that died ends with its connection; the next worker continues at the first row that is not done.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from importlib import import_module
from typing import Any
from uuid import UUID

import pghistory
from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.recipients import recipients
from ecosystem.core.attempts import WorkKind, attempt, forget, register_kind
from ecosystem.core.background import send_task
from ecosystem.core.locks import try_advisory_lock
from ecosystem.core.models import UnfinishedWork
from ecosystem.core.workflow import OWNER, BySystem, TransitionRefused, lock, move
from ecosystem.documents.spreadsheets import CellValue
from ecosystem.lists.actions.saved_views import log_export
from ecosystem.lists.files import CHUNK, Reader, export_file, export_lines, matching_rows
from ecosystem.lists.listing import MAX_BULK, BulkAction, Listing, ListState, find_file_listing, find_listing
from ecosystem.lists.models import BulkOutcome, BulkRow, Job, JobKind, JobProblem, JobStatus
from ecosystem.notices.notify import notify

logger = logging.getLogger(__name__)

REQUEST_SECONDS = 1.0  # how long a request processes a bulk action before it leaves the rest to the worker
NOTIFY_AFTER = timedelta(seconds=10)  # the owner of a job that took longer is notified of its end
SMALL_EXPORT = 1000  # rows of a file that the request itself makes
MAX_EXPORT = 200_000  # rows of any file
MAX_OPEN_EXPORTS = 3  # of one person


# --- Creating a job --------------------------------------------------------------------------------------
@transaction.atomic
def create_bulk_job(
    listing: Listing,
    action: BulkAction,
    rows: Sequence[Any],
    *,
    by: User,
    token: UUID,
    versions: Mapping[int, str],
    possible: frozenset[int],
    answers: QueryDict,
    note: str,
) -> Job:
    """Create the job of one action on many rows, with a `BulkRow` each; a token that was used before gives its job.

    `versions` are those of the rows in the preview, by key. `possible` are the rows for which the preview promised
    success; the others are refused with their reason. `answers` is the posted form of fields that all rows share.
    """
    if len(rows) > MAX_BULK:
        raise TransitionRefused(_("At most %(count)s rows at once.") % {"count": MAX_BULK})
    fields = {"answers": answers.urlencode(), "note": note[:300], "total": len(rows)}
    job, is_new = _create(by, token, listing, JobKind.BULK, action.key, **fields)
    if is_new:
        BulkRow.objects.bulk_create(
            BulkRow(
                job=job,
                object_id=row.pk,
                label=listing.name_of(row)[:300],
                url=listing.address_of(row),
                version=versions.get(row.pk, "")[:100],
                was_possible=row.pk in possible,
            )
            for row in rows
        )
    return job


@transaction.atomic
def create_export_job(listing: Listing, *, by: User, token: UUID, kind: str, query: str, total: int) -> Job:
    """Create the job of a file with all matching rows; a token that was used before gives its job.

    Raises TransitionRefused when the person has MAX_OPEN_EXPORTS files in the making.
    """
    job, is_new = _create(by, token, listing, JobKind.EXPORT, kind, query=query, total=total)
    if is_new and Job.objects.visible_to(by).open().filter(kind=JobKind.EXPORT).count() > MAX_OPEN_EXPORTS:
        raise TransitionRefused(
            _("You have %(count)s files in the making. Wait until one of them is finished.")
            % {"count": MAX_OPEN_EXPORTS}
        )
    return job


def _create(by: User, token: UUID, listing: Listing, kind: str, action: str, **fields: Any) -> tuple[Job, bool]:
    fields |= {"kind": kind, "listing": listing.slug, "action": action, "language": get_language() or "vi"}
    return Job.objects.get_or_create(token=token, by=by, defaults=fields)


def start_job(job: Job) -> None:
    """Process a bulk action for REQUEST_SECONDS, then wake the worker for whatever is left of the job."""
    if job.is_bulk:
        run_job(job.pk, seconds=REQUEST_SECONDS)
    if Job.objects.open().filter(pk=job.pk).exists():
        transaction.on_commit(partial(send_task, "ecosystem.lists.tasks.run_job", job.pk))


def may_retry(job: Job) -> bool:
    """Whether the job, one of its rows or its deleted file can be processed again."""
    if job.status in {JobStatus.FAILED, JobStatus.EXPIRED}:
        return True
    return job.is_bulk and job.status == JobStatus.DONE and job.rows.filter(outcome=BulkOutcome.FAILED).exists()


@transaction.atomic
def retry_job(job: Job, *, by: User) -> Job:
    """Process failed rows, or a failed or deleted file, again. Owner only."""
    job = lock(job)
    if OWNER in job.roles_of(by) and not may_retry(job):
        raise TransitionRefused(_("Nothing here has to be done again."))
    job.rows.filter(outcome=BulkOutcome.FAILED).update(outcome=BulkOutcome.WAITING, message="")
    done = job.rows.exclude(outcome=BulkOutcome.WAITING).count()
    forget(JOB, str(job.pk))
    return move(
        job,
        "retry",
        by=by,
        problem="",
        done=done,
        requested_at=timezone.now(),
        finished_at=None,
        language=get_language() or "vi",
    )


# --- Processing ---------------------------------------------------------------------------------------
def run_open_jobs() -> int:
    """Process every open job that no worker has: its task was lost, or its worker died. Returns how many."""
    waiting = Job.objects.open().values_list("pk", flat=True)
    return sum(run_job(pk) for pk in list(waiting))


def run_job(job_id: int, *, seconds: float | None = None) -> bool:
    """Process a job until it ends, or for about so many seconds. False when it has ended or another worker has it.

    Idempotent. Files are made one at a time, so that a worker stays free for mails.
    """
    import_module(settings.ROOT_URLCONF)  # lists register when the URLconf imports their modules
    kind = Job.objects.filter(pk=job_id).values_list("kind", flat=True).first()
    if kind != JobKind.EXPORT:
        return _attempt(job_id, seconds)
    with try_advisory_lock("exports") as has_lock:
        was_run = has_lock and _attempt(job_id, seconds)
    if was_run and Job.objects.open().exists():
        send_task("ecosystem.lists.tasks.run_open_jobs")
    return was_run


def _attempt(job_id: int, seconds: float | None) -> bool:
    """Process the job. Returns whether it was begun, however it ended."""
    is_begun = False

    def process() -> None:
        nonlocal is_begun
        job = _start(job_id)
        if job is None:
            return
        is_begun = True
        with translation.override(job.language), pghistory.context(user=job.by_id, job=job.pk):
            RUNNERS[job.kind](job, seconds)

    attempt(JOB, str(job_id), process)
    return is_begun


@transaction.atomic
def _start(job_id: int) -> Job | None:
    job = Job.objects.open().select_for_update().filter(pk=job_id).first()
    return move(job, "run", by=BySystem(cause=job.by)) if job else None


def _park(work: UnfinishedWork) -> None:
    """The owner sees every failure, and has the button to try again."""
    job = Job.objects.filter(pk=work.key).first()
    if job:
        with translation.override(job.language):
            problem = JobProblem.INTERRUPTED if work.was_interrupted else JobProblem.FAULT
            _finish(job, JobStatus.FAILED, problem)


def _titles(keys: Sequence[str]) -> dict[str, str]:
    found = Job.objects.filter(pk__in=keys).select_related("by")
    return {str(job.pk): f"{job.title} ({job.by})" for job in found}


# An error ends a job at once: its owner is there to try again. A worker that died is no error of the job, until the third.
JOB = register_kind(WorkKind("job", gettext_lazy("Job of a list"), titles=_titles, park=_park, is_error_final=True))


@transaction.atomic
def _finish(job: Job, status: JobStatus, problem: str = "", **changes: Any) -> None:
    """Finish or fail an open job, and notify its owner when it took longer than NOTIFY_AFTER."""
    job = lock(job)
    if not job.is_open:
        return
    finished_at = timezone.now()
    name = "finish" if status == JobStatus.DONE else "fail"
    job = move(job, name, by=BySystem(cause=job.by), problem=problem, finished_at=finished_at, **changes)
    if finished_at - job.requested_at > NOTIFY_AFTER:
        for person in recipients(users=[job.by]):
            notify(
                person,
                "job_done" if status == JobStatus.DONE else "job_failed",
                event=f"{job.pk}:{job.requested_at:%Y%m%d%H%M%S%f}",
                context={
                    "job": job,
                    "link": settings.SITE_ADDRESS.rstrip("/") + reverse("lists:job_detail", args=[job.pk]),
                },
            )


def _update(job: Job, **changes: Any) -> Job:
    for name, value in changes.items():
        setattr(job, name, value)
    job.save(update_fields=[*changes, "updated_at"])
    return job


# --- One action on many rows -----------------------------------------------------------------------------
def _run_bulk(job: Job, seconds: float | None) -> None:
    """Process row after row, each in a transaction of its own with its outcome: no row is processed twice."""
    until = time.monotonic() + seconds if seconds is not None else float("inf")
    listing = find_listing(job.listing)
    action = next((a for a in listing.bulk if a.key == job.action), None) if listing else None
    if listing is None or action is None:
        return _finish(job, JobStatus.FAILED, JobProblem.CLOSED)
    data = _shared_values(job, listing, action)
    if data is None:
        return _finish(job, JobStatus.FAILED, JobProblem.ANSWERS)
    while _process_next_row(job, listing, action, data):
        if time.monotonic() > until:
            return None
    if not job.rows.filter(outcome=BulkOutcome.WAITING).exists():
        _finish(job, JobStatus.DONE)
    return None


def _shared_values(job: Job, listing: Listing, action: BulkAction) -> Mapping[str, Any] | None:
    """The cleaned form of fields that all rows share; None when it is no longer valid."""
    if action.form is None:
        return {}
    rows = listing.rows(User.objects.get(pk=job.by_id)).filter(pk__in=job.rows.values("object_id"))
    form = action.form(list(rows), QueryDict(job.answers))
    return form.cleaned_data if form.is_valid() else None


@transaction.atomic
def _process_next_row(job: Job, listing: Listing, action: BulkAction, data: Mapping[str, Any]) -> bool:
    """Process the next row that is not locked. False when there is none."""
    line = job.rows.select_for_update(skip_locked=True).filter(outcome=BulkOutcome.WAITING).first()
    if line is None:
        return False
    line.outcome, line.message = _process_row(line, listing, action, User.objects.get(pk=job.by_id), data)
    line.save(update_fields=["outcome", "message"])
    Job.objects.filter(pk=job.pk).update(done=F("done") + 1, updated_at=timezone.now())
    return True


def _process_row(
    line: BulkRow, listing: Listing, action: BulkAction, by: User, data: Mapping[str, Any]
) -> tuple[BulkOutcome, str]:
    """Run the action on one row with the roles that the owner of the job has now."""
    if not (by.is_active and listing.may_open(by) and action.may_use(by)):
        return BulkOutcome.REFUSED, _("Your role does not allow this step.")
    rows = listing.rows(by).select_related(*action.joins) if action.joins else listing.rows(by)
    row = rows.filter(pk=line.object_id).first()
    if row is None:
        return BulkOutcome.REFUSED, _("You may no longer see this record, or it is not in this list any more.")
    if not line.was_possible:
        return BulkOutcome.REFUSED, action.refusal(row, by, **data) or _("This was not possible when you looked.")
    try:
        with transaction.atomic():
            action.run(row, by=by, version=line.version, **data)
    except (TransitionRefused, PermissionDenied) as refusal:
        return BulkOutcome.REFUSED, str(refusal) or _("Your role does not allow this step.")
    except Exception:  # an error in one row must not stop the others
        logger.exception("bulk %s failed at %s", action.key, line.object_id)
        return BulkOutcome.FAILED, _("An error on our side. Nothing changed in this record.")
    return BulkOutcome.DONE, ""


# --- Files -----------------------------------------------------------------------------------------------
def _run_export(job: Job, seconds: float | None) -> None:
    """All matching_rows rows, as whoever asked may see them now. Begun anew after an interruption: half a file is none."""
    by, listing = User.objects.get(pk=job.by_id), find_file_listing(job.listing)
    if listing is None or not by.is_active or not listing.may_open(by):
        return _finish(job, JobStatus.FAILED, JobProblem.CLOSED)
    try:
        state = ListState(listing, QueryDict(job.query))
        rows = matching_rows(state, Reader(by))
    except SuspiciousOperation:  # the list no longer has a filter or column of the query
        return _finish(job, JobStatus.FAILED, JobProblem.CLOSED)
    total = count_export_rows(rows)
    if total > MAX_EXPORT:
        return _finish(job, JobStatus.FAILED, JobProblem.TOO_LARGE)
    _update(job, total=total, done=0)
    with export_file(state, job.action, _with_progress(job, export_lines(state, rows, by))) as export:
        default_storage.delete(job.stored_name)
        name = default_storage.save(job.stored_name, File(export))
    with transaction.atomic():
        log_export(listing.slug, by=by, kind=job.action, query=job.query, rows=job.done)
        _finish(job, JobStatus.DONE, file=name, size=default_storage.size(name), done=job.done, total=job.done)
    return None


def count_export_rows(rows: QuerySet[Any]) -> int:
    """The number of rows, at most MAX_EXPORT + 1."""
    return rows.order_by()[: MAX_EXPORT + 1].count()


def _with_progress(job: Job, lines: Iterator[list[CellValue]]) -> Iterator[list[CellValue]]:
    """The same lines, counted in the job; every CHUNK lines the count is saved for the progress page."""
    job.done = 0
    for line in lines:
        yield line
        job.done += 1
        if job.done % CHUNK == 0:
            _update(job, done=job.done)


def delete_old_files() -> int:
    """Delete files older than EXPORT_DAYS. Returns how many."""
    over = timezone.now() - timedelta(days=settings.EXPORT_DAYS)
    old = Job.objects.filter(finished_at__lt=over).exclude(file="").values_list("pk", flat=True)
    return sum(_expire(pk) for pk in list(old))


@transaction.atomic
def _expire(job_id: int) -> bool:
    job = (
        Job.objects.select_for_update(skip_locked=True)
        .filter(pk=job_id, status=JobStatus.DONE)
        .exclude(file="")
        .first()
    )
    if job is None:
        return False
    default_storage.delete(str(job.file.name))
    move(job, "expire", by=BySystem(), file="", size=0)
    return True


RUNNERS: dict[str, Callable[[Job, float | None], None]] = {JobKind.BULK: _run_bulk, JobKind.EXPORT: _run_export}
