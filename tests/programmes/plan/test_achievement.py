"""Indicators against targets: years and cumulative apart, four states, percents above 100, the written light."""

from datetime import date
from decimal import Decimal

import pytest

from programmes.plan.achievement import FigureState, TrafficLight, measured_year, scheme_progress
from programmes.plan.counting import tally
from programmes.plan.models import BudgetLine, Counter, Direction, Indicator, Measurement, Origin, Span, Target
from tests.factories import BudgetLineFactory, IndicatorFactory, PillarFactory, SchemeFactory
from tests.programmes.grants.records import approved_award, make_contract, make_payment

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def scheme():
    return SchemeFactory(starts_on=date(2021, 1, 1), ends_on=date(2026, 1, 1))


def target(indicator, value, year=None, value_to=None):
    return Target.objects.create(
        indicator=indicator, year=year, value=value, value_to=value_to, source="Nguồn", confidence="H"
    )


def add_measurement(indicator, span, starts, ends, value, **fields):
    return Measurement.objects.create(
        indicator=indicator,
        span=span,
        starts_on=date.fromisoformat(starts),
        ends_on=date.fromisoformat(ends),
        value=value,
        source="Báo cáo",
        confidence="H",
        **fields,
    )


def progress_rows(scheme, year, today=TODAY, **options):
    lines = {str(pk): pillar for pk, pillar in scheme_lines(scheme)}
    figures = tally(scheme, until=options.get("until"))
    (row,) = scheme_progress(scheme, year, figures, lines=lines, today=today, **options)
    return row


def scheme_lines(scheme):
    return BudgetLine.objects.filter(pillar__scheme=scheme).values_list("pk", "pillar")


def counted_indicator(scheme, counter=Counter.PROJECTS, **fields):
    return IndicatorFactory(scheme=scheme, origin=Origin.COUNTED, counter=counter, **fields)


@pytest.fixture
def enterprises(scheme):
    """The enterprises of programme facts F1.3, F1.6 and F1.7 (a)."""
    indicator = IndicatorFactory(scheme=scheme, unit="doanh nghiệp")
    target(indicator, 3000)
    target(indicator, 600, year=2022)
    target(indicator, 900, year=2024)
    add_measurement(indicator, Span.CUMULATIVE, "2021-01-01", "2023-07-01", 5063)
    add_measurement(indicator, Span.IN_YEAR, "2022-01-01", "2023-01-01", 2970)
    add_measurement(indicator, Span.IN_YEAR, "2023-01-01", "2024-01-01", 2586)
    return indicator


def test_figures_of_2022_are_separate_from_the_cumulative_one(scheme, enterprises):
    row = progress_rows(scheme, 2022)

    assert (row.in_year.value, row.percent_year.value) == (2970, 495)
    assert row.cumulative.state == FigureState.NO_DATA
    assert row.year_light == TrafficLight.MET


@pytest.mark.row("D7")
def test_cumulative_figure_is_the_reported_one_and_never_a_sum(scheme, enterprises):
    row = progress_rows(scheme, 2023)

    assert row.cumulative.value == 5063
    assert round(row.percent_period.value, 1) == Decimal("168.8")
    assert row.cumulative.as_of == date(2023, 6, 30)
    assert row.in_year.value == 2586


def test_last_known_cumulative_figure_stays_with_its_own_date_in_later_years(scheme, enterprises):
    row = progress_rows(scheme, 2025)

    assert (row.cumulative.value, row.cumulative.as_of) == (5063, date(2023, 6, 30))
    assert row.in_year.state == FigureState.NO_DATA


def test_year_without_plan_has_no_percent(scheme, enterprises):
    row = progress_rows(scheme, 2023)

    assert row.target_year.state == FigureState.NO_DATA
    assert row.percent_year.state == FigureState.NOT_APPLICABLE
    assert row.year_light is None


@pytest.mark.row("D1")
def test_trend_compares_whole_years(scheme, enterprises):
    row = progress_rows(scheme, 2023)

    assert (row.trend.change, row.trend.good, row.trend.same_part) == (-384, False, False)
    assert progress_rows(scheme, 2022).trend is None


@pytest.mark.row("D7")
def test_part_of_a_year_is_not_added_to_the_figure_that_holds_it(scheme):
    indicator = IndicatorFactory(scheme=scheme)
    add_measurement(indicator, Span.IN_YEAR, "2021-12-15", "2022-06-15", 70)
    add_measurement(indicator, Span.IN_YEAR, "2021-12-15", "2022-12-15", 100)

    assert progress_rows(scheme, 2022).in_year.value == 100


def test_unused_figure_is_not_displayed(scheme):
    indicator = IndicatorFactory(scheme=scheme)
    add_measurement(indicator, Span.IN_YEAR, "2022-01-01", "2023-01-01", 108, is_used=False)
    target(indicator, 50, year=2022)

    assert progress_rows(scheme, 2022).in_year.state == FigureState.NO_DATA


@pytest.mark.row("D5")
def test_four_states_are_four_things(scheme):
    counted_indicator(scheme)
    assert (progress_rows(scheme, 2025).in_year.state, progress_rows(scheme, 2025).in_year.value) == (
        FigureState.VALUE,
        0,
    )
    assert progress_rows(scheme, 2026).in_year.state == FigureState.NOT_APPLICABLE
    assert progress_rows(scheme, 2025, today=date(2023, 1, 1)).in_year.state == FigureState.NOT_DUE

    Indicator.objects.all().delete()
    indicator = IndicatorFactory(scheme=scheme)
    target(indicator, 10, year=2024)
    assert progress_rows(scheme, 2024).in_year.state == FigureState.NO_DATA
    assert progress_rows(scheme, 2024, today=date(2024, 12, 14)).in_year.state == FigureState.NOT_DUE
    assert progress_rows(scheme, 2024).target_period.state == FigureState.NOT_APPLICABLE
    assert progress_rows(scheme, 2024).cumulative.state == FigureState.NOT_APPLICABLE


def test_reported_zero_is_a_figure_and_an_empty_value_is_no_data(scheme):
    indicator = IndicatorFactory(scheme=scheme)
    target(indicator, 10, year=2022)
    target(indicator, 10, year=2023)
    add_measurement(indicator, Span.IN_YEAR, "2022-01-01", "2023-01-01", 0)
    add_measurement(indicator, Span.IN_YEAR, "2023-01-01", "2024-01-01", None)

    zero, empty = progress_rows(scheme, 2022), progress_rows(scheme, 2023)
    assert (zero.in_year.value, zero.percent_year.value, zero.year_light) == (0, 0, TrafficLight.BEHIND)
    assert (empty.in_year.state, empty.percent_year.state, empty.year_light) == (
        FigureState.NO_DATA,
        FigureState.NO_DATA,
        None,
    )


def test_target_of_zero_has_no_percent(scheme):
    indicator = counted_indicator(scheme)
    target(indicator, 0, year=2025)

    assert progress_rows(scheme, 2025).percent_year.state == FigureState.NOT_APPLICABLE


def test_range_is_measured_against_its_lower_end(scheme):
    indicator = IndicatorFactory(scheme=scheme)
    target(indicator, 45, value_to=50)
    add_measurement(indicator, Span.CUMULATIVE, "2021-01-01", "2026-01-01", 45)

    row = progress_rows(scheme, 2025)
    assert (row.target_period.value, row.target_period.value_to, row.period_light) == (45, 50, TrafficLight.MET)


@pytest.mark.parametrize(
    ("direction", "value", "expected"),
    [
        (Direction.MORE, 100, TrafficLight.MET),
        (Direction.MORE, 99, TrafficLight.CLOSE),
        (Direction.MORE, 80, TrafficLight.CLOSE),
        (Direction.MORE, 79, TrafficLight.BEHIND),
        (Direction.LESS, 100, TrafficLight.MET),
        (Direction.LESS, 110, TrafficLight.CLOSE),
        (Direction.LESS, 111, TrafficLight.BEHIND),
        (Direction.LESS, 0, TrafficLight.MET),
    ],
)
@pytest.mark.row("D6")
def test_light_follows_the_direction(scheme, direction, value, expected):
    indicator = IndicatorFactory(scheme=scheme, direction=direction)
    target(indicator, 100, year=2022)
    add_measurement(indicator, Span.IN_YEAR, "2022-01-01", "2023-01-01", value)

    assert progress_rows(scheme, 2022).year_light == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(50, TrafficLight.ON_TRACK), (45, TrafficLight.CLOSE), (39, TrafficLight.BEHIND)]
)
def test_light_of_a_running_year_measures_against_the_time_passed(scheme, value, expected):
    indicator = IndicatorFactory(scheme=scheme)
    target(indicator, 100, year=2025)
    add_measurement(indicator, Span.IN_YEAR, "2024-12-15", "2025-06-15", value)

    assert progress_rows(scheme, 2025, today=date(2025, 7, 1)).year_light == expected


@pytest.mark.row("D6")
def test_trend_of_fewer_is_good_where_less_is_better(scheme):
    indicator = IndicatorFactory(scheme=scheme, direction=Direction.LESS)
    add_measurement(indicator, Span.IN_YEAR, "2022-01-01", "2023-01-01", 20)
    add_measurement(indicator, Span.IN_YEAR, "2023-01-01", "2024-01-01", 15)

    assert (progress_rows(scheme, 2023).trend.change, progress_rows(scheme, 2023).trend.good) == (-5, True)


def test_counted_trend_compares_the_same_part_of_a_running_year(scheme):
    counted_indicator(scheme)
    approved_award("2024-02-01 10:00")
    approved_award("2024-11-01 10:00")
    approved_award("2025-02-01 10:00")
    today = date(2025, 3, 1)
    figures = tally(scheme, compare_before=date(2024, 3, 2))
    (row,) = scheme_progress(scheme, 2025, figures, lines={}, today=today)

    assert (row.in_year.value, row.trend.change, row.trend.same_part) == (1, 0, True)


def test_counted_figures_keep_to_the_pillar_for_money_and_to_the_scheme_for_projects(scheme):
    first, second = PillarFactory(scheme=scheme), PillarFactory(scheme=scheme)
    award = approved_award("2025-02-01 10:00", amount=10_000_000, line=BudgetLineFactory(pillar=first))
    approved_award("2025-02-01 10:00", amount=7_000_000, line=BudgetLineFactory(pillar=second))
    approved_award("2025-02-01 10:00", amount=5_000_000)
    make_payment(make_contract(award, parts=1)[0], "2025-03-01")
    counted_indicator(scheme, Counter.GRANTED, pillar=first, order=1)
    counted_indicator(scheme, Counter.PAID, order=2)
    counted_indicator(scheme, Counter.PROJECTS, pillar=first, order=3)
    lines = {str(pk): pillar for pk, pillar in scheme_lines(scheme)}

    rows = scheme_progress(scheme, 2025, tally(scheme), lines=lines, today=TODAY)

    assert [row.in_year.value for row in rows] == [10_000_000, 10_000_000, 3]


def test_shorter_period_takes_only_what_lies_in_it(scheme):
    indicator = counted_indicator(scheme)
    target(indicator, 4, year=2025)
    approved_award("2025-06-14 23:59")
    approved_award("2025-06-15 00:00")

    row = progress_rows(scheme, 2025, until=date(2025, 6, 15))

    assert (row.in_year.value, row.percent_year.value, row.cumulative.value) == (1, 25, 1)


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("2022-01-01", "2023-01-01", 2022),
        ("2021-12-15", "2022-12-15", 2022),
        ("2021-12-15", "2022-06-15", 2022),
        ("2022-06-15", "2022-12-15", 2022),
        ("2024-01-01", "2026-01-01", None),
        ("2024-01-01", "2025-01-01", 2024),
        ("2021-12-15", "2022-01-15", 2022),
        ("2021-12-01", "2022-01-01", 2021),
    ],
)
def test_figure_belongs_to_the_year_of_its_middle(starts, ends, expected):
    measurement = Measurement(starts_on=date.fromisoformat(starts), ends_on=date.fromisoformat(ends))

    assert measured_year(measurement) == expected


# A year's figure in parts


def quarter(n):
    bounds = ["2025-12-15", "2026-03-15", "2026-06-15", "2026-09-15", "2026-12-15"]
    return bounds[n - 1], bounds[n]


@pytest.fixture
def parts():
    """An indicator of a running scheme with 10 in the first quarter, 12 in the second, and 100 planned for the year."""
    indicator = IndicatorFactory(scheme=SchemeFactory(starts_on=date(2025, 12, 15), ends_on=date(2031, 1, 1)))
    target(indicator, 100, year=2026)
    add_measurement(indicator, Span.IN_YEAR, *quarter(1), 10)
    add_measurement(indicator, Span.IN_YEAR, *quarter(2), 12)
    return indicator


@pytest.mark.row("D7")
def test_parts_of_a_year_are_added_for_its_figure(parts):
    row = progress_rows(parts.scheme, 2026, today=date(2026, 6, 20))

    assert (row.in_year.value, row.percent_year.value, row.in_year.as_of) == (22, 22, date(2026, 6, 14))
    assert [m.value for m in row.in_year.parts] == [10, 12]
    assert (row.in_year.starts, row.in_year.has_gap) == (date(2025, 12, 15), False)


@pytest.mark.parametrize("span", [Span.TO_DATE, Span.IN_YEAR])
def test_year_to_date_figure_is_listed_beside_its_parts_and_counted_once(parts, span):
    add_measurement(parts, span, "2025-12-15", "2026-06-15", 22)

    assert progress_rows(parts.scheme, 2026).in_year.value == 22
    add_measurement(parts, Span.IN_YEAR, *quarter(3), 5)
    assert progress_rows(parts.scheme, 2026).in_year.value == 27


def test_year_with_a_missing_part_says_so_instead_of_judging(parts):
    add_measurement(parts, Span.IN_YEAR, *quarter(4), 30)
    row = progress_rows(parts.scheme, 2026, today=date(2026, 12, 20))

    assert (row.in_year.value, row.in_year.has_gap, row.year_light) == (52, True, TrafficLight.INCOMPLETE)


def test_shares_of_parts_are_not_added():
    indicator = IndicatorFactory(unit="%", adds_up=False)
    add_measurement(indicator, Span.IN_YEAR, *quarter(1), 10)
    add_measurement(indicator, Span.IN_YEAR, *quarter(2), 12)

    assert progress_rows(indicator.scheme, 2026).in_year.value == 12


# The age of a figure


@pytest.mark.parametrize(
    ("today", "light"),
    [
        (date(2023, 12, 1), TrafficLight.ON_TRACK),
        (date(2024, 9, 1), TrafficLight.OUT_OF_DATE),
        (date(2025, 12, 13), TrafficLight.OUT_OF_DATE),
        (date(2025, 12, 20), TrafficLight.NOT_FINAL),
        (TODAY, TrafficLight.NOT_FINAL),
    ],
)
def test_old_figure_is_no_ground_for_saying_on_schedule(scheme, today, light):
    indicator = IndicatorFactory(scheme=scheme)
    target(indicator, 1000)
    add_measurement(indicator, Span.CUMULATIVE, "2021-01-01", "2023-07-01", 600)

    year = min(today.year, 2025)
    row = progress_rows(scheme, year, today=today)

    assert (row.cumulative.value, row.period_light) == (600, light)


def test_target_that_an_old_figure_reached_stays_reached(scheme, enterprises):
    assert progress_rows(scheme, 2025).period_light == TrafficLight.MET


def test_half_of_a_year_that_is_over_is_not_its_figure(scheme):
    indicator = IndicatorFactory(scheme=scheme)
    target(indicator, 100, year=2025)
    add_measurement(indicator, Span.IN_YEAR, "2024-12-15", "2025-06-15", 60)

    assert progress_rows(scheme, 2025, today=date(2025, 7, 1)).year_light == TrafficLight.ON_TRACK
    assert progress_rows(scheme, 2025, today=date(2026, 2, 1)).year_light == TrafficLight.NOT_FINAL


def test_running_scheme_that_nobody_reported_on_does_not_say_not_applicable():
    indicator = IndicatorFactory(scheme=SchemeFactory(starts_on=date(2026, 1, 1), ends_on=date(2031, 1, 1)))
    target(indicator, 100)

    assert progress_rows(indicator.scheme, 2026).in_year.state == FigureState.NOT_REPORTED
    assert progress_rows(indicator.scheme, 2026, today=date(2025, 12, 1)).in_year.state == FigureState.NOT_APPLICABLE
    add_measurement(indicator, Span.CUMULATIVE, "2026-01-01", "2026-10-01", 5)
    assert progress_rows(indicator.scheme, 2026).in_year.state == FigureState.NOT_APPLICABLE
