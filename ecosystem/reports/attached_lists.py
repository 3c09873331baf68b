"""The lists of a report: whole in the document while they are short, else in spreadsheets issued beside it.

A document with a row for each of 100,000 grants can neither be read nor made within the memory of a worker. Every list is read
by a cursor of the server and written row by row, so that memory does not grow with it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import IO, Any, Generic, NamedTuple, TypeVar

from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone, translation

from ecosystem.core.days import midnight
from ecosystem.core.money import format_number
from ecosystem.documents import wording
from ecosystem.documents.spreadsheets import CellValue, Sheet, SheetColumn, xlsx_file
from ecosystem.reports.models import IssuedReport, ReportFormat
from ecosystem.reports.rendering.snapshot import AwardGroup
from programmes.grants.models import Disbursement
from programmes.plan.counting import Selection, records
from programmes.plan.models import Counter, PeriodCorrection

LIST_LIMIT = 200  # rows of a list in the document: some eight pages of an annex
LIST_EXTRACT = 15  # rows that the document shows of a longer list: one page
CHUNK = 2000  # rows that the server's cursor hands over at a time
ROWS_PER_SHEET = 1_000_000  # Excel holds 1,048,576, heading and notes among them

Row = TypeVar("Row")


class ListedAward(NamedTuple):
    """One row of the list of grants; `paid` up to the end of the period, in whole đồng as `amount`."""

    number: str
    decided_on: date | None
    startup: str
    stage: str
    scheme: str
    pillar: str
    amount: int
    paid: int


@dataclass(frozen=True)
class RowList(Generic[Row]):
    """The rows of a list: `count` of all, and `rows`, which reads up to so many of them (None: all) from the database."""

    count: int
    rows: Callable[[int | None], Iterator[Row]]


def extract(listed: RowList[Row]) -> list[Row]:
    """The rows that stand in the document: all of a short list, else the first LIST_EXTRACT."""
    return list(listed.rows(None if listed.count <= LIST_LIMIT else LIST_EXTRACT))


# --- Rows -----------------------------------------------------------------------------------------
def award_rows(report: IssuedReport) -> RowList[ListedAward]:
    """The grants decided in the period, by the moment of the decision."""
    awards = _awards(report)
    columns = awards.order_by("decided_at", "pk").values_list(
        "decision_number",
        "decided_at",
        "application__startup__name",
        "application__call__stage__name",
        "budget_line__pillar__scheme__name",
        "budget_line__pillar__name",
        "granted",
        "paid",
    )

    def rows(limit: int | None) -> Iterator[ListedAward]:
        for number, decided_at, startup, stage, *rest in columns[:limit].iterator(chunk_size=CHUNK):
            yield ListedAward(number, _day(decided_at), startup, stage or "", *rest)

    return RowList(awards.count(), rows)


def award_groups(report: IssuedReport) -> list[AwardGroup]:
    """The same grants summed by stage of support; grants without a stage come last."""
    stage = "application__call__stage"
    groups = (
        _awards(report)
        .order_by()
        .values(f"{stage}__order", f"{stage}__name")
        .annotate(count=Count("pk"), granted_sum=Sum("granted"), paid_sum=Sum("paid"))
        .order_by(F(f"{stage}__order").asc(nulls_last=True), f"{stage}__name")
    )
    return [
        {
            "stage": group[f"{stage}__name"] or "",
            "count": group["count"],
            "amount": int(group["granted_sum"]),
            "paid": int(group["paid_sum"]),
        }
        for group in groups
    ]


def _awards(report: IssuedReport) -> QuerySet[Any]:
    """The grants of the period with `granted`, and `paid` of them up to its end."""
    period = report.period
    payments = Disbursement.objects.filter(tranche__contract__award=OuterRef("pk"), paid_on__lt=period.ends_on)
    paid = payments.order_by().values("tranche__contract__award").annotate(n=Sum("amount")).values("n")
    awards = records(Selection(Counter.GRANTED, scheme=report.scheme, starts=period.starts_on, ends=period.ends_on))
    return awards.annotate(granted=F("amount") - F("cancelled"), paid=Coalesce(Subquery(paid), 0))


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def late_entries(report: IssuedReport) -> RowList[PeriodCorrection]:
    """Entries made after a report of their days: of this period for a further version, else of earlier periods.

    A first report has those that were entered since the report of the period of its kind before.
    """
    if report.version > 1:
        corrections = report.period.corrections().select_related(None)
    else:
        corrections = PeriodCorrection.objects.filter(
            starts_on__lt=report.period.starts_on, created_at__gte=_last_report(report)
        )
    ordered = corrections.order_by("pk")
    return RowList(ordered.count(), lambda limit: ordered[:limit].iterator(chunk_size=CHUNK))


def _last_report(report: IssuedReport) -> datetime:
    """When the first report of an earlier period of the same kind was last asked for; else the begin of the period."""
    earlier = IssuedReport.objects.filter(
        period__kind=report.period.kind,
        period__calendar=report.period.calendar,
        period__ends_on__lte=report.period.starts_on,
        version=1,
    )
    newest = earlier.aggregate(last=Max("requested_at"))["last"]
    return newest or midnight(report.period.starts_on)


# --- Files ----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class ListFile:
    """The spreadsheet of one list, open at its beginning."""

    format: ReportFormat
    rows: int
    content: IO[bytes]


@contextmanager
def list_files(report: IssuedReport) -> Iterator[list[ListFile]]:
    """A spreadsheet for each list of the report that is longer than LIST_LIMIT, in temporary files."""
    with ExitStack() as stack, translation.override("vi"):
        files = []
        for make in (_award_file, _late_entry_file):
            file = make(report)
            if file is not None:
                stack.enter_context(file.content)
                files.append(file)
        yield files


AWARD_COLUMNS = [
    SheetColumn("STT", "integer", 8),
    SheetColumn("Số quyết định", width=24),
    SheetColumn("Ngày quyết định", "date", 16),
    SheetColumn("Tổ chức, cá nhân được hỗ trợ", width=48),
    SheetColumn("Giai đoạn", width=18),
    SheetColumn("Đề án, kế hoạch", width=48),
    SheetColumn("Nhóm nhiệm vụ", width=40),
    SheetColumn("Kinh phí hỗ trợ", "money", 20),
    SheetColumn("Đã giải ngân", "money", 20),
]
LATE_ENTRY_COLUMNS = [
    SheetColumn("STT", "integer", 8),
    SheetColumn("Nội dung", width=24),
    SheetColumn("Hồ sơ, bản ghi", width=40),
    SheetColumn("Từ ngày", "date", 14),
    SheetColumn("Đến hết ngày", "date", 14),
    SheetColumn("Đã báo cáo", width=32),
    SheetColumn("Nay là", width=32),
    SheetColumn("Lý do", width=48),
]


@dataclass(frozen=True)
class _Table:
    """The content of a spreadsheet: what stands above its heading, its columns, and `count` lines."""

    title: str
    notes: Sequence[str]
    columns: Sequence[SheetColumn]
    lines: Iterable[Sequence[CellValue]]
    count: int


def _award_file(report: IssuedReport) -> ListFile | None:
    listed = award_rows(report)
    if listed.count <= LIST_LIMIT:
        return None
    groups = award_groups(report)
    sums = [
        f"Số quyết định: {format_number(sum(group['count'] for group in groups))}",
        f"Kinh phí hỗ trợ: {format_number(sum(group['amount'] for group in groups))} đồng",
        f"Đã giải ngân đến hết kỳ: {format_number(sum(group['paid'] for group in groups))} đồng",
    ]
    lines = ((number, *row) for number, row in enumerate(listed.rows(None), start=1))
    table = _Table("Danh sách quyết định hỗ trợ", sums, AWARD_COLUMNS, lines, listed.count)
    return _list_file(report, ReportFormat.AWARDS, table)


def _late_entry_file(report: IssuedReport) -> ListFile | None:
    listed = late_entries(report)
    if listed.count <= LIST_LIMIT:
        return None
    lines = (
        (
            number,
            str(entry.get_subject_display()),
            entry.label,
            entry.starts_on,
            entry.last_day,
            entry.old_value,
            entry.new_value,
            entry.reason,
        )
        for number, entry in enumerate(listed.rows(None), start=1)
    )
    notes = [f"Số bản ghi: {format_number(listed.count)}"]
    table = _Table("Ghi nhận sau khi báo cáo", notes, LATE_ENTRY_COLUMNS, lines, listed.count)
    return _list_file(report, ReportFormat.LATE_ENTRIES, table)


def _list_file(report: IssuedReport, file_format: ReportFormat, table: _Table) -> ListFile:
    """The table as an Excel file, on as many sheets as it needs."""
    period = report.period
    days = f"từ ngày {wording.short_date(period.starts_on)} đến hết ngày {wording.short_date(period.last_day)}"
    source = f"Kèm theo báo cáo {report.number}, phiên bản {report.version}; kỳ báo cáo {days}"
    remaining = iter(table.lines)
    sheets = [
        Sheet(f"Trang {number}", table.columns, islice(remaining, ROWS_PER_SHEET), [table.title, source, *table.notes])
        for number in range(1, -(-table.count // ROWS_PER_SHEET) + 1)
    ]
    return ListFile(file_format, table.count, xlsx_file(sheets, created=report.issued_at))
