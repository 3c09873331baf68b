"""How a figure is printed: a number, or the reason why there is none, always in words."""

from decimal import Decimal

from ecosystem.documents import wording
from ecosystem.reports.rendering.snapshot import Figure

REASONS = {
    "no_data": "chưa có số liệu",
    "not_due": "chưa đến hạn",
    "not_reported": "chưa có báo cáo",
    "not_applicable": "không áp dụng",
}


def figure_text(figure: Figure, *, scale: int = 1) -> str:
    """`5.063`, or why there is no figure. `scale` divides, exactly, for larger units."""
    if figure["state"] != "value":
        return REASONS[figure["state"]]
    return wording.decimal_text(Decimal(figure["value"]) / scale)


def percent_figure_text(figure: Figure) -> str:
    """`168,8%`, or why there is no figure."""
    if figure["state"] != "value":
        return REASONS[figure["state"]]
    return wording.percent_text(figure["value"])
