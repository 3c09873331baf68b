"""Mails on their way, what people are told in the portal, and what they chose to be told."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.core.models.base import BaseModel
from ecosystem.core.models.unfinished_work import work_is_due
from ecosystem.core.workflow import SYSTEM, Stateful, Transition
from ecosystem.notices.words import notification_text

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.contrib.auth.models import _User as User  # the type checker reads it as AUTH_USER_MODEL


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
        return self.filter(work_is_due("mail"), status=DeliveryStatus.QUEUED).order_by("pk")


class OutboxMessage(Stateful):
    """One mail to one person, written in the transaction of its cause; `key` makes it unique for ever.

    Nobody but the worker moves it. Its moves leave no `AuditEntry`: the row itself keeps when it was sent, its `UnfinishedWork`
    the attempts and the last error, and one more row per mail would double what a mail costs.
    """

    STATES = DeliveryStatus
    NAME_IN_SENTENCE = _("the email")
    IS_AUDITED = False
    TRANSITIONS = {
        "deliver": Transition(
            {DeliveryStatus.QUEUED},
            DeliveryStatus.SENT,
            {SYSTEM},
            label=_("Deliver the email"),
            done_label=_("Email delivered"),
        ),
        "park": Transition(
            {DeliveryStatus.QUEUED},
            DeliveryStatus.PARKED,
            {SYSTEM},
            label=_("Park the email"),
            done_label=_("Email parked"),
        ),
        "retry": Transition(
            {DeliveryStatus.PARKED},
            DeliveryStatus.QUEUED,
            {SYSTEM},
            label=_("Try again"),
            done_label=_("Email waits again"),
        ),
    }

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    recipient = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    language = models.CharField(max_length=5, default="vi")
    unsubscribe = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=10, choices=DeliveryStatus.choices, default=DeliveryStatus.QUEUED)
    sent_at = models.DateTimeField(null=True, blank=True)

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
        indexes = [models.Index(fields=["id"], condition=Q(status=DeliveryStatus.QUEUED), name="outbox_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.recipient}"


class BroadcastQuerySet(models.QuerySet["Broadcast"]):
    def due(self) -> Self:
        """Broadcasts to be continued now, oldest first."""
        return self.filter(work_is_due("broadcast"), finished_at__isnull=True).order_by("pk")


class Broadcast(BaseModel):
    """One event that the people of many records are told of, written in the transaction of the event.

    The worker looks up the people of `subjects` (keys of records) in order, some at a time, and notifies them; `done`
    counts the records it has passed. `audience` names the function that does it (`ecosystem.notices.broadcasts`).
    """

    audience = models.CharField(max_length=60)
    subjects = ArrayField(models.BigIntegerField())
    context = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = BroadcastQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["id"], condition=Q(finished_at__isnull=True), name="broadcast_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(done=F("subjects__len")), name="finished_broadcast_is_done"
            )
        ]

    def __str__(self) -> str:
        return f"{self.audience} {self.done}/{len(self.subjects)}"


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
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
        return notification_text(self.kind, self.facts)


class SentReminder(models.Model):
    """One reminder that was sent: its kind, the record it is about, and the event. It is sent once, whoever got it."""

    kind = models.CharField(max_length=60)
    subject = models.BigIntegerField()
    event = models.CharField(max_length=60)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "kind", "event"], name="reminder_is_sent_once_per_event")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.event}"


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
