"""The chapter on the indicators of each scheme."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from ecosystem.documents.document import Block, Column
from ecosystem.reports.rendering.blocks import Numbering, chart_blocks, heading_block, paragraph_block
from ecosystem.reports.rendering.charts import ChartPlan
from ecosystem.reports.rendering.snapshot import (
    IndicatorRow,
    SchemeBlock,
    Snapshot,
)
from ecosystem.reports.rendering.words import figure_text, percent_figure_text

MILLION_MILLION = Decimal(10**12)


def indicator_chapter(snapshot: Snapshot, plans: Mapping[str, ChartPlan], numbering: Numbering) -> list[Block]:
    blocks = [heading_block(1, "Kết quả thực hiện chỉ tiêu")]
    for position, scheme in enumerate(snapshot["schemes"], start=1):
        blocks.append(heading_block(2, f"{scheme['name']} ({scheme['number']}, {scheme['years']})"))
        if not scheme["indicators"]:
            blocks.append(paragraph_block("Đề án, kế hoạch này chưa có chỉ tiêu được giao."))
        else:
            blocks += [paragraph_block(_progress_sentence(scheme)), _indicator_table(snapshot, scheme, numbering)]
        blocks += chart_blocks(plans, f"progress-{position}", numbering)
        for pillar in scheme["pillars"]:
            if pillar.get("narrative"):
                blocks.append(heading_block(3, f"{pillar['name']} ({pillar['lead_unit']})"))
                blocks += [paragraph_block(text) for text in pillar["narrative"]]
    return blocks


def _progress_sentence(scheme: SchemeBlock) -> str:
    percents = [row["percent_period"] for row in scheme["indicators"]]
    known = [percent for percent in percents if percent["state"] == "value"]
    reached = sum(1 for percent in known if Decimal(percent["value"]) >= 100)
    missing = sum(1 for percent in percents if percent["state"] == "no_data")
    text = f"Đề án, kế hoạch này có {len(percents)} chỉ tiêu"
    if known:
        text += f"; {len(known)} chỉ tiêu có tỷ lệ thực hiện so với mục tiêu cả giai đoạn, "
        text += f"trong đó {reached or 'chưa có'} chỉ tiêu {'' if reached else 'nào '}đạt hoặc vượt mục tiêu"
    else:
        text += ", chưa chỉ tiêu nào có tỷ lệ thực hiện so với mục tiêu cả giai đoạn"
    return f"{text}; {missing} chỉ tiêu chưa có số liệu." if missing else f"{text}."


def _indicator_table(snapshot: Snapshot, scheme: SchemeBlock, numbering: Numbering) -> Block:
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
        "caption": numbering.table(f"Kết quả thực hiện chỉ tiêu, {scheme['number']}"),
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
