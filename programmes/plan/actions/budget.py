"""The three movements of a budget line, each under the line's lock; the database's checks are the second net."""

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
    """Take `amount` đồng of the locked line for an award. Refused, naming the gap, when less is left."""
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
    return _change(line, granted=amount)


def return_grant(line: BudgetLine, amount: int) -> BudgetLine:
    """Return `amount` đồng of an ended award to the locked line."""
    return _change(line, granted=-amount)


def add_payment(line: BudgetLine, amount: int) -> BudgetLine:
    """Count `amount` đồng as paid on the locked line."""
    return _change(line, paid=amount)


def _change(line: BudgetLine, **deltas: int) -> BudgetLine:
    """Add the deltas in the database itself, so that its checks see the true sums even if a lock were missing."""
    try:
        with transaction.atomic():
            BudgetLine.objects.filter(pk=line.pk).update(**{name: F(name) + delta for name, delta in deltas.items()})
    except IntegrityError:
        raise TransitionRefused(
            _("The budget line “%(line)s” does not have enough money left for this.") % {"line": line.label}
        ) from None
    line.refresh_from_db()
    return line
