"""Counted figures: each equals the sum of the list it opens, at every boundary and with every kind of record."""

import random
from datetime import date, timedelta

import pytest

from ecosystem.core.periods import PeriodKind, period_of
from programmes.grants.models import ApplicationStatus, AwardStatus
from programmes.plan.counting import (
    STARTUPS,
    Selection,
    records,
    scheme_range,
    scheme_years,
    tally,
    total,
    year_range,
)
from programmes.plan.models import BudgetLine, Counter
from tests.factories import BudgetLineFactory, PillarFactory, SchemeFactory, StartupFactory
from tests.programmes.grants.records import approved_award, make_contract, make_payment

pytestmark = pytest.mark.django_db


def figure_of(counter, **where):
    """The figure of a counter; without scheme it is the city's."""
    return total(Selection(counter, **where))


def in_year(counter, year, **where):
    starts, ends = year_range(year)
    return figure_of(counter, starts=starts, ends=ends, **where)


def test_decision_at_last_second_of_14_december_counts_in_that_year():
    approved_award("2025-12-14 23:59:59")

    assert [in_year(Counter.PROJECTS, year) for year in (2025, 2026)] == [1, 0]


def test_decision_at_midnight_of_15_december_counts_in_the_next_year():
    approved_award("2025-12-15 00:00:00")

    assert [in_year(Counter.PROJECTS, year) for year in (2025, 2026)] == [0, 1]


def test_payment_on_14_and_15_december_falls_in_two_years():
    first, second = make_contract(approved_award("2025-02-01 09:00", amount=30_000_000))
    make_payment(first, "2025-12-14")
    make_payment(second, "2025-12-15")

    assert [in_year(Counter.PAID, year) for year in (2025, 2026)] == [15_000_000, 15_000_000]
    assert [tally().sum("paid", years=[year]) for year in (2025, 2026)] == [15_000_000, 15_000_000]


@pytest.mark.parametrize(
    "when", ["2025-12-14 23:59", "2025-12-15 00:00", "2025-12-31 23:59", "2026-01-01 00:00", "2024-02-29 12:00"]
)
def test_year_of_the_tally_is_the_year_of_the_period(when):
    approved_award(when)

    expected = period_of(date.fromisoformat(when[:10]), PeriodKind.YEAR).year
    assert [(r.year, r.n) for r in tally().rows if r.kind == "city_projects"] == [(expected, 1)]


@pytest.mark.row("P8", "D8")
def test_project_counts_in_two_schemes_and_once_in_the_city():
    older = SchemeFactory(starts_on=date(2021, 1, 1), ends_on=date(2026, 1, 1))
    newer = SchemeFactory(starts_on=date(2024, 1, 1), ends_on=date(2029, 1, 1))
    approved_award("2025-05-05 10:00", line=BudgetLineFactory(pillar=PillarFactory(scheme=older)))

    assert figure_of(Counter.PROJECTS, scheme=older) == 1
    assert figure_of(Counter.PROJECTS, scheme=newer) == 1
    assert figure_of(Counter.PROJECTS) == 1


def test_money_counts_in_the_scheme_of_its_budget_line_only():
    older, newer = SchemeFactory(), SchemeFactory()
    approved_award("2025-05-05 10:00", amount=10_000_000, line=BudgetLineFactory(pillar=PillarFactory(scheme=older)))

    assert [figure_of(Counter.GRANTED, scheme=s) for s in (older, newer, None)] == [10_000_000, 0, 10_000_000]


def test_second_grant_at_the_same_stage_is_the_same_project_and_more_money():
    startup = StartupFactory()
    approved_award("2024-03-01 10:00", startup=startup, amount=10_000_000)
    approved_award("2025-03-01 10:00", startup=startup, amount=20_000_000)
    approved_award("2025-04-01 10:00", startup=startup, stage="incubation", amount=50_000_000)

    assert figure_of(STARTUPS) == 1
    assert figure_of(Counter.PROJECTS) == 2
    assert [in_year(Counter.PROJECTS, year) for year in (2024, 2025)] == [1, 1]
    assert [figure_of(c) for c in (Counter.PRE_INCUBATION, Counter.INCUBATION, Counter.ACCELERATION)] == [1, 1, 0]
    assert figure_of(Counter.GRANTED) == 80_000_000


def test_second_grant_counts_again_in_a_scheme_that_began_after_the_first():
    startup = StartupFactory()
    newer = SchemeFactory(starts_on=date(2026, 1, 1), ends_on=date(2031, 1, 1))
    approved_award("2024-03-01 10:00", startup=startup)
    approved_award("2026-03-01 10:00", startup=startup)

    assert figure_of(Counter.PROJECTS, scheme=newer) == 1
    assert figure_of(Counter.PROJECTS) == 1


def test_grants_without_a_stage_count_once_per_startup():
    startup = StartupFactory()
    for when in ("2025-03-01 10:00", "2025-04-01 10:00"):
        award = approved_award(when, startup=startup)
        call = award.application.call
        call.stage = None
        call.save(update_fields=["stage"])

    assert figure_of(Counter.PROJECTS) == 1


def test_cancelled_money_is_not_granted():
    approved_award("2025-03-01 10:00", amount=30_000_000, cancelled=12_000_000)

    assert figure_of(Counter.GRANTED) == 18_000_000
    assert figure_of(Counter.PROJECTS) == 1


@pytest.mark.parametrize("status", [AwardStatus.PROPOSED, AwardStatus.RETURNED, AwardStatus.REJECTED])
def test_undecided_and_refused_proposals_count_nowhere(status):
    award = approved_award("2025-03-01 10:00")
    type(award).objects.filter(pk=award.pk).update(status=status)

    assert [figure_of(c) for c in (*Counter, STARTUPS)] == [0] * 7


def test_scheme_years_are_reporting_years():
    scheme = SchemeFactory(starts_on=date(2021, 1, 1), ends_on=date(2026, 1, 1))

    assert list(scheme_years(scheme)) == [2021, 2022, 2023, 2024, 2025]
    assert scheme_range(scheme) == (date(2020, 12, 15), date(2025, 12, 15))


# Random records


@pytest.fixture
def crowd():
    """Two overlapping schemes, a few startups, many grants around the boundaries, some paid in part."""
    rng = random.Random(20211215)
    schemes = [
        SchemeFactory(starts_on=date(2021, 1, 1), ends_on=date(2026, 1, 1)),
        SchemeFactory(starts_on=date(2024, 1, 1), ends_on=date(2029, 1, 1)),
    ]
    pillars = [PillarFactory(scheme=scheme) for scheme in schemes for _ in range(2)]
    lines = [BudgetLineFactory(pillar=pillar, year=year) for pillar in pillars for year in (2024, 2025)]
    startups = [StartupFactory() for _ in range(7)]
    boundaries = [date(2023, 12, 15), date(2024, 12, 15), date(2025, 12, 15), date(2024, 6, 15)]
    for _ in range(45):
        day = rng.choice(boundaries) + timedelta(days=rng.randint(-3, 3))
        clock = rng.choice(["00:00:00", "06:59:59", "07:00:00", "23:59:59"])
        award = approved_award(
            f"{day} {clock}",
            amount=rng.randint(5, 400) * 1_000_003,
            startup=rng.choice(startups),
            line=rng.choice(lines),
            stage=rng.choice(["pre_incubation", "incubation", "acceleration"]),
            status=rng.choice([ApplicationStatus.APPROVED, ApplicationStatus.ACCEPTED, ApplicationStatus.STOPPED]),
        )
        if rng.random() < 0.5:
            for tranche in make_contract(award, parts=rng.randint(1, 3)):
                if rng.random() < 0.6:
                    make_payment(tranche, str(day + timedelta(days=rng.randint(-2, 40))))
        elif rng.random() < 0.3:
            award.cancelled = rng.randint(0, award.amount)
            award.save(update_fields=["cancelled"])
    return schemes, pillars


KINDS = (("projects", Counter.PROJECTS), ("granted", Counter.GRANTED), ("paid", Counter.PAID))


def lines_of(scheme):
    return [str(pk) for pk in BudgetLine.objects.filter(pillar__scheme=scheme).values_list("pk", flat=True)]


def by_hand(selection):
    """The figure added up in Python from the rows of the list."""
    rows = list(records(selection))
    if selection.counter == Counter.PAID:
        return sum(row.amount for row in rows)
    if selection.counter == Counter.GRANTED:
        return sum(row.amount - row.cancelled for row in rows)
    return len({row.pk for row in rows})


@pytest.mark.row("D2")
def test_every_figure_equals_the_sum_of_its_list(crowd):
    schemes, _pillars = crowd
    ranges = [(None, None), *(year_range(year) for year in range(2023, 2027))]
    checked = 0
    for counter in (*Counter, STARTUPS):
        for scheme in (None, *schemes):
            for starts, ends in ranges:
                selection = Selection(counter, scheme=scheme, starts=starts, ends=ends)
                assert total(selection) == by_hand(selection), selection
                checked += total(selection) > 0
    assert checked > 30


def test_tally_gives_the_figures_of_the_lists(crowd):
    schemes, _ = crowd
    city = tally()
    assert city.sum("startups") == total(Selection(STARTUPS))
    for kind, counter in (("city_projects", Counter.PROJECTS), ("granted", Counter.GRANTED), ("paid", Counter.PAID)):
        assert city.sum(kind) == figure_of(counter)
        for year in range(2023, 2028):
            assert city.sum(kind, years=[year]) == in_year(counter, year)
    for scheme in schemes:
        figures, lines = tally(scheme), lines_of(scheme)
        for kind, counter in KINDS:
            keys = None if kind == "projects" else lines
            assert figures.sum(kind, keys=keys) == figure_of(counter, scheme=scheme)
            for year in range(2023, 2028):
                assert figures.sum(kind, years=[year], keys=keys) == in_year(counter, year, scheme=scheme)
        for kind in ("startups", "city_projects", "granted", "paid"):
            assert figures.sum(kind) == city.sum(kind)
        assert figures.sum("accepted_paid") == total(Selection(Counter.PAID, scheme=scheme, accepted_only=True))
        accepted = Selection(Counter.GRANTED, scheme=scheme, accepted_only=True)
        assert figures.sum("accepted") == records(accepted).count()


def test_years_of_a_scheme_add_up_to_its_whole(crowd):
    for scheme in crowd[0]:
        starts, ends = scheme_range(scheme)
        for counter in (Counter.PROJECTS, Counter.INCUBATION):
            years = [in_year(counter, year, scheme=scheme) for year in scheme_years(scheme)]
            assert sum(years) == figure_of(counter, scheme=scheme)
        assert sum(in_year(Counter.GRANTED, y, scheme=scheme) for y in scheme_years(scheme)) == figure_of(
            Counter.GRANTED, scheme=scheme, starts=starts, ends=ends
        )


def test_pillars_and_budget_years_add_up_to_the_scheme(crowd):
    schemes, pillars = crowd
    for scheme in schemes:
        own = [pillar for pillar in pillars if pillar.scheme_id == scheme.pk]
        for counter in (Counter.GRANTED, Counter.PAID):
            whole = figure_of(counter, scheme=scheme)
            assert sum(figure_of(counter, pillar=pillar) for pillar in own) == whole
            years = [Selection(counter, scheme=scheme, budget_year=year) for year in (2024, 2025)]
            assert sum(total(selection) for selection in years) == whole > 0


def test_schemes_money_adds_up_to_the_citys(crowd):
    for counter in (Counter.GRANTED, Counter.PAID):
        assert sum(figure_of(counter, scheme=scheme) for scheme in crowd[0]) == figure_of(counter) > 0


def test_tally_leaves_out_what_came_later(crowd):
    day = date(2024, 12, 15)
    early = tally(crowd[0][0], until=day)

    assert early.sum("granted") == figure_of(Counter.GRANTED, ends=day)
    assert early.sum("startups") == figure_of(STARTUPS, ends=day)
    assert early.sum("projects") == figure_of(Counter.PROJECTS, scheme=crowd[0][0], ends=day)
    assert early.sum("granted") < figure_of(Counter.GRANTED)


def test_tally_compares_the_same_part_of_the_year_before(crowd):
    scheme, before = crowd[0][0], date(2024, 6, 15)
    starts, _ = year_range(2024)
    figures, lines = tally(scheme, compare_before=before), lines_of(scheme)

    for kind, counter in KINDS:
        keys = None if kind == "projects" else lines
        part = figures.sum(kind, years=[2024], keys=keys, to_date=True)
        assert part == figure_of(counter, scheme=scheme, starts=starts, ends=before)
    assert 0 < figures.sum("granted", years=[2024], to_date=True) < figures.sum("granted", years=[2024])


def test_tally_of_an_empty_portal_is_zero_and_read_by_one_statement(django_assert_num_queries):
    scheme = SchemeFactory()
    with django_assert_num_queries(1):
        figures = tally(scheme)

    assert {figures.sum(kind) for kind in ("startups", "city_projects", "granted", "paid", "projects")} == {0}
