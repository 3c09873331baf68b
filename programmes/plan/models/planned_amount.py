"""Planned amounts of budget lines: entered by one person, verified by another, who lets the line take them."""

from typing import Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.four_eyes import author_trigger, authors_field
from ecosystem.core.workflow import Stateful, Transition
from programmes.plan.models.budget import BUDGET_READERS, BudgetLine, BudgetLineQuerySet

AMOUNT_VERIFIERS = frozenset({Role.MANAGER, Role.DIRECTOR, Role.ADMINISTRATOR})
UNVERIFIED_AMOUNT_READERS = BUDGET_READERS - {Role.COUNCIL}


class PlannedAmountStatus(models.TextChoices):
    PROPOSED = "proposed", _("To be verified")
    RETURNED = "returned", _("Returned for correction")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    VERIFIED = "verified", _("Verified")

    @property
    def tone(self) -> str:
        return {"proposed": "orange", "returned": "red", "withdrawn": "secondary", "verified": "green"}[self.value]


S = PlannedAmountStatus


class PlannedAmountQuerySet(models.QuerySet["PlannedAmount"]):
    def visible_to(self, user: User) -> Self:
        """All amounts for those who work with the budget; the council sees verified ones alone."""
        if not user.is_authenticated or not user.has_role(*BUDGET_READERS):
            return self.none()
        return self if user.has_role(*UNVERIFIED_AMOUNT_READERS) else self.verified()

    def verified(self) -> Self:
        """Amounts that stand or stood on their line."""
        return self.filter(status=S.VERIFIED)

    def unverified(self) -> Self:
        """The one amount of each line that is not verified: waiting, returned or withdrawn."""
        return self.exclude(status=S.VERIFIED)

    def waiting(self) -> Self:
        """Amounts that wait for their second person."""
        return self.filter(status=S.PROPOSED)

    def of_concern_to(self, user: User) -> Self:
        """Amounts that the user may verify, and returned ones that the user may correct, without the rest."""
        may_verify = Q(status=S.PROPOSED) & ~Q(authors__contains=[user.pk])
        if not user.has_role(Role.ADMINISTRATOR):
            may_verify &= _in_units_of(user, Role.MANAGER) | _in_units_of(user, Role.DIRECTOR)
        return self.filter(may_verify | Q(status=S.RETURNED) & _in_units_of(user, Role.MANAGER))

    def for_list(self) -> Self:
        return self.select_related("line__pillar__scheme", "entered_by", "verified_by")


def _in_units_of(user: User, role: str) -> Q:
    """Amounts of the lines for which the user holds the role."""
    units = user.units_of(role)
    if units is None:
        return Q(line__isnull=False)
    return Q(line__pillar__lead_unit__in=units)


def with_waiting_amount(lines: BudgetLineQuerySet, user: User) -> BudgetLineQuerySet:
    """Lines with `waiting_amount`, the đồng that are to be verified, as far as the user may read them; else None."""
    waiting = PlannedAmount.objects.visible_to(user).waiting().filter(line=models.OuterRef("pk")).order_by()
    return lines.annotate(waiting_amount=models.Subquery(waiting.values("amount")))


@pghistory.track(exclude=["authors"])
class PlannedAmount(Stateful):
    """One amount for a budget line, with its source: it stands on the line once somebody who did not write it verified it.

    A line has at most one amount that is not verified. It is written again until it is verified, so that `authors` are
    all who wrote since the last verified one. `previous` is what stood on the line before.
    """

    STATES = PlannedAmountStatus
    NAME_IN_SENTENCE = _("the planned amount")
    TRANSITIONS = {
        "propose": Transition(
            {S.PROPOSED, S.RETURNED, S.WITHDRAWN},
            S.PROPOSED,
            {Role.MANAGER},
            label=_("Change the amount"),
            done_label=_("Planned amount entered, to be verified"),
        ),
        "verify": Transition(
            {S.PROPOSED},
            S.VERIFIED,
            AMOUNT_VERIFIERS,
            label=_("Verify the amount"),
            done_label=_("Planned amount verified"),
            tone="green",
            confirm=_("The amount stands on the line at once: it limits decisions, and the council sees it."),
        ),
        "send_back": Transition(
            {S.PROPOSED},
            S.RETURNED,
            AMOUNT_VERIFIERS,
            label=_("Return the amount"),
            done_label=_("Planned amount returned for correction"),
            tone="orange",
            needs_reason=True,
        ),
        "withdraw": Transition(
            {S.PROPOSED, S.RETURNED},
            S.WITHDRAWN,
            {Role.MANAGER},
            label=_("Withdraw the amount"),
            done_label=_("Planned amount withdrawn"),
            tone="red",
            needs_reason=True,
        ),
    }

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="amounts")
    amount = models.BigIntegerField(_("amount (đồng)"))
    previous = models.BigIntegerField(_("amount before (đồng)"), null=True, blank=True, editable=False)
    source = models.TextField(_("source"), max_length=500)
    change_reason = models.TextField(_("why it changes"), max_length=500, blank=True)
    status = models.CharField(max_length=10, choices=S, default=S.PROPOSED, editable=False)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    authors = authors_field()

    objects = PlannedAmountQuerySet.as_manager()

    class Meta:
        ordering = ["-verified_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="planned_amount_not_negative"),
            models.CheckConstraint(condition=~Q(source=""), name="planned_amount_has_a_source"),
            models.CheckConstraint(
                condition=Q(status=S.VERIFIED, verified_by__isnull=False, verified_at__isnull=False)
                | (~Q(status=S.VERIFIED) & Q(verified_by__isnull=True, verified_at__isnull=True)),
                name="verified_amount_has_a_verifier",
            ),
            models.UniqueConstraint(
                fields=["line"], condition=~Q(status=S.VERIFIED), name="one_unverified_amount_of_a_line"
            ),
        ]
        triggers = [
            author_trigger("entered_by", "verified_by"),
            pgtrigger.Protect(
                name="verified_amount_not_edited",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status=S.VERIFIED.value),
            ),
            pgtrigger.Protect(name="amount_not_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.amount}"

    def roles_of(self, user: User) -> set[str]:
        """Roles in the lead unit of the line's pillar; a role without a unit counts everywhere."""
        return user.roles_in_unit(self.line.pillar.lead_unit_id)
