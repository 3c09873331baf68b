"""The snapshot of a report: the figures of a period at the moment of issue, which are then frozen, printed and hashed.

Everything comes from the same functions as the dashboards (programmes.plan.counting and achievement). The report
is a Vietnamese document whatever language the reader uses.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from django.conf import settings
from django.db.models import F, Q, Sum
from django.utils import timezone, translation

from ecosystem.core.days import midnight
from ecosystem.core.periods import Period
from ecosystem.reference.models import Geography
from ecosystem.reports.models import Contribution, ContributionStatus, IssuedReport
from ecosystem.reports.rendering.snapshot import (
    NO_DATA,
    NOT_APPLICABLE,
    NOT_DUE,
    SCHEMA,
    AwardRow,
    BudgetRow,
    Correction,
    Figure,
    IndicatorRow,
    SchemeBlock,
    Snapshot,
    figure,
)
from ecosystem.reports.rendering.snapshot import Contribution as ContributionBlock
from programmes.grants.models import Award
from programmes.plan.achievement import Cell, FigureState, Progress, scheme_progress
from programmes.plan.counting import Tally, tally
from programmes.plan.models import BudgetLine, Scheme

DEPARTMENT = "Sở Khoa học và Công nghệ"
PARENT = "Ủy ban nhân dân Thành phố Hồ Chí Minh"
CITY = "Thành phố Hồ Chí Minh"
WITHOUT_VALUE = {
    FigureState.NO_DATA: NO_DATA,
    FigureState.NOT_DUE: NOT_DUE,
    FigureState.NOT_APPLICABLE: NOT_APPLICABLE,
}


def build_snapshot(report: IssuedReport) -> Snapshot:
    """The snapshot of an `IssuedReport` that has its number and moment; `sha256` is still None."""
    with translation.override("vi"):
        return _build(report)


def _build(report: IssuedReport) -> Snapshot:
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
def _scheme(scheme: Scheme, period: Period) -> SchemeBlock:
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


def _indicator(row: Progress, number: int) -> IndicatorRow:
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
    if cell.has_value:
        return figure(cell.value)
    return WITHOUT_VALUE[FigureState(cell.state)]


def _budget(scheme: Scheme, lines: list[BudgetLine], figures: Tally) -> list[BudgetRow]:
    """Money per pillar for the lines of the year: planned, granted and paid up to the end of the period."""
    rows: list[BudgetRow] = []
    for pillar in scheme.pillars.all():
        own = [line for line in lines if line.pillar_id == pillar.pk]
        if not own:
            rows.append(
                {
                    "pillar": pillar.name,
                    "planned": NO_DATA,
                    "granted": NO_DATA,
                    "disbursed": NO_DATA,
                    "percent": NOT_APPLICABLE,
                }
            )
            continue
        keys = [str(line.pk) for line in own]
        planned = sum(line.planned for line in own)
        rows.append(_money(pillar.name, planned, figures.sum("granted", keys=keys), figures.sum("paid", keys=keys)))
    return rows


def _money(name: str, planned: int, granted: int, paid: int) -> BudgetRow:
    percent = figure(round(Decimal(paid) * 100 / planned, 6)) if planned else NOT_APPLICABLE
    return {
        "pillar": name,
        "planned": figure(planned),
        "granted": figure(granted),
        "disbursed": figure(paid),
        "percent": percent,
    }


def _total(rows: list[BudgetRow]) -> BudgetRow:
    def add(column: Literal["planned", "granted", "disbursed"]) -> int:
        return sum(int(row[column]["value"] or 0) for row in rows)

    return _money("Tổng cộng", add("planned"), add("granted"), add("disbursed"))


# --- Lists ----------------------------------------------------------------------------------------
def _awards(period: Period, scheme: Scheme | None) -> list[AwardRow]:
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
    rows = awards.annotate(granted=F("amount") - F("cancelled"), paid=paid).order_by("decided_at", "pk")
    return [
        {
            "number": number,
            "startup": startup,
            "stage": stage or "",
            "amount": granted,
            "paid": paid_sum,
            "date": _day(decided_at),
        }
        for number, startup, stage, granted, paid_sum, decided_at in rows.values_list(
            "decision_number",
            "application__startup__name",
            "application__call__policy__stage__name",
            "granted",
            "paid",
            "decided_at",
        )
    ]


def _day(moment: datetime | None) -> str | None:
    return timezone.localdate(moment).isoformat() if moment else None


def _contributions(report: IssuedReport) -> list[ContributionBlock]:
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


def _corrections(report: IssuedReport) -> list[Correction]:
    if not report.correction_note:
        return []
    earlier = IssuedReport.objects.filter(
        period=report.period, scheme=report.scheme, version=report.version - 1
    ).first()
    issued: date | None = timezone.localdate(earlier.issued_at) if earlier and earlier.issued_at else None
    return [
        {
            "number": (earlier.number if earlier else None) or "",
            "date": issued.isoformat() if issued else None,
            "text": " ".join(report.correction_note.split()),
        }
    ]
