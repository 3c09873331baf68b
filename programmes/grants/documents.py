"""The PDF of an application's receipt and of a decision letter, from plain data."""

from datetime import date, datetime
from typing import NotRequired, TypedDict

from ecosystem.core.money import format_number
from ecosystem.documents import wording
from ecosystem.documents.document import Block, Column, Document, Letterhead, Signature, pdf_bytes


class PlanStep(TypedDict):
    """One line of the plan by month."""

    month: str
    task: str
    result: str


class CostLine(TypedDict):
    """One cost line; `kind` as shown (tiền công, chi phí khác); whole đồng."""

    kind: str
    description: str
    amount: int


class CostTotal(TypedDict):
    """A total that the server computed, such as that of one kind."""

    label: str
    amount: int


class Attachment(TypedDict):
    """A file as received: size in bytes and SHA-256 in hexadecimal."""

    label: str
    file_name: str
    size: int
    sha256: str


class Answer(TypedDict):
    """A field of the form and its answer, unchanged."""

    label: str
    text: str


class ReceiptData(TypedDict):
    """The content of a receipt. Times are aware; `parties` are pairs of label and value: startup, tax code, contact …"""

    letterhead: Letterhead
    receipt_number: str
    received_at: datetime
    sender: str
    call: str
    policy: str
    parties: list[tuple[str, str]]
    answers: list[Answer]
    plan: list[PlanStep]
    costs: list[CostLine]
    cost_totals: list[CostTotal]
    total: int
    attachments: list[Attachment]
    result_due: NotRequired[date | None]
    content_sha256: NotRequired[str]
    notice: NotRequired[str]


class Article(TypedDict):
    """One article («Điều n»): its text and further paragraphs."""

    text: str
    more: list[str]


class DecisionData(TypedDict):
    """The content of a decision letter. `authority` is the deciding office, as in «GIÁM ĐỐC SỞ KHOA HỌC VÀ CÔNG NGHỆ».

    Without `articles` the letter grants the support, with articles made from the other fields.
    """

    letterhead: Letterhead
    authority: str
    subject: str
    legal_basis: list[str]
    startup: str
    startup_identity: str
    project: str
    policy: str
    amount: int
    months: int
    budget_source: str
    managing_unit: str
    articles: NotRequired[list[Article]]
    recipients: list[str]
    signature: Signature
    made_at: datetime
    notice: NotRequired[str]


PLAN_COLUMNS: list[Column] = [
    {"title": "STT", "width": 10, "align": "center"},
    {"title": "Thời gian", "width": 22},
    {"title": "Nội dung công việc", "width": 70},
    {"title": "Kết quả dự kiến", "width": 60},
]
COST_COLUMNS: list[Column] = [
    {"title": "STT", "width": 10, "align": "center"},
    {"title": "Loại chi phí", "width": 32},
    {"title": "Nội dung", "width": 80},
    {"title": "Số tiền", "width": 36, "align": "right"},
]
ATTACHMENT_COLUMNS: list[Column] = [
    {"title": "STT", "width": 10, "align": "center"},
    {"title": "Tài liệu", "width": 44},
    {"title": "Tên tệp và dung lượng", "width": 50},
    {"title": "Mã SHA-256 của tệp", "width": 58},
]


def application_receipt_pdf(data: ReceiptData) -> bytes:
    """The PDF of the receipt: answers, plan, costs with totals, and files with their SHA-256."""
    return pdf_bytes(application_receipt(data), timestamp=data["received_at"])


def application_receipt(data: ReceiptData) -> Document:
    """The receipt as a document."""
    parts = [_reception(data), _parties(data), _answers(data), _plan(data), _costs(data), _attachments(data)]
    return {
        "title": f"Giấy tiếp nhận hồ sơ và hẹn trả kết quả số {data['receipt_number']}",
        "letterhead": {**data["letterhead"], "number": data["receipt_number"], "symbol": ""},
        "kind": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "subject": data["call"],
        "addressees": [],
        "blocks": [block for part in parts for block in part] + _proof(data),
        "recipients": [],
        "signature": None,
        "annexes": [],
        "notice": data.get("notice", ""),
    }


def decision_letter_pdf(data: DecisionData) -> bytes:
    """The PDF of the decision in the form of Decree 30/2020; number and name are blank when unknown."""
    return pdf_bytes(decision_letter(data), timestamp=data["made_at"])


def decision_letter(data: DecisionData) -> Document:
    """The decision as a document."""
    basis = [_paragraph(text, style="basis") for text in _closed_list(data["legal_basis"])]
    articles: list[Block] = []
    for position, article in enumerate(data.get("articles") or _articles(data), start=1):
        articles.append({"type": "paragraph", "lead": f"Điều {position}.", "text": article["text"]})
        articles += [_paragraph(text) for text in article["more"]]
    return {
        "title": f"Quyết định {data['subject']}",
        "letterhead": data["letterhead"],
        "kind": "Quyết định",
        "subject": data["subject"],
        "addressees": [],
        "blocks": [
            {"type": "center", "text": data["authority"].upper()},
            *basis,
            {"type": "center", "text": "QUYẾT ĐỊNH:"},
            *articles,
        ],
        "recipients": data["recipients"],
        "signature": data["signature"],
        "annexes": [],
        "notice": data.get("notice", ""),
    }


def _reception(data: ReceiptData) -> list[Block]:
    rows = [
        ["Số tiếp nhận", data["receipt_number"]],
        ["Thời điểm tiếp nhận", wording.short_time(data["received_at"])],
        ["Người gửi", data["sender"]],
        ["Đợt tiếp nhận", data["call"]],
        ["Chính sách hỗ trợ", data["policy"]],
        ["Kinh phí đề nghị hỗ trợ", f"{format_number(data['total'])} đồng"],
    ]
    due = data.get("result_due")
    if due:
        rows.append(["Thời hạn trả kết quả", wording.short_date(due)])
    return [_heading("Thông tin tiếp nhận"), {"type": "pairs", "rows": rows}]


def _parties(data: ReceiptData) -> list[Block]:
    rows = [[label, value or "(để trống)"] for label, value in data["parties"]]
    return [_heading("Đơn vị, cá nhân nộp hồ sơ"), {"type": "pairs", "rows": rows}] if rows else []


def _answers(data: ReceiptData) -> list[Block]:
    blocks: list[Block] = [
        {"type": "text", "label": answer["label"], "text": answer["text"].strip() or "(để trống)"}
        for answer in data["answers"]
    ]
    return [_heading("Nội dung đăng ký"), *blocks] if blocks else []


def _plan(data: ReceiptData) -> list[Block]:
    if not data["plan"]:
        return [_heading("Kế hoạch thực hiện"), _paragraph("Không có.")]
    rows = [
        [str(position), step["month"], step["task"], step["result"]]
        for position, step in enumerate(data["plan"], start=1)
    ]
    return [_heading("Kế hoạch thực hiện"), {"type": "table", "columns": PLAN_COLUMNS, "rows": rows}]


def _costs(data: ReceiptData) -> list[Block]:
    rows = [
        [str(position), line["kind"], line["description"], format_number(line["amount"])]
        for position, line in enumerate(data["costs"], start=1)
    ]
    rows += [["", "Cộng", total["label"], format_number(total["amount"])] for total in data["cost_totals"]]
    rows.append(["", "Tổng cộng", "", format_number(data["total"])])
    return [
        _heading("Dự toán kinh phí"),
        {"type": "table", "unit": "Đơn vị tính: đồng", "columns": COST_COLUMNS, "rows": rows, "total": True},
        _paragraph(f"Bằng chữ: {wording.dong_in_words(data['total'])}.", style="basis"),
    ]


def _attachments(data: ReceiptData) -> list[Block]:
    if not data["attachments"]:
        return [_heading("Tài liệu đính kèm"), _paragraph("Không có.")]
    rows = [
        [str(position), item["label"], f"{item['file_name']}\n{_size(item['size'])}", item["sha256"]]
        for position, item in enumerate(data["attachments"], start=1)
    ]
    return [_heading("Tài liệu đính kèm"), {"type": "table", "columns": ATTACHMENT_COLUMNS, "rows": rows}]


def _proof(data: ReceiptData) -> list[Block]:
    text = (
        "Giấy này do Cổng khởi nghiệp lập tự động từ đúng nội dung đã gửi tại thời điểm tiếp nhận. "
        "Ký tự không có trong phông chữ được ghi bằng mã Unicode trong ngoặc vuông."
    )
    blocks: list[Block] = [{"type": "note", "text": text}]
    digest = data.get("content_sha256")
    if digest:
        blocks.append({"type": "note", "text": f"Mã SHA-256 của nội dung đã gửi: {digest}"})
    return blocks


def _articles(data: DecisionData) -> list[Article]:
    amount = f"{format_number(data['amount'])} đồng ({wording.dong_in_words(data['amount']).lower()})"
    who = f"{data['startup']} ({data['startup_identity']})" if data["startup_identity"] else data["startup"]
    duty = (
        f"{data['startup']} sử dụng kinh phí đúng mục đích, báo cáo tiến độ và chịu trách nhiệm về kết quả "
        "thực hiện dự án."
    )
    return [
        {
            "text": f"Hỗ trợ {who} thực hiện dự án “{data['project']}” theo chính sách “{data['policy']}”.",
            "more": [
                f"1. Mức hỗ trợ: {amount}.",
                f"2. Thời gian thực hiện: {data['months']} tháng, kể từ ngày ký hợp đồng.",
                f"3. Nguồn kinh phí: {data['budget_source']}.",
            ],
        },
        {
            "text": f"{data['managing_unit']} ký hợp đồng, cấp kinh phí theo tiến độ, nghiệm thu kết quả "
            "và quyết toán theo quy định.",
            "more": [duty],
        },
        {
            "text": f"Quyết định này có hiệu lực kể từ ngày ký. {data['managing_unit']}, {data['startup']} và các "
            "đơn vị, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.",
            "more": [],
        },
    ]


def _closed_list(texts: list[str]) -> list[str]:
    """Each basis ends with a semicolon, the last with a full stop."""
    return [
        f"{text.rstrip(' ;.')}{'.' if position == len(texts) else ';'}" for position, text in enumerate(texts, start=1)
    ]


def _heading(text: str) -> Block:
    return {"type": "heading", "level": 1, "text": text}


def _paragraph(text: str, style: str = "") -> Block:
    return {"type": "paragraph", "text": text, "style": style}


def _size(size: int) -> str:
    for scale, unit in ((1024**2, "MB"), (1024, "KB")):
        if size >= scale:
            return f"{wording.decimal_text(str(size / scale), 1)} {unit}"
    return f"{size} byte"
