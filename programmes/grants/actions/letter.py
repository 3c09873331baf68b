"""The decision letter: its content is frozen with the decision, and its PDF is made from the content once.

The letter is an official document in Vietnamese for every reader: its texts are not translated (as in
ecosystem.documents.wording).
"""

import hashlib
import logging
from datetime import date, datetime
from typing import Any, cast

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.core.money import format_number
from ecosystem.core.workflow import TransitionRefused
from ecosystem.documents.wording import BLANK
from programmes.grants.documents import DecisionData, decision_letter_pdf
from programmes.grants.models import Application, Award, DecisionLetter
from programmes.plan.citations import Citations
from programmes.plan.models import BudgetLine

logger = logging.getLogger(__name__)

CITY = "Thành phố Hồ Chí Minh"
CITY_COMMITTEE = "Ủy ban nhân dân Thành phố Hồ Chí Minh"


def letter_content(
    award: Award,
    *,
    granted: bool,
    number: str | None,
    day: date,
    signer: User,
    reason: str = "",
    made_at: datetime,
    citations: Citations | None = None,
) -> dict[str, Any]:
    """The content of the letter as JSON data. Refused, naming it, when required data is missing.

    `citations` spares a reader of many letters the query for each.
    """
    citations = citations or Citations.load()
    application = award.application
    call, startup = application.call, application.startup
    if not application.months:
        raise TransitionRefused(_("The letter needs the length of the project in months: it is missing."))
    content: dict[str, Any] = {
        "letterhead": {
            "parent_body": CITY_COMMITTEE.upper(),
            "issuing_body": call.unit.name.upper(),
            "number": number,
            "symbol": "" if number else "QĐ",
            "place": CITY,
            "date": day.isoformat(),
        },
        "authority": f"GIÁM ĐỐC {call.unit.name}".upper(),
        "subject": f"Về việc {'' if granted else 'không '}hỗ trợ kinh phí thực hiện dự án “{application.title}”",
        "legal_basis": [
            *(f"Căn cứ {citation}" for citation in citations.of_decisions(call.unit)),
            _cited_basis(citations, call.terms.legal_basis, call.policy.name),
            f"Căn cứ Thông báo của {call.unit.name} về việc tiếp nhận hồ sơ “{call.name}”",
            f"Căn cứ kết quả thẩm định hồ sơ số {application.number}",
            f"Theo đề nghị của bộ phận thẩm định hồ sơ thuộc {call.unit.name}",
        ],
        "startup": startup.name,
        "startup_identity": f"mã số thuế {startup.tax_code}" if startup.tax_code else "",
        "project": application.title,
        "policy": call.policy.name,
        "amount": award.amount,
        "months": application.months,
        "budget_source": budget_source(award.budget_line),
        "managing_unit": award.recipient.name if award.recipient else call.unit.name,
        "recipients": [startup.name, *([award.recipient.name] if award.recipient else []), "Lưu: VT, hồ sơ"],
        "signature": {"authority": "", "title": "GIÁM ĐỐC", "name": str(signer)},
        "made_at": made_at.isoformat(),
    }
    if not granted:
        content["articles"] = _refusal_articles(application, reason)
    if notice := demonstration_notice(application):
        content["notice"] = notice
    return content


def demonstration_notice(application: Application) -> str:
    """What the foot of each paper of a demonstration says; "" for a real dossier."""
    return "Tài liệu minh họa, không có giá trị pháp lý" if settings.DEMO or application.is_demo else ""


def _cited_basis(citations: Citations, basis: str, policy: str) -> str:
    """The legal basis of a policy as a decision cites it.

    Words that name no document, such as those of demonstration data, are cited with the policy.
    """
    document = citations.document(basis)
    if document:
        return f"Căn cứ {document}"
    return f"Căn cứ chính sách “{policy}” ({basis})" if basis.strip() else f"Căn cứ chính sách “{policy}”"


def budget_source(line: BudgetLine) -> str:
    """The name of the line, with its year where the name does not say it."""
    return line.name if str(line.year) in line.name else f"{line.name}, năm {line.year}"


def _refusal_articles(application: Application, reason: str) -> list[dict[str, Any]]:
    startup = application.startup
    asked = f"{format_number(application.requested)} đồng"
    return [
        {
            "text": f"Không hỗ trợ kinh phí cho {startup.name} thực hiện dự án “{application.title}” "
            f"theo hồ sơ số {application.number} (kinh phí đề nghị: {asked}).",
            "more": [f"Lý do: {closed_sentence(reason)}"],
        },
        {
            "text": f"Quyết định này có hiệu lực kể từ ngày ký. {startup.name} và các đơn vị, cá nhân có liên quan "
            "chịu trách nhiệm thi hành Quyết định này./.",
            "more": [],
        },
    ]


def closed_sentence(text: str) -> str:
    """The text with a full stop, unless it ends with a sign of its own."""
    text = text.rstrip(" ;,.\n").lstrip()
    return text if text.endswith(("!", "?", "…", ":")) else f"{text}."


def letter_pdf(content: dict[str, Any]) -> bytes:
    """The PDF of a letter: the same content gives the same bytes. Raises MissingFontsError."""
    data = {**content, "made_at": datetime.fromisoformat(content["made_at"])}
    return decision_letter_pdf(cast("DecisionData", data))


def letter_preview(award: Award, *, by: User) -> bytes:
    """The PDF of the letter that the proposed decision would make now, without a number; nothing is stored.

    The reason of a refusal is blank: the decision gives it.
    """
    granted, reason = not award.is_refusal, BLANK if award.is_refusal else ""
    today, now = timezone.localdate(), timezone.now()
    content = letter_content(award, granted=granted, number=None, day=today, signer=by, reason=reason, made_at=now)
    return letter_pdf(content)


def freeze_letter(award: Award, content: dict[str, Any]) -> DecisionLetter:
    """Store the content in the transaction of the decision; the PDF is made after the commit.

    A typesetting error does not roll the decision back: the next download of the letter makes the PDF.
    """
    letter = DecisionLetter.objects.create(award=award, content=content)
    transaction.on_commit(lambda: store_letter_pdf(letter), robust=True)
    return letter


@transaction.atomic
def store_letter_pdf(letter: DecisionLetter) -> DecisionLetter:
    """Make and store the PDF with its SHA-256. Idempotent."""
    letter = DecisionLetter.objects.select_for_update().get(pk=letter.pk)
    if letter.sha256:
        return letter
    data = letter_pdf(letter.content)
    letter.sha256, letter.size = hashlib.sha256(data).hexdigest(), len(data)
    letter.file.save(f"letters/{letter.award_id}-{letter.sha256[:16]}.pdf", ContentFile(data), save=False)
    letter.save(update_fields=["file", "sha256", "size", "updated_at"])
    return letter
