"""Parts of an application: plan, costs, files, submissions, completeness check and time limits."""

from typing import Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.core.figure_cache import figure_triggers
from ecosystem.core.measures import measure_triggers
from ecosystem.core.models import BaseModel
from ecosystem.core.uploads import VIEWABLE_TYPES
from ecosystem.reference.workdays import DayUnit
from programmes.grants.models.application import Application
from programmes.grants.models.call import RequiredDocument
from programmes.grants.models.measures import STEPS_ENDED
from programmes.plan.models import Step


class PlanStep(BaseModel):
    """One month of the plan: the activity and its deliverable."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="plan_steps")
    month = models.PositiveSmallIntegerField(_("month"), null=True, blank=True)
    activity = models.CharField(_("what is done"), max_length=500, blank=True)
    deliverable = models.CharField(_("what comes out"), max_length=500, blank=True)

    class Meta:
        ordering = [F("month").asc(nulls_last=True), "pk"]
        constraints = [models.CheckConstraint(condition=Q(month__range=(1, 60)), name="plan_month_within_5_years")]

    def __str__(self) -> str:
        return self.activity


class CostKind(models.TextChoices):
    LABOUR = "labour", _("Labour")
    OTHER = "other", _("Other costs")


class CostLine(BaseModel):
    """One line of the requested costs in whole đồng; the database computes quantity × unit price."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="cost_lines")
    kind = models.CharField(_("kind of cost"), max_length=8, choices=CostKind)
    description = models.CharField(_("for what"), max_length=300, blank=True)
    quantity = models.PositiveIntegerField(_("quantity"), default=1)
    unit_price = models.BigIntegerField(_("unit price (đồng)"))
    amount = models.GeneratedField(
        expression=F("quantity") * F("unit_price"), output_field=models.BigIntegerField(), db_persist=True
    )

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=1_000_000, unit_price__gte=0, unit_price__lte=10**15),
                name="cost_line_within_reason",
            )
        ]

    def __str__(self) -> str:
        return self.description


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def current(self) -> Self:
        """Files that were not removed from the application."""
        return self.filter(removed_at__isnull=True)


class Attachment(BaseModel):
    """One uploaded file of an application, in private storage under a random name, identified by its SHA-256.

    A file removed after a submission stays in storage, with `removed_at`.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="attachments")
    requirement = models.ForeignKey(RequiredDocument, models.PROTECT, null=True, blank=True, related_name="+")
    file = models.FileField(max_length=200)
    original_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "requirement", "sha256"], name="same_file_once_per_paper")
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def is_viewable(self) -> bool:
        """Whether a browser can show the file inside a page."""
        return self.content_type in VIEWABLE_TYPES


class Submission(BaseModel):
    """A frozen copy of the application as it was sent: one at first, one after each return. Its receipt shows it."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="submissions")
    sequence = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    receipt = models.FileField(max_length=200, blank=True)
    receipt_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["application", "sequence"]
        constraints = [models.UniqueConstraint(fields=["application", "sequence"], name="one_submission_per_sequence")]
        triggers = [
            pgtrigger.Protect(name="submission_not_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="sent_content_is_frozen",
                operation=pgtrigger.UpdateOf("content", "content_sha256", "sent_at", "sent_by_id", "sequence"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} / {self.sequence}"


class CheckResult(models.TextChoices):
    """The officer's finding for one question or document."""

    RIGHT = "right", _("Complete and valid")
    MISSING = "missing", _("Missing or incomplete")
    WRONG = "wrong", _("Not valid")

    @property
    def tone(self) -> str:
        return {"right": "green", "missing": "orange", "wrong": "red"}[self.value]


@pghistory.track()
class ChecklistItem(BaseModel):
    """One line of the completeness check of one application: result, reason, officer and time."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="checklist")
    item = models.CharField(max_length=80)
    result = models.CharField(_("result"), max_length=8, choices=CheckResult)
    reason = models.CharField(_("what is missing or wrong"), max_length=1000, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "item"], name="one_result_per_item_of_the_checklist"),
            models.CheckConstraint(condition=Q(result=CheckResult.RIGHT) | ~Q(reason=""), name="a_gap_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_result_display()}"


class StepClock(BaseModel):
    """The time limit of one step of one application; it pauses while the applicant completes the application."""

    MEASURES = (STEPS_ENDED,)

    application = models.ForeignKey(Application, models.CASCADE, related_name="clocks")
    step = models.CharField(max_length=20, choices=Step)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, choices=DayUnit)
    started_on = models.DateField()
    due_on = models.DateField()
    paused_on = models.DateField(null=True, blank=True)
    resumed_on = models.DateField(null=True, blank=True)
    days_left = models.SmallIntegerField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(ended_on__isnull=True, paused_on__isnull=True),
                name="one_running_clock_per_dossier",
            )
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                condition=Q(ended_on__isnull=True, paused_on__isnull=True),
                name="running_clock_due",
            )
        ]
        triggers = [
            *measure_triggers((STEPS_ENDED,)),
            *figure_triggers(
                condition=pgtrigger.Q(new__step=Step.COMPLETION.value)
                & (
                    pgtrigger.Q(old__ended_on__df=pgtrigger.F("new__ended_on"))
                    | pgtrigger.Q(old__started_on__df=pgtrigger.F("new__started_on"))
                )
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} → {self.due_on}"

    @property
    def is_running(self) -> bool:
        return self.ended_on is None and self.paused_on is None
