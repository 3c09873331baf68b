"""Entries of money that change a reported period: each is marked as a correction, with its reason."""

from datetime import date, timedelta

from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.core.money import format_vnd
from programmes.grants.models import Application, Award
from programmes.plan.closed_periods import record_late_entry
from programmes.plan.models import CorrectionSubject


def mark_late_payment(
    reference: str, application: Application, *, day: date, old: int | None, new: int, reason: str, by: User
) -> None:
    """A payment or its reversal on the day; `old` and `new` are what is paid by it, in whole đồng."""
    record_late_entry(
        CorrectionSubject.PAYMENT,
        f"{reference}, {application.number}",
        starts=day,
        ends=day + timedelta(days=1),
        old="" if old is None else format_vnd(old),
        new=format_vnd(new),
        reason=reason,
        by=by,
    )


def mark_late_decision(award: Award, application: Application, *, day: date, reason: str, by: User) -> None:
    """A grant that was approved under the date of a day."""
    record_late_entry(
        CorrectionSubject.DECISION,
        f"{award.decision_number}, {application.number}",
        starts=day,
        ends=day + timedelta(days=1),
        old="",
        new=format_vnd(award.amount),
        reason=reason,
        by=by,
    )


def mark_money_given_back(award: Award, application: Application, amount: int, *, reason: str, by: User | None) -> None:
    """Money that goes back to the budget line: the period of the decision counts the grant without it.

    Call it before `cancelled` is raised.
    """
    day = timezone.localdate(award.decided_at) if award.decided_at else timezone.localdate()
    if amount:
        record_late_entry(
            CorrectionSubject.TERMINATION,
            f"{award.decision_number}, {application.number}",
            starts=day,
            ends=day + timedelta(days=1),
            old=format_vnd(award.net_amount),
            new=format_vnd(award.net_amount - amount),
            reason=reason,
            by=by,
            field="reason",
        )
