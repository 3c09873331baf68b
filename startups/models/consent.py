"""Consents of startups."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.core.models import BaseModel
from startups.models.startup import Startup


class ConsentPurpose(models.TextChoices):
    PUBLIC_PROFILE = "public_profile", _("Show the startup's profile in the public directory")
    PRESENTATION = "presentation", _("Show the startup's presentation in its public profile")
    LOGO = "logo", _("Show the startup's logo in the public directory")


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self, purpose: ConsentPurpose) -> Self:
        """Consents of the purpose that were not withdrawn."""
        return self.filter(purpose=purpose, withdrawn_at__isnull=True)


@pghistory.track()
class Consent(BaseModel):
    """One consent: its purpose, text version, giver and time. A withdrawn consent stays as proof (fact F5.13)."""

    startup = models.ForeignKey(Startup, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=30, choices=ConsentPurpose)
    text_version = models.CharField(max_length=20)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["startup", "purpose"], condition=Q(withdrawn_at__isnull=True), name="one_standing_consent"
            )
        ]

    def __str__(self) -> str:
        return f"{self.startup}: {self.get_purpose_display()}"
