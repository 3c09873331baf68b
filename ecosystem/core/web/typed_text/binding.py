"""Binding forms: to what was posted, or on GET to the text that waits for the reader on this page."""

from urllib.parse import urlsplit

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from ecosystem.core.web.typed_text.restored import RestoredText, request_state
from ecosystem.core.web.typed_text.storage import WAITING_COOKIE, delete_text_of_others, readable_entries


def form_data(request: HttpRequest, posted_to: str = "") -> QueryDict | None:
    """Data for a form: what was posted, or on GET the text that waits for it, or None and so an untouched form.

    `posted_to` is the form's address where it is not that of the page. An empty POST binds the form, too.
    """
    target = posted_to or request.path
    if request.method == "POST":
        return request.POST if request.path == target else None
    restored = restored_text(request)
    if restored is None or restored.posted_to != target:
        return None
    restored.is_used = True
    return restored


def form_files(request: HttpRequest) -> MultiValueDict[str, UploadedFile] | None:
    """Files for a form: those of a POST, or None for an unbound form. Restored text brings no files back."""
    return request.FILES if request.method == "POST" else None


def restored_text(request: HttpRequest) -> RestoredText | None:
    """The text that waits for the reader on this very page; the same object for the whole request."""
    state = request_state(request)
    if not state.is_looked_up:
        state.is_looked_up, state.restored = True, _find_text(request)
    return state.restored


def _find_text(request: HttpRequest) -> RestoredText | None:
    if request.method != "GET" or WAITING_COOKIE not in request.COOKIES or not hasattr(request, "session"):
        return None
    htmx = getattr(request, "htmx", None)
    if htmx and not htmx.boosted and not htmx.history_restore_request:
        return None  # a part of a page
    delete_text_of_others(request)
    for entry in readable_entries(request):
        if urlsplit(entry["page"]).path == request.path:
            restored = RestoredText(entry["text"])
            restored.reason, restored.posted_to, restored.files = entry["reason"], entry["posted_to"], entry["files"]
            return restored
    return None
