"""Celery tasks of reports; the work itself is in rows: periods and requested reports."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from ecosystem.core.attempts import periodic_task
from ecosystem.reports.actions import contribution, ledger, report


@periodic_task(_("Reporting periods and reminders of contributions"), expires=240)
def update_reporting_periods() -> None:
    ledger.update_reporting_periods()
    contribution.remind_of_contributions()


@shared_task
def build_report(report_id: int) -> None:
    report.build_report(report_id)


@shared_task(expires=60)
def build_requested_reports() -> None:
    report.build_requested_reports()
