"""The period report: snapshot → document → PDF and Word."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TypedDict

from ecosystem.core.money import format_number
from ecosystem.documents import wording
from ecosystem.documents.chart_svg import DOCUMENT_FONT, chart_svg
from ecosystem.documents.document import Block, Document, pdf_bytes
from ecosystem.documents.typesetting import svg_to_png
from ecosystem.documents.word import docx_bytes
from ecosystem.reports.rendering.annexes import attached_text, report_annexes
from ecosystem.reports.rendering.blocks import Numbering, heading_block, item_block, paragraph_block
from ecosystem.reports.rendering.budget import budget_chapter, support_chapter
from ecosystem.reports.rendering.charts import ChartPlan, report_chart_options
from ecosystem.reports.rendering.indicators import indicator_chapter
from ecosystem.reports.rendering.snapshot import (
    SCHEMA,
    Contribution,
    LateEntry,
    Snapshot,
)

PNG_PPI = 200


class RenderedReport(TypedDict):
    """The two files of a report."""

    pdf: bytes
    docx: bytes


def render_report(snapshot: Snapshot, *, chart_svgs: Mapping[str, str] | None = None) -> RenderedReport:
    """Render a snapshot as PDF and Word; the same snapshot gives the same bytes.

    `chart_svgs` replaces charts of the report, by the names of `report_chart_options`. Raises ValueError for a
    snapshot of another schema, MissingFontsError and ChartError.
    """
    if snapshot["schema"] != SCHEMA:
        raise ValueError(f"The snapshot is of schema {snapshot['schema']!r}; this renderer reads {SCHEMA!r}.")
    plans = report_chart_options(snapshot)
    svgs = {
        name: (chart_svgs or {}).get(name)
        or chart_svg(plan.option, width=plan.width, height=plan.height, font=DOCUMENT_FONT)
        for name, plan in plans.items()
    }
    document = report_document(snapshot, plans)
    moment = datetime.fromisoformat(snapshot["generated_at"])
    return {
        "pdf": pdf_bytes(document, {name: svg.encode() for name, svg in svgs.items()}, timestamp=moment),
        "docx": docx_bytes(
            document, {name: svg_to_png(svg, ppi=PNG_PPI) for name, svg in svgs.items()}, timestamp=moment
        ),
    }


def report_document(snapshot: Snapshot, plans: Mapping[str, ChartPlan]) -> Document:
    """The report as a document with its chapters and annexes."""
    numbering = Numbering()
    blocks = [
        *_opening(snapshot),
        *_summary(snapshot),
        *indicator_chapter(snapshot, plans, numbering),
        *budget_chapter(snapshot, plans, numbering),
        *support_chapter(snapshot, numbering),
        *_contributions(snapshot),
        *_list_chapter("Nhiệm vụ trọng tâm kỳ tới", snapshot["next_steps"]),
        *_corrections(snapshot),
        *_ending(snapshot),
    ]
    return {
        "title": f"Báo cáo {snapshot['subject']}",
        "letterhead": snapshot["letterhead"],
        "kind": "Báo cáo",
        "subject": snapshot["subject"],
        "addressees": snapshot["addressees"],
        "blocks": blocks,
        "recipients": snapshot["recipients"],
        "signature": snapshot["signature"],
        "annexes": report_annexes(snapshot),
        "notice": snapshot["notice"],
    }


# Chapters


def _opening(snapshot: Snapshot) -> list[Block]:
    period = snapshot["period"]
    starts = date.fromisoformat(period["starts"])
    last = date.fromisoformat(period["ends"]) - timedelta(days=1)
    basis = f"Thực hiện {'; '.join(snapshot['legal_basis'])}, " if snapshot["legal_basis"] else ""
    text = (
        f"{snapshot['letterhead']['issuing_body']} báo cáo kết quả {period['label']} "
        f"(số liệu từ ngày {wording.short_date(starts)} đến hết ngày {wording.short_date(last)}) như sau:"
    )
    return [paragraph_block(basis + text)]


def _summary(snapshot: Snapshot) -> list[Block]:
    if not snapshot["summary"]:
        return []
    return [heading_block(1, "Tình hình chung"), *(paragraph_block(text) for text in snapshot["summary"])]


def _contributions(snapshot: Snapshot) -> list[Block]:
    blocks = [heading_block(1, "Kết quả, khó khăn và kiến nghị của các đơn vị phối hợp")]
    if not snapshot["contributions"]:
        blocks.append(paragraph_block("Trong kỳ không có báo cáo của đơn vị phối hợp."))
    for contribution in snapshot["contributions"]:
        blocks += [heading_block(2, contribution["unit"]), *_contribution_parts(contribution)]
    missing = snapshot["missing_units"]
    if missing:
        blocks.append(heading_block(2, "Đơn vị chưa gửi báo cáo"))
        text = (
            f"Đến thời điểm chốt số liệu có {format_number(len(missing))} đơn vị được đề nghị nhưng chưa gửi báo cáo:"
        )
        blocks += [paragraph_block(text), *(item_block(unit) for unit in missing)]
    return blocks


def _contribution_parts(contribution: Contribution) -> list[Block]:
    proposals = [
        f"{proposal['text']} (kiến nghị {proposal['addressee']})" if proposal["addressee"] else proposal["text"]
        for proposal in contribution["proposals"]
    ]
    blocks: list[Block] = []
    for title, texts in (
        ("Kết quả", contribution["results"]),
        ("Khó khăn, vướng mắc", contribution["difficulties"]),
        ("Kiến nghị, đề xuất", proposals),
    ):
        blocks.append(heading_block(3, title))
        blocks += [item_block(text) for text in texts] or [paragraph_block("Không có.")]
    return blocks


def _list_chapter(title: str, texts: list[str]) -> list[Block]:
    return [heading_block(1, title), *(item_block(text) for text in texts)] if texts else []


def _corrections(snapshot: Snapshot) -> list[Block]:
    texts = []
    attached = snapshot["attachments"].get("late_entries")
    for correction in snapshot["corrections"]:
        day = correction["date"]
        dated = f" {wording.long_date(date.fromisoformat(day))}" if day else ""
        texts.append(f"Báo cáo số {correction['number']}{dated}: {correction['text']}")
    texts += [_late_entry(entry) for entry in snapshot["late_entries"]]
    blocks = _list_chapter("Đính chính số liệu đã báo cáo", texts)
    if attached:
        where = attached_text(attached, len(snapshot["late_entries"]), "ghi nhận sau khi báo cáo")
        blocks.insert(1, paragraph_block(where))
    return blocks


def _late_entry(entry: LateEntry) -> str:
    starts, ends = date.fromisoformat(entry["starts"]), date.fromisoformat(entry["ends"]) - timedelta(days=1)
    days = f"ngày {wording.short_date(ends)}"
    if starts != ends:
        days = f"từ ngày {wording.short_date(starts)} đến ngày {wording.short_date(ends)}"
    old, new = (" ".join(text.split()) or "không có" for text in (entry["old"], entry["new"]))
    return (
        f"Ghi nhận sau khi báo cáo: {entry['subject']} ({entry['label']}), {days}. Đã báo cáo: {old}; "
        f"nay là: {new}. Lý do: {entry['reason']}"
    )


def _ending(snapshot: Snapshot) -> list[Block]:
    subject = f"{snapshot['period']['label']} của {snapshot['letterhead']['issuing_body']}"
    return [paragraph_block(f"Trên đây là báo cáo kết quả {subject}./.")]
