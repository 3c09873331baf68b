"""Figures in the notation of the reader's language (1.083 and 122,4; 1,083 and 122.4); `None` is "no data", a dash."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ecosystem.core.percents import rounded_percent

NO_DATA = "—"
NBSP = "\u00a0"
MILLION = 10**6
BILLION = 10**9
SWAPPED = str.maketrans(",.", ".,")


def decimal_of(value: Any) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _notation(number: Decimal, decimals: int) -> str:
    """1234567.5 -> '1.234.567,5', in English '1,234,567.5': at most `decimals` digits, no trailing zeros."""
    rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)
    text = f"{rounded:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if get_language() == "en" else text.translate(SWAPPED)


def number_vi(value: Any, decimals: int = 2) -> str:
    """1234.5 -> '1.234,5'; at most `decimals` digits after the comma."""
    number = decimal_of(value)
    return NO_DATA if number is None else _notation(number, int(decimals))


def vnd(value: Any) -> str:
    """Whole đồng: 1000000 -> '1.000.000 ₫'."""
    if isinstance(value, int):
        text = f"{value:,}"
        return (text if get_language() == "en" else text.replace(",", ".")) + f"{NBSP}₫"
    number = decimal_of(value)
    return NO_DATA if number is None else f"{_notation(number, 0)}{NBSP}₫"


def vnd_short(value: Any) -> str:
    """Whole đồng in words, two digits at most: 21720000000 -> '21,72 tỷ đồng', 40000000 -> '40 triệu đồng'."""
    number = decimal_of(value)
    if number is None:
        return NO_DATA
    # Round first, so that 999.999.999 becomes one billion and not a thousand million.
    millions = (number / MILLION).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    if abs(millions) >= 1000:
        return _("%(amount)s billion đồng") % {"amount": _notation(number / BILLION, 2)}
    if abs(number) >= MILLION:
        return _("%(amount)s million đồng") % {"amount": _notation(millions, 2)}
    return _("%(amount)s đồng") % {"amount": _notation(number, 0)}


def percent_vi(value: Any, decimals: int = 1) -> str:
    """A figure that already is a percentage: 168.8 -> '168,8 %'; below 100 it never reads '100 %', above 0 never '0 %'."""
    number = decimal_of(value)
    if number is None:
        return NO_DATA
    return f"{_notation(rounded_percent(number, int(decimals)), int(decimals))}{NBSP}%"
