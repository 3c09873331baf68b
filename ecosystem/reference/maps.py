"""A choropleth map of the city's 168 areas for `templates/components/map.html`.

`city_map_context` takes one `AreaFigure` per area; every area is rendered exactly once, also those without a figure.
Values fall into at most five classes of about equal size (quantiles); 0 and «no figure» are classes of their own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ecosystem.reference.models import Area
from ecosystem.reference.outlines import COPY_LEFT, COPY_SCALE, COPY_TOP, INNER_BOX, ISLES_BOX, Outline, outlines

CLASSES = 5
NO_FIGURE = "x"
ZERO = "0"


@dataclass(frozen=True)
class AreaFigure:
    """The figure of one area; `figure` is the value in words, a `value` of None is «no figure»."""

    name: str
    value: int | None
    figure: str
    url: str
    is_highlighted: bool = True


@dataclass(frozen=True)
class LegendEntry:
    """One class: its level (a CSS class `q…`), the span of its values in words, the number of its areas."""

    level: str
    label: str
    count: int


class Classes:
    """Quantile classes of the values above 0."""

    def __init__(self, values: list[int | None]) -> None:
        self.values = values
        above = sorted(value for value in values if value is not None and value > 0)
        ends = (-(-len(above) * n // CLASSES) - 1 for n in range(1, CLASSES + 1))
        self.bounds = sorted({above[end] for end in ends if above})

    def level(self, value: int | None) -> str:
        """«x» without a figure, «0», else «1» to «5», of which 5 is always the highest class there is."""
        if value is None:
            return NO_FIGURE
        if value <= 0:
            return ZERO
        index = next(n for n, bound in enumerate(self.bounds) if value <= bound)
        return str(CLASSES - len(self.bounds) + 1 + index)

    def legend(self, show: Callable[[int], str]) -> list[LegendEntry]:
        """The classes that occur, lowest first."""
        members: dict[str, list[int]] = {}
        for value in self.values:
            members.setdefault(self.level(value), []).append(value or 0)
        entries = []
        for level in sorted(members, key=lambda level: "-" if level == NO_FIGURE else level):
            low, high = min(members[level]), max(members[level])
            label = show(low) if low == high else f"{show(low)} – {show(high)}"
            entries.append(LegendEntry(level, _("No figure") if level == NO_FIGURE else label, len(members[level])))
        return entries


def city_map_context(
    area_figures: Mapping[str, AreaFigure], *, title: str, description: str, unit: str, show: Callable[[int], str] = str
) -> dict[str, Any]:
    """Context `map` of the component. `area_figures` by code of the area; `show` formats a value for the legend."""
    city = outlines()
    classes = Classes([area_figures[outline.code].value if outline.code in area_figures else None for outline in city])

    def shape(outline: Outline) -> dict[str, Any]:
        area_figure = area_figures.get(outline.code) or AreaFigure(outline.code, None, _("No figure"), "")
        return {"path": outline.path, "level": classes.level(area_figure.value), "area_figure": area_figure}

    return {
        "title": title,
        "description": description,
        "unit": unit,
        "land": [shape(outline) for outline in city.land],
        "inner": [shape(outline) for outline in city.inner],
        "islands": [shape(outline) for outline in city.islands],
        "legend": classes.legend(show),
        "inner_box": INNER_BOX,
        "isles_box": ISLES_BOX,
        "copy": f"translate({COPY_LEFT:.2f} {COPY_TOP:.2f}) scale({COPY_SCALE:.4f})",
    }


def area_name(area: Area, english: bool) -> str:
    """«Phường Bến Thành», or «Ben Thanh Ward» for English readers."""
    return area.full_name_en if english else area.full_name
