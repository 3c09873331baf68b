"""The papers of a contract as PDF: the contract as it was signed, an annex to it, and the reversal of a payment.

They are made from what is on record, which never changes: names of the parties come from the frozen letter of the decision,
and what annexes changed is read back for the contract. So a paper is the same whenever it is made. Official documents in
Vietnamese for every reader, as the letter.
"""

from datetime import date
from typing import Any

from django.utils import timezone, translation

from ecosystem.core.days import moment_of
from ecosystem.core.money import format_number
from ecosystem.documents import wording
from ecosystem.documents.document import Block, Column, Document, pdf_bytes
from programmes.grants.actions.letter import CITY, CITY_COMMITTEE, budget_source, closed_sentence, demonstration_notice
from programmes.grants.models import AnnexChange, AnnexPart, Award, Contract, ContractAnnex, Reversal, Tranche

RECORD_NOTE = (
    "Văn bản này do Cổng khởi nghiệp lập từ dữ liệu đã ghi nhận. Bản có chữ ký của các bên là bản có giá trị thi hành."
)
TRANCHE_COLUMNS: list[Column] = [
    {"title": "Đợt", "width": 12, "align": "center"},
    {"title": "Sản phẩm", "width": 84},
    {"title": "Thời hạn", "width": 28, "align": "center"},
    {"title": "Kinh phí (đồng)", "width": 36, "align": "right"},
]
CHANGE_COLUMNS: list[Column] = [
    {"title": "STT", "width": 12, "align": "center"},
    {"title": "Nội dung", "width": 52},
    {"title": "Trước khi điều chỉnh", "width": 48},
    {"title": "Sau khi điều chỉnh", "width": 48},
]
SIGNERS: list[Column] = [
    {"title": "ĐẠI DIỆN BÊN A", "width": 80, "align": "center"},
    {"title": "ĐẠI DIỆN BÊN B", "width": 80, "align": "center"},
]


def contract_pdf(contract: Contract) -> bytes:
    """The contract with the values that it was signed with. Raises MissingFontsError."""
    return pdf_bytes(contract_document(contract), timestamp=moment_of(_terms_as_signed(contract)["signed_on"], 12))


def annex_pdf(annex: ContractAnnex) -> bytes:
    """The annex with what it changed. Raises MissingFontsError."""
    return pdf_bytes(annex_document(annex), timestamp=moment_of(annex.signed_on, 12))


def reversal_pdf(reversal: Reversal, *, is_internal: bool) -> bytes:
    """The confirmed reversal of a payment; only staff (`is_internal`) read who asked and who confirmed.

    Raises MissingFontsError.
    """
    document = reversal_document(reversal, is_internal=is_internal)
    return pdf_bytes(document, timestamp=reversal.decided_at or reversal.requested_at)


def contract_document(contract: Contract) -> Document:
    """The contract as a document."""
    award, terms, facts = contract.award, _terms_as_signed(contract), _decision_facts(contract.award)
    tranches = _tranches_as_signed(contract)
    amount = f"{format_number(award.amount)} đồng ({wording.dong_in_words(award.amount).lower()})"
    rows = [
        [str(tranche.number), tranche.deliverable, wording.short_date(tranche.due_on), format_number(tranche.amount)]
        for tranche in tranches
    ]
    rows.append(["", "Tổng cộng", "", format_number(sum(tranche.amount for tranche in tranches))])
    project, policy = f"“{facts['project']}”", f"“{facts['policy']}”"
    days = wording.short_date(terms["starts_on"]), wording.short_date(terms["ends_on"])
    blocks: list[Block] = [
        *_basis(award),
        {"type": "pairs", "rows": _parties(facts)},
        _article(1, f"Bên A hỗ trợ Bên B kinh phí thực hiện dự án {project} theo chính sách {policy}."),
        _article(2, f"Mức hỗ trợ: {amount}. Nguồn kinh phí: {facts['budget_source']}."),
        _article(3, f"Thời gian thực hiện: từ ngày {days[0]} đến ngày {days[1]}."),
        _article(4, "Kinh phí được cấp theo từng đợt, sau khi sản phẩm của đợt đó được nghiệm thu:"),
        {"type": "table", "columns": TRANCHE_COLUMNS, "rows": rows, "total": True},
        *_signers(),
    ]
    subject = f"Hỗ trợ kinh phí thực hiện dự án {project}"
    return _document(award, "Hợp đồng", subject, blocks, number=terms["number"], day=terms["signed_on"])


def annex_document(annex: ContractAnnex) -> Document:
    """The annex as a document."""
    award, number, facts = annex.contract.award, _number_before(annex), _decision_facts(annex.contract.award)
    with translation.override("vi"):
        kind = str(annex.get_kind_display())
        rows = [
            [str(place), _changed_part(change), _text(change.old, change.old_day), _text(change.new, change.new_day)]
            for place, change in enumerate(annex.changes.select_related("tranche").order_by("pk"), start=1)
        ]
    articles = [_article(1, f"Lý do: {closed_sentence(annex.reason)}")]
    if rows:
        articles += [
            _article(2, "Các bên điều chỉnh hợp đồng như sau:"),
            {"type": "table", "columns": CHANGE_COLUMNS, "rows": rows},
        ]
    blocks: list[Block] = [
        {"type": "pairs", "rows": [["Hợp đồng số", number], ["Loại phụ lục", kind], *_parties(facts)]},
        *articles,
        _article(3 if rows else 2, "Các nội dung khác của hợp đồng giữ nguyên."),
        *_signers(),
    ]
    subject = f"Hợp đồng số {number}, dự án “{facts['project']}”"
    return _document(award, "Phụ lục hợp đồng", subject, blocks, number=str(annex.number), day=annex.signed_on)


def reversal_document(reversal: Reversal, *, is_internal: bool) -> Document:
    """The confirmed reversal as a document."""
    payment, contract = reversal.payment, reversal.payment.tranche.contract
    facts = _decision_facts(contract.award)
    with translation.override("vi"):
        kind = str(reversal.get_kind_display())
    rows = [
        ["Hợp đồng số", contract.number],
        ["Dự án", facts["project"]],
        ["Đơn vị được hỗ trợ", _startup(facts)],
        ["Đợt cấp kinh phí", f"Đợt {payment.tranche.number}: {payment.tranche.deliverable}"],
        ["Chứng từ đã chi", f"Số {payment.reference}, ngày {wording.short_date(payment.paid_on)}"],
        ["Số tiền đã chi", f"{format_number(payment.amount)} đồng"],
        ["Lý do điều chỉnh", kind],
        ["Số tiền điều chỉnh giảm", f"{format_number(reversal.amount)} đồng"],
        ["Bằng chữ", f"{wording.dong_in_words(reversal.amount)}"],
        ["Ngày phát sinh", wording.short_date(reversal.happened_on)],
        ["Số tham chiếu của ngân hàng, kho bạc", reversal.reference or "(để trống)"],
        ["Giải trình", reversal.reason],
    ]
    if is_internal and reversal.decided_at:
        rows += [
            ["Người đề nghị", f"{reversal.requested_by}, {wording.short_time(reversal.requested_at)}"],
            ["Người xác nhận", f"{reversal.decided_by}, {wording.short_time(reversal.decided_at)}"],
        ]
    blocks: list[Block] = [
        {"type": "pairs", "rows": rows},
        {"type": "note", "text": "Khoản chi và khoản điều chỉnh đều được lưu; không khoản nào bị sửa hoặc xóa."},
    ]
    subject = f"Khoản chi ngày {wording.short_date(payment.paid_on)} theo hợp đồng số {contract.number}"
    day = timezone.localdate(reversal.decided_at or reversal.requested_at)
    return _document(contract.award, "Phiếu điều chỉnh khoản chi", subject, blocks, number=None, day=day)


# --- What was on record at the time --------------------------------------------------------------------
def _changes_from(contract: Contract, number: int) -> list[AnnexChange]:
    """What the annex with this number and later ones changed, the last change first."""
    changes = AnnexChange.objects.filter(annex__contract=contract, annex__number__gte=number)
    return list(changes.order_by("-annex__number", "-pk"))


def _terms_as_signed(contract: Contract) -> dict[str, Any]:
    """Number and days of the contract before any annex changed them."""
    terms = {part: getattr(contract, part) for part in ("number", "signed_on", "starts_on", "ends_on")}
    for change in _changes_from(contract, 1):
        if change.tranche_id is None:
            terms[change.part] = change.old or change.old_day
    return terms


def _tranches_as_signed(contract: Contract) -> list[Tranche]:
    """The tranches with title and due day before any annex changed them. They are not to be saved."""
    tranches = {tranche.pk: tranche for tranche in contract.tranches.order_by("number")}
    for change in _changes_from(contract, 1):
        if change.tranche_id is not None:
            setattr(tranches[change.tranche_id], change.part, change.old or change.old_day)
    return list(tranches.values())


def _number_before(annex: ContractAnnex) -> str:
    """The number of the contract that the annex was signed to."""
    number = annex.contract.number
    for change in _changes_from(annex.contract, annex.number):
        if change.part == AnnexPart.NUMBER:
            number = change.old
    return number


def _decision_facts(award: Award) -> dict[str, Any]:
    """What the letter of the decision says of the project and the parties; from the records where there is no letter."""
    if hasattr(award, "letter"):
        return dict(award.letter.content)
    application = award.application
    startup, call = application.startup, application.call
    return {
        "startup": startup.name,
        "startup_identity": f"mã số thuế {startup.tax_code}" if startup.tax_code else "",
        "project": application.title,
        "policy": call.policy.name,
        "budget_source": budget_source(award.budget_line),
        "managing_unit": award.recipient.name if award.recipient else call.unit.name,
    }


# --- Parts that the papers share -----------------------------------------------------------------------
def _document(award: Award, kind: str, subject: str, blocks: list[Block], *, number: str | None, day: date) -> Document:
    unit = award.application.call.unit
    return {
        "title": f"{kind}: {subject}",
        "letterhead": {
            "parent_body": CITY_COMMITTEE.upper(),
            "issuing_body": unit.name.upper(),
            "number": number,
            "symbol": "",
            "place": CITY,
            "date": day.isoformat(),
        },
        "kind": kind,
        "subject": subject,
        "addressees": [],
        "blocks": blocks,
        "recipients": [],
        "signature": None,
        "annexes": [],
        "notice": demonstration_notice(award.application),
    }


def _basis(award: Award) -> list[Block]:
    """The decision that the contract carries out."""
    unit = award.application.call.unit.name
    day = f" ngày {wording.short_date(timezone.localdate(award.decided_at))}" if award.decided_at else ""
    text = f"Căn cứ Quyết định số {award.decision_number}{day} của {unit}."
    return [{"type": "paragraph", "style": "basis", "text": text}]


def _article(number: int, text: str) -> Block:
    return {"type": "paragraph", "lead": f"Điều {number}.", "text": text}


def _startup(facts: dict[str, Any]) -> str:
    identity = facts["startup_identity"]
    return f"{facts['startup']} ({identity})" if identity else str(facts["startup"])


def _parties(facts: dict[str, Any]) -> list[list[str]]:
    return [
        ["Bên A (đơn vị hỗ trợ)", facts["managing_unit"]],
        ["Bên B (đơn vị được hỗ trợ)", _startup(facts)],
    ]


def _signers() -> list[Block]:
    """Where both parties sign, and what the paper is."""
    places = "(Ký, ghi rõ họ tên, đóng dấu nếu có)"
    return [
        {"type": "table", "columns": SIGNERS, "rows": [[places, places]]},
        {"type": "note", "text": RECORD_NOTE},
    ]


def _changed_part(change: AnnexChange) -> str:
    """What was changed, with the tranche that it belongs to."""
    part = str(change.get_part_display())
    return f"{part}, đợt {change.tranche.number}" if change.tranche else part


def _text(text: str, day: date | None) -> str:
    return wording.short_date(day) if day else text or "(để trống)"
