"""Which methods a view answers, and the proof that GET and HEAD write nothing."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial, wraps
from typing import Any, TypeVar, cast, overload

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from ecosystem.core.conflicts import EditConflict, StaleRecord

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
SAFE = ("GET", "HEAD")
WRITE = re.compile(
    r"\s*(?:INSERT|UPDATE|DELETE|MERGE|TRUNCATE|CREATE|ALTER|DROP|COPY\s+[^(]\S*.*?\sFROM)\b"
    r"|\s*WITH\b.*?\b(?:INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM)\b",
    re.IGNORECASE | re.DOTALL,
)
ATTEMPTS = 4
EDITS_A_RECORD = "edits_a_record"  # the mark of an edit view, for the test of all edit forms
_may_write: ContextVar[bool] = ContextVar("may_write", default=False)


class WriteInSafeRequest(RuntimeError):
    """A view wrote to the database while it answered GET or HEAD."""


def read_view(view: View) -> View:
    """For a view that shows something: answers GET and HEAD, and fails where it writes."""
    return require_http_methods(SAFE)(_with_write_guard(view))


def form_view(view: View) -> View:
    """For a view that shows a form and takes it: answers GET, HEAD and POST, and fails where GET or HEAD writes."""
    restricted: Any = require_http_methods([*SAFE, "POST"])(_with_write_guard(view))
    restricted.takes_form = True
    return cast(View, restricted)


def edit_view(view: View) -> View:
    """For the form of a saved record: as `form_view`, and once more when somebody saved between reading and writing.

    The view then reads what is saved now, and its `EditForm` merges it or shows the conflict.
    """

    @wraps(view)
    def retrying(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        for _attempt in range(ATTEMPTS):
            try:
                return view(request, *args, **kwargs)
            except EditConflict:
                continue
        raise StaleRecord

    retrying.__dict__[EDITS_A_RECORD] = True
    return form_view(cast("View", retrying))


@overload
def action_view(view: View) -> View: ...


@overload
def action_view(*, form_page: str) -> Callable[[View], View]: ...


def action_view(view: View | None = None, *, form_page: str = "") -> View | Callable[[View], View]:
    """For a view that only does something: answers POST.

    Args:
        view: the view, where the decorator is used without arguments.
        form_page: the name of the page that shows its form, with the same arguments in its address. Who sends the form
            after the session's end comes back to it. Needed where the form has fields; without it, the page that the
            browser names counts (see `ecosystem.core.web.typed_text`).
    """
    if view is None:
        return partial(_action_view, form_page=form_page)
    return _action_view(view)


def _action_view(view: View, form_page: str = "") -> View:
    restricted: Any = require_http_methods(["POST"])(view)
    restricted.is_post_only, restricted.form_page = True, form_page
    return cast(View, restricted)


@contextmanager
def allow_writes_in_safe_request() -> Iterator[None]:
    """Let a GET write what is no answer to it: a cached value, a file made on its first request, the mark "read"."""
    token = _may_write.set(True)
    try:
        yield
    finally:
        _may_write.reset(token)


def _with_write_guard(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in SAFE:
            return view(request, *args, **kwargs)
        with connection.execute_wrapper(_refuse_writes):
            return view(request, *args, **kwargs)

    return cast("View", guarded)


def _refuse_writes(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    if isinstance(sql, str) and WRITE.match(sql) and not _may_write.get():
        raise WriteInSafeRequest(f"GET and HEAD write nothing, but this was to run: {sql[:200]}")
    return execute(sql, params, many, context)
