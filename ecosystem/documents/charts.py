"""Charts: one ECharts option per chart, drawn on the server as SVG; the browser may make the same option interactive.

The builders make options in one house style from plain data. Texts (labels, series names, title, description) come from
the caller, already in the reader's language. A value of None is a gap, never a zero. Every chart stands beside a table
with the same figures.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from ecosystem.core.money import format_number
from ecosystem.core.percents import rounded_percent

Number = int | float | Decimal
Language = Literal["vi", "en"]

# Told apart by people who see colours differently and on a grey print; each at least 3:1 on white.
COLOURS = ["#12436d", "#28a197", "#801650", "#c8500a", "#3d3d3d", "#8f6fc4"]
PLANNED_COLOUR = "#b4c3d1"
ABOVE_TARGET_COLOUR = "#28a197"
TEXT_COLOUR = "#1d273b"
QUIET_COLOUR = "#5c6675"
LINE_COLOUR = "#d5dae1"


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
    return _notation(rounded_percent(Decimal(str(value))), 1, language) + "%"


def _money_text(dong: int, language: Language) -> str:
    for scale, words in ((10**9, ("tỷ", "billion")), (10**6, ("triệu", "million")), (10**3, ("nghìn", "thousand"))):
        if abs(dong) >= scale:
            return f"{_notation(Decimal(dong) / scale, 2, language)} {words[0] if language == 'vi' else words[1]}"
    return _notation(dong, 0, language)


def _notation(value: Number, decimals: int, language: Language) -> str:
    """1234567.5 → 1.234.567,5, in English 1,234,567.5; without zeros at the end of the decimals."""
    text = f"{value:,.{decimals}f}" if language == "en" else format_number(value, decimals)
    return text.rstrip("0").rstrip(".,") if decimals else text
