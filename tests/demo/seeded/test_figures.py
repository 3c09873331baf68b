"""Over the demonstration data, reports, the council's page and public pages show the same figures for the same days."""

import pytest
from django.test import Client

from ecosystem.accounts.roles import Role
from ecosystem.core.periods import PeriodKind
from ecosystem.reports.models import ReportingPeriod
from programmes.plan.models import Scheme
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
