"""The clocks of F3.14: working days over the holiday rows, pauses while the applicant has the dossier."""

from datetime import date, timedelta

import pytest

from ecosystem.reference.models import Holiday, HolidayKind
from ecosystem.reference.workdays import DayUnit
from programmes.grants.actions.clock import (
    days_left,
    end_clocks,
    is_completion_overdue,
    pause_for_applicant,
    resume_step,
    start_step,
)
from programmes.grants.models import ApplicationStatus, Holder
from programmes.plan.models import Step, TimeLimit
from tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 9, 7)
FRIDAY = date(2026, 9, 11)


@pytest.fixture
def application(limits):
    return ApplicationFactory(status=ApplicationStatus.CHECKING)


@pytest.mark.row("B8")
def test_clock_skips_weekend_and_public_holiday(application):
    Holiday.objects.create(day=date(2026, 9, 14), kind=HolidayKind.PUBLIC, name="Ngày nghỉ")

    clock = start_step(application, Step.COMPLETENESS, today=FRIDAY)

    assert clock.due_on == date(2026, 9, 21)
    application.refresh_from_db()
    assert (application.due_on, application.holder) == (date(2026, 9, 21), Holder.DEPARTMENT)


def test_clock_counts_a_saturday_that_is_worked_in_exchange(application):
    Holiday.objects.create(day=date(2026, 9, 12), kind=HolidayKind.WORKING, name="Làm bù")

    clock = start_step(application, Step.COMPLETENESS, today=FRIDAY)

    assert clock.due_on == date(2026, 9, 17)


def test_calendar_clock_that_ends_on_a_day_off_ends_on_the_next_working_day(application):
    clock = start_step(application, Step.COMPLETION, today=date(2026, 9, 4))

    assert clock.due_on == date(2026, 9, 21)  # 19 September is a Saturday


def test_step_without_limit_has_no_clock(application):
    TimeLimit.objects.filter(step=Step.DECISION).delete()
    start_step(application, Step.COMPLETENESS, today=MONDAY)

    assert start_step(application, Step.DECISION, today=FRIDAY) is None

    application.refresh_from_db()
    assert application.due_on is None
    assert application.clocks.get().ended_on == FRIDAY


def test_starting_a_step_ends_the_running_one_and_keeps_paused_ones(application):
    start_step(application, Step.COMPLETENESS, today=MONDAY)
    pause_for_applicant(application, today=MONDAY)
    start_step(application, Step.COMPLETION, today=MONDAY)
    start_step(application, Step.EVALUATION, today=FRIDAY)

    found = list(application.clocks.values_list("step", "paused_on", "ended_on"))
    assert found == [
        (Step.COMPLETENESS, MONDAY, None),
        (Step.COMPLETION, None, FRIDAY),
        (Step.EVALUATION, None, None),
    ]


@pytest.mark.row("B8")
def test_paused_clock_goes_on_with_the_working_days_it_had_left(application):
    start_step(application, Step.COMPLETENESS, today=MONDAY)
    paused = pause_for_applicant(application, today=date(2026, 9, 9))
    assert paused.days_left == 3
    application.refresh_from_db()
    assert application.due_on is None

    clock = resume_step(application, Step.COMPLETENESS, today=date(2026, 9, 24))

    assert clock.due_on == date(2026, 9, 29)
    application.refresh_from_db()
    assert application.due_on == date(2026, 9, 29)


def test_second_pause_counts_only_the_days_since_the_resumption(application):
    start_step(application, Step.COMPLETENESS, today=MONDAY)
    pause_for_applicant(application, today=date(2026, 9, 9))
    resume_step(application, today=date(2026, 9, 24))
    paused = pause_for_applicant(application, today=date(2026, 9, 25))

    assert paused.days_left == 2


def test_roll_to_the_next_working_day_is_not_given_twice(application):
    start_step(application, Step.EVALUATION, today=date(2026, 9, 4))  # 19 September, rolled to the 21st
    paused = pause_for_applicant(application, today=date(2026, 9, 18))
    assert paused.days_left == 1

    clock = resume_step(application, Step.EVALUATION, today=date(2026, 9, 28))

    assert clock.due_on == date(2026, 9, 29)


def test_overdue_clock_stays_as_overdue_after_a_pause(application):
    start_step(application, Step.COMPLETENESS, today=MONDAY)  # due 14 September
    paused = pause_for_applicant(application, today=date(2026, 9, 16))
    assert paused.days_left == -2

    clock = resume_step(application, Step.COMPLETENESS, today=date(2026, 9, 24))

    assert clock.due_on == date(2026, 9, 22)
    assert days_left(clock, date(2026, 9, 24)) == -2


def test_resuming_without_a_paused_clock_changes_nothing(application):
    start_step(application, Step.COMPLETENESS, today=MONDAY)

    assert resume_step(application, Step.EVALUATION, today=FRIDAY) is None

    assert application.clocks.get().ended_on is None


def test_ending_all_clocks_leaves_nothing_due(application):
    start_step(application, Step.COMPLETENESS, today=MONDAY)
    pause_for_applicant(application, today=MONDAY)
    start_step(application, Step.COMPLETION, today=MONDAY)

    end_clocks(application, today=FRIDAY)

    application.refresh_from_db()
    assert application.due_on is None
    assert set(application.clocks.values_list("ended_on", flat=True)) == {FRIDAY}


def test_editing_a_limit_leaves_running_clocks_alone(application):
    clock = start_step(application, Step.COMPLETENESS, today=MONDAY)
    TimeLimit.objects.filter(step=Step.COMPLETENESS).update(amount=20, unit=DayUnit.CALENDAR)

    clock.refresh_from_db()

    assert (clock.amount, clock.unit, clock.due_on) == (5, DayUnit.WORKING, date(2026, 9, 14))


@pytest.mark.parametrize(("days", "overdue"), [(0, False), (1, True)])
def test_completion_is_overdue_only_after_its_due_day(application, days, overdue):
    clock = start_step(application, Step.COMPLETION, today=MONDAY)

    assert is_completion_overdue(application, clock.due_on + timedelta(days=days)) is overdue
