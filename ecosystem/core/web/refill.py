"""The language is switched in the middle of a form: what was typed stands in it again, in the other language, unsaved.

The switch in the header is a button of the page's form (`formaction`), so that it works without JavaScript. What it
posts is kept in the session for one look at the same page, and written into the HTML of that page. Passwords and files
are never kept.
"""

import re
import time
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _

from ecosystem.core.web.typed import MAX_KEPT

SESSION_KEY = "words_over_switch"
COOKIE = "portal_switched"
BUTTON = "switch_language"
KEPT_FOR = 600  # seconds
TYPED_FORM = re.compile(r'<form\b(?=[^>]*\bmethod="post")(?=[^>]*\snovalidate\b)(?![^>]*\sid=)', re.IGNORECASE)
SECRET = re.compile(r"pass(word|phrase|wd)|secret", re.IGNORECASE)
COUNTS = re.compile(r"-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$")
UNTOUCHED = {"password", "file", "submit", "button", "image", "reset"}
CHECKED = {"checkbox", "radio"}


def keep_over_switch(request: HttpRequest, response: HttpResponse, path: str) -> None:
    """Keep what the switch posted, for this person's next look at the path; without it the response stays as it is."""
    words = request.POST.copy()
    for name in list(words):
        if name in {"csrfmiddlewaretoken", BUTTON} or SECRET.search(name):
            del words[name]
    if not words or sum(len(value) for _name, values in words.lists() for value in values) > MAX_KEPT:
        return
    request.session[SESSION_KEY] = {
        "path": path,
        "words": words.urlencode(),
        "user": request.user.pk,
        "at": int(time.time()),
    }
    response.set_cookie(
        COOKIE, "1", max_age=KEPT_FOR, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )


class RefillsAfterSwitch:
    """Writes the kept words into the page that follows the switch. Other requests cost it one look at the cookies."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            COOKIE not in request.COOKIES
            or request.method != "GET"
            or response.status_code != 200
            or response.streaming
        ):
            return response
        kept = request.session.get(SESSION_KEY)
        if kept and kept["user"] == request.user.pk and kept["path"] != request.get_full_path():
            return response  # something else the page asked for
        response.delete_cookie(COOKIE)
        if kept:
            del request.session[SESSION_KEY]
            if kept["user"] == request.user.pk and time.time() - kept["at"] < KEPT_FOR:
                words = QueryDict(kept["words"])
                response.content = refilled(response.content.decode(), words)
        return response


def refilled(page: str, words: QueryDict) -> str:
    """The page with the words in its typed form, and a notice before it when they are not what stood there anyway."""
    start = re.search(r'<form\b[^>]*\sid="typed"[^>]*>', page)
    end = page.find("</form>", start.end()) if start else -1
    if not start or end < 0:
        return page
    filler = _Filler(words)
    filler.feed(page[start.end() : end])
    filler.close()
    if not filler.changed and not filler.files:
        return page
    text = _("The language is changed. What you typed is in the form again; it is not saved yet.")
    if filler.files:
        text += " " + _("Choose these files again: %(files)s.") % {"files": ", ".join(filler.files)}
    notice = render_to_string("components/notice.html", {"text": text})
    opening = start.group(0).replace(' id="typed"', ' id="typed" data-refilled', 1)
    return page[: start.start()] + notice + opening + "".join(filler.parts) + page[end:]


class _Filler(HTMLParser):
    """Writes the inside of a form again with other values; everything else as it was."""

    def __init__(self, words: QueryDict) -> None:
        super().__init__(convert_charrefs=False)
        self.words = {name: list(values) for name, values in words.lists()}
        self.left = {name: list(values) for name, values in words.lists()}
        self.parts: list[str] = []
        self.files: list[str] = []
        self.changed = False
        self.chosen: list[str] | None = None  # of the select that is open
        self.area: str | None = None  # the new text of the open textarea; its old one is left out
        self.before: list[str] = []

    # --- Fields
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raw = self.get_starttag_text() or ""
        fields = dict(attrs)
        name = fields.get("name") or ""
        if tag == "input":
            raw = self._input(raw, fields, name)
        elif tag == "textarea" and name in self.words:
            self.area, self.before = self._next(name), []
        elif tag == "select" and "disabled" not in fields:
            self.chosen = self.words.get(name, [])
        elif tag == "option" and self.chosen is not None and "value" in fields:
            raw = self._switched(raw, fields, "selected", (fields["value"] or "") in self.chosen)
        self.parts.append(raw)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area is not None:
            text = self.area.replace("\r\n", "\n")
            self.changed |= text.strip() != "".join(self.before).replace("\r\n", "\n").strip()
            self.parts.append(f"\n{escape(text)}")
            self.area = None
        elif tag == "select":
            self.chosen = None
        self.parts.append(f"</{tag}>")

    def _input(self, raw: str, fields: dict[str, str | None], name: str) -> str:
        kind = (fields.get("type") or "text").lower()
        if kind == "file":
            self.files += [value for value in self.words.get(name, []) if value]
        if kind in UNTOUCHED or "disabled" in fields or SECRET.search(name) or COUNTS.search(name):
            return raw
        if kind in CHECKED:
            return self._switched(raw, fields, "checked", (fields.get("value") or "on") in self.words.get(name, []))
        if name not in self.words or name == "csrfmiddlewaretoken":
            return raw
        value = self._next(name)
        if value == (fields.get("value") or ""):
            return raw
        self.changed |= kind != "hidden"
        return _tag("input", fields | {"value": value})

    def _next(self, name: str) -> str:
        return self.left[name].pop(0) if self.left[name] else self.words[name][-1]

    def _switched(self, raw: str, fields: dict[str, str | None], mark: str, wanted: bool) -> str:
        if (mark in fields) == wanted:
            return raw
        self.changed = True
        kept = {name: value for name, value in fields.items() if name != mark}
        return _tag("option" if mark == "selected" else "input", kept | ({mark: None} if wanted else {}))

    # --- The rest
    def _keep(self, text: str) -> None:
        if self.area is None:
            self.parts.append(text)

    def handle_data(self, data: str) -> None:
        self.before.append(data)
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self.before.append(unescape(f"&{name};"))
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.before.append(unescape(f"&#{name};"))
        self._keep(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._keep(f"<!--{data}-->")


def _tag(name: str, fields: dict[str, Any]) -> str:
    written = "".join(f" {key}" if value is None else f' {key}="{escape(value)}"' for key, value in fields.items())
    return f"<{name}{written}>"
