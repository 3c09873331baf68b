"""Many clients at once on real Postgres; each guard once more switched off, where the same race must go wrong."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import IntegrityError, OperationalError, connection
from django.db.models import F, Model, Sum
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.core import workflow
from ecosystem.core.conflicts import version_of
from ecosystem.core.constraints import violated_constraint
from ecosystem.core.measures import rebuild_measures
from ecosystem.core.workflow import TransitionRefused
from ecosystem.notices.models import OutboxMessage
from programmes.grants.actions import award as awards
from programmes.grants.actions import offer as offers
from programmes.grants.actions import payment as payments
from programmes.grants.actions.budget import budget_differences
from programmes.grants.models import Application, ApplicationStatus, Award, Call, Disbursement, Tranche, TrancheStatus
from programmes.plan.actions import budget
from programmes.plan.models import BudgetLine
from tests.concurrency import let_others_go_first, remove_lock, run_concurrently, wait_for_others
from tests.factories import BudgetLineFactory, CallFactory, PolicyFactory, StartupFactory, UserFactory, time_limits
from tests.programmes.grants.cases import AMOUNT, Case, contracted_case, proposed_case

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

S, T = ApplicationStatus, TrancheStatus


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    """Clocks have their limits; mails stay in the outbox, and letters are not typeset: neither is raced here."""
    time_limits()
    monkeypatch.setattr("ecosystem.notices.mail.send_outbox_task", lambda: None)
    monkeypatch.setattr("programmes.grants.actions.letter.decision_letter_pdf", lambda data: b"%PDF")


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def cases_of_one_line(count: int, *, room: int, rest: int = 0) -> list[Case]:
    """Proposals of AMOUNT each in one call, whose budget line has room for `room` of them and `rest` đồng."""
    call = CallFactory(budget_line__planned=room * AMOUNT + rest)
    return [proposed_case(call=call) for _ in range(count)]


def approve(case: Case) -> str:
    try:
        awards.approve_award(
            case.fresh, by=case.director, decision_number=f"{case.application.pk}/QĐ", decided_on=timezone.localdate()
        )
    except TransitionRefused:
        return "refused"
    except IntegrityError as error:
        return str(violated_constraint(error))
    return "approved"


@contextmanager
def without_constraint(table: str, name: str) -> Iterator[None]:
    """The database without one of its constraints; afterwards it has it again and the test's rows are gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [name])
        definition = cursor.fetchone()[0]
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table} CASCADE")
            rebuild_measures()  # no trigger sees rows that are truncated
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


@contextmanager
def without_index(table: str, name: str) -> Iterator[None]:
    """The same for a uniqueness with a condition, which Postgres keeps as an index alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [name])
        definition = cursor.fetchone()[0]
        cursor.execute(f"DROP INDEX {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table} CASCADE")
            rebuild_measures()  # no trigger sees rows that are truncated
            cursor.execute(definition)


def disable_locks(monkeypatch: pytest.MonkeyPatch, model: type[Model]) -> None:
    """Every row lock removed; all clients have read the row of `model` before the first goes on."""

    def change_as_read(line_id: int, *, granted: int = 0, paid: int = 0) -> bool:
        """The movement of money in two statements: the line is read and checked, then changed."""
        line = BudgetLine.objects.get(pk=line_id)
        if model is BudgetLine:
            wait_for_others()
        new_granted, new_paid = line.granted + granted, line.paid + paid
        if not 0 <= new_paid <= new_granted <= line.planned:
            return False
        BudgetLine.objects.filter(pk=line_id).update(granted=F("granted") + granted, paid=F("paid") + paid)
        return True

    remove_lock(monkeypatch, awards, payments, workflow, barrier_at=model)
    monkeypatch.setattr(budget, "_change_sums", change_as_read)


# --- Twenty clients, more approvals than the line has room for ----------------------------------------
@pytest.mark.row("B28")
@pytest.mark.parametrize(("approvals", "room"), [(40, 7), pytest.param(200, 37, marks=pytest.mark.thorough)])
def test_approvals_of_twenty_clients_at_once_grant_exactly_what_there_is_room_for(approvals, room):
    cases = cases_of_one_line(approvals, room=room, rest=AMOUNT - 1)
    today = timezone.localdate().strftime("%d/%m/%Y")

    def approve_in_order(group: list[Case]) -> Callable[[], list[int]]:
        def job() -> list[int]:
            client = signed_in(group[0].director)
            return [
                client.post(
                    reverse("grants:award_approve", args=[c.application.pk]),
                    {
                        "decision_number": f"{c.application.pk}/QĐ",
                        "decided_on": today,
                        "shown_version": version_of(c.award),
                    },
                ).status_code
                for c in group
            ]

        return job

    answers = run_concurrently([approve_in_order(cases[start::20]) for start in range(20)])

    statuses = Counter(status for group in answers for status in group)
    assert statuses == {302: room, 409: approvals - room}
    line = cases[0].line
    assert line.granted == Award.objects.approved().aggregate(total=Sum("amount"))["total"] == room * AMOUNT
    assert line.granted <= line.planned
    assert Counter(Application.objects.values_list("status", flat=True)) == {
        S.APPROVED: room,
        S.PROPOSED: approvals - room,
    }
    assert OutboxMessage.objects.filter(kind="decision_approved").count() == room
    assert budget_differences() == []


@pytest.mark.row("B28")
def test_without_the_lock_the_check_of_the_database_still_holds(monkeypatch):
    cases = cases_of_one_line(8, room=3)
    disable_locks(monkeypatch, BudgetLine)

    answers = run_concurrently([lambda c=c: approve(c) for c in cases])

    assert Counter(answers) == {"approved": 3, "granted_within_planned": 5}
    assert (cases[0].line.granted, Award.objects.approved().count()) == (3 * AMOUNT, 3)


def test_control_without_lock_and_check_the_line_is_overspent(monkeypatch):
    with without_constraint("plan_budgetline", "granted_within_planned"):
        cases = cases_of_one_line(8, room=3)
        disable_locks(monkeypatch, BudgetLine)

        answers = run_concurrently([lambda c=c: approve(c) for c in cases])

        assert Counter(answers) == {"approved": 8}
        assert cases[0].line.granted == 8 * AMOUNT > cases[0].line.planned


def test_money_that_comes_back_while_an_approval_is_refused_is_granted(monkeypatch):
    first, second = cases_of_one_line(2, room=1)
    assert approve(first) == "approved"
    lock_line = budget.lock_line

    def lock_line_last(pk: int) -> BudgetLine:
        let_others_go_first()
        return lock_line(pk)

    def decline() -> None:
        wait_for_others()
        offers.decline_offer(first.fresh, by=first.owner, reason="Không thực hiện nữa.")

    monkeypatch.setattr(budget, "lock_line", lock_line_last)
    answers = run_concurrently([lambda: approve(second), decline])

    assert (answers[0], second.line.granted, budget_differences()) == ("approved", AMOUNT, [])


def test_one_proposal_is_approved_once_by_ten_directors_at_once():
    case = proposed_case()

    answers = run_concurrently([lambda: approve(case)] * 10)

    assert Counter(answers) == {"approved": 1, "refused": 9}
    assert case.line.granted == AMOUNT


# --- One tranche, ten clients ---------------------------------------------------------------------------
def pay(case: Case) -> str:
    """Pay the first tranche under a number of its own, so that only the tranche itself can be paid twice."""
    try:
        payments.pay_tranche(
            Tranche.objects.get(pk=case.tranches[0].pk),
            by=case.accountant,
            paid_on=timezone.localdate(),
            reference=f"UNC {uuid4()}",
        )
    except TransitionRefused:
        return "refused"
    return "paid"


def test_tranche_paid_by_ten_clients_at_once_is_paid_once():
    case = contracted_case(S.CONTRACTED, T.ACCEPTED)
    url = reverse("grants:tranche_pay", args=[case.tranches[0].pk])
    data = {"paid_on": timezone.localdate().strftime("%d/%m/%Y"), "reference": "UNC 1"}

    answers = run_concurrently([lambda: signed_in(case.accountant).post(url, data).status_code] * 10)

    assert Counter(answers) == {302: 1, 409: 9}
    assert (Disbursement.objects.count(), case.line.paid) == (1, case.tranches[0].amount)
    assert OutboxMessage.objects.filter(kind="payment_recorded").count() == 1
    assert case.fresh.status == S.IN_PROGRESS


def test_without_the_locks_the_unique_payment_of_the_database_still_holds(monkeypatch):
    case = contracted_case(S.IN_PROGRESS, T.ACCEPTED)
    disable_locks(monkeypatch, Tranche)

    answers = run_concurrently([lambda: pay(case)] * 10)

    assert Counter(answers) == {"paid": 1, "refused": 9}
    assert (Disbursement.objects.count(), case.line.paid) == (1, case.tranches[0].amount)


def test_control_without_locks_and_uniqueness_a_tranche_is_paid_again_and_again(monkeypatch):
    with without_index("grants_disbursement", "tranche_is_paid_once"):
        case = contracted_case(S.IN_PROGRESS, T.ACCEPTED, amounts=(1_000_000, 19_000_000))
        disable_locks(monkeypatch, Tranche)

        answers = run_concurrently([lambda: pay(case)] * 10)

        assert Counter(answers) == {"paid": 10}
        assert case.line.paid == 10 * case.tranches[0].amount


def test_payment_and_early_end_at_once_agree_on_the_tranche():
    for _ in range(5):
        case = contracted_case(S.IN_PROGRESS, T.ACCEPTED)

        def end(case: Case = case) -> str:
            awards.terminate_award(case.fresh, by=case.director, end_reason="breach", reason="Sai mục đích.")
            return "ended"

        paid, ended = run_concurrently([lambda case=case: pay(case), end])

        assert ended == "ended"
        tranche = Tranche.objects.get(pk=case.tranches[0].pk)
        assert tranche.status == (T.PAID if paid == "paid" else T.CANCELLED)
        assert case.line.paid == (tranche.amount if paid == "paid" else 0)
        assert case.line.granted == case.award.net_amount
    assert budget_differences() == []


def test_approvals_payments_and_ends_of_one_line_make_no_deadlock():
    call = CallFactory(budget_line__planned=40 * AMOUNT)
    running = [contracted_case(S.IN_PROGRESS, T.ACCEPTED, call=call) for _ in range(10)]
    waiting = [proposed_case(call=call) for _ in range(10)]
    approve_pay_and_end(running, waiting)


def test_approvals_payments_and_ends_of_one_startup_make_no_deadlock():
    """The grants of a startup name the one before them, so that one decision also writes the award of another dossier."""
    line = BudgetLineFactory(planned=20 * AMOUNT)
    policy = PolicyFactory()
    startup = StartupFactory(members=[UserFactory()])

    def call() -> Call:
        return CallFactory(budget_line=line, policy=policy)

    running = [contracted_case(S.IN_PROGRESS, T.ACCEPTED, call=call(), startup=startup) for _ in range(5)]
    waiting = [proposed_case(call=call(), startup=startup) for _ in range(5)]
    approve_pay_and_end(running, waiting)


def approve_pay_and_end(running: list[Case], waiting: list[Case]) -> None:
    """Pay and end the contracts, and approve the proposals, all at once; nobody waits in a circle."""

    def end(case: Case) -> str:
        awards.terminate_award(case.fresh, by=case.director, end_reason="breach", reason="Sai mục đích.")
        return "ended"

    jobs = [
        *[lambda c=c: pay(c) for c in running],
        *[lambda c=c: end(c) for c in running],
        *[lambda c=c: approve(c) for c in waiting],
    ]
    answers = run_concurrently(jobs)

    assert not [a for a in answers if isinstance(a, OperationalError)]
    assert {a if isinstance(a, str) else type(a) for a in answers} <= {"paid", "refused", "ended", "approved"}
    assert (answers.count("ended"), answers.count("approved")) == (len(running), len(waiting))
    assert budget_differences() == []
