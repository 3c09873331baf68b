"""Messages from the public: received once, taken over, answered by their due day."""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.recipients import holders_of, recipients
from ecosystem.core.numbers import take_number
from ecosystem.core.steps import move_refusal, require_move
from ecosystem.core.workflow import TransitionRefused, lock, move
from ecosystem.notices.mail import enqueue_mail
from ecosystem.notices.models import Notification, OutboxMessage
from ecosystem.notices.notify import address_of, tell
from ecosystem.reference.workdays import add_days, days_between
from programmes.feedback.models import EarlierAnswer, Feedback
from programmes.plan.calendar import reschedules_time_limits
from programmes.plan.models import FeedbackKind, TimeLimit

SERIES = "PA"
WORDS = ("kind", "subject", "about", "text", "name", "email")


def content_digest(words: Mapping[str, str]) -> str:
    """What tells one message of a form from another one."""
    plain = json.dumps([words.get(name, "") for name in WORDS], ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def find_duplicate(key: UUID, words: Mapping[str, str]) -> Feedback | None:
    """The message that these words of this form became already."""
    return Feedback.objects.filter(key=key, digest=content_digest(words), number__isnull=False).first()


@transaction.atomic
def receive_feedback(*, key: UUID, language: str, **words: str) -> Feedback:
    """One message, however often the same words of the same form arrive, with number, due day and receipt by mail."""
    digest = content_digest(words)
    Feedback.objects.bulk_create([Feedback(key=key, digest=digest, language=language, **words)], ignore_conflicts=True)
    feedback = Feedback.objects.select_for_update().get(key=key, digest=digest)
    if feedback.number:
        return feedback
    limit = TimeLimit.objects.filter(step=feedback.kind).first()
    today = timezone.localdate(feedback.created_at)
    if limit:
        feedback.limit, feedback.limit_unit = limit.amount, limit.unit
        feedback.due_on = add_days(today, limit.amount, limit.unit)
    feedback.unit = OrganisationUnit.objects.valid_on(today).filter(is_lead=True).order_by("pk").first()
    feedback.number = take_number(SERIES, year=today.year)
    feedback.save(update_fields=["limit", "limit_unit", "due_on", "unit", "number", "updated_at"])
    _tell(feedback, "feedback_received")
    return feedback


def find_feedback(number: str, proof: str) -> Feedback | None:
    """The message with this number if `proof` is its code or its sender's email address."""
    feedback = Feedback.objects.filter(number=number.strip().upper()).first()
    if feedback is None or not proof.strip():
        return None
    told = proof.strip()
    right_code = constant_time_compare(told.upper(), feedback.code)
    right_address = bool(feedback.email) and constant_time_compare(told.lower(), feedback.email.lower())
    return feedback if right_code or right_address else None


@transaction.atomic
def take_over_feedback(feedback: Feedback, *, by: User) -> Feedback:
    """Make it one's own; also a colleague's, who may be away."""
    return move(feedback, "take_over", by=by, handler=by)


def refusal_of_take_over(feedback: Feedback, user: User) -> str:
    """Why the message is not taken over among many, or "". A colleague's is taken over on its own page alone."""
    if feedback.handler and feedback.is_waiting:
        return _("%(person)s deals with it already.") % {"person": feedback.handler}
    return move_refusal(feedback, "take_over", user)


@transaction.atomic
def take_over_unassigned_feedback(feedback: Feedback, *, by: User) -> Feedback:
    """Take over what nobody deals with. Whoever comes second is refused."""
    feedback = lock(feedback)
    if refusal := refusal_of_take_over(feedback, by):
        raise TransitionRefused(refusal)
    return take_over_feedback(feedback, by=by)


@transaction.atomic
def answer_feedback(feedback: Feedback, *, by: User, answer: str) -> Feedback:
    """Answer as the one who took it over; the sender is told by mail where an address was left."""
    answered = move(feedback, "answer", by=by, answer=answer, answered_at=timezone.now())
    if answered.handler_id != by.pk:
        raise TransitionRefused(_("Somebody else took it over: take it over first."))
    _tell(answered, "feedback_answered")
    return answered


@transaction.atomic
def correct_feedback(feedback: Feedback, *, by: User, answer: str, reason: str, seen: str) -> Feedback:
    """Give another answer than the one `seen` (its `answer_seen`). The earlier one stays, and the sender is told why."""
    given = lock(feedback)
    require_move(given, "correct", by)
    if seen != given.answer_seen:
        raise TransitionRefused(_("Somebody corrected this answer in the meantime. Read what it says now, then go on."))
    if answer.strip() == given.answer.strip():
        raise TransitionRefused(_("These are the words of the answer as it stands."))
    earlier = EarlierAnswer.objects.create(  # type: ignore[misc]  # what is answered has a time and a handler
        feedback=given, text=given.answer, given_at=given.given_at, given_by_id=given.handler_id, reason=reason.strip()
    )
    now = timezone.now()
    corrected = move(given, "correct", by=by, reason=reason, answer=answer, corrected_at=now, handler=by)
    _tell(corrected, "feedback_corrected", event=f":{earlier.pk}", reason=earlier.reason)
    return corrected


@transaction.atomic
def forward_feedback(feedback: Feedback, *, by: User, unit: OrganisationUnit, reason: str) -> Feedback:
    """Give it to another unit in which somebody can answer it. Its due day stays."""
    before, words = lock(feedback).unit_id, reason.strip()
    note = f"{unit.name}: {words}" if words else ""
    forwarded = move(feedback, "forward", by=by, reason=note, unit=unit, handler=None)
    if before == unit.pk:
        raise TransitionRefused(_("It is with this unit already."))
    if not holders_of(Feedback.HANDLERS, unit_id=unit.pk):
        raise TransitionRefused(_("Nobody of this unit can answer here."))
    return forwarded


@transaction.atomic
def close_feedback(feedback: Feedback, *, by: User, reason: str) -> Feedback:
    """End it without an answer (spam, sent twice, not for us), with the reason that the sender reads."""
    closed = move(feedback, "close", by=by, reason=reason, closing_reason=reason.strip())
    _tell(closed, "feedback_closed")
    return closed


def remind_of_due_feedback() -> int:
    """Tell whoever deals with a message, else those who could, that it is due soon. Safe to run twice.

    `TimeLimit.remind_before` says how many days before; the key holds message, due day, threshold and person, so that
    each is told once, and again when the due day moved. Returns how many people were told.
    """
    today = timezone.localdate()
    limits = TimeLimit.objects.filter(step__in=FeedbackKind.values)
    thresholds: dict[str, list[int]] = dict(limits.values_list("step", "remind_before"))
    furthest = max((days for list_ in thresholds.values() for days in list_), default=0)
    soon = Feedback.objects.waiting().filter(due_on__range=(today, today + timedelta(days=furthest * 3 + 7)))
    told = 0
    for feedback in soon.select_related("handler", "unit").order_by("pk"):
        left = days_between(today, feedback.due_on, feedback.limit_unit)  # type: ignore[arg-type]  # filtered above
        reached = [days for days in thresholds.get(feedback.kind, []) if left <= days]
        if reached:
            told += _remind(feedback, f"{feedback.pk}:{feedback.due_on:%Y%m%d}:{min(reached)}")
    return told


def _desk_of(feedback: Feedback) -> list[User]:
    return recipients(roles=Feedback.HANDLERS, unit_id=feedback.unit_id, in_charge=feedback.handler)


def _remind(feedback: Feedback, event: str) -> int:
    keys = {f"feedback_due:{event}:{person.pk}": person for person in _desk_of(feedback)}
    known = set(OutboxMessage.objects.filter(key__in=keys).values_list("key", flat=True))
    known |= set(Notification.objects.filter(key__in=keys).values_list("key", flat=True))
    link = address_of("feedback:feedback_detail", feedback.pk)
    fresh = [person for key, person in keys.items() if key not in known]
    with transaction.atomic():
        for person in fresh:
            tell(person, "feedback_due", event=event, context={"feedback": feedback, "link": link})
    return len(fresh)


@reschedules_time_limits
def reschedule_waiting_feedback() -> int:
    """Work the due days of waiting messages out anew after the holiday rows changed; overdue ones stay overdue."""
    moved = 0
    waiting = Feedback.objects.waiting().filter(due_on__gte=timezone.localdate(), limit__isnull=False)
    for feedback in waiting.select_for_update().order_by("pk"):
        due_on = add_days(timezone.localdate(feedback.created_at), feedback.limit or 0, feedback.limit_unit)
        if due_on != feedback.due_on:
            feedback.due_on = due_on
            feedback.save(update_fields=["due_on", "updated_at"])
            moved += 1
    return moved


def _tell(feedback: Feedback, kind: str, *, event: str = "", **context: Any) -> None:
    if feedback.email:
        link = address_of("feedback:feedback_status", feedback.token)
        enqueue_mail(
            kind,
            key=f"{kind}:{feedback.pk}{event}",
            recipient=feedback.email,
            context={"feedback": feedback, "link": link, **context},
            language=feedback.language,
        )
