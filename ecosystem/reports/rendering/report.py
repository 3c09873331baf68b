"""The period report: snapshot → document → PDF and Word."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypedDict

from ecosystem.core.money import format_number
from ecosystem.documents import wording
from ecosystem.documents.charts import DOCUMENT_FONT, chart_svg
from ecosystem.documents.form import Annex, Block, Column, Document, pdf_bytes
from ecosystem.documents.typesetting import svg_png
from ecosystem.documents.word import docx_bytes
from ecosystem.reports.rendering.charts import ChartPlan, report_chart_options
from ecosystem.reports.rendering.snapshot import (
    SCHEMA,
    AwardRow,
    BudgetRow,
    Contribution,
    IndicatorRow,
    SchemeBlock,
    Snapshot,
)
from ecosystem.reports.rendering.words import figure_text, percent_figure_text

PNG_PPI = 200
MILLION_MILLION = Decimal(10**12)

BUDGET_COLUMNS: list[Column] = [
    {"title": "Nhóm nhiệm vụ", "width": 50},
    {"title": "Kế hoạch", "width": 33, "align": "right"},
    {"title": "Đã cấp", "width": 33, "align": "right"},
    {"title": "Đã giải ngân", "width": 33, "align": "right"},
    {"title": "Giải ngân so với kế hoạch", "width": 20, "align": "right"},
]
STAGE_COLUMNS: list[Column] = [
    {"title": "Giai đoạn hỗ trợ", "width": 55},
    {"title": "Số dự án", "width": 24, "align": "right"},
    {"title": "Kinh phí hỗ trợ", "width": 42, "align": "right"},
    {"title": "Đã chi", "width": 42, "align": "right"},
]
AWARD_COLUMNS: list[Column] = [
    {"title": "STT", "width": 11, "align": "center"},
    {"title": "Số quyết định", "width": 32},
    {"title": "Tổ chức, cá nhân được hỗ trợ", "width": 50},
    {"title": "Giai đoạn", "width": 28},
    {"title": "Kinh phí hỗ trợ", "width": 27, "align": "right"},
    {"title": "Đã chi", "width": 27, "align": "right"},
]
SOURCE_COLUMNS: list[Column] = [
    {"title": "Mã", "width": 16, "align": "center"},
    {"title": "Chỉ tiêu", "width": 66},
    {"title": "Phạm vi", "width": 32},
    {"title": "Nguồn số liệu", "width": 58},
    {"title": "Số liệu tính đến ngày", "width": 26, "align": "center"},
    {"title": "Ghi chú", "width": 60},
]


class RenderedReport(TypedDict):
    """The two files of a report."""

    pdf: bytes
    docx: bytes


def render_report(snapshot: Snapshot, *, chart_svgs: Mapping[str, str] | None = None) -> RenderedReport:
    """Draw a snapshot. The same snapshot gives the same bytes.

    `chart_svgs` takes the place of the report's own charts, by the names of `report_chart_options`. Raises ValueError
    for a snapshot of another schema, MissingFontsError and ChartError.
    """
    if snapshot["schema"] != SCHEMA:
        raise ValueError(f"The snapshot is of schema {snapshot['schema']!r}; this renderer draws {SCHEMA!r}.")
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
        "docx": docx_bytes(document, {name: svg_png(svg, ppi=PNG_PPI) for name, svg in svgs.items()}, timestamp=moment),
    }


def report_document(snapshot: Snapshot, plans: Mapping[str, ChartPlan]) -> Document:
    """The report as a document with its chapters and annexes."""
    counters = _Counters()
    blocks = [
        *_opening(snapshot),
        *_summary(snapshot),
        *_indicators(snapshot, plans, counters),
        *_money(snapshot, plans, counters),
        *_support(snapshot, counters),
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
        "annexes": _annexes(snapshot),
        "notice": snapshot["notice"],
    }


class _Counters:
    """Numbers of tables and charts, from 1."""

    def __init__(self) -> None:
        self.tables = self.charts = 0

    def table(self, caption: str) -> str:
        self.tables += 1
        return f"Bảng {self.tables}. {caption}"

    def chart(self, caption: str) -> str:
        self.charts += 1
        return f"Biểu đồ {self.charts}. {caption}"


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
    return [_paragraph(basis + text)]


def _summary(snapshot: Snapshot) -> list[Block]:
    if not snapshot["summary"]:
        return []
    return [_heading(1, "Tình hình chung"), *(_paragraph(text) for text in snapshot["summary"])]


def _indicators(snapshot: Snapshot, plans: Mapping[str, ChartPlan], counters: _Counters) -> list[Block]:
    blocks = [_heading(1, "Kết quả thực hiện chỉ tiêu")]
    for position, scheme in enumerate(snapshot["schemes"], start=1):
        blocks.append(_heading(2, f"{scheme['name']} ({scheme['number']}, {scheme['years']})"))
        if not scheme["indicators"]:
            blocks.append(_paragraph("Chương trình chưa có chỉ tiêu được giao."))
        else:
            blocks += [_paragraph(_progress_sentence(scheme)), _indicator_table(snapshot, scheme, counters)]
        blocks += _chart(plans, f"progress-{position}", counters)
        for pillar in scheme["pillars"]:
            if pillar.get("narrative"):
                blocks.append(_heading(3, f"{pillar['name']} ({pillar['lead_unit']})"))
                blocks += [_paragraph(text) for text in pillar["narrative"]]
    return blocks


def _progress_sentence(scheme: SchemeBlock) -> str:
    percents = [row["percent_period"] for row in scheme["indicators"]]
    known = [percent for percent in percents if percent["state"] == "value"]
    reached = sum(1 for percent in known if float(percent["value"]) >= 100)
    missing = sum(1 for percent in percents if percent["state"] == "no_data")
    text = f"Chương trình có {len(percents)} chỉ tiêu"
    if known:
        text += f"; {len(known)} chỉ tiêu có tỷ lệ thực hiện so với mục tiêu cả giai đoạn, trong đó {reached} chỉ tiêu "
        text += "đạt hoặc vượt mục tiêu"
    else:
        text += ", chưa chỉ tiêu nào có tỷ lệ thực hiện so với mục tiêu cả giai đoạn"
    return f"{text}; {missing} chỉ tiêu chưa có số liệu." if missing else f"{text}."


def _indicator_table(snapshot: Snapshot, scheme: SchemeBlock, counters: _Counters) -> Block:
    last = date.fromisoformat(snapshot["period"]["ends"]) - timedelta(days=1)
    year, whole = f"Năm {last.year} (đến hết kỳ)", "Lũy kế cả giai đoạn"
    columns: list[Column] = [
        {"title": "Mã", "width": 12, "align": "center"},
        {"title": "Chỉ tiêu", "width": 36},
        {"title": "Đơn vị tính", "width": 18, "align": "center"},
        {"title": "Kế hoạch", "width": 16, "align": "right", "group": year},
        {"title": "Thực hiện", "width": 16, "align": "right", "group": year},
        {"title": "Tỷ lệ", "width": 16, "align": "right", "group": year},
        {"title": "Mục tiêu", "width": 19, "align": "right", "group": whole},
        {"title": "Thực hiện", "width": 19, "align": "right", "group": whole},
        {"title": "Tỷ lệ", "width": 16, "align": "right", "group": whole},
    ]
    return {
        "type": "table",
        "caption": counters.table(f"Kết quả thực hiện chỉ tiêu, {scheme['number']}"),
        "columns": columns,
        "rows": _indicator_rows(scheme),
    }


def _indicator_rows(scheme: SchemeBlock) -> list[list[str]]:
    """Rows of the scheme as a whole, then pillar by pillar under its name; a row of an unknown pillar is kept."""
    names = {pillar["number"]: f"{pillar['number']}. {pillar['name']}" for pillar in scheme["pillars"]}
    others = [row["pillar"] for row in scheme["indicators"] if row["pillar"] not in names]
    rows: list[list[str]] = []
    for number in dict.fromkeys(["", *others, *names]):
        members = [row for row in scheme["indicators"] if row["pillar"] == number]
        if members and number:
            rows.append([names.get(number, number)])
        for row in members:
            scale, unit = _unit_of(row)
            rows.append(
                [
                    row["code"],
                    row["name"],
                    unit,
                    figure_text(row["target_year"], scale=scale),
                    figure_text(row["actual_in_year"], scale=scale),
                    percent_figure_text(row["percent_year"]),
                    figure_text(row["target_period"], scale=scale),
                    figure_text(row["actual_cumulative"], scale=scale),
                    percent_figure_text(row["percent_period"]),
                ]
            )
    return rows


def _unit_of(row: IndicatorRow) -> tuple[int, str]:
    """What the figures of a row are divided by, and its name: sums in the largest unit that its narrow columns hold."""
    if row["unit"] != "đồng":
        return 1, row["unit"]
    figures = (row["target_year"], row["actual_in_year"], row["target_period"], row["actual_cumulative"])
    largest = max((Decimal(figure["value"]) for figure in figures if figure["state"] == "value"), default=Decimal(0))
    return (10**9, "tỷ đồng") if largest >= MILLION_MILLION else (10**6, "triệu đồng")


def _money(snapshot: Snapshot, plans: Mapping[str, ChartPlan], counters: _Counters) -> list[Block]:
    blocks = [_heading(1, "Kinh phí thực hiện")]
    for position, scheme in enumerate(snapshot["schemes"], start=1):
        blocks.append(_heading(2, f"{scheme['name']} ({scheme['number']})"))
        if not scheme["budget"]:
            blocks.append(_paragraph("Trong kỳ không có kinh phí được bố trí."))
            continue
        rows = [_budget_row(row) for row in scheme["budget"]]
        total = scheme["budget_total"]
        if total:
            blocks.append(_paragraph(_money_sentence(total)))
            rows.append(_budget_row(total))
        blocks.append(
            {
                "type": "table",
                "caption": counters.table(f"Kinh phí thực hiện, {scheme['number']}"),
                "unit": "Đơn vị tính: đồng",
                "columns": BUDGET_COLUMNS,
                "rows": rows,
                "total": total is not None,
            }
        )
        blocks += _chart(plans, f"money-{position}", counters)
    return blocks


def _money_sentence(total: BudgetRow) -> str:
    parts = [
        f"{label} {wording.money_words(int(figure['value'])) if figure['state'] == 'value' else figure_text(figure)}"
        for label, figure in (
            ("Kinh phí kế hoạch:", total["planned"]),
            ("đã cấp:", total["granted"]),
            ("đã giải ngân:", total["disbursed"]),
        )
    ]
    percent = total["percent"]
    ending = f", bằng {percent_figure_text(percent)} kế hoạch" if percent["state"] == "value" else ""
    return f"{'; '.join(parts)}{ending}."


def _budget_row(row: BudgetRow) -> list[str]:
    return [
        row["pillar"],
        figure_text(row["planned"]),
        figure_text(row["granted"]),
        figure_text(row["disbursed"]),
        percent_figure_text(row["percent"]),
    ]


def _support(snapshot: Snapshot, counters: _Counters) -> list[Block]:
    awards = snapshot["awards"]
    heading = _heading(1, "Hỗ trợ dự án khởi nghiệp đổi mới sáng tạo")
    if not awards:
        return [heading, _paragraph("Trong kỳ không phát sinh quyết định hỗ trợ.")]
    amount, paid = sum(row["amount"] for row in awards), sum(row["paid"] for row in awards)
    text = (
        f"Trong kỳ có {format_number(len(awards))} dự án được quyết định hỗ trợ với tổng kinh phí "
        f"{wording.money_words(amount)}, đã chi {wording.money_words(paid)} (danh sách tại Phụ lục I)."
    )
    return [
        heading,
        _paragraph(text),
        {
            "type": "table",
            "caption": counters.table("Kinh phí hỗ trợ theo giai đoạn"),
            "unit": "Đơn vị tính: đồng",
            "columns": STAGE_COLUMNS,
            "rows": _stage_rows(awards),
            "total": True,
        },
    ]


def _stage_rows(awards: list[AwardRow]) -> list[list[str]]:
    rows = []
    for stage in dict.fromkeys(row["stage"] for row in awards):
        members = [row for row in awards if row["stage"] == stage]
        rows.append([stage, *_sums(members)])
    return [*rows, ["Tổng cộng", *_sums(awards)]]


def _sums(awards: list[AwardRow]) -> list[str]:
    return [
        format_number(len(awards)),
        format_number(sum(row["amount"] for row in awards)),
        format_number(sum(row["paid"] for row in awards)),
    ]


def _contributions(snapshot: Snapshot) -> list[Block]:
    blocks = [_heading(1, "Kết quả, khó khăn và kiến nghị của các đơn vị phối hợp")]
    if not snapshot["contributions"]:
        return [*blocks, _paragraph("Trong kỳ không có báo cáo của đơn vị phối hợp.")]
    for contribution in snapshot["contributions"]:
        blocks += [_heading(2, contribution["unit"]), *_contribution_parts(contribution)]
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
        ("Đề xuất, kiến nghị", proposals),
    ):
        blocks.append(_heading(3, title))
        blocks += [_item(text) for text in texts] or [_paragraph("Không có.")]
    return blocks


def _list_chapter(title: str, texts: list[str]) -> list[Block]:
    return [_heading(1, title), *(_item(text) for text in texts)] if texts else []


def _corrections(snapshot: Snapshot) -> list[Block]:
    texts = []
    for correction in snapshot["corrections"]:
        day = correction["date"]
        dated = f" {wording.long_date(date.fromisoformat(day))}" if day else ""
        texts.append(f"Báo cáo số {correction['number']}{dated}: {correction['text']}")
    return _list_chapter("Đính chính số liệu đã báo cáo", texts)


def _ending(snapshot: Snapshot) -> list[Block]:
    subject = f"{snapshot['period']['label']} của {snapshot['letterhead']['issuing_body']}"
    return [_paragraph(f"Trên đây là báo cáo kết quả {subject}./.")]


# Annexes


def _annexes(snapshot: Snapshot) -> list[Annex]:
    annexes: list[Annex] = []
    if snapshot["awards"]:
        annexes.append(_annex(snapshot, 1, "Danh sách dự án được hỗ trợ", [_award_table(snapshot["awards"])]))
    title = "Nguồn và thời điểm của số liệu"
    sources = [*_source_blocks(snapshot), _frozen_note(snapshot)]
    annexes.append({**_annex(snapshot, len(annexes) + 1, title, sources), "landscape": True})
    return annexes


def _frozen_note(snapshot: Snapshot) -> Block:
    moment = wording.short_time(datetime.fromisoformat(snapshot["generated_at"]))
    text = f"Số liệu trong báo cáo được chốt lúc {moment} và không thay đổi sau khi phát hành."
    if snapshot["sha256"]:
        text += f" Mã SHA-256 của bộ số liệu: {snapshot['sha256']}."
    return {"type": "note", "text": text}


def _annex(snapshot: Snapshot, number: int, title: str, blocks: list[Block]) -> Annex:
    head = snapshot["letterhead"]
    line = wording.number_line(head["number"], head["symbol"]).removeprefix("Số: ")
    day = head["date"]
    dated = (
        wording.long_date(date.fromisoformat(day))
        if day
        else wording.place_date_line("", None, year=head.get("year")).removeprefix(", ")
    )
    return {
        "label": f"Phụ lục {wording.roman(number)}",
        "title": title,
        "reference": f"(Kèm theo Báo cáo số {line} {dated} của {head['issuing_body']})",
        "landscape": False,
        "blocks": blocks,
    }


def _award_table(awards: list[AwardRow]) -> Block:
    rows = [
        [
            str(position),
            _award_number(row),
            row["startup"],
            row["stage"],
            format_number(row["amount"]),
            format_number(row["paid"]),
        ]
        for position, row in enumerate(awards, start=1)
    ]
    _, amount, paid = _sums(awards)
    rows.append(["", "Tổng cộng", "", "", amount, paid])
    return {"type": "table", "unit": "Đơn vị tính: đồng", "columns": AWARD_COLUMNS, "rows": rows, "total": True}


def _award_number(row: AwardRow) -> str:
    day = row.get("date")
    return f"{row['number']}\nngày {wording.short_date(date.fromisoformat(day))}" if day else row["number"]


def _source_blocks(snapshot: Snapshot) -> list[Block]:
    blocks: list[Block] = []
    for scheme in snapshot["schemes"]:
        rows = [
            [
                row["code"],
                row["name"],
                row.get("geography", ""),
                row["source"],
                wording.short_date(date.fromisoformat(row["as_of"])) if row["as_of"] else "",
                row["note"],
            ]
            for row in scheme["indicators"]
        ]
        if rows:
            caption = f"{scheme['name']} ({scheme['number']})"
            blocks.append({"type": "table", "caption": caption, "columns": SOURCE_COLUMNS, "rows": rows})
    return blocks


# Pieces


def _chart(plans: Mapping[str, ChartPlan], name: str, counters: _Counters) -> list[Block]:
    plan = plans.get(name)
    if plan is None:
        return []
    return [{"type": "chart", "image": name, "caption": counters.chart(plan.caption), "alt": plan.alt}]


def _heading(level: int, text: str) -> Block:
    return {"type": "heading", "level": level, "text": text}


def _paragraph(text: str) -> Block:
    return {"type": "paragraph", "text": text}


def _item(text: str) -> Block:
    return {"type": "item", "text": text}
