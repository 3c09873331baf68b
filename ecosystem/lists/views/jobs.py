"""One's own jobs: the list of them, one with its progress and its result, its file, and another try."""

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
from ecosystem.core.templatetags.ui import number_vi
from ecosystem.core.ui.crumbs import crumb, here
from ecosystem.core.web.htmx import fragment_or_page
from ecosystem.core.web.methods import action_view, read_view
from ecosystem.core.web.pagination import keyset_page
from ecosystem.lists.actions import jobs as actions
from ecosystem.lists.files import CONTENT_TYPES
from ecosystem.lists.models import BulkOutcome, Job, JobKind, JobStatus
from ecosystem.lists.pages import listing_of


def _own(request: UserRequest, pk: int) -> Job:
    """The person's own job. Raises Http404, or PermissionDenied for whoever may no longer open its list."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    listing_of(request, job.listing)
    return job


@read_view
def job_list(request: UserRequest) -> HttpResponse:
    """Everything I had done in the background, newest first."""
    page = keyset_page(request, Job.objects.visible_to(request.user), ("-pk",))
    return render(request, "lists/job_list.html", {"page": page})


@read_view
def job_detail(request: UserRequest, pk: int) -> HttpResponse:
    """One job: how far it is, and its result, which stays. While it runs the page asks again."""
    job = _own(request, pk)
    rows = list(job.rows.all()) if job.is_bulk and not job.is_open else []
    found = Counter(row.outcome for row in rows)
    context = {
        "job": job,
        "listing": job.of_list,
        "rows": rows,
        "days": settings.EXPORT_DAYS,
        "before": _files_before(job),
        "said": _in_words(job, found),
        "wrong": found[BulkOutcome.FAILED],
        "other": len(rows) - found[BulkOutcome.DONE],
        "may_try_again": actions.may_try_again(job),
        "crumbs": [crumb(_("My jobs"), "lists:job_list"), here(job.title)],
    }
    template = fragment_or_page(request, fragment="lists/_job_state.html", page="lists/job_detail.html")
    return render(request, template, context)


def _in_words(job: Job, found: Counter[str]) -> str:
    """The state in one sentence; while it runs in steps of a quarter, for it is said aloud at every change."""
    if job.status == JobStatus.WAITING:
        return _("It waits for its turn.")
    if job.status == JobStatus.RUNNING:
        return _("In progress: %(percent)s %% done") % {"percent": job.quarter}
    if job.status == JobStatus.FAILED:
        return _("This failed.")
    if job.status == JobStatus.EXPIRED:
        return _("The file was deleted.")
    if job.is_bulk:
        words = ngettext("%(done)s of %(count)s row is done.", "%(done)s of %(count)s rows are done.", found.total())
        return words % {"done": found[BulkOutcome.DONE], "count": found.total()}
    words = ngettext("The file is ready: %(rows)s row.", "The file is ready: %(rows)s rows.", job.total)
    return words % {"rows": number_vi(job.total, 0)}


def _files_before(job: Job) -> int:
    """How many files are made before this one."""
    if job.is_bulk or job.status != JobStatus.WAITING:
        return 0
    return Job.objects.open().filter(kind=JobKind.EXPORT, asked_at__lt=job.asked_at).count()


@read_view
def job_file(request: UserRequest, pk: int) -> HttpResponseBase:
    """The file of a finished job, for whoever asked for it."""
    job = _own(request, pk)
    if not job.file or not default_storage.exists(str(job.file.name)):
        raise Http404
    return FileResponse(
        job.file.open(), as_attachment=True, filename=job.file_name, content_type=CONTENT_TYPES[job.action]
    )


@action_view
def job_again(request: UserRequest, pk: int) -> HttpResponse:
    """Try again what failed, or make a deleted file anew."""
    job = actions.try_again(_own(request, pk), by=request.user)
    actions.set_going(job)
    messages.success(request, _("It is being tried again."))
    return redirect("lists:job_detail", pk)
