"""What every app stands on: the base row, the record of status moves, and the outbox of mails."""

from datetime import date
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Fold(models.Func):
    """`vn_fold(text)`: lower case without accents, đ as d; what accent-free search compares."""

    function = "vn_fold"
    output_field = models.TextField()


class SortKey(models.Func):
    """`vn_sortkey(text)`: a key whose code-point order is the Vietnamese alphabet's order."""

    function = "vn_sortkey"
    output_field = models.TextField(db_collation="C")


class BaseModel(models.Model):
    """Any row of ours: it knows when it came and when it last changed."""

    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True, editable=False)

    class Meta:
        abstract = True


def in_force_on(day: date, first: str = "valid_from", after: str = "valid_to") -> Q:
    """Rows that hold on the day, half-open: `first` names the first day, `after` the day after the last; empty is open."""
    begun = Q(**{f"{first}__isnull": True}) | Q(**{f"{first}__lte": day})
    return begun & (Q(**{f"{after}__isnull": True}) | Q(**{f"{after}__gt": day}))


class NamedModel(BaseModel):
    """A row with a Vietnamese and an English name; shows the one of the reader's language."""

    name = models.CharField(_("name"), max_length=500)
    name_en = models.CharField(_("name in English"), max_length=500, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the active language; Vietnamese where no English one is given."""
        return self.name_en if get_language() == "en" and self.name_en else self.name


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def about(self, obj: models.Model) -> Self:
        """Moves of one record, oldest first."""
        return self.filter(model=obj._meta.label_lower, object_id=obj.pk).select_related("by").order_by("pk")


class AuditEntry(models.Model):
    """One status move of one record: who, when, from, to and why. Never changed, never deleted."""

    model = models.CharField(max_length=100)
    object_id = models.BigIntegerField()
    transition = models.CharField(max_length=60)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
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


class DeliveryStatus(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    SENT = "sent", _("Sent")
    PARKED = "parked", _("Parked after failures")

    @property
    def tone(self) -> str:
        return {"queued": "azure", "sent": "green", "parked": "red"}[self.value]


class OutboxMessageQuerySet(models.QuerySet["OutboxMessage"]):
    def due(self) -> Self:
        """Messages to be tried now, oldest first."""
        return self.filter(status=DeliveryStatus.QUEUED, next_try_at__lte=timezone.now()).order_by("pk")


class OutboxMessage(BaseModel):
    """One mail to one person, written in the transaction of its cause; `key` makes it unique for ever."""

    MAX_ATTEMPTS = 8

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    recipient = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    language = models.CharField(max_length=5, default="vi")
    unsubscribe = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=10, choices=DeliveryStatus.choices, default=DeliveryStatus.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    objects = OutboxMessageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=DeliveryStatus.SENT, sent_at__isnull=False)
                | (~Q(status=DeliveryStatus.SENT) & Q(sent_at__isnull=True)),
                name="outbox_sent_has_time",
            )
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(status=DeliveryStatus.QUEUED), name="outbox_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.recipient}"


class RecordsChange(models.Model):
    """A record that figures are made of changed. Written by triggers alone (ecosystem.core.kept)."""

    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.pk}"


class RareChange(models.Model):
    """A row that lists draw on and that rarely changes did change. Written by triggers (ecosystem.core.remembered)."""

    subject = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.subject} {self.pk}"


class KeptValue(models.Model):
    """A value as it was when its reader saw exactly the changes that `seen` sums up."""

    key = models.CharField(max_length=200, primary_key=True)
    stamp = models.CharField(max_length=200)
    seen = models.CharField(max_length=60)
    value = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: Any) -> Self:
        """One's own; nobody reads another person's."""
        return self.filter(user=user.pk) if user.is_authenticated else self.none()

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """One thing that one person is told in the portal. It keeps the facts, not the words, so that it speaks both languages."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index("user", F("id").desc(), name="notification_of_person"),
            models.Index(fields=["user"], condition=Q(read_at__isnull=True), name="notification_unread"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(url="") | Q(url__startswith="/"), name="notification_leads_into_the_portal"
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """What it says, in the active language."""
        from ecosystem.core.notices import words_of  # noqa: PLC0415 - it imports this module

        return words_of(self.kind, self.facts)


class NotificationChoice(BaseModel):
    """Where a person does not want to be told of one kind. Without a row one is told in the portal and by email."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notification_choices")
    kind = models.CharField(max_length=60)
    in_portal = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_choice_per_person_and_kind")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind}"
