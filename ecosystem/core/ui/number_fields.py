"""Form fields of whole and decimal numbers, read in Vietnamese and in English notation.

Django's own fields are not used: its IntegerField reads 1.000 as 1, and its DecimalField refuses 69,5.
"""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ecosystem.core.money import AmbiguousNumber, localized_number, parse_number

MAX_LENGTH = 40  # characters of a typed number that are read


def _parse_signed(value: Any, *, decimals: int = 0) -> Decimal:
    """The number, which may begin with a minus sign. Raises AmbiguousNumber, ValueError, ArithmeticError."""
    text = str(value).strip()
    sign, text = (-1, text[1:]) if text.startswith("-") else (1, text)
    return sign * parse_number(text[:MAX_LENGTH], decimals=decimals)


class CountField(forms.IntegerField):
    """A whole number, which may be typed with separators of thousands: 1.000 or 1,000."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        try:
            number = _parse_signed(value)
        except (ValueError, ArithmeticError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if number != number.to_integral_value():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(number)


class NumberField(forms.DecimalField):
    """A decimal number, entered as 1.234,5 or 1,234.5 and shown in the notation of the reader's language."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "input-long"})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        number = value.normalize()
        return localized_number(value, max(0, -number.as_tuple().exponent))

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return value
        if value in self.empty_values:
            return None
        try:
            return _parse_signed(value, decimals=self.decimal_places or 0)
        except AmbiguousNumber as found:
            raise ValidationError(str(found), code="ambiguous") from None
        except (ValueError, ArithmeticError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        return {}
