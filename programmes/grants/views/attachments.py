"""Downloads of files and receipts, for users who may read them, and the removal of a file."""

from urllib.parse import quote

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ecosystem.accounts.http import UserRequest
from ecosystem.core.web.downloads import with_download_headers
from ecosystem.core.web.methods import action_view, allow_writes_in_safe_request, read_view
from programmes.grants.actions.drafting import remove_attachment
from programmes.grants.actions.submission import receipt_pdf
from programmes.grants.models import Application, Attachment, Submission
from programmes.grants.permissions import may_read_file
from programmes.grants.working_copy import file_name_for


@read_view
def attachment_download(request: UserRequest, pk: int) -> FileResponse:
    """Download a file, with headers against content sniffing."""
    return _file_response(request, _readable_attachment(request, pk), as_attachment=True)


@read_view
def attachment_show(request: UserRequest, pk: int) -> FileResponse:
    """Show a PDF or a picture inside a page of this portal, and nowhere else; other files can only be downloaded."""
    attachment = _readable_attachment(request, pk)
    if not attachment.is_viewable:
        raise Http404
    response = _file_response(request, attachment, as_attachment=False)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'self'"
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _readable_attachment(request: UserRequest, pk: int) -> Attachment:
    attachment = get_object_or_404(Attachment.objects.select_related("application", "requirement"), pk=pk)
    if not may_read_file(request.user, attachment):
        raise Http404
    return attachment


def _file_response(request: UserRequest, attachment: Attachment, *, as_attachment: bool) -> FileResponse:
    try:
        content = default_storage.open(str(attachment.file.name))
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        content,
        as_attachment=as_attachment,
        filename=file_name_for(request.user, attachment),
        content_type=attachment.content_type,
    )
    return with_download_headers(response)


@action_view
def attachment_delete(request: UserRequest, pk: int) -> HttpResponse:
    visible = Application.objects.visible_to(request.user)
    attachment = get_object_or_404(
        Attachment.objects.current().select_related("application", "requirement"),
        pk=pk,
        application__in=visible.values("pk"),
    )
    remove_attachment(attachment, by=request.user)
    messages.success(request, _("“%(name)s” is removed.") % {"name": attachment.original_name})
    return redirect("grants:application_files", attachment.application_id)


@read_view
def application_receipt_pdf(request: UserRequest, pk: int) -> HttpResponse:
    """Download the receipt of the latest submission, or of submission n with `?sending=n`."""
    application = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
    submissions: list[Submission] = list(application.submissions.select_related("sent_by", "application__call__unit"))
    sequence = request.GET.get("sending", "")
    if sequence:
        submissions = [entry for entry in submissions if str(entry.sequence) == sequence]
    if not submissions:
        raise Http404
    submission = submissions[-1]
    with allow_writes_in_safe_request():  # makes the receipt if the worker has not
        receipt = receipt_pdf(submission)
    response = HttpResponse(receipt, content_type="application/pdf")
    name = f"{application.number}-{submission.sequence}.pdf"
    response["Content-Disposition"] = f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}"
    return with_download_headers(response)
