"""Stored figures against the records themselves, after every kind of change that can move them."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.core.measures import find_differences, fold_cells
from programmes.grants.actions.award import approve_award, reject_award, terminate_award
from programmes.grants.actions.payment import pay_tranche
from programmes.grants.models import (
    Application,
    ApplicationStatus,
    Award,
    AwardStatus,
    Call,
    Contract,
    Disbursement,
    EndReason,
    Tranche,
    TrancheStatus,
)
from programmes.plan.counting import DECISIONS, STARTUPS, Selection, TallyRow, tally, total, year_range
from programmes.plan.counting import records as rows_of
from programmes.plan.models import BudgetLine, Counter, Pillar, Scheme
from tests.concurrency import run_concurrently
from tests.factories import BudgetLineFactory, PillarFactory, SchemeFactory, time_limits
from tests.programmes.grants.cases import contracted_case, proposed_case
from tests.programmes.grants.figures_from_records import RecordsAlone, tally_rows
from tests.programmes.grants.records import (
    approved_award,
    make_contract,
    make_payment,
    make_reversal,
    policy_of,
    user_named,
)

S = ApplicationStatus


def figures(scheme: Scheme | None) -> list[TallyRow]:
    rows = tally(scheme, compare_before=timezone.localdate()).rows
    return sorted(row for row in rows if row.year or row.n)


def agree() -> list[list[TallyRow]]:
    """The figures of the city and of every scheme; the test fails unless they are those of the records, also when folded."""
    scopes = [None, *Scheme.objects.order_by("pk")]
    shown = [figures(scheme) for scheme in scopes]
    assert shown == [tally_rows(scheme, before=timezone.localdate()) for scheme in scopes]
    assert find_differences() == []
    fold_cells()
    assert shown == [figures(scheme) for scheme in scopes]
    assert find_differences() == []
    return shown


def check_lists(schemes: Iterable[Scheme | None]) -> None:
    """Each list and each sum is the one of the records, for all time, for a year and for days within it."""
    alone = RecordsAlone()
    ranges = [(None, None), year_range(2025), (date(2025, 1, 5), date(2025, 6, 2))]
    for scheme in schemes:
        for counter in (Counter.PROJECTS, Counter.INCUBATION, Counter.PAID, STARTUPS, DECISIONS):
            for starts, ends in ranges:
                for accepted in {False, counter in {Counter.PAID, DECISIONS}}:
                    selection = Selection(counter, scheme, starts=starts, ends=ends, accepted_only=accepted)
                    assert set(rows_of(selection)) == set(alone.records(selection)), selection
                    assert total(selection) == alone.total(selection), selection


@pytest.fixture
def records(db) -> dict[str, Any]:
    """Two schemes; one startup with two grants at one stage, another with one; contracts, payments, one accepted."""
    schemes = [
        SchemeFactory(starts_on=date(2023, 1, 1), ends_on=date(2026, 1, 1)),
        SchemeFactory(starts_on=date(2025, 1, 1), ends_on=date(2030, 1, 1)),
    ]
    lines = [BudgetLineFactory(pillar=PillarFactory(scheme=scheme), year=2025) for scheme in schemes]
    first = approved_award("2024-03-01 09:00", line=lines[0], status=S.CLOSED)
    second = approved_award("2025-03-01 09:00", line=lines[1], startup=first.application.startup)
    third = approved_award("2025-06-01 09:00", line=lines[1], stage="incubation", status=S.IN_PROGRESS)
    parts = {award.pk: make_contract(award) for award in (first, second, third)}
    for award in (first, third):
        make_payment(parts[award.pk][0], "2025-07-01")
    bare = approved_award("2025-01-06 10:00", line=lines[1])
    return {"schemes": schemes, "lines": lines, "awards": [first, second, third], "tranches": parts, "bare": bare}


def update(rows: Any, **values: Any) -> None:
    assert rows.update(**values) > 0


def new_award(r: dict[str, Any]) -> None:
    approved_award("2025-01-05 10:00", line=r["lines"][0], stage="incubation")


def earlier_award_of_the_same_project(r: dict[str, Any]) -> None:
    approved_award("2023-02-01 10:00", line=r["lines"][0], startup=r["awards"][1].application.startup)


def raw_sql(r: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE grants_award SET cancelled = 1 WHERE id = %s", [r["awards"][1].pk])


def tranches_of_each_others_contracts(r: dict[str, Any]) -> None:
    row_of, other = (r["tranches"][award.pk][0] for award in r["awards"][:2])
    assert row_of.amount == other.amount
    Tranche.objects.filter(pk=row_of.pk).update(contract=other.contract_id, number=9)
    Tranche.objects.filter(pk=other.pk).update(contract=row_of.contract_id)


def row_of(model: Any, pk: Any) -> Any:
    return model.objects.filter(pk=pk)


CHANGES: dict[str, Callable[[dict[str, Any]], None]] = {
    "a grant": new_award,
    "an earlier grant of a project": earlier_award_of_the_same_project,
    "raw SQL": raw_sql,
    "a grant that is removed": lambda r: r["bare"].delete(),
    "money given back": lambda r: update(row_of(Award, r["awards"][1].pk), cancelled=7_000_000),
    "a grant that no longer counts": lambda r: update(row_of(Award, r["awards"][0].pk), status=AwardStatus.VOID),
    "another day of the decision": lambda r: update(
        row_of(Award, r["awards"][0].pk), decided_at=timezone.now().replace(year=2022, day=1)
    ),
    "another budget line": lambda r: update(row_of(Award, r["awards"][0].pk), budget_line=r["lines"][1]),
    "a payment": lambda r: make_payment(r["tranches"][r["awards"][1].pk][0], "2025-08-01"),
    "a payment taken back": lambda r: make_reversal(Disbursement.objects.earliest("pk"), "2026-01-10"),
    "a result accepted": lambda r: update(row_of(Application, r["awards"][2].application_id), status=S.ACCEPTED),
    "a result accepted no more": lambda r: update(row_of(Application, r["awards"][0].application_id), status=S.STOPPED),
    "another startup": lambda r: update(
        row_of(Application, r["awards"][1].application_id), startup=r["awards"][2].application.startup
    ),
    "another call": lambda r: update(
        row_of(Application, r["awards"][1].application_id), call=r["awards"][2].application.call
    ),
    "another stage of the call": lambda r: update(
        row_of(Call, r["awards"][1].application.call_id), stage=policy_of("acceleration").stage
    ),
    "another code of the stage": lambda r: update(
        type(r["awards"][1].application.call.policy.stage).objects.filter(code="pre_incubation"), code="first"
    ),
    "another scheme of the pillar": lambda r: update(
        row_of(Pillar, r["lines"][0].pillar_id), scheme=r["schemes"][1], number=9
    ),
    "another pillar of the line": lambda r: update(row_of(BudgetLine, r["lines"][0].pk), pillar=r["lines"][1].pillar),
    "other years of the scheme": lambda r: update(row_of(Scheme, r["schemes"][0].pk), starts_on=date(2025, 1, 1)),
    "a contract of another award": lambda r: update(
        row_of(Contract, r["tranches"][r["awards"][0].pk][0].contract_id), award=r["bare"]
    ),
    "a tranche of another contract": tranches_of_each_others_contracts,
}


@pytest.mark.parametrize("name", CHANGES)
def test_figures_follow_each_change(records, name):
    before = agree()

    CHANGES[name](records)

    assert agree() != before
    check_lists([None, records["schemes"][0]])


def test_figures_stay_the_same_without_a_change(records):
    assert agree() == agree()


@pytest.mark.django_db
def test_figures_follow_a_case_from_proposal_to_payment_and_termination():
    time_limits()
    case = proposed_case()
    seen = [agree()]
    approve_award(case.fresh, by=case.director, decision_number="1/QĐ", decided_on=timezone.localdate())
    seen.append(agree())
    assert seen[0] != seen[1]

    case = contracted_case(S.IN_PROGRESS, TrancheStatus.ACCEPTED)
    seen.append(agree())
    pay_tranche(case.tranches[0], by=case.accountant, reference="UNC 1", paid_on=timezone.localdate())
    seen.append(agree())
    assert seen[2] != seen[3]

    terminate_award(case.fresh, by=case.director, end_reason=EndReason.NO_RESULT, reason="Không có kết quả")
    assert agree() != seen[3]


@pytest.mark.django_db
def test_proposals_and_refusals_leave_the_figures_as_they_are():
    case = proposed_case()
    before = agree()
    reject_award(
        case.fresh,
        by=case.director,
        end_reason=EndReason.LOW_SCORE,
        reason="Điểm thấp",
        decision_number="2/QĐ",
        decided_on=timezone.localdate(),
    )

    assert agree() == before


@pytest.mark.django_db(transaction=True)
def test_figures_are_never_behind_during_concurrent_payments():
    line = BudgetLineFactory(planned=10**12)
    award = approved_award("2025-03-01 09:00", amount=120_000_000, line=line)
    with transaction.atomic():
        tranches = make_contract(award, parts=12)
    scheme, payer, behind = line.pillar.scheme, user_named("pays"), []

    def pay(mine: list[Tranche]) -> None:
        for tranche in mine:
            make_payment(tranche, "2025-08-01", by=payer)

    def read() -> None:
        for _turn in range(30):
            least = sum(Disbursement.objects.values_list("amount", flat=True))
            if tally(scheme).sum("paid") < least:
                behind.append(least)

    results = run_concurrently([*[partial(pay, tranches[n::3]) for n in range(3)], read, read])

    assert (results, behind) == ([None] * 5, [])
    agree()
    assert tally(scheme).sum("paid") == 120_000_000


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?year=2025", "?stage=incubation"])
def test_sum_of_the_public_awards_follows(client, records, query):
    address = reverse("public:awards") + query
    before = client.get(address).context["sums"]
    assert client.get(address).context["sums"] == before

    approved_award("2025-06-02 09:00", line=records["lines"][1], stage="incubation", amount=5_000_000)

    after = client.get(address).context["sums"]
    assert after == {"n": before["n"] + 1, "amount": before["amount"] + 5_000_000}
