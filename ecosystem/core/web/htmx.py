"""Full page or fragment: one rule for all lists."""

from typing import cast

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request that passed django_htmx's middleware."""

    htmx: HtmxDetails


def htmx_details(request: HttpRequest) -> HtmxDetails:
    """The htmx headers of the request; false where htmx did not send it."""
    return cast(HtmxRequest, request).htmx


def fragment_or_page(request: HttpRequest, *, fragment: str, page: str) -> str:
    """The fragment for htmx's own swaps; the page for boosted and history-restoring requests.

    Also the page for whoever asks for more filters (`more` in the address): htmx takes the form out of it.
    """
    htmx = htmx_details(request)
    whole = not htmx or htmx.boosted or htmx.history_restore_request or "more" in request.GET
    return page if whole else fragment
