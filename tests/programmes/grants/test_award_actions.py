"""Proposal, decision, letter, early end: money and people."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import TransitionRefused
from ecosystem.notices.models import OutboxMessage
from programmes.grants.actions.award import (
    approve_award,
    propose_award,
    reject_award,
    send_back_award,
    terminate_award,
    void_proposal,
)
from programmes.grants.actions.letter import letter_pdf, store_letter_pdf
from programmes.grants.models import (
    ApplicationStatus,
    Award,
    AwardStatus,
    DecisionLetter,
    EndReason,
    Holder,
    Recommendation,
    TrancheStatus,
)
from programmes.plan.models import Step
from startups.models import Startup
from tests.factories import OrganisationFactory, UserFactory, set_planned
from tests.programmes.grants.cases import (
    AMOUNT,
    Case,
    contracted_case,
    evaluated_case,
    make_case,
    proposed_case,
    sent_review,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]

S = ApplicationStatus


def propose(case: Case, amount: int = AMOUNT, recommendation: str = Recommendation.GRANT, **values) -> Award:
    return propose_award(
        case.application,
        by=values.pop("by", case.officer),
        recommendation=recommendation,
        amount=amount,
        reason="Đủ điểm, kinh phí hợp lý.",
        **values,
    )


def approve(case: Case, by=None) -> Award:
    return approve_award(
        case.application, by=by or case.director, decision_number="125/QĐ-SKHCN", decided_on=timezone.localdate()
    )


def reject(case: Case, by=None, **values) -> Award:
    return reject_award(
        case.application,
        by=by or case.director,
        **{
            "end_reason": EndReason.LOW_SCORE,
            "reason": "Chưa có sản phẩm mẫu.",
            "decision_number": "126/QĐ-SKHCN",
            "decided_on": timezone.localdate(),
            **values,
        },
    )


# --- Proposing ----------------------------------------------------------------------------------------
def test_proposal_goes_to_the_director_with_the_decision_clock():
    case = evaluated_case(make_case())
    incubator = OrganisationFactory()

    award = propose(case, recipient=incubator)

    assert (award.amount, award.recipient, award.proposed_by) == (AMOUNT, incubator, case.officer)
    assert award.budget_line == case.line
    assert (case.fresh.status, case.fresh.holder) == (S.PROPOSED, Holder.DIRECTOR)
    assert case.application.clocks.get(ended_on__isnull=True).step == Step.DECISION
    assert case.line.granted == 0


def test_proposal_waits_for_every_needed_review():
    case = make_case()
    sent_review(case.application, case.evaluators[0])

    with pytest.raises(TransitionRefused) as refusal:
        propose(case)

    assert "1" in str(refusal.value)
    assert "2" in str(refusal.value)
    assert case.fresh.status == S.EVALUATING
    assert not Award.objects.exists()


@pytest.mark.parametrize(
    ("amount", "requested", "words"),
    [(20_000_001, 20_000_000, "1\xa0₫"), (45_000_000, 60_000_000, "5.000.000\xa0₫"), (0, 20_000_000, "0 ₫")],
)
def test_amount_above_a_limit_is_refused_by_how_much(amount, requested, words):
    case = evaluated_case(make_case(labour_total=0, other_total=requested))

    with pytest.raises(TransitionRefused) as refusal:
        propose(case, amount)

    assert words in str(refusal.value)
    assert not Award.objects.exists()


def test_below_the_pass_mark_only_a_refusal_can_be_proposed():
    case = make_case()
    case.application.call.pass_mark = 70
    case.application.call.save()
    evaluated_case(case, "6", "7.9")

    with pytest.raises(TransitionRefused) as refusal:
        propose(case)
    award = propose(case, 0, Recommendation.REFUSE)

    assert "69,50" in str(refusal.value)
    assert (award.recommendation, award.amount) == (Recommendation.REFUSE, 0)


def test_recipient_must_manage_grants():
    case = evaluated_case(make_case())

    with pytest.raises(TransitionRefused):
        propose(case, recipient=OrganisationFactory(manages_grants=False))


# --- Deciding -------------------------------------------------------------------------------------------
def test_approval_charges_the_line_and_tells_the_owner():
    case = proposed_case()

    award = approve(case)

    assert (award.status, award.decided_by, award.decision_number) == (
        AwardStatus.APPROVED,
        case.director,
        "125/QĐ-SKHCN",
    )
    assert case.line.granted == AMOUNT
    offer = case.application.clocks.get(ended_on__isnull=True)
    assert (case.fresh.status, case.fresh.holder, case.fresh.due_on) == (S.APPROVED, Holder.APPLICANT, offer.due_on)
    assert offer.step == Step.OFFER
    mail = OutboxMessage.objects.get(kind="decision_approved")
    assert (mail.kind, mail.recipient) == ("decision_approved", case.owner.email)
    assert "20.000.000" in mail.body
    stage = case.application.call.policy.stage.code
    assert Startup.objects.get(pk=case.application.startup_id).support_received == [stage]


@pytest.mark.parametrize(
    ("left", "gap"),
    [(AMOUNT - 1, "1\xa0₫"), (5_000_000, "15.000.000\xa0₫"), (0, "20.000.000\xa0₫")],
)
def test_approval_beyond_what_is_left_is_refused_by_how_much(left, gap):
    case = proposed_case()
    set_planned(case.line, left)

    with pytest.raises(TransitionRefused) as refusal:
        approve(case)

    assert gap in str(refusal.value)
    assert (case.fresh.status, case.award.status, case.line.granted) == (S.PROPOSED, AwardStatus.PROPOSED, 0)
    assert not OutboxMessage.objects.exists()
    assert not DecisionLetter.objects.exists()


def test_approval_of_exactly_what_is_left_succeeds():
    case = proposed_case()
    set_planned(case.line, AMOUNT)

    approve(case)

    assert case.line.remaining == 0


@pytest.mark.parametrize("decide", [approve, reject])
@pytest.mark.row("B30")
def test_who_proposed_does_not_decide_even_with_a_new_role(decide):
    case = proposed_case()
    RoleGrant.objects.filter(user=case.officer).delete()
    RoleGrant.objects.create(user=case.officer, role=Role.DIRECTOR, unit=case.application.call.unit)
    officer = type(case.officer).objects.get(pk=case.officer.pk)

    with pytest.raises(TransitionRefused):
        decide(case, by=officer)

    assert (case.fresh.status, case.line.granted) == (S.PROPOSED, 0)


def test_database_itself_refuses_one_person_as_proposer_and_decider():
    case = proposed_case()

    with pytest.raises(IntegrityError, match="does not approve it"), transaction.atomic():
        Award.objects.filter(pk=case.award.pk).update(decided_by=case.officer, decided_at=timezone.now())


def test_proposed_refusal_cannot_be_approved():
    case = evaluated_case(make_case())
    propose(case, 0, Recommendation.REFUSE)

    with pytest.raises(TransitionRefused):
        approve(case)
    assert reject(case).status == AwardStatus.REJECTED


def test_rejection_keeps_code_and_words_and_takes_no_money():
    case = proposed_case()

    award = reject(case)

    assert (award.status, award.end_reason, award.decision_reason) == (
        AwardStatus.REJECTED,
        EndReason.LOW_SCORE,
        "Chưa có sản phẩm mẫu.",
    )
    assert (case.fresh.status, case.fresh.holder, case.line.granted) == (S.REJECTED, Holder.NOBODY, 0)
    assert "Chưa có sản phẩm mẫu." in OutboxMessage.objects.get(kind="decision_rejected").body


@pytest.mark.parametrize("wrong", [{"end_reason": "breach"}, {"end_reason": ""}, {"reason": " "}])
def test_rejection_without_a_fitting_reason_is_refused(wrong):
    case = proposed_case()

    with pytest.raises(TransitionRefused):
        reject(case, **wrong)

    assert case.fresh.status == S.PROPOSED


@pytest.mark.parametrize("days", [-10, 1])
def test_decision_is_not_dated_before_the_proposal_or_in_the_future(days):
    case = proposed_case()

    with pytest.raises(TransitionRefused):
        approve_award(
            case.application, by=case.director, decision_number="1", decided_on=timezone.localdate() + timedelta(days)
        )

    assert case.line.granted == 0


def test_sent_back_proposal_can_be_made_anew_by_another_officer():
    case = proposed_case()
    send_back_award(case.application, by=case.director, reason="Xem lại kinh phí.")
    assert (case.fresh.status, case.fresh.holder, case.award.status) == (S.EVALUATING, Holder.DEPARTMENT, "returned")

    award = propose(case, 12_000_000)

    assert (award.amount, award.status, Award.objects.count()) == (12_000_000, AwardStatus.PROPOSED, 1)
    approve(case)
    assert case.line.granted == 12_000_000


@pytest.mark.row("A15")
def test_withdrawal_frees_what_was_reserved():
    case = proposed_case()
    assert Award.objects.reserved().count() == 1

    award = void_proposal(case.application, by=case.owner)

    assert award.status == AwardStatus.VOID
    entry = AuditEntry.objects.about(award).get(transition="void")
    assert (entry.by, entry.as_system) == (case.owner, True)
    assert Award.objects.reserved().count() == 0
    assert void_proposal(make_case().application, by=case.owner) is None


def test_early_end_cancels_what_is_unpaid_and_gives_it_back():
    case = contracted_case(
        S.IN_PROGRESS, TrancheStatus.PAID, TrancheStatus.ACCEPTED, amounts=(5_000_000, 6_000_000, 9_000_000)
    )

    award = terminate_award(case.application, by=case.director, end_reason=EndReason.BREACH, reason="Sai mục đích.")

    assert [t.status for t in award.contract.tranches.order_by("number")] == ["paid", "cancelled", "cancelled"]
    assert (award.cancelled, award.net_amount, award.end_reason) == (15_000_000, 5_000_000, EndReason.BREACH)
    assert (case.line.granted, case.line.paid) == (5_000_000, 5_000_000)
    assert (case.fresh.status, case.fresh.holder) == (S.STOPPED, Holder.NOBODY)
    assert "15.000.000" in OutboxMessage.objects.get(kind="contract_ended").body


def test_early_end_needs_a_reason_of_its_kind():
    case = contracted_case()

    with pytest.raises(TransitionRefused):
        terminate_award(case.application, by=case.director, end_reason=EndReason.LOW_SCORE, reason="Sai mục đích.")
    with pytest.raises(TransitionRefused):
        terminate_award(case.application, by=case.director, end_reason=EndReason.BREACH, reason="")

    assert case.line.granted == AMOUNT


# --- Letter -----------------------------------------------------------------------------------------------
@pytest.mark.row("B32")
def test_letter_is_frozen_with_the_decision(monkeypatch):
    monkeypatch.setattr(
        "programmes.grants.actions.letter.decision_letter_pdf", lambda data: repr(data["project"]).encode()
    )
    case = proposed_case(title="Kho lạnh <b>số</b>")
    approve(case)
    first = store_letter_pdf(case.award.letter)
    application = case.fresh
    application.title = "Tên khác"
    application.save()

    second = store_letter_pdf(case.award.letter)

    with first.file.open() as one, second.file.open() as two:
        assert one.read() == two.read() == "'Kho lạnh <b>số</b>'".encode()
    assert first.sha256 == second.sha256
    for change in ({"content": {}}, {"sha256": "0" * 64}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DecisionLetter.objects.filter(pk=first.pk).update(**change)


def test_letter_is_printed_after_the_commit(monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr("programmes.grants.actions.letter.decision_letter_pdf", lambda data: b"%PDF")
    case = proposed_case()

    with django_capture_on_commit_callbacks(execute=True):
        approve(case)

    assert case.award.letter.size == 4


def test_typesetting_error_does_not_roll_the_decision_back(monkeypatch, django_capture_on_commit_callbacks, caplog):
    def fail(data):
        raise RuntimeError("no fonts")

    monkeypatch.setattr("programmes.grants.actions.letter.decision_letter_pdf", fail)
    case = proposed_case()

    with django_capture_on_commit_callbacks(execute=True):
        approve(case)

    assert (case.fresh.status, case.award.letter.sha256) == (S.APPROVED, "")
    monkeypatch.setattr("programmes.grants.actions.letter.decision_letter_pdf", lambda data: b"%PDF")
    assert store_letter_pdf(case.award.letter).size == 4


@pytest.mark.row("B32")
def test_letter_with_missing_data_is_refused():
    case = proposed_case(months=None)

    with pytest.raises(TransitionRefused):
        approve(case)

    assert case.line.granted == 0


@pytest.mark.parametrize("decide", [approve, reject])
def test_letter_holds_the_decision_in_words(decide):
    from io import BytesIO

    from pypdf import PdfReader

    case = proposed_case()
    award = decide(case)
    data = letter_pdf(award.letter.content)
    text = " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())

    assert award.decision_number in text
    assert case.application.title in text
    assert ("20.000.000 đồng" in text) is True
    assert ("Chưa có sản phẩm mẫu." in text) is (decide is reject)
    assert letter_pdf(award.letter.content) == data


def test_outsider_gets_no_mail():
    case = proposed_case()
    stranger = UserFactory()

    approve(case)

    assert not OutboxMessage.objects.filter(recipient=stranger.email).exists()
