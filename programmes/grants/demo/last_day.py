"""What happens on the last day of the demonstration data, by the real actions, so that its pages show it."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ecosystem.accounts.demo import ACCOUNTS
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import TransitionRefused
from ecosystem.reference.workdays import DayUnit
from programmes.grants.actions.application import confirm_invalid, find_invalid, start_check
from programmes.grants.actions.charge import assign_officer
from programmes.grants.actions.evaluators import withdraw_review
from programmes.grants.actions.offer import accept_offer, lapse_offer
from programmes.grants.actions.payment import pay_tranche
from programmes.grants.actions.reversal import confirm_reversal, request_reversal
from programmes.grants.demo.planned_amounts import propose_more_money
from programmes.grants.models import (
    OPEN_REVIEWS,
    Application,
    ApplicationStatus,
    Disbursement,
    ReversalKind,
    Review,
    StepClock,
    WithdrawalGround,
)
from programmes.plan.models import BudgetLine, Step
from startups.models import MemberRole

S = ApplicationStatus
DEMO_EMAILS = [account.email for account in ACCOUNTS]
RETURNED_SHARE = 10  # a tenth of a payment comes back
OFFER_DAYS = 10


def record_last_day(today: date) -> None:
    """Offers accepted and lapsed, a dossier handed over, one found not valid, an evaluator replaced, money returned, a
    larger amount for a budget line waiting to be verified.

    The actions are dated by the clock: nothing is done for data of another day. Work of the demonstration accounts is
    left to them.
    """
    if today != timezone.localdate():
        return
    with transaction.atomic():
        _answer_offers(today)
        _hand_over()
        _refuse_one_invalid()
        _replace_evaluator()
        _return_money(today)
        line = BudgetLine.objects.filter(is_demo=True).order_by("-year", "code").first()
        if line is not None:
            propose_more_money(line, _holder(Role.MANAGER))


def correct_payment(starts: date, ends: date) -> Disbursement | None:
    """Reverse a payment of these days that was entered wrong, and enter it again under its right number.

    Returns the new payment; None where there is none to correct.
    """
    payment = _payments().filter(paid_on__gte=starts, paid_on__lt=ends).order_by("-pk").first()
    if payment is None:
        return None
    accountant, director = _holder(Role.ACCOUNTANT), _holder(Role.DIRECTOR)
    reason = "Nhập nhầm số ủy nhiệm chi (dữ liệu minh họa)."
    with transaction.atomic():
        reversal = request_reversal(payment, by=accountant, kind=ReversalKind.WRONG_ENTRY, reason=reason)
        confirm_reversal(reversal, by=director)
        payment.tranche.refresh_from_db()
        return pay_tranche(
            payment.tranche,
            by=accountant,
            paid_on=payment.paid_on,
            reference=f"{payment.reference}-B",
            late_reason=reason,
        )


def _holder(role: Role) -> User:
    return User.objects.with_role(role).order_by("pk")[0]


def _dossiers(*statuses: str) -> QuerySet[Application]:
    """Dossiers of these states that are not those of the demonstration accounts, oldest first."""
    own = Application.objects.filter(startup__memberships__user__email__in=DEMO_EMAILS)
    return Application.objects.filter(status__in=statuses).exclude(pk__in=own.values("pk")).order_by("pk")


def _payments() -> QuerySet[Disbursement]:
    running = _dossiers(S.IN_PROGRESS)
    return (
        Disbursement.objects.effective()
        .filter(tranche__contract__award__application__in=running.values("pk"))
        .select_related("tranche__contract__award__application")
    )


def _answer_offers(today: date) -> None:
    """The newest offer but one is accepted, the oldest lapses; those between wait for an answer."""
    offers = list(_dossiers(S.APPROVED).select_related("award", "startup"))
    if len(offers) < 3:
        return
    accepted, lapsed = offers[-2], offers[0]
    accept_offer(accepted, by=accepted.startup.memberships.get(role=MemberRole.OWNER).user)
    decided_on = timezone.localdate(lapsed.award.decided_at)
    StepClock.objects.filter(application=lapsed, ended_on__isnull=True).update(ended_on=decided_on)
    StepClock.objects.create(
        application=lapsed,
        step=Step.OFFER,
        amount=OFFER_DAYS,
        unit=DayUnit.CALENDAR,
        started_on=decided_on,
        due_on=min(decided_on + timedelta(days=OFFER_DAYS), today - timedelta(days=1)),
    )
    lapse_offer(lapsed)


def _hand_over() -> None:
    dossier = _dossiers(S.EVALUATING).filter(in_charge__isnull=False).select_related("in_charge").first()
    if dossier is None or dossier.in_charge is None:
        return
    others = User.objects.with_role(Role.OFFICER).exclude(pk=dossier.in_charge_id).order_by("-pk")
    assign_officer(
        dossier,
        by=dossier.in_charge,
        officer=others[0],
        expected_officer_id=dossier.in_charge_id,
        reason="Nghỉ phép dài ngày (dữ liệu minh họa).",
    )


def _refuse_one_invalid() -> None:
    waiting = list(_dossiers(S.SUBMITTED))
    if len(waiting) < 2:
        return
    officer = _holder(Role.OFFICER)
    dossier = start_check(waiting[0], by=officer)
    reason = "Dự án không thuộc lĩnh vực ưu tiên của chính sách (dữ liệu minh họa)."
    found = find_invalid(dossier, by=officer, reason=reason)
    confirm_invalid(found, by=_holder(Role.MANAGER))


def _replace_evaluator() -> None:
    """An evaluator who fell ill gives a dossier to the first colleague of the call who may have it."""
    waiting = Review.objects.filter(status__in=OPEN_REVIEWS, application__in=_dossiers(S.EVALUATING).values("pk"))
    review = (
        waiting.exclude(evaluator__email__in=DEMO_EMAILS).select_related("application__call").order_by("pk").first()
    )
    if review is None:
        return
    seated = Review.objects.filter(application=review.application).values("evaluator")
    for colleague in review.application.call.evaluators.exclude(pk__in=seated).order_by("-pk"):
        try:
            withdraw_review(
                review,
                by=_holder(Role.MANAGER),
                because=WithdrawalGround.ILLNESS,
                reason="Nằm viện (dữ liệu minh họa).",
                replacement=colleague,
            )
        except TransitionRefused:
            continue
        return


def _return_money(today: date) -> None:
    payment = _payments().order_by("pk").first()
    if payment is None:
        return
    reversal = request_reversal(
        payment,
        by=_holder(Role.ACCOUNTANT),
        kind=ReversalKind.MONEY_RETURNED,
        amount=payment.amount // RETURNED_SHARE,
        happened_on=today,
        reference=f"GBC-{today:%Y}-000001",
        reason="Chi phí thực tế thấp hơn dự toán (dữ liệu minh họa).",
    )
    confirm_reversal(reversal, by=_holder(Role.DIRECTOR))
