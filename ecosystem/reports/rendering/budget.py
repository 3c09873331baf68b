"""The chapters on the schemes' budgets and on the startups supported in the period."""

from collections.abc import Mapping
from datetime import date, timedelta

from ecosystem.core.money import format_number
from ecosystem.documents import wording
from ecosystem.documents.document import Block, Column
from ecosystem.reports.rendering.blocks import Numbering, chart_blocks, heading_block, paragraph_block
from ecosystem.reports.rendering.charts import ChartPlan
from ecosystem.reports.rendering.snapshot import (
    AwardGroup,
    BudgetRow,
    MovedRow,
    SchemeBlock,
    Snapshot,
)
from ecosystem.reports.rendering.words import figure_text, percent_figure_text

BUDGET_COLUMNS: list[Column] = [
    {"title": "Nhóm nhiệm vụ", "width": 50},
    {"title": "Kế hoạch", "width": 33, "align": "right"},
    {"title": "Đã duyệt hỗ trợ", "width": 33, "align": "right"},
    {"title": "Đã giải ngân", "width": 33, "align": "right"},
    {"title": "Giải ngân so với kế hoạch", "width": 20, "align": "right"},
]
MOVED_COLUMNS: list[Column] = [
    {"title": "Nhóm nhiệm vụ", "width": 58},
    {"title": "Đã duyệt hỗ trợ", "width": 37, "align": "right"},
    {"title": "Đã giải ngân", "width": 37, "align": "right"},
    {"title": "Trong đó từ ngân sách năm khác", "width": 37, "align": "right"},
]
STAGE_COLUMNS: list[Column] = [
    {"title": "Giai đoạn hỗ trợ", "width": 55},
    {"title": "Số quyết định", "width": 24, "align": "right"},
    {"title": "Kinh phí hỗ trợ", "width": 42, "align": "right"},
    {"title": "Đã giải ngân", "width": 42, "align": "right"},
]


def budget_chapter(snapshot: Snapshot, plans: Mapping[str, ChartPlan], numbering: Numbering) -> list[Block]:
    last = date.fromisoformat(snapshot["period"]["ends"]) - timedelta(days=1)
    blocks = [heading_block(1, "Kinh phí thực hiện"), paragraph_block(_moved_sentence(snapshot["totals"]))]
    for position, scheme in enumerate(snapshot["schemes"], start=1):
        blocks.append(heading_block(2, f"{scheme['name']} ({scheme['number']})"))
        blocks += _moved_blocks(scheme, numbering)
        if not scheme["budget"]:
            blocks.append(paragraph_block(f"Đề án, kế hoạch này không có dòng ngân sách năm {last.year}."))
            continue
        rows = [_budget_row(row) for row in scheme["budget"]]
        total = scheme["budget_total"]
        if total:
            blocks.append(paragraph_block(_money_sentence(total, last)))
            rows.append(_budget_row(total))
        blocks.append(
            {
                "type": "table",
                "caption": numbering.table(f"Ngân sách năm {last.year}, lũy kế đến hết kỳ, {scheme['number']}"),
                "unit": "Đơn vị tính: đồng",
                "columns": BUDGET_COLUMNS,
                "rows": rows,
                "total": total is not None,
            }
        )
        blocks += chart_blocks(plans, f"money-{position}", numbering)
    return blocks


def _moved_sentence(totals: Mapping[str, int]) -> str:
    return (
        f"Trong kỳ đã duyệt hỗ trợ {wording.money_words(totals['granted'])}, đã giải ngân "
        f"{wording.money_words(totals['paid'])}, tính theo ngày quyết định và ngày giải ngân, của mọi đề án, kế hoạch và năm ngân sách."
    )


def _moved_blocks(scheme: SchemeBlock, numbering: Numbering) -> list[Block]:
    """What was granted and paid in the period, by day; a sentence where nothing was."""
    if not scheme["moved"]:
        return [
            paragraph_block("Trong kỳ không có kinh phí nào của đề án, kế hoạch này được duyệt hỗ trợ hoặc giải ngân.")
        ]
    total: MovedRow = {
        "pillar": "Tổng cộng",
        "granted": sum(row["granted"] for row in scheme["moved"]),
        "paid": sum(row["paid"] for row in scheme["moved"]),
        "paid_other_years": sum(row["paid_other_years"] for row in scheme["moved"]),
    }
    return [
        {
            "type": "table",
            "caption": numbering.table(f"Kinh phí duyệt và giải ngân trong kỳ, {scheme['number']}"),
            "unit": "Đơn vị tính: đồng",
            "columns": MOVED_COLUMNS,
            "rows": [
                [row["pillar"], *map(format_number, (row["granted"], row["paid"], row["paid_other_years"]))]
                for row in (*scheme["moved"], total)
            ],
            "total": True,
        }
    ]


def _money_sentence(total: BudgetRow, last: date) -> str:
    parts = [
        f"{label} {wording.money_words(int(figure['value'])) if figure['state'] == 'value' else figure_text(figure)}"
        for label, figure in (
            (f"Ngân sách năm {last.year}, đến hết kỳ: kế hoạch", total["planned"]),
            ("đã duyệt hỗ trợ", total["granted"]),
            ("đã giải ngân", total["disbursed"]),
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
    groups = snapshot["award_groups"]
    title = heading_block(1, "Hỗ trợ dự án khởi nghiệp đổi mới sáng tạo")
    if not groups:
        return [title, paragraph_block("Trong kỳ không phát sinh quyết định hỗ trợ.")]
    total = award_total(groups)
    attached = snapshot["attachments"].get("awards")
    place = f"Phụ lục I và tệp kèm theo «{attached['file']}»" if attached else "Phụ lục I"
    text = (
        f"Trong kỳ có {format_number(total['count'])} quyết định hỗ trợ với tổng kinh phí "
        f"{wording.money_words(total['amount'])}, đã giải ngân cho các quyết định này {wording.money_words(total['paid'])} "
        f"(danh sách tại {place}). Số dự án được duyệt trong kỳ, mỗi dự án tính một lần vào ngày được duyệt lần đầu: "
        f"{format_number(snapshot['totals']['projects'])}; số đơn vị khởi nghiệp được hỗ trợ: "
        f"{format_number(snapshot['totals']['startups'])}."
    )
    return [
        title,
        paragraph_block(text),
        {
            "type": "table",
            "caption": numbering.table("Kinh phí hỗ trợ theo giai đoạn"),
            "unit": "Đơn vị tính: đồng",
            "columns": STAGE_COLUMNS,
            "rows": [[group["stage"], *sum_cells(group)] for group in (*groups, total)],
            "total": True,
        },
    ]


def award_total(groups: list[AwardGroup]) -> AwardGroup:
    """The sum of the groups, which are all grants of the period."""
    return {
        "stage": "Tổng cộng",
        "count": sum(group["count"] for group in groups),
        "amount": sum(group["amount"] for group in groups),
        "paid": sum(group["paid"] for group in groups),
    }


def sum_cells(group: AwardGroup) -> list[str]:
    """Number, amount and payments of the group as cells of a table."""
    return [format_number(group["count"]), format_number(group["amount"]), format_number(group["paid"])]
