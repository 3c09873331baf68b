"""The files of the period report, rendered from a frozen snapshot.

`render_report(snapshot)` gives the PDF and the Word file of a `Snapshot` (see `snapshot.py`), `render_workbook` the Excel
file. They read nothing but the snapshot, so the same snapshot gives the same bytes at any later time.
"""

from ecosystem.reports.rendering.charts import report_chart_options
from ecosystem.reports.rendering.report import RenderedReport, render_report
from ecosystem.reports.rendering.snapshot import (
    NO_DATA,
    NOT_APPLICABLE,
    NOT_DUE,
    SCHEMA,
    Figure,
    Snapshot,
    canonical_json,
    figure,
    snapshot_sha256,
)
from ecosystem.reports.rendering.workbook import render_workbook

__all__ = [
    "NOT_APPLICABLE",
    "NOT_DUE",
    "NO_DATA",
    "SCHEMA",
    "Figure",
    "RenderedReport",
    "Snapshot",
    "canonical_json",
    "figure",
    "render_report",
    "render_workbook",
    "report_chart_options",
    "snapshot_sha256",
]
