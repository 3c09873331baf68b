"""Reports, the council's page and public pages count one thing once: small cases at the edges of years and schemes."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from ecosystem.accounts.roles import Role
from ecosystem.reports.models import PeriodStatus, ReportingPeriod
from programmes.grants.models import ApplicationStatus
from programmes.plan.counting import Tally, tally
from programmes.plan.models import Counter, Origin, Scheme
from tests.factories import BudgetLineFactory, IndicatorFactory, PillarFactory, SchemeFactory, StartupFactory, person
from tests.figure_checks import check_definitions, check_pages, check_report, check_tallies, snapshot_of
from tests.programmes.grants.records import approved_award, make_contract, make_payment

pytestmark = pytest.mark.django_db
TODAY = "2026-11-22"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(f"{TODAY} 09:00+07:00", tick=True):
        yield


@pytest.fixture
def ended():
    """A scheme that ended in 2025; its money is paid in 2026 as well."""
    return SchemeFactory(code="cu", name="Đề án cũ", starts_on=date(2021, 1, 1), ends_on=date(2026, 1, 1))


@pytest.fixture
def running():
    return SchemeFactory(code="moi", name="Đề án mới", starts_on=date(2026, 1, 1), ends_on=date(2031, 1, 1))


def period(kind="year", starts=date(2025, 12, 15), ends=date(2026, 12, 15)):
    return ReportingPeriod.objects.create(
        kind=kind,
        year=2026,
        starts_on=starts,
        ends_on=ends,
        contributions_due_on=date(2026, 12, 21),
        status=PeriodStatus.OPEN,
    )


@pytest.fixture
def records(ended, running):
    """Decisions and payments on both sides of a year's end, of both schemes, some twice for one project."""
    old, new = PillarFactory(scheme=ended, number=3), PillarFactory(scheme=running, number=1)
    PillarFactory(scheme=ended, number=1)
    for scheme, pillar in ((ended, old), (running, new)):
        for counter in Counter:
            IndicatorFactory(scheme=scheme, origin=Origin.COUNTED, counter=counter, pillar=pillar)
    line_2025, line_2026 = BudgetLineFactory(pillar=old, year=2025), BudgetLineFactory(pillar=new, year=2026)
    late = make_contract(approved_award("2025-12-14 23:59", amount=30_000_000, line=line_2025))
    make_payment(late[0], "2025-12-14")
    make_payment(late[1], "2025-12-15")  # the next reporting year, when the scheme still ran
    early = make_contract(approved_award("2025-02-01 10:00", amount=13_900_000, line=line_2025, stage="incubation"))
    make_payment(early[0], "2026-06-14")
    make_payment(early[1], "2026-06-15")
    startup = StartupFactory()
    first = approved_award("2026-03-01 10:00", startup=startup, amount=20_000_000, line=line_2026)
    approved_award("2026-04-01 10:00", startup=startup, amount=9_000_000, cancelled=2_000_000, line=line_2026)
    for tranche in make_contract(first):
        make_payment(tranche, "2026-05-05")
    approved_award("2026-07-01 10:00", line=line_2025, amount=5_000_000, status=ApplicationStatus.ACCEPTED)


def test_every_figure_has_a_definition():
    check_definitions()


def test_a_figure_without_a_definition_is_refused(records):
    with pytest.raises(KeyError):
        tally().sum("projects_of_the_city")
    with pytest.raises(KeyError):
        Tally([], None).sum("grants")


def test_every_group_of_a_tally_is_the_sum_of_its_records(records):
    check_tallies(Scheme.objects.all())


def test_report_of_the_year_has_what_the_ended_scheme_paid_in_it(records):
    snapshot = check_report(period())

    assert snapshot["totals"] == {
        "startups": 2,
        "projects": 2,
        "decisions": 3,
        "granted": 32_000_000,
        "paid": 15_000_000 + 13_900_000 + 20_000_000,
    }
    by_name = {block["name"]: block for block in snapshot["schemes"]}
    (old,) = by_name["Đề án cũ"]["moved"]
    assert (old["granted"], old["paid"], old["paid_other_years"]) == (5_000_000, 28_900_000, 28_900_000)
    assert by_name["Đề án cũ"]["budget"] == []
    (new,) = by_name["Đề án mới"]["moved"]
    assert (new["granted"], new["paid"], new["paid_other_years"]) == (27_000_000, 20_000_000, 0)


def test_report_after_the_end_of_a_scheme_has_its_money_even_without_an_indicator(running):
    old = SchemeFactory(starts_on=date(2021, 1, 1), ends_on=date(2025, 1, 1))
    line = BudgetLineFactory(pillar=PillarFactory(scheme=old), year=2024)
    make_payment(make_contract(approved_award("2024-02-01 10:00", line=line), parts=1)[0], "2026-02-02")

    snapshot = check_report(period())

    assert [(block["name"], block["moved"][0]["paid"]) for block in snapshot["schemes"]] == [(old.name, 30_000_000)]


def test_halves_add_up_to_their_year(records):
    halves = [
        check_report(period("first_half", ends=date(2026, 6, 15))),
        check_report(period("second_half", starts=date(2026, 6, 15))),
    ]
    year = check_report(period())

    for counter in ("projects", "decisions", "granted", "paid"):
        assert sum(half["totals"][counter] for half in halves) == year["totals"][counter]


def test_report_of_one_scheme_has_its_own_money_alone(records, ended):
    snapshot = snapshot_of(period(), scheme=ended)

    assert (snapshot["totals"]["granted"], snapshot["totals"]["paid"]) == (5_000_000, 28_900_000)
    assert [award["amount"] for award in snapshot["awards"]] == [5_000_000]


@pytest.mark.row("F6")
def test_report_council_and_public_pages_show_the_same(records):
    council = Client()
    council.force_login(person(Role.COUNCIL))

    check_pages(council, Client(), period())


def test_ended_scheme_offers_the_year_in_which_it_is_still_paid(records, ended):
    council = Client()
    council.force_login(person(Role.COUNCIL))

    shown = council.get("/council/cu/", {"year": 2026}).context

    assert shown["scheme_year"].years[-1] == 2026
    assert shown["moved_total"].paid == 28_900_000
