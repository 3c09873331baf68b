"""Money is whole đồng. Reading what people type (1.000.000, 500,000, 21,72 tỷ, 40 triệu), and writing it."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

MAX_VND = 10**15
UNITS = {
    "": 1,
    "đ": 1,
    "₫": 1,
    "đồng": 1,
    "vnd": 1,
    "vnđ": 1,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "k": 10**3,
    "triệu": 10**6,
    "tr": 10**6,
    "million": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "ty": 10**9,
    "trieu": 10**6,
    "billion": 10**9,
}
FORM = re.compile(r"^(?P<sign>-?)(?P<number>[0-9][0-9.,\s]*)(?P<unit>[^0-9.,]*)$")
MAX_DECIMALS = 9  # 1 đồng as a part of 1 tỷ
GROUPS = re.compile(r"[0-9]{1,3}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*")
SMALL_ZERO = re.compile(r"0[.,][0-9]{3}")


class AmbiguousNumber(ValueError):
    """A number that is read in two ways; `readings` are both, as the portal writes them."""

    def __init__(self, *readings: Decimal) -> None:
        super().__init__(readings)
        self.readings = readings

    def __str__(self) -> str:
        first, second = (_number_text(number) for number in self.readings)
        return gettext("This can mean %(first)s or %(second)s. Write it so that it can be read in one way.") % {
            "first": first,
            "second": second,
        }


def parse_number(text: str, *, decimals: int = 0) -> Decimal:
    """A typed number in Vietnamese (1.234,5) or English notation (1,234.5). Raises ValueError.

    One separator before exactly three digits groups thousands: 500,000 and 500.000 are both five hundred thousand.
    Where `decimals`, the most digits after the comma, are three or more, it can be meant as decimals, too, and raises
    AmbiguousNumber, a ValueError. Two digits after the comma are read in any case.
    """
    most = max(decimals, 2)
    text = re.sub(r"\s", " ", text).strip()
    if " " in text and not re.fullmatch(r"[0-9]{1,3}( [0-9]{3})+([.,][0-9]+)?", text):
        raise ValueError(text)
    grouped_by_spaces, text = " " in text, text.replace(" ", "")
    separators = [mark for mark in text if mark in ".,"]
    if not separators or grouped_by_spaces or SMALL_ZERO.fullmatch(text):
        return _plain(text, most)
    if len(set(separators)) == 2:  # the last one begins the decimals
        whole, fraction = text[: text.rindex(separators[-1])], text[text.rindex(separators[-1]) + 1 :]
        if not GROUPS.fullmatch(whole) or not 0 < len(fraction) <= most:
            raise ValueError(text)
        return Decimal(f"{_digits(whole)}.{fraction}")
    if GROUPS.fullmatch(text):
        thousands = Decimal(_digits(text))
        if len(separators) == 1 and decimals >= 3:
            raise AmbiguousNumber(thousands, _plain(text, most))
        return thousands
    return _plain(text, most)


def _plain(text: str, most: int) -> Decimal:
    """Digits with at most one separator, which begins at most `most` decimals."""
    if not re.fullmatch(rf"[0-9]+([.,][0-9]{{1,{most}}})?", text):
        raise ValueError(text)
    return Decimal(text.replace(",", "."))


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def parse_vnd(text: str) -> int:
    """Whole đồng from typed text. Raises ValueError for letters, fractions of a đồng and unreadable groups.

    Raises AmbiguousNumber, a ValueError, for one group of three before a unit: 1,500 tỷ can be 1.500 or 1,5 of them.
    """
    cleaned = unicodedata.normalize("NFC", text).strip().lower()
    match = FORM.match(cleaned)
    if not match:
        raise ValueError(text)
    unit = re.sub(r"\s*(đồng|vnđ|vnd|đ|₫)$", "", match["unit"].strip()) or ""
    amount = scaled_number(match["number"], unit)
    if amount != amount.to_integral_value():
        raise ValueError(text)
    return -int(amount) if match["sign"] else int(amount)


def scaled_number(text: str, unit: str) -> Decimal:
    """The number times its unit ("", nghìn, triệu, tỷ …). Raises ValueError, also for an unknown unit."""
    if unit not in UNITS:
        raise ValueError(unit)
    scale = UNITS[unit]
    try:
        return parse_number(text, decimals=0 if scale == 1 else MAX_DECIMALS) * scale
    except AmbiguousNumber as found:
        raise AmbiguousNumber(*(number * scale for number in found.readings)) from None


def format_number(value: int | Decimal | float, decimals: int = 0) -> str:
    """`1234567.5` → `1.234.567,5` (F5.4): the form of Vietnamese documents, in any language."""
    text = f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,"))


def localized_number(value: int | Decimal | float, decimals: int = 0) -> str:
    """The same in the notation of the active language: 1,234,567.5 on English pages."""
    return f"{value:,.{decimals}f}" if get_language() == "en" else format_number(value, decimals)


def _number_text(number: Decimal) -> str:
    exponent = number.normalize().as_tuple().exponent
    return localized_number(number, max(0, -exponent) if isinstance(exponent, int) else 0)


def format_vnd(value: int) -> str:
    """`1000000` → `1.000.000 ₫` with a no-break space, in the notation of the active language."""
    return f"{localized_number(value)}\u00a0₫"


lazy_vnd = lazy(format_vnd, str)  # for the mails of people with different languages


class VndField(forms.Field):
    """A form field of whole đồng; shows and reads Vietnamese numbers. Default bounds: 0 to 10^15."""

    default_error_messages = {
        "invalid": _("Enter an amount such as 1.000.000, 40 triệu or 1,5 tỷ."),
        "negative": _("An amount cannot be negative."),
        "small": _("The amount must be more than 0 ₫."),
        "large": _("The amount is above 1.000.000 tỷ đồng: check the zeros."),
    }

    def __init__(self, *, min_value: int = 0, max_value: int = MAX_VND, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.min_value, self.max_value = min_value, max_value
        self.widget.attrs.update({"inputmode": "text", "autocomplete": "off", "data-money": "vnd"})

    def prepare_value(self, value: Any) -> Any:
        return localized_number(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        if len(str(value)) > 60:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return parse_vnd(str(value))
        except AmbiguousNumber as found:
            raise ValidationError(str(found), code="ambiguous") from None
        except (ValueError, ArithmeticError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if value < 0:
            raise ValidationError(self.error_messages["negative"], code="negative")
        if value < self.min_value:
            raise ValidationError(self.error_messages["small"], code="small")
        if value > self.max_value:
            raise ValidationError(self.error_messages["large"], code="large")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
