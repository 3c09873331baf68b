"""Decree 09/2019, article 12: half-open ranges with cut-offs at the 15th."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.core.periods import PeriodCalendar, PeriodKind, make_period, period_of, periods_of_year


@pytest.mark.parametrize(
    ("kind", "number", "starts", "ends"),
    [
        (PeriodKind.MONTH, 1, date(2025, 12, 15), date(2026, 1, 15)),
        (PeriodKind.MONTH, 12, date(2026, 11, 15), date(2026, 12, 15)),
        (PeriodKind.QUARTER, 1, date(2025, 12, 15), date(2026, 3, 15)),
        (PeriodKind.QUARTER, 4, date(2026, 9, 15), date(2026, 12, 15)),
        (PeriodKind.FIRST_HALF, 1, date(2025, 12, 15), date(2026, 6, 15)),
        (PeriodKind.SECOND_HALF, 1, date(2026, 6, 15), date(2026, 12, 15)),
        (PeriodKind.YEAR, 1, date(2025, 12, 15), date(2026, 12, 15)),
    ],
)
def test_period_of_2026_has_the_decree_s_dates(kind, number, starts, ends):
    period = make_period(kind, 2026, number)

    assert (period.starts, period.ends) == (starts, ends)


def test_figure_of_15_december_2021_belongs_to_2022():
    assert period_of(date(2021, 12, 15), PeriodKind.YEAR).year == 2022
    assert period_of(date(2021, 12, 14), PeriodKind.YEAR).year == 2021


def test_moment_counts_by_the_day_in_ho_chi_minh_city():
    last_minute_utc = datetime(2021, 12, 14, 17, 0, tzinfo=UTC)  # 15/12/2021 00:00 in the city

    assert period_of(last_minute_utc, PeriodKind.YEAR).year == 2022
    assert period_of(last_minute_utc - timedelta(seconds=1), PeriodKind.YEAR).year == 2021


def test_calendar_periods_are_listed_beside_reporting_periods():
    period = make_period(PeriodKind.QUARTER, 2026, 2, PeriodCalendar.CALENDAR)

    assert (period.starts, period.ends) == (date(2026, 4, 1), date(2026, 7, 1))


@given(
    st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)),
    st.sampled_from([PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.FIRST_HALF, PeriodKind.YEAR]),
    st.sampled_from(PeriodCalendar.values),
)
def test_every_day_lies_in_exactly_one_period(day, kind, calendar):
    found = [p for year in range(day.year - 1, day.year + 3) for p in periods_of_year(kind, year, calendar) if day in p]

    assert found == [period_of(day, kind, calendar)]


@given(st.integers(2000, 2100), st.sampled_from([PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.FIRST_HALF]))
def test_parts_of_a_year_fill_it_without_gap_or_overlap(year, kind):
    parts = periods_of_year(kind, year)
    whole = make_period(PeriodKind.YEAR, year)

    assert parts[0].starts == whole.starts
    assert parts[-1].ends == whole.ends
    assert all(a.ends == b.starts for a, b in pairwise(parts))


def test_quarters_have_roman_numbers_in_vietnamese():
    """As in official documents; English numbers them plainly."""
    quarter = make_period(PeriodKind.QUARTER, 2026, 3)

    with translation.override("vi"):
        assert quarter.label == "Quý III năm 2026"
    with translation.override("en"):
        assert quarter.label == "Quarter 3 of 2026"
