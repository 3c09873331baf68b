"""Files, checklists, submissions and decision letters of demonstration applications."""

import hashlib
import json
from datetime import UTC, datetime
from typing import cast

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Prefetch
from django.utils import timezone, translation
from django.utils.text import slugify

from ecosystem.accounts.models import User
from ecosystem.core.uploads import CONTENT_TYPES, private_path
from ecosystem.documents.document import Document, pdf_bytes
from programmes.grants import dossier as dossier_module
from programmes.grants.actions.letter import letter_content
from programmes.grants.actions.submission import RECORD_LANGUAGE, content_digest, dossier_content
from programmes.grants.demo.bulk_copy import STAMPS, Table
from programmes.grants.demo.dossier import Dossier, WriterContext
from programmes.grants.models import (
    DECIDED_STATUSES,
    Application,
    Attachment,
    Award,
    AwardStatus,
    Call,
    ChecklistItem,
    CheckResult,
    CostLine,
    DecisionLetter,
    PlanStep,
    RequiredDocument,
    Submission,
)
from programmes.plan.citations import Citations
from startups.models import Startup

PDF_CREATED_AT = datetime(2021, 1, 4, tzinfo=UTC)


class PaperWriter:
    """Writes files and checklists with a batch, then submissions and letters from its rows by the real functions."""

    def __init__(self, context: WriterContext, stamp: str) -> None:
        self.context = context
        self.files: dict[str, tuple[str, str, int, str]] = {}
        self.submission_times: dict[int, list[str]] = {}
        self.attachments = Table(
            Attachment,
            ["application", "requirement", "file", "original_name", "content_type", "size", "sha256", "uploaded_by"],
            stamp=stamp,
        )
        self.checklist = Table(
            ChecklistItem, ["application", "item", "result", "reason", "checked_by", "checked_at"], stamp=stamp
        )
        self.tables = (self.attachments, self.checklist)
        self.submissions = Table(
            Submission, ["application", "sequence", "sent_at", "sent_by", "content", "content_sha256"], stamp=stamp
        )
        self.letters = Table(DecisionLetter, ["award", "content"], stamp=stamp)

    def write(self, dossier: Dossier) -> None:
        if not dossier.bid.is_submitted:
            return
        moments = [dossier.moves[name][1] for name in ("submit", "resubmit") if name in dossier.moves]
        self.submission_times[dossier.pk] = moments
        owner, plan = dossier.bid.startup.owner, dossier.bid.plan
        for requirement, code in plan.papers[dossier.bid.startup.kind]:
            name, shown, size, digest = self._file(code)
            self.attachments.add(
                dossier.pk, requirement, name, shown, CONTENT_TYPES["pdf"], size, digest, owner, at=moments[0]
            )
        checked = dossier.moves.get("accept_as_valid") or dossier.moves.get("return_for_completion")
        if checked:
            self._checklist(dossier, checked[1], is_valid="accept_as_valid" in dossier.moves)

    def _checklist(self, dossier: Dossier, moment: str, *, is_valid: bool) -> None:
        for item in dossier.bid.plan.checklist[dossier.bid.startup.kind]:
            is_gap = not is_valid and dossier.gap is not None and item == dossier.gap[0]
            self.checklist.add(
                dossier.pk,
                item,
                CheckResult.MISSING if is_gap else CheckResult.RIGHT,
                dossier.gap[1] if is_gap and dossier.gap else "",
                dossier.officer,
                moment,
                at=moment,
            )

    def _file(self, code: str) -> tuple[str, str, int, str]:
        """Path, shown name, size and SHA-256 of the specimen of this document, which all applications share."""
        if code not in self.files:
            paper = RequiredDocument.objects.filter(code=code).order_by("pk")[0]
            data = pdf_bytes(specimen(paper.name), timestamp=PDF_CREATED_AT)
            name = default_storage.save(private_path("demo", "pdf"), ContentFile(data))
            shown = f"{slugify(paper.name.replace('Đ', 'D').replace('đ', 'd'))}.pdf"
            self.files[code] = (name, shown, len(data), hashlib.sha256(data).hexdigest())
        return self.files[code]

    # --- Submissions and letters ------------------------------------------------------------------------

    def freeze(self) -> None:
        """Write submissions and letters of the batch that was just written."""
        with translation.override(RECORD_LANGUAGE):
            sent = self._submitted_applications()
            self._freeze_submissions(sent)
            self._freeze_decisions({application.pk: application for application in sent})
        self.submission_times = {}
        self.submissions.write()
        self.letters.write()

    def _submitted_applications(self) -> list[Application]:
        """The submitted applications of the batch with their parts; calls and startups are read once."""
        parts = (
            Prefetch("plan_steps", PlanStep.objects.defer(*STAMPS)),
            Prefetch("cost_lines", CostLine.objects.defer(*STAMPS)),
            Prefetch("attachments", Attachment.objects.current().defer(*STAMPS)),
        )
        sent: list[Application] = list(
            Application.objects.filter(pk__in=self.submission_times).order_by("pk").prefetch_related(*parts)
        )
        calls = Call.objects.select_related("policy", "unit").prefetch_related("required_documents").in_bulk()
        startups = Startup.objects.prefetch_related("sectors").in_bulk({row.startup_id for row in sent})
        requirements = RequiredDocument.objects.in_bulk()
        for application in sent:
            application.call, application.startup = calls[application.call_id], startups[application.startup_id]
            for file in application.attachments.all():
                file.requirement = requirements.get(file.requirement_id)
        return sent

    def _freeze_submissions(self, sent: list[Application]) -> None:
        for application in sent:
            content = dossier_content(
                dossier_module.Dossier(
                    application,
                    plan=list(application.plan_steps.all()),
                    costs=list(application.cost_lines.all()),
                    files=list(application.attachments.all()),
                    required_documents=dossier_module.required_documents_of(application),
                )
            )
            text, digest = json.dumps(content, ensure_ascii=False), content_digest(content)
            for number, moment in enumerate(self.submission_times[application.pk], start=1):
                self.submissions.add(
                    application.pk, number, moment, application.submitted_by_id, text, digest, at=moment
                )

    def _freeze_decisions(self, sent: dict[int, Application]) -> None:
        related = ("budget_line", "recipient", "decided_by")
        decided = Award.objects.filter(application__in=sent, status__in=DECIDED_STATUSES).select_related(*related)
        citations = Citations.load()
        for award in decided.order_by("pk"):
            award.application = sent[award.application_id]
            decided_at = timezone.localtime(award.decided_at)
            content = letter_content(
                award,
                granted=award.status == AwardStatus.APPROVED,
                number=award.decision_number,
                day=decided_at.date(),
                signer=cast("User", award.decided_by),
                reason=award.decision_reason,
                made_at=decided_at,
                citations=citations,
            )
            self.letters.add(award.pk, json.dumps(content, ensure_ascii=False), at=decided_at.isoformat())


def specimen(name: str) -> Document:
    """A one-page document that says that it is demonstration data."""
    return {
        "title": name,
        "letterhead": {
            "parent_body": "Dữ liệu minh họa",
            "issuing_body": "Không phải tài liệu có thật",
            "number": None,
            "symbol": "",
            "place": "Thành phố Hồ Chí Minh",
            "date": PDF_CREATED_AT.date().isoformat(),
        },
        "kind": "Bản mẫu minh họa",
        "subject": name,
        "addressees": [],
        "blocks": [
            {"type": "paragraph", "text": "Tệp này thay cho giấy tờ mà một hồ sơ có thật phải kèm theo."},
            {"type": "paragraph", "text": "Mọi hồ sơ minh họa dùng chung tệp này; nội dung không có giá trị pháp lý."},
        ],
        "recipients": [],
        "signature": None,
        "annexes": [],
        "notice": "Dữ liệu minh họa, không có giá trị pháp lý",
    }
