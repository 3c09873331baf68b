"""The ledger of periods: missed ones are made up, none is made twice, whoever wakes it and whoever dies."""

from datetime import UTC, date, datetime
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.db.models import Count

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.accounts.roles import Role
from ecosystem.core.periods import PeriodKind
from ecosystem.notices.models import OutboxMessage
from ecosystem.reports.actions import ledger
from ecosystem.reports.actions.ledger import update_reporting_periods
from ecosystem.reports.models import Contribution, PeriodStatus, ReportingPeriod
from programmes.plan.models import Scheme
from tests.concurrency import add_barrier, run_concurrently
from tests.factories import SchemeFactory, UnitFactory, person
from tests.mails import mail_recipients

TODAY = date(2026, 6, 20)


@pytest.fixture
def _scheme(db):
    SchemeFactory(starts_on=date(2025, 1, 1), ends_on=date(2031, 1, 1))


@pytest.mark.usefixtures("_scheme")
def test_missed_periods_are_made_up_and_the_finished_ones_ended():
    made, ended = update_reporting_periods(TODAY)

    # 2025 and 2026 until 20 June 2026: quarters 4 + 3 (the third of 2026 began on 15/6), halves 2 + 2, years 1 + 1
    assert made == 4 + 3 + 2 + 2 + 1 + 1
    running = ReportingPeriod.objects.filter(status=PeriodStatus.OPEN)
    assert {(p.kind, p.year, p.number) for p in running} == {
        (PeriodKind.QUARTER, 2026, 3),
        (PeriodKind.SECOND_HALF, 2026, 1),
        (PeriodKind.YEAR, 2026, 1),
    }
    assert ended == made - 3


def in_state(status):
    return {(p.kind, p.year, p.number) for p in ReportingPeriod.objects.filter(status=status)}


JUST_ENDED = {(PeriodKind.QUARTER, 2026, 1), (PeriodKind.QUARTER, 2026, 2), (PeriodKind.FIRST_HALF, 2026, 1)}


@pytest.mark.usefixtures("_scheme")
def test_new_portal_does_not_owe_the_reports_of_the_years_before_it():
    with time_machine.travel(datetime(2026, 6, 20, 2, tzinfo=UTC)):
        update_reporting_periods()

    assert in_state(PeriodStatus.ENDED) == JUST_ENDED
    assert {(kind, year) for kind, year, _number in in_state(PeriodStatus.EARLIER)} == {
        (PeriodKind.QUARTER, 2025),
        (PeriodKind.FIRST_HALF, 2025),
        (PeriodKind.SECOND_HALF, 2025),
        (PeriodKind.YEAR, 2025),
    }
    update_reporting_periods(date(2027, 3, 1))
    assert in_state(PeriodStatus.ENDED) >= {*JUST_ENDED, (PeriodKind.YEAR, 2026, 1), (PeriodKind.QUARTER, 2026, 4)}


@pytest.mark.usefixtures("_scheme")
def test_periods_follow_the_first_day_of_reporting_that_is_said():
    update_reporting_periods(TODAY)

    Scheme.objects.update(reports_from=date(2025, 6, 15))
    update_reporting_periods(TODAY)
    assert in_state(PeriodStatus.EARLIER) == {
        (PeriodKind.QUARTER, 2025, 1),
        (PeriodKind.QUARTER, 2025, 2),
        (PeriodKind.FIRST_HALF, 2025, 1),
    }
    Scheme.objects.update(reports_from=date(2026, 6, 15))
    update_reporting_periods(TODAY)
    assert in_state(PeriodStatus.ENDED) == set()

    assert not Contribution.objects.filter(period__year=2025).exists()


@pytest.mark.usefixtures("_scheme")
def test_period_that_has_its_report_stays_closed():
    update_reporting_periods(TODAY)
    ReportingPeriod.objects.filter(status=PeriodStatus.ENDED).update(status=PeriodStatus.CLOSED)

    Scheme.objects.update(reports_from=date(2026, 6, 20))
    update_reporting_periods(TODAY)

    assert in_state(PeriodStatus.CLOSED) == JUST_ENDED


@pytest.mark.usefixtures("_scheme")
def test_second_run_does_nothing():
    update_reporting_periods(TODAY)

    assert update_reporting_periods(TODAY) == (0, 0)


@pytest.mark.usefixtures("_scheme")
def test_period_ends_on_its_cut_off_day_not_before():
    update_reporting_periods(date(2026, 6, 14))
    half = ReportingPeriod.objects.get(kind=PeriodKind.FIRST_HALF, year=2026)
    assert half.status == PeriodStatus.OPEN

    update_reporting_periods(date(2026, 6, 15))

    half.refresh_from_db()
    assert half.status == PeriodStatus.ENDED


@pytest.mark.usefixtures("_scheme")
@pytest.mark.row("E1")
def test_partners_get_one_request_for_a_period_that_just_ended():
    unit = UnitFactory(is_partner=True)
    gone = UnitFactory(is_partner=True, valid_to=date(2025, 3, 1))
    reporter = person(Role.PARTNER_REPORTER, unit=unit)

    update_reporting_periods(TODAY)
    update_reporting_periods(TODAY)

    asked = Contribution.objects.filter(unit=unit)
    assert {(c.period.kind, c.period.year, c.period.number) for c in asked} == {
        (PeriodKind.FIRST_HALF, 2026, 1),
        (PeriodKind.QUARTER, 2026, 2),
        (PeriodKind.QUARTER, 2026, 1),
    }
    assert not Contribution.objects.filter(unit=gone).exists()
    assert mail_recipients("contribution_request") == [reporter.email] * 3
    assert OrganisationUnit.objects.count() == 2


def run_together(count):
    answers = run_concurrently([partial(update_reporting_periods, TODAY)] * count)
    faults = [answer for answer in answers if isinstance(answer, Exception)]
    return [answer for answer in answers if not isinstance(answer, Exception)], faults


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_six_wake_ups_at_once_make_each_period_once_and_ask_once():
    SchemeFactory(starts_on=date(2025, 1, 1), ends_on=date(2031, 1, 1))
    unit = UnitFactory(is_partner=True)
    person(Role.PARTNER_REPORTER, unit=unit)

    results, faults = run_together(6)
    update_reporting_periods(TODAY)

    assert faults == []
    twice = ReportingPeriod.objects.values("calendar", "kind", "starts_on").annotate(n=Count("pk")).filter(n__gt=1)
    assert list(twice) == []
    assert ReportingPeriod.objects.count() == 13
    assert sum(ended for _, ended in results) <= 10
    assert ReportingPeriod.objects.exclude(status=PeriodStatus.OPEN).count() == 10
    assert OutboxMessage.objects.count() == 3


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_unique_key_the_same_race_makes_periods_twice(monkeypatch):
    """Negative control: all four have found the periods missing before one makes them; only the key keeps them single."""
    SchemeFactory(starts_on=date(2025, 1, 1), ends_on=date(2031, 1, 1))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE reports_reportingperiod DROP CONSTRAINT each_period_once")
    add_barrier(monkeypatch, ledger, "_row", before=True)
    try:
        run_together(4)
        assert ReportingPeriod.objects.count() == 4 * 13
    finally:
        ReportingPeriod.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE reports_reportingperiod ADD CONSTRAINT each_period_once UNIQUE (calendar, kind, starts_on)"
            )


@pytest.mark.django_db(transaction=True)
def test_worker_that_dies_while_ending_a_period_leaves_it_for_the_next(monkeypatch):
    SchemeFactory(starts_on=date(2026, 1, 1), ends_on=date(2031, 1, 1))
    UnitFactory(is_partner=True)

    def die(*args):
        raise SystemExit

    monkeypatch.setattr(ledger, "_request_contributions", die)
    with pytest.raises(SystemExit):
        update_reporting_periods(TODAY)
    assert not Contribution.objects.exists()
    monkeypatch.undo()

    update_reporting_periods(TODAY)

    assert Contribution.objects.count() == 3
