"""How long a step of the procedure or an answer to the public may take."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ecosystem.core.models import BaseModel
from ecosystem.reference.workdays import DayUnit


class Step(models.TextChoices):
    """The timed steps of a dossier (F3.14)."""

    COMPLETENESS = "completeness", _("Completeness check")
    COMPLETION = "completion", _("Completion by the applicant")
    EVALUATION = "evaluation", _("Evaluation")
    EXPLANATION = "explanation", _("Conclusion after the scores")
    DECISION = "decision", _("Decision")


class FeedbackKind(models.TextChoices):
    """What a message from the public is. Denunciations are not taken here: the form says where they go."""

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
    """How long a step of a dossier, or the answer to a message, may take, and when people are reminded of its end; an
    administrator edits the row.

    Running clocks keep the limit they began with. Without a legal basis it is a limit the department set itself.
    """

    step = models.CharField(max_length=20, choices=[*Step.choices, *FeedbackKind.choices], unique=True)
    amount = models.PositiveSmallIntegerField(_("how many"))
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
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="limit_is_positive")]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.amount} {self.get_unit_display()}"
