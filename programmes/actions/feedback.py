"""Messages from the public: received once, taken over, answered by their due day."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from ecosystem.accounts.models import OrganisationUnit, RoleGrant
from ecosystem.core.mail import enqueue_mail
from ecosystem.core.workflow import TransitionRefused, lock, move
from ecosystem.reference.workdays import add_days
from programmes.actions.notices import address_of
from programmes.actions.numbers import take_number
from programmes.models import Feedback, TimeLimit

SERIES = "PA"
WORDS = ("kind", "subject", "about", "text", "name", "email")


def digest_of(words: Mapping[str, str]) -> str:
    """What tells one message of a form from another one."""
    plain = json.dumps([words.get(name, "") for name in WORDS], ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def sent_before(key: UUID, words: Mapping[str, str]) -> Feedback | None:
    """The message that these words of this form became already."""
    return Feedback.objects.filter(key=key, digest=digest_of(words), number__isnull=False).first()


@transaction.atomic
def receive_feedback(*, key: UUID, language: str, **words: str) -> Feedback:
    """One message, however often the same words of the same form arrive, with number, due day and receipt by mail."""
    digest = digest_of(words)
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
    """The message with this number if `proof` is its code or its sender's e-mail address."""
    feedback = Feedback.objects.filter(number=number.strip().upper()).first()
    if feedback is None or not proof.strip():
        return None
    told = proof.strip()
    right_code = constant_time_compare(told.upper(), feedback.code)
    right_address = bool(feedback.email) and constant_time_compare(told.lower(), feedback.email.lower())
    return feedback if right_code or right_address else None


@transaction.atomic
def take_over_feedback(feedback: Feedback, *, by: Any) -> Feedback:
    """Make it one's own; also a colleague's, who may be away."""
    return move(feedback, "take_over", by=by, handler=by)


@transaction.atomic
def answer_feedback(feedback: Feedback, *, by: Any, answer: str) -> Feedback:
    """Answer as the one who took it over; the sender is told by mail where an address was left."""
    answered = move(feedback, "answer", by=by, answer=answer, answered_at=timezone.now())
    if answered.handler_id != by.pk:
        raise TransitionRefused(_("Somebody else took it over: take it over first."))
    _tell(answered, "feedback_answered")
    return answered


@transaction.atomic
def forward_feedback(feedback: Feedback, *, by: Any, unit: OrganisationUnit, reason: str) -> Feedback:
    """Give it to another unit in which somebody can answer it. Its due day stays."""
    before, words = lock(feedback).unit_id, reason.strip()
    note = f"{unit.name}: {words}" if words else ""
    forwarded = move(feedback, "forward", by=by, reason=note, unit=unit, handler=None)
    if before == unit.pk:
        raise TransitionRefused(_("It is with this unit already."))
    can_answer = RoleGrant.objects.in_force().filter(role__in=Feedback.HANDLERS)
    if not can_answer.filter(Q(unit=unit) | Q(unit__isnull=True)).exists():
        raise TransitionRefused(_("Nobody of this unit can answer here."))
    return forwarded


@transaction.atomic
def close_feedback(feedback: Feedback, *, by: Any, reason: str) -> Feedback:
    """End it without an answer (spam, sent twice, not for us), with the reason that the sender reads."""
    closed = move(feedback, "close", by=by, reason=reason, closing_reason=reason.strip())
    _tell(closed, "feedback_closed")
    return closed


def redate_waiting_feedback() -> int:
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


def _tell(feedback: Feedback, kind: str) -> None:
    if feedback.email:
        enqueue_mail(
            kind,
            key=f"{kind}:{feedback.pk}",
            recipient=feedback.email,
            context={"feedback": feedback, "link": address_of("programmes:feedback_status", feedback.token)},
            language=feedback.language,
        )
