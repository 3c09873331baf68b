"""Record the payment of a tranche."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.core.constraints import violated_constraint
from ecosystem.core.four_eyes import wrote
from ecosystem.core.models import IdentifierKey
from ecosystem.core.money import lazy_vnd
from ecosystem.core.workflow import BySystem, FieldRefused, TransitionRefused, lock, move
from ecosystem.notices.notify import full_url
from programmes.grants.actions.late_entry import mark_late_payment
from programmes.grants.actions.notify import notify_owners
from programmes.grants.models import Application, ApplicationStatus, Award, Disbursement, Tranche
from programmes.plan.actions.budget import add_payment

PAYABLE_STATUSES = frozenset({ApplicationStatus.CONTRACTED, ApplicationStatus.IN_PROGRESS, ApplicationStatus.ACCEPTED})


@transaction.atomic
def pay_tranche(tranche: Tranche, *, by: User, paid_on: date, reference: str, late_reason: str = "") -> Disbursement:
    """Record the payment of the whole tranche, once it is accepted. The first payment of a contract starts the work.

    Locks the application, the tranche and, last, the budget line. Refused for a paid tranche, and to the person
    who proposed or decided the award or accepted the deliverable, and beside `reference` where a payment of the same year
    has this number. A payment dated into a reported period needs `late_reason` and is marked as a correction.
    """
    award = Award.objects.select_related("application").get(contract__tranches=tranche)
    application = lock(award.application)
    tranche = move(tranche, "pay", by=by)
    _require_third_person(award, tranche, by)
    _check_payment(application, tranche, paid_on, reference)
    try:
        with transaction.atomic():
            payment = Disbursement.objects.create(
                tranche=tranche, amount=tranche.amount, paid_on=paid_on, reference=reference.strip(), paid_by=by
            )
    except IntegrityError as error:
        if violated_constraint(error) == "payment_order_number_once_a_year":
            raise FieldRefused(_number_taken_text(reference, paid_on.year, by), "reference") from None
        raise TransitionRefused(
            _("This tranche cannot be paid: it is paid already, or you took part before.")
        ) from None
    mark_late_payment(
        payment.reference, application, day=paid_on, old=None, new=payment.amount, reason=late_reason, by=by
    )
    if application.status == ApplicationStatus.CONTRACTED:
        move(application, "start_work", by=BySystem(cause=by))
    notify_owners(
        application,
        "payment_recorded",
        event=f"payment:{payment.pk}",
        context={
            "payment": payment,
            "tranche": tranche,
            "amount": lazy_vnd(payment.amount),
            "address": full_url("grants:contract_detail", application.pk),
        },
    )
    add_payment(award.budget_line_id, payment.amount)
    return payment


def _require_third_person(award: Award, tranche: Tranche, by: User) -> None:
    """Refuse the person who proposed, decided or accepted, whatever roles that person holds now."""
    if wrote(award, by.pk, "proposed_by"):
        raise TransitionRefused(_("You proposed this grant: another person has to pay it."))
    if by.pk == award.decided_by_id:
        raise TransitionRefused(_("You decided this grant: another person has to pay it."))
    if by.pk == tranche.accepted_by_id:
        raise TransitionRefused(_("You accepted the deliverable: another person has to pay it."))


def _check_payment(application: Application, tranche: Tranche, paid_on: date, reference: str) -> None:
    # What a stopped dossier had been paid before its end is paid again after a reversal.
    again = application.status == ApplicationStatus.STOPPED and tranche.payments.exists()
    if application.status not in PAYABLE_STATUSES and not again:
        raise TransitionRefused(_("The contract is not running."))
    if not reference.strip():
        raise TransitionRefused(_("Give the reference of the payment."))
    if paid_on > timezone.localdate():
        raise TransitionRefused(_("The payment cannot be dated in the future."))
    if tranche.accepted_at and paid_on < timezone.localtime(tranche.accepted_at).date():
        raise TransitionRefused(_("The payment cannot be dated before the deliverable was accepted."))


def _number_taken_text(reference: str, year: int, by: User) -> str:
    """The message that a payment of the year has this number; it names the tranche to a reader who may see it."""
    same = Disbursement.objects.effective().alias(key=IdentifierKey("reference"))
    same = same.filter(key=IdentifierKey(Value(reference)), paid_on__year=year)
    other = same.visible_to(by).select_related("tranche__contract").first()
    if other is None:
        return _("Another payment of %(year)s has this number. Compare it with the payment order.") % {"year": year}
    return _("Number %(number)s of %(year)s was used for tranche %(tranche)s of contract %(contract)s.") % {
        "number": other.reference,
        "year": year,
        "tranche": other.tranche.number,
        "contract": other.tranche.contract,
    }
