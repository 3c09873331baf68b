"""The use of budget lines, and the check that their stored sums equal their records."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from ecosystem.core.measures import Measure, cells
from programmes.grants.models import Award, Disbursement
from programmes.grants.models.measures import CONTRACTED
from programmes.plan.models import BudgetLine


@dataclass(frozen=True)
class BudgetDifference:
    """A stored sum of a budget line that differs from the sum of its records, in whole đồng."""

    line: BudgetLine
    column: str
    stored: int
    computed: int


def budget_differences() -> list[BudgetDifference]:
    """Budget lines whose `granted` or `paid` is not the sum of their awards or disbursements, in one query."""
    awards = Award.objects.approved().filter(budget_line=OuterRef("pk")).order_by().values("budget_line")
    granted = awards.annotate(total=Sum(F("amount") - F("cancelled"))).values("total")
    payments = (
        Disbursement.objects.filter(tranche__contract__award__budget_line=OuterRef("pk"))
        .order_by()
        .values("tranche__contract__award__budget_line")
    )
    paid = payments.annotate(total=Sum("amount")).values("total")
    lines = BudgetLine.objects.annotate(
        computed_granted=Coalesce(Subquery(granted, output_field=BigIntegerField()), 0),
        computed_paid=Coalesce(Subquery(paid, output_field=BigIntegerField()), 0),
    ).order_by("code")
    return [
        BudgetDifference(line, column, getattr(line, column), getattr(line, f"computed_{column}"))
        for line in lines
        for column in ("granted", "paid")
        if getattr(line, column) != getattr(line, f"computed_{column}")
    ]


@dataclass(frozen=True)
class BudgetLineUse:
    """Planned, reserved, granted, contracted, paid and remaining money of a budget line, in whole đồng."""

    planned: int
    reserved: int
    granted: int
    contracted: int
    paid: int
    left: int


def budget_line_use(line: BudgetLine) -> BudgetLineUse:
    """The current use of a budget line; reserved is summed from the proposals."""
    reserved = Award.objects.reserved().filter(budget_line=line).aggregate(total=Sum("amount"))["total"]
    contracted = line_amount(CONTRACTED, line)
    return BudgetLineUse(line.planned, reserved or 0, line.granted, contracted, line.paid, line.remaining)


def line_amount(measure: Measure, line: BudgetLine) -> int:
    """What the records of a measure add up to on the line, in whole đồng."""
    return int(cells(measure, "line").filter(line=str(line.pk)).aggregate(total=Sum("amount", default=0))["total"])
