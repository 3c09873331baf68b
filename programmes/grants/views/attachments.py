"""Files of a dossier: attached and removed by its applicant, served only to who may read it."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.web.methods import action_view, read_view, writes_in_safe_request
from programmes.grants.actions.drafting import remove_attachment
from programmes.grants.actions.submission import receipt_pdf
from programmes.grants.models import Application, Attachment, Submission
from programmes.grants.permissions import may_read_file
from programmes.grants.working_copy import file_name_for


@read_view
def attachment_download(request: UserRequest, pk: int) -> FileResponse:
    """The file as it came, always as a download and never sniffed."""
    attachment = get_object_or_404(Attachment.objects.select_related("application", "requirement"), pk=pk)
    if not may_read_file(request.user, attachment):
        raise Http404
    try:
        content = default_storage.open(str(attachment.file.name))
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        content,
        as_attachment=True,
        filename=file_name_for(request.user, attachment),
        content_type=attachment.content_type,
    )
    return _sealed(response)


@action_view
def attachment_delete(request: UserRequest, pk: int) -> HttpResponse:
    mine = Application.objects.visible_to(request.user)
    attachment = get_object_or_404(
        Attachment.objects.current().select_related("application", "requirement"),
        pk=pk,
        application__in=mine.values("pk"),
    )
    remove_attachment(attachment, by=request.user)
    messages.success(request, _("“%(name)s” is removed.") % {"name": attachment.original_name})
    return redirect("grants:application_files", attachment.application_id)


@read_view
def application_receipt_pdf(request: UserRequest, pk: int) -> HttpResponse:
    """The receipt of the latest sending (or of an earlier one, `?sending=1`): the same bytes every time."""
    application = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
    sendings: list[Submission] = list(application.submissions.select_related("sent_by", "application__call__unit"))
    wanted = request.GET.get("sending", "")
    chosen = [s for s in sendings if str(s.sequence) == wanted] if wanted else sendings
    if not chosen:
        raise Http404
    submission = chosen[-1]
    with writes_in_safe_request():  # the receipt, where the worker has not made it yet
        receipt = receipt_pdf(submission)
    response = HttpResponse(receipt, content_type="application/pdf")
    name = f"{application.number}-{submission.sequence}.pdf"
    response["Content-Disposition"] = f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}"
    return _sealed(response)


def _sealed(response: Any) -> Any:
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
