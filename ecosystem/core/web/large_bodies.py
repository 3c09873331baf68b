"""Bodies that are streamed: short ones are sent whole, long ones by a bounded number of the web server's threads.

The web server holds a thread for a streamed body until its reader has taken the last part, but none for a body that it
gets whole. So a reader who takes a byte a second may hold one of DOWNLOADS threads of a process, never those of pages.
"""

import tempfile
import threading
from collections.abc import Callable, Iterator
from typing import IO, cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

DOWNLOADS = 2  # long bodies that one process sends at the same time
WHOLE = 1024 * 1024  # bytes up to which a body is sent whole
PART = 256 * 1024
RETRY_AFTER = 30  # seconds

_slots = threading.BoundedSemaphore(DOWNLOADS)


class LargeBodyMiddleware:
    """Bounds the streamed bodies of all responses, static files included; see `bounded_response`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not response.streaming or request.method == "HEAD":
            return response
        return bounded_response(cast("StreamingHttpResponse", response))


def bounded_response(response: StreamingHttpResponse) -> HttpResponseBase:
    """The response with its body in one part, or from a temporary file where it is longer than WHOLE.

    The file is complete before the first byte is sent, so that a slow reader holds no connection to the database. While
    DOWNLOADS long bodies are being sent, another one is refused with 503 and Retry-After.
    """
    parts = cast("Iterator[bytes]", response.streaming_content)
    start, size = [], 0
    for part in parts:
        start.append(part)
        size += len(part)
        if size > WHOLE:
            break
    else:
        response.streaming_content = [b"".join(start)]
        return response
    if not _slots.acquire(blocking=False):
        response.close()
        return HttpResponse(
            render_to_string("503_downloads.html"), status=503, headers={"Retry-After": str(RETRY_AFTER)}
        )
    body = SpooledBody()
    try:
        body.fill(start)
        body.fill(parts)
    except BaseException:
        body.close()
        raise
    response.streaming_content = body
    return response


class SpooledBody:
    """A body in a temporary file; it gives its slot back when it is closed."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        self._is_read = False

    def fill(self, parts: Iterator[bytes] | list[bytes]) -> None:
        """Write the parts; all of them come before the first is read."""
        if self._file:
            self._file.writelines(parts)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if self._file is None:
            raise StopIteration
        if not self._is_read:
            self._file.seek(0)
            self._is_read = True
        part = self._file.read(PART)
        if not part:
            raise StopIteration
        return part

    def close(self) -> None:
        """Remove the file and free the slot, once."""
        file, self._file = self._file, None
        if file is not None:
            file.close()
            _slots.release()
