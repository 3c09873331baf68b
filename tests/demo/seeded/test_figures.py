"""Over the demonstration data, reports, the council's page and public pages show the same figures for the same days."""

import pytest
from django.test import Client
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.periods import PeriodKind
from ecosystem.reports.models import ReportingPeriod
from programmes.plan.achievement import indicators_of, scheme_progress
from programmes.plan.counting import tally
from programmes.plan.demo import CODE
from programmes.plan.models import Indicator, Measurement, Scheme, Target
from tests.factories import person
from tests.figure_checks import check_pages, check_report, check_tallies

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("portal")]


def test_every_group_of_a_tally_is_the_sum_of_its_records():
    check_tallies(Scheme.objects.all())


def test_every_report_has_the_figures_of_its_days():
    totals = [check_report(period)["totals"] for period in ReportingPeriod.objects.all()]

    assert any(one["paid"] for one in totals)


def test_reports_of_years_agree_with_the_pages_of_council_and_public():
    council = Client()
    council.force_login(person(Role.COUNCIL))

    for period in ReportingPeriod.objects.filter(kind=PeriodKind.YEAR):
        check_pages(council, Client(), period)


def test_year_reported_in_parts_is_the_sum_of_its_verified_quarters_and_one_waits():
    indicator = Indicator.objects.get(code=CODE)

    scheme = indicator.scheme
    rows = scheme_progress(
        scheme, 2026, tally(scheme), lines={}, indicators=indicators_of(scheme).filter(pk=indicator.pk)
    )

    (row,) = rows
    assert (row.in_year.value, row.target_year.value, row.percent_year.value) == (22, 100, 22)
    assert Measurement.objects.waiting().get().indicator == indicator
    assert int(Target.objects.waiting().get(indicator=indicator).value) == 120
    page = Client().get(reverse("public:indicator_detail", args=[indicator.scheme.code, indicator.code]))
    assert "22" in page.content.decode()
