"""The documents of the demonstration data say whole sentences: decisions of every kind, receipts, reports."""

from datetime import datetime

import pytest

from ecosystem.reports.models import IssuedReport
from ecosystem.reports.rendering.report import report_document
from programmes.grants.actions.submission import receipt_data
from programmes.grants.documents import application_receipt, decision_letter
from programmes.grants.models import AwardStatus, DecisionLetter, Submission
from tests.programmes.grants.test_document_texts import check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("portal")]


@pytest.mark.parametrize("status", [AwardStatus.APPROVED, AwardStatus.REJECTED])
def test_decisions_are_whole(status):
    letters = DecisionLetter.objects.filter(award__status=status).order_by("pk")[:10]
    assert letters
    for letter in letters:
        made_at = datetime.fromisoformat(letter.content["made_at"])
        check(decision_letter({**letter.content, "made_at": made_at}))


def test_reports_are_whole():
    reports = IssuedReport.objects.exclude(snapshot={})
    assert reports
    for report in reports:
        check(report_document(report.snapshot, {}))


def test_receipts_are_whole():
    sent = Submission.objects.order_by("pk")[:10]
    assert sent
    for submission in sent:
        check(application_receipt(receipt_data(submission)))
