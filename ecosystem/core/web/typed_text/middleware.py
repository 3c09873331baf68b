"""The middleware that stores a form posted after the session's end, and deletes text once its page has shown it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from ecosystem.core.web.typed_text.binding import restored_text
from ecosystem.core.web.typed_text.form_pages import form_page_url, match_page
from ecosystem.core.web.typed_text.restored import AUTOSAVE_HEADER, SESSION_ENDED, request_state
from ecosystem.core.web.typed_text.storage import (
    AUTHOR_COOKIE,
    SESSION_KEY,
    WAITING_COOKIE,
    author_hash,
    has_text,
    is_author,
    save_entries,
    store_text,
)


class TypedTextMiddleware:
    """Stores a form that was posted after the session's end, and deletes the text once its page has shown it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Runs before LoginRequiredMiddleware, which would discard the posted data."""
        if not getattr(view, "login_required", True):
            return None
        if request.user.is_authenticated:
            request_state(request).sets_author_cookie = True
            return None
        return _session_ended(request) if request.method == "POST" else None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        state = request_state(request)
        if state.sets_author_cookie and request.user.is_authenticated:
            mark = author_hash(request.user)
            if request.COOKIES.get(AUTHOR_COOKIE) != mark:
                _set_cookie(response, AUTHOR_COOKIE, mark, 2 * settings.SESSION_COOKIE_AGE)
        if state.has_new_text:
            _set_cookie(response, WAITING_COOKIE, "1", settings.SESSION_COOKIE_AGE)
        elif WAITING_COOKIE in request.COOKIES and request.method in {"GET", "HEAD"}:
            _delete_shown_text(request, response)
        return response


def _session_ended(request: HttpRequest) -> HttpResponse:
    if AUTOSAVE_HEADER in request.headers:
        return HttpResponse(status=401)  # the page keeps what was typed, and says so
    page = form_page_url(request)
    if not has_text(request, page):
        warning = _("Your session had ended, so this was not sent. Sign in and press the button again.")
    elif store_text(request, page=page, reason=SESSION_ENDED):
        warning = _("Your session had ended. What you typed is kept: sign in to continue.")
    elif AUTHOR_COOKIE in request.COOKIES:
        warning = _("Your session had ended. The text was too long to be kept: go back to copy it.")
    else:
        warning = _("Your session had ended. The text could not be kept: go back to copy it.")
    messages.warning(request, warning)
    return redirect_to_login(page)


def _delete_shown_text(request: HttpRequest, response: HttpResponseBase) -> None:
    """Delete text that its page has shown; where the page redirects (its record moved on), the text moves to the target."""
    if restored_text(request) is not None:
        _delete_or_forward(request, response)
    if SESSION_KEY not in request.session:
        response.delete_cookie(WAITING_COOKIE, samesite="Lax")


def _delete_or_forward(request: HttpRequest, response: HttpResponseBase) -> None:
    waiting = request.session.get(SESSION_KEY, [])
    here = [
        entry for entry in waiting if urlsplit(entry["page"]).path == request.path and is_author(request.user, entry)
    ]
    onward = response.headers.get("Location", "")
    if response.status_code in {301, 302, 303}:
        match = match_page(onward) if url_has_allowed_host_and_scheme(onward, None) else None
        if match and match.namespaces and here:
            moved = [{**entry, "page": onward} for entry in here]
            save_entries(request, [*(entry for entry in waiting if entry not in here), *moved])
    elif response.status_code == 200 and here:
        save_entries(request, [entry for entry in waiting if entry not in here])


def _set_cookie(response: HttpResponseBase, name: str, value: str, max_age: int) -> None:
    response.set_cookie(
        name, value, max_age=max_age, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )
