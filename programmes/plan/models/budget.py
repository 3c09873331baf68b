"""Budget lines: the planned, granted and paid money of a pillar in a year."""

from typing import Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.models import BaseModel, IdentifierConstraint, SortKey
from programmes.plan.models.scheme import Pillar

BUDGET_READERS = DEPARTMENT | {Role.ACCOUNTANT, Role.COUNCIL, Role.ADMINISTRATOR}


class BudgetLineQuerySet(models.QuerySet["BudgetLine"]):
    def visible_to(self, user: User) -> Self:
        """The department, accountants, council and administrators see every line."""
        return self if user.is_authenticated and user.has_role(*BUDGET_READERS) else self.none()

    def run_by(self, user: User) -> Self:
        """Lines that the user may edit and spend from: those of the pillars that the user manages."""
        return self.filter(pillar__in=Pillar.objects.run_by(user))

    def for_list(self) -> Self:
        return self.select_related("pillar__scheme")


@pghistory.track(exclude=["sort_key"])
class BudgetLine(BaseModel):
    """The money of one pillar and year. Check constraints: paid <= granted <= planned.

    `planned` and `source` are those of the verified `PlannedAmount`: a trigger refuses any other change of the amount.

    `granted` and `paid` are updated by programmes.plan.actions.budget under this row's lock; they equal the
    sums of the approved awards and of the disbursements (tests and `check_budget` compare).
    """

    pillar = models.ForeignKey(Pillar, models.PROTECT, related_name="budget_lines")
    year = models.PositiveSmallIntegerField(_("year"))
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    planned = models.BigIntegerField(_("planned (đồng)"), default=0, editable=False)
    granted = models.BigIntegerField(_("granted (đồng)"), default=0, editable=False)
    paid = models.BigIntegerField(_("paid (đồng)"), default=0, editable=False)
    source = models.TextField(blank=True, editable=False)
    is_demo = models.BooleanField(default=False)
    sort_key = models.GeneratedField(
        expression=SortKey("name"), output_field=models.TextField(db_collation="C"), db_persist=True
    )

    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "code"]
        constraints = [
            IdentifierConstraint("code", name="budget_line_code_once"),
            models.CheckConstraint(
                condition=Q(planned__gte=0, granted__gte=0, paid__gte=0), name="budget_not_negative"
            ),
            models.CheckConstraint(condition=Q(granted__lte=F("planned")), name="granted_within_planned"),
            models.CheckConstraint(condition=Q(paid__lte=F("granted")), name="paid_within_granted"),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="budget_in_name_order"),
            models.Index(fields=["year", "id"], name="budget_in_year_order"),
            models.Index(fields=["planned", "id"], name="budget_in_planned_order"),
            models.Index(fields=["granted", "id"], name="budget_in_granted_order"),
            models.Index(fields=["paid", "id"], name="budget_in_paid_order"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="planned_amount_is_verified",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("planned"),
                condition=pgtrigger.Q(old__planned__df=pgtrigger.F("new__planned")),
                declare=[("verified", "bigint")],
                func="""
                    SELECT amount INTO verified FROM plan_plannedamount
                    WHERE line_id = NEW.id AND status = 'verified' ORDER BY verified_at DESC, id DESC LIMIT 1;
                    IF verified IS DISTINCT FROM NEW.planned THEN
                        RAISE EXCEPTION 'only a verified amount stands on a budget line' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the active language; Vietnamese where no English one is given."""
        return self.name_en if get_language() == "en" and self.name_en else self.name

    @property
    def remaining(self) -> int:
        """Whole đồng that may still be granted."""
        return self.planned - self.granted

    @property
    def has_verified_amount(self) -> bool:
        """Whether an amount stands on the line, which may be 0. One query at most."""
        return self.planned > 0 or self.amounts.filter(verified_by__isnull=False).exists()

    @property
    def granted_width(self) -> str:
        """The granted percentage as an SVG length, with a decimal point in every language."""
        return f"{self.granted_percent or 0:.2f}"

    @property
    def paid_width(self) -> str:
        """The paid percentage as an SVG length, with a decimal point in every language."""
        return f"{self.paid_percent or 0:.2f}"

    @property
    def granted_percent(self) -> float | None:
        """Share of the plan that is granted; None where nothing is planned."""
        return 100 * self.granted / self.planned if self.planned else None

    @property
    def paid_percent(self) -> float | None:
        """Share of the plan that is paid; None where nothing is planned."""
        return 100 * self.paid / self.planned if self.planned else None
