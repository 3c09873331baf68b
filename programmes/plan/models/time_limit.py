"""Time limits of the steps of the procedure and of answers to the public."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ecosystem.core.models import BaseModel
from ecosystem.reference.workdays import DayUnit


class Step(models.TextChoices):
    """The steps of a dossier that have a time limit (fact F3.14)."""

    COMPLETENESS = "completeness", _("Completeness check")
    COMPLETION = "completion", _("Completion by the applicant")
    EVALUATION = "evaluation", _("Evaluation")
    EXPLANATION = "explanation", _("Conclusion after the scores")
    DECISION = "decision", _("Decision")
    OFFER = "offer", _("Acceptance of the grant by the startup")


class FeedbackKind(models.TextChoices):
    """Kinds of messages from the public. Denunciations are not accepted here; the form says where to send them."""

    QUESTION = "question", _("Question")
    PROPOSAL = "proposal", _("Feedback or proposal")
    COMPLAINT = "complaint", _("Complaint")

    @property
    def tone(self) -> str:
        return {"question": "secondary", "proposal": "azure", "complaint": "orange"}[self.value]


def a_day_before() -> list[int]:
    return [1]


@pghistory.track()
class TimeLimit(BaseModel):
    """The time limit of a step of a dossier or of an answer, and the days of its reminders.

    Running clocks keep the limit with which they started. Without a legal basis the department set the limit itself.
    An offer without an amount does not lapse.
    """

    step = models.CharField(max_length=20, choices=[*Step.choices, *FeedbackKind.choices], unique=True)
    amount = models.PositiveSmallIntegerField(_("how many"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=12, choices=DayUnit)
    legal_basis = models.CharField(max_length=200, blank=True)
    remind_before = ArrayField(
        models.PositiveSmallIntegerField(),
        size=5,
        default=a_day_before,
        blank=True,
        verbose_name=_("reminders, days before the end"),
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gt=0), name="limit_is_positive"),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | Q(step=Step.OFFER), name="only_an_offer_has_no_limit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.duration}"

    @property
    def duration(self) -> str:
        """The amount with its unit, or that there is no limit."""
        return str(_("no limit")) if self.amount is None else f"{self.amount} {self.get_unit_display()}"
