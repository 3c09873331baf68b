"""Figures while grants of one startup are approved, released and folded at the same moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import Model, Sum
from django.utils import timezone

from ecosystem.core.measures import find_differences, fold_cells, rebuild_measures
from ecosystem.core.models import MeasureCell
from programmes.grants.actions import award as award_actions
from programmes.grants.actions import offer
from programmes.grants.actions.award import approve_award
from programmes.grants.actions.offer import end_offer
from programmes.grants.models import Award, AwardStatus
from programmes.plan.counting import STARTUPS, Selection, tally, total
from programmes.plan.models import Counter
from startups.models import Startup
from tests.concurrency import let_others_go_first, remove_row_locks, run_concurrently, wait_for_others
from tests.factories import BudgetLineFactory, CallFactory, StartupFactory
from tests.programmes.grants.cases import granted_case, proposed_case
from tests.programmes.grants.records import approved_award

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
LOCK = "pg_advisory_xact_lock("
NO_LOCK = "abs("  # a function of the same argument that locks nothing
FUNCTIONS = "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE starts_with(proname, 'pgtrigger_predecessors_follow')"


@contextmanager
def without_lock_of_the_startup() -> Iterator[None]:
    """The triggers that write the predecessors, without their lock."""
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS)
        functions = [text for (text,) in cursor.fetchall()]
        assert functions
        assert all(text.count(LOCK) == 1 for text in functions)
        for text in functions:
            cursor.execute(text.replace(LOCK, NO_LOCK))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for text in functions:
                cursor.execute(text)
        rebuild_measures()


def set_status(award: Award, status: AwardStatus) -> Callable[[], None]:
    """A transaction that gives the award this status and ends when the other jobs have come to this point or wait."""

    def change() -> None:
        with transaction.atomic():
            Award.objects.filter(pk=award.pk).update(status=status)
            wait_for_others()

    return change


def grants_of_one_project(*statuses: AwardStatus) -> list[Award]:
    """Grants to one startup at one stage on following days, with these statuses."""
    startup, line = StartupFactory(), BudgetLineFactory()
    awards = [
        approved_award(f"2025-03-0{day} 10:00", startup=startup, line=line) for day in range(1, len(statuses) + 1)
    ]
    for award, status in zip(awards, statuses, strict=True):
        Award.objects.filter(pk=award.pk).update(status=status)
    return awards


def approve_both() -> list[object]:
    first, second = grants_of_one_project(AwardStatus.PROPOSED, AwardStatus.PROPOSED)
    return run_concurrently(
        [set_status(first, AwardStatus.APPROVED), set_status(second, AwardStatus.APPROVED)],
    )


def release_first_and_approve_second() -> list[object]:
    first, second = grants_of_one_project(AwardStatus.APPROVED, AwardStatus.PROPOSED)
    return run_concurrently([set_status(first, AwardStatus.LAPSED), set_status(second, AwardStatus.APPROVED)])


def test_two_approvals_of_one_project_at_once_count_it_once():
    assert approve_both() == [None, None]

    assert [total(Selection(counter)) for counter in (Counter.PROJECTS, STARTUPS, "decisions")] == [1, 1, 2]
    assert find_differences() == []


def test_control_without_the_lock_a_project_of_two_approvals_counts_twice():
    with without_lock_of_the_startup():
        assert approve_both() == [None, None]

        assert total(Selection(Counter.PROJECTS)) == 2
        assert {difference.cube for difference in find_differences()} == {"startup_previous_on", "project_previous_on"}


def test_project_counts_when_its_first_grant_is_released_while_the_second_is_approved():
    assert release_first_and_approve_second() == [None, None]

    assert [total(Selection(counter)) for counter in (Counter.PROJECTS, STARTUPS, "decisions")] == [1, 1, 1]
    assert find_differences() == []


def test_control_without_the_lock_the_project_of_a_released_grant_is_lost():
    with without_lock_of_the_startup():
        assert release_first_and_approve_second() == [None, None]

        assert [total(Selection(counter)) for counter in (Counter.PROJECTS, "decisions")] == [0, 1]


# --- The actions: a grant is released while an earlier one to the same startup is approved ----------------
def let_the_approval_take_its_lock_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both actions have locked their award; then the release waits until the approval has ended or waits for a lock."""
    real = offer.lock

    def lock_in_release(obj: Model) -> Model:
        row = real(obj)
        if isinstance(obj, Award):
            let_others_go_first()
        return row

    def lock_in_approval(obj: Model) -> Model:
        row = real(obj)
        if isinstance(obj, Award):
            wait_for_others()
        return row

    monkeypatch.setattr(offer, "lock", lock_in_release)
    monkeypatch.setattr(award_actions, "lock", lock_in_approval)


def release_second_and_approve_first() -> list[object]:
    """A grant is ended while another of the same project is approved with a day before it. Returns what failed."""
    later = granted_case()
    stage = later.application.call.stage
    earlier = proposed_case(startup=later.application.startup, call=CallFactory(stage=stage, budget_line=later.line))
    before = timezone.now() - timedelta(days=30)
    Award.objects.filter(pk=earlier.award.pk).update(proposed_at=before)
    day = timezone.localdate(before) + timedelta(days=1)
    results = run_concurrently(
        [
            lambda: end_offer(later.fresh, by=later.director, end_reason="breach", reason="Không thực hiện."),
            lambda: approve_award(earlier.fresh, by=earlier.director, decision_number="99/QĐ", decided_on=day),
        ]
    )
    return [result for result in results if isinstance(result, Exception)]


def test_grant_is_released_while_an_earlier_one_of_its_startup_is_approved(limits, monkeypatch):
    let_the_approval_take_its_lock_first(monkeypatch)

    assert release_second_and_approve_first() == []

    assert [total(Selection(counter)) for counter in (Counter.PROJECTS, STARTUPS, "decisions")] == [1, 1, 1]
    assert find_differences() == []


def test_control_without_the_lock_of_the_startup_release_and_approval_wait_for_each_other(limits, monkeypatch):
    let_the_approval_take_its_lock_first(monkeypatch)
    remove_row_locks(monkeypatch, Startup)

    failed = release_second_and_approve_first()

    assert ["deadlock detected" in str(error) for error in failed] == [True]


def fold_after_reading() -> None:
    """Folding in two statements: what is committed between them is deleted, too, and in no sum."""
    with transaction.atomic():
        groups = MeasureCell.objects.order_by().values_list("measure", "cube", "since", "dims")
        sums = list(groups.annotate(n=Sum("number"), money=Sum("amount")))
        let_others_go_first()
        MeasureCell.objects.all().delete()
        MeasureCell.objects.bulk_create(
            MeasureCell(measure=m, cube=c, since=s, dims=d, number=n, amount=money, is_folded=True)
            for m, c, s, d, n, money in sums
        )


def fold_while_grants_are_approved(fold: Callable[[], object]) -> None:
    """One approval is committed before the folding ends, and one after it."""
    early, late = (grants_of_one_project(AwardStatus.PROPOSED)[0] for _n in range(2))

    def approve_late() -> None:
        with transaction.atomic():
            Award.objects.filter(pk=late.pk).update(status=AwardStatus.APPROVED)
            let_others_go_first()

    results = run_concurrently([fold, set_status(early, AwardStatus.APPROVED), approve_late])
    assert [result for result in results if isinstance(result, Exception)] == []


def test_folding_keeps_what_is_approved_meanwhile():
    fold_while_grants_are_approved(fold_cells)
    fold_cells()

    assert tally().sum("decisions") == 2
    assert find_differences() == []


def test_control_folding_in_two_statements_loses_an_approval():
    fold_while_grants_are_approved(fold_after_reading)

    assert tally().sum("decisions") < 2
    rebuild_measures()
