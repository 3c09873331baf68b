"""The form of a funding round, with amounts in either notation."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.core.money import AmbiguousNumber, localized_number, scaled_number
from ecosystem.core.text import LineField
from ecosystem.core.ui.edit_forms import EditForm
from ecosystem.core.ui.model_choices import set_choices
from ecosystem.reference.models import Term, Vocabulary
from startups.models import Currency, FundingRound

MAX_AMOUNT = Decimal(10) ** 15
CURRENCY_SIGN = re.compile(r"\s*(đồng|vnđ|vnd|đ|₫|usd|\$|eur|€|sgd|jpy|¥)$")
AMOUNT = re.compile(r"^(?P<sign>-?)\s*(?P<number>\d[\d.,\s]*?)\s*(?P<unit>[^\d.,\s]*)$")


def parse_amount(text: str, currency: str) -> Decimal:
    """Parse an amount such as `1.500.000,50`, `2 triệu` or `1,5 tỷ`. Raises ValueError for any other text."""
    cleaned = CURRENCY_SIGN.sub("", unicodedata.normalize("NFC", text).strip().lower())
    match = AMOUNT.match(cleaned)
    if not match:
        raise ValueError(text)
    amount = scaled_number(match["number"], match["unit"])
    if amount != round(amount, Currency(currency).decimals):
        raise ValueError(text)
    return -amount if match["sign"] else amount


class AmountField(forms.CharField):
    """An amount as text. It shows a number in the notation of the page, and takes either notation for no change."""

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        return localized_number(value, 0 if value == value.to_integral_value() else 2)

    def has_changed(self, initial: Any, data: Any) -> bool:
        if isinstance(initial, Decimal):
            try:
                return initial != parse_amount(str(data), Currency.USD)
            except (ValueError, ArithmeticError):
                return True
        return super().has_changed(initial, data)


class FundingRoundForm(EditForm):
    """A funding round. The amount is parsed with the decimals of its currency."""

    kind = forms.ModelChoiceField(
        label=_("Kind of round"), queryset=Term.objects.none(), empty_label=_("Choose a kind of round")
    )
    closed_on = forms.DateField(label=_("Date"), help_text=_("When the round was closed, for example 26/02/2021."))
    amount = AmountField(
        label=_("Amount"),
        max_length=60,
        help_text=_("For example 1.500.000, 40 triệu or 1,5 tỷ."),
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=Currency.choices)
    investors = LineField(
        label=_("Investors"), required=False, max_length=500, help_text=_("Funds and companies, separated by commas.")
    )
    source = LineField(
        label=_("Source"),
        max_length=300,
        help_text=_("What proves it: a contract, a decision, a press report with its address."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = Term.objects.valid_on(timezone.localdate()).filter(vocabulary=Vocabulary.ROUND)
        set_choices(self, "kind", kinds)

    @classmethod
    def of(cls, funding_round: FundingRound, data: Any = None) -> "FundingRoundForm":
        initial = {name: getattr(funding_round, name) for name in cls.base_fields if hasattr(funding_round, name)}
        return cls(data, initial=initial, record=funding_round)

    def clean_closed_on(self) -> Any:
        day = self.cleaned_data["closed_on"]
        if day > timezone.localdate():
            raise ValidationError(_("The date lies in the future."), code="future")
        if day.year < 1975:
            raise ValidationError(_("The year does not look right: check it."), code="past")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("amount") and data.get("currency"):
            try:
                data["amount"] = self._amount(data["amount"], data["currency"])
            except ValidationError as error:
                self.add_error("amount", error)
        return data

    @staticmethod
    def _amount(text: str, currency: str) -> Decimal:
        try:
            amount = parse_amount(text, currency)
        except AmbiguousNumber as found:
            raise ValidationError(str(found), code="ambiguous") from None
        except (ValueError, ArithmeticError):
            raise ValidationError(
                _("Enter an amount such as 1.500.000, 40 triệu or 1,5 tỷ, in digits of this currency."), code="invalid"
            ) from None
        if amount < 0:
            raise ValidationError(_("An amount cannot be negative."), code="negative")
        if amount == 0:
            raise ValidationError(_("The amount must be more than 0."), code="zero")
        if amount > MAX_AMOUNT:
            raise ValidationError(_("The amount is far too large: check the zeros."), code="large")
        return amount
