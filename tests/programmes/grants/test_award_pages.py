"""The pages: one dossier from assignment to closing by forms alone, wrong input kept, lists in constant queries."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import version_of
from ecosystem.core.models import AuditEntry
from ecosystem.questionnaires.actions.response import save_answers
from ecosystem.questionnaires.reading import purpose_of
from programmes.grants.actions.budget import budget_differences
from programmes.grants.models import (
    ApplicationStatus,
    Award,
    DecisionLetter,
    Disbursement,
    Review,
    Tranche,
    TrancheStatus,
)
from tests.edit_forms import with_version
from tests.factories import CallFactory, OrganisationFactory, person, set_planned
from tests.factories.questionnaires import report_form
from tests.programmes.grants.cases import (
    Case,
    client_of,
    contracted_case,
    day,
    evaluated_case,
    granted_case,
    make_case,
    open_review,
    post_form,
    proposed_case,
    sent_review,
)
from tests.programmes.grants.reports import filled_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]

S, T = ApplicationStatus, TrancheStatus
PDF = b"%PDF-1.7\n" + b"x" * 64 + b"%%EOF"


def marks(review: Review, value: str = "8,5") -> dict[str, str]:
    data = {"comment": "Khả thi."}
    for criterion in review.application.call.criteria.all():
        data |= {f"value_{criterion.pk}": value, f"reason_{criterion.pk}": "Có số liệu."}
    return data


def tranches(*amounts: str, **extra: str) -> dict[str, str]:
    data = {
        "number": "12/HĐ-SKHCN",
        "signed_on": day(),
        "starts_on": day(),
        "ends_on": day(180),
        "tranches-TOTAL_FORMS": "4",
        "tranches-INITIAL_FORMS": "0",
        **extra,
    }
    for index, amount in enumerate(amounts):
        data |= {
            f"tranches-{index}-amount": amount,
            f"tranches-{index}-deliverable": f"Sản phẩm {index + 1}",
            f"tranches-{index}-due_on": day(30 * (index + 1)),
        }
    return data


def test_dossier_goes_from_assignment_to_closing_by_its_pages():
    case = make_case()
    pk = case.application.pk
    incubator = OrganisationFactory()

    post_form(case.officer, "review_assign_automatically", pk)
    for review in case.application.reviews.all():
        post_form(review.evaluator, "review_declare", review.pk, {"answer": "none"})
        scores = reverse("grants:review_score", args=[review.pk])
        typed = with_version(client_of(review.evaluator), scores, marks(review) | {"send": "1"})
        post_form(review.evaluator, "review_score", review.pk, typed)
        post_form(review.evaluator, "review_send", review.pk)
    post_form(
        case.officer,
        "award_propose",
        pk,
        {
            "recommendation": "grant",
            "amount": "18 triệu",
            "recipient": incubator.pk,
            "reason": "Đủ điểm.",
        },
    )
    post_form(case.director, "award_approve", pk, {"decision_number": "125/QĐ-SKHCN", "decided_on": day()})
    signed = SimpleUploadedFile("hợp đồng.pdf", PDF)
    post_form(case.officer, "contract_sign", pk, tranches("8.000.000", "10 triệu") | {"signed_file": signed})
    for tranche in Tranche.objects.order_by("number"):
        filled_report(tranche, by=case.owner, text="Đã hoàn thành.")
        post_form(case.owner, "tranche_report_send", tranche.pk)
        post_form(case.officer, "tranche_accept", tranche.pk)
        post_form(case.accountant, "tranche_pay", tranche.pk, {"paid_on": day(), "reference": f"UNC {tranche.number}"})
    post_form(case.manager, "award_accept_result", pk)
    post_form(case.officer, "award_close", pk)

    assert case.fresh.status == S.CLOSED
    assert (case.line.granted, case.line.paid) == (18_000_000, 18_000_000)
    assert list(Disbursement.objects.order_by("pk").values_list("amount", "reference")) == [
        (8_000_000, "UNC 1"),
        (10_000_000, "UNC 2"),
    ]
    assert budget_differences() == []
    copy = client_of(case.owner).get(reverse("grants:contract_file", args=[pk]))
    assert b"".join(copy.streaming_content) == PDF
    assert client_of(person(Role.COUNCIL)).get(reverse("grants:contract_file", args=[pk])).status_code == 404


def test_evaluator_with_a_likely_conflict_is_refused_with_the_reason():
    case = make_case()
    evaluator = case.evaluators[0]
    evaluator.employer = case.application.startup.name.upper()
    evaluator.save()
    client = client_of(case.officer)
    board = client.get(reverse("grants:review_board", args=[case.application.pk]))

    response = client.post(reverse("grants:review_assign", args=[case.application.pk]), {"evaluator": evaluator.pk})

    assert f'value="{evaluator.pk}"' not in board.content.decode()
    assert evaluator.employer in board.content.decode()
    assert response.status_code == 409
    assert not case.application.reviews.exists()


# --- Wrong input, kept ----------------------------------------------------------------------------------
@pytest.mark.parametrize("typed", ["mười", "11", "-1", "7,555", "1e1", "NaN"])
def test_invalid_mark_is_refused_and_stays_in_the_form(typed):
    case = make_case()
    review = open_review(case.application, case.evaluators[0])
    criterion = case.application.call.criteria.first()

    client, address = client_of(review.evaluator), reverse("grants:review_score", args=[review.pk])
    response = client.post(address, with_version(client, address, marks(review) | {f"value_{criterion.pk}": typed}))

    assert response.status_code == 422
    assert f'value="{typed}"' in response.content.decode()
    assert not review.scores.exists()


@pytest.mark.parametrize(
    ("typed", "status"),
    [("hai mươi triệu", 422), ("-5", 422), ("9" * 30, 422), ("", 422), ("20.000.001", 409), ("1,5", 422)],
)
def test_refused_proposal_amount_stays_in_the_form(typed, status):
    case = evaluated_case(make_case())

    response = client_of(case.officer).post(
        reverse("grants:award_propose", args=[case.application.pk]),
        {"recommendation": "grant", "amount": typed, "reason": "Lý do đã gõ"},
    )

    assert response.status_code == status
    text = response.content.decode()
    assert typed in text
    assert "Lý do đã gõ" in text
    assert not Award.objects.exists()


def test_page_of_the_proposal_says_which_scores_are_missing_and_takes_none():
    case = make_case()
    address = reverse("grants:award_propose", args=[case.application.pk])
    board = reverse("grants:review_board", args=[case.application.pk])
    officer = client_of(case.officer)

    page = officer.get(address)
    assert (page.status_code, "form" in page.context) == (200, False)
    assert "Phân công thêm 2 chuyên gia" in page.content.decode()
    assert board in page.content.decode()

    sent_review(case.application, case.evaluators[0])
    open_review(case.application, case.evaluators[1])
    text = officer.get(address).content.decode()
    assert "Chờ điểm của: " + str(case.evaluators[1]) in text
    assert 'name="amount"' not in text

    answer = {"recommendation": "grant", "amount": "1.000.000", "reason": "Đủ."}
    assert officer.post(address, answer).status_code == 409
    assert not Award.objects.exists()


@pytest.mark.parametrize(
    ("status", "then"),
    [
        ("submitted", "Trước hết"),
        ("checking", "Trước hết"),
        ("returned", "chờ người nộp gửi lại"),
        ("proposed", "lãnh đạo Sở"),
        ("approved", "Không còn gì để đề xuất"),
        ("withdrawn", "Không còn gì để đề xuất"),
    ],
)
def test_page_of_the_proposal_says_what_comes_first_in_a_wrong_state(status, then):
    case = evaluated_case(make_case(status, number="HS-2026-900001"))

    for method in ("get", "post"):
        response = getattr(client_of(case.officer), method)(reverse("grants:award_propose", args=[case.application.pk]))
        assert response.status_code == 409
        text = response.content.decode()
        assert then in text
        assert "hồ sơ đang ở trạng thái" in text
        assert ('name="amount"' in text) is (method == "post")  # with what was typed


def test_recipient_that_manages_no_grants_is_not_accepted_from_a_forged_form():
    case = evaluated_case(make_case())
    forged = OrganisationFactory(manages_grants=False)

    response = client_of(case.officer).post(
        reverse("grants:award_propose", args=[case.application.pk]),
        {"recommendation": "grant", "amount": "1.000.000", "reason": "Đủ.", "recipient": forged.pk},
    )

    assert response.status_code == 422
    assert not Award.objects.exists()


@pytest.mark.parametrize("when", ["31/02/2026", "2026-13-01", "hôm nay", ""])
def test_impossible_date_of_a_decision_is_refused(when):
    case = proposed_case()

    response = client_of(case.director).post(
        reverse("grants:award_approve", args=[case.application.pk]), {"decision_number": "1/QĐ", "decided_on": when}
    )

    assert response.status_code == 422
    assert 'value="1/QĐ"' in response.content.decode()
    assert case.line.granted == 0


def test_tranches_that_do_not_add_up_show_sum_and_gap_and_keep_the_input():
    case = granted_case()

    response = client_of(case.officer).post(
        reverse("grants:contract_sign", args=[case.application.pk]), tranches("8.000.000", "10.000.000")
    )

    text = response.content.decode()
    assert response.status_code == 409
    assert "18.000.000\xa0₫" in text
    assert "2.000.000\xa0₫" in text
    assert 'value="8.000.000"' in text
    assert not Tranche.objects.exists()


def test_adding_up_shows_the_sum_without_recording():
    case = granted_case()

    response = client_of(case.officer).post(
        reverse("grants:contract_sign", args=[case.application.pk]), tranches("8.000.000", "12.000.000", sum="1")
    )

    assert response.status_code == 200
    assert "20.000.000\xa0₫" in response.content.decode()
    assert case.fresh.status == S.APPROVED


def test_report_begins_on_its_page_and_goes_on_where_it_was_left():
    case = contracted_case()
    report_form()
    address = reverse("grants:tranche_report", args=[case.tranches[0].pk])
    client = client_of(case.owner)

    assert client.get(address).status_code == 200
    begun = client.post(address)

    response = Tranche.objects.get(pk=case.tranches[0].pk).response
    page = reverse("questionnaires:response_detail", args=[response.pk])
    assert (begun.status_code, begun["Location"]) == (302, page)
    assert client.get(address)["Location"] == page


def test_incomplete_report_leads_to_its_gaps_and_a_complete_one_is_sent():
    case = contracted_case()
    response = filled_report(case.tranches[0], by=case.owner, text="")
    address = reverse("grants:tranche_report_send", args=[case.tranches[0].pk])
    client = client_of(case.owner)

    assert client.post(address)["Location"] == reverse("questionnaires:response_check", args=[response.pk])
    response.refresh_from_db()
    save_answers(response, {"done": "Đã xong."}, by=case.owner, version=str(response.version))
    assert client.post(address)["Location"] == reverse("grants:contract_detail", args=[case.application.pk])
    assert Tranche.objects.get(pk=case.tranches[0].pk).status == T.REPORTED


@pytest.mark.parametrize(("recommendation", "amount", "offered"), [("grant", 40_000_000, True), ("refuse", 0, False)])
def test_approval_is_offered_for_a_proposal_to_grant_alone(recommendation, amount, offered):
    case = proposed_case()
    Award.objects.filter(pk=case.award.pk).update(recommendation=recommendation, amount=amount)
    page = client_of(case.director).get(reverse("grants:application_detail", args=[case.application.pk]))

    moves = {move["name"] for move in page.context["award_panel"]["moves"]}
    assert moves == {"reject", "send_back"} | ({"approve"} if offered else set())


def test_refusal_of_the_action_is_reported_beside_the_form():
    case = proposed_case()
    set_planned(case.line, 1)

    response = client_of(case.director).post(
        reverse("grants:award_approve", args=[case.application.pk]),
        {"decision_number": "9/QĐ", "decided_on": day(), "shown_version": version_of(case.award)},
    )

    assert response.status_code == 409
    assert "19.999.999\xa0₫" in response.content.decode()
    assert 'value="9/QĐ"' in response.content.decode()


# --- Files ------------------------------------------------------------------------------------------------
def test_letter_is_the_same_bytes_for_everyone_who_may_read_it():
    case = proposed_case()
    post_form(
        case.director, "award_approve", case.application.pk, {"decision_number": "125/QĐ-SKHCN", "decided_on": day()}
    )
    url = reverse("grants:award_letter", args=[case.application.pk])

    DecisionLetter.objects.update(sha256="", file="")  # the first reader has it printed

    copies = {b"".join(client_of(u).get(url).streaming_content) for u in (case.owner, case.director, case.accountant)}

    assert len(copies) == 1
    assert copies.pop().startswith(b"%PDF")
    for stranger in (person(Role.OFFICER, unit=CallFactory().unit), person(Role.COUNCIL), make_case().owner):
        assert client_of(stranger).get(url).status_code == 404


@pytest.mark.row("A17")
def test_letter_and_amount_are_hidden_from_the_startup_until_the_decision():
    case = proposed_case(amount=17_000_000)
    client = client_of(case.owner)

    page = client.get(reverse("grants:application_detail", args=[case.application.pk])).content.decode()

    assert "17.000.000" not in page
    for name in ("award_letter", "contract_detail", "contract_file"):
        assert client.get(reverse(f"grants:{name}", args=[case.application.pk])).status_code == 404
    assert client.get(reverse("grants:award_letter_preview", args=[case.application.pk])).status_code == 403


@pytest.mark.row("B32")
def test_preview_of_the_letter_needs_the_permission_to_approve():
    case = proposed_case()
    url = reverse("grants:award_letter_preview", args=[case.application.pk])

    response = client_of(case.director).get(url)

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert not hasattr(case.award, "letter")
    assert client_of(case.officer).get(url).status_code == 403


@pytest.mark.parametrize("status", [T.PLANNED, T.REPORTED])
def test_report_is_read_by_the_dossiers_readers_and_edited_by_its_startup_alone(status):
    case = contracted_case(S.CONTRACTED, status)
    response = case.tranches[0].response or filled_report(case.tranches[0], by=case.owner, text="Xong.")
    purpose = purpose_of(response)

    assert purpose.may_read(response, case.owner)
    assert purpose.may_read(response, case.officer)
    assert purpose.may_edit(response, case.owner) == (status == T.PLANNED)
    assert not purpose.may_edit(response, case.officer)
    for stranger in (make_case().owner, person(Role.EVALUATOR), person(Role.COUNCIL)):
        assert not purpose.may_read(response, stranger)


# --- Roles and states ---------------------------------------------------------------------------------------
def test_step_out_of_place_is_403_by_role_and_409_by_state():
    case: Case = proposed_case()
    steps = {"award_propose": 409, "contract_sign": 409, "award_close": 409, "award_approve": 403, "award_reject": 403}

    for name, status in steps.items():
        url = reverse(f"grants:{name}", args=[case.application.pk])
        for method in (client_of(case.officer).get, client_of(case.officer).post):
            assert method(url).status_code == status


def test_proposal_that_comes_too_late_is_refused_with_what_was_typed():
    case = proposed_case()
    url = reverse("grants:award_propose", args=[case.application.pk])

    response = client_of(case.officer).post(
        url, {"recommendation": "grant", "amount": "12.000.000", "reason": "Lời đã gõ.", "recipient": ""}
    )

    text = response.content.decode()
    assert response.status_code == 409
    assert "hồ sơ đang ở trạng thái" in text
    assert "Lời đã gõ." in text
    assert 'name="amount"' in text


def test_contract_that_is_signed_already_is_refused_with_what_was_typed():
    case = contracted_case()

    response = client_of(case.officer).post(
        reverse("grants:contract_sign", args=[case.application.pk]),
        {"number": "HĐ đã gõ", "tranches-TOTAL_FORMS": "1", "tranches-INITIAL_FORMS": "0"},
    )

    text = response.content.decode()
    assert response.status_code == 409
    assert "hồ sơ đang ở trạng thái" in text
    assert "HĐ đã gõ" in text


def test_withdrawal_names_its_author_at_the_proposal_that_falls_with_it():
    case = proposed_case()

    client_of(case.owner).post(reverse("grants:application_withdraw", args=[case.application.pk]), {"reason": "Dừng."})

    entry = AuditEntry.objects.about(case.award).get(transition="void")
    assert (entry.by, entry.as_system) == (case.owner, True)


def test_board_leads_to_the_proposal_once_every_score_is_in():
    """The next step stands on the page that is read before it, and nowhere sooner."""
    open_case, scored_case = make_case(), evaluated_case(make_case(), "8", "8")

    def shows_proposal(case: Case) -> bool:
        board = client_of(case.officer).get(reverse("grants:review_board", args=[case.application.pk]))
        return reverse("grants:award_propose", args=[case.application.pk]) in board.content.decode()

    assert not shows_proposal(open_case)
    assert shows_proposal(scored_case)


def test_approval_is_the_first_of_the_decisions():
    case = proposed_case()
    page = client_of(case.director).get(reverse("grants:application_detail", args=[case.application.pk]))

    assert page.context["award_panel"]["moves"][0]["name"] == "approve"


def test_check_of_a_dossier_is_the_first_button_of_its_page():
    case = make_case(S.CHECKING)
    page = client_of(case.officer).get(reverse("grants:application_detail", args=[case.application.pk]))
    first = page.context["moves"][0]

    assert first["name"] == "accept_as_valid"
    assert first["label"] == "Kiểm tra tính hợp lệ"
    assert first["url"] == reverse("grants:application_completeness", args=[case.application.pk])
