"""Typed text is never lost: what a POST could not deliver comes back in its form, for its author alone.

A POST meets an ended session, a lost CSRF token, a language switch, or a record that moved on. `store_text` then stores
what was posted in the session, with the address of the form's page. When its author opens that page, `form_data` gives
the text to the view's form, which shows it without judging it (`PortalForm`); a notice says that nothing is sent
yet. Text that no form of the page takes is shown in the notice, to be copied. Passwords, codes and files are not stored.

A form posted after the session's end names nobody. Its author is whoever was signed in here last; a cookie remembers
who that was, as a keyed hash. Without it such text is not stored.
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseFormSet, BoundField, FileField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.datastructures import MultiValueDict
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

SESSION_KEY = "typed_text"
AUTHOR_COOKIE = "portal_author"
WAITING_COOKIE = "portal_text_waits"
LANGUAGE_BUTTON = "switch_language"
MAX_LENGTH = 600_000  # characters: every answer of an application at its longest, and some room
SHORT_LIFE = 600  # seconds: text of somebody without an account, and text that waits for the redirect of a switch
SECRET = re.compile(r"pass(word|phrase|wd)|secret|token|credential|^proof$", re.IGNORECASE)
PROSE = re.compile(r"\S\s+\S")
FORM_COUNTS = re.compile(r"-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$")

SESSION_ENDED, TOKEN_LOST, LANGUAGE, REFUSED = "session", "token", "language", "refused"


class RestoredText(QueryDict):
    """What its author posted earlier, given to a form for a GET. Forms bound to it register themselves in `forms`."""

    reason = SESSION_ENDED
    posted_to = ""
    is_used = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forms: list[Any] = []
        self.files: list[str] = []

    def needs_notice(self) -> bool:
        """Whether there is something to say: always, but after a language switch only when something was typed."""
        if self.reason != LANGUAGE or self.file_names():
            return True
        return any(_is_changed(form) for form in self.forms)

    def file_names(self) -> list[str]:
        """Files that were chosen and have to be chosen again; a form without its encoding posts their names as text."""
        names = list(self.files)
        for form in self.forms:
            for name, field in getattr(form, "fields", {}).items():
                if isinstance(field, FileField):
                    names += [value for value in self.getlist(form.add_prefix(name)) if value]
        return list(dict.fromkeys(names))


def _is_changed(form: Any) -> bool:
    if isinstance(form, BaseFormSet):
        return any(_is_changed(one) for one in form.forms)
    return any(_shows_another(form[name]) for name in form.changed_data if not form[name].is_hidden)


def _shows_another(bound: BoundField) -> bool:
    """Whether the field shows something else than at first: not so a time of which the form hides the seconds."""
    now, before = (
        bound.field.widget.format_value(bound.field.prepare_value(value)) for value in (bound.data, bound.initial)
    )
    if isinstance(now, str) and isinstance(before, str):
        return now.split() != before.split()
    return bool(now != before)


@dataclass
class _State:
    """What one request has to do with typed text."""

    is_looked_up: bool = False
    restored: RestoredText | None = None
    keeps_text: bool = False
    marks_author: bool = False


def _state_of(request: HttpRequest) -> _State:
    state: _State = vars(request).setdefault("typed_text", _State())
    return state


def form_data(request: HttpRequest, posted_to: str = "") -> QueryDict | None:
    """Data for a form: what was posted, or on GET the text that waits for it, or None and so an untouched form.

    `posted_to` is the form's address where it is not that of the page. An empty POST binds the form, too.
    """
    target = posted_to or request.path
    if request.method == "POST":
        return request.POST if request.path == target else None
    restored = restored_text(request)
    if restored is None or restored.posted_to != target:
        return None
    restored.is_used = True
    return restored


def form_files(request: HttpRequest) -> MultiValueDict[str, UploadedFile] | None:
    """Files for a form: those of a POST, or None for an unbound form. Restored text brings no files back."""
    return request.FILES if request.method == "POST" else None


def restored_version(request: HttpRequest, name: str, current: str, posted_to: str = "") -> str:
    """The version of the record that a form carries in a raw hidden field: the one its restored text was typed on."""
    restored = form_data(request, posted_to) if request.method == "GET" else None
    return current if restored is None else restored.get(name, current)


def restored_text(request: HttpRequest) -> RestoredText | None:
    """The text that waits for the reader on this very page; the same object for the whole request."""
    state = _state_of(request)
    if not state.is_looked_up:
        state.is_looked_up, state.restored = True, _find_text(request)
    return state.restored


def _find_text(request: HttpRequest) -> RestoredText | None:
    if request.method != "GET" or WAITING_COOKIE not in request.COOKIES or not hasattr(request, "session"):
        return None
    htmx = getattr(request, "htmx", None)
    if htmx and not htmx.boosted and not htmx.history_restore_request:
        return None  # a part of a page
    delete_text_of_others(request)
    for one in _readable(request):
        if urlsplit(one["page"]).path == request.path:
            restored = RestoredText(one["text"])
            restored.reason, restored.posted_to, restored.files = one["reason"], one["posted_to"], one["files"]
            return restored
    return None


# --- Storing ------------------------------------------------------------------------------------------
def store_text(request: HttpRequest, *, page: str, reason: str, posted_to: str = "") -> bool:
    """Store what was posted until its author opens `page`; False when it is too long, or its author unknown."""
    author = _author_of(request, page)
    text = request.POST.copy()
    for name in list(text):
        if _is_secret(name, page):
            del text[name]
    length = sum(len(value) for _name, values in text.lists() for value in values)
    files = [file.name for _name, several in request.FILES.lists() for file in several if file.name]
    if not author or length > MAX_LENGTH:
        return False
    entry = {
        "page": page,
        "posted_to": posted_to or request.path,
        "text": text.urlencode(),
        "length": length,
        "files": files,
        "reason": reason,
        "author": author,
        "at": int(time.time()),
    }
    older = [one for one in request.session.get(SESSION_KEY, []) if one["page"] != page and one["author"] == author]
    while older and sum(one["length"] for one in older) + length > MAX_LENGTH:
        older.pop(0)
    request.session[SESSION_KEY] = [*older, entry]
    _state_of(request).keeps_text = True
    return True


def has_text(request: HttpRequest, page: str) -> bool:
    """Whether the POST carries anything that somebody may have typed, beside tokens."""
    return any(not _is_secret(name, page) and any(request.POST.getlist(name)) for name in request.POST) or bool(
        request.FILES
    )


def redirect_with_text(request: HttpRequest, address: str) -> HttpResponse:
    """To another page, with what was posted for a record that moved on: back in its form, or to be copied there.

    Only for words that somebody wrote; a button pressed in vain leaves nothing to come back to.
    """
    if request.method == "POST" and any(_prose(request.POST)):
        parts = urlsplit(address)
        store_text(request, page=f"{parts.path}?{parts.query}" if parts.query else parts.path, reason=REFUSED)
    return redirect(address)


def delete_text_of_others(request: HttpRequest) -> None:
    """Forget text that waits in this browser for somebody else than the person who is signed in, and what is too old."""
    waiting = request.session.get(SESSION_KEY)
    if not waiting:
        return
    kept = [one for one in waiting if not _is_over(one)]
    if request.user.is_authenticated:
        kept = [one for one in kept if _is_author(request.user, one)]
    if len(kept) != len(waiting):
        _store(request, kept)


def _store(request: HttpRequest, waiting: list[dict[str, Any]]) -> None:
    if waiting:
        request.session[SESSION_KEY] = waiting
    else:
        del request.session[SESSION_KEY]


def _readable(request: HttpRequest) -> list[dict[str, Any]]:
    return [one for one in request.session.get(SESSION_KEY, []) if _is_author(request.user, one)]


def _is_over(one: dict[str, Any]) -> bool:
    short = one["reason"] == LANGUAGE or _is_author(AnonymousUser(), one)
    return short and time.time() - one["at"] >= SHORT_LIFE


def _is_secret(name: str, page: str) -> bool:
    if name in {"csrfmiddlewaretoken", LANGUAGE_BUTTON} or SECRET.search(name):
        return True
    match = _match(page)
    return name == "code" and not (match and match.namespaces)  # pages of allauth: a code of the second factor


# --- Authors ------------------------------------------------------------------------------------------
def _author_of(request: HttpRequest, page: str) -> str:
    if not request.user.is_authenticated and _needs_sign_in(page):
        return request.COOKIES.get(AUTHOR_COOKIE, "")
    return _mark(request.user)


def _mark(user: AbstractBaseUser | AnonymousUser) -> str:
    return salted_hmac(AUTHOR_COOKIE, str(user.pk), algorithm="sha256").hexdigest()


def _is_author(user: AbstractBaseUser | AnonymousUser, one: dict[str, Any]) -> bool:
    return constant_time_compare(one["author"], _mark(user))


# --- The page of a form -------------------------------------------------------------------------------
def form_page_url(request: HttpRequest) -> str:
    """The address that shows the form which was posted; never one that takes POST alone.

    A view says it itself (`action_view(form_page=…)`), or is the page; else it is the page that the browser names.
    """
    match = request.resolver_match
    if match is None:
        return "/"
    named = getattr(match.func, "form_page", "")
    if named:
        return reverse(named, args=match.args, kwargs=match.kwargs)
    if _answers_get(match):
        return request.get_full_path()
    referrer = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(referrer, {request.get_host()}):
        return "/"
    parts = urlsplit(referrer)
    address = f"{parts.path}?{parts.query}" if parts.query else parts.path
    shown = _match(address)
    return address if shown and _answers_get(shown) else "/"


def _match(address: str) -> ResolverMatch | None:
    try:
        return resolve(urlsplit(address).path)
    except Resolver404:
        return None


def _answers_get(match: ResolverMatch) -> bool:
    view_class = getattr(match.func, "view_class", None)
    if view_class is not None:
        return hasattr(view_class, "get")
    return not getattr(match.func, "is_post_only", False)


def _needs_sign_in(address: str) -> bool:
    match = _match(address)
    return match is None or getattr(match.func, "login_required", True)


# --- Requests -----------------------------------------------------------------------------------------
class TypedTextMiddleware:
    """Keeps a form that was posted after the session's end, and forgets text once its page has shown it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Before LoginRequiredMiddleware, which would let go of what was posted."""
        if not getattr(view, "login_required", True):
            return None
        if request.user.is_authenticated:
            _state_of(request).marks_author = True
            return None
        return _session_ended(request) if request.method == "POST" else None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        state = _state_of(request)
        if state.marks_author and request.user.is_authenticated:
            mark = _mark(request.user)
            if request.COOKIES.get(AUTHOR_COOKIE) != mark:
                _set_cookie(response, AUTHOR_COOKIE, mark, 2 * settings.SESSION_COOKIE_AGE)
        if state.keeps_text:
            _set_cookie(response, WAITING_COOKIE, "1", settings.SESSION_COOKIE_AGE)
        elif WAITING_COOKIE in request.COOKIES and request.method in {"GET", "HEAD"}:
            _after_reading(request, response)
        return response


def _session_ended(request: HttpRequest) -> HttpResponse:
    page = form_page_url(request)
    if not has_text(request, page):
        words = _("Your session had ended, so this was not sent. Sign in and press the button again.")
    elif store_text(request, page=page, reason=SESSION_ENDED):
        words = _("Your session had ended. What you typed is kept: sign in to continue.")
    elif AUTHOR_COOKIE in request.COOKIES:
        words = _("Your session had ended. The text was too long to be kept: go back to copy it.")
    else:
        words = _("Your session had ended. The text could not be kept: go back to copy it.")
    messages.warning(request, words)
    return redirect_to_login(page)


def _after_reading(request: HttpRequest, response: HttpResponseBase) -> None:
    """Shown once is enough; a page that leads on (its record moved on) takes the text along, to be copied there."""
    if restored_text(request) is not None:
        _after_restoring(request, response)
    if SESSION_KEY not in request.session:
        response.delete_cookie(WAITING_COOKIE, samesite="Lax")


def _after_restoring(request: HttpRequest, response: HttpResponseBase) -> None:
    waiting = request.session.get(SESSION_KEY, [])
    here = [one for one in waiting if urlsplit(one["page"]).path == request.path and _is_author(request.user, one)]
    onward = response.headers.get("Location", "")
    if response.status_code in {301, 302, 303}:
        match = _match(onward) if url_has_allowed_host_and_scheme(onward, None) else None
        if match and match.namespaces and here:
            moved = [{**one, "page": onward} for one in here]
            _store(request, [*(one for one in waiting if one not in here), *moved])
    elif response.status_code == 200 and here:
        _store(request, [one for one in waiting if one not in here])


def _set_cookie(response: HttpResponseBase, name: str, value: str, max_age: int) -> None:
    response.set_cookie(
        name, value, max_age=max_age, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that a page of ours sent the request; a form elsewhere must put no words into ours."""
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from:
        return fetched_from == "same-origin"
    said = request.META.get("HTTP_ORIGIN") or request.META.get("HTTP_REFERER", "")
    return bool(said) and urlsplit(said).netloc == request.get_host()


# --- Notices ------------------------------------------------------------------------------------------
def restored_text_notice(request: HttpRequest) -> dict[str, Any] | None:
    """What a page says of text that waited for it: the sentence, the files, and what no form of the page shows."""
    restored = restored_text(request)
    if restored is None or not restored.needs_notice():
        return None
    files = restored.file_names()
    texts = [] if restored.is_used else list(_prose(restored))
    if restored.reason == LANGUAGE and restored.is_used:
        words = _("The language is changed. What you typed is in the form again; it is not saved yet.")
    elif restored.is_used:
        words = _("Not sent yet: what you typed is in the form again. Check it and send it.")
    elif texts:
        words = _("Not sent yet. What you typed stands here, to be copied.")
    elif restored.reason == LANGUAGE:
        return None
    else:
        words = _("Not sent yet: press the button again.")
    if files:
        words += " " + _("Choose these files again: %(files)s.") % {"files": ", ".join(files)}
    return {"text": words, "texts": texts}


def refused_texts(request: HttpRequest) -> list[str]:
    """What somebody typed into a form that is refused for good, for the page that says so."""
    return list(_prose(request.POST)) if request.method == "POST" else []


def _prose(data: QueryDict) -> Iterator[str]:
    for name, values in data.lists():
        if not SECRET.search(name):
            yield from (value for value in dict.fromkeys(values) if PROSE.search(value))
