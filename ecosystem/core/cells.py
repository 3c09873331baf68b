"""What a cell of a list shows: small pieces of markup, safe against anything typed."""

import datetime as dt
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ecosystem.core.templatetags.ui import NO_DATA, badge
from ecosystem.core.templatetags.ui import deadline as deadline_of


def title(address: str, words: Any, below: Any = "") -> SafeString:
    """The head of a row: a link to its page, and a quieter line below."""
    return format_html('<a class="row-title" href="{}">{}</a>{}', address, words, sub(below))


def sub(words: Any) -> SafeString:
    """A quieter second line, or nothing."""
    return format_html('<span class="row-sub">{}</span>', words) if words else SafeString("")


def with_sub(words: Any, below: Any = "") -> SafeString:
    return format_html("{}{}", words or NO_DATA, sub(below))


def state(choice: Any, below: Any = "") -> SafeString:
    """The badge of a choices member."""
    return format_html("{}{}", badge(choice), sub(below))


def due(day: dt.date | None, *, done: bool = False) -> SafeString:
    """A due date as a chip; nothing due is a dash."""
    if day is None:
        return SafeString(NO_DATA)
    return render_to_string("components/deadline.html", deadline_of(day, done=done))


def joined(*parts: Any) -> str:
    """The parts that hold something, with a dot between."""
    return " · ".join(str(part) for part in parts if part)


def link(address: str, words: Any) -> SafeString:
    return format_html('<a href="{}">{}</a>', address, words)


def beside(*parts: Any) -> SafeString:
    """Pieces of markup in one line."""
    return format_html_join(" ", "{}", ((part,) for part in parts if part))
