"""The council page: figures open lists that sum to them, public pages show the same, and progress is told apart."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.dashboards.figures import SchemeYear
from programmes.grants.models import ApplicationStatus
from programmes.plan.counting import Selection, total
from programmes.plan.models import Counter, Measurement, Span, Target
from tests.ecosystem.dashboards.cases import all_records, figure_links, number, this_year
from tests.factories import (
    BudgetLineFactory,
    IndicatorFactory,
    PillarFactory,
    SchemeFactory,
    UnitFactory,
    person,
)
from tests.programmes.grants.records import approved_award, make_contract, make_payment, start_of_day
from tests.thorough import SIZES

pytestmark = pytest.mark.django_db


@pytest.mark.row("D2")
def test_every_figure_of_the_council_page_opens_a_list_that_sums_to_it(client, member, scheme, line):
    for n in range(4):
        award = approved_award(
            start_of_day(), line=line, amount=30_000_000 + n * 1_000_001, stage=["incubation", "acceleration"][n % 2]
        )
        first, *_ = make_contract(award)
        make_payment(first, str(timezone.localdate()))
    other = BudgetLineFactory(pillar=scheme.pillars.get(number=2), year=line.year)
    approved_award(start_of_day(), line=other, amount=55_555_555, cancelled=5_555_555)
    approved_award(start_of_day(), amount=7_000_000)

    links = figure_links(client.get(reverse("dashboards:council_scheme", args=[scheme.code])).content.decode())

    assert len(links) >= 18
    for address, shown in links:
        rows, sums = all_records(client, address)
        if "/granted/" in address or "/paid/" in address:
            assert sum(row["amount"] for row in rows) == sums["amount"] == number(shown), address
        else:
            assert len(rows) == sums["n"] == number(shown), address


@pytest.mark.row("D1")
def test_approval_and_payment_move_the_figures_by_exactly_that(client, member, scheme, line):
    def figures():
        context = client.get(reverse("dashboards:council")).context
        rows = {row.indicator.counter: row.progress.in_year.value for row in context["scheme_year"].rows}
        budget = context["by_pillar"][0]
        return rows, (budget.granted, budget.paid)

    before, budget_before = figures()
    award = approved_award(start_of_day(), line=line, amount=36_000_000, stage="incubation")
    make_payment(make_contract(award, parts=3)[0], str(timezone.localdate()))
    after, budget_after = figures()

    moved = {counter: after[counter] - before[counter] for counter in after}
    assert moved == {
        Counter.PROJECTS: 1,
        Counter.PRE_INCUBATION: 0,
        Counter.INCUBATION: 1,
        Counter.ACCELERATION: 0,
        Counter.GRANTED: 36_000_000,
        Counter.PAID: 12_000_000,
    }
    assert (budget_before, budget_after) == ((0, 0), (36_000_000, 12_000_000))


@pytest.mark.row("F6")
def test_public_home_shows_the_councils_figures(client, scheme, line):
    award = approved_award(start_of_day(), line=line, amount=36_000_000)
    make_payment(make_contract(award, parts=1)[0], str(timezone.localdate()))
    public = client.get(reverse("public:home")).context["stats"]
    client.force_login(person(Role.COUNCIL))
    council = client.get(reverse("dashboards:council")).context["stats"]

    assert [(s.label, s.value, s.note) for s in public] == [(s.label, s.value, s.note) for s in council]
    assert [s.value for s in public] == ["1", "1", "36 triệu đồng", "36 triệu đồng"]


@pytest.mark.parametrize("count", SIZES)
def test_council_page_takes_the_same_queries_for_any_number_of_rows(
    client, scheme, line, count, django_assert_num_queries
):
    client.force_login(person(Role.COUNCIL))
    for n in range(count):
        indicator = IndicatorFactory(scheme=scheme, pillar=line.pillar)
        Target.objects.create(indicator=indicator, value=10 + n, source="Nguồn", confidence="H")
        approved_award(start_of_day(), line=line)
        BudgetLineFactory(pillar=line.pillar, year=line.year)

    with django_assert_num_queries(8):
        response = client.get(reverse("dashboards:council"))

    assert len(response.context["scheme_year"].rows) == 6 + count


@pytest.mark.row("D5")
def test_council_page_shows_five_states_apart(client, member):
    year = this_year()
    scheme = SchemeFactory(starts_on=date(year - 2, 1, 1), ends_on=date(year + 2, 1, 1))
    zero, gap, due, never, whole = (IndicatorFactory(scheme=scheme, order=n) for n in range(5))
    for indicator in (zero, gap):
        Target.objects.create(indicator=indicator, year=year - 1, value=10, source="Nguồn", confidence="H")
    Target.objects.create(indicator=due, value=10, source="Nguồn", confidence="H")
    Target.objects.create(indicator=due, year=year, value=10, source="Nguồn", confidence="H")
    Target.objects.create(indicator=never, value=5, source="Nguồn", confidence="H")
    Measurement.objects.create(
        indicator=whole,
        span=Span.CUMULATIVE,
        starts_on=scheme.starts_on,
        ends_on=date(year, 1, 1),
        value=3,
        source="Báo cáo",
        confidence="H",
    )
    Measurement.objects.create(
        indicator=zero,
        span=Span.IN_YEAR,
        starts_on=date(year - 1, 1, 1),
        ends_on=date(year, 1, 1),
        value=0,
        source="Báo cáo",
        confidence="H",
    )
    address = reverse("dashboards:council_scheme", args=[scheme.code])

    last = client.get(address, {"year": year - 1}).context["scheme_year"].rows
    now = client.get(address, {"year": year}).context["scheme_year"].rows

    assert [row.progress.in_year.state for row in last] == [
        "value",
        "no_data",
        "no_data",
        "not_reported",
        "not_applicable",
    ]
    assert last[0].progress.in_year.value == 0
    assert now[2].progress.in_year.state == "not_due"
    html = client.get(address, {"year": year - 1}).content.decode()
    assert all(words in html for words in ("Chưa có số liệu", "Không áp dụng", "Chưa đến hạn", "Chưa có báo cáo"))


def test_percent_far_above_the_target_shows_well(client, member):
    scheme = SchemeFactory(starts_on=date(2021, 1, 1), ends_on=date(2026, 1, 1))
    indicator = IndicatorFactory(scheme=scheme)
    Target.objects.create(indicator=indicator, value=3000, source="Nguồn", confidence="H")
    Target.objects.create(indicator=indicator, year=2022, value=600, source="Nguồn", confidence="H")
    for span, starts, ends, value in (
        (Span.CUMULATIVE, date(2021, 1, 1), date(2022, 7, 1), 5063),
        (Span.IN_YEAR, date(2022, 1, 1), date(2023, 1, 1), 2970),
    ):
        Measurement.objects.create(
            indicator=indicator,
            span=span,
            starts_on=starts,
            ends_on=ends,
            value=value,
            source="Báo cáo",
            confidence="H",
        )

    html = client.get(reverse("dashboards:council_scheme", args=[scheme.code]), {"year": 2022}).content.decode()

    assert "168,8\u00a0%" in html
    assert "495\u00a0%" in html


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.ACCOUNTANT, Role.PARTNER_REPORTER, Role.PARTNER_HEAD])
def test_council_pages_are_closed_to_other_roles(client, role):
    client.force_login(person(role, unit=UnitFactory()))

    for address in (
        reverse("dashboards:council"),
        reverse("dashboards:figure_records", args=["paid"]),
        reverse("dashboards:figure_records_file", args=["paid", "csv"]),
    ):
        assert client.get(address).status_code == 403


@pytest.mark.row("D10")
def test_council_pages_change_nothing(client, member, scheme):
    for address in (reverse("dashboards:council"), reverse("dashboards:figure_records", args=["paid"])):
        assert client.post(address).status_code == 405


def test_council_page_without_a_scheme_says_so(client, member):
    response = client.get(reverse("dashboards:council"))

    assert response.status_code == 200
    assert response.context["tabs"] == []


@pytest.mark.parametrize("query", ["year=abc", "year=20222", "year=-1", "year=%D9%A2%D9%A0%D9%A2%D9%A2"])
def test_council_page_refuses_a_year_that_is_none(client, member, scheme, query):
    assert client.get(reverse("dashboards:council") + "?" + query).status_code == 400


def test_year_outside_the_scheme_shows_its_latest_year(client, member, scheme):
    assert client.get(reverse("dashboards:council"), {"year": "1999"}).context["scheme_year"].year == this_year()


@pytest.mark.row("D17")
def test_cost_per_result_is_money_paid_by_accepted_projects(scheme, line):
    for status, amount in (
        (ApplicationStatus.CLOSED, 40_000_000),
        (ApplicationStatus.ACCEPTED, 20_000_000),
        (ApplicationStatus.IN_PROGRESS, 99_000_000),
    ):
        for tranche in make_contract(approved_award(start_of_day(), line=line, amount=amount, status=status)):
            make_payment(tranche, str(timezone.localdate()))

    shown = SchemeYear(scheme, None, records=True)

    assert (shown.accepted, shown.cost_per_result) == (2, 30_000_000)
    assert total(Selection(Counter.PAID, scheme=scheme, accepted_only=True)) == 60_000_000


def test_cost_per_result_does_not_apply_without_an_accepted_project(client, member, scheme, line):
    approved_award(start_of_day(), line=line)

    assert SchemeYear(scheme, None).cost_per_result is None
    html = client.get(reverse("dashboards:council_scheme", args=[scheme.code])).content.decode()
    assert "chưa có dự án nào do ngân sách của đề án chi trả được nghiệm thu" in html


def test_scheme_without_budget_lines_says_so_and_not_that_nothing_was_accepted(client, member, scheme):
    for _ in range(3):
        approved_award(start_of_day(), status=ApplicationStatus.CLOSED)

    html = client.get(reverse("dashboards:council_scheme", args=[scheme.code])).content.decode()

    assert "không có dòng ngân sách nên không có khoản chi riêng. Các dự án tính cho đề án (3)" in html
    assert "được nghiệm thu kết quả" not in html


@pytest.mark.parametrize("page", ["public:pillar_detail", "dashboards:council_scheme"])
def test_projects_in_a_pillar_are_the_whole_schemes_and_say_how_many_its_lines_pay(client, member, scheme, line, page):
    approved_award(start_of_day(), line=line, stage="incubation")
    approved_award(start_of_day(), line=line)
    for _ in range(3):
        approved_award(start_of_day(), stage="incubation")  # of the scheme's days, paid by another scheme
    address = reverse(page, args=[scheme.code, 1] if "pillar" in page else [scheme.code])

    response = client.get(address)

    rows = {row.indicator.counter: row for row in response.context["scheme_year"].rows}
    shown = {counter: (row.progress.cumulative.value, row.of_pillar) for counter, row in rows.items()}
    assert [(shown[c][0], shown[c][1].projects) for c in (Counter.PROJECTS, Counter.INCUBATION)] == [(5, 2), (4, 1)]
    assert shown[Counter.GRANTED][1] is None
    html = response.content.decode()
    assert "Dự án của cả đề án, trong đó" in html
    if rows[Counter.INCUBATION].of_pillar.url:
        listed_rows, sums = all_records(client, rows[Counter.INCUBATION].of_pillar.url)
        assert len(listed_rows) == sums["n"] == 1


def test_scheme_that_is_over_still_shows_the_year_in_which_its_money_moves():
    year = this_year()
    scheme = SchemeFactory(starts_on=date(year - 3, 1, 1), ends_on=date(year - 1, 1, 1))
    BudgetLineFactory(pillar=PillarFactory(scheme=scheme), year=year)

    assert SchemeYear(scheme, None).years == [year - 3, year - 2, year - 1, year]
