"""Stored public pages: which requests they answer, and which responses are stored.

A view says `@stored_page` when it shows every reader without a session the same. What is stored is the page of a reader
without any cookie of ours but the language: no session, no message, no token can be in it.
"""

import hashlib
import logging
import re
import secrets
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import cast, overload

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import Error as DatabaseFault
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.cache import patch_vary_headers, set_response_etag

from ecosystem.core.locks import try_advisory_lock, wait_for_advisory_lock
from ecosystem.core.stored_pages import Page, PageMaker
from ecosystem.core.stored_pages import stored_page as find_page
from ecosystem.core.web.methods import SAFE, View
from ecosystem.core.web.middleware import chosen_language

logger = logging.getLogger(__name__)
PARAMETERS = "stored_parameters"  # the attribute of a view with this decorator
WAIT = 2_000  # milliseconds that a reader waits for another process that makes the page; then it makes its own
MAX_ADDRESS = 500  # characters
MAX_RANDOM_BYTES = 100  # in a compressed page, as in Django's own against BREACH
# Added to links by social networks and newsletters, for programs of theirs.
TRACKING = re.compile(r"(?:^|&)(?:utm_\w+|fbclid|gclid|msclkid|zarsrc)=[^&]*")
HTMX_HEADERS = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")
ACCEPTS_GZIP = re.compile(r"\bgzip\b")


@overload
def stored_page(view: View) -> View: ...


@overload
def stored_page(*, parameters: Iterable[str]) -> Callable[[View], View]: ...


def stored_page(view: View | None = None, *, parameters: Iterable[str] = ()) -> View | Callable[[View], View]:
    """For a public view: its page is stored for readers without a session until what it shows changes.

    Args:
        view: the view, where the decorator is used without arguments.
        parameters: the query parameters with which it is stored, too. With any other it is made for each reader.
    """
    if view is None:
        return partial(_stored_page, parameters=parameters)
    return _stored_page(view)


def _stored_page(view: View, parameters: Iterable[str] = ()) -> View:
    setattr(view, PARAMETERS, frozenset(parameters))
    return view


class StoredPagesMiddleware:
    """Answers with stored pages, and stores those that are made. Inside whatever counts, compresses and adds headers.

    Parameters that other sites add to links are taken off first: they would make every link another page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in SAFE:
            return self.get_response(request)
        request.META["QUERY_STRING"] = TRACKING.sub("", request.META.get("QUERY_STRING", "")).removeprefix("&")
        match = _match(request) if settings.STORED_PAGES and not _is_personal(request) else None
        if match is None:
            return self.get_response(request)
        key = _key(request)
        try:
            page = find_page(key)
        except DatabaseFault as error:  # the view tells of it in the reader's language
            logger.warning("stored pages not read: %s", error)
            return self.get_response(request)
        response = _response(request, page) if page else self._make(request, key)
        request.resolver_match = match
        return response

    def _make(self, request: HttpRequest, key: str) -> HttpResponseBase:
        """The page made once: whoever asks meanwhile waits for it."""
        if request.method != "GET" or settings.CSRF_COOKIE_NAME in request.COOKIES:
            return self.get_response(request)
        lock = f"page {key}"
        with try_advisory_lock(lock) as is_mine:
            if not is_mine:
                wait_for_advisory_lock(lock, milliseconds=WAIT)
            if page := find_page(key):  # made since this reader looked
                return _response(request, page)
            return self._make_and_store(request, key) if is_mine else self.get_response(request)

    def _make_and_store(self, request: HttpRequest, key: str) -> HttpResponseBase:
        maker = PageMaker(key)
        with maker.recording():
            response = self.get_response(request)
        if not _may_be_stored(request, response):
            return response
        response = cast(HttpResponse, response)
        set_response_etag(response)
        headers = {name: value for name, value in response.headers.items() if name != "Content-Length"}
        try:
            page = maker.store(response.content, headers)
        except DatabaseFault as error:  # such as a database that takes no writes
            logger.warning("page not stored: %s", error)
            page = None
        return _response(request, page) if page else response


def _is_personal(request: HttpRequest) -> bool:
    """Whether the reader has a session, a message or typed text: a cookie of ours besides language and CSRF token."""
    impersonal = {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    ours = {name for name in request.COOKIES if name.startswith("portal_") or name == "messages"}
    return bool(ours - impersonal) or "Authorization" in request.headers


def _match(request: HttpRequest) -> ResolverMatch | None:
    """The view of the address, if its page is stored."""
    if len(request.META["QUERY_STRING"]) + len(request.path) > MAX_ADDRESS:
        return None
    try:
        request.get_host()
        match = _resolved(request.path_info, settings.ROOT_URLCONF)
    except (DisallowedHost, Resolver404):
        return None
    parameters = getattr(match.func, PARAMETERS, None)
    if parameters is None or not parameters.issuperset(request.GET):
        return None
    return match


@lru_cache(maxsize=1024)
def _resolved(path: str, urlconf: str) -> ResolverMatch:
    return resolve(path, urlconf)


def _key(request: HttpRequest) -> str:
    """Whatever the page depends on besides its sources."""
    parts = [
        _release(),
        request.scheme or "",
        request.get_host(),
        request.get_full_path(),
        chosen_language(request),
        *(request.headers.get(name, "") for name in HTMX_HEADERS),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@cache
def _release() -> str:
    """Changes with the code, the templates, the translations and the settings that pages show."""
    digest = hashlib.sha256(f"{settings.DEMO} {settings.SITE_ADDRESS}".encode())
    folders = {"ecosystem": "*.py", "startups": "*.py", "programmes": "*.py", "templates": "*.*", "locale": "*.mo"}
    files = [path for folder, names in folders.items() for path in (settings.BASE_DIR / folder).rglob(names)]
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    for path in sorted(files) + ([manifest] if manifest.is_file() else []):
        digest.update(f"{path}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _may_be_stored(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the response is a whole page that holds nothing of this reader."""
    messages = getattr(request, "_messages", None)
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not response.has_header("Content-Encoding")
        and "CSRF_COOKIE" not in request.META  # no template asked for a token
        and not (messages is not None and messages.added_new)
        and not any(name.startswith(("_csp", "xframe")) for name in vars(response))  # headers of its own, added later
    )


def _response(request: HttpRequest, page: Page) -> HttpResponse:
    """The stored page, compressed for whoever takes that."""
    response = HttpResponse(headers=page.headers)
    if ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")):
        response.content = _with_random_length(page.body)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["ETag"] = f"W/{page.headers['ETag']}"
        patch_vary_headers(response, ("Accept-Encoding",))
    else:
        response.content = page.content
    response.headers["Content-Length"] = str(len(response.content))
    return response


def _with_random_length(body: bytes) -> bytes:
    """The gzip body with a file name of random length in its head, as Django's own has it."""
    name = b"a" * secrets.randbelow(MAX_RANDOM_BYTES) + b"\0"
    return body[:3] + b"\x08" + body[4:10] + name + body[10:]
