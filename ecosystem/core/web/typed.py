"""A session that ended while somebody typed: what was typed waits on the other side of the sign-in, for nobody else.

A form posted after the session's end names nobody. Its author is whoever opened a form here last: a sign-in by
somebody else would have changed the form's token. A cookie remembers who that was, as a keyed hash; without it
nothing is kept.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

SESSION_KEY = "typed_words"
AUTHOR_COOKIE = "portal_author"
MAX_KEPT = 600_000  # characters: every answer of an application at its longest, and some room

View = Callable[..., HttpResponse]


def keeps_typed_words(view: View) -> View:
    """Asks for sign-in like every page, but keeps a posted form; the page is opened again with it afterwards."""

    @login_not_required
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return _signed(view(request, *args, **kwargs), request)
        if request.method == "POST":
            _keep(request)
        return redirect_to_login(request.get_full_path())

    return wrapped


def typed_words(request: HttpRequest) -> QueryDict | None:
    """The posted form, or the one that this person sent to this address as the session had ended."""
    if request.method == "POST":
        return request.POST
    drop_words_of_others(request)
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["path"] != request.path or request.method == "HEAD":
        return None
    del request.session[SESSION_KEY]
    messages.info(request, _("Your words from before the sign-in are in the form again. Check them and save."))
    return QueryDict(kept["words"])


def drop_words_of_others(request: HttpRequest) -> None:
    """Forget words that wait in this browser for somebody else than the person who is signed in."""
    kept = request.session.get(SESSION_KEY)
    if kept and not constant_time_compare(kept.get("author", ""), _author(request.user)):
        del request.session[SESSION_KEY]


def _author(user: Any) -> str:
    return salted_hmac(AUTHOR_COOKIE, str(user.pk), algorithm="sha256").hexdigest()


def _signed(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    author = _author(request.user)
    if request.COOKIES.get(AUTHOR_COOKIE) != author:
        response.set_cookie(
            AUTHOR_COOKIE,
            author,
            max_age=2 * settings.SESSION_COOKIE_AGE,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return response


def _keep(request: HttpRequest) -> None:
    author = request.COOKIES.get(AUTHOR_COOKIE, "")
    words = request.POST.copy()
    words.pop("csrfmiddlewaretoken", None)
    encoded = words.urlencode()
    if not author:
        messages.warning(request, _("Your session had ended. The text could not be kept: go back to copy it."))
        return
    if sum(len(value) for values in words.lists() for value in values[1]) > MAX_KEPT:
        messages.warning(request, _("Your session had ended. The text was too long to be kept: go back to copy it."))
        return
    request.session[SESSION_KEY] = {"path": request.path, "words": encoded, "author": author}
    messages.warning(request, _("Your session had ended. What you typed is kept: sign in to continue."))
