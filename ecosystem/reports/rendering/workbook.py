"""The period report as an Excel workbook."""

from datetime import date, datetime
from decimal import Decimal

from ecosystem.documents.spreadsheets import Sheet, SheetColumn, xlsx_bytes
from ecosystem.reports.rendering.annexes import attached_text
from ecosystem.reports.rendering.snapshot import Figure, Snapshot

REASONS = {
    "no_data": "Chưa có số liệu",
    "not_due": "Chưa đến hạn",
    "not_reported": "Chưa có báo cáo",
    "not_applicable": "Không áp dụng",
}

TOTAL_WORDS = {
    "startups": "Đơn vị khởi nghiệp được hỗ trợ",
    "projects": "Dự án được duyệt, mỗi dự án tính một lần",
    "decisions": "Quyết định hỗ trợ",
    "granted": "Kinh phí đã duyệt hỗ trợ (đồng)",
    "paid": "Kinh phí đã giải ngân (đồng)",
}


def _cell(figure: Figure) -> Decimal | str:
    return Decimal(figure["value"]) if figure["state"] == "value" else REASONS[figure["state"]]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def render_workbook(snapshot: Snapshot) -> bytes:
    """The report as an Excel workbook: indicators, budgets and awards of the period."""
    notes = [snapshot["subject"], f"SHA-256: {snapshot['sha256']}", snapshot["notice"]]
    indicators = [
        (
            scheme["number"],
            row["code"],
            row["name"],
            row["unit"],
            _cell(row["target_year"]),
            _cell(row["actual_in_year"]),
            _cell(row["percent_year"]),
            _cell(row["target_period"]),
            _cell(row["actual_cumulative"]),
            _cell(row["percent_period"]),
            row["source"],
        )
        for scheme in snapshot["schemes"]
        for row in scheme["indicators"]
    ]
    budget = [
        (
            scheme["number"],
            row["pillar"],
            _cell(row["planned"]),
            _cell(row["granted"]),
            _cell(row["disbursed"]),
            _cell(row["percent"]),
        )
        for scheme in snapshot["schemes"]
        for row in scheme["budget"]
    ]
    moved = [
        (scheme["number"], row["pillar"], row["granted"], row["paid"], row["paid_other_years"])
        for scheme in snapshot["schemes"]
        for row in scheme["moved"]
    ]
    totals = [(words, snapshot["totals"][name]) for name, words in TOTAL_WORDS.items()]
    awards = [
        (
            award["number"],
            award["startup"],
            award["stage"],
            award["amount"],
            award["paid"],
            _day(award.get("date")),
        )
        for award in snapshot["awards"]
    ]
    attached = snapshot["attachments"].get("awards")
    where = [attached_text(attached, len(awards), "quyết định hỗ trợ")] if attached else []
    sheets = [
        Sheet(
            "Chỉ tiêu",
            [
                SheetColumn("Văn bản"),
                SheetColumn("Mã", width=8),
                SheetColumn("Chỉ tiêu", width=50),
                SheetColumn("Đơn vị"),
                SheetColumn("Mục tiêu năm", "decimal"),
                SheetColumn("Thực hiện trong năm", "decimal"),
                SheetColumn("% năm", "percent"),
                SheetColumn("Mục tiêu giai đoạn", "decimal"),
                SheetColumn("Lũy kế", "decimal"),
                SheetColumn("% giai đoạn", "percent"),
                SheetColumn("Nguồn", width=40),
            ],
            indicators,
            notes,
        ),
        Sheet(
            "Tổng hợp trong kỳ", [SheetColumn("Số liệu", width=60), SheetColumn("Giá trị", "integer")], totals, notes
        ),
        Sheet(
            "Kinh phí trong kỳ",
            [
                SheetColumn("Văn bản"),
                SheetColumn("Nhóm nhiệm vụ", width=50),
                SheetColumn("Đã duyệt hỗ trợ", "money"),
                SheetColumn("Đã giải ngân", "money"),
                SheetColumn("Trong đó từ ngân sách năm khác", "money"),
            ],
            moved,
            notes,
        ),
        Sheet(
            "Ngân sách năm",
            [
                SheetColumn("Văn bản"),
                SheetColumn("Nhóm nhiệm vụ", width=50),
                SheetColumn("Kế hoạch", "money"),
                SheetColumn("Đã duyệt hỗ trợ", "money"),
                SheetColumn("Đã giải ngân", "money"),
                SheetColumn("Tỷ lệ", "percent"),
            ],
            budget,
            notes,
        ),
        Sheet(
            "Quyết định hỗ trợ",
            [
                SheetColumn("Số quyết định"),
                SheetColumn("Tổ chức, cá nhân", width=40),
                SheetColumn("Giai đoạn"),
                SheetColumn("Kinh phí", "money"),
                SheetColumn("Đã giải ngân", "money"),
                SheetColumn("Ngày", "date"),
            ],
            awards,
            [*notes, *where],
        ),
    ]
    return xlsx_bytes(sheets, created=datetime.fromisoformat(snapshot["generated_at"]))
