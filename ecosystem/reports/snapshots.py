"""The snapshot of a report: the figures of a period at the moment of issue, which are then frozen, printed and hashed.

Everything comes from the same functions as the dashboards (programmes.plan.counting and achievement). The report
is a Vietnamese document whatever language the reader uses.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from django.conf import settings
from django.db.models import F, Q, Sum
from django.db.models.expressions import Combinable
from django.utils import timezone, translation

from ecosystem.core.percents import rounded_percent
from ecosystem.core.periods import ROMAN_QUARTERS, Period
from ecosystem.documents.wording import decimal_text
from ecosystem.reference.models import Geography
from ecosystem.reports.attached_lists import ListedAward, award_groups, award_rows, extract, late_entries
from ecosystem.reports.contribution_texts import paragraphs_of, read_contributions, split_paragraphs
from ecosystem.reports.models import Contribution, ContributionStatus, IssuedReport
from ecosystem.reports.rendering.snapshot import (
    NO_DATA,
    NOT_APPLICABLE,
    NOT_DUE,
    NOT_REPORTED,
    SCHEMA,
    AttachedList,
    AwardRow,
    BudgetRow,
    Correction,
    Figure,
    IndicatorRow,
    LateEntry,
    MovedRow,
    SchemeBlock,
    Snapshot,
    figure,
)
from ecosystem.reports.rendering.snapshot import Contribution as ContributionBlock
from programmes.grants.counting import AWARD
from programmes.plan.achievement import Cell, FigureState, Progress, scheme_progress
from programmes.plan.citations import Citations
from programmes.plan.counting import Selection, Tally, period_totals, records, tally
from programmes.plan.models import BudgetLine, Counter, PeriodCorrection, Scheme

DEPARTMENT = "Sở Khoa học và Công nghệ"
PARENT = "Ủy ban nhân dân Thành phố Hồ Chí Minh"
CITY = "Thành phố Hồ Chí Minh"
WITHOUT_VALUE = {
    FigureState.NO_DATA: NO_DATA,
    FigureState.NOT_DUE: NOT_DUE,
    FigureState.NOT_REPORTED: NOT_REPORTED,
    FigureState.NOT_APPLICABLE: NOT_APPLICABLE,
}


def build_snapshot(report: IssuedReport, attachments: Mapping[str, AttachedList] | None = None) -> Snapshot:
    """The snapshot of an `IssuedReport` that has its number and moment; `sha256` is still None.

    `attachments` are the lists that stand in files beside the report, by the format of their `ReportFile`.
    """
    with translation.override("vi"):
        return _build(report, attachments or {})


def _build(report: IssuedReport, attachments: Mapping[str, AttachedList]) -> Snapshot:
    period = report.period.period
    schemes = _schemes(report, period)
    blocks = [block for block in (_scheme(scheme, period) for scheme in schemes) if _has_figures(block)]
    year = timezone.localdate(report.issued_at).year
    citations = Citations.load()
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
        "legal_basis": [
            citations.document(scheme.legal_document) or scheme.legal_document
            for scheme in schemes
            if scheme.legal_document
        ],
        "summary": split_paragraphs(report.narrative),
        "schemes": blocks,
        "totals": period_totals(period.starts, period.ends, scheme=report.scheme),
        "contributions": _contributions(report),
        "missing_units": _missing_units(report),
        "next_steps": [],
        "awards": [_award_row(row) for row in extract(award_rows(report))],
        "award_groups": award_groups(report),
        "corrections": _corrections(report),
        "late_entries": [_late_entry(entry) for entry in extract(late_entries(report))],
        "attachments": dict(attachments),
        "recipients": ["Như trên", "Lưu: VT"],
        "signature": {"authority": "", "title": "Giám đốc", "name": None},
        "generated_at": timezone.localtime(report.issued_at).isoformat(timespec="seconds"),
        "notice": _notice(report),
        "sha256": None,
        "portal_number": report.number,
        "version": report.version,
    }


def _schemes(report: IssuedReport, period: Period) -> list[Scheme]:
    """The schemes that run in the period, and those whose money was granted or paid in it after they ended."""
    if report.scheme:
        return [report.scheme]
    granted = Selection(Counter.GRANTED, starts=period.starts, ends=period.ends)
    moved = Q(pk__in=records(granted).values("budget_line__pillar__scheme"))
    moved |= Q(pk__in=records(replace(granted, counter=Counter.PAID)).values(f"{AWARD}budget_line__pillar__scheme"))
    return list(Scheme.objects.filter(Q(starts_on__lt=period.ends, ends_on__gt=period.starts) | moved))


def _has_figures(block: SchemeBlock) -> bool:
    return bool(block["indicators"] or block["moved"] or block["budget_total"])


def period_words(period: Period) -> str:
    """The period as a Vietnamese report names it."""
    return {
        "month": f"tháng {period.number} năm {period.year}",
        "quarter": f"quý {ROMAN_QUARTERS[period.number - 1] if period.kind == 'quarter' else ''} năm {period.year}",
        "first_half": f"6 tháng đầu năm {period.year}",
        "second_half": f"6 tháng cuối năm {period.year}",
        "year": f"năm {period.year}",
    }[period.kind]


def _notice(report: IssuedReport) -> str:
    text = f"Mã báo cáo trên Cổng: {report.number}, phiên bản {report.version}"
    return f"DỮ LIỆU MINH HỌA. {text}" if settings.DEMO else text


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
        "budget_total": _total(budget) if budget else None,
        "moved": _moved(scheme, period),
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
    parts = []
    if cell.value is not None and cell.value_to is not None:
        parts.append(f"Chỉ tiêu từ {decimal_text(cell.value)} đến {decimal_text(cell.value_to)}")
    if len(row.in_year.parts) > 1:
        values = " + ".join(decimal_text(m.value) for m in row.in_year.parts if m.value is not None)
        parts.append(
            f"Cộng các kỳ trong năm: {values}{'; thiếu số liệu của một phần kỳ' if row.in_year.has_gap else ''}"
        )
    for measured in (*(row.in_year.parts or ()), row.cumulative.measurement):
        parts += (
            [text for text in (measured.unit_note, measured.note) if text and text not in parts] if measured else []
        )
    return "; ".join(parts)


def _figure(cell: Cell) -> Figure:
    if cell.has_value:
        return figure(cell.value)
    return WITHOUT_VALUE[FigureState(cell.state)]


def _budget(scheme: Scheme, lines: list[BudgetLine], figures: Tally) -> list[BudgetRow]:
    """Money per pillar for the lines of the year: planned, granted and paid up to the end of the period.

    Pillars without a line of the year stay without figures; no row at all where no pillar has one.
    """
    rows: list[BudgetRow] = []
    for pillar in scheme.pillars.all() if lines else ():
        own = [line for line in lines if line.pillar_id == pillar.pk]
        if not own:
            rows.append(
                {
                    "pillar": pillar.name,
                    "planned": NOT_APPLICABLE,
                    "granted": NOT_APPLICABLE,
                    "disbursed": NOT_APPLICABLE,
                    "percent": NOT_APPLICABLE,
                }
            )
            continue
        keys = [str(line.pk) for line in own]
        planned = sum(line.planned for line in own)
        rows.append(_money(pillar.name, planned, figures.sum("granted", keys=keys), figures.sum("paid", keys=keys)))
    return rows


def _moved(scheme: Scheme, period: Period) -> list[MovedRow]:
    """Money per pillar by the day of decision and payment in the period; pillars without any are left out.

    Only the records of the period are read, by the indexes on their days.
    """
    selection = Selection(Counter.GRANTED, scheme=scheme, starts=period.starts, ends=period.ends)
    granted = _sums(selection, "", F("amount") - F("cancelled"))
    paid = _sums(replace(selection, counter=Counter.PAID), AWARD, F("amount"))
    rows: list[MovedRow] = []
    for pillar in scheme.pillars.all():
        own = {year: n for (one, year), n in paid.items() if one == pillar.pk}
        row: MovedRow = {
            "pillar": pillar.name,
            "granted": sum(n for (one, _year), n in granted.items() if one == pillar.pk),
            "paid": sum(own.values()),
            "paid_other_years": sum(n for year, n in own.items() if year != period.year),
        }
        if row["granted"] or row["paid"]:
            rows.append(row)
    return rows


def _sums(selection: Selection, path: str, amount: Combinable) -> dict[tuple[int, int], int]:
    """The sum of the records of the selection, by pillar and year of the budget line."""
    grouped = records(selection).order_by().values_list(f"{path}budget_line__pillar", f"{path}budget_line__year")
    return {(pillar, year): int(n) for pillar, year, n in grouped.annotate(n=Sum(amount))}


def _money(name: str, planned: int, granted: int, paid: int) -> BudgetRow:
    percent = figure(rounded_percent(Decimal(paid) * 100 / planned, 6)) if planned else NOT_APPLICABLE
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
def _award_row(row: ListedAward) -> AwardRow:
    return {
        "number": row.number,
        "startup": row.startup,
        "stage": row.stage,
        "amount": row.amount,
        "paid": row.paid,
        "date": row.decided_on.isoformat() if row.decided_on else None,
    }


def _late_entry(entry: PeriodCorrection) -> LateEntry:
    return {
        "subject": str(entry.get_subject_display()),
        "label": entry.label,
        "starts": entry.starts_on.isoformat(),
        "ends": entry.ends_on.isoformat(),
        "old": entry.old_value,
        "new": entry.new_value,
        "reason": entry.reason,
    }


def _contributions(report: IssuedReport) -> list[ContributionBlock]:
    approved = Contribution.objects.filter(period=report.period, status=ContributionStatus.APPROVED).for_list()
    sent = list(approved.order_by("unit__code"))
    read = read_contributions(sent)
    paragraphs = [(contribution.unit.name, paragraphs_of(read.get(contribution.pk))) for contribution in sent]
    return [
        {
            "unit": unit,
            "results": parts["results"],
            "difficulties": parts["difficulties"],
            "proposals": [{"text": text, "addressee": ""} for text in parts["proposals"]],
        }
        for unit, parts in paragraphs
    ]


def _missing_units(report: IssuedReport) -> list[str]:
    """The units that were asked for their part and have not sent it."""
    waiting = report.period.contributions.exclude(status=ContributionStatus.APPROVED)
    return list(waiting.order_by("unit__code").values_list("unit__name", flat=True))


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
