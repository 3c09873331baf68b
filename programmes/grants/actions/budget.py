"""The three movements of a budget line, each under the line's lock; the database's checks are the second net."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from programmes.grants.models import Award, AwardStatus, Disbursement, Tranche, TrancheStatus
from programmes.plan.models import BudgetLine


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
    """What of a line is planned, asked for, granted, under contract, paid and left. Whole đồng."""

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
    return LineUse(line.planned, reserved or 0, line.granted, contracted or 0, line.paid, line.remaining)
