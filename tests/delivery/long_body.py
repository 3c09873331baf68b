"""The portal with one address more, a body of 64 MB: served by granian in tests of slow readers."""

from collections.abc import Iterator
from importlib import import_module

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import path

from ecosystem.wsgi import application

PARTS, PART = 1024, b"x" * 65536


@login_not_required
def long_body(request: HttpRequest) -> StreamingHttpResponse:
    """Parts that come as the records of a list do, one after the other."""
    return StreamingHttpResponse(_parts(), content_type="application/octet-stream")


def _parts() -> Iterator[bytes]:
    for _number in range(PARTS):
        yield PART


import_module("ecosystem.urls").urlpatterns += [path("long-body/", long_body)]

__all__ = ["application"]
