"""Rounding of percentages: what is not reached never reads as reached, and what exists never reads as 0."""

from decimal import ROUND_HALF_UP, Decimal


def rounded_percent(value: Decimal, decimals: int = 1) -> Decimal:
    """168.766 -> 168.8; but 99.96 -> 99.9 and 0.04 -> 0.1. Every percentage that is shown or exported passes here.

    A magnitude below 100 stays below 100, and one above 0 stays above 0; the others are rounded half up.
    """
    step = Decimal(1).scaleb(-decimals)
    magnitude = abs(value)
    rounded = magnitude.quantize(step, rounding=ROUND_HALF_UP)
    if magnitude < 100:
        rounded = min(rounded, 100 - step)
    if magnitude > 0:
        rounded = max(rounded, step)
    return rounded if value >= 0 else -rounded
