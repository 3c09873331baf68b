"""Issue reports: requested as a row, rendered by the worker in one transaction, then immutable."""

import hashlib
import io
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import IO

from django.db import connection, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.models import User
from ecosystem.accounts.recipients import recipients
from ecosystem.accounts.roles import Role
from ecosystem.core.attempts import WorkKind, attempt, forget, register_kind
from ecosystem.core.background import send_task
from ecosystem.core.models import UnfinishedWork
from ecosystem.core.numbers import take_number
from ecosystem.core.workflow import BySystem, RoleRefused, TransitionRefused, lock, move
from ecosystem.notices.notify import full_url, notify
from ecosystem.reports.actions.ledger import require_ended
from ecosystem.reports.attached_lists import list_files
from ecosystem.reports.models import (
    IssuedReport,
    PeriodStatus,
    ReportFile,
    ReportFilePart,
    ReportFormat,
    ReportingPeriod,
    ReportStatus,
)
from ecosystem.reports.rendering import Snapshot, render_report, render_workbook, snapshot_sha256
from ecosystem.reports.snapshots import build_snapshot
from programmes.plan.models import Scheme

PART_SIZE = 1024 * 1024  # bytes of a stored file that the worker and a download hold at a time


@transaction.atomic
def request_report(
    period: ReportingPeriod, *, by: User, narrative: str = "", correction_note: str = "", scheme: Scheme | None = None
) -> IssuedReport:
    """Ask for the report of an ended period; a further one is a numbered correction and says what it corrects.

    Raises RoleRefused for others than a programme manager or director, and TransitionRefused while the
    period runs, while one is being made, or for a correction without its note.
    """
    if not by.has_role(Role.MANAGER, Role.DIRECTOR):
        raise RoleRefused(_("A programme manager or a director issues reports."))
    period = lock(period)
    require_ended(period)
    earlier = IssuedReport.objects.filter(period=period, scheme=scheme)
    if earlier.filter(status=ReportStatus.REQUESTED).exists():
        raise TransitionRefused(_("The report of this period is already being made."))
    if earlier.filter(status=ReportStatus.PARKED).exists():
        raise TransitionRefused(_("The report of this period could not be made. Its page has the button to try again."))
    version = (earlier.aggregate(last=Max("version"))["last"] or 0) + 1
    if version > 1 and not correction_note.strip():
        raise TransitionRefused(_("This period has an issued report. Say what the new version corrects."))
    report = IssuedReport.objects.create(
        period=period,
        scheme=scheme,
        version=version,
        narrative=narrative.strip(),
        correction_note=correction_note.strip() if version > 1 else "",
        requested_by=by,
    )
    transaction.on_commit(lambda: _request_rendering(report.pk))
    return report


def _request_rendering(report_id: int) -> None:
    send_task("ecosystem.reports.tasks.build_report", report_id)


def build_requested_reports() -> int:
    """Build every requested report. Returns how many were built."""
    waiting = IssuedReport.objects.filter(status=ReportStatus.REQUESTED).values_list("pk", flat=True)
    return sum(build_report(pk) for pk in list(waiting))


def build_report(report_id: int) -> bool:
    """Make one report as an attempt (`ecosystem.core.attempts`). False when it was not made, or another worker makes it."""
    return attempt(REPORT, str(report_id), partial(_build, report_id))


def _build(report_id: int) -> bool:
    """Snapshot, files, number, mails, all in one transaction over one view of the data.

    A worker that dies in the middle leaves the row as it was, and the next one makes it.
    """
    with transaction.atomic():
        if not connection.savepoint_ids:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        report = (
            IssuedReport.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("period", "scheme")
            .filter(pk=report_id, status=ReportStatus.REQUESTED)
            .first()
        )
        if report is None:
            return False
        _issue(report)
    return True


def _park(work: UnfinishedWork) -> None:
    """Whoever asked is told that the report could not be made."""
    report = IssuedReport.objects.select_related("period", "requested_by").filter(pk=work.key).first()
    if report is None or report.status != ReportStatus.REQUESTED:
        return
    report = move(report, "park", by=BySystem(cause=report.requested_by))
    for user in recipients(users=[report.requested_by]):
        notify(
            user,
            "report_failed",
            event=f"{report.pk}:{work.parked_at:%Y%m%d%H%M%S%f}",
            context={
                "report": report,
                "user": user,
                "is_interrupted": work.was_interrupted,
                "link": full_url("reports:report_detail", report.pk),
            },
        )


def _titles(keys: Sequence[str]) -> dict[str, str]:
    reports = IssuedReport.objects.filter(pk__in=keys).select_related("period").defer("snapshot")
    return {str(report.pk): str(report) for report in reports}


# A person waits in front of the page: an error is tried again at the next beat.
REPORT = register_kind(
    WorkKind(
        "report",
        gettext_lazy("Report"),
        titles=_titles,
        address=lambda key: reverse("reports:report_detail", args=[key]),
        park=_park,
        first_pause=timedelta(0),
    )
)


@transaction.atomic
def retry_report(report: IssuedReport, *, by: User) -> IssuedReport:
    """Try to make a parked report again. Raises RoleRefused, and TransitionRefused where it is not parked."""
    report = move(report, "retry", by=by)
    forget(REPORT, str(report.pk))
    transaction.on_commit(lambda: _request_rendering(report.pk))
    return report


def render_files(snapshot: Snapshot) -> dict[ReportFormat, bytes]:
    """PDF, Word and Excel of one snapshot; the same snapshot gives the same bytes."""
    rendered = render_report(snapshot)
    return {
        ReportFormat.PDF: rendered["pdf"],
        ReportFormat.DOCX: rendered["docx"],
        ReportFormat.XLSX: render_workbook(snapshot),
    }


def _issue(report: IssuedReport) -> None:
    report.number = take_number("BC")
    report.issued_at = timezone.now()
    with list_files(report) as lists:
        stored = {file.format: _store_file(report, file.format, file.content, rows=file.rows) for file in lists}
    snapshot = build_snapshot(
        report,
        {
            name.value: {"file": file.name, "rows": file.rows or 0, "sha256": file.sha256}
            for name, file in stored.items()
        },
    )
    snapshot["sha256"] = snapshot_sha256(snapshot)
    for name, content in render_files(snapshot).items():
        _store_file(report, name, io.BytesIO(content))
    by = BySystem(cause=report.requested_by)
    report = move(
        report,
        "issue",
        by=by,
        number=report.number,
        issued_at=report.issued_at,
        snapshot=snapshot,
        snapshot_sha256=snapshot["sha256"],
    )
    if report.period.status != PeriodStatus.CLOSED:
        move(report.period, "close", by=by)
    _notify_council(report)
    _notify_requester(report)


def _store_file(
    report: IssuedReport, file_format: ReportFormat, content: IO[bytes], *, rows: int | None = None
) -> ReportFile:
    """Store the bytes in parts of PART_SIZE, so that the worker holds one of them at a time."""
    digest, size = hashlib.sha256(), 0
    while part := content.read(PART_SIZE):
        digest.update(part)
        size += len(part)
    file = ReportFile.objects.create(report=report, format=file_format, rows=rows, sha256=digest.hexdigest(), size=size)
    content.seek(0)
    position = 0
    while part := content.read(PART_SIZE):
        ReportFilePart.objects.create(file=file, position=position, content=part)
        position += 1
    return file


def _notify_requester(report: IssuedReport) -> None:
    for person in recipients(users=[report.requested_by]):
        notify(
            person,
            "report_ready",
            event=str(report.pk),
            context={"report": report, "user": person, "link": full_url("reports:report_detail", report.pk)},
        )


def _notify_council(report: IssuedReport) -> None:
    for person in recipients(roles={Role.COUNCIL}):
        notify(
            person,
            "report_issued",
            event=str(report.pk),
            context={"report": report, "user": person, "formats": ReportFormat.labels},
        )
