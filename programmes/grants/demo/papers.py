"""What belongs to single demonstration dossiers: files, checklists, and what sending and deciding would have frozen."""

import hashlib
import json
from datetime import UTC, datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Prefetch
from django.utils import timezone, translation

from ecosystem.core.uploads import CONTENT_TYPES, private_path
from ecosystem.documents.form import Document, pdf_bytes
from programmes.grants import dossier as sent_dossier
from programmes.grants.actions.letter import letter_content
from programmes.grants.actions.submission import RECORD_LANGUAGE, content_digest, dossier_content
from programmes.grants.demo.copying import STAMPS, Table
from programmes.grants.demo.dossier import Dossier, Shared
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
from startups.models import Startup

MADE_AT = datetime(2021, 1, 4, tzinfo=UTC)


class PaperWriter:
    """Files and checklists with the rows of a batch; submissions and letters from those rows, by the real functions."""

    def __init__(self, shared: Shared, stamp: str) -> None:
        self.shared = shared
        self.files: dict[str, tuple[str, int, str]] = {}
        self.sendings: dict[int, list[str]] = {}
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
        if not dossier.bid.was_sent:
            return
        moments = [dossier.moves[name][1] for name in ("submit", "resubmit") if name in dossier.moves]
        self.sendings[dossier.pk] = moments
        owner, plan = dossier.bid.startup.owner, dossier.bid.plan
        for requirement, code in plan.papers[dossier.bid.startup.kind]:
            name, size, digest = self._file(code)
            self.attachments.add(
                dossier.pk, requirement, name, f"{code}.pdf", CONTENT_TYPES["pdf"], size, digest, owner, at=moments[0]
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

    def _file(self, code: str) -> tuple[str, int, str]:
        """Path, size and SHA-256 of the one specimen of this paper, which all dossiers share."""
        if code not in self.files:
            paper = RequiredDocument.objects.filter(code=code).order_by("pk")[0]
            data = pdf_bytes(specimen(paper.name), timestamp=MADE_AT)
            name = default_storage.save(private_path("demo", "pdf"), ContentFile(data))
            self.files[code] = (name, len(data), hashlib.sha256(data).hexdigest())
        return self.files[code]

    # --- What was frozen ------------------------------------------------------------------------

    def freeze(self) -> None:
        """Keep what was sent and decided in the batch that was just written, word for word."""
        with translation.override(RECORD_LANGUAGE):
            sent = self._sent()
            self._freeze_sendings(sent)
            self._freeze_decisions({application.pk: application for application in sent})
        self.sendings = {}
        self.submissions.write()
        self.letters.write()

    def _sent(self) -> list[Application]:
        """The dossiers that were sent, with their parts; calls and startups are read once and shared."""
        files = Prefetch("attachments", Attachment.objects.current().defer(*STAMPS), to_attr="files")
        parts = (
            Prefetch("plan_steps", PlanStep.objects.defer(*STAMPS)),
            Prefetch("cost_lines", CostLine.objects.defer(*STAMPS)),
            files,
        )
        sent: list[Application] = list(
            Application.objects.filter(pk__in=self.sendings).order_by("pk").prefetch_related(*parts)
        )
        calls = Call.objects.select_related("policy", "unit").prefetch_related("required_documents").in_bulk()
        startups = Startup.objects.prefetch_related("sectors").in_bulk({row.startup_id for row in sent})
        requirements = RequiredDocument.objects.in_bulk()
        for application in sent:
            application.call, application.startup = calls[application.call_id], startups[application.startup_id]
            for file in application.files:  # type: ignore[attr-defined]
                file.requirement = requirements.get(file.requirement_id)
        return sent

    def _freeze_sendings(self, sent: list[Application]) -> None:
        for application in sent:
            content = dossier_content(
                sent_dossier.Dossier(
                    application,
                    plan=list(application.plan_steps.all()),
                    costs=list(application.cost_lines.all()),
                    files=application.files,  # type: ignore[attr-defined]  # prefetched under this name
                    required_documents=sent_dossier.required_documents_of(application),
                )
            )
            text, digest = json.dumps(content, ensure_ascii=False), content_digest(content)
            for number, moment in enumerate(self.sendings[application.pk], start=1):
                self.submissions.add(
                    application.pk, number, moment, application.submitted_by_id, text, digest, at=moment
                )

    def _freeze_decisions(self, sent: dict[int, Application]) -> None:
        related = ("budget_line", "recipient", "decided_by")
        decided = Award.objects.filter(application__in=sent, status__in=DECIDED_STATUSES).select_related(*related)
        for award in decided.order_by("pk"):
            award.application = sent[award.application_id]
            decided_at = timezone.localtime(award.decided_at)
            content = letter_content(
                award,
                granted=award.status == AwardStatus.APPROVED,
                number=award.decision_number,
                day=decided_at.date(),
                signer=award.decided_by,  # type: ignore[arg-type]  # decided awards have one
                reason=award.decision_reason,
                made_at=decided_at,
            )
            self.letters.add(award.pk, json.dumps(content, ensure_ascii=False), at=decided_at.isoformat())


def specimen(name: str) -> Document:
    """A one-page paper that says that it is none."""
    return {
        "title": name,
        "letterhead": {
            "parent_body": "Dữ liệu minh họa",
            "issuing_body": "Không phải tài liệu có thật",
            "number": None,
            "symbol": "",
            "place": "Thành phố Hồ Chí Minh",
            "date": MADE_AT.date().isoformat(),
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
