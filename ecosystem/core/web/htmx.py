"""Full page or fragment: one rule for all lists."""

from django.http import HttpRequest


def fragment_or_page(request: HttpRequest, *, fragment: str, page: str) -> str:
    """The fragment for htmx's own swaps; the page for boosted and history-restoring requests.

    Also the page for whoever asks for more filters (`more` in the address): htmx takes the form out of it.
    """
    htmx = request.htmx  # type: ignore[attr-defined]
    whole = not htmx or htmx.boosted or htmx.history_restore_request or "more" in request.GET
    return page if whole else fragment
