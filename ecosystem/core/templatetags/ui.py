"""Template tags and filters of the portal's face; loaded everywhere as a builtin (settings.TEMPLATES).

Figures are written the Vietnamese way in both languages (1.000.000, 21,72, 31/12/2026); only the words
around them are translated. `None` is "no data" and shows as a dash, never as 0.
"""

import datetime as dt
import itertools
import json
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from html import unescape
from typing import Any

from django import template
from django.core.cache import caches
from django.core.cache.utils import make_template_fragment_key
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.forms import BaseForm, BoundField
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, json_script, strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from lucide import IconDoesNotExist, _render_icon

from ecosystem.core.workflow import told

register = template.Library()

NO_DATA = "—"
NBSP = "\u00a0"
MILLION = 10**6
BILLION = 10**9
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


# --- Figures --------------------------------------------------------------------------------------
def _decimal(value: Any) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _vietnamese(number: Decimal, decimals: int) -> str:
    """1234567.5 -> '1.234.567,5': dots between thousands, at most `decimals` digits, no trailing zeros."""
    rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)
    text = f"{rounded:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


@register.filter
def number_vi(value: Any, decimals: int = 2) -> str:
    """1234.5 -> '1.234,5'; at most `decimals` digits after the comma."""
    number = _decimal(value)
    return NO_DATA if number is None else _vietnamese(number, int(decimals))


@register.filter
def vnd(value: Any) -> str:
    """Whole đồng: 1000000 -> '1.000.000 ₫'."""
    number = _decimal(value)
    return NO_DATA if number is None else f"{_vietnamese(number, 0)}{NBSP}₫"


@register.filter
def vnd_short(value: Any) -> str:
    """Whole đồng in words, two digits at most: 21720000000 -> '21,72 tỷ đồng', 40000000 -> '40 triệu đồng'."""
    number = _decimal(value)
    if number is None:
        return NO_DATA
    # Round first, so that 999.999.999 becomes one billion and not a thousand million.
    millions = (number / MILLION).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    if abs(millions) >= 1000:
        return _("%(amount)s billion đồng") % {"amount": _vietnamese(number / BILLION, 2)}
    if abs(number) >= MILLION:
        return _("%(amount)s million đồng") % {"amount": _vietnamese(millions, 2)}
    return _("%(amount)s đồng") % {"amount": _vietnamese(number, 0)}


@register.filter
def percent_vi(value: Any, decimals: int = 1) -> str:
    """A figure that already is a percentage: 168.8 -> '168,8 %'."""
    number = _decimal(value)
    return NO_DATA if number is None else f"{_vietnamese(number, int(decimals))}{NBSP}%"


# --- Dates ----------------------------------------------------------------------------------------
def _local(value: dt.date | dt.datetime) -> dt.date | dt.datetime:
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def date_vi(value: dt.date | dt.datetime | None) -> str:
    """'31/12/2026', in the time zone of the city."""
    return _local(value).strftime("%d/%m/%Y") if value else NO_DATA


@register.filter
def datetime_vi(value: dt.datetime | None) -> str:
    """'17:00 31/12/2026', in the time zone of the city."""
    return _local(value).strftime("%H:%M %d/%m/%Y") if value else NO_DATA


@register.simple_tag
def deadline(due: dt.date | dt.datetime | None, done: bool = False) -> SafeString:
    """A chip for a due date: days left, due today, or days overdue. `done` shows the date alone."""
    if due is None:
        return SafeString("")
    local = _local(due)
    if isinstance(local, dt.datetime):
        return _deadline(local, local.date(), timezone.localdate(), done)
    return _day_due(local, timezone.localdate(), done, get_language())


@lru_cache(maxsize=1024)  # the rows of a list share few days
def _day_due(day: dt.date, today: dt.date, done: bool, language: str | None) -> SafeString:
    return _deadline(day, day, today, done)


def _deadline(due: dt.date | dt.datetime, day: dt.date, today: dt.date, done: bool) -> SafeString:
    text, tone, sign = _time_left(due, (day - today).days)
    if done:
        text, tone, sign = date_vi(due), "secondary", "calendar-check"
    return format_html(
        '<span class="chip chip-{} deadline">{}<time datetime="{}" title="{}">{}</time></span>',
        tone,
        icon(sign, 14),
        due.isoformat(),
        date_vi(due),
        text,
    )


def _time_left(due: dt.date | dt.datetime, days: int) -> tuple[str, str, str]:
    """Words, tone and icon."""
    passed = days < 0 or (isinstance(due, dt.datetime) and due < timezone.now())
    if passed and days == 0:
        return _("Expired today"), "red", "alarm-clock-off"
    if passed:
        words = ngettext("%(days)s day overdue", "%(days)s days overdue", -days) % {"days": number_vi(-days)}
        return words, "red", "alarm-clock-off"
    if days == 0:
        return _("Due today"), "orange", "alarm-clock"
    words = ngettext("%(days)s day left", "%(days)s days left", days) % {"days": number_vi(days)}
    return words, "orange" if days <= 3 else "secondary", "clock"


# --- States, icons, words -------------------------------------------------------------------------
@register.simple_tag
def badge(choice: Any, label: str = "", tone: str = "") -> SafeString:
    """A state as a badge; `choice` is a choices member with `.label` and `.tone`, or a text with `tone=`."""
    if choice is None or choice == "":
        return SafeString("")
    colour = tone or getattr(choice, "tone", "secondary")
    return _chip(str(colour), str(label or getattr(choice, "label", choice)))


@lru_cache(maxsize=512)  # a register has few states
def _chip(colour: str, words: str) -> SafeString:
    return format_html('<span class="chip chip-{}">{}</span>', colour, capfirst(words))


@register.simple_tag
def icon(name: str, size: int = 20, label: str = "", css: str = "") -> SafeString:
    """A lucide icon; silent for screen readers unless `label` says what it means."""
    return _drawn(str(name), size, str(label), css)


@lru_cache(maxsize=512)  # a page shows some thirty, and writing the same XML anew took a fifth of its time
def _drawn(name: str, size: int, label: str, css: str) -> SafeString:
    attributes: dict[str, Any] = {"class": f"ico {css}".strip(), "focusable": "false"}
    if label:
        attributes |= {"role": "img", "aria-label": label}
    else:
        attributes["aria-hidden"] = "true"
    try:
        return SafeString(_render_icon(name, size, **attributes))
    except IconDoesNotExist:
        return SafeString(_render_icon("circle", size, **attributes))


@register.simple_tag
def loc(obj: Any, name: str) -> Any:
    """`{% loc sector "name" %}`: name_en when the reader uses English and it is filled, else name_vi or name."""
    if obj is None:
        return ""
    english = getattr(obj, f"{name}_en", None) if (get_language() or "").startswith("en") else None
    return english or getattr(obj, f"{name}_vi" if hasattr(obj, f"{name}_vi") else name, "")


# --- Forms ----------------------------------------------------------------------------------------
@register.simple_tag
def upload_form() -> SafeString:
    """Attributes of a `<form method="post">` that sends files: with JavaScript it says how much is sent."""
    return format_html(
        ' enctype="multipart/form-data" hx-boost="true" hx-encoding="multipart/form-data" data-upload="{}"'
        ' data-upload-done="{}"',
        _("Sending the file"),
        _("The file is sent; it is being checked."),
    )


@register.simple_tag
def field(bound_field: BoundField) -> SafeString:
    """Label, hint, error and control of one form field, as the form renderer draws them."""
    return bound_field.as_field_group()


@register.filter
def used_after(form: BaseForm, count: int) -> bool:
    """Whether a filter beyond the first `count` of this form holds a value, or an error."""
    return any(bound.data not in (None, "", []) or bound.errors for bound in form.visible_fields()[count:])


NUMBER = re.compile(r"\b[A-Z]{2,4}-\d{4}-\d{6}\b")


@register.filter
def numbers_whole(text: Any) -> SafeString:
    """A text whose numbers of records, such as HS-2026-000123, are not broken at their hyphens."""
    return SafeString(NUMBER.sub(r'<span class="together">\g<0></span>', conditional_escape(text)))


@register.filter
def is_search_box(bound: BoundField) -> bool:
    """Whether this field takes words to search for."""
    return getattr(bound.field.widget, "input_type", "") == "search"


@register.filter
def filters_set(form: BaseForm, but_first: bool) -> int:
    """How many filters of this form hold a value; `but_first`: of those after the first."""
    return sum(bound.data not in (None, "", [], [""]) for bound in form.visible_fields()[1 if but_first else 0 :])


def _field_errors(form: BaseForm) -> Iterable[dict[str, str]]:
    for name, errors in form.errors.items():
        if name == "__all__":
            continue
        bound = form[name]
        widget = bound.field.widget
        target = bound.id_for_label
        if not target and bound.auto_id:  # radios and checkbox lists: the first box
            target = f"{bound.auto_id}_0"
        for error in errors:
            yield {
                "target": "" if widget.is_hidden else target,
                "label": str(bound.label).rstrip(".:"),
                "text": str(error),
            }


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """All errors of the given forms and formsets in one box at the top, each linked to its field."""
    items: list[dict[str, str]] = []
    for form in forms:
        if not form:
            continue
        members = [form] if isinstance(form, BaseForm) else list(form)
        overall = form.non_field_errors() if isinstance(form, BaseForm) else form.non_form_errors()
        items += [{"target": "", "label": "", "text": str(error)} for error in overall]
        for member in members:
            if member is not form:
                items += [{"target": "", "label": "", "text": str(e)} for e in member.non_field_errors()]
            items += _field_errors(member)
    return {"items": items}


# --- Progress -------------------------------------------------------------------------------------
@register.inclusion_tag("components/progress.html")
def progress(percent: Any, label: str = "", caption: str = "") -> dict[str, Any]:
    """A bar for a percentage of a target, above 100 too: then the target is a mark inside the bar.

    Args:
        percent: 0 and up, or None for "no data".
        label: what is measured, for screen readers.
        caption: text under the bar.
    """
    number = _decimal(percent)
    if number is None:
        return {"percent": None, "label": label, "caption": caption}
    shown = max(number, Decimal(0))
    scale = Decimal(100) / max(shown, Decimal(100))
    target = Decimal(100) * scale
    filled = min(shown, Decimal(100)) * scale
    return {
        "percent": number,
        "label": label,
        "caption": caption,
        "met": shown >= 100,
        "over": shown > 100,
        # SVG attributes, so always with a dot.
        "filled": f"{filled:.2f}",
        "target": f"{target:.2f}",
        "mark": f"{max(target - Decimal('0.4'), Decimal(0)):.2f}",
        "rest": f"{Decimal(100) - target:.2f}",
    }


@register.simple_tag
def drawing(svg: str, text: str, width: int = 720, height: int = 360) -> SafeString:
    """A chart of `ecosystem.documents.charts`: its SVG as it is, or its data address as an image described by `text`."""
    if svg.startswith("<svg"):
        return SafeString(svg)
    return format_html('<img src="{}" alt="{}" width="{}" height="{}">', svg, text, width, height)


@register.simple_tag
def chart_option(chart_id: str, option: Any) -> SafeString:
    """The ECharts option as a JSON data block beside the drawing; portal.js makes the chart live from it."""
    return json_script(option, f"{chart_id}-option")


@register.filter
def browser_name(user_agent: str) -> str:
    """`Chrome, Windows` for what a browser says of itself; its own words, cut, where they are not known."""
    found = [next((name for sign, name in names if sign in user_agent), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(found) if all(found) else user_agent[:110]


@register.filter
def choice_of(value: Any, choices: type[models.Choices]) -> Any:
    """The member of a choices class for a stored value, for `{% badge %}`; None when there is none."""
    try:
        return choices(value)
    except ValueError:
        return None


@register.simple_tag
def move_told(obj: Any, name: str) -> str:
    """What happened by a move, by its name, in the words of the record's table of transitions."""
    return told(type(obj), name)


# --- The frame --------------------------------------------------------------------------------------
class DrawnOnce(template.Node):
    """Renders what stands in it once for the same values, the language among them; anew while the first value is empty."""

    numbers = itertools.count()

    def __init__(self, nodelist: template.NodeList, values: list[Any]) -> None:
        self.nodelist, self.values, self.name = nodelist, values, str(next(self.numbers))

    def render(self, context: template.Context) -> str:
        values = [value.resolve(context) for value in self.values]
        if not values[0]:
            return self.nodelist.render(context)
        key = make_template_fragment_key(self.name, [get_language(), *values])
        drawn: str | None = caches["drawn"].get(key)
        if drawn is None:
            drawn = self.nodelist.render(context)
            caches["drawn"].set(key, drawn)
        return drawn


@register.tag
def drawn_once(parser: template.base.Parser, token: template.base.Token) -> DrawnOnce:
    """`{% drawn_once value … %}…{% enddrawn_once %}`: what stands in it depends on these values and the language alone."""
    values = [parser.compile_filter(part) for part in token.split_contents()[1:]]
    if not values:
        raise template.TemplateSyntaxError("drawn_once takes the values that its content depends on.")
    nodelist = parser.parse(("enddrawn_once",))
    parser.delete_first_token()
    return DrawnOnce(nodelist, values)


# --- What the page says of itself to programs ----------------------------------------------------------
class CaptureNode(template.Node):
    """Renders what stands in it into a variable, once: as plain text, or with its markup."""

    def __init__(self, nodelist: template.NodeList, name: str, *, markup: bool) -> None:
        self.nodelist, self.name, self.markup = nodelist, name, markup

    def render(self, context: template.Context) -> str:
        drawn = self.nodelist.render(context)
        context[self.name] = drawn if self.markup else " ".join(unescape(strip_tags(drawn)).split())
        return ""


@register.tag
def capture(parser: Any, token: Any) -> CaptureNode:
    """`{% capture page_title %}{% block title %}{% endblock %}{% endcapture %}`: a block's text for several places.

    With `markup` after the name, what stands in it is kept as it is drawn.
    """
    _tag, name, *rest = token.split_contents()
    if rest not in ([], ["markup"]):
        raise template.TemplateSyntaxError("capture takes the name of a variable, and perhaps `markup`.")
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(nodelist, name, markup=bool(rest))


@register.simple_tag
def linked_data(data: Any) -> SafeString:
    """schema.org data as a JSON-LD block, which no browser runs; nothing in it can end the block."""
    text = json.dumps(data, ensure_ascii=False, cls=DjangoJSONEncoder)
    for mark in "<>&":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))
