"""Blocks of the period report: headings, paragraphs, charts, and the numbers of tables and charts."""

from collections.abc import Mapping

from ecosystem.documents.document import Block
from ecosystem.reports.rendering.charts import ChartPlan


class Numbering:
    """Numbers of tables and charts, from 1."""

    def __init__(self) -> None:
        self.tables = self.charts = 0

    def table(self, caption: str) -> str:
        self.tables += 1
        return f"Bảng {self.tables}. {caption}"

    def chart(self, caption: str) -> str:
        self.charts += 1
        return f"Biểu đồ {self.charts}. {caption}"


def chart_blocks(plans: Mapping[str, ChartPlan], name: str, numbering: Numbering) -> list[Block]:
    """The numbered chart of this name, or nothing when the period has no figure for it."""
    plan = plans.get(name)
    if plan is None:
        return []
    return [{"type": "chart", "image": name, "caption": numbering.chart(plan.caption), "alt": plan.alt}]


def heading_block(level: int, text: str) -> Block:
    return {"type": "heading", "level": level, "text": text}


def paragraph_block(text: str) -> Block:
    return {"type": "paragraph", "text": text}


def item_block(text: str) -> Block:
    return {"type": "item", "text": text}
