"""The annexes: grants decided in the period, and the source and day of each figure."""

from datetime import date, datetime

from ecosystem.core.money import format_number
from ecosystem.documents import wording
from ecosystem.documents.document import Annex, Block, Column
from ecosystem.reports.rendering.blocks import paragraph_block
from ecosystem.reports.rendering.budget import award_total, sum_cells
from ecosystem.reports.rendering.snapshot import (
    AttachedList,
    AwardGroup,
    AwardRow,
    Snapshot,
)

AWARD_COLUMNS: list[Column] = [
    {"title": "STT", "width": 11, "align": "center"},
    {"title": "Số quyết định", "width": 32},
    {"title": "Tổ chức, cá nhân được hỗ trợ", "width": 50},
    {"title": "Giai đoạn", "width": 28},
    {"title": "Kinh phí hỗ trợ", "width": 27, "align": "right"},
    {"title": "Đã giải ngân", "width": 27, "align": "right"},
]
SOURCE_COLUMNS: list[Column] = [
    {"title": "Mã", "width": 16, "align": "center"},
    {"title": "Chỉ tiêu", "width": 66},
    {"title": "Phạm vi", "width": 32},
    {"title": "Nguồn số liệu", "width": 58},
    {"title": "Số liệu tính đến ngày", "width": 26, "align": "center"},
    {"title": "Ghi chú", "width": 60},
]


def report_annexes(snapshot: Snapshot) -> list[Annex]:
    annexes: list[Annex] = []
    if snapshot["awards"]:
        annexes.append(_annex(snapshot, 1, "Danh sách quyết định hỗ trợ", _award_blocks(snapshot)))
    title = "Nguồn và thời điểm của số liệu"
    sources = [*_source_blocks(snapshot), _frozen_note(snapshot)]
    annexes.append({**_annex(snapshot, len(annexes) + 1, title, sources), "landscape": True})
    return annexes


def _frozen_note(snapshot: Snapshot) -> Block:
    moment = wording.short_time(datetime.fromisoformat(snapshot["generated_at"]))
    text = f"Số liệu trong báo cáo được chốt lúc {moment} và không thay đổi sau khi ban hành."
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


def _award_blocks(snapshot: Snapshot) -> list[Block]:
    """All grants of the period and their sum; of a long list its first rows, and where the whole list is."""
    awards = snapshot["awards"]
    attached = snapshot["attachments"].get("awards")
    if attached:
        return [
            paragraph_block(attached_text(attached, len(awards), "quyết định hỗ trợ")),
            _award_table(awards, total=None),
        ]
    return [_award_table(awards, total=award_total(snapshot["award_groups"]))]


def attached_text(attached: AttachedList, shown: int, noun: str) -> str:
    """Where the whole list is, and how much of it the document shows."""
    return (
        f"{format_number(attached['rows'])} {noun}: toàn bộ danh sách ở tệp Excel «{attached['file']}» ban hành kèm theo báo "
        f"cáo (SHA-256 của tệp: {attached['sha256']}). Dưới đây là {format_number(shown)} {noun} đầu danh sách."
    )


def _award_table(awards: list[AwardRow], *, total: AwardGroup | None) -> Block:
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
    if total is not None:
        _count, amount, paid = sum_cells(total)
        rows.append(["", "Tổng cộng", "", "", amount, paid])
    return {
        "type": "table",
        "unit": "Đơn vị tính: đồng",
        "columns": AWARD_COLUMNS,
        "rows": rows,
        "total": total is not None,
    }


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
