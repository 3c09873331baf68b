"""Delivery of responses: headers, compression, cache control, and static files with a hash in their address."""

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import rcssmin
import rjsmin
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

GetResponse = Callable[[HttpRequest], HttpResponse]

# Files that the pages never ask for: fonts of the PDF engine, unused editions of htmx, the build's stamp.
NOT_SERVED = [
    "stamp.json",
    "tinos",
    "ext",
    "htmax-*",
    "htmx-4*",
    "htmx-2.js",
    "django-htmx.js",
    "*.part",
    ".*",
]
STATIC_KEY = ".key"


class ResponseHeadersMiddleware:
    """Headers of every response, static files, redirects and errors included. The outermost middleware."""

    HEADERS = {
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """Our static files; an address with the hash of its content is cached for a year."""

    FOREVER = 365 * 24 * 3600


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Static files with a hash in their names, compressed; our own are minified."""

    MINIFIERS = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}

    def file_hash(self, name: str | None, content: Any = None) -> Any:
        """The hash of the minified content; the manifest is hashed without a name."""
        return super().file_hash(name, self._minified(name, content) if name and content else content)

    def _save(self, name: str, content: Any) -> str:
        source = re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", name)
        return str(super()._save(name, content if source == name else self._minified(source, content)))

    def _minified(self, source: str, content: Any) -> Any:
        minify = self.MINIFIERS.get(Path(source).suffix)
        if minify is None or not (settings.BASE_DIR / "static" / source).is_file():
            return content
        return ContentFile(minify(b"".join(content.chunks()).decode()).encode(), source)


class TextGzipMiddleware(GZipMiddleware):
    """Gzip for text only: a PDF gains nothing and would lose its length. Django adds random bytes against BREACH."""

    TEXT = ("text/", "application/json", "application/xml", "application/rss+xml", "application/atom+xml", "image/svg")

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith(self.TEXT):
            return response
        return super().process_response(request, response)


class CacheHeadersMiddleware:
    """Cache-Control of responses, and 304 for a public page that has not changed.

    Without a session a page is the same for every reader: shared caches store it and revalidate it. With a session only
    the browser stores it, for the Back button; personal files are not stored, and signing out clears the browser's
    cache. A header that the view set is left alone.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if _signs_out(response):
            response.headers["Clear-Site-Data"] = '"cache"'
        is_page = response.get("Content-Type", "").startswith("text/html")
        if is_page:
            patch_vary_headers(response, ("Cookie", "HX-Request"))
        if request.method not in {"GET", "HEAD"} or response.has_header("Cache-Control"):
            return response
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers["Cache-Control"] = "private, no-cache" if is_page else "private, no-store"
        elif response.cookies or response.status_code != 200:
            response.headers["Cache-Control"] = "private, no-cache"
        else:
            response.headers["Cache-Control"] = "public, no-cache"
            return _not_modified_or(request, response)
        return response


def _signs_out(response: HttpResponseBase) -> bool:
    cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie is not None and not cookie.value


def _not_modified_or(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """304 where the reader has this ETag already, else the response with its ETag."""
    if not isinstance(response, HttpResponse):
        return response
    if not response.has_header("ETag"):
        set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def static_sources() -> Iterator[tuple[str, Path]]:
    """Each file that the pages may ask for, by its name."""
    for finder in get_finders():
        for name, storage in finder.list(NOT_SERVED):
            yield name, Path(storage.path(name))


def static_key() -> str:
    """Changes with any byte of any static file and with this code."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for name, path in sorted(static_sources()):
        digest.update(f"{name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
