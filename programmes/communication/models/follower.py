"""Followers: addresses that get mails about calls."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ecosystem.core.models import BaseModel
from ecosystem.reference.models import Sector, Term, Vocabulary
from programmes.feedback.models import new_secret
from programmes.grants.models.call import Call


class FollowerQuerySet(models.QuerySet["Follower"]):
    def of(self, email: str) -> Self:
        """Followers with this address."""
        return self.filter(email=email.lower()).select_related("stage", "sector")

    def interested_in(self, call: Call) -> Self:
        """Confirmed followers whose stage and sector match the call. A call without sectors matches every sector."""
        matches = Q(stage__isnull=True) | Q(stage=call.stage_id)
        sectors = [sector.pk for sector in call.terms.sectors]
        if sectors:
            matches &= Q(sector__isnull=True) | Q(sector__in=sectors)
        return self.filter(matches, confirmed_at__isnull=False)

    def unconfirmed_since(self, before: datetime) -> Self:
        """Followers created before this time that were never confirmed."""
        return self.filter(confirmed_at__isnull=True, created_at__lt=before)


class Follower(BaseModel):
    """An address that follows calls. It gets mails once its owner confirmed it; the row is deleted when the owner stops."""

    email = models.EmailField(_("email address"))
    stage = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("stage of support"),
        limit_choices_to={"vocabulary": Vocabulary.SUPPORT_STAGE},
    )
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("field"))
    language = models.CharField(max_length=5, default="vi")
    token = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "stage", "sector"], nulls_distinct=False, name="one_following_per_address_and_choice"
            )
        ]

    def __str__(self) -> str:
        return " · ".join(str(part.label) for part in (self.stage, self.sector) if part) or str(_("All calls"))
