"""Actions on messages from the public: receive, take over, answer, correct, forward, close, remind."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import pghistory
from django.db import transaction
from django.db.models import Case, IntegerField, Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.recipients import RoleHolders, recipients, role_holders
from ecosystem.accounts.unit_holdings import lock_current_unit
from ecosystem.core.conflicts import require_unchanged, version_of
from ecosystem.core.numbers import take_number
from ecosystem.core.steps import move_refusal, require_move
from ecosystem.core.workflow import TransitionRefused, add_audit_note, lock, move
from ecosystem.notices.mail import enqueue_mail
from ecosystem.notices.notify import Notice, full_url, notices_not_sent, notify, notify_many
from ecosystem.notices.reminders import in_batches
from ecosystem.reference.workdays import DayUnit, add_days, threshold_cases, threshold_of
from programmes.feedback.models import EarlierAnswer, Feedback, FeedbackStatus
from programmes.plan.calendar import reschedules_time_limits
from programmes.plan.models import FeedbackKind, TimeLimit

SERIES = "PA"
CONTENT_FIELDS = ("kind", "subject", "about", "text", "name", "email")


def content_digest(content: Mapping[str, str]) -> str:
    """SHA-256 of the content: the same form sent twice with the same content is one message."""
    plain = json.dumps([content.get(name, "") for name in CONTENT_FIELDS], ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def find_duplicate(key: UUID, content: Mapping[str, str]) -> Feedback | None:
    """The stored message of the same form (`key`) with the same content, if there is one."""
    return Feedback.objects.filter(key=key, digest=content_digest(content), number__isnull=False).first()


@transaction.atomic
def receive_feedback(*, key: UUID, language: str, **content: str) -> Feedback:
    """Store a message with its number and due day, and mail a receipt. Idempotent for the same `key` and content."""
    digest = content_digest(content)
    Feedback.objects.bulk_create(
        [Feedback(key=key, digest=digest, language=language, **content)], ignore_conflicts=True
    )
    feedback = Feedback.objects.select_for_update().get(key=key, digest=digest)
    if feedback.number:
        return feedback
    limit = TimeLimit.objects.filter(step=feedback.kind).first()
    today = timezone.localdate(feedback.created_at)
    if limit and limit.amount is not None:
        feedback.limit, feedback.limit_unit = limit.amount, limit.unit
        feedback.due_on = add_days(today, limit.amount, limit.unit)
    feedback.unit = OrganisationUnit.objects.valid_on(today).filter(is_lead=True).order_by("pk").first()
    feedback.number = take_number(SERIES, year=today.year)
    feedback.save(update_fields=["limit", "limit_unit", "due_on", "unit", "number", "updated_at"])
    _mail_sender(feedback, "feedback_received")
    return feedback


def find_feedback(number: str, proof: str) -> Feedback | None:
    """The message with this number if `proof` is its code or its sender's email address, compared in constant time."""
    feedback = Feedback.objects.filter(number=number.strip().upper()).first()
    proof = proof.strip()
    if feedback is None or not proof:
        return None
    is_code = constant_time_compare(proof.upper(), feedback.code)
    is_address = bool(feedback.email) and constant_time_compare(proof.lower(), feedback.email.lower())
    return feedback if is_code or is_address else None


@transaction.atomic
def take_over_feedback(feedback: Feedback, *, by: User) -> Feedback:
    """Make `by` the handler, also of a message that a colleague handles, who may be away."""
    return move(feedback, "take_over", by=by, handler=by)


def take_over_refusal(feedback: Feedback, user: User) -> str:
    """Why the bulk action refuses to take over this message, or "". One with a handler is taken over on its own page only."""
    if feedback.handler and feedback.is_waiting:
        return _("%(person)s deals with it already.") % {"person": feedback.handler}
    return move_refusal(feedback, "take_over", user)


@transaction.atomic
def take_over_unassigned_feedback(feedback: Feedback, *, by: User) -> Feedback:
    """Take over a message without a handler. Raises TransitionRefused when somebody else was faster."""
    feedback = lock(feedback)
    if refusal := take_over_refusal(feedback, by):
        raise TransitionRefused(refusal)
    return take_over_feedback(feedback, by=by)


@transaction.atomic
def hand_over_feedback(person: User, *, by: User, to: User, reason: str) -> None:
    """Give every message that a person deals with to a colleague, who is notified. The caller checks the role of `by`.

    Raises TransitionRefused for a colleague who may not answer one of them.
    """
    in_hand = Feedback.objects.filter(handler=person, status=FeedbackStatus.IN_PROGRESS)
    for feedback in in_hand.select_for_update(of=("self",)).order_by("pk"):
        if not feedback.roles_of(to) & Feedback.HANDLERS:
            values = {"person": to, "number": feedback.number}
            raise TransitionRefused(_("%(person)s may not answer the message %(number)s.") % values)
        feedback.handler = to
        with pghistory.context(user=by.pk, reason=reason):
            feedback.save(update_fields=["handler", "updated_at"])
        add_audit_note(feedback, "hand_over", by=by, reason=f"{person} → {to}. {reason}")
        for recipient in recipients(users=[to], exclude={by.pk}):
            link = full_url("feedback:feedback_detail", feedback.pk)
            notify(
                recipient,
                "feedback_handed_over",
                event=f"{feedback.pk}:{person.pk}",
                context={"feedback": feedback, "former": person, "link": link},
            )


@transaction.atomic
def answer_feedback(feedback: Feedback, *, by: User, answer: str) -> Feedback:
    """Answer the message and mail the answer to its sender. Only the handler may do it."""
    answered = move(feedback, "answer", by=by, answer=answer, answered_at=timezone.now())
    if answered.handler_id != by.pk:
        raise TransitionRefused(_("Somebody else took it over: take it over first."))
    _mail_sender(answered, "feedback_answered")
    return answered


@transaction.atomic
def correct_feedback(feedback: Feedback, *, by: User, answer: str, reason: str, version: str) -> Feedback:
    """Replace the answer, store the earlier one, and mail the new one with the reason to the sender.

    `version` is what the form read. Raises EditConflict, RoleRefused, TransitionRefused.
    """
    locked = lock(feedback)
    require_move(locked, "correct", by)
    require_unchanged(version_of(locked), version)
    if answer.strip() == locked.answer.strip():
        raise TransitionRefused(_("These are the words of the answer as it stands."))
    earlier = EarlierAnswer.objects.create(
        feedback=locked,
        text=locked.answer,
        given_at=cast("datetime", locked.given_at),  # a check constraint: an answered message has time and handler
        given_by=cast("User", locked.handler),
        reason=reason.strip(),
    )
    now = timezone.now()
    corrected = move(locked, "correct", by=by, reason=reason, answer=answer, corrected_at=now, handler=by)
    _mail_sender(corrected, "feedback_corrected", event=f":{earlier.pk}", reason=earlier.reason)
    return corrected


@transaction.atomic
def forward_feedback(feedback: Feedback, *, by: User, unit: OrganisationUnit, reason: str) -> Feedback:
    """Assign the message to another unit in which somebody can answer it, and tell them. Its due day stays."""
    lock_current_unit(unit)
    unit_before, reason = lock(feedback).unit_id, reason.strip()
    note = f"{unit.name}: {reason}" if reason else ""
    forwarded = move(feedback, "forward", by=by, reason=note, unit=unit, handler=None)
    if unit_before == unit.pk:
        raise TransitionRefused(_("It is with this unit already."))
    if not role_holders(Feedback.HANDLERS, unit_id=unit.pk):
        raise TransitionRefused(_("Nobody of this unit can answer here."))
    for recipient in recipients(roles=Feedback.HANDLERS, unit_id=unit.pk, exclude={by.pk}):
        notify(
            recipient,
            "feedback_forwarded",
            event=f"{forwarded.pk}:{forwarded.updated_at.isoformat()}",
            context={
                "feedback": forwarded,
                "person": by,
                "reason": reason,
                "link": full_url("feedback:feedback_detail", forwarded.pk),
            },
        )
    return forwarded


@transaction.atomic
def close_feedback(feedback: Feedback, *, by: User, reason: str) -> Feedback:
    """Close the message without an answer (spam, sent twice, wrong office) and mail the reason to its sender."""
    closed = move(feedback, "close", by=by, reason=reason, closing_reason=reason.strip())
    _mail_sender(closed, "feedback_closed")
    return closed


def remind_of_due_feedback() -> int:
    """Remind the handler of each message that is due soon, or all who may answer it. Returns the number of reminders.

    `TimeLimit.remind_before` says how many days before. Idempotent: the key of a reminder holds message, due day,
    threshold and person, so each person gets it once, and again when the due day moved.
    """
    today = timezone.localdate()
    limits = TimeLimit.objects.filter(step__in=FeedbackKind.values)
    thresholds: dict[str, list[int]] = dict(limits.values_list("step", "remind_before"))
    branches = [
        case
        for kind, days in thresholds.items()
        for unit in DayUnit.values
        for case in threshold_cases("due_on", today, days, unit, Q(kind=kind, limit_unit=unit))
    ]
    due_soon = (
        Feedback.objects.waiting()
        .filter(due_on__gte=today)
        .annotate(threshold=Case(*branches, output_field=IntegerField()))
        .filter(threshold__isnull=False)
        .select_related("handler", "unit")
    )
    holders, reminder_count = RoleHolders(*Feedback.HANDLERS), 0
    for batch in in_batches(due_soon):
        unsent = notices_not_sent(
            Notice(
                person,
                "feedback_due",
                f"{feedback.pk}:{feedback.due_on:%Y%m%d}:{threshold_of(feedback)}",
                {"feedback": feedback, "link": full_url("feedback:feedback_detail", feedback.pk)},
            )
            for feedback in batch
            for person in recipients(
                roles=Feedback.HANDLERS, unit_id=feedback.unit_id, in_charge=feedback.handler, holders=holders
            )
        )
        with transaction.atomic():
            notify_many(unsent)
        reminder_count += len(unsent)
    return reminder_count


@reschedules_time_limits
def reschedule_waiting_feedback() -> int:
    """Recalculate the due days of waiting messages after a change of holidays, overdue ones excepted. Returns how many moved."""
    moved_count = 0
    waiting = Feedback.objects.waiting().filter(due_on__gte=timezone.localdate(), limit__isnull=False)
    for feedback in waiting.select_for_update().order_by("pk"):
        due_on = add_days(timezone.localdate(feedback.created_at), feedback.limit or 0, feedback.limit_unit)
        if due_on != feedback.due_on:
            feedback.due_on = due_on
            feedback.save(update_fields=["due_on", "updated_at"])
            moved_count += 1
    return moved_count


def _mail_sender(feedback: Feedback, kind: str, *, event: str = "", **context: Any) -> None:
    if feedback.email:
        link = full_url("feedback:feedback_status", feedback.token)
        enqueue_mail(
            kind,
            key=f"{kind}:{feedback.pk}{event}",
            recipient=feedback.email,
            context={"feedback": feedback, "link": link, **context},
            language=feedback.language,
        )
