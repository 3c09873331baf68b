"""Counts views of public pages, also those answered with 304."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ecosystem.public.use import count, kind_of


class CountViews:
    """Stands outside whatever answers 304, so that a page that did not change counts, too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        kind = kind_of(request, response)
        if kind is not None:
            count(kind)
        return response
