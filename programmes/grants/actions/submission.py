"""Submissions: a frozen copy of the application, and the receipt that is made from it."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import capfirst

from ecosystem.accounts.models import User
from ecosystem.core.money import format_number
from ecosystem.core.uploads import private_path
from ecosystem.documents.document import Letterhead
from ecosystem.reference.workdays import add_days
from programmes.grants.actions.clock import decision_due_on
from programmes.grants.completeness import QUESTIONS, checklist_items
from programmes.grants.documents import ReceiptData, application_receipt_pdf
from programmes.grants.dossier import Dossier
from programmes.grants.models import Application, Submission
from startups.models import StartupKind

RECORD_LANGUAGE = "vi"


def record_submission(dossier: Dossier, *, by: User, at: datetime) -> Submission:
    """Store a frozen copy of the application. Runs inside the transaction of the submission."""
    application, content = dossier.application, dossier_content(dossier)
    last = application.submissions.order_by("-sequence").first()
    return Submission.objects.create(
        application=application,
        sequence=(last.sequence if last else 0) + 1,
        sent_at=at,
        sent_by=by,
        content=content,
        content_sha256=content_digest(content),
    )


def content_digest(content: dict[str, Any]) -> str:
    """The SHA-256 of the content as canonical JSON, in hexadecimal."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def dossier_content(dossier: Dossier) -> dict[str, Any]:
    """The whole application as JSON data by checklist item, with labels in Vietnamese."""
    application = dossier.application
    with translation.override(RECORD_LANGUAGE):
        labels = checklist_items(application)
        startup = application.startup
        return {
            "number": application.number,
            "call": application.call.label,
            "policy": application.call.policy.label,
            "legal_basis": application.call.terms.legal_basis,
            "parties": [
                ["Tên", startup.name],
                ["Loại hình", startup.get_kind_display()],
                *([["Mã số thuế", startup.tax_code]] if startup.tax_code else []),
                *([["Ngày thành lập", f"{startup.founded_on:%d/%m/%Y}"]] if startup.founded_on else []),
                ["Lĩnh vực", ", ".join(sector.label for sector in startup.sectors.all())],
                ["Địa chỉ", startup.address],
            ],
            "answers": [[item, capfirst(labels[item]), text] for item, text in _answers(application)],
            "plan": [[step.month, step.activity, step.deliverable] for step in dossier.plan],
            "costs": [
                [line.kind, line.get_kind_display(), line.description, line.quantity, line.unit_price, line.amount]
                for line in dossier.costs
            ],
            "labour_total": application.labour_total,
            "other_total": application.other_total,
            "documents": [
                {
                    "item": f"document-{file.requirement.code}" if file.requirement else "document",
                    "label": file.requirement.label if file.requirement else "",
                    "name": file.original_name,
                    "size": file.size,
                    "sha256": file.sha256,
                }
                for file in dossier.files
            ],
        }


def _answers(application: Application) -> list[tuple[str, str]]:
    """Item and text of every answer in the order of the form, as a list because jsonb does not keep the order of keys."""
    return [
        *((name, getattr(application, name)) for name in QUESTIONS),
        ("months", str(application.months or "")),
        ("other_support", application.other_support if application.had_other_support else "Không"),
        ("declarations", _declarations(application)),
    ]


def _declarations(application: Application) -> str:
    sentences = []
    if application.declares_no_double_funding:
        sentences.append("Không có chương trình nào khác của Nhà nước chi trả cho cùng các chi phí này.")
    if application.startup.kind == StartupKind.ENTERPRISE and application.declares_no_public_offering:
        sentences.append("Doanh nghiệp chưa từng chào bán chứng khoán ra công chúng.")
    return " ".join(sentences)


def content_of_item(content: dict[str, Any], item: str) -> Any:
    """The part of a submission's content that belongs to one checklist item."""
    if item in ("plan", "costs"):
        return content[item]
    answers = [text for name, _label, text in content["answers"] if name == item]
    if answers:
        return answers[0]
    return [document for document in content["documents"] if document["item"] == item]


def item_differs(new: Submission, old: Submission, item: str) -> bool:
    """Whether two submissions differ in one checklist item."""
    return bool(content_of_item(new.content, item) != content_of_item(old.content, item))


def changed_items(application: Application) -> list[str]:
    """Labels of the checklist items that the latest submission changed; empty for a first submission."""
    latest = list(application.submissions.order_by("-sequence")[:2])
    if len(latest) < 2:
        return []
    new, old = latest
    return [label for item, label in checklist_items(application).items() if item_differs(new, old, item)]


def receipt_pdf(submission: Submission) -> bytes:
    """The receipt's PDF, made on first use and then read from storage."""
    if not submission.receipt:
        submission = make_receipt(submission.pk)
    with default_storage.open(str(submission.receipt.name)) as file:
        return bytes(file.read())


@transaction.atomic
def make_receipt(submission_id: int) -> Submission:
    """Make the receipt's PDF and store it with its SHA-256. Idempotent, also under concurrent calls."""
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=submission_id)
    if submission.receipt:
        return submission
    pdf = application_receipt_pdf(receipt_data(submission))
    name = default_storage.save(private_path("receipts", "pdf"), ContentFile(pdf))
    submission.receipt = name
    submission.receipt_sha256 = hashlib.sha256(pdf).hexdigest()
    submission.save(update_fields=["receipt", "receipt_sha256", "updated_at"])
    Application.objects.filter(pk=submission.application_id).update(receipt_sha256=submission.receipt_sha256)
    return submission


def receipt_data(submission: Submission) -> ReceiptData:
    content, application = submission.content, submission.application
    unit = application.call.unit
    local = timezone.localtime(submission.sent_at)
    labour, other = content["labour_total"], content["other_total"]
    clock = application.clocks.order_by("pk").first()
    data: ReceiptData = {
        "letterhead": _letterhead(unit.name, local.date()),
        "receipt_number": content["number"],
        "received_at": local,
        "sender": submission.sent_by.full_name or submission.sent_by.email,
        "call": content["call"],
        "policy": f"{content['policy']} ({content['legal_basis']})",
        "parties": [tuple(pair) for pair in content["parties"]],
        "answers": [{"label": label, "text": text} for _item, label, text in content["answers"]],
        "plan": [
            {"month": f"Tháng {month}", "task": task, "result": result} for month, task, result in content["plan"]
        ],
        "costs": [
            {"kind": kind, "description": f"{what} ({quantity} × {format_number(price)} đồng)", "amount": amount}
            for _code, kind, what, quantity, price, amount in content["costs"]
        ],
        "cost_totals": [{"label": "Tiền công", "amount": labour}, {"label": "Chi phí khác", "amount": other}],
        "total": labour + other,
        "attachments": [
            {"label": d["label"], "file_name": d["name"], "size": d["size"], "sha256": d["sha256"]}
            for d in content["documents"]
        ],
        "content_sha256": submission.content_sha256,
        "notice": "Dữ liệu minh họa, không có giá trị pháp lý." if application.is_demo else "",
    }
    if clock and submission.sequence == 1:
        data["result_due"] = decision_due_on(clock.step, add_days(clock.started_on, clock.amount, clock.unit))
    return data


def _letterhead(issuer: str, day: date) -> Letterhead:
    return {
        "parent_body": "Ủy ban nhân dân Thành phố Hồ Chí Minh",
        "issuing_body": issuer,
        "number": None,
        "symbol": "",
        "place": "Thành phố Hồ Chí Minh",
        "date": day.isoformat(),
    }
