"""Funding rounds: capital that a startup raised."""

from collections.abc import Iterable
from decimal import Decimal

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.core.four_eyes import author_trigger, authors_field
from ecosystem.core.models import BaseModel
from ecosystem.core.money import format_number
from ecosystem.reference.models import Term, Vocabulary
from startups.models.startup import Startup


class Currency(models.TextChoices):
    VND = "VND", "VND"
    USD = "USD", "USD"
    EUR = "EUR", "EUR"
    SGD = "SGD", "SGD"
    JPY = "JPY", "JPY"

    @property
    def decimals(self) -> int:
        return 0 if self in {Currency.VND, Currency.JPY} else 2


def format_amount(amount: Decimal, currency: str) -> str:
    """`1.500.000,50 USD`, `1.500.000 ₫`; a whole sum shows no decimals."""
    whole = amount == amount.to_integral_value()
    sign = "₫" if currency == Currency.VND else currency
    return f"{format_number(amount, 0 if whole else Currency(currency).decimals)}\u00a0{sign}"


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["written_by", "authors"]
)
class FundingRound(BaseModel):
    """One funding round with its exact amount in one currency. Amounts of different currencies are never added."""

    startup = models.ForeignKey(Startup, models.PROTECT, related_name="funding_rounds")
    kind = models.ForeignKey(
        Term,
        models.PROTECT,
        related_name="+",
        verbose_name=_("kind of round"),
        limit_choices_to={"vocabulary": Vocabulary.ROUND},
    )
    closed_on = models.DateField(_("date"))
    amount = models.DecimalField(
        _("amount"), max_digits=20, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=Currency.VND)
    investors = models.CharField(_("investors"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=300)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    authors = authors_field()

    class Meta:
        ordering = ["-closed_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="round_amount_is_positive"),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True, verified_at__isnull=True)
                | Q(verified_by__isnull=False, verified_at__isnull=False),
                name="round_verified_by_someone_at_some_time",
            ),
        ]
        triggers = [author_trigger("written_by", "verified_by", ends_with_approval=True)]

    def __str__(self) -> str:
        return f"{self.startup}: {self.amount} {self.currency}"

    @property
    def formatted_amount(self) -> str:
        return format_amount(self.amount, self.currency)

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None


def totals_by_currency(rounds: Iterable[FundingRound]) -> list[str]:
    """The formatted sum of each currency, đồng first."""
    sums: dict[str, Decimal] = {}
    for funding_round in rounds:
        sums[funding_round.currency] = sums.get(funding_round.currency, Decimal(0)) + funding_round.amount
    return [format_amount(sums[currency], currency) for currency in Currency.values if currency in sums]
