"""Tags of the pages of figures: a figure with its state, and sources as links."""

import re
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django import template

from ecosystem.core.ui.figures import number_vi, percent_vi, vnd, vnd_short
from ecosystem.reference.models import HistoryValue
from ecosystem.reference.publications import Publication, publications_of
from programmes.plan.achievement import Cell, Progress

register = template.Library()


@register.inclusion_tag("dashboards/_figure.html")
def figure(cell: Cell, progress: Progress, url: str = "", *, dated: bool = False) -> dict[str, Any]:
    """A figure with the address of what it is made of, or the words of why there is none. `dated` adds its last day."""
    money = progress.is_money
    show = vnd_short if money else number_vi
    text = ""
    if cell.has_value:
        text = show(cell.value)
        if cell.value_to is not None:
            text = f"{text}–{show(cell.value_to)}"
    return {"cell": cell, "text": text, "exact": vnd(cell.value) if money else "", "url": url, "dated": dated}


@register.filter
def signed(value: Decimal | None, money: bool = False) -> str:
    """A change with its sign: +30, −5."""
    if value is None:
        return ""
    show = vnd_short if money else number_vi
    value = value if money else round(value, 1)
    return f"{_sign(value)}{show(abs(value))}"


def _sign(value: Decimal) -> str:
    return "+" if value > 0 else "−" if value < 0 else "±"


@register.filter
def signed_percent(value: Decimal | None) -> str:
    """A change in percent with its sign: +217,6 %."""
    return "" if value is None else f"{_sign(value)}{percent_vi(abs(value))}"


@register.filter
def history_figure(value: HistoryValue) -> str:
    """The figure in the notation of the reader's language; a source's own words («≈ 2000») keep their signs."""
    if value.value_text:
        return re.sub(r"\d{4,}", lambda match: number_vi(match[0]), value.value_text)
    return number_vi(value.value)


@register.filter
def publications(value: HistoryValue) -> list[Publication]:
    """Where a figure of the history stands, for dashboards/_publications.html."""
    return publications_of(value.source, value.source_url)


@register.filter
def source_links(text: str) -> list[dict[str, str]]:
    """The lines of a source text («tag: address») as label and address; a line without address keeps its words."""
    links = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        start = line.find("http")
        address = line[start:].split()[0] if start >= 0 else ""
        host = urlsplit(address).hostname if address.startswith(("http://", "https://")) else None
        label = line[:start].rstrip(": ") if start >= 0 else line
        links.append({"label": host.removeprefix("www.") if host else label or line, "url": address if host else ""})
    return links
