"""What was entered after a period had been reported: late entries that its report does not have."""

from datetime import date, timedelta

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.core.models import BaseModel


class CorrectionSubject(models.TextChoices):
    """What kind of record changed a period after its report."""

    PAYMENT = "payment", _("Payment")
    DECISION = "decision", _("Decision on a grant")
    TERMINATION = "termination", _("Money given back")
    FIGURE = "figure", _("Reported figure")
    CONTRIBUTION = "contribution", _("Contribution of a unit")


class PeriodCorrection(BaseModel):
    """One late entry into a period whose report had been asked for or issued, with old and new value; never changed.

    `starts_on` and `ends_on` (exclusive) are the days of the record. An empty value means that there was none.
    Without `entered_by` the system made it, such as an offer that lapsed.
    """

    subject = models.CharField(max_length=12, choices=CorrectionSubject)
    label = models.CharField(max_length=500)
    starts_on = models.DateField()
    ends_on = models.DateField()
    old_value = models.TextField(blank=True)
    new_value = models.TextField(blank=True)
    reason = models.TextField()
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(starts_on__lt=F("ends_on")), name="corrected_days_are_a_range"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason"),
        ]
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="correction_by_days")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_subject_display()}: {self.label}"

    @property
    def last_day(self) -> date:
        return self.ends_on - timedelta(days=1)
