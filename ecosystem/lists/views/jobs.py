"""The person's own jobs: list, progress and result, file, retry."""

from collections import Counter

from django.conf import settings
from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ecosystem.accounts.http import UserRequest
from ecosystem.core.ui.crumbs import crumb, current_crumb
from ecosystem.core.ui.figures import number_vi
from ecosystem.core.web.htmx import fragment_or_page
from ecosystem.core.web.methods import action_view, read_view
from ecosystem.core.web.pagination import keyset_page
from ecosystem.lists.actions import jobs as actions
from ecosystem.lists.files import CONTENT_TYPES
from ecosystem.lists.models import BulkOutcome, Job, JobKind, JobStatus
from ecosystem.lists.pages import get_file_listing


def _own_job(request: UserRequest, pk: int) -> Job:
    """The person's own job. Raises Http404, or PermissionDenied when the person may no longer open its list."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    get_file_listing(request, job.listing)
    return job


@read_view
def job_list(request: UserRequest) -> HttpResponse:
    """The person's jobs, newest first."""
    page = keyset_page(request, Job.objects.visible_to(request.user), ("-pk",), counts=True)
    return render(request, "lists/job_list.html", {"page": page})


@read_view
def job_detail(request: UserRequest, pk: int) -> HttpResponse:
    """Progress and result of one job; the fragment polls itself until the job has ended."""
    job = _own_job(request, pk)
    rows = list(job.rows.all()) if job.is_bulk and not job.is_open else []
    outcomes = Counter(row.outcome for row in rows)
    context = {
        "job": job,
        "listing": get_file_listing(request, job.listing),
        "rows": rows,
        "days": settings.EXPORT_DAYS,
        "files_before": _files_before(job),
        "status_text": _status_text(job, outcomes),
        "failed_count": outcomes[BulkOutcome.FAILED],
        "not_done_count": len(rows) - outcomes[BulkOutcome.DONE],
        "may_retry": actions.may_retry(job),
        "crumbs": [crumb(_("My jobs"), "lists:job_list"), current_crumb(job.title)],
    }
    template = fragment_or_page(request, fragment="lists/_job_state.html", page="lists/job_detail.html")
    return render(request, template, context)


def _status_text(job: Job, outcomes: Counter[str]) -> str:
    """The state in one sentence, which screen readers hear at every change: so progress counts in steps of 25 %."""
    if job.status == JobStatus.WAITING:
        return _("It waits for its turn.")
    if job.status == JobStatus.RUNNING:
        return _("In progress: %(percent)s %% done") % {"percent": job.spoken_percent}
    if job.status == JobStatus.FAILED:
        return _("This failed.")
    if job.status == JobStatus.EXPIRED:
        return _("The file was deleted.")
    if job.is_bulk:
        words = ngettext("%(done)s of %(count)s row is done.", "%(done)s of %(count)s rows are done.", outcomes.total())
        return words % {"done": outcomes[BulkOutcome.DONE], "count": outcomes.total()}
    words = ngettext("The file is ready: %(rows)s row.", "The file is ready: %(rows)s rows.", job.total)
    return words % {"rows": number_vi(job.total, 0)}


def _files_before(job: Job) -> int:
    """How many files the worker makes before this one."""
    if job.is_bulk or job.status != JobStatus.WAITING:
        return 0
    return Job.objects.open().filter(kind=JobKind.EXPORT, requested_at__lt=job.requested_at).count()


@read_view
def job_file(request: UserRequest, pk: int) -> HttpResponseBase:
    """Download the file of the person's finished job."""
    job = _own_job(request, pk)
    if not job.file or not default_storage.exists(str(job.file.name)):
        raise Http404
    return FileResponse(
        job.file.open(), as_attachment=True, filename=job.file_name, content_type=CONTENT_TYPES[job.action]
    )


@action_view
def job_retry(request: UserRequest, pk: int) -> HttpResponse:
    """Process failed rows, or a failed or deleted file, again."""
    job = actions.retry_job(_own_job(request, pk), by=request.user)
    actions.start_job(job)
    messages.success(request, _("It is being tried again."))
    return redirect("lists:job_detail", pk)
