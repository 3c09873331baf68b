"""Text that waits in the session: stored with its author and the page of its form, deleted when it is shown or expires."""

import re
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare, salted_hmac

from ecosystem.core.web.typed_text.form_pages import match_page, needs_sign_in
from ecosystem.core.web.typed_text.restored import LANGUAGE, REFUSED, request_state

SESSION_KEY = "typed_text"
AUTHOR_COOKIE = "portal_author"
WAITING_COOKIE = "portal_text_waits"
LANGUAGE_BUTTON = "switch_language"
MAX_LENGTH = 600_000  # characters: every answer of an application at its longest, and some room
SHORT_LIFETIME = 600  # seconds: text of somebody without an account, and text that waits for the redirect of a switch
SECRET = re.compile(r"pass(word|phrase|wd)|secret|token|credential|^proof$", re.IGNORECASE)
PROSE = re.compile(r"\S\s+\S")


def store_text(request: HttpRequest, *, page: str, reason: str, posted_to: str = "") -> bool:
    """Store what was posted until its author opens `page`; False when it is too long, or its author unknown."""
    author = author_of(request, page)
    text = request.POST.copy()
    for name in list(text):
        if is_secret(name, page):
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
    earlier = request.session.get(SESSION_KEY, [])
    older = [other for other in earlier if other["page"] != page and other["author"] == author]
    while older and sum(other["length"] for other in older) + length > MAX_LENGTH:
        older.pop(0)
    request.session[SESSION_KEY] = [*older, entry]
    request_state(request).has_new_text = True
    return True


def has_text(request: HttpRequest, page: str) -> bool:
    """Whether the POST carries anything that somebody may have typed, beside tokens."""
    return any(not is_secret(name, page) and any(request.POST.getlist(name)) for name in request.POST) or bool(
        request.FILES
    )


def redirect_with_text(request: HttpRequest, address: str) -> HttpResponse:
    """To another page, with what was posted for a record that moved on: back in its form, or to be copied there.

    Only for words that somebody wrote; a button pressed in vain leaves nothing to come back to.
    """
    if request.method == "POST" and any(prose_values(request.POST)):
        parts = urlsplit(address)
        store_text(request, page=f"{parts.path}?{parts.query}" if parts.query else parts.path, reason=REFUSED)
    return redirect(address)


def delete_text_of_others(request: HttpRequest) -> None:
    """Forget text that waits in this browser for somebody else than the person who is signed in, and what is too old."""
    waiting = request.session.get(SESSION_KEY)
    if not waiting:
        return
    remaining = [entry for entry in waiting if not is_expired(entry)]
    if request.user.is_authenticated:
        remaining = [entry for entry in remaining if is_author(request.user, entry)]
    if len(remaining) != len(waiting):
        save_entries(request, remaining)


def save_entries(request: HttpRequest, waiting: list[dict[str, Any]]) -> None:
    if waiting:
        request.session[SESSION_KEY] = waiting
    else:
        del request.session[SESSION_KEY]


def readable_entries(request: HttpRequest) -> list[dict[str, Any]]:
    return [entry for entry in request.session.get(SESSION_KEY, []) if is_author(request.user, entry)]


def is_expired(entry: dict[str, Any]) -> bool:
    short = entry["reason"] == LANGUAGE or is_author(AnonymousUser(), entry)
    return short and time.time() - entry["at"] >= SHORT_LIFETIME


def is_secret(name: str, page: str) -> bool:
    if name in {"csrfmiddlewaretoken", LANGUAGE_BUTTON} or SECRET.search(name):
        return True
    match = match_page(page)
    return name == "code" and not (match and match.namespaces)  # pages of allauth: a code of the second factor


def author_of(request: HttpRequest, page: str) -> str:
    if not request.user.is_authenticated and needs_sign_in(page):
        return request.COOKIES.get(AUTHOR_COOKIE, "")
    return author_hash(request.user)


def author_hash(user: AbstractBaseUser | AnonymousUser) -> str:
    return salted_hmac(AUTHOR_COOKIE, str(user.pk), algorithm="sha256").hexdigest()


def is_author(user: AbstractBaseUser | AnonymousUser, entry: dict[str, Any]) -> bool:
    return constant_time_compare(entry["author"], author_hash(user))


def prose_values(data: QueryDict) -> Iterator[str]:
    for name, values in data.lists():
        if not SECRET.search(name):
            yield from (value for value in dict.fromkeys(values) if PROSE.search(value))
