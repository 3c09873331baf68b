"""Files of lists: small ones at once, large ones as a job."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.ui.figures import number_vi
from ecosystem.core.web.methods import action_view, read_view
from ecosystem.lists.actions import jobs
from ecosystem.lists.actions.saved_views import log_export
from ecosystem.lists.files import CONTENT_TYPES, export_file, export_lines, matching_rows
from ecosystem.lists.listing import ListState
from ecosystem.lists.models import FILE_NAMES
from ecosystem.lists.pages import get_file_listing, get_listing
from ecosystem.lists.views.crumbs import list_crumbs
from ecosystem.lists.views.state import back_to_list, list_url, read_state, read_token, state_summary


@read_view
def export(request: UserRequest, slug: str, kind: str) -> HttpResponseBase:
    """All rows that match the filters, with the chosen columns, in the chosen order."""
    listing = get_listing(request, slug)
    state = ListState(listing, request.GET)
    return export_response(request, state, kind)


def export_response(request: UserRequest, state: ListState, kind: str) -> HttpResponseBase:
    """The file of all matching rows, or for more than SMALL_EXPORT rows the confirmation that starts a job."""
    rows = matching_rows(state, request)
    count = jobs.count_export_rows(rows)
    if count <= jobs.SMALL_EXPORT:
        return file_response(request, state, rows, kind, count)
    if count > jobs.MAX_EXPORT:
        most = {"count": number_vi(jobs.MAX_EXPORT, 0)}
        return back_to_list(
            request, state, _("A file holds at most %(count)s rows. Narrow the list by its filters.") % most
        )
    facts = [{"label": _("Rows"), "value": number_vi(count, 0)}, *state_summary(request, state)]
    title = _("%(kind)s file: %(list)s") % {"kind": FILE_NAMES[kind], "list": state.listing.title}
    context = {
        "listing": state.listing,
        "kind": kind,
        "kind_name": FILE_NAMES[kind],
        "crumbs": list_crumbs(state.listing, title),
        "facts": facts,
        "token": uuid4(),
        "query": state.query().urlencode(),
        "days": settings.EXPORT_DAYS,
        "cancel_url": list_url(request, state),
    }
    return render(request, "lists/export_preview.html", context)


@action_view
def export_run(request: UserRequest, slug: str) -> HttpResponse:
    """Start the job of a large file; idempotent by its token."""
    listing = get_file_listing(request, slug)
    kind = request.POST.get("kind", "")
    if kind not in FILE_NAMES:
        raise SuspiciousOperation("A kind of file that is not offered.")
    state = read_state(listing, request.POST.get("query", ""))
    query = state.query().urlencode()
    total = jobs.count_export_rows(matching_rows(state, request))
    job = jobs.create_export_job(
        listing, by=request.user, token=read_token(request), kind=kind, query=query, total=total
    )
    jobs.start_job(job)
    return redirect("lists:job_detail", job.pk)


def file_response(
    request: UserRequest, state: ListState, rows: QuerySet[Any], kind: str, count: int
) -> HttpResponseBase:
    """A file of these rows, audited as an export."""
    if request.method != "HEAD":  # HEAD sends no rows
        log_export(state.listing.slug, by=request.user, kind=kind, query=state.query().urlencode(), rows=count)
    name = f"{state.listing.slug}-{timezone.localdate():%Y-%m-%d}.{kind}"
    file = export_file(state, kind, export_lines(state, rows, request.user))
    return FileResponse(file, as_attachment=True, filename=name, content_type=CONTENT_TYPES[kind])
