"""Awards, contracts and payments made straight in the tables, as the database allows them."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.reference.models import Term, Vocabulary
from programmes.grants.models import (
    Application,
    ApplicationStatus,
    Award,
    AwardStatus,
    Contract,
    Disbursement,
    Recommendation,
    Reversal,
    ReversalStatus,
    Tranche,
    TrancheStatus,
)
from programmes.plan.models import BudgetLine, SupportPolicy
from startups.models import Startup
from tests.concurrency import let_others_go_first
from tests.factories import (
    ApplicationFactory,
    BudgetLineFactory,
    CallFactory,
    PolicyFactory,
    StartupFactory,
    TermFactory,
    UnitFactory,
    UserFactory,
)


def user_named(name: str) -> User:
    """One person per part, made once: who proposes, decides, accepts, pays."""
    return User.objects.filter(email=f"{name}@example.org").first() or UserFactory(email=f"{name}@example.org")


def at(text: str) -> datetime:
    """'2025-12-14 23:59' in the zone of the city."""
    return timezone.make_aware(datetime.fromisoformat(text))


def start_of_day(days_ago: int = 0) -> str:
    """The first moment of a day in the city: today's is past at every hour."""
    return f"{timezone.localdate() - timedelta(days=days_ago)} 00:00"


def policy_of(stage: str) -> SupportPolicy:
    """The one policy of a stage of support (pre_incubation, incubation, acceleration)."""
    term = Term.objects.filter(vocabulary=Vocabulary.SUPPORT_STAGE, code=stage).first() or TermFactory(
        vocabulary=Vocabulary.SUPPORT_STAGE, code=stage
    )
    return SupportPolicy.objects.filter(stage=term).first() or PolicyFactory(stage=term)


def approved_award(
    when: str,
    *,
    amount: int = 30_000_000,
    cancelled: int = 0,
    startup: Startup | None = None,
    line: BudgetLine | None = None,
    stage: str = "pre_incubation",
    status: str = ApplicationStatus.APPROVED,
    **fields: Any,
) -> Award:
    """An approved grant decided at `when` ('2025-12-14 23:59', in the city)."""
    line = line or BudgetLineFactory()
    unit = OrganisationUnit.objects.first() or UnitFactory()
    call = CallFactory(policy=policy_of(stage), budget_line=line, criteria=[], unit=unit)
    application = ApplicationFactory(
        call=call, startup=startup or StartupFactory(), status=status, created_by=user_named("applies")
    )
    return award_of(application, when, amount=amount, cancelled=cancelled, line=line, **fields)


def award_of(
    application: Application,
    when: str,
    *,
    amount: int,
    line: BudgetLine,
    cancelled: int = 0,
    status: str = AwardStatus.APPROVED,
    **fields: Any,
) -> Award:
    decided = at(when)
    return Award.objects.create(
        application=application,
        budget_line=line,
        recommendation=Recommendation.GRANT,
        amount=amount,
        cancelled=cancelled,
        reason="Đủ điều kiện",
        status=status,
        proposed_by=user_named("proposes"),
        proposed_at=decided,
        decided_by=user_named("decides"),
        decided_at=decided,
        **fields,
    )


def make_contract(award: Award, *, parts: int = 2) -> list[Tranche]:
    """The contract of the award with `parts` tranches, all accepted."""
    contract = Contract.objects.create(
        award=award,
        number=f"HD-{award.pk}",
        signed_on=date(2025, 1, 1),
        starts_on=date(2025, 1, 1),
        ends_on=date(2026, 1, 1),
        signed_by=user_named("decides"),
    )
    share = award.amount // parts
    amounts = [share] * (parts - 1) + [award.amount - share * (parts - 1)]
    acceptor = user_named("accepts")
    return [
        Tranche.objects.create(
            contract=contract,
            number=n,
            amount=amount,
            deliverable="Báo cáo",
            due_on=date(2025, 6, 1),
            status=TrancheStatus.ACCEPTED,
            accepted_by=acceptor,
            accepted_at=timezone.now(),
        )
        for n, amount in enumerate(amounts, start=1)
    ]


def make_payment(tranche: Tranche, on: str, *, by: User | None = None) -> Disbursement:
    """The payment of a tranche on a day."""
    Tranche.objects.filter(pk=tranche.pk).update(status=TrancheStatus.PAID)
    return Disbursement.objects.create(
        tranche=tranche,
        amount=tranche.amount,
        paid_on=date.fromisoformat(on),
        reference=f"UNC-{tranche.pk}",
        paid_by=by or user_named("pays"),
    )


def make_reversal(payment: Disbursement, on: str) -> Disbursement:
    """The reversing entry of a whole payment, dated on a day."""
    reversal = Reversal.objects.create(
        payment=payment,
        kind="failed",
        amount=payment.amount,
        happened_on=date.fromisoformat(on),
        reason="Ngân hàng trả lại",
        status=ReversalStatus.CONFIRMED,
        requested_by=user_named("pays"),
        requested_at=timezone.now(),
        decided_by=user_named("confirms"),
        decided_at=timezone.now(),
    )
    Disbursement.objects.filter(pk=payment.pk).update(is_effective=False)
    entry = Disbursement.objects.create(
        tranche=payment.tranche,
        amount=-payment.amount,
        paid_on=reversal.happened_on,
        reference="",
        paid_by=reversal.requested_by,
        reverses=payment,
        is_effective=False,
    )
    Reversal.objects.filter(pk=reversal.pk).update(entry=entry)
    return entry


@transaction.atomic
def rename_last(startup: Startup, name: str) -> None:
    """Rename a startup in a transaction that ends when the other job of the race has ended, or waits for its lock."""
    Startup.objects.filter(pk=startup.pk).update(name=name)
    let_others_go_first()
