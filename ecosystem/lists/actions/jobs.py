"""Jobs: asked for as a row in Postgres, worked on by whoever is free, ended once, told to whoever asked.

Small work is done at once: a request works on its bulk action for a second and leaves the rest to the worker. Of a
worker that died Postgres knows as soon as its connection is gone; the next one goes on at the first row not done.
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
from django.db.models import F
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.recipients import recipients
from ecosystem.core.background import wake
from ecosystem.core.locks import only_one
from ecosystem.core.workflow import OWNER, BySystem, TransitionRefused, lock, move
from ecosystem.documents.spreadsheets import CellValue
from ecosystem.lists.actions.saved_views import note_export
from ecosystem.lists.files import CHUNK, Reader, file_of, lines_of, matching
from ecosystem.lists.listing import MAX_BULK, BulkAction, Listing, ListState
from ecosystem.lists.models import BulkOutcome, BulkRow, Job, JobKind, JobProblem, JobStatus
from ecosystem.notices.notify import notify

logger = logging.getLogger(__name__)

IN_REQUEST = 1.0  # seconds that a request works itself before it leaves the rest to the worker
LONG = timedelta(seconds=10)  # whoever asked for something that took longer is told of its end
SMALL_EXPORT = 1000  # rows of a file that is made within the request
MAX_EXPORT = 200_000  # rows of any file
MAX_OPEN_EXPORTS = 3  # of one person


# --- Asking for one --------------------------------------------------------------------------------------
@transaction.atomic
def ask_for_bulk(
    listing: Listing,
    action: BulkAction,
    rows: Sequence[Any],
    *,
    by: User,
    token: UUID,
    seen: Mapping[int, str],
    possible: frozenset[int],
    answers: QueryDict,
    note: str,
) -> Job:
    """One action on many rows, as a row each; a token that was used before gives the earlier job.

    `possible` are the rows that the preview promised; the others will be noted with the reason. `answers` is the form
    that all rows share, as it was sent.
    """
    if len(rows) > MAX_BULK:
        raise TransitionRefused(_("At most %(count)s rows at once.") % {"count": MAX_BULK})
    fields = {"answers": answers.urlencode(), "note": note[:300], "total": len(rows)}
    job, is_new = _ask(by, token, listing, JobKind.BULK, action.key, **fields)
    if is_new:
        BulkRow.objects.bulk_create(
            BulkRow(
                job=job,
                object_id=row.pk,
                label=listing.name_of(row)[:300],
                url=listing.address_of(row),
                seen=seen.get(row.pk, "")[:100],
                was_possible=row.pk in possible,
            )
            for row in rows
        )
    return job


@transaction.atomic
def ask_for_export(listing: Listing, *, by: User, token: UUID, kind: str, query: str, total: int) -> Job:
    """A file of all rows that match; a token that was used before gives the earlier job."""
    job, is_new = _ask(by, token, listing, JobKind.EXPORT, kind, query=query, total=total)
    if is_new and Job.objects.visible_to(by).open().filter(kind=JobKind.EXPORT).count() > MAX_OPEN_EXPORTS:
        raise TransitionRefused(
            _("You have %(count)s files in the making. Wait until one of them is finished.")
            % {"count": MAX_OPEN_EXPORTS}
        )
    return job


def _ask(by: User, token: UUID, listing: Listing, kind: str, action: str, **fields: Any) -> tuple[Job, bool]:
    fields |= {"kind": kind, "listing": listing.slug, "action": action, "language": get_language() or "vi"}
    return Job.objects.get_or_create(token=token, by=by, defaults=fields)


def set_going(job: Job) -> None:
    """Begin a job that is committed: a bulk action in this request for a second, all the rest by the worker."""
    if job.is_bulk:
        run_job(job.pk, seconds=IN_REQUEST)
    if Job.objects.open().filter(pk=job.pk).exists():
        transaction.on_commit(partial(wake, "ecosystem.lists.tasks.run_job", job.pk))


def may_try_again(job: Job) -> bool:
    """Whether something of it failed or is gone and can be made anew."""
    if job.status in {JobStatus.FAILED, JobStatus.EXPIRED}:
        return True
    return job.is_bulk and job.status == JobStatus.DONE and job.rows.filter(outcome=BulkOutcome.FAILED).exists()


@transaction.atomic
def try_again(job: Job, *, by: User) -> Job:
    """Make a failed or deleted file anew, or do the rows again that went wrong on our side. Owner only."""
    job = lock(job)
    if OWNER in job.roles_of(by) and not may_try_again(job):
        raise TransitionRefused(_("Nothing of this is to be done again."))
    job.rows.filter(outcome=BulkOutcome.FAILED).update(outcome=BulkOutcome.WAITING, message="")
    done = job.rows.exclude(outcome=BulkOutcome.WAITING).count()
    return move(
        job,
        "try_again",
        by=by,
        problem="",
        done=done,
        attempts=0,
        asked_at=timezone.now(),
        finished_at=None,
        language=get_language() or "vi",
    )


# --- Working on it ---------------------------------------------------------------------------------------
def run_open_jobs() -> int:
    """Go on with every job that nobody works on: not woken, or its worker died. Returns how many were worked on."""
    waiting = Job.objects.open().values_list("pk", flat=True)
    return sum(run_job(pk) for pk in list(waiting))


def run_job(job_id: int, *, seconds: float | None = None) -> bool:
    """Work on a job until it ends, or for about so many seconds. False when it has ended or another works on it.

    Safe to call at any time from anywhere. Files are made one at a time, so that a worker stays free for mails.
    """
    import_module(settings.ROOT_URLCONF)  # a list is known once its pages are
    kind = Job.objects.filter(pk=job_id).values_list("kind", flat=True).first()
    with only_one("exports" if kind == JobKind.EXPORT else f"job {job_id}") as is_mine:
        job = _begin(job_id) if is_mine else None
        if job is None:
            return False
        with translation.override(job.language), pghistory.context(user=job.by_id, job=job.pk):
            try:
                WORK[job.kind](job, seconds)
            except Exception:  # whatever went wrong: whoever asked must see that it did
                logger.exception("job %s failed", job_id)
                _end(job, JobStatus.FAILED, JobProblem.FAULT)
    if kind == JobKind.EXPORT and Job.objects.open().exists():
        wake("ecosystem.lists.tasks.run_open_jobs")
    return True


@transaction.atomic
def _begin(job_id: int) -> Job | None:
    job = Job.objects.open().select_for_update().filter(pk=job_id).first()
    if job is None:
        return None
    if job.attempts >= Job.MAX_ATTEMPTS:  # it ends its workers rather than itself
        _end(job, JobStatus.FAILED, JobProblem.INTERRUPTED)
        return None
    return move(job, "run", by=BySystem(cause=job.by), attempts=job.attempts + 1)


@transaction.atomic
def _end(job: Job, status: JobStatus, problem: str = "", **changes: Any) -> None:
    """The one end of a job, and the notice of it when it took long."""
    job = lock(job)
    if not job.is_open:
        return
    finished_at = timezone.now()
    name = "finish" if status == JobStatus.DONE else "fail"
    job = move(job, name, by=BySystem(cause=job.by), problem=problem, finished_at=finished_at, **changes)
    if finished_at - job.asked_at > LONG:
        for person in recipients(named=[job.by]):
            notify(
                person,
                "job_done" if status == JobStatus.DONE else "job_failed",
                key=f"job:{job.pk}:{job.asked_at:%Y%m%d%H%M%S%f}",
                context={
                    "job": job,
                    "link": settings.SITE_ADDRESS.rstrip("/") + reverse("lists:job_detail", args=[job.pk]),
                },
            )


def _set(job: Job, **changes: Any) -> Job:
    for name, value in changes.items():
        setattr(job, name, value)
    job.save(update_fields=[*changes, "updated_at"])
    return job


# --- One action on many rows -----------------------------------------------------------------------------
def _do_rows(job: Job, seconds: float | None) -> None:
    """Row after row, each in a transaction of its own with what became of it: what is done is never done again."""
    until = time.monotonic() + seconds if seconds is not None else float("inf")
    listing = job.of_list
    action = next((one for one in listing.bulk if one.key == job.action), None) if listing else None
    if listing is None or action is None:
        return _end(job, JobStatus.FAILED, JobProblem.CLOSED)
    data = _answers(job, listing, action)
    if data is None:
        return _end(job, JobStatus.FAILED, JobProblem.ANSWERS)
    while _do_next(job, listing, action, data):
        if time.monotonic() > until:
            _set(job, attempts=0)  # not interrupted: left to the worker
            return None
    if not job.rows.filter(outcome=BulkOutcome.WAITING).exists():
        _end(job, JobStatus.DONE)
    return None


def _answers(job: Job, listing: Listing, action: BulkAction) -> Mapping[str, Any] | None:
    """What all rows share, checked again; None when it no longer holds."""
    if action.form is None:
        return {}
    rows = listing.rows(User.objects.get(pk=job.by_id)).filter(pk__in=job.rows.values("object_id"))
    form = action.form(list(rows), QueryDict(job.answers))
    return form.cleaned_data if form.is_valid() else None


@transaction.atomic
def _do_next(job: Job, listing: Listing, action: BulkAction, data: Mapping[str, Any]) -> bool:
    """The next row that nobody has in hand. False when there is none."""
    line = job.rows.select_for_update(skip_locked=True).filter(outcome=BulkOutcome.WAITING).first()
    if line is None:
        return False
    line.outcome, line.message = _outcome(line, listing, action, User.objects.get(pk=job.by_id), data)
    line.save(update_fields=["outcome", "message"])
    Job.objects.filter(pk=job.pk).update(done=F("done") + 1, updated_at=timezone.now())
    return True


def _outcome(
    line: BulkRow, listing: Listing, action: BulkAction, by: User, data: Mapping[str, Any]
) -> tuple[BulkOutcome, str]:
    """Do it to one row, as the person who asked is today: a role that ended meanwhile ends the work, too."""
    if not (by.is_active and listing.admits(by) and action.offered(by)):
        return BulkOutcome.REFUSED, _("Your role does not allow this step.")
    rows = listing.rows(by).select_related(*action.joins) if action.joins else listing.rows(by)
    row = rows.filter(pk=line.object_id).first()
    if row is None:
        return BulkOutcome.REFUSED, _("You may no longer see this record, or it is not in this list any more.")
    if not line.was_possible:
        return BulkOutcome.REFUSED, action.refusal(row, by, **data) or _("This was not possible when you looked.")
    try:
        with transaction.atomic():
            action.run(row, by=by, seen=line.seen, **data)
    except (TransitionRefused, PermissionDenied) as refusal:
        return BulkOutcome.REFUSED, str(refusal) or _("Your role does not allow this step.")
    except Exception:  # one row's fault must not keep the others, nor the answer, from the person
        logger.exception("bulk %s failed at %s", action.key, line.object_id)
        return BulkOutcome.FAILED, _("An error on our side. Nothing changed in this record.")
    return BulkOutcome.DONE, ""


# --- Files -----------------------------------------------------------------------------------------------
def _make_file(job: Job, seconds: float | None) -> None:
    """All matching rows, as whoever asked may see them now. Begun anew after an interruption: half a file is none."""
    by, listing = User.objects.get(pk=job.by_id), job.of_list
    if listing is None or not by.is_active or not listing.admits(by):
        return _end(job, JobStatus.FAILED, JobProblem.CLOSED)
    try:
        state = ListState(listing, QueryDict(job.query))
        rows = matching(state, Reader(by))
    except SuspiciousOperation:  # a filter or column that the list has lost since
        return _end(job, JobStatus.FAILED, JobProblem.CLOSED)
    total = count_for_file(rows)
    if total > MAX_EXPORT:
        return _end(job, JobStatus.FAILED, JobProblem.TOO_LARGE)
    _set(job, total=total, done=0)
    with file_of(state, job.action, _counted(job, lines_of(state, rows))) as made:
        default_storage.delete(job.stored_name)
        name = default_storage.save(job.stored_name, File(made))
    with transaction.atomic():
        note_export(listing, by=by, kind=job.action, query=job.query, rows=job.done)
        _end(job, JobStatus.DONE, file=name, size=default_storage.size(name), done=job.done, total=job.done)
    return None


def count_for_file(rows: Any) -> int:
    """How many rows there are, or one more than a file may hold."""
    return int(rows.order_by()[: MAX_EXPORT + 1].count())


def _counted(job: Job, lines: Iterator[list[CellValue]]) -> Iterator[list[CellValue]]:
    """The same lines; how many there were stands in the job, now and then for those who look."""
    job.done = 0
    for line in lines:
        yield line
        job.done += 1
        if job.done % CHUNK == 0:
            _set(job, done=job.done)


def delete_old_files() -> int:
    """Delete the files that have been kept for their time. Returns how many."""
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


WORK: dict[str, Callable[[Job, float | None], None]] = {JobKind.BULK: _do_rows, JobKind.EXPORT: _make_file}
