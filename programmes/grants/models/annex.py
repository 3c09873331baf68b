"""Annexes to a signed contract: what they corrected or changed, with the old and the new values."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.core.models import BaseModel
from programmes.grants.models.award import Award
from programmes.grants.models.contract import Contract, Tranche


class AnnexKind(models.TextChoices):
    CORRECTION = "correction", _("Correction of a mistake")
    EXTENSION = "extension", _("Extension of time")
    OTHER = "other", _("Other change")


class AnnexPart(models.TextChoices):
    """The part of a contract that an annex may change. Amounts are none: the director decides about them."""

    NUMBER = "number", _("Contract number")
    SIGNED_ON = "signed_on", _("Day of signing")
    STARTS_ON = "starts_on", _("First day of the contract")
    ENDS_ON = "ends_on", _("Last day of the contract")
    DUE_ON = "due_on", _("Due day of the deliverable")
    DELIVERABLE = "deliverable", _("Title of the deliverable")


P = AnnexPart
TEXT_PARTS = (P.NUMBER, P.DELIVERABLE)
TRANCHE_PARTS = (P.DUE_ON, P.DELIVERABLE)


class ContractAnnexQuerySet(models.QuerySet["ContractAnnex"]):
    def visible_to(self, user: User) -> Self:
        """Annexes of the contracts that the user may read."""
        return self.filter(contract__award__in=Award.objects.visible_to(user).values("pk"))

    def for_list(self) -> Self:
        """The newest first, with their changes and who recorded them."""
        return self.select_related("recorded_by").prefetch_related("changes__tranche").order_by("-number")


class ContractAnnex(BaseModel):
    """One signed annex to a contract, numbered from 1 in each contract. Never changed, never deleted."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="annexes")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=AnnexKind)
    signed_on = models.DateField(_("signed on"))
    reason = models.TextField(_("reason"), max_length=5000)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_file = models.FileField(_("signed copy"), max_length=200, blank=True)
    signed_file_name = models.CharField(max_length=200, blank=True)
    signed_file_type = models.CharField(max_length=100, blank=True)
    signed_file_sha256 = models.CharField(max_length=64, blank=True)

    objects = ContractAnnexQuerySet.as_manager()

    class Meta:
        ordering = ["contract", "number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="annex_number_in_contract"),
            models.CheckConstraint(condition=Q(number__gt=0), name="annex_is_numbered_from_one"),
            models.CheckConstraint(condition=Q(kind__in=AnnexKind.values), name="annex_kind_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="annex_has_a_reason"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.contract} / {self.number}"


class AnnexChange(BaseModel):
    """One value that an annex changed, in the contract itself or in one tranche. Never changed, never deleted."""

    annex = models.ForeignKey(ContractAnnex, models.PROTECT, related_name="changes")
    part = models.CharField(_("what was changed"), max_length=11, choices=P)
    tranche = models.ForeignKey(Tranche, models.PROTECT, null=True, blank=True, related_name="+")
    old = models.CharField(_("before"), max_length=500, blank=True)
    new = models.CharField(_("after"), max_length=500, blank=True)
    old_day = models.DateField(null=True, blank=True)
    new_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["annex", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(part__in=P.values), name="annex_part_is_known"),
            models.CheckConstraint(
                condition=Q(part__in=TRANCHE_PARTS, tranche__isnull=False)
                | (~Q(part__in=TRANCHE_PARTS) & Q(tranche__isnull=True)),
                name="annex_change_names_its_tranche",
            ),
            models.CheckConstraint(
                condition=(Q(part__in=TEXT_PARTS, old_day__isnull=True, new_day__isnull=True) & ~Q(old=F("new")))
                | (
                    Q(old="", new="", old_day__isnull=False, new_day__isnull=False)
                    & ~Q(part__in=TEXT_PARTS)
                    & ~Q(old_day=F("new_day"))
                ),
                name="annex_changes_something",
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.annex}: {self.get_part_display()}"
