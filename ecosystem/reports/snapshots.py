"""The figures of a period as they stand at the moment of issue: what is frozen, printed and hashed.

Everything comes from the same functions as the dashboards (programmes.plan.counting and achievement). The report
is a Vietnamese document whatever language the reader uses.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import F, Q, Sum
from django.utils import timezone, translation

from ecosystem.core.days import midnight
from ecosystem.core.periods import Period
from ecosystem.documents.spreadsheets import Sheet, SheetColumn, xlsx_bytes
from ecosystem.reference.models import Geography
from ecosystem.reports.models import Contribution, ContributionStatus, IssuedReport, ReportFormat
from ecosystem.reports.rendering.report import render_report
from ecosystem.reports.rendering.snapshot import NO_DATA, NOT_APPLICABLE, SCHEMA, Figure, figure
from programmes.grants.models import Award
from programmes.plan.achievement import Cell, Progress, scheme_progress
from programmes.plan.counting import Tally, tally
from programmes.plan.models import BudgetLine, Scheme

DEPARTMENT = "Sở Khoa học và Công nghệ"
PARENT = "Ủy ban nhân dân Thành phố Hồ Chí Minh"
CITY = "Thành phố Hồ Chí Minh"


def build_snapshot(report: IssuedReport) -> dict[str, Any]:
    """The snapshot of an `IssuedReport` that has its number and moment; `sha256` is still None."""
    with translation.override("vi"):
        return _build(report)


def _build(report: IssuedReport) -> dict[str, Any]:
    period = report.period.period
    schemes = Scheme.objects.filter(starts_on__lt=period.ends, ends_on__gt=period.starts)
    if report.scheme_id:
        schemes = schemes.filter(pk=report.scheme_id)
    blocks = [block for block in (_scheme(scheme, period) for scheme in schemes) if block["indicators"]]
    year = timezone.localdate(report.issued_at).year
    return {
        "schema": SCHEMA,
        "period": {
            "kind": period.kind,
            "label": period_words(period),
            "starts": period.starts.isoformat(),
            "ends": period.ends.isoformat(),
        },
        "subject": f"Tình hình thực hiện hỗ trợ phát triển hệ sinh thái khởi nghiệp đổi mới sáng tạo {period_words(period)}",
        "letterhead": {
            "parent_body": PARENT,
            "issuing_body": DEPARTMENT,
            "number": None,
            "symbol": "BC-SKHCN",
            "place": CITY,
            "date": None,
            "year": year,
        },
        "addressees": [f"Hội đồng nhân dân {CITY}", f"Ủy ban nhân dân {CITY}"],
        "legal_basis": [scheme.legal_document for scheme in schemes if scheme.legal_document],
        "summary": _paragraphs(report.narrative),
        "schemes": blocks,
        "contributions": _contributions(report),
        "next_steps": [],
        "awards": _awards(period, report.scheme),
        "corrections": _corrections(report),
        "recipients": ["Như trên", "Lưu: VT"],
        "signature": {"authority": "", "title": "Giám đốc", "name": None},
        "generated_at": timezone.localtime(report.issued_at).isoformat(timespec="seconds"),
        "notice": _notice(report),
        "sha256": None,
        "portal_number": report.number,
        "version": report.version,
    }


def period_words(period: Period) -> str:
    """The period as a Vietnamese report names it."""
    return {
        "month": f"tháng {period.number} năm {period.year}",
        "quarter": f"quý {('I', 'II', 'III', 'IV')[period.number - 1] if period.kind == 'quarter' else ''} năm {period.year}",
        "first_half": f"6 tháng đầu năm {period.year}",
        "second_half": f"6 tháng cuối năm {period.year}",
        "year": f"năm {period.year}",
    }[period.kind]


def _notice(report: IssuedReport) -> str:
    text = f"Mã báo cáo trên Cổng: {report.number}, phiên bản {report.version}"
    return f"DỮ LIỆU MINH HỌA. {text}" if settings.DEMO else text


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


# --- Figures --------------------------------------------------------------------------------------
def _scheme(scheme: Scheme, period: Period) -> dict[str, Any]:
    lines = list(BudgetLine.objects.filter(pillar__scheme=scheme).select_related("pillar"))
    figures = tally(scheme, until=period.ends)
    rows = scheme_progress(
        scheme,
        period.year,
        figures,
        lines={str(line.pk): line.pillar_id for line in lines},
        today=min(timezone.localdate(), period.ends - timedelta(days=1)),
        until=period.ends,
    )
    last = scheme.ends_on - timedelta(days=1)
    budget = _budget(scheme, [line for line in lines if line.year == period.year], figures)
    return {
        "number": scheme.legal_document,
        "name": scheme.name,
        "years": f"giai đoạn {scheme.starts_on.year}-{last.year}",
        "pillars": [
            {"number": str(p.number), "name": p.name, "lead_unit": p.lead_unit.name if p.lead_unit else ""}
            for p in scheme.pillars.select_related("lead_unit")
        ],
        "indicators": [_indicator(row, number) for number, row in enumerate(rows, start=1)],
        "budget": budget,
        "budget_total": _total(budget) if any(row["planned"]["state"] == "value" for row in budget) else None,
    }


def _indicator(row: Progress, number: int) -> dict[str, Any]:
    indicator = row.indicator
    source = row.in_year.measurement or row.cumulative.measurement
    as_of = row.in_year.as_of or row.cumulative.as_of
    return {
        "code": f"CT{number}",
        "name": indicator.name,
        "unit": indicator.unit,
        "pillar": str(indicator.pillar.number) if indicator.pillar else "",
        "target_year": _figure(row.target_year),
        "target_period": _figure(row.target_period),
        "actual_in_year": _figure(row.in_year),
        "actual_cumulative": _figure(row.cumulative),
        "percent_year": _figure(row.percent_year),
        "percent_period": _figure(row.percent_period),
        "note": _note(row),
        "source": "Đếm từ hồ sơ trên Cổng" if row.is_counted else (source.source if source else indicator.source),
        "as_of": as_of.isoformat() if as_of else None,
        "geography": str(Geography(indicator.geography).label),
    }


def _note(row: Progress) -> str:
    cell = row.target_period if row.target_period.value_to is not None else row.target_year
    parts = [f"Mục tiêu {cell.value:f} - {cell.value_to:f}"] if cell.value_to is not None else []
    for measured in (row.in_year.measurement, row.cumulative.measurement):
        parts += (
            [text for text in (measured.unit_note, measured.note) if text and text not in parts] if measured else []
        )
    return "; ".join(parts)


def _figure(cell: Cell) -> Figure:
    if not cell.has_value or cell.value is None:
        return {"state": cell.state if not cell.has_value else "no_data", "value": ""}  # type: ignore[typeddict-item]
    return figure(cell.value)


def _budget(scheme: Scheme, lines: list[BudgetLine], figures: Tally) -> list[dict[str, Any]]:
    """Money per pillar for the lines of the year: planned, granted and paid up to the end of the period."""
    rows = []
    for pillar in scheme.pillars.all():
        own = [line for line in lines if line.pillar_id == pillar.pk]
        if not own:
            none = {"planned": NO_DATA, "granted": NO_DATA, "disbursed": NO_DATA, "percent": NOT_APPLICABLE}
            rows.append({"pillar": pillar.name, **none})
            continue
        keys = [str(line.pk) for line in own]
        planned = sum(line.planned for line in own)
        rows.append(_money(pillar.name, planned, figures.sum("granted", keys=keys), figures.sum("paid", keys=keys)))
    return rows


def _money(name: str, planned: int, granted: int, paid: int) -> dict[str, Any]:
    percent = figure(round(Decimal(paid) * 100 / planned, 6)) if planned else NOT_APPLICABLE
    return {
        "pillar": name,
        "planned": figure(planned),
        "granted": figure(granted),
        "disbursed": figure(paid),
        "percent": percent,
    }


def _total(rows: list[dict[str, Any]]) -> dict[str, Any]:
    def add(column: str) -> int:
        return sum(int(row[column]["value"] or 0) for row in rows)

    return _money("Tổng cộng", add("planned"), add("granted"), add("disbursed"))


# --- Lists ----------------------------------------------------------------------------------------
def _awards(period: Period, scheme: Scheme | None) -> list[dict[str, Any]]:
    paid = Sum(
        "contract__tranches__disbursement__amount",
        filter=Q(contract__tranches__disbursement__paid_on__lt=period.ends),
        default=0,
    )
    awards = Award.objects.approved().filter(
        decided_at__gte=midnight(period.starts), decided_at__lt=midnight(period.ends)
    )
    if scheme is not None:
        awards = awards.filter(budget_line__pillar__scheme=scheme)
    rows = awards.annotate(kept=F("amount") - F("cancelled"), paid=paid).order_by("decided_at", "pk")
    return [
        {
            "number": number,
            "startup": startup,
            "stage": stage or "",
            "amount": kept,
            "paid": paid_sum,
            "date": _day(decided_at),
        }
        for number, startup, stage, kept, paid_sum, decided_at in rows.values_list(
            "decision_number",
            "application__startup__name",
            "application__call__policy__stage__name",
            "kept",
            "paid",
            "decided_at",
        )
    ]


def _day(moment: Any) -> str | None:
    return timezone.localdate(moment).isoformat() if moment else None


def _contributions(report: IssuedReport) -> list[dict[str, Any]]:
    sent = Contribution.objects.filter(period=report.period, status=ContributionStatus.APPROVED).select_related("unit")
    return [
        {
            "unit": contribution.unit.name,
            "results": _paragraphs(contribution.results),
            "difficulties": _paragraphs(contribution.difficulties),
            "proposals": [{"text": text, "addressee": ""} for text in _paragraphs(contribution.proposals)],
        }
        for contribution in sent.order_by("unit__code")
    ]


def _corrections(report: IssuedReport) -> list[dict[str, Any]]:
    if not report.correction_note:
        return []
    earlier = IssuedReport.objects.filter(
        period=report.period, scheme=report.scheme, version=report.version - 1
    ).first()
    issued: date | None = timezone.localdate(earlier.issued_at) if earlier and earlier.issued_at else None
    return [
        {
            "number": earlier.number if earlier else "",
            "date": issued.isoformat() if issued else None,
            "text": " ".join(report.correction_note.split()),
        }
    ]


# --- Files ----------------------------------------------------------------------------------------
def render_files(snapshot: dict[str, Any]) -> dict[str, bytes]:
    """PDF, Word and Excel of one snapshot; the same snapshot gives the same bytes."""
    drawn = render_report(snapshot)  # type: ignore[arg-type]
    return {
        ReportFormat.PDF: drawn["pdf"],
        ReportFormat.DOCX: drawn["docx"],
        ReportFormat.XLSX: _workbook(snapshot),
    }


WORDS = {"no_data": "Chưa có số liệu", "not_due": "Chưa đến hạn", "not_applicable": "Không áp dụng"}


def _cell(cell: Figure) -> Any:
    return Decimal(cell["value"]) if cell["state"] == "value" else WORDS[cell["state"]]


def _workbook(snapshot: dict[str, Any]) -> bytes:
    notes = [snapshot["subject"], f"SHA-256: {snapshot['sha256']}", snapshot["notice"]]
    figures = ("target_year", "actual_in_year", "percent_year", "target_period", "actual_cumulative", "percent_period")
    indicators = [
        (
            scheme["number"],
            row["code"],
            row["name"],
            row["unit"],
            *(_cell(row[name]) for name in figures),
            row["source"],
        )
        for scheme in snapshot["schemes"]
        for row in scheme["indicators"]
    ]
    budget = [
        (
            scheme["number"],
            row["pillar"],
            *(_cell(row[name]) for name in ("planned", "granted", "disbursed", "percent")),
        )
        for scheme in snapshot["schemes"]
        for row in scheme["budget"]
    ]
    awards = [
        (
            a["number"],
            a["startup"],
            a["stage"],
            a["amount"],
            a["paid"],
            date.fromisoformat(a["date"]) if a["date"] else None,
        )
        for a in snapshot["awards"]
    ]
    sheets = [
        Sheet(
            "Chỉ tiêu",
            [
                SheetColumn("Văn bản"),
                SheetColumn("Mã", width=8),
                SheetColumn("Chỉ tiêu", width=50),
                SheetColumn("Đơn vị"),
                SheetColumn("Mục tiêu năm", "decimal"),
                SheetColumn("Thực hiện trong năm", "decimal"),
                SheetColumn("% năm", "percent"),
                SheetColumn("Mục tiêu giai đoạn", "decimal"),
                SheetColumn("Lũy kế", "decimal"),
                SheetColumn("% giai đoạn", "percent"),
                SheetColumn("Nguồn", width=40),
            ],
            indicators,
            notes,
        ),
        Sheet(
            "Kinh phí",
            [
                SheetColumn("Văn bản"),
                SheetColumn("Nhóm nhiệm vụ", width=50),
                SheetColumn("Kế hoạch", "money"),
                SheetColumn("Đã cấp", "money"),
                SheetColumn("Đã giải ngân", "money"),
                SheetColumn("Tỷ lệ", "percent"),
            ],
            budget,
            notes,
        ),
        Sheet(
            "Quyết định hỗ trợ",
            [
                SheetColumn("Số quyết định"),
                SheetColumn("Tổ chức, cá nhân", width=40),
                SheetColumn("Giai đoạn"),
                SheetColumn("Kinh phí", "money"),
                SheetColumn("Đã chi", "money"),
                SheetColumn("Ngày", "date"),
            ],
            awards,
            notes,
        ),
    ]
    return xlsx_bytes(sheets, created=datetime.fromisoformat(snapshot["generated_at"]))
