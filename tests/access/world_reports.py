"""The reports of the small city: a period, issued reports and contributions of a partner."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from ecosystem.core.models import UnfinishedWork
from ecosystem.reports.models import (
    ContributionStatus,
    IssuedReport,
    PeriodStatus,
    ReportFile,
    ReportFilePart,
    ReportingPeriod,
    ReportStatus,
)
from tests.ecosystem.reports.written import written_contribution

if TYPE_CHECKING:
    from tests.access.world import World


def add_reports(w: World) -> None:
    """A period with reports and contributions in the states that their pages know."""
    period = ReportingPeriod.objects.create(
        kind="quarter",
        year=2026,
        number=3,
        starts_on=date(2026, 6, 15),
        ends_on=date(2026, 9, 15),
        contributions_due_on=date(2026, 9, 21),
        status=PeriodStatus.ENDED,
    )
    issued = IssuedReport.objects.create(
        period=period,
        requested_by=w.people["manager"],
        status=ReportStatus.REQUESTED,
        number="BC-2026-000009",
        snapshot={},
        issued_at=timezone.now(),
    )
    for name, rows, content in (("pdf", None, b"%PDF"), ("awards", 1, b"PK\x03\x04")):
        file = ReportFile.objects.create(report=issued, format=name, rows=rows, sha256="0" * 64, size=4)
        ReportFilePart.objects.create(file=file, position=0, content=content)
    IssuedReport.objects.filter(pk=issued.pk).update(status=ReportStatus.ISSUED)
    w.things.update(
        period=period,
        report=issued,
        requested_report=IssuedReport.objects.create(period=period, version=2, requested_by=w.people["manager"]),
        parked_report=IssuedReport.objects.create(
            period=period, version=3, requested_by=w.people["manager"], status=ReportStatus.PARKED
        ),
        parked_work=UnfinishedWork.objects.create(
            kind="periodic",
            key="ecosystem.people.tasks.watch_invitations",
            attempts=3,
            last_error="away",
            parked_at=timezone.now(),
        ),
        contribution=written_contribution(period=period, unit=w.partner),
        sent_contribution=written_contribution(
            ContributionStatus.APPROVED,
            period=ReportingPeriod.objects.create(
                kind="quarter",
                year=2026,
                number=2,
                starts_on=date(2026, 3, 15),
                ends_on=date(2026, 6, 15),
                contributions_due_on=date(2026, 6, 21),
                status=PeriodStatus.ENDED,
            ),
            unit=w.partner,
        ),
    )
