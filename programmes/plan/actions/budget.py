"""The movements of money on a budget line. Each is one statement that locks the line's row, checks it and changes it.

The lock lasts until the transaction ends, and everybody who grants or pays from the line waits for it. So a movement is
the last step of its action. Check constraints repeat the rules.
"""

from django.db import connection
from django.db.models import F
from django.utils.translation import gettext as _

from ecosystem.core.money import format_vnd
from ecosystem.core.workflow import TransitionRefused
from programmes.plan.models import BudgetLine


def lock_line(pk: int) -> BudgetLine:
    """The budget line under a row lock, for whoever changes its plan. Movements of money need no lock before theirs."""
    return BudgetLine.objects.select_for_update(no_key=True).get(pk=pk)


def add_grant(line_id: int, amount: int) -> None:
    """Add `amount` đồng to the granted money of the line. Raises TransitionRefused when less remains."""
    while not _change_sums(line_id, granted=amount):
        line = lock_line(line_id)
        if line.remaining < amount:  # else money came back between the two statements
            raise TransitionRefused(
                _("The budget line “%(line)s” has %(left)s left: the grant of %(amount)s is %(gap)s too much.")
                % {
                    "line": line.label,
                    "left": format_vnd(line.remaining),
                    "amount": format_vnd(amount),
                    "gap": format_vnd(amount - line.remaining),
                }
            )


def return_grant(line_id: int, amount: int) -> None:
    """Subtract `amount` đồng of an ended award from the granted money of the line."""
    _require_change(line_id, granted=-amount)


def add_payment(line_id: int, amount: int) -> None:
    """Add `amount` đồng to the paid money of the line."""
    _require_change(line_id, paid=amount)


def subtract_payment(line_id: int, amount: int) -> None:
    """Subtract `amount` đồng of a reversed payment from the paid money of the line."""
    _require_change(line_id, paid=-amount)


def subtract_returned_money(line_id: int, amount: int) -> None:
    """Subtract `amount` đồng that a startup paid back from the paid and the granted money of the line."""
    _require_change(line_id, paid=-amount, granted=-amount)


def _require_change(line_id: int, *, granted: int = 0, paid: int = 0) -> None:
    if not _change_sums(line_id, granted=granted, paid=paid):
        line = BudgetLine.objects.get(pk=line_id)
        raise TransitionRefused(
            _("The budget line “%(line)s” does not have enough money left for this.") % {"line": line.label}
        )


def _change_sums(line_id: int, *, granted: int = 0, paid: int = 0) -> bool:
    """Add to the sums of the line, if it then still has 0 <= paid <= granted <= planned. Whether it was so.

    What the commit would check of the action's rows, mainly foreign keys, is checked before the line is locked.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    new_granted, new_paid = F("granted") + granted, F("paid") + paid
    lines = BudgetLine.objects.alias(new_granted=new_granted, new_paid=new_paid)
    lines = lines.filter(new_paid__gte=0, new_paid__lte=F("new_granted"), new_granted__lte=F("planned"))
    return bool(lines.filter(pk=line_id).update(granted=new_granted, paid=new_paid))
