"""Money is whole đồng. Reading what people type («1.000.000», «21,72 tỷ», «40 triệu») and nothing else."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
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


def parse_number(text: str) -> Decimal:
    """A typed number in Vietnamese form (`.` groups, `,` decimals) or plain digits. Raises ValueError."""
    text = re.sub(r"\s", "", text)
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?", text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3}){2,}(\.[0-9]+)?", text):
        return Decimal(text.replace(",", ""))
    if re.fullmatch(r"[0-9]+(,[0-9]+)?", text):
        return Decimal(text.replace(",", "."))
    if re.fullmatch(r"[0-9]+\.[0-9]{1,2}", text):
        return Decimal(text)
    raise ValueError(text)


def parse_vnd(text: str) -> int:
    """Whole đồng from typed text. Raises ValueError for letters, fractions of a đồng and unreadable groups."""
    cleaned = unicodedata.normalize("NFC", text).strip().lower()
    match = FORM.match(cleaned)
    if not match:
        raise ValueError(text)
    unit = re.sub(r"\s*(đồng|vnđ|vnd|đ|₫)$", "", match["unit"].strip()) or ""
    if unit not in UNITS:
        raise ValueError(text)
    amount = parse_number(match["number"]) * UNITS[unit]
    if amount != amount.to_integral_value():
        raise ValueError(text)
    return -int(amount) if match["sign"] else int(amount)


def format_number(value: int | Decimal | float, decimals: int = 0) -> str:
    """`1234567.5` → `1.234.567,5` (F5.4)."""
    text = f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,"))


def format_vnd(value: int) -> str:
    """`1000000` → `1.000.000 ₫` with a no-break space."""
    return f"{format_number(value)}\u00a0₫"


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
        return format_number(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        if len(str(value)) > 60:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return parse_vnd(str(value))
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
