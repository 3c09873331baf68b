"""Payments of tranches."""

from typing import Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.core.figure_cache import invalidates_figures
from ecosystem.core.models import BaseModel
from programmes.grants.models.contract import Tranche


class DisbursementQuerySet(models.QuerySet["Disbursement"]):
    def visible_to(self, user: User) -> Self:
        """Payments of the visible tranches: for the department and accountants of the unit, and the startup."""
        return self.filter(tranche__in=Tranche.objects.visible_to(user).values("pk"))

    def for_list(self) -> Self:
        return self.select_related("tranche__contract__award__application__startup")


@pghistory.track()
class Disbursement(BaseModel):
    """The payment of one tranche. The payer neither proposed nor decided the award, nor accepted the deliverable."""

    tranche = models.OneToOneField(Tranche, models.PROTECT, related_name="disbursement")
    amount = models.BigIntegerField(_("amount (đồng)"))
    paid_on = models.DateField(_("paid on"))
    reference = models.CharField(_("payment reference"), max_length=60)
    paid_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = DisbursementQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="payment_has_an_amount")]
        indexes = [models.Index(fields=["paid_on"], name="disbursement_paid_on")]
        triggers = [
            pgtrigger.Trigger(
                name="payer_is_a_third_person",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
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
            pgtrigger.Protect(name="payment_not_deleted", operation=pgtrigger.Delete),
            *invalidates_figures("amount", "paid_on", "tranche", whole=True),
        ]

    def __str__(self) -> str:
        return f"{self.tranche}: {self.amount}"
