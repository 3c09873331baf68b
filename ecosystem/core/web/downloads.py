"""Open data as files, streamed row by row: CSV for Excel, JSON with the meaning of each field."""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

Row = Mapping[str, Any]
ResponseT = TypeVar("ResponseT", bound=HttpResponseBase)


FEED_AGE = 15 * 60  # seconds that a cache may store a feed or a calendar


class _Line:
    """A file for csv.writer that returns each line."""

    def write(self, text: str) -> str:
        return text


def _cell(value: Any) -> Any:
    """true and false in small letters; text that a spreadsheet would run as a formula gets a leading apostrophe."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value


def csv_download(name: str, fields: Iterable[str], rows: Iterable[Row]) -> StreamingHttpResponse:
    """The rows as CSV (UTF-8 with mark, so that Excel reads it); `name` without ending and day."""
    writer, columns = csv.writer(_Line()), list(fields)

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow(columns)
        for row in rows:
            yield writer.writerow([_cell(row[column]) for column in columns])

    return file_download(lines(), "text/csv; charset=utf-8", name, "csv")


def json_download(
    name: str, title: str, fields: Mapping[str, Any], rows: Iterable[Row], **head: Any
) -> StreamingHttpResponse:
    """The rows as JSON with the meaning of each field and the moment it was taken; `head` adds keys before them."""
    opening = {
        "title": title,
        "updated_at": timezone.localtime().isoformat(timespec="seconds"),
        **head,
        "fields": [{"name": field, "meaning": str(meaning)} for field, meaning in fields.items()],
    }

    def parts() -> Iterator[str]:
        yield json.dumps(opening, ensure_ascii=False)[:-1] + ', "records": ['
        for position, row in enumerate(rows):
            yield (",\n" if position else "\n") + json.dumps(row, ensure_ascii=False)
        yield "\n]}\n"

    return file_download(parts(), "application/json", name, "json")


def file_download(parts: Iterable[str], content_type: str, name: str, ending: str) -> StreamingHttpResponse:
    """The parts of a text as a file named after `name` and the day."""
    name = f"{name}-{timezone.localdate():%Y-%m-%d}.{ending}"
    return StreamingHttpResponse(
        (part.encode() for part in parts),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def conditional_response(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response with an ETag of its content and FEED_AGE as its lifetime in caches, or 304 where the ETag matches."""
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={FEED_AGE}"
    return get_conditional_response(request, etag=etag, response=response) or response


def with_download_headers(response: ResponseT) -> ResponseT:
    """Headers of an uploaded file: browsers neither guess its kind, nor cache it, nor run anything in it."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
