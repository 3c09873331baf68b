"""Charts as SVG: `chart_svg(option, width=…, height=…)` is safe to inline under the strict Content-Security-Policy.

It has no `style` attribute, no `<style>` element, no script, and ids of its own. Title and description of the option
(`title.text`, `aria.label.description`) become `<title>` and `<desc>`.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from ecosystem.documents.chart_engine import ChartError, engine_holder

WEB_FONT = "Be Vietnam Pro, sans-serif"
DOCUMENT_FONT = "Tinos"

NARROW_WIDTH = 330  # pixels: about what a phone leaves inside a box
NARROW_HEIGHT = 320
SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)


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
    can read. `narrow` is the option to draw for the phone, where it is another one. `option` has as plain data
    the option and what differs in that of the phone, from which portal.js makes the chart interactive. Raises ChartError."""
    small = narrow or option
    legend_lines = (
        _legend_lines([series.get("name", "") for series in small["series"]]) if small["legend"]["show"] else 1
    )
    more = 24 * (legend_lines - 1)
    small = {
        **small,
        "legend": small["legend"] | {"itemGap": 8, "itemWidth": 16},
        "grid": small["grid"] | {"left": 0, "top": small["grid"]["top"] + more},
        "series": [{**series, "labelLayout": {"hideOverlap": True}} for series in small["series"]],
    }
    return {
        "svg": chart_svg(option, width=width, height=height),
        "small_svg": chart_svg(small, width=NARROW_WIDTH, height=min(height, NARROW_HEIGHT) + more),
        "option": {"wide": _plain(option), "narrow": {k: _plain(v) for k, v in small.items() if option.get(k) != v}},
    }


def _legend_lines(names: Sequence[str]) -> int:
    """How many lines the legend takes on a phone, about."""
    lines, used = 1, 0.0
    for name in names:
        wanted = 32 + 7.5 * len(name)
        lines, used = (lines + 1, wanted) if used and used + wanted > NARROW_WIDTH else (lines, used + wanted)
    return lines


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
    root = ElementTree.fromstring(engine_holder.draw(option_json, width, height, font))  # noqa: S314 - our own engine's output
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
