"""What a cell of a list shows: small pieces of markup, safe against anything typed."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ecosystem.core.ui.dates import deadline
from ecosystem.core.ui.figures import NO_DATA
from ecosystem.core.ui.states import badge


def table_body(columns: Sequence[Any], rows: Iterable[tuple[Any, str, Sequence[Any]]], box_of: str) -> SafeString:
    """The rows of a list, each with its key, its name and its cells; their boxes belong to the form `box_of`.

    Written here and not by a template: a page has hundreds of cells.
    """
    opened = [
        format_html('<td data-label="{}"{}>', column.label, SafeString(' class="num"') if column.css else "")
        for column in columns[1:]
    ]
    box = format_html(
        '<td class="pick"><label><input class="form-check-input" type="checkbox" name="pk" form="{}" value="', box_of
    )
    named = format_html('"><span class="visually-hidden">{} ', _("Select"))
    parts: list[str] = []
    for key, name, (head, *cells) in rows:
        parts += ["<tr>", box, conditional_escape(key), named, conditional_escape(name)]
        parts += ['</span></label></td><th scope="row">', conditional_escape(head), "</th>"]
        for start, cell in zip(opened, cells, strict=True):
            parts += [start, conditional_escape(cell), "</td>"]
        parts.append("</tr>\n")
    return mark_safe("".join(parts))  # every part is escaped above


def title(address: str, words: Any, below: Any = "") -> SafeString:
    """The head of a row: a link to its page, and a quieter line below."""
    return format_html('<a class="row-title" href="{}">{}</a>{}', address, words, sub(below))


def sub(words: Any) -> SafeString:
    """A quieter second line, or nothing."""
    return format_html('<span class="row-sub">{}</span>', words) if words else SafeString("")


def whole(words: Any) -> SafeString:
    """A number that a wide screen does not break at its hyphens."""
    return format_html('<span class="code-word">{}</span>', words or NO_DATA)


def with_sub(words: Any, below: Any = "") -> SafeString:
    """A number or sum, and a quieter line below."""
    return format_html("{}{}", whole(words), sub(below))


def state(choice: Any, below: Any = "") -> SafeString:
    """The badge of a choices member."""
    return format_html("{}{}", badge(choice), sub(below))


def due(day: dt.date | None, *, done: bool = False) -> SafeString:
    """A due date as a chip; nothing due is a dash."""
    if day is None:
        return SafeString(NO_DATA)
    return deadline(day, done=done)


def joined(*parts: Any) -> str:
    """The parts that hold something, with a dot between."""
    return " · ".join(str(part) for part in parts if part)


def link(address: str, words: Any) -> SafeString:
    return format_html('<a href="{}">{}</a>', address, words)


def beside(*parts: Any) -> SafeString:
    """Pieces of markup in one line."""
    return format_html_join(" ", "{}", ((part,) for part in parts if part))
