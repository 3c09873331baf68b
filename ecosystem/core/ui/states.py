"""States as badges, icons, and the words of records."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile
from zlib import crc32

from django.db import models
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language

from ecosystem.core.web.navigation import record_url

NUMBER = re.compile(r"\b[A-Z]{2,4}-\d{4}-\d{6}\b")
# Signs in what a browser says of itself; the first one found counts, since most browsers name others, too.
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Coc Coc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
]


def badge(choice: Any, label: str = "", tone: str = "") -> SafeString:
    """A state as a badge; `choice` is a choices member with `.label` and `.tone`, or a text with `tone=`."""
    if choice is None or choice == "":
        return SafeString("")
    colour = tone or getattr(choice, "tone", "secondary")
    return _chip(str(colour), str(label or getattr(choice, "label", choice)))


@lru_cache(maxsize=512)  # a register has few states
def _chip(colour: str, words: str) -> SafeString:
    return format_html('<span class="chip chip-{}">{}</span>', colour, capfirst(words))


# The rule `.ico` of portal.css says the same once; a list has ninety icons, which were two fifths of its bytes.
STROKES = ' fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
BETWEEN_TAGS = re.compile(r">\s+<")


def icon(name: str, size: int = 20, label: str = "", css: str = "") -> SafeString:
    """A lucide icon; silent for screen readers unless `label` says what it means."""
    return _svg_icon(str(name), size, str(label), css)


@lru_cache(maxsize=512)  # a page shows some thirty, and writing the same XML anew took a fifth of its time
def _svg_icon(name: str, size: int, label: str, css: str) -> SafeString:
    attributes = {"width": str(size), "height": str(size), "class": f"ico {css}".strip(), "focusable": "false"}
    if label:
        attributes |= {"role": "img", "aria-label": label}
    else:
        attributes["aria-hidden"] = "true"
    svg = ElementTree.fromstring(_source_of(name))  # noqa: S314 - a file of the package
    for node in svg.iter():
        node.tag = node.tag.removeprefix("{http://www.w3.org/2000/svg}")
    svg.attrib |= attributes
    return SafeString(BETWEEN_TAGS.sub("><", ElementTree.tostring(svg, encoding="unicode").replace(STROKES, "")))


def _source_of(name: str) -> str:
    try:
        return _icons().read(f"{name}.svg").decode()
    except KeyError:
        return _icons().read("circle.svg").decode()


@cache  # the package's own function reads the names of all 1,745 icons for each one: half a second for a first page
def _icons() -> ZipFile:
    return ZipFile(BytesIO((files("lucide") / "lucide.zip").read_bytes()))


def address_of_record(url_name: str, key: int | str) -> str:
    """`{% record_url "public:profile" row.slug %}`: as `{% url %}` with one key or slug, at a tenth of its cost in a loop."""
    return record_url(url_name, key)


def localized_field(obj: Any, name: str) -> Any:
    """`{% localized_field sector "name" %}`: name_en for English readers where it is filled, else name_vi or name."""
    if obj is None:
        return ""
    english = getattr(obj, f"{name}_en", None) if (get_language() or "").startswith("en") else None
    return english or getattr(obj, f"{name}_vi" if hasattr(obj, f"{name}_vi") else name, "")


def nowrap_numbers(text: Any) -> SafeString:
    """A text whose numbers of records, such as HS-2026-000123, are not broken at their hyphens."""
    return SafeString(NUMBER.sub(r'<span class="together">\g<0></span>', conditional_escape(text)))


def choice_of(value: Any, choices: type[models.Choices]) -> Any:
    """The member of a choices class for a stored value, for `{% badge %}`; None when there is none."""
    try:
        return choices(value)
    except ValueError:
        return None


def browser_name(user_agent: str) -> str:
    """`Chrome, Windows` for what a browser says of itself; its own words, cut, where they are not known."""
    found = [next((name for sign, name in names if sign in user_agent), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(found) if all(found) else user_agent[:110]


INITIALS_TONES = 6


def initials(name: str) -> SafeString:
    """A mark for a record without a picture: the first letters of the last two words; screen readers skip it.

    The last words, since many names begin alike (Công ty TNHH …).
    """
    letters = "".join(word[0] for word in re.findall(r"\w+", name)[-2:]) or "?"
    tone = crc32(name.encode()) % INITIALS_TONES + 1
    return format_html('<span class="initials initials-{}" aria-hidden="true">{}</span>', tone, letters.upper())
