"""Full page or fragment: one rule for all lists."""

from django.http import HttpRequest


def fragment_or_page(request: HttpRequest, *, fragment: str, page: str) -> str:
    """The fragment for htmx's own swaps; the page for boosted and history-restoring requests."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return fragment if htmx and not htmx.boosted and not htmx.history_restore_request else page
