"""Background jobs of lists: one action on many rows, or a large file."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.core.workflow import OWNER, SYSTEM, Stateful, Transition
from ecosystem.lists.registry import find_labels

LATE_AFTER_SECONDS = 60  # the page then says that the job takes longer than usual


class JobKind(models.TextChoices):
    BULK = "bulk", _("Action on many rows")
    EXPORT = "export", _("File")


class JobStatus(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("In progress")
    DONE = "done", _("Finished")
    FAILED = "failed", _("Failed")
    EXPIRED = "expired", _("File deleted")

    @property
    def tone(self) -> str:
        return {"waiting": "azure", "running": "blue", "done": "green", "failed": "red", "expired": "secondary"}[
            self.value
        ]


OPEN = (JobStatus.WAITING, JobStatus.RUNNING)


class JobProblem(models.TextChoices):
    """Why a job failed, in words for its owner."""

    FAULT = "fault", _("An error on our side. It is noted for those who look after the portal.")
    INTERRUPTED = "interrupted", _("It was interrupted several times and is no longer tried by itself.")
    CLOSED = "closed", _("Your role no longer allows it, or the list no longer offers it.")
    TOO_LARGE = "too_large", _("These are more rows than one file holds. Narrow the list by its filters.")
    ANSWERS = "answers", _("What you had chosen is no longer possible. Select the rows again.")


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: User) -> Self:
        """The person's own jobs."""
        return self.filter(by=user.pk) if user.is_authenticated else self.none()

    def open(self) -> Self:
        """Jobs that have not ended, the oldest first."""
        return self.filter(status__in=OPEN).order_by("requested_at", "pk")


class Job(Stateful):
    """One job of one person, idempotent by its `token`: a form that is sent twice creates one job.

    `query` is the state of the list, `answers` the form of fields that all rows share, both as they were posted, so that
    any worker can continue. `action` is the key of the bulk action, or the format of the file.

    Its moves write no `AuditEntry`: what a job does to records is audited there, and the row itself has its owner, its
    times and its end.
    """

    STATES = JobStatus
    NAME_IN_SENTENCE = _("the job")
    IS_AUDITED = False
    TRANSITIONS = {
        "run": Transition(OPEN, JobStatus.RUNNING, {SYSTEM}, label=_("Begin the job"), done_label=_("Job begun")),
        "finish": Transition(OPEN, JobStatus.DONE, {SYSTEM}, label=_("Finish the job"), done_label=_("Job finished")),
        "fail": Transition(OPEN, JobStatus.FAILED, {SYSTEM}, label=_("Give the job up"), done_label=_("Job failed")),
        "expire": Transition(
            {JobStatus.DONE}, JobStatus.EXPIRED, {SYSTEM}, label=_("Delete the file"), done_label=_("File deleted")
        ),
        "retry": Transition(
            {JobStatus.DONE, JobStatus.FAILED, JobStatus.EXPIRED},
            JobStatus.WAITING,
            {OWNER},
            label=_("Try again"),
            done_label=_("Asked for again"),
        ),
    }

    token = models.UUIDField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=JobKind, default=JobKind.BULK)
    listing = models.CharField(max_length=40)
    action = models.CharField(max_length=40)
    query = models.TextField(blank=True)
    answers = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=5, default="vi")
    status = models.CharField(max_length=10, choices=JobStatus, default=JobStatus.WAITING, editable=False)
    problem = models.CharField(max_length=12, choices=JobProblem, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    requested_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    file = models.FileField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "token"], name="a_job_is_asked_for_once"),
            models.CheckConstraint(
                condition=Q(status__in=OPEN, finished_at__isnull=True)
                | (~Q(status__in=OPEN) & Q(finished_at__isnull=False)),
                name="a_job_has_an_end_when_it_ended",
            ),
            models.CheckConstraint(
                condition=Q(file="") | Q(kind=JobKind.EXPORT, status=JobStatus.DONE),
                name="only_a_finished_file_is_kept",
            ),
        ]
        indexes = [
            models.Index(fields=["by", "-id"], name="job_of_person"),
            models.Index(fields=["requested_at"], condition=Q(status__in=OPEN), name="job_still_open"),
            models.Index(fields=["finished_at"], condition=~Q(file=""), name="job_with_a_file"),
        ]

    def __str__(self) -> str:
        return self.title

    def roles_of(self, user: User) -> set[str]:
        """The owner is the person who created the job; roles count for nothing here."""
        return {OWNER} if user.pk == self.by_id else set()

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_bulk(self) -> bool:
        return self.kind == JobKind.BULK

    @property
    def is_late(self) -> bool:
        """Whether the job has waited for more than LATE_AFTER_SECONDS."""
        return (
            self.status == JobStatus.WAITING
            and (timezone.now() - self.requested_at).total_seconds() > LATE_AFTER_SECONDS
        )

    @property
    def spoken_percent(self) -> int:
        """Percent done in steps of 25, for screen readers: every single row would be too much."""
        return min(self.done * 4 // max(self.total, 1), 4) * 25

    @property
    def file_deleted_at(self) -> datetime | None:
        """When its file is deleted."""
        return self.finished_at + timedelta(days=settings.EXPORT_DAYS) if self.finished_at else None

    @property
    def title(self) -> str:
        """Action and list in the active language; their keys once the portal no longer has them."""
        labels = find_labels(self.listing)
        where = str(labels.title) if labels else self.listing
        if not self.is_bulk:
            return gettext("%(kind)s file: %(list)s") % {
                "kind": FILE_NAMES.get(self.action, self.action),
                "list": where,
            }
        action = labels.actions.get(self.action) if labels else None
        return f"{action or self.action}: {where}"

    @property
    def file_name(self) -> str:
        """The name of the downloaded file."""
        day = timezone.localtime(self.finished_at or self.requested_at)
        return f"{self.listing}-{day:%Y-%m-%d}.{self.action}"

    @property
    def stored_name(self) -> str:
        """The name in the storage: the same at every attempt, so that a worker that died leaves no other file."""
        return f"exports/{self.token.hex}.{self.action}"


FILE_NAMES = {"csv": "CSV", "xlsx": "Excel"}


class BulkOutcome(models.TextChoices):
    WAITING = "waiting", _("Not done yet")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Not done")
    FAILED = "failed", _("Went wrong")

    @property
    def tone(self) -> str:
        return {"waiting": "azure", "done": "green", "refused": "orange", "failed": "red"}[self.value]


class BulkRow(models.Model):
    """The outcome of one row of a job, written in the transaction of the action on that row.

    `version` is that of the row in the preview, `was_possible` whether the preview promised success.
    """

    job = models.ForeignKey(Job, models.CASCADE, related_name="rows")
    object_id = models.BigIntegerField()
    label = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    version = models.CharField(max_length=100, blank=True)
    was_possible = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, choices=BulkOutcome, default=BulkOutcome.WAITING)
    message = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["job", "object_id"], name="a_row_stands_once_in_a_job")]

    def __str__(self) -> str:
        return f"{self.label}: {self.outcome}"

    @property
    def state(self) -> BulkOutcome:
        return BulkOutcome(self.outcome)
