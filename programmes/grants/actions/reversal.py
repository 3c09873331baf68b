"""Reversal of a payment that failed, was entered wrong, or was paid back: one person requests it, another confirms it.

The payment is not edited: a reversing entry is added.
"""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.money import format_vnd, lazy_vnd
from ecosystem.core.workflow import BySystem, RoleRefused, TransitionRefused, lock, move
from ecosystem.notices.notify import full_url
from programmes.grants.actions.clock import end_clocks
from programmes.grants.actions.late_entry import mark_late_payment, mark_money_given_back
from programmes.grants.actions.notify import notify_owners, notify_people
from programmes.grants.models import (
    Application,
    ApplicationStatus,
    Award,
    Disbursement,
    Reversal,
    ReversalKind,
    Tranche,
)
from programmes.grants.recipients import staff_of
from programmes.plan.actions.budget import subtract_payment, subtract_returned_money


@transaction.atomic
def request_reversal(
    payment: Disbursement,
    *,
    by: User,
    kind: str,
    happened_on: date | None = None,
    amount: int | None = None,
    reference: str = "",
    reason: str,
) -> Reversal:
    """Request the reversal of a payment. `amount` counts only where the startup paid money back.

    A payment that failed or was entered wrong is reversed whole; that of a wrong entry happens on the day of the payment.
    Locks the application and the payment. Raises RoleRefused, TransitionRefused.
    """
    application = payment.tranche.contract.award.application
    if Role.ACCOUNTANT not in payment.tranche.roles_of(by):
        raise RoleRefused(_("Your role does not allow this step."))
    lock(application)
    payment = lock(payment)
    _require_effective(payment)
    remaining = payment.remaining_amount
    happened_on = payment.paid_on if kind == ReversalKind.WRONG_ENTRY or happened_on is None else happened_on
    if kind != ReversalKind.MONEY_RETURNED:
        if remaining != payment.amount:
            raise TransitionRefused(
                _("A part of this payment was paid back already. Record that the rest was paid back, too.")
            )
        amount = payment.amount
    amount = _checked_amount(remaining, amount)
    _check_request(payment, happened_on, reason)
    try:
        with transaction.atomic():
            reversal = Reversal.objects.create(
                payment=payment,
                kind=kind,
                amount=amount,
                happened_on=happened_on,
                reference=reference.strip(),
                reason=reason.strip(),
                requested_by=by,
                requested_at=timezone.now(),
            )
    except IntegrityError:
        raise TransitionRefused(_("A reversal of this payment waits for its second person already.")) from None
    confirmers, event = staff_of(application, {Role.ACCOUNTANT, Role.DIRECTOR}), f"reversal{reversal.pk}"
    notify_people(confirmers, application, "reversal_requested", event=event, without=by, **_message_context(reversal))
    return reversal


def _require_effective(payment: Disbursement) -> None:
    if not payment.is_effective:
        raise TransitionRefused(_("This payment is reversed already."))


def _checked_amount(remaining: int, amount: int | None) -> int:
    if not amount or amount < 0:
        raise TransitionRefused(_("Enter the amount that was paid back."))
    if amount > remaining:
        raise TransitionRefused(
            _("Of this payment %(left)s are left: %(gap)s less than the amount entered.")
            % {"left": format_vnd(remaining), "gap": format_vnd(amount - remaining)}
        )
    return amount


def _check_request(payment: Disbursement, happened_on: date, reason: str) -> None:
    if not reason.strip():
        raise TransitionRefused(_("Give the reason for this step."))
    if happened_on > timezone.localdate():
        raise TransitionRefused(_("The day lies in the future."))
    if happened_on < payment.paid_on:
        raise TransitionRefused(_("The day lies before the payment."))


@transaction.atomic
def confirm_reversal(reversal: Reversal, *, by: User) -> Disbursement:
    """Write the reversing entry, adjust the sums of budget line and award, and make the tranche payable again.

    Locks the application, the award, the tranche, the payment and, last, the budget line. Refused to whoever
    requested the reversal.
    """
    award = Award.objects.get(contract__tranches__payments=reversal.payment_id)
    application = lock(award.application)
    award = lock(award)
    tranche = lock(Tranche.objects.get(payments=reversal.payment_id))
    payment = lock(reversal.payment)
    if Reversal.objects.filter(pk=reversal.pk, requested_by=by).exists():
        raise TransitionRefused(_("You asked for this reversal yourself: another person has to confirm it."))
    reversal = move(reversal, "confirm", by=by, decided_by=by, decided_at=timezone.now())
    _require_effective(payment)
    remaining = payment.remaining_amount - reversal.amount
    if remaining < 0:
        raise TransitionRefused(_("Less than this amount is left of the payment."))
    if remaining == 0:
        payment.is_effective = False
        payment.save(update_fields=["is_effective", "updated_at"])
    entry = Disbursement.objects.create(
        tranche=tranche,
        amount=-reversal.amount,
        paid_on=reversal.happened_on,
        reference=reversal.reference or payment.reference,
        paid_by=reversal.requested_by,
        reverses=payment,
        is_effective=False,
    )
    mark_late_payment(
        entry.reference,
        application,
        day=reversal.happened_on,
        old=remaining + reversal.amount,
        new=remaining,
        reason=reversal.reason,
        by=by,
    )
    reversal.entry = entry
    reversal.save(update_fields=["entry", "updated_at"])
    if reversal.kind == ReversalKind.MONEY_RETURNED:
        mark_money_given_back(award, application, reversal.amount, reason=reversal.reason, by=by)
        award.cancelled += reversal.amount
        award.save(update_fields=["cancelled", "updated_at"])
        if remaining == 0:
            move(tranche, "return_money", by=BySystem(cause=by), reason=reversal.reason)
    else:
        move(tranche, "reverse_payment", by=BySystem(cause=by), reason=reversal.reason)
        _reopen_if_closed(application, by=by, reason=reversal.reason)
    _notify_confirmation(application, reversal)
    if reversal.kind == ReversalKind.MONEY_RETURNED:
        subtract_returned_money(award.budget_line_id, reversal.amount)
    else:
        subtract_payment(award.budget_line_id, reversal.amount)
    return entry


def _reopen_if_closed(application: Application, *, by: User, reason: str) -> None:
    """Reopen a closed dossier, because one of its tranches must be paid again."""
    if application.status == ApplicationStatus.CLOSED:
        application = move(application, "reopen", by=BySystem(cause=by), reason=reason)
        end_clocks(application)


@transaction.atomic
def refuse_reversal(reversal: Reversal, *, by: User, reason: str) -> Reversal:
    """Refuse the request and leave the payment as it is. Its requester may withdraw it in the same way."""
    application = lock(reversal.payment.tranche.contract.award.application)
    reversal = move(reversal, "refuse", by=by, reason=reason, decided_by=by, decided_at=timezone.now())
    _notify_requester(application, reversal, refusal_reason=reason)
    return reversal


def _notify_confirmation(application: Application, reversal: Reversal) -> None:
    notify_owners(
        application,
        "payment_reversed",
        event=f"reversal:{reversal.pk}",
        context={**_message_context(reversal), "address": full_url("grants:contract_detail", application.pk)},
    )
    _notify_requester(application, reversal, refusal_reason="")


def _notify_requester(application: Application, reversal: Reversal, *, refusal_reason: str) -> None:
    """Notify the requester, unless that person decided it, or is no accountant there any more."""
    if reversal.requested_by_id == reversal.decided_by_id:
        return
    requester = [p for p in staff_of(application, {Role.ACCOUNTANT}) if p.pk == reversal.requested_by_id]
    notify_people(
        requester,
        application,
        "reversal_decided",
        event=f"reversal{reversal.pk}",
        refusal_reason=refusal_reason,
        **_message_context(reversal),
    )


def _message_context(reversal: Reversal) -> dict[str, Any]:
    tranche = reversal.payment.tranche
    return {
        "reversal": reversal,
        "tranche": tranche,
        "contract": tranche.contract,
        "amount": lazy_vnd(reversal.amount),
        "reason": reversal.reason,
        "link": full_url("grants:contract_detail", tranche.contract.award.application_id),
    }
