"""What people ask, propose and complain about, and what the department answers."""

from datetime import date
from typing import Any, Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.models import BaseModel
from ecosystem.core.workflow import Transition
from ecosystem.reference.workdays import DayUnit
from programmes.models.call import roles_in_unit
from programmes.models.service import FeedbackKind

READABLE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that is mistaken for another when read aloud


class FeedbackStatus(models.TextChoices):
    RECEIVED = "received", _("Received")
    IN_PROGRESS = "in_progress", _("Being dealt with")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed without an answer")

    @property
    def tone(self) -> str:
        return {"received": "azure", "in_progress": "blue", "answered": "green", "closed": "secondary"}[self.value]


F_ = FeedbackStatus
WAITING = frozenset({F_.RECEIVED, F_.IN_PROGRESS})


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, user: Any) -> Self:
        """What was sent to the units in which the user works for the department; nobody else reads it here."""
        if not user.is_authenticated or not user.has_role(*DEPARTMENT):
            return self.none()
        units = user.units_of(*DEPARTMENT)
        return self if units is None else self.filter(unit__in=units)

    def waiting(self) -> Self:
        return self.filter(status__in=WAITING)

    def overdue(self, today: date) -> Self:
        return self.waiting().filter(due_on__lt=today)

    def for_list(self) -> Self:
        return self.select_related("unit", "handler")


def new_secret() -> str:
    return get_random_string(40)


def new_code() -> str:
    return get_random_string(8, READABLE)


@pghistory.track(exclude=["token", "code", "key", "digest"])
class Feedback(BaseModel):
    """One message from the public. What was sent never changes; it has a number, a due day and at most one answer."""

    HANDLERS = frozenset({Role.OFFICER, Role.MANAGER})
    TRANSITIONS = {
        "take_over": Transition({F_.RECEIVED, F_.IN_PROGRESS}, F_.IN_PROGRESS, HANDLERS, label=_("Take over")),
        "answer": Transition(
            {F_.IN_PROGRESS}, F_.ANSWERED, HANDLERS, label=_("Answer"),
            confirm=_("The sender is told at once. The answer cannot be changed afterwards."),
        ),
        "forward": Transition(
            {F_.RECEIVED, F_.IN_PROGRESS}, F_.RECEIVED, HANDLERS, label=_("Forward to a unit"), needs_reason=True,
            confirm=_("People of that unit see it, those of this unit alone no longer do. The due day stays."),
        ),
        "close": Transition(
            {F_.RECEIVED, F_.IN_PROGRESS}, F_.CLOSED, HANDLERS, label=_("Close without an answer"), tone="red",
            needs_reason=True, confirm=_("The sender reads the reason. This cannot be undone."),
        ),
    }  # fmt: skip

    number = models.CharField(_("number"), max_length=20, null=True, unique=True, editable=False)
    key = models.UUIDField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    token = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    code = models.CharField(max_length=8, default=new_code, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=FeedbackKind)
    subject = models.CharField(_("subject"), max_length=200)
    about = models.CharField(_("page or number of the dossier"), max_length=300, blank=True)
    text = models.TextField(_("what you want to say"), max_length=5000)
    name = models.CharField(_("your name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(max_length=5, default="vi", editable=False)
    unit = models.ForeignKey(OrganisationUnit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    status = models.CharField(_("state"), max_length=12, choices=F_, default=F_.RECEIVED, editable=False)
    limit = models.PositiveSmallIntegerField(null=True, editable=False)
    limit_unit = models.CharField(max_length=12, choices=DayUnit, default=DayUnit.WORKING, editable=False)
    due_on = models.DateField(_("due"), null=True, editable=False)
    handler = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("dealt with by"))
    answer = models.TextField(_("answer"), max_length=10000, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    closing_reason = models.TextField(blank=True, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "feedback"
        constraints = [
            models.UniqueConstraint(fields=["key", "digest"], name="same_words_of_one_form_are_one_message"),
            models.CheckConstraint(
                condition=~Q(kind=FeedbackKind.COMPLAINT) | ~Q(email=""), name="complaint_has_an_address_for_its_answer"
            ),
            models.CheckConstraint(
                condition=Q(status=F_.ANSWERED, answered_at__isnull=False) & ~Q(answer="")
                | ~Q(status=F_.ANSWERED) & Q(answered_at__isnull=True, answer=""),
                name="answered_feedback_has_its_answer",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[F_.IN_PROGRESS, F_.ANSWERED]) | Q(handler__isnull=False),
                name="feedback_dealt_with_has_a_handler",
            ),
            models.CheckConstraint(condition=Q(status__in=[s.value for s in F_]), name="feedback_status_is_known"),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=Q(status__in=["received", "in_progress"]), name="feedback_due"),
            models.Index(fields=["created_at"], name="feedback_received"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="feedback_not_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="sent_words_are_frozen",
                operation=pgtrigger.UpdateOf(
                    "kind", "subject", "about", "text", "name", "email", "created_at", "token", "code"
                ),
            ),
            pgtrigger.Protect(
                name="given_answer_is_frozen",
                operation=pgtrigger.UpdateOf("answer", "answered_at"),
                condition=pgtrigger.Q(old__status="answered"),
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.subject

    @property
    def state(self) -> FeedbackStatus:
        return FeedbackStatus(self.status)

    @property
    def is_waiting(self) -> bool:
        return self.status in WAITING

    @property
    def answered_on(self) -> date | None:
        return timezone.localdate(self.answered_at) if self.answered_at else None

    @property
    def shown_status(self) -> str:
        """What the sender reads: what it means and what comes next."""
        return str(
            {
                "received": _("We have received it. Someone of the department takes it over next."),
                "in_progress": _("Someone of the department is dealing with it."),
                "answered": _("It is answered. The answer stands below."),
                "closed": _("It was closed without an answer. The reason stands below."),
            }[self.status]
        )

    def roles_of(self, user: Any) -> set[str]:
        """Department roles count in the unit that has it (or everywhere)."""
        return roles_in_unit(user, self.unit_id or 0)


ANSWERED_IN_TIME = Q(due_on__isnull=True) | Q(answered_at__date__lte=F("due_on"))
