"""The three movements of a budget line, each under the line's lock; the database's checks are the second net."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import BigIntegerField, F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from ecosystem.core.money import format_vnd
from ecosystem.core.workflow import TransitionRefused
from programmes.models import Award, AwardStatus, BudgetLine, Disbursement, Tranche, TrancheStatus


def lock_line(pk: int) -> BudgetLine:
    """The budget line under a row lock: always the first lock of a transaction that moves money.

    Order of locks: BudgetLine, Application, Award, Contract, Tranche.
    """
    return BudgetLine.objects.select_for_update(no_key=True).get(pk=pk)


def grant_from(line: BudgetLine, amount: int) -> BudgetLine:
    """Take `amount` đồng of the locked line for an award. Refused, naming the gap, when less is left."""
    if line.left < amount:
        raise TransitionRefused(
            _("The budget line “%(line)s” has %(left)s left: the grant of %(amount)s is %(gap)s too much.")
            % {
                "line": line.label,
                "left": format_vnd(line.left),
                "amount": format_vnd(amount),
                "gap": format_vnd(amount - line.left),
            }
        )
    return _change(line, granted=amount)


def give_back(line: BudgetLine, amount: int) -> BudgetLine:
    """Return `amount` đồng of an ended award to the locked line."""
    return _change(line, granted=-amount)


def pay_from(line: BudgetLine, amount: int) -> BudgetLine:
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


@dataclass(frozen=True)
class Difference:
    """A stored sum of one line that its records do not bear out. Whole đồng."""

    line: BudgetLine
    column: str
    stored: int
    summed: int


def budget_differences() -> list[Difference]:
    """Every budget line whose `granted` or `paid` is not the sum of its awards or disbursements: one query."""
    awards = Award.objects.approved().filter(budget_line=OuterRef("pk")).order_by().values("budget_line")
    granted = awards.annotate(total=Sum(F("amount") - F("cancelled"))).values("total")
    payments = (
        Disbursement.objects.filter(tranche__contract__award__budget_line=OuterRef("pk"))
        .order_by()
        .values("tranche__contract__award__budget_line")
    )
    paid = payments.annotate(total=Sum("amount")).values("total")
    lines = BudgetLine.objects.annotate(
        summed_granted=Coalesce(Subquery(granted, output_field=BigIntegerField()), 0),
        summed_paid=Coalesce(Subquery(paid, output_field=BigIntegerField()), 0),
    ).order_by("code")
    return [
        Difference(line, column, getattr(line, column), getattr(line, f"summed_{column}"))
        for line in lines
        for column in ("granted", "paid")
        if getattr(line, column) != getattr(line, f"summed_{column}")
    ]


@dataclass(frozen=True)
class LineUse:
    """What of a line is planned, asked for, granted, under contract, paid and left. Whole đồng (B27)."""

    planned: int
    reserved: int
    granted: int
    contracted: int
    paid: int
    left: int


def use_of(line: BudgetLine) -> LineUse:
    """How the line stands now; what is reserved and contracted is summed from the records."""
    reserved = Award.objects.reserved().filter(budget_line=line).aggregate(total=Sum("amount"))["total"]
    contracted = (
        Tranche.objects.filter(contract__award__budget_line=line, contract__award__status=AwardStatus.APPROVED)
        .exclude(status=TrancheStatus.CANCELLED)
        .aggregate(total=Sum("amount"))["total"]
    )
    return LineUse(line.planned, reserved or 0, line.granted, contracted or 0, line.paid, line.left)
