"""Payments of tranches, their reversing entries, and the requests that lead to those."""

from typing import Any, Self

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.measures import CopiedColumns, measure_triggers
from ecosystem.core.models import BaseModel, Fold, IdentifierKey
from ecosystem.core.workflow import Stateful, Transition
from ecosystem.reference.models import Term
from programmes.grants.models.contract import Tranche
from programmes.grants.models.measures import PAID
from programmes.plan.models import BudgetLine

# The lock makes it wait for a change of the award that is copied to payments (`payments_follow`).
COPY_FROM_AWARD = """
    PERFORM FROM grants_tranche WHERE id = NEW.tranche_id FOR SHARE;
    SELECT a.budget_line_id, a.stage_id, a.result_accepted
    INTO NEW.budget_line_id, NEW.stage_id, NEW.result_accepted
    FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id JOIN grants_award a ON a.id = c.award_id
    WHERE t.id = NEW.tranche_id;
    RETURN NEW;
"""


class DisbursementQuerySet(models.QuerySet["Disbursement"]):
    def visible_to(self, user: User) -> Self:
        """Payments of the visible tranches: for the department and accountants of the unit, and the startup."""
        return self.filter(tranche__in=Tranche.objects.visible_to(user).values("pk"))

    def effective(self) -> Self:
        """Payments of which an amount remains: one at most of each tranche."""
        return self.filter(is_effective=True)

    def for_list(self) -> Self:
        return self.select_related("tranche__contract__award__application__startup")


@pghistory.track(exclude=["budget_line", "stage", "result_accepted"])
class Disbursement(BaseModel):
    """One entry of money for one tranche: a payment, or a reversing entry (below 0) of one. Entries are never edited.

    The sum over all entries is the amount paid. Whoever pays has neither proposed nor decided nor accepted. A payment is
    effective until its whole amount is reversed; a reversing entry never is. Two effective payments of a year never share
    the number of their payment order, in any spelling (`identifier_key`). A reversing entry may repeat the number of its
    payment, and the number of a payment that was reversed is free again.
    Triggers copy `budget_line`, `stage` and `result_accepted` from the award, for the figures (`MEASURES`).
    """

    MEASURES = (PAID,)
    COPIED = CopiedColumns(
        {
            "budget_line_id": "award.budget_line_id",
            "stage_id": "award.stage_id",
            "result_accepted": "award.result_accepted",
        },
        joins="JOIN grants_tranche tranche ON tranche.id = record.tranche_id"
        " JOIN grants_contract contract ON contract.id = tranche.contract_id"
        " JOIN grants_award award ON award.id = contract.award_id",
    )

    tranche = models.ForeignKey(Tranche, models.PROTECT, related_name="payments")
    amount = models.BigIntegerField(_("amount (đồng)"))
    paid_on = models.DateField(_("paid on"))
    reference = models.CharField(_("payment reference"), max_length=60)
    paid_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reverses = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="reversing_entries")
    is_effective = models.BooleanField(default=True, editable=False)
    budget_line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="+", editable=False, db_index=False)
    stage = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+", editable=False, db_index=False)
    result_accepted = models.BooleanField(default=False, editable=False)

    objects = DisbursementQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, amount__gt=0)
                | Q(reverses__isnull=False, amount__lt=0, is_effective=False),
                name="payment_has_an_amount",
            ),
            models.UniqueConstraint(fields=["tranche"], condition=Q(is_effective=True), name="tranche_is_paid_once"),
            models.UniqueConstraint(
                IdentifierKey("reference"),
                ExtractYear("paid_on"),
                condition=Q(is_effective=True),
                name="payment_order_number_once_a_year",
            ),
        ]
        indexes = [
            models.Index(fields=["paid_on", "id"], name="disbursement_paid_on"),
            models.Index(fields=["budget_line", "id"], name="disbursement_of_line"),
            GinIndex(OpClass(Fold("reference"), name="gin_trgm_ops"), name="disbursement_by_reference"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="payer_is_a_third_person",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__reverses__isnull=True),
                declare=[("tranche", "record")],
                func="""
                    SELECT t.amount, t.accepted_by_id, a.proposed_by_id, a.decided_by_id INTO tranche
                    FROM grants_tranche t
                    JOIN grants_contract c ON c.id = t.contract_id
                    JOIN grants_award a ON a.id = c.award_id
                    WHERE t.id = NEW.tranche_id;
                    IF NEW.paid_by_id IN (tranche.proposed_by_id, tranche.decided_by_id, tranche.accepted_by_id) THEN
                        RAISE EXCEPTION 'who proposed, decided or accepted does not pay' USING ERRCODE = 'check_violation';
                    END IF;
                    IF NEW.amount <> tranche.amount THEN
                        RAISE EXCEPTION 'a tranche is paid whole' USING ERRCODE = 'check_violation';
                    END IF;
                    IF tranche.accepted_by_id IS NULL THEN
                        RAISE EXCEPTION 'a tranche is paid after acceptance' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="reversal_is_confirmed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__reverses__isnull=False),
                declare=[("payment", "record"), ("taken_back", "bigint")],
                func="""
                    SELECT * INTO payment FROM grants_disbursement WHERE id = NEW.reverses_id FOR UPDATE;
                    SELECT coalesce(sum(amount), 0) INTO taken_back FROM grants_disbursement WHERE reverses_id = payment.id;
                    IF payment.reverses_id IS NOT NULL OR payment.tranche_id <> NEW.tranche_id
                        OR payment.amount + taken_back + NEW.amount < 0 THEN
                        RAISE EXCEPTION 'a reversing entry takes back at most its payment' USING ERRCODE = 'check_violation';
                    END IF;
                    IF NOT EXISTS (SELECT 1 FROM grants_reversal WHERE payment_id = payment.id AND status = 'confirmed'
                        AND amount = -NEW.amount AND entry_id IS NULL) THEN
                        RAISE EXCEPTION 'a reversing entry needs a confirmed request' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(
                name="payment_not_edited",
                operation=pgtrigger.UpdateOf(
                    "tranche_id", "amount", "paid_on", "reference", "paid_by_id", "reverses_id"
                ),
            ),
            pgtrigger.Protect(name="payment_not_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="day_goes_to_the_tranche",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("is_effective"),
                condition=pgtrigger.Q(new__reverses__isnull=True),
                func="""
                    UPDATE grants_tranche SET paid_on = NULL WHERE id = NEW.tranche_id;
                    RETURN NULL;
                """,
            ),
            pgtrigger.Trigger(
                name="award_is_copied",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("budget_line_id", "stage_id", "result_accepted"),
                func=COPY_FROM_AWARD,
            ),
            *measure_triggers((PAID,)),
        ]

    def __str__(self) -> str:
        return f"{self.tranche}: {self.amount}"

    @property
    def remaining_amount(self) -> int:
        """The amount of this payment, in đồng, that is not reversed. One query."""
        return self.amount + (self.reversing_entries.aggregate(total=Sum("amount"))["total"] or 0)


def with_payment_reference(tranches: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Tranches with `payment_reference` of the effective payment, else None."""
    effective = Disbursement.objects.effective().filter(tranche=models.OuterRef("pk")).order_by()
    rows: models.QuerySet[Any] = tranches.annotate(payment_reference=models.Subquery(effective.values("reference")))
    return rows


class ReversalKind(models.TextChoices):
    """What went wrong with a payment."""

    FAILED = "failed", _("The payment did not go through or came back")
    WRONG_ENTRY = "wrong_entry", _("The payment was entered wrong")
    MONEY_RETURNED = "money_returned", _("The startup paid money back")

    @property
    def consequence(self) -> Any:
        """What follows for the tranche and the budget line."""
        if self == ReversalKind.MONEY_RETURNED:
            return _("What was paid back goes back to the budget line and can be granted anew.")
        return _("The tranche can be paid again.")


class ReversalStatus(models.TextChoices):
    REQUESTED = "requested", _("Waits for a second person")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Not confirmed")

    @property
    def tone(self) -> str:
        return {"requested": "orange", "confirmed": "green", "refused": "secondary"}[self.value]


R = ReversalStatus


class ReversalQuerySet(models.QuerySet["Reversal"]):
    def visible_to(self, user: User) -> Self:
        """Reversals of visible payments: all for those who work on the dossier, the confirmed ones for the startup."""
        visible = self.filter(payment__in=Disbursement.objects.visible_to(user).values("pk"))
        reads_requests = user.is_authenticated and user.has_role(*REVERSAL_READERS)
        return visible if reads_requests else visible.filter(status=ReversalStatus.CONFIRMED)

    def waiting(self) -> Self:
        """Requests that wait for their second person."""
        return self.filter(status=ReversalStatus.REQUESTED)

    def for_list(self) -> Self:
        return self.select_related(
            "payment__tranche__contract__award__application__startup",
            "payment__tranche__contract__award__application__call",
            "requested_by",
        )


REVERSAL_READERS = frozenset({Role.OFFICER, Role.MANAGER, Role.DIRECTOR, Role.ACCOUNTANT})


@pghistory.track()
class Reversal(Stateful):
    """The request to take back a payment, whole or in part: confirmed by another person, it becomes a reversing entry."""

    STATES = ReversalStatus
    NAME_IN_SENTENCE = _("the reversal")
    TRANSITIONS = {
        "confirm": Transition(
            {R.REQUESTED},
            R.CONFIRMED,
            {Role.ACCOUNTANT, Role.DIRECTOR},
            label=_("Confirm the reversal"),
            done_label=_("Reversal of a payment confirmed"),
            tone="orange",
            confirm=_("A reversing entry is written beside the payment, and the figures follow at once."),
        ),
        "refuse": Transition(
            {R.REQUESTED},
            R.REFUSED,
            {Role.ACCOUNTANT, Role.DIRECTOR},
            label=_("Do not confirm"),
            done_label=_("Reversal of a payment not confirmed"),
            tone="red",
            needs_reason=True,
        ),
    }

    payment = models.ForeignKey(Disbursement, models.PROTECT, related_name="reversals")
    kind = models.CharField(_("what happened"), max_length=16, choices=ReversalKind)
    amount = models.BigIntegerField(_("amount (đồng)"))
    happened_on = models.DateField(_("on"))
    reference = models.CharField(_("reference of the bank or treasury"), max_length=60, blank=True)
    reason = models.TextField(_("reason"), max_length=5000)
    status = models.CharField(max_length=10, choices=R, default=R.REQUESTED, editable=False)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    entry = models.OneToOneField(Disbursement, models.PROTECT, null=True, blank=True, related_name="reversal")

    objects = ReversalQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="reversal_has_an_amount"),
            models.CheckConstraint(condition=~Q(reason=""), name="reversal_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(status=R.CONFIRMED)
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decided_by=F("requested_by"))),
                name="who_asks_for_a_reversal_does_not_confirm_it",
            ),
            models.UniqueConstraint(
                fields=["payment"], condition=Q(status=R.REQUESTED), name="one_open_reversal_of_a_payment"
            ),
        ]
        triggers = [pgtrigger.Protect(name="reversal_not_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.payment}: {self.get_kind_display()}"

    def roles_of(self, user: User) -> set[str]:
        return self.payment.tranche.roles_of(user)
