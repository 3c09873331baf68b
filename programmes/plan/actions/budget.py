"""The movements of money on a budget line, each under its row lock. Check constraints repeat the rules."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ecosystem.core.money import format_vnd
from ecosystem.core.workflow import TransitionRefused
from programmes.plan.models import BudgetLine


def lock_line(pk: int) -> BudgetLine:
    """The budget line under a row lock: always the first lock of a transaction that moves money.

    Order of locks: BudgetLine, Application, Award, Contract, Tranche.
    """
    return BudgetLine.objects.select_for_update(no_key=True).get(pk=pk)


def add_grant(line: BudgetLine, amount: int) -> BudgetLine:
    """Add `amount` đồng to the granted money of the locked line. Raises TransitionRefused when less remains."""
    if line.remaining < amount:
        raise TransitionRefused(
            _("The budget line “%(line)s” has %(left)s left: the grant of %(amount)s is %(gap)s too much.")
            % {
                "line": line.label,
                "left": format_vnd(line.remaining),
                "amount": format_vnd(amount),
                "gap": format_vnd(amount - line.remaining),
            }
        )
    return _add_to_sums(line, granted=amount)


def return_grant(line: BudgetLine, amount: int) -> BudgetLine:
    """Subtract `amount` đồng of an ended award from the granted money of the locked line."""
    return _add_to_sums(line, granted=-amount)


def add_payment(line: BudgetLine, amount: int) -> BudgetLine:
    """Add `amount` đồng to the paid money of the locked line."""
    return _add_to_sums(line, paid=amount)


def subtract_payment(line: BudgetLine, amount: int) -> BudgetLine:
    """Subtract `amount` đồng of a reversed payment from the paid money of the locked line."""
    return _add_to_sums(line, paid=-amount)


def subtract_returned_money(line: BudgetLine, amount: int) -> BudgetLine:
    """Subtract `amount` đồng that a startup paid back from the paid and the granted money of the locked line."""
    return _add_to_sums(line, paid=-amount, granted=-amount)


def _add_to_sums(line: BudgetLine, **deltas: int) -> BudgetLine:
    """Add the deltas to columns of the line. F expressions keep the sums right even without the lock."""
    try:
        with transaction.atomic():
            BudgetLine.objects.filter(pk=line.pk).update(**{name: F(name) + delta for name, delta in deltas.items()})
    except IntegrityError:
        raise TransitionRefused(
            _("The budget line “%(line)s” does not have enough money left for this.") % {"line": line.label}
        ) from None
    line.refresh_from_db()
    return line
