"""The chapters on the schemes' budgets and on the startups supported in the period."""

from collections.abc import Mapping

from ecosystem.core.money import format_number
from ecosystem.documents import wording
from ecosystem.documents.form import Block, Column
from ecosystem.reports.rendering.blocks import Numbering, chart_blocks, heading_block, paragraph_block
from ecosystem.reports.rendering.charts import ChartPlan
from ecosystem.reports.rendering.snapshot import (
    AwardRow,
    BudgetRow,
    Snapshot,
)
from ecosystem.reports.rendering.words import figure_text, percent_figure_text

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


def budget_chapter(snapshot: Snapshot, plans: Mapping[str, ChartPlan], numbering: Numbering) -> list[Block]:
    blocks = [heading_block(1, "Kinh phí thực hiện")]
    for position, scheme in enumerate(snapshot["schemes"], start=1):
        blocks.append(heading_block(2, f"{scheme['name']} ({scheme['number']})"))
        if not scheme["budget"]:
            blocks.append(paragraph_block("Trong kỳ không có kinh phí được bố trí."))
            continue
        rows = [_budget_row(row) for row in scheme["budget"]]
        total = scheme["budget_total"]
        if total:
            blocks.append(paragraph_block(_money_sentence(total)))
            rows.append(_budget_row(total))
        blocks.append(
            {
                "type": "table",
                "caption": numbering.table(f"Kinh phí thực hiện, {scheme['number']}"),
                "unit": "Đơn vị tính: đồng",
                "columns": BUDGET_COLUMNS,
                "rows": rows,
                "total": total is not None,
            }
        )
        blocks += chart_blocks(plans, f"money-{position}", numbering)
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


def support_chapter(snapshot: Snapshot, numbering: Numbering) -> list[Block]:
    awards = snapshot["awards"]
    title = heading_block(1, "Hỗ trợ dự án khởi nghiệp đổi mới sáng tạo")
    if not awards:
        return [title, paragraph_block("Trong kỳ không phát sinh quyết định hỗ trợ.")]
    amount, paid = sum(row["amount"] for row in awards), sum(row["paid"] for row in awards)
    text = (
        f"Trong kỳ có {format_number(len(awards))} dự án được quyết định hỗ trợ với tổng kinh phí "
        f"{wording.money_words(amount)}, đã chi {wording.money_words(paid)} (danh sách tại Phụ lục I)."
    )
    return [
        title,
        paragraph_block(text),
        {
            "type": "table",
            "caption": numbering.table("Kinh phí hỗ trợ theo giai đoạn"),
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
        rows.append([stage, *award_sums(members)])
    return [*rows, ["Tổng cộng", *award_sums(awards)]]


def award_sums(awards: list[AwardRow]) -> list[str]:
    return [
        format_number(len(awards)),
        format_number(sum(row["amount"] for row in awards)),
        format_number(sum(row["paid"] for row in awards)),
    ]
