"""Dossiers at every point of evaluation, decision and contract, with all their people and records."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from programmes.grants.models import (
    Application,
    ApplicationStatus,
    Award,
    AwardStatus,
    Call,
    CallStatus,
    Contract,
    Disbursement,
    Recommendation,
    Review,
    ReviewStatus,
    Score,
    Tranche,
    TrancheStatus,
)
from programmes.plan.models import BudgetLine
from tests.factories import ApplicationFactory, CallFactory, StartupFactory, UserFactory, people, person
from tests.factories.questionnaires import sent_report

AMOUNT = 20_000_000


@dataclass
class Case:
    """One dossier with the people who work on it, each holding one role in the call's unit."""

    application: Application
    owner: User
    people: dict[str, User]
    evaluators: list[User]
    tranches: list[Tranche] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return self.__dict__["people"][name] if name in self.__dict__["people"] else super().__getattribute__(name)

    @property
    def line(self) -> BudgetLine:
        return BudgetLine.objects.get(pk=self.application.call.budget_line_id)

    @property
    def award(self) -> Award:
        return Award.objects.get(application=self.application)

    @property
    def fresh(self) -> Application:
        return Application.objects.get(pk=self.application.pk)


STAFF = (Role.OFFICER, Role.MANAGER, Role.DIRECTOR, Role.ACCOUNTANT)


def make_case(
    status: str = ApplicationStatus.EVALUATING, *, call: Any = None, colleagues: Case | None = None, **fields: Any
) -> Case:
    """A sent application of an owner's startup in a call with two evaluators, and one person per role.

    With `colleagues` the staff and the evaluators are those of that case.
    """
    call = call or CallFactory()
    owner = UserFactory()
    evaluators = colleagues.evaluators if colleagues else people(Role.EVALUATOR, Role.EVALUATOR)
    call.evaluators.add(*evaluators)
    application = ApplicationFactory(
        call=call,
        startup=fields.pop("startup", None) or StartupFactory(members=[owner]),
        created_by=owner,
        status=status,
        **fields,
    )
    staff = colleagues.people if colleagues else dict(zip(STAFF, people(*STAFF, unit=call.unit), strict=True))
    return Case(application, owner, staff, evaluators)


def sent_review(application: Application, evaluator: User, mark: str = "8") -> Review:
    """A review as it is after sending, every criterion with the same mark."""
    now = timezone.now()
    review = Review.objects.create(
        application=application, evaluator=evaluator, status=ReviewStatus.OPEN, declared_at=now
    )
    Score.objects.bulk_create(
        Score(review=review, criterion=criterion, value=Decimal(mark), reason="Có số liệu.")
        for criterion in application.call.criteria.all()
    )
    Review.objects.filter(pk=review.pk).update(status=ReviewStatus.SENT, total=Decimal(mark) * 10, sent_at=now)
    review.refresh_from_db()
    return review


def open_review(application: Application, evaluator: User) -> Review:
    return Review.objects.create(
        application=application, evaluator=evaluator, status=ReviewStatus.OPEN, declared_at=timezone.now()
    )


def evaluated_case(case: Case, *marks: str) -> Case:
    for evaluator, mark in zip(case.evaluators, marks or ("8", "7"), strict=False):
        sent_review(case.application, evaluator, mark)
    return case


def proposed_case(status: str = ApplicationStatus.PROPOSED, *, amount: int = AMOUNT, **fields: Any) -> Case:
    """A dossier with sent reviews and an officer's proposal of a grant."""
    case = evaluated_case(make_case(status, **fields))
    Award.objects.create(
        application=case.application,
        budget_line=case.application.call.budget_line,
        recommendation=Recommendation.GRANT,
        amount=amount,
        reason="Đủ điểm.",
        proposed_by=case.officer,
        proposed_at=timezone.now() - timedelta(days=3),
    )
    return case


def granted_case(status: str = ApplicationStatus.APPROVED, **fields: Any) -> Case:
    """A dossier whose grant was approved two days ago and charged to the line."""
    case = proposed_case(status, **fields)
    award = case.award
    Award.objects.filter(pk=award.pk).update(
        status=AwardStatus.APPROVED,
        decided_by=case.director,
        decided_at=timezone.now() - timedelta(days=2),
        decision_number=f"{award.pk}/QĐ-SKHCN",
    )
    line = case.line
    line.granted += award.amount
    line.save()
    return case


@transaction.atomic
def contracted_case(
    status: str = ApplicationStatus.CONTRACTED,
    *states: str,
    amounts: tuple[int, ...] = (5_000_000, 15_000_000),
    **fields: Any,
) -> Case:
    """A dossier under contract; `states` are those of its tranches, the first ones planned."""
    case = granted_case(status, amount=sum(amounts), **fields)
    today = timezone.localdate()
    contract = Contract.objects.create(
        award=case.award,
        number=f"HĐ-{case.application.pk}",
        signed_on=today,
        starts_on=today,
        ends_on=today + timedelta(days=180),
        signed_by=case.officer,
    )
    for position, amount in enumerate(amounts, start=1):
        state = states[position - 1] if position <= len(states) else TrancheStatus.PLANNED
        case.tranches.append(tranche_in(case, contract, position, amount, state))
    return case


def tranche_in(case: Case, contract: Contract, number: int, amount: int, state: str) -> Tranche:
    """A tranche in any state, with who reported, accepted and paid it."""
    now = timezone.now()
    values: dict[str, Any] = {}
    if state != TrancheStatus.PLANNED:
        values |= {"response": sent_report(case.owner), "reported_by": case.owner, "reported_at": now}
    if state in {TrancheStatus.ACCEPTED, TrancheStatus.PAID}:
        values |= {"accepted_by": case.manager, "accepted_at": now}
    tranche = Tranche.objects.create(
        contract=contract,
        number=number,
        amount=amount,
        deliverable=f"Sản phẩm {number}",
        due_on=timezone.localdate() + timedelta(days=30 * number),
        status=state,
        **values,
    )
    if state == TrancheStatus.PAID:
        Disbursement.objects.create(
            tranche=tranche,
            amount=amount,
            paid_on=timezone.localdate(),
            reference=f"UNC-{tranche.pk}",
            paid_by=case.accountant,
        )
        line = case.line
        line.paid += amount
        line.save()
    return tranche


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def day(offset: int = 0) -> str:
    """The day `offset` days from today as dd/mm/yyyy."""
    return (timezone.localdate() + timedelta(days=offset)).strftime("%d/%m/%Y")


def post_form(user: User, name: str, pk: int, data: dict[str, Any] | None = None) -> None:
    """POST a form of the grants app with the version that its page shows; it must be accepted with a redirect."""
    client, address = client_of(user), reverse(f"grants:{name}", args=[pk])
    page = client.get(address)
    hidden = dict(page.context["hidden"]) if page.context and "hidden" in page.context else {}
    response = client.post(address, {**hidden, **(data or {})})
    assert response.status_code == 302, response.content.decode()[:3000]


def ready_call(**fields: Any) -> Call:
    """A draft call that can be published: with two evaluators."""
    call = CallFactory(status=CallStatus.DRAFT, **fields)
    call.evaluators.set([person(Role.EVALUATOR), person(Role.EVALUATOR)])
    return call
