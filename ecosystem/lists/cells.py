"""Markup of the cells of a list; every value is escaped.

A page makes hundreds of cells, and Django's functions are written for lazy texts: `format_html` takes four times as long
as `escaped`, `conditional_escape` twice as long.
"""

import datetime as dt
import html
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ecosystem.core.ui.dates import deadline
from ecosystem.core.ui.figures import NO_DATA
from ecosystem.core.ui.states import badge


def escaped(value: Any) -> str:
    """Markup as it is; any other value as escaped text."""
    text = str(value)
    return text if isinstance(text, SafeString) else html.escape(text)


def table_body(columns: Sequence[Any], rows: Iterable[tuple[Any, str, Sequence[Any]]], form_id: str) -> SafeString:
    """The rows of a list from triples of key, name and cells; their checkboxes belong to the form `form_id`.

    Built in Python because a page has hundreds of cells, and a template takes several times as long.
    """
    openings = [
        format_html('<td data-label="{}"{}>', column.label, SafeString(' class="num"') if column.css else "")
        for column in columns[1:]
    ]
    checkbox = format_html(
        '<td class="pick"><label><input class="form-check-input" type="checkbox" name="pk" form="{}" value="', form_id
    )
    label = format_html('"><span class="visually-hidden">{} ', _("Select"))
    parts: list[str] = []
    for key, name, (head, *cells) in rows:
        parts += ["<tr>", checkbox, str(key), label, escaped(name)]
        parts += ['</span></label></td><th scope="row">', escaped(head), "</th>"]
        for start, cell in zip(openings, cells, strict=True):
            parts += [start, escaped(cell), "</td>"]
        parts.append("</tr>\n")
    return mark_safe("".join(parts))  # every part is escaped above


def title(address: str, text: Any, below: Any = "") -> SafeString:
    """The head of a row: a link to its page, and a smaller second line."""
    link = f'<a class="row-title" href="{escaped(address)}">{escaped(text)}</a>'
    return SafeString(link + subtitle(below))


def subtitle(text: Any) -> SafeString:
    """A smaller second line, or nothing."""
    return SafeString(f'<span class="row-sub">{escaped(text)}</span>' if text else "")


def unbroken(text: Any) -> SafeString:
    """A number that is not broken at its hyphens on a wide screen."""
    return SafeString(f'<span class="code-word">{escaped(text or NO_DATA)}</span>')


def unbroken_with_subtitle(text: Any, below: Any = "") -> SafeString:
    """A number or sum, and a smaller second line."""
    return SafeString(unbroken(text) + subtitle(below))


def state(choice: Any, below: Any = "") -> SafeString:
    """The badge of a choices member, and a smaller second line."""
    return SafeString(badge(choice) + subtitle(below))


def due(day: dt.date | None, *, done: bool = False) -> SafeString:
    """A due date as a chip, or a dash."""
    if day is None:
        return SafeString(NO_DATA)
    return deadline(day, done=done)


def dot_separated(*parts: Any) -> str:
    """The parts that are not empty, separated by a middle dot."""
    return " · ".join(str(part) for part in parts if part)


def link(address: str, text: Any) -> SafeString:
    return format_html('<a href="{}">{}</a>', address, text)


def inline(*parts: Any) -> SafeString:
    """Pieces of markup in one line."""
    return format_html_join(" ", "{}", ((part,) for part in parts if part))
