"""Middleware that counts views of public pages."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ecosystem.public.page_views import count_view, page_kind


class CountViews:
    """Counts views of public pages; outside ConditionalGetMiddleware, so that answers with 304 count, too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        kind = page_kind(request, response)
        if kind is not None:
            count_view(kind)
        return response
