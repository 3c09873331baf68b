"""Full page or fragment: one rule for all lists."""

from django.http import HttpRequest, QueryDict


def fragment_or_page(request: HttpRequest, *, fragment: str, page: str) -> str:
    """The fragment for htmx's own swaps; the page for boosted and history-restoring requests."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return fragment if htmx and not htmx.boosted and not htmx.history_restore_request else page


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent with POST, for a form; None, and so an untouched form, otherwise. An empty POST is one too."""
    return request.POST if request.method == "POST" else None
