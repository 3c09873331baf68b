"""What decisions, proposals and receipts say: refusals by name, sources cited in full, the day of the whole decision."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.reference.workdays import add_days
from programmes.grants.actions.clock import expected_decision_day, pause_for_applicant, start_step
from programmes.grants.actions.letter import letter_content, letter_preview
from programmes.grants.models import ApplicationStatus, Award, Recommendation
from programmes.plan.citations import Citations
from programmes.plan.models import LegalDocument, Step, TimeLimit
from tests.ecosystem.reference.conftest import load
from tests.factories import CallFactory, UnitFactory
from tests.programmes.grants.cases import Case, client_of, contracted_case, make_case, proposed_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]

S = ApplicationStatus


def refusal() -> Case:
    case = proposed_case()
    Award.objects.filter(application=case.application).update(recommendation=Recommendation.REFUSE, amount=0)
    return case


# --- A proposal not to grant --------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["application_detail", "award_reject"])
def test_proposal_to_refuse_says_so_and_shows_no_sum(name):
    case = refusal()
    page = client_of(case.director).get(reverse(f"grants:{name}", args=[case.application.pk])).content.decode()
    assert "Không hỗ trợ" in page
    assert ">0\xa0₫" not in page
    assert "Dòng ngân sách" not in page


def test_list_and_file_of_decisions_say_what_is_proposed():
    refused, granted = refusal(), proposed_case(amount=7_000_000)
    rows = client_of(refused.director).get(reverse("grants:award_list")).content.decode()
    assert "Không hỗ trợ" in rows
    assert "0\xa0₫" not in rows
    rows = client_of(granted.director).get(reverse("grants:award_list")).content.decode()
    assert "Không hỗ trợ" not in rows
    assert "7.000.000" in rows


def test_preview_of_a_refusal_is_a_refusal(monkeypatch):
    seen: list[dict[str, object]] = []

    def keep(content: dict[str, object]) -> bytes:
        seen.append(content)
        return b"%PDF"

    monkeypatch.setattr("programmes.grants.actions.letter.letter_pdf", keep)
    case = refusal()
    letter_preview(case.award, by=case.director)
    granted = proposed_case()
    letter_preview(granted.award, by=granted.director)
    assert seen[0]["articles"][0]["text"].startswith("Không hỗ trợ kinh phí")
    assert "articles" not in seen[1]
    page = client_of(case.director).get(reverse("grants:award_reject", args=[case.application.pk])).content.decode()
    assert reverse("grants:award_letter_preview", args=[case.application.pk]) in page


# --- The words of the decision --------------------------------------------------------------------------------
def cited_articles(basis: str) -> list[str]:
    case = proposed_case(call=CallFactory(policy__legal_basis=basis, unit=UnitFactory(name="Sở Thử nghiệm")))
    award = Award.objects.get(application=case.application)
    now = timezone.now()
    content = letter_content(award, granted=True, number="1", day=now.date(), signer=case.director, made_at=now)
    return content["legal_basis"]


def test_decision_cites_what_the_table_of_legal_documents_knows_and_leaves_out_the_rest():
    load()
    lines = cited_articles("Nghị quyết 20/2023/NQ-HĐND (áp dụng từ 2023)")
    assert lines[:3] == [
        "Căn cứ chức năng, nhiệm vụ, quyền hạn của Sở Thử nghiệm",
        "Căn cứ Luật Khoa học, công nghệ và đổi mới sáng tạo số 93/2025/QH15 của Quốc hội",
        "Căn cứ Nghị quyết số 20/2023/NQ-HĐND ngày 11/11/2023 của Hội đồng nhân dân Thành phố Hồ Chí Minh",
    ]


def test_entered_number_day_and_title_are_cited_in_the_next_decision():
    load()
    LegalDocument.objects.filter(code="nq-20-2023").update(title="quy định nội dung và mức chi hỗ trợ")
    LegalDocument.objects.filter(code="luat-khcn-dmst").update(issued_on=date(2025, 6, 27))
    lines = cited_articles("Nghị quyết 20/2023/NQ-HĐND")
    assert lines[1].endswith("số 93/2025/QH15 ngày 27/06/2025 của Quốc hội")
    assert lines[2].endswith("của Hội đồng nhân dân Thành phố Hồ Chí Minh quy định nội dung và mức chi hỗ trợ")


def test_unit_cites_the_document_on_its_own_functions():
    load()
    unit = OrganisationUnit.objects.get(code="so-khcn")
    bases = Citations.load().of_decisions(unit)
    assert bases[0] == (
        "Quyết định của Ủy ban nhân dân Thành phố Hồ Chí Minh quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức "
        "của Sở Khoa học và Công nghệ"
    )
    assert len(bases) == 2


def test_citation_without_row_in_the_table_keeps_its_words():
    citations = Citations.load()
    assert citations.document("Nghị quyết 99/2024/NQ-HĐND ngày 1/2/2024 của Hội đồng nhân dân") == (
        "Nghị quyết số 99/2024/NQ-HĐND ngày 1/2/2024 của Hội đồng nhân dân"
    )
    assert citations.document("Dữ liệu minh họa") == citations.document("") == ""


def test_number_that_has_its_word_is_not_given_another():
    assert "Căn cứ Nghị định số 80/2021/NĐ-CP của Chính phủ" in cited_articles(
        "Nghị định số 80/2021/NĐ-CP của Chính phủ"
    )


def test_basis_that_names_no_document_breaks_no_sentence():
    line = cited_articles("Dữ liệu minh họa, không phải văn bản có thật")[1]
    assert line.startswith("Căn cứ chính sách “")
    assert line.endswith("” (Dữ liệu minh họa, không phải văn bản có thật)")


# --- The pages of deliverables ----------------------------------------------------------------------------------
def test_pages_of_deliverables_have_the_name_of_the_project_as_their_title():
    case = contracted_case(S.IN_PROGRESS, "reported")
    title = f"<h1>{case.application.title}</h1>"
    client = client_of(case.manager)
    assert title in client.get(reverse("grants:contract_detail", args=[case.application.pk])).content.decode()
    assert title in client.get(reverse("grants:tranche_accept", args=[case.tranches[0].pk])).content.decode()


# --- The day of the whole decision --------------------------------------------------------------------------------
def test_decision_is_expected_after_the_limits_of_all_steps():
    """The sum of the steps of the department: 5 working days, 15 days, 5 and 7 working days."""
    case, day = make_case(S.SUBMITTED), date(2026, 3, 2)
    start_step(case.application, Step.COMPLETENESS, today=day)
    due_on = day
    for amount, unit in ((5, "working_day"), (15, "day"), (5, "working_day"), (7, "working_day")):
        due_on = add_days(due_on, amount, unit)
    assert expected_decision_day(case.application) == due_on
    start_step(case.application, Step.DECISION, today=day)
    assert expected_decision_day(case.application) == add_days(day, 7, "working_day")


def test_no_day_is_expected_in_the_time_of_the_applicant_or_without_a_limit():
    case, day = make_case(S.SUBMITTED), date(2026, 3, 2)
    start_step(case.application, Step.COMPLETENESS, today=day)
    TimeLimit.objects.filter(step=Step.EVALUATION).delete()
    assert expected_decision_day(case.application) is None
    pause_for_applicant(case.application, today=day)
    assert expected_decision_day(case.application) is None


@pytest.mark.row("A27")
def test_own_dossier_and_receipt_show_the_expected_day():
    case = make_case(S.SUBMITTED)
    start_step(case.application, Step.COMPLETENESS)
    expected = expected_decision_day(case.application)
    page = client_of(case.owner).get(reverse("grants:application_detail", args=[case.application.pk])).content.decode()
    assert expected is not None
    assert f"Dự kiến có quyết định chậm nhất ngày</dt><dd>{expected:%d/%m/%Y}" in page
