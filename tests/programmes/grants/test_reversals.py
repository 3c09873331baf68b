"""What was done wrong with money and acceptances is put right on the record: both entries stay, the sums follow."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.models import Notification, OutboxMessage
from programmes.grants.actions import award as awards
from programmes.grants.actions import contract as contracts
from programmes.grants.actions import payment as payments
from programmes.grants.actions import reversal as reversals
from programmes.grants.actions.budget import budget_differences
from programmes.grants.models import (
    ApplicationStatus,
    Award,
    Disbursement,
    Reversal,
    ReversalKind,
    ReversalStatus,
    Tranche,
    TrancheStatus,
)
from programmes.plan.counting import Selection, total
from programmes.plan.models import Counter as Figure
from tests.concurrency import remove_lock, run_concurrently, unguarded_move
from tests.factories import UnitFactory, person
from tests.programmes.grants.cases import Case, contracted_case
from tests.programmes.grants.reports import report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]

S, T, K = ApplicationStatus, TrancheStatus, ReversalKind


def paid_case(status: str = S.IN_PROGRESS, *states: str) -> Case:
    """A contract of 5 and 15 million whose first tranche is paid today; a second accountant stands by."""
    case = contracted_case(status, T.PAID, *states)
    case.people["second"] = person(Role.ACCOUNTANT, unit=case.application.call.unit)
    return case


def payment_of(case: Case) -> Disbursement:
    return Disbursement.objects.get(tranche=case.tranches[0], is_effective=True)


def ask(case: Case, kind: str = K.WRONG_ENTRY, *, by: User | None = None, **values: Any) -> Reversal:
    values = {"reason": "Nhập nhầm số ủy nhiệm chi.", **values}
    return reversals.request_reversal(payment_of(case), by=by or case.accountant, kind=kind, **values)


def request_return(case: Case, amount: int, *, by: User | None = None) -> Reversal:
    return ask(case, K.MONEY_RETURNED, amount=amount, happened_on=timezone.localdate(), by=by)


def tranche_of(case: Case) -> Tranche:
    return Tranche.objects.get(pk=case.tranches[0].pk)


def paid_figure() -> int:
    return int(total(Selection(Figure.PAID)))


# --- The sums -----------------------------------------------------------------------------------------------
@pytest.mark.row("B59")
@pytest.mark.parametrize("kind", [K.FAILED, K.WRONG_ENTRY])
def test_reversed_payment_leaves_both_entries_and_can_be_paid_again(kind):
    case = paid_case()
    first = payment_of(case)

    reversals.confirm_reversal(ask(case, kind, happened_on=timezone.localdate()), by=case.second)

    assert [(e.amount, e.is_effective, e.reverses_id) for e in Disbursement.objects.order_by("pk")] == [
        (5_000_000, False, None),
        (-5_000_000, False, first.pk),
    ]
    assert (tranche_of(case).status, case.line.paid, case.line.granted) == (T.ACCEPTED, 0, 20_000_000)
    assert (paid_figure(), budget_differences()) == (0, [])

    payments.pay_tranche(tranche_of(case), by=case.accountant, paid_on=timezone.localdate(), reference="UNC đúng")

    assert (tranche_of(case).status, case.line.paid, paid_figure()) == (T.PAID, 5_000_000, 5_000_000)
    assert budget_differences() == []


@pytest.mark.row("B59")
def test_part_that_was_paid_back_leaves_paid_and_granted_and_is_free_again():
    case = paid_case()
    left = case.line.remaining

    reversals.confirm_reversal(request_return(case, 2_000_000), by=case.director)

    line = case.line
    assert (line.paid, line.granted, line.remaining) == (3_000_000, 18_000_000, left + 2_000_000)
    assert (case.award.cancelled, tranche_of(case).status, payment_of(case).remaining_amount) == (
        2_000_000,
        T.PAID,
        3_000_000,
    )
    assert (paid_figure(), total(Selection(Figure.GRANTED)), budget_differences()) == (3_000_000, 18_000_000, [])


@pytest.mark.row("B59")
def test_payment_returned_whole_in_two_parts_ends_its_tranche():
    case = paid_case()

    reversals.confirm_reversal(request_return(case, 2_000_000), by=case.director)
    with pytest.raises(TransitionRefused, match=r"3\.000\.000"):
        request_return(case, 3_000_001)
    reversals.confirm_reversal(request_return(case, 3_000_000), by=case.director)

    assert (tranche_of(case).status, case.line.paid, case.line.granted) == (T.CANCELLED, 0, 15_000_000)
    assert (case.award.cancelled, budget_differences()) == (5_000_000, [])
    with pytest.raises(TransitionRefused):
        payments.pay_tranche(tranche_of(case), by=case.accountant, paid_on=timezone.localdate(), reference="2")


def test_wrong_entry_is_reversed_on_the_day_that_it_names():
    """So that the wrong day has no trace in the figures of its period."""
    case = paid_case()
    reversals.confirm_reversal(ask(case, K.WRONG_ENTRY), by=case.second)
    entry = Disbursement.objects.get(reverses__isnull=False)

    assert entry.paid_on == entry.reverses.paid_on


def test_closed_dossier_opens_again_when_its_payment_is_reversed():
    case = paid_case(S.CLOSED, T.PAID)

    reversals.confirm_reversal(ask(case), by=case.second)

    assert (case.fresh.status, case.fresh.holder) == (S.ACCEPTED, "department")
    payments.pay_tranche(tranche_of(case), by=case.accountant, paid_on=timezone.localdate(), reference="2")
    contracts.close_award(case.fresh, by=case.officer)
    assert case.fresh.status == S.CLOSED


def test_payment_made_before_an_early_end_is_reversed_and_paid_again():
    case = paid_case()
    awards.terminate_award(case.application, by=case.director, end_reason="breach", reason="Sai mục đích.")

    reversals.confirm_reversal(ask(case, K.FAILED, happened_on=timezone.localdate()), by=case.second)
    payments.pay_tranche(tranche_of(case), by=case.accountant, paid_on=timezone.localdate(), reference="2")

    assert (case.line.paid, case.line.granted, budget_differences()) == (5_000_000, 5_000_000, [])


# --- Two people ---------------------------------------------------------------------------------------------
@pytest.mark.row("B59")
def test_who_asks_does_not_confirm_on_any_path():
    case = paid_case()
    reversal = ask(case)

    with pytest.raises(TransitionRefused, match="người khác"):
        reversals.confirm_reversal(reversal, by=case.accountant)
    with pytest.raises(IntegrityError, match="who_asks_for_a_reversal_does_not_confirm_it"), transaction.atomic():
        Reversal.objects.filter(pk=reversal.pk).update(
            status=ReversalStatus.CONFIRMED, decided_by=case.accountant, decided_at=timezone.now()
        )

    assert (tranche_of(case).status, case.line.paid) == (T.PAID, 5_000_000)


@pytest.mark.parametrize("who", ["officer", "manager", "director", "owner"])
def test_only_accountants_ask(who):
    case = paid_case()

    with pytest.raises(RoleRefused):
        ask(case, by=getattr(case, who))


@pytest.mark.parametrize("who", ["officer", "manager", "owner"])
def test_only_another_accountant_or_the_director_confirms(who):
    case = paid_case()
    reversal = ask(case)

    with pytest.raises(RoleRefused):
        reversals.confirm_reversal(reversal, by=getattr(case, who))


def test_refused_reversal_request_leaves_the_payment_and_allows_another():
    case = paid_case()
    reversal = ask(case)
    with pytest.raises(TransitionRefused, match="người thứ hai"):
        ask(case)

    reversals.refuse_reversal(reversal, by=case.director, reason="Số đúng.")

    assert (tranche_of(case).status, case.line.paid) == (T.PAID, 5_000_000)
    with pytest.raises(TransitionRefused):
        reversals.confirm_reversal(reversal, by=case.second)
    ask(case)


def test_people_concerned_are_notified():
    case = paid_case()
    stranger = person(Role.DIRECTOR, unit=UnitFactory())
    reversal = ask(case)

    told = {m.recipient for m in OutboxMessage.objects.filter(kind="reversal_requested")}
    assert told == {case.second.email, case.director.email}
    assert stranger.email not in told

    reversals.confirm_reversal(reversal, by=case.director)

    assert [m.recipient for m in OutboxMessage.objects.filter(kind="payment_reversed")] == [case.owner.email]
    assert [n.user for n in Notification.objects.filter(kind="reversal_decided")] == [case.accountant]


# --- The database -------------------------------------------------------------------------------------------
def test_database_refuses_a_reversing_entry_without_a_confirmed_request():
    case = paid_case()
    payment = payment_of(case)

    with pytest.raises(IntegrityError, match="needs a confirmed request"), transaction.atomic():
        Disbursement.objects.create(
            tranche=payment.tranche,
            amount=-5_000_000,
            paid_on=timezone.localdate(),
            reference="",
            paid_by=case.accountant,
            reverses=payment,
            is_effective=False,
        )


@pytest.mark.parametrize("change", [{"amount": 1}, {"paid_on": date(2026, 1, 1)}, {"reference": "khác"}])
def test_database_refuses_the_edit_of_an_entry(change):
    case = paid_case()

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Disbursement.objects.filter(pk=payment_of(case).pk).update(**change)


@pytest.mark.parametrize(
    ("values", "days", "words"),
    [
        ({"reason": " "}, 0, "lý do"),
        ({"kind": K.FAILED}, 1, "tương lai"),
        ({"kind": K.FAILED}, -1, "trước ngày giải ngân"),
        ({"kind": K.MONEY_RETURNED}, 0, "số tiền"),
    ],
)
def test_request_that_says_too_little_is_refused(values, days, words):
    case = paid_case()

    with pytest.raises(TransitionRefused, match=words):
        ask(case, **values, happened_on=timezone.localdate() + timedelta(days=days))

    assert not Reversal.objects.exists()


# --- Races --------------------------------------------------------------------------------------------------
def outcomes(jobs: list[Any]) -> Counter[str]:
    def run(job: Any) -> str:
        try:
            job()
        except TransitionRefused:
            return "refused"
        return "done"

    return Counter(str(answer) for answer in run_concurrently([lambda job=job: run(job) for job in jobs]))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_reversal_confirmed_by_ten_clients_at_once_is_entered_once():
    case = paid_case()
    reversal = ask(case)

    answers = outcomes([lambda: reversals.confirm_reversal(reversal, by=case.second)] * 10)

    assert answers == {"done": 1, "refused": 9}
    assert (Disbursement.objects.count(), case.line.paid, budget_differences()) == (2, 0, [])


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_without_locks_and_laws_a_payment_is_taken_back_again_and_again(monkeypatch):
    """The same race with the row locks and the status check off: every client takes the money back."""
    case = paid_case()
    reversal = ask(case, K.MONEY_RETURNED, amount=1_000_000, happened_on=timezone.localdate())
    remove_lock(monkeypatch, reversals)
    monkeypatch.setattr(reversals, "move", unguarded_move)
    with without_trigger("grants_disbursement", "reversal_is_confirmed"):
        answers = outcomes([lambda: reversals.confirm_reversal(reversal, by=case.second)] * 4)

    assert answers == {"done": 4}
    assert -sum(Disbursement.objects.filter(amount__lt=0).values_list("amount", flat=True)) == 4 * reversal.amount


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_reversal_and_second_payment_at_once_pay_the_tranche_once():
    for _ in range(5):
        case = paid_case()
        reversal = ask(case, K.FAILED, happened_on=timezone.localdate())

        def pay(case: Case = case) -> None:
            payments.pay_tranche(tranche_of(case), by=case.second, paid_on=timezone.localdate(), reference="2")

        outcomes([lambda case=case, r=reversal: reversals.confirm_reversal(r, by=case.director), pay])

        effective = Disbursement.objects.filter(tranche=case.tranches[0], is_effective=True).count()
        assert effective == (1 if tranche_of(case).status == T.PAID else 0)
    assert budget_differences() == []


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_returned_money_and_approvals_of_one_line_make_no_deadlock_and_no_difference():
    cases = [paid_case() for _ in range(4)]
    asked = [(case, request_return(case, 1_000_000)) for case in cases]
    jobs = [lambda c=c, r=r: reversals.confirm_reversal(r, by=c.director) for c, r in asked]
    jobs += [
        lambda c=c: awards.terminate_award(c.fresh, by=c.director, end_reason="breach", reason="Sai.") for c in cases
    ]

    assert outcomes(jobs) == {"done": 8}
    assert budget_differences() == []
    assert {award.cancelled for award in Award.objects.all()} == {16_000_000}


@contextmanager
def without_trigger(table: str, name: str) -> Iterator[None]:
    """The table with one of its triggers off, for every connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE %s", [f"pgtrigger_{name}%"])
        (trigger,) = cursor.fetchone()
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")


# --- Acceptances --------------------------------------------------------------------------------------------
@pytest.mark.row("B59")
def test_acceptance_given_by_mistake_is_taken_back_while_unpaid():
    case = contracted_case(S.IN_PROGRESS, T.ACCEPTED)

    contracts.take_back_acceptance(tranche_of(case), by=case.officer, reason="Nghiệm thu nhầm sản phẩm.")

    tranche = tranche_of(case)
    assert (tranche.status, tranche.accepted_by, tranche.accepted_at) == (T.REPORTED, None, None)
    assert (case.fresh.holder, case.fresh.due_on) == ("department", None)
    assert [m.recipient for m in OutboxMessage.objects.filter(kind="acceptance_taken_back")] == [case.owner.email]
    with pytest.raises(TransitionRefused):
        payments.pay_tranche(tranche, by=case.accountant, paid_on=timezone.localdate(), reference="1")


def test_acceptance_of_a_paid_deliverable_is_taken_back_only_after_the_reversal():
    case = paid_case()
    with pytest.raises(TransitionRefused):
        contracts.take_back_acceptance(tranche_of(case), by=case.officer, reason="Nhầm.")

    reversals.confirm_reversal(ask(case), by=case.second)
    contracts.take_back_acceptance(tranche_of(case), by=case.officer, reason="Nhầm.")

    assert tranche_of(case).status == T.REPORTED


def test_acceptance_of_the_result_is_taken_back_with_reason():
    case = contracted_case(S.ACCEPTED, T.PAID, T.ACCEPTED)

    contracts.take_back_result(case.application, by=case.manager, reason="Thiếu báo cáo cuối.")

    assert case.fresh.status == S.IN_PROGRESS
    assert OutboxMessage.objects.get(kind="result_taken_back").recipient == case.owner.email


# --- Pages --------------------------------------------------------------------------------------------------
def test_reversal_through_the_pages(client):
    case = paid_case()
    address = reverse("grants:reversal_request", args=[case.tranches[0].pk])
    contract = reverse("grants:contract_detail", args=[case.application.pk])
    client.force_login(case.accountant)
    assert address in client.get(contract).content.decode()

    wrong = client.post(address, {"kind": "money_returned", "amount": "", "reason": "Trả lại"})
    assert (wrong.status_code, "Trả lại" in wrong.content.decode()) == (422, True)
    sent = client.post(
        address,
        {
            "kind": "money_returned",
            "amount": "2.000.000",
            "happened_on": f"{timezone.localdate():%d/%m/%Y}",
            "reason": "Không dùng hết",
        },
    )
    assert sent.status_code == 302
    reversal = Reversal.objects.get()
    confirm = reverse("grants:reversal_confirm", args=[reversal.pk])
    assert confirm not in client.get(contract).content.decode()
    assert client.post(confirm).status_code == 409

    client.force_login(case.owner)
    assert "Không dùng hết" not in client.get(contract).content.decode()
    assert client.get(confirm).status_code == 404

    client.force_login(case.director)
    assert confirm in client.get(contract).content.decode()
    assert client.post(confirm).status_code == 302

    client.force_login(case.owner)
    page = client.get(contract).content.decode()
    assert ("Không dùng hết" in page, "3.000.000" in page) == (True, True)
    assert str(case.accountant) not in page


@pytest.mark.row("B59")
def test_startup_reads_on_the_page_why_a_deliverable_came_back(client):
    case = contracted_case(S.IN_PROGRESS, T.REPORTED, T.REPORTED)
    contracts.send_back_deliverable(tranche_of(case), by=case.officer, reason="Thiếu biên bản thử nghiệm.")
    client.force_login(case.owner)

    page = client.get(reverse("grants:contract_detail", args=[case.application.pk])).content.decode()

    assert page.count("Thiếu biên bản thử nghiệm.") == 2  # beside the tranche, and in the history
    report(tranche_of(case), by=case.owner, text="Đã bổ sung.")
    again = client.get(reverse("grants:contract_detail", args=[case.application.pk])).content.decode()
    assert again.count("Thiếu biên bản thử nghiệm.") == 1


def test_accountant_finds_the_way_to_put_a_wrong_amount_right_where_a_payment_is_read(client):
    case = paid_case()
    tranche = tranche_of(case)
    way = reverse("grants:reversal_request", args=[tranche.pk])
    sentence = "Nhập sai số tiền, ngày hoặc số chứng từ"
    client.force_login(case.accountant)

    assert way in client.get(reverse("grants:payment_list")).content.decode()
    contract = client.get(reverse("grants:contract_detail", args=[case.application.pk])).content.decode()
    assert (way in contract, sentence in contract) == (True, True)
    assert sentence in client.get(way).content.decode()
    client.force_login(case.officer)
    assert way not in client.get(reverse("grants:payment_list")).content.decode()
    assert way not in client.get(reverse("grants:contract_detail", args=[case.application.pk])).content.decode()
