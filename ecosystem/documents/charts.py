"""Charts: one ECharts option per chart, drawn on the server as SVG; the same option may come alive in the browser.

`chart_svg(option, width=…, height=…)` gives an SVG that is safe to inline under the strict
Content-Security-Policy: no `style` attribute, no `<style>` element, no script, ids of its own. Title and
description of the option (`title.text`, `aria.label.description`) become `<title>` and `<desc>`.

The builders make options in one house style from plain data. Texts (labels, series names, title,
description) come from the caller, already in the reader's language. A value of None is a gap, never a zero.
Every chart stands beside a table with the same figures.

ECharts runs in quickjs, which may be used only from the thread that made it: each process has one
such thread, made at the first chart and made anew after a fork.
"""

import base64
import hashlib
import json
import os
import re
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple
from xml.etree import ElementTree

import quickjs
from django.conf import settings

from ecosystem.core.money import format_number

Number = int | float | Decimal
Language = Literal["vi", "en"]

WEB_FONT = "Be Vietnam Pro, sans-serif"
DOCUMENT_FONT = "Tinos"

# Told apart by people who see colours differently and on a grey print; each at least 3:1 on white.
COLOURS = ["#12436d", "#28a197", "#801650", "#c8500a", "#3d3d3d", "#8f6fc4"]
PLANNED_COLOUR = "#b4c3d1"
ABOVE_TARGET_COLOUR = "#28a197"
TEXT_COLOUR = "#1d273b"
QUIET_COLOUR = "#5c6675"
LINE_COLOUR = "#d5dae1"

NARROW_WIDTH = 330  # pixels: about what a phone leaves inside a box
NARROW_HEIGHT = 320
TIME_LIMIT_SECONDS = 10
MEMORY_LIMIT_BYTES = 256 * 1024 * 1024
STACK_BYTES = 8 * 1024 * 1024
SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)


class ChartError(RuntimeError):
    """The chart could not be drawn; the message says why."""


# Engine


class _Engine:
    """One quickjs context with ECharts, living on a thread of its own."""

    def __init__(self) -> None:
        previous = threading.stack_size(STACK_BYTES)
        try:
            self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="charts")
            self.thread.submit(self._load).result()
        finally:
            threading.stack_size(previous)

    def _load(self) -> None:
        context = quickjs.Context()
        context.set_memory_limit(MEMORY_LIMIT_BYTES)
        context.set_time_limit(TIME_LIMIT_SECONDS)
        context.eval(
            "globalThis.setTimeout = function () { return 0; }; globalThis.clearTimeout = function () {};"
            "globalThis.console = {log() {}, info() {}, warn() {}, error() {}}; globalThis.self = globalThis;"
        )
        for path in _scripts():
            context.eval(path.read_text(encoding="utf-8"))
        self.render_chart = context.get("renderChart")
        self.context = context

    def draw(self, option_json: str, width: int, height: int, font: str) -> str:
        return str(self.thread.submit(self.render_chart, option_json, width, height, font).result())


def _scripts() -> list[Path]:
    echarts = Path(settings.VAR_DIR) / "vendor" / "js" / "echarts.min.js"
    if not echarts.is_file():
        raise ChartError(f"{echarts} is missing: fetch the packages with 'make assets'.")
    formatters = Path(settings.BASE_DIR) / "static" / "js" / "chart-formatters.js"
    return [echarts, formatters, Path(__file__).with_name("charts_engine.js")]


class _Shop:
    """The engine of this process; a child process after a fork starts with an empty one."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.engine: _Engine | None = None

    def draw(self, option_json: str, width: int, height: int, font: str) -> str:
        with self.lock:
            engine = self.engine = self.engine or _Engine()
        try:
            return engine.draw(option_json, width, height, font)
        except quickjs.JSException as error:
            with self.lock:
                if self.engine is engine:
                    self.engine = None
            engine.thread.shutdown(wait=False)
            raise ChartError(f"ECharts could not draw the option: {error}") from error


_shop = _Shop()
os.register_at_fork(after_in_child=_shop.__init__)  # type: ignore[misc]


# SVG


def chart_svg(option: Mapping[str, Any], *, width: int, height: int, font: str = WEB_FONT) -> str:
    """The chart as an SVG element of `width` × `height` pixels; the same option gives the same text, byte for byte.

    `font` is `WEB_FONT` for pages and `DOCUMENT_FONT` for documents. Raises ChartError.
    """
    try:
        option_json = json.dumps(_plain(option), ensure_ascii=False, sort_keys=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise ChartError(f"The option is not plain JSON data: {error}") from error
    return _cached_svg(option_json, width, height, font)


def chart_images(
    option: Mapping[str, Any], *, width: int, height: int, narrow: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The chart twice, `svg` for a screen and `small_svg` for a phone: one that is only scaled down has letters nobody
    can read. `narrow` is the option to draw for the phone, where it is another one. `option` has both options as plain
    data, from which portal.js makes the chart interactive. Raises ChartError."""
    small = narrow or option
    legend_lines = _legend_lines([one.get("name", "") for one in small["series"]]) if small["legend"]["show"] else 1
    more = 24 * (legend_lines - 1)
    small = {
        **small,
        "legend": small["legend"] | {"itemGap": 8, "itemWidth": 16},
        "grid": small["grid"] | {"left": 0, "top": small["grid"]["top"] + more},
        "series": [{**one, "labelLayout": {"hideOverlap": True}} for one in small["series"]],
    }
    return {
        "svg": chart_svg(option, width=width, height=height),
        "small_svg": chart_svg(small, width=NARROW_WIDTH, height=min(height, NARROW_HEIGHT) + more),
        "option": {"wide": _plain(option), "narrow": _plain(small)},
    }


def _legend_lines(names: Sequence[str]) -> int:
    """How many lines the legend takes on a phone, about."""
    lines, used = 1, 0.0
    for name in names:
        wanted = 32 + 7.5 * len(name)
        lines, used = (lines + 1, wanted) if used and used + wanted > NARROW_WIDTH else (lines, used + wanted)
    return lines


def chart_data_uri(svg: str) -> str:
    """The SVG as the address of an `<img>` (a page's Content-Security-Policy must allow `img-src data:`)."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _plain(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [_plain(value) for value in node]
    if isinstance(node, Decimal):
        return float(node)
    if isinstance(node, bool | int | float | None):
        return node
    return _clean(str(node))


def _clean(text: str) -> str:
    """NFC, without the characters that no XML document may hold."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", " ", unicodedata.normalize("NFC", text))


@lru_cache(maxsize=128)
def _cached_svg(option_json: str, width: int, height: int, font: str) -> str:
    option = json.loads(option_json)
    name = "chart-" + hashlib.sha256(f"{width} {height} {font} {option_json}".encode()).hexdigest()[:10]
    title = (option.get("title") or {}).get("text", "")
    description = ((option.get("aria") or {}).get("label") or {}).get("description", "")
    root = ElementTree.fromstring(_shop.draw(option_json, width, height, font))  # noqa: S314 - our own engine's output
    _drop_styles(root, name)
    _describe(root, name, title, description)
    return ElementTree.tostring(root, encoding="unicode")


def _drop_styles(root: ElementTree.Element, name: str) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{{{SVG}}}style":
                parent.remove(child)
    for element in root.iter():
        for declaration in element.attrib.pop("style", "").split(";"):
            key, colon, value = declaration.partition(":")
            if colon:
                element.set(key.strip(), value.strip())
        for key in list(element.attrib):
            if key == "class" or key.startswith("ecmeta"):
                del element.attrib[key]
            else:
                element.set(key, re.sub(r"\bzr\d+-", f"{name}-", element.get(key, "")))
    for key in ("baseProfile", "version"):
        root.attrib.pop(key, None)


def _describe(root: ElementTree.Element, name: str, title: str, description: str) -> None:
    root.set("role", "img")
    root.set("class", "chart")
    texts = [(tag, text) for tag, text in (("title", title), ("desc", description)) if text]
    if texts:
        root.set("aria-labelledby", " ".join(f"{name}-{tag}" for tag, _ in texts))
    for position, (tag, text) in enumerate(texts):
        element = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{name}-{tag}"})
        element.text = text
        root.insert(position, element)


# Options in the house style


class MoneyRow(NamedTuple):
    """One bar of `stacked_money_chart`: whole đồng; None is «no figure»."""

    label: str
    planned: int | None
    granted: int | None
    disbursed: int | None


def bar_chart(
    labels: Sequence[str],
    series: Mapping[str, Sequence[Number | None]],
    *,
    title: str,
    description: str,
    horizontal: bool = False,
    stacked: bool = False,
    unit: str = "",
    decimals: int = 1,
    money: bool = False,
    show_values: bool = True,
    label_width: int = 220,
    language: Language = "vi",
) -> dict[str, Any]:
    """Bars of one or more series over the same labels; `horizontal` for long labels. `money` reads values as đồng."""
    number = _number_format(language, decimals, money)
    option = _base(title, description, legend=len(series) > 1, number={**number, "unit": unit})
    _axes(option, labels, number, horizontal=horizontal, label_width=label_width, unit=unit)
    option["series"] = [
        {
            "type": "bar",
            "name": name,
            "data": [_value(value) for value in values],
            "barMaxWidth": 28,
            **({"stack": "all"} if stacked else {}),
            "label": {
                "show": show_values and not stacked,
                "position": "right" if horizontal else "top",
                "formatter": number,
                "color": TEXT_COLOUR,
            },
        }
        for name, values in series.items()
    ]
    return option


def line_chart(
    labels: Sequence[str],
    series: Mapping[str, Sequence[Number | None]],
    *,
    title: str,
    description: str,
    unit: str = "",
    decimals: int = 1,
    money: bool = False,
    show_values: bool = False,
    language: Language = "vi",
) -> dict[str, Any]:
    """Lines over time; a None leaves a gap. Each series has a mark of its own, so colour is not the only sign.

    `show_values` writes the figures of the first series beside its points.
    """
    number = _number_format(language, decimals, money)
    option = _base(title, description, legend=len(series) > 1, number={**number, "unit": unit})
    _axes(option, labels, number, horizontal=False, unit=unit)
    option["grid"]["top"] += 12 if show_values else 0  # a figure above the highest point
    written = {
        "show": True,
        "position": "top",
        "distance": 7,
        "formatter": number,
        "color": TEXT_COLOUR,
        "textBorderColor": "#fff",
        "textBorderWidth": 3,
    }
    marks = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect"]
    option["series"] = [
        {
            "type": "line",
            "name": name,
            "data": [_value(value) for value in values],
            "symbol": marks[position % len(marks)],
            "symbolSize": 8,
            "showAllSymbol": True,
            "connectNulls": False,
            "lineStyle": {"width": 2.5},
            **({"label": written} if show_values and position == 0 else {}),
        }
        for position, (name, values) in enumerate(series.items())
    ]
    return option


def progress_bars(
    rows: Sequence[tuple[str, Number | None]],
    *,
    title: str,
    description: str,
    no_data: str,
    label_width: int = 220,
    language: Language = "vi",
) -> dict[str, Any]:
    """Percent of a target per row. A line stands at 100 %; what lies beyond it has another colour, at true length.

    A row of None has no bar and the words `no_data`.
    """
    percents = [None if percent is None else float(percent) for _, percent in rows]
    number = _number_format(language, 1, money=False) | {"$format": "percent"}
    option = _base(title, description, legend=False, number=number)
    _axes(option, [label for label, _ in rows], number, horizontal=True, label_width=label_width)
    longest = max([100.0, *(percent for percent in percents if percent is not None)])
    option["xAxis"] |= {"min": min([0.0, *(p for p in percents if p is not None)]), "max": _round_up(longest)}
    within = [None if percent is None else min(percent, 100.0) for percent in percents]
    beyond = [max((percent or 0.0) - 100.0, 0.0) for percent in percents]
    bar = {"type": "bar", "stack": "percent", "barMaxWidth": 18, "silent": True}
    option["series"] = [
        bar
        | {
            "data": [_value(value) for value in within],
            "itemStyle": {"color": COLOURS[0]},
            "markLine": {
                "silent": True,
                "symbol": "none",
                "data": [{"xAxis": 100}],
                "label": {"show": False},
                "lineStyle": {"color": TEXT_COLOUR, "type": "dashed", "width": 1.5},
            },
        },
        bar
        | {
            "data": [
                {
                    "value": value,
                    "label": {
                        "formatter": no_data if percent is None else _percent_text(percent, language),
                        "color": QUIET_COLOUR if percent is None else TEXT_COLOUR,
                        "fontWeight": "normal" if percent is None else "bold",
                    },
                }
                for value, percent in zip(beyond, percents, strict=True)
            ],
            "itemStyle": {"color": ABOVE_TARGET_COLOUR},
            "label": {"show": True, "position": "right"},
        },
    ]
    return option


def stacked_money_chart(
    rows: Sequence[MoneyRow | tuple[str, int | None, int | None, int | None]],
    *,
    names: tuple[str, str, str],
    end_label: str = "{}",
    title: str,
    description: str,
    label_width: int = 220,
    language: Language = "vi",
) -> dict[str, Any]:
    """Money per row as one bar: disbursed, then granted but not disbursed, then planned but not granted.

    `names` are the legend's three words in that order. The bar is as long as the plan (or as what was given, when that
    exceeds it); the text at its end gives the plan, put into `end_label` (such as «plan {}»). Whole đồng.
    """
    money_rows = [MoneyRow(*row) for row in rows]
    number = _number_format(language, 2, money=True)
    option = _base(title, description, legend=True, number=number)
    _axes(option, [row.label for row in money_rows], number, horizontal=True, label_width=label_width)
    parts: list[list[int]] = [[], [], []]
    for row in money_rows:
        disbursed, granted = row.disbursed or 0, max(row.granted or 0, row.disbursed or 0)
        parts[0].append(disbursed)
        parts[1].append(granted - disbursed)
        parts[2].append(max((row.planned or 0) - granted, 0))
    bar = {"type": "bar", "stack": "money", "barMaxWidth": 22}
    option["series"] = [
        bar | {"name": name, "data": values, "itemStyle": {"color": colour}}
        for name, values, colour in zip(names, parts, [COLOURS[0], COLOURS[1], PLANNED_COLOUR], strict=True)
    ]
    ends = [end_label.format("…" if row.planned is None else _money_text(row.planned, language)) for row in money_rows]
    option["grid"]["right"] = 24 + 8 * max(map(len, ends), default=0)
    option["series"][2]["data"] = [
        {"value": value, "label": {"formatter": end}} for value, end in zip(parts[2], ends, strict=True)
    ]
    option["series"][2]["label"] = {"show": True, "position": "right", "color": TEXT_COLOUR}
    return option


def rows_height(rows: int, *, legend: bool = False) -> int:
    """A fitting height in pixels for a horizontal chart of so many rows."""
    return 42 + 50 * max(rows, 1) + (32 if legend else 0)


def _base(title: str, description: str, *, legend: bool, number: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": {"text": title, "show": False},
        "aria": {"enabled": True, "label": {"description": description}},
        "color": COLOURS,
        "textStyle": {"fontSize": 13, "color": TEXT_COLOUR},
        "legend": {
            "show": legend,
            "top": 0,
            "left": 0,
            "itemGap": 18,
            "textStyle": {"fontSize": 13, "color": TEXT_COLOUR},
        },
        "grid": {"left": 8, "right": 24, "top": 14 + (28 if legend else 0), "bottom": 8, "containLabel": True},
        # Rich text is drawn into the SVG: an HTML tooltip has style attributes, which the page's policy forbids.
        "tooltip": {
            "trigger": "axis",
            "axisPointer": {"type": "shadow"},
            "valueFormatter": number,
            "confine": True,
            "renderMode": "richText",
            "padding": 8,
            "textStyle": {"fontSize": 13, "color": TEXT_COLOUR},
        },
    }


def _axes(
    option: dict[str, Any],
    labels: Sequence[str],
    number: dict[str, Any],
    *,
    horizontal: bool,
    label_width: int = 0,
    unit: str = "",
) -> None:
    label = {"fontSize": 12, "color": TEXT_COLOUR}
    wrap = {"width": label_width, "overflow": "break", "lineHeight": 15, "interval": 0} if horizontal else {}
    categories = {
        "type": "category",
        "data": [_shortened(label, label_width) for label in labels] if horizontal else list(labels),
        "inverse": horizontal,
        "axisTick": {"show": False},
        "axisLine": {"lineStyle": {"color": QUIET_COLOUR}},
        "axisLabel": label | wrap,
    }
    values = {
        "type": "value",
        "name": unit,
        "nameLocation": "end",
        "nameTextStyle": {"color": QUIET_COLOUR, "fontSize": 12},
        "splitNumber": 4,
        "splitLine": {"lineStyle": {"color": LINE_COLOUR}},
        "axisLabel": label | {"color": QUIET_COLOUR, "formatter": number, "hideOverlap": True},
    }
    if unit:
        option["grid"]["top"] += 18
    option["xAxis"], option["yAxis"] = (values, categories) if horizontal else (categories, values)
    if horizontal:
        option["grid"]["right"] = 96


def _shortened(label: str, width: int) -> str:
    """At most three lines of `width` pixels; the table beside the chart has the whole text."""
    limit = 3 * width // 8
    if len(label) <= limit:
        return label
    return label[:limit].rsplit(" ", 1)[0].rstrip(" ,;") + "…"


def _number_format(language: Language, decimals: int, money: bool) -> dict[str, Any]:
    return {"$format": "money" if money else "number", "language": language, "decimals": decimals}


def _value(value: Number | None) -> float | int | None:
    return float(value) if isinstance(value, Decimal) else value


def _round_up(value: float) -> float:
    step = 25 if value <= 250 else 50 if value <= 500 else 250
    return float(-(-value // step) * step)


def _percent_text(value: float, language: Language) -> str:
    return _notation(value, 1, language) + "%"


def _money_text(dong: int, language: Language) -> str:
    for scale, words in ((10**9, ("tỷ", "billion")), (10**6, ("triệu", "million")), (10**3, ("nghìn", "thousand"))):
        if abs(dong) >= scale:
            return f"{_notation(Decimal(dong) / scale, 2, language)} {words[0] if language == 'vi' else words[1]}"
    return _notation(dong, 0, language)


def _notation(value: Number, decimals: int, language: Language) -> str:
    """1234567.5 → 1.234.567,5, in English 1,234,567.5; without zeros at the end of the decimals."""
    text = f"{value:,.{decimals}f}" if language == "en" else format_number(value, decimals)
    return text.rstrip("0").rstrip(".,") if decimals else text
