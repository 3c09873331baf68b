"""The text of every document that the portal issues: whole sentences, nothing empty, nothing left from the program."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from programmes.grants.actions.letter import letter_content
from programmes.grants.actions.submission import dossier_content, receipt_data
from programmes.grants.documents import application_receipt, decision_letter
from programmes.grants.dossier import read_dossier
from programmes.grants.models import CostLine, Recommendation, Submission
from tests.ecosystem.reference.conftest import load
from tests.factories import CallFactory, OrganisationFactory
from tests.programmes.grants.cases import proposed_case
from tests.thorough import sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
BROKEN = re.compile(
    r"  | [,;.:)”]|[(“] |“”|\(\)|«»|None|\bnan\b|\bTrue\b|\bFalse\b|…{3,}|\{|\}|,,|;;|\.\.(?!\.)|;\.|,\."
)
END = re.compile(r"(\./\.|[.;:])$")
BASES = {
    "law": "Nghị quyết 20/2023/NQ-HĐND",
    "invented": "Dữ liệu minh họa, không phải văn bản có thật",
    "number alone": "Quyết định số 12/QĐ-UBND",
}


def texts(document: Any) -> Iterator[str]:
    """The sentences of a document: paragraphs with their leads."""
    for block in document["blocks"]:
        if block["type"] == "paragraph":
            yield " ".join(part for part in (block.get("lead", ""), block["text"]) if part)


def check(document: Any) -> list[str]:
    found = list(texts(document))
    assert found
    for text in [*found, document["title"], document["subject"], *document["recipients"]]:
        assert text.strip() == text, text
        assert not BROKEN.search(text), text
    assert [text for text in found if not END.search(text)] == []
    return found


def letter(
    kind: str, basis: str, *, recipient: Any = None, number: str | None = "12/QĐ-SKHCN", reason: str = ""
) -> Any:
    case = proposed_case(call=CallFactory(policy__legal_basis=BASES[basis]), amount=7_000_000)
    award = case.award
    award.recipient = recipient
    if kind == "refuse":
        award.recommendation, award.amount = Recommendation.REFUSE, 0
    data = letter_content(
        award,
        granted=kind == "grant",
        number=number,
        day=date(2026, 3, 2),
        signer=case.director,
        made_at=NOW,
        reason=reason,
    )
    return decision_letter({**data, "made_at": NOW})


@pytest.mark.parametrize("basis", sample(BASES, at_most=1))
@pytest.mark.parametrize("number", ["12/QĐ-SKHCN", None])
@pytest.mark.parametrize("is_loaded", [True, False], ids=["with the table", "without"])
def test_decision_to_grant_a_part_is_whole(basis, number, is_loaded):
    if is_loaded:
        load()
    found = check(letter("grant", basis, number=number))

    assert any("bảy triệu đồng" in text for text in found)
    assert found[-1].endswith("thi hành Quyết định này./.")


def test_decision_with_a_managing_organisation_is_whole():
    found = check(letter("grant", "law", recipient=OrganisationFactory(name="Vườn ươm A")))

    assert any(text.startswith("Điều 2. Vườn ươm A ký hợp đồng") for text in found)


@pytest.mark.parametrize("reason", ["Chưa đủ điểm", "Chưa đủ điểm.", "  Chưa đủ điểm ; "])
def test_refusal_is_whole_however_its_reason_ends(reason):
    found = check(letter("refuse", "law", reason=reason))

    assert "Lý do: Chưa đủ điểm." in found


def test_receipt_keeps_the_commas_of_a_cost_line():
    case = proposed_case()
    application = case.application
    CostLine.objects.create(
        application=application, kind="other", description="Thuê máy, thiết bị", quantity=2, unit_price=1_500_000
    )
    content = dossier_content(read_dossier(application))
    submission = Submission.objects.create(
        application=application, sequence=1, sent_at=NOW, sent_by=case.owner, content=content, content_sha256="0" * 64
    )

    costs = receipt_data(submission)["costs"]

    assert [line["description"] for line in costs] == ["Thuê máy, thiết bị (2 × 1.500.000 đồng)"]
    check(application_receipt(receipt_data(submission)))
