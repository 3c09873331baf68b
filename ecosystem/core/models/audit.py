"""The record of status moves."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def about(self, obj: models.Model) -> Self:
        """Moves of one record, oldest first."""
        return self.filter(model=obj._meta.label_lower, object_id=obj.pk).select_related("by").order_by("pk")

    def moves(self) -> Self:
        """Entries of status moves, without notes."""
        return self.exclude(target="")


class AuditEntry(models.Model):
    """One status move of one record: who, when, from, to and why. Never changed, never deleted.

    `as_system`: the system made the move, by its own role; `by` is then the person whose step caused it, if any.
    """

    model = models.CharField(max_length=100)
    object_id = models.BigIntegerField()
    transition = models.CharField(max_length=60)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    as_system = models.BooleanField(default=False, db_default=False)
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["model", "object_id", "id"], name="audit_entry_of_record")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}: {self.source} → {self.target}"
