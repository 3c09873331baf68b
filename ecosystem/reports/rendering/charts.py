"""The charts of the period report: progress of the indicators and money, scheme by scheme."""

from typing import Any, NamedTuple

from ecosystem.documents.charts import MoneyRow, progress_bars, rows_height, stacked_money_chart
from ecosystem.reports.rendering.snapshot import Figure, SchemeBlock, Snapshot
from ecosystem.reports.rendering.words import figure_text, percent_figure_text

WIDTH = 560
LABEL_WIDTH = 190


class ChartPlan(NamedTuple):
    """An ECharts option with its size, its caption and its text alternative."""

    option: dict[str, Any]
    width: int
    height: int
    caption: str
    alt: str


def report_chart_options(snapshot: Snapshot) -> dict[str, ChartPlan]:
    """The report's charts by name: `progress-1`, `money-1`, … numbered as the schemes; none without figures."""
    plans: dict[str, ChartPlan] = {}
    for position, scheme in enumerate(snapshot["schemes"], start=1):
        progress, money = _progress(scheme), _money(scheme)
        if progress:
            plans[f"progress-{position}"] = progress
        if money:
            plans[f"money-{position}"] = money
    return plans


def _progress(scheme: SchemeBlock) -> ChartPlan | None:
    rows = [row for row in scheme["indicators"] if row["percent_period"]["state"] in {"value", "no_data"}]
    if not any(row["percent_period"]["state"] == "value" for row in rows):
        return None
    caption = f"Tỷ lệ thực hiện mục tiêu cả giai đoạn, {scheme['number']}"
    alt = "; ".join(f"{row['name']}: {percent_figure_text(row['percent_period'])}" for row in rows)
    option = progress_bars(
        [(row["name"], _number(row["percent_period"])) for row in rows],
        title=caption,
        description=alt,
        no_data=figure_text(rows[0]["percent_period"] | {"state": "no_data"}),
        label_width=LABEL_WIDTH,
    )
    return ChartPlan(option, WIDTH, rows_height(len(rows)), caption, f"{caption}. {alt}.")


def _money(scheme: SchemeBlock) -> ChartPlan | None:
    rows = scheme["budget"]
    if not any(row[key]["state"] == "value" for row in rows for key in ("planned", "granted", "disbursed")):
        return None
    caption = f"Kinh phí kế hoạch, đã duyệt hỗ trợ và đã giải ngân, {scheme['number']}"
    money = [
        MoneyRow(row["pillar"], _dong(row["planned"]), _dong(row["granted"]), _dong(row["disbursed"])) for row in rows
    ]
    alt = "; ".join(
        f"{row['pillar']}: kế hoạch {figure_text(row['planned'])}, đã duyệt hỗ trợ {figure_text(row['granted'])}, "
        f"đã giải ngân {figure_text(row['disbursed'])}"
        for row in rows
    )
    option = stacked_money_chart(
        money,
        names=("Đã giải ngân", "Đã duyệt, chưa giải ngân", "Kế hoạch chưa duyệt"),
        end_label="KH {}",
        title=caption,
        description=alt,
        label_width=LABEL_WIDTH,
    )
    return ChartPlan(option, WIDTH, rows_height(len(rows), legend=True), caption, f"{caption}, đồng. {alt}.")


def _number(figure: Figure) -> float | None:
    return float(figure["value"]) if figure["state"] == "value" else None


def _dong(figure: Figure) -> int | None:
    return int(figure["value"]) if figure["state"] == "value" else None
