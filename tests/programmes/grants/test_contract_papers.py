"""The contract, its annexes and reversals as PDF: whole sentences, the values of their time, and nothing internal."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from ecosystem.accounts.roles import Role
from programmes.grants.actions.letter import freeze_letter, letter_content
from programmes.grants.actions.reversal import confirm_reversal, request_reversal
from programmes.grants.contract_papers import annex_document, contract_document, contract_pdf, reversal_document
from programmes.grants.models import ApplicationStatus, Contract, Disbursement, TrancheStatus
from startups.models import Startup
from tests.factories import UserFactory, person
from tests.programmes.grants.cases import Case, client_of, contracted_case
from tests.programmes.grants.test_annexes import day, sign
from tests.programmes.grants.test_document_texts import check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]
S, T = ApplicationStatus, TrancheStatus


def pairs_of(document: Any) -> dict[str, str]:
    return dict(row for block in document["blocks"] if block["type"] == "pairs" for row in block["rows"])


def paid_contract() -> Case:
    """A contract of two tranches, the first of them paid."""
    return contracted_case(S.IN_PROGRESS, T.PAID)


def contract_of(case: Case) -> Contract:
    return Contract.objects.get(award=case.award)


def test_contract_says_parties_decision_money_in_words_and_each_tranche():
    case = paid_contract()
    startup = case.application.startup

    document = contract_document(contract_of(case))

    texts = check(document)
    assert f"Căn cứ Quyết định số {case.award.decision_number} ngày" in texts[0]
    assert any("20.000.000 đồng (hai mươi triệu đồng)" in text for text in texts)
    assert startup.name in pairs_of(document)["Bên B (đơn vị được hỗ trợ)"]
    rows = next(block["rows"] for block in document["blocks"] if block.get("total"))
    assert [row[3] for row in rows] == ["5.000.000", "15.000.000", "20.000.000"]
    assert document["letterhead"]["number"] == contract_of(case).number


def test_contract_is_the_same_after_annexes_and_a_new_name_of_the_startup():
    case = paid_contract()
    now = timezone.now()
    letter = letter_content(case.award, granted=True, number="1/QĐ", day=day(0), signer=case.director, made_at=now)
    freeze_letter(case.award, letter)
    before = contract_pdf(contract_of(case))

    first = sign(case, number="HĐ-SỬA", ends_on=day(400))
    second = sign(case, due_on_2=day(300), deliverable_2="Sản phẩm khác")
    Startup.objects.filter(pk=case.application.startup_id).update(name="Tên mới")

    assert contract_pdf(contract_of(case)) == before
    assert pairs_of(annex_document(first))["Hợp đồng số"] == f"HĐ-{case.application.pk}"
    assert pairs_of(annex_document(second))["Hợp đồng số"] == "HĐ-SỬA"


def test_annex_shows_each_value_before_and_after_in_vietnamese_for_every_reader():
    case = paid_contract()
    annex = sign(case, ends_on=day(400))

    with translation.override("en"):
        document = annex_document(annex)

    check(document)
    rows = next(block["rows"] for block in document["blocks"] if block["type"] == "table")
    assert rows == [["1", "Ngày kết thúc hợp đồng", f"{day(180):%d/%m/%Y}", f"{day(400):%d/%m/%Y}"]]
    assert document["letterhead"]["number"] == "1"


def test_annex_that_changes_nothing_is_whole():
    document = annex_document(sign(paid_contract()))

    assert check(document)[-1] == "Điều 2. Các nội dung khác của hợp đồng giữ nguyên."


def test_reversal_names_staff_to_staff_alone():
    case = paid_contract()
    payment = Disbursement.objects.get(tranche=case.tranches[0])
    reversal = request_reversal(
        payment,
        by=case.accountant,
        kind="money_returned",
        amount=1_000_000,
        happened_on=day(0),
        reason="Không dùng hết",
    )
    confirm_reversal(reversal, by=case.director)
    reversal.refresh_from_db()

    inner, outer = (pairs_of(reversal_document(reversal, is_internal=own)) for own in (True, False))

    assert inner["Số tiền điều chỉnh giảm"] == "1.000.000 đồng"
    assert inner["Bằng chữ"] == "Một triệu đồng"
    assert (str(case.accountant) in str(inner), str(case.director) in str(inner)) == (True, True)
    assert (str(case.accountant) in str(outer), str(case.director) in str(outer)) == (False, False)


def test_papers_are_downloaded_from_the_page_of_the_contract_by_those_who_read_it():
    case = paid_contract()
    annex = sign(case)
    payment = Disbursement.objects.get(tranche=case.tranches[0])
    reversal = request_reversal(payment, by=case.accountant, kind="failed", reason="Bị trả lại")
    paper = reverse("grants:reversal_pdf", args=[reversal.pk])
    assert client_of(case.accountant).get(paper).status_code == 404  # nobody has confirmed it
    confirm_reversal(reversal, by=case.director)
    addresses = [
        reverse("grants:contract_pdf", args=[case.application.pk]),
        reverse("grants:annex_pdf", args=[annex.pk]),
        paper,
    ]

    page = client_of(case.owner).get(reverse("grants:contract_detail", args=[case.application.pk])).content.decode()

    assert [address in page for address in addresses] == [True, True, True]
    for address in addresses:
        response = client_of(case.owner).get(address)
        assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
        assert response["Content-Disposition"].startswith("attachment; ")
        assert [client_of(user).get(address).status_code for user in (UserFactory(), person(Role.EVALUATOR))] == [
            404,
            404,
        ]
