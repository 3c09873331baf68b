"""Background work that was begun and has not ended well."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone


class UnfinishedWorkQuerySet(models.QuerySet["UnfinishedWork"]):
    def parked(self) -> Self:
        """Work that failed as often as it may."""
        return self.filter(parked_at__isnull=False)

    def failing(self) -> Self:
        """Work that failed or was interrupted at least once, parked or not, the newest first."""
        return self.exclude(last_error="").order_by("-pk")

    def waiting(self) -> Self:
        """Work that may not be tried now."""
        return self.filter(Q(next_try_at__isnull=True) | Q(next_try_at__gt=timezone.now()))


class UnfinishedWork(models.Model):
    """The attempts at one piece of background work: begun with the first, deleted by the one that succeeds.

    `kind` and `key` name the work (`ecosystem.core.attempts`). `started_at` is set while an attempt runs, and stays when
    its worker dies: the next attempt counts that as an interruption. `next_try_at` is null for work that is no longer tried
    by itself.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    attempts = models.PositiveSmallIntegerField(default=0)
    interruptions = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(null=True, default=timezone.now)
    parked_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    objects = UnfinishedWorkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_row_per_unfinished_work")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def was_interrupted(self) -> bool:
        """Whether its last attempt ended with its worker, not with an error."""
        return self.last_error == INTERRUPTED


INTERRUPTED = "interrupted"  # the error of an attempt whose worker died; pages translate it


def work_is_due(kind: str) -> Q:
    """The condition on rows whose work of this kind may be tried now; its key is the primary key of the row."""
    key = Cast(OuterRef("pk"), models.CharField())
    return Q(~Exists(UnfinishedWork.objects.waiting().filter(kind=kind, key=key)))
