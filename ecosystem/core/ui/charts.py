"""Bars and charts."""

from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from ecosystem.core.ui.figures import decimal_of


class CompactEncoder(DjangoJSONEncoder):
    """JSON in UTF-8 without spaces, for data inside a page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "ensure_ascii": False, "separators": (",", ":")})


def progress(percent: Any, label: str = "", caption: str = "") -> dict[str, Any]:
    """A bar for a percentage of a target, above 100 too: then the target is a mark inside the bar.

    Args:
        percent: 0 and up, or None for "no data".
        label: what is measured, for screen readers.
        caption: text under the bar.
    """
    number = decimal_of(percent)
    if number is None:
        return {"percent": None, "label": label, "caption": caption}
    bar_value = max(number, Decimal(0))
    scale = Decimal(100) / max(bar_value, Decimal(100))
    target = Decimal(100) * scale
    filled = min(bar_value, Decimal(100)) * scale
    return {
        "percent": number,
        "label": label,
        "caption": caption,
        "met": bar_value >= 100,
        "over": bar_value > 100,
        # SVG attributes, so always with a dot.
        "filled": f"{filled:.2f}",
        "target": f"{target:.2f}",
        "mark": f"{max(target - Decimal('0.4'), Decimal(0)):.2f}",
        "rest": f"{Decimal(100) - target:.2f}",
    }


def chart_image(svg: str, text: str, width: int = 720, height: int = 360) -> SafeString:
    """A chart of `ecosystem.documents.chart_svg`: its SVG as it is, or its data address as an image described by `text`."""
    if svg.startswith("<svg"):
        return SafeString(svg)
    return format_html('<img src="{}" alt="{}" width="{}" height="{}">', svg, text, width, height)


def chart_option(chart_id: str, option: Any) -> SafeString:
    """The ECharts option (`wide`, and in `narrow` what differs on a phone) as JSON that portal.js draws the chart from."""
    return json_script(option, f"{chart_id}-option", encoder=CompactEncoder)
