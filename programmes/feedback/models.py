"""Questions, proposals and complaints from the public, and the department's answers."""

from datetime import date, datetime
from typing import Self

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.days import LAST_MOMENT
from ecosystem.core.measures import Cube, Measure, local_day, measure_triggers
from ecosystem.core.models import BaseModel, Fold, SearchWords, SortKey
from ecosystem.core.workflow import Stateful, Transition
from ecosystem.reference.workdays import DayUnit
from programmes.plan.models import FeedbackKind

NO_DUE_DATE = date(8000, 1, 1)  # sorts messages without a due day after all others that wait
UNAMBIGUOUS_CHARACTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without I, L, O, 0 and 1


class FeedbackStatus(models.TextChoices):
    RECEIVED = "received", _("Received")
    IN_PROGRESS = "in_progress", _("Being dealt with")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed without an answer")

    @property
    def tone(self) -> str:
        return {"received": "azure", "in_progress": "blue", "answered": "green", "closed": "secondary"}[self.value]


WAITING = frozenset({FeedbackStatus.RECEIVED, FeedbackStatus.IN_PROGRESS})


class SettledSortDate(models.Func):
    """Sort key of settled messages: a date after every due day, smaller for later moments, so the newest comes first."""

    template = "DATE '9999-12-31' - ((%(expressions)s AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - DATE '2000-01-01')"
    output_field = models.DateField()


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, user: User) -> Self:
        """Messages of the units in which the user holds a role of the department; none for anybody else."""
        if not user.is_authenticated or not user.has_role(*DEPARTMENT):
            return self.none()
        units = user.units_of(*DEPARTMENT)
        return self if units is None else self.filter(unit__in=units)

    def waiting(self) -> Self:
        return self.filter(status__in=WAITING)

    def overdue(self, today: date) -> Self:
        return self.waiting().filter(due_on__lt=today)

    def late(self) -> Self:
        """Messages that were answered after their due day."""
        return self.filter(status=FeedbackStatus.ANSWERED).exclude(ANSWERED_IN_TIME)

    def for_list(self) -> Self:
        return self.select_related("unit", "handler")


def new_secret() -> str:
    return get_random_string(40)


def new_code() -> str:
    return get_random_string(8, UNAMBIGUOUS_CHARACTERS)


ANSWERED_DAY = local_day("answered_at")
MESSAGES = Measure(
    "messages",
    condition="number IS NOT NULL",
    day=local_day("created_at"),
    dimensions={
        "answer": "CASE WHEN status <> 'answered' THEN 'none'"
        f" WHEN due_on IS NULL OR {ANSWERED_DAY} <= due_on THEN 'in_time' ELSE 'late' END"
    },
    cubes=(Cube("day", ("answer",)),),
)
ANSWERED_IN_TIME = Q(due_on__isnull=True) | Q(answered_at__date__lte=F("due_on"))

# Trigger: an answer may only be replaced after an EarlierAnswer row holds its text and time.
REQUIRE_EARLIER_ANSWER = """
    IF NEW.answer IS DISTINCT FROM OLD.answer OR NEW.corrected_at IS DISTINCT FROM OLD.corrected_at THEN
        IF NEW.corrected_at IS NOT DISTINCT FROM OLD.corrected_at OR NOT EXISTS (
            SELECT 1 FROM feedback_earlieranswer
            WHERE feedback_id = OLD.id AND text = OLD.answer AND given_at = COALESCE(OLD.corrected_at, OLD.answered_at)
        ) THEN
            RAISE EXCEPTION 'an answer that was given is replaced only when it is kept among the earlier ones';
        END IF;
    END IF;
    RETURN NEW;
"""


@pghistory.track(
    exclude=[
        "token",
        "code",
        "key",
        "digest",
        "sort_key",
        "search_folded",
        "subject_words",
        "search_words",
        "desk_key",
        "number_key",
        "answered_key",
    ]
)
class Feedback(Stateful):
    """One message from the public. What was sent never changes; every answer that was given stays on record."""

    MEASURES = (MESSAGES,)
    HANDLERS = frozenset({Role.OFFICER, Role.MANAGER})
    STATES = FeedbackStatus
    NAME_IN_SENTENCE = _("the message")
    NOTES = {"hand_over": _("Handed over to a colleague"), "merge_unit": _("Unit merged")}
    TRANSITIONS = {
        "take_over": Transition(
            {FeedbackStatus.RECEIVED, FeedbackStatus.IN_PROGRESS},
            FeedbackStatus.IN_PROGRESS,
            HANDLERS,
            label=_("Take over"),
            done_label=_("Taken over"),
        ),
        "answer": Transition(
            {FeedbackStatus.IN_PROGRESS},
            FeedbackStatus.ANSWERED,
            HANDLERS,
            label=_("Answer"),
            done_label=_("Answered"),
            confirm=_("The sender is told at once. Afterwards the answer can only be corrected in the sender's sight."),
        ),
        "correct": Transition(
            {FeedbackStatus.ANSWERED},
            FeedbackStatus.ANSWERED,
            HANDLERS,
            label=_("Correct the answer"),
            done_label=_("Answer corrected"),
            needs_reason=True,
            confirm=_("The sender is told at once, with your reason. The earlier answer stays in the record."),
        ),
        "forward": Transition(
            {FeedbackStatus.RECEIVED, FeedbackStatus.IN_PROGRESS},
            FeedbackStatus.RECEIVED,
            HANDLERS,
            label=_("Forward to a unit"),
            done_label=_("Forwarded to a unit"),
            needs_reason=True,
            confirm=_("People of that unit see it, those of this unit alone no longer do. The due day stays."),
        ),
        "close": Transition(
            {FeedbackStatus.RECEIVED, FeedbackStatus.IN_PROGRESS},
            FeedbackStatus.CLOSED,
            HANDLERS,
            label=_("Close without an answer"),
            done_label=_("Message closed without an answer"),
            tone="red",
            needs_reason=True,
            confirm=_("The sender reads the reason. This cannot be undone."),
        ),
    }

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
    email = models.EmailField(_("email address"), blank=True)
    language = models.CharField(max_length=5, default="vi", editable=False)
    unit = models.ForeignKey(OrganisationUnit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    status = models.CharField(
        _("state"), max_length=12, choices=FeedbackStatus, default=FeedbackStatus.RECEIVED, editable=False
    )
    limit = models.PositiveSmallIntegerField(null=True, editable=False)
    limit_unit = models.CharField(max_length=12, choices=DayUnit, default=DayUnit.WORKING, editable=False)
    due_on = models.DateField(_("due"), null=True, editable=False)
    handler = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("dealt with by"))
    answer = models.TextField(_("answer"), max_length=10000, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    corrected_at = models.DateTimeField(null=True, editable=False)
    closing_reason = models.TextField(blank=True, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)
    sort_key = models.GeneratedField(
        expression=SortKey("subject"), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    search_folded = models.GeneratedField(
        expression=Fold(
            Concat(
                Coalesce("number", Value("")),
                Value(" "),
                "subject",
                Value(" "),
                "name",
                Value(" "),
                "email",
                Value(" "),
                "text",
                output_field=models.TextField(),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    subject_words = models.GeneratedField(
        expression=SearchWords("subject"), output_field=SearchVectorField(), db_persist=True
    )
    search_words = models.GeneratedField(
        expression=SearchWords(
            Concat(
                Coalesce("number", Value("")),
                Value(" "),
                "subject",
                Value(" "),
                "name",
                Value(" "),
                "email",
                Value(" "),
                "text",
                output_field=models.TextField(),
            )
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    desk_key = models.GeneratedField(
        expression=Case(
            When(status__in=["received", "in_progress"], then=Coalesce("due_on", Value(NO_DUE_DATE))),
            default=SettledSortDate("created_at"),
        ),
        output_field=models.DateField(),
        db_persist=True,
    )

    number_key = models.GeneratedField(
        expression=Coalesce("number", Value("")), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    # Messages without an answer come last.
    answered_key = models.GeneratedField(
        expression=Coalesce("answered_at", Value(LAST_MOMENT)), output_field=models.DateTimeField(), db_persist=True
    )

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
                condition=Q(status=FeedbackStatus.ANSWERED, answered_at__isnull=False) & ~Q(answer="")
                | ~Q(status=FeedbackStatus.ANSWERED) & Q(answered_at__isnull=True, answer=""),
                name="answered_feedback_has_its_answer",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[FeedbackStatus.IN_PROGRESS, FeedbackStatus.ANSWERED])
                | Q(handler__isnull=False),
                name="feedback_dealt_with_has_a_handler",
            ),
            models.CheckConstraint(
                condition=Q(corrected_at__isnull=True)
                | Q(status=FeedbackStatus.ANSWERED, corrected_at__gt=F("answered_at")),
                name="given_answer_is_what_is_corrected",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[s.value for s in FeedbackStatus]), name="feedback_status_is_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"], condition=Q(status__in=["received", "in_progress"]), name="feedback_due"
            ),
            models.Index(fields=["created_at"], name="feedback_received"),
            models.Index(fields=["desk_key", "id"], name="feedback_in_desk_order"),
            models.Index(fields=["sort_key", "id"], name="feedback_in_subject_order"),
            models.Index(fields=["number_key", "id"], name="feedback_in_number_order"),
            models.Index(fields=["answered_key", "id"], name="feedback_in_order_of_answer"),
            models.Index(fields=["status", "desk_key", "id"], name="feedback_in_state_order"),
            GinIndex(OpClass(F("search_folded"), name="gin_trgm_ops"), name="feedback_search"),
            models.Index(Fold("subject"), name="feedback_same_subject"),
            GinIndex(fields=["subject_words"], name="feedback_subject_words"),
            GinIndex(fields=["search_words"], name="feedback_search_words"),
        ]
        triggers = [
            pgtrigger.Protect(name="feedback_not_deleted", operation=pgtrigger.Delete),
            *measure_triggers((MESSAGES,)),
            pgtrigger.Protect(
                name="sent_words_are_frozen",
                operation=pgtrigger.UpdateOf(
                    "kind", "subject", "about", "text", "name", "email", "created_at", "token", "code"
                ),
            ),
            pgtrigger.Protect(
                name="day_of_the_answer_is_frozen",
                operation=pgtrigger.UpdateOf("answered_at"),
                condition=pgtrigger.Q(old__status="answered"),
            ),
            pgtrigger.Trigger(
                name="given_answer_is_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("answer", "corrected_at"),
                condition=pgtrigger.Q(old__status="answered"),
                func=REQUIRE_EARLIER_ANSWER,
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.subject

    @property
    def is_waiting(self) -> bool:
        return self.status in WAITING

    @property
    def given_at(self) -> datetime | None:
        """When the present answer was given: the time of the last correction, else of the first answer."""
        return self.corrected_at or self.answered_at

    @property
    def answered_on(self) -> date | None:
        return timezone.localdate(self.answered_at) if self.answered_at else None

    @property
    def status_explanation(self) -> str:
        """What the status means and what happens next, in words for the sender."""
        return str(
            {
                "received": _("We have received it. Someone of the department takes it over next."),
                "in_progress": _("Someone of the department is dealing with it."),
                "answered": _("It is answered. The answer stands below."),
                "closed": _("It was closed without an answer. The reason stands below."),
            }[self.status]
        )

    def roles_of(self, user: User) -> set[str]:
        """The user's roles in the unit of the message; a role without a unit counts everywhere."""
        return user.roles_in_unit(self.unit_id)


class EarlierAnswer(BaseModel):
    """One answer that a correction replaced, with the reason given to the sender. The row never changes."""

    feedback = models.ForeignKey(Feedback, models.PROTECT, related_name="earlier_answers")
    text = models.TextField(max_length=10000)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.TextField(max_length=2000)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["feedback", "given_at"], name="answer_is_replaced_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.text[:80]
