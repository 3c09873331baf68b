"""Contract, deliverables and payments: sums, people, once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.models import OutboxMessage
from ecosystem.questionnaires.gaps import IncompleteResponse
from ecosystem.questionnaires.reading import read_response
from programmes.grants.actions.contract import (
    PlannedTranche,
    accept_deliverable,
    accept_result,
    begin_report,
    close_award,
    report_deliverable,
    send_back_deliverable,
    sign_contract,
)
from programmes.grants.actions.payment import pay_tranche
from programmes.grants.models import ApplicationStatus, Call, Contract, Disbursement, Holder, Tranche, TrancheStatus
from programmes.grants.progress import timeline
from startups.models import Membership
from tests.factories.questionnaires import QuestionnaireVersionFactory, report_form
from tests.programmes.grants.cases import Case, contracted_case, granted_case
from tests.programmes.grants.reports import filled_report, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]

S, T = ApplicationStatus, TrancheStatus


def sign(case: Case, *amounts: int, **values) -> Contract:
    today = timezone.localdate()
    parts = [PlannedTranche(a, f"Sản phẩm {i}", today + timedelta(days=30)) for i, a in enumerate(amounts, start=1)]
    return sign_contract(
        case.application,
        by=case.officer,
        **{
            "number": "12/HĐ",
            "signed_on": today,
            "starts_on": today,
            "ends_on": today + timedelta(days=180),
            "tranches": parts,
            **values,
        },
    )


def pay(tranche: Tranche, by: User, **values) -> Disbursement:
    return pay_tranche(tranche, by=by, **{"paid_on": timezone.localdate(), "reference": "UNC 8801", **values})


def as_role(user: User, case: Case, role: str) -> User:
    """The same person after a change of role."""
    RoleGrant.objects.filter(user=user).delete()
    RoleGrant.objects.create(user=user, role=role, unit=case.application.call.unit)
    return User.objects.get(pk=user.pk)


# --- Contract ---------------------------------------------------------------------------------------------
def test_contract_with_tranches_of_the_award_is_recorded():
    case = granted_case()

    contract = sign(case, 8_000_000, 12_000_000)

    assert [(t.number, t.amount, t.status) for t in contract.tranches.all()] == [
        (1, 8_000_000, T.PLANNED),
        (2, 12_000_000, T.PLANNED),
    ]
    assert (case.fresh.status, case.fresh.holder) == (S.CONTRACTED, Holder.APPLICANT)
    assert case.fresh.due_on == timezone.localdate() + timedelta(days=30)
    assert [m.recipient for m in OutboxMessage.objects.filter(kind="contract_signed")] == [case.owner.email]


@pytest.mark.parametrize(
    ("amounts", "words"),
    [((8_000_000, 12_000_001), "1\xa0₫"), ((8_000_000,), "12.000.000\xa0₫"), ((), "")],
)
def test_tranches_that_do_not_add_up_are_refused_by_how_much(amounts, words):
    case = granted_case()

    with pytest.raises(TransitionRefused) as refusal:
        sign(case, *amounts)

    assert words in str(refusal.value)
    assert not Contract.objects.exists()
    assert case.fresh.status == S.APPROVED


def test_database_itself_refuses_tranches_that_do_not_add_up():
    case = contracted_case()

    def change() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            Tranche.objects.filter(pk=case.tranches[0].pk).update(amount=1)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="tranches add up"):
        change()


@pytest.mark.parametrize(
    "dates",
    [
        {"signed_on": 1},
        {"signed_on": -3},
        {"starts_on": 200},
        {"ends_on": 10},
        {"starts_on": 31},
    ],
)
def test_contract_dates_must_fit(dates):
    case = granted_case()
    days = {name: timezone.localdate() + timedelta(days=n) for name, n in dates.items()}

    with pytest.raises(TransitionRefused):
        sign(case, 20_000_000, **days)

    assert not Contract.objects.exists()


def test_contract_number_is_used_once():
    sign(granted_case(), 20_000_000)

    with pytest.raises(TransitionRefused):
        sign(granted_case(), 20_000_000)

    assert Contract.objects.count() == 1


# --- Deliverables -------------------------------------------------------------------------------------------
def test_sent_report_is_frozen_and_goes_to_the_department():
    case = contracted_case()

    tranche = report(case.tranches[0], by=case.owner, text="Đã xong.")

    assert (tranche.status, tranche.reported_by) == (T.REPORTED, case.owner)
    assert tranche.response.closed_at is not None
    assert read_response(tranche.response).answers == {"done": "Đã xong."}
    assert case.fresh.holder == Holder.DEPARTMENT


def test_report_with_a_gap_is_not_sent():
    case = contracted_case()
    filled_report(case.tranches[0], by=case.owner, text="")

    with pytest.raises(IncompleteResponse) as refused:
        report_deliverable(Tranche.objects.get(pk=case.tranches[0].pk), by=case.owner)

    assert [gap.question for gap in refused.value.gaps] == ["done"]
    assert Tranche.objects.get(pk=case.tranches[0].pk).status == T.PLANNED


def test_report_that_was_not_begun_is_not_sent():
    case = contracted_case()

    with pytest.raises(TransitionRefused):
        report_deliverable(case.tranches[0], by=case.owner)


def test_report_is_begun_once():
    case = contracted_case()
    report_form()

    first, second = (begin_report(case.tranches[0], by=case.owner) for _time in range(2))

    assert first == second


def test_report_begins_with_the_form_of_its_call_in_the_version_in_use():
    case = contracted_case()
    report_form()
    own = QuestionnaireVersionFactory(published=True)
    Call.objects.filter(pk=case.application.call_id).update(report_questionnaire=own.questionnaire)

    assert begin_report(Tranche.objects.get(pk=case.tranches[0].pk), by=case.owner).questionnaire_version == own


def test_report_without_a_form_in_use_says_whom_to_ask():
    case = contracted_case()

    with pytest.raises(TransitionRefused, match="biểu mẫu báo cáo"):
        begin_report(case.tranches[0], by=case.owner)


@pytest.mark.row("B36")
def test_who_reported_does_not_accept_even_as_officer():
    case = contracted_case(S.CONTRACTED, T.REPORTED)
    reporter = as_role(case.owner, case, Role.OFFICER)

    for step in (accept_deliverable, lambda t, by: send_back_deliverable(t, by=by, reason="Thiếu.")):
        with pytest.raises(TransitionRefused):
            step(case.tranches[0], by=reporter)

    with pytest.raises(IntegrityError, match="does not approve it"), transaction.atomic():
        Tranche.objects.filter(pk=case.tranches[0].pk).update(status=T.ACCEPTED, accepted_by=reporter)


def test_returned_deliverable_can_be_reported_again():
    case = contracted_case(S.CONTRACTED, T.REPORTED)
    tranche = send_back_deliverable(case.tranches[0], by=case.officer, reason="Thiếu ảnh.")
    assert "Thiếu ảnh." in OutboxMessage.objects.get(kind="deliverable_returned").body

    first = tranche.response
    tranche = report(tranche, by=case.owner, text="Đã thêm ảnh.")

    assert tranche.status == T.REPORTED
    assert [read_response(r).answers for r in (first, tranche.response)] == [
        {"done": "Đã xong."},
        {"done": "Đã thêm ảnh."},
    ]
    tranche = accept_deliverable(tranche, by=case.officer)
    assert (tranche.status, tranche.accepted_by) == (T.ACCEPTED, case.officer)


def test_reader_of_the_startup_does_not_report():
    case = contracted_case()
    Membership.objects.filter(user=case.owner).update(role="reader")

    with pytest.raises(RoleRefused):
        report(case.tranches[0], by=case.owner)


# --- Payment --------------------------------------------------------------------------------------------------
def test_first_payment_counts_on_the_line_and_starts_the_work():
    case = contracted_case(S.CONTRACTED, T.ACCEPTED)

    payment = pay(case.tranches[0], case.accountant)

    assert (payment.amount, payment.paid_by, payment.reference) == (5_000_000, case.accountant, "UNC 8801")
    assert (case.line.granted, case.line.paid) == (20_000_000, 5_000_000)
    assert case.fresh.status == S.IN_PROGRESS
    assert Tranche.objects.get(pk=case.tranches[0].pk).status == T.PAID
    assert "5.000.000" in OutboxMessage.objects.get(kind="payment_recorded").body


def test_first_payment_is_in_the_history_with_its_accountant():
    case = contracted_case(S.CONTRACTED, T.ACCEPTED)

    pay(case.tranches[0], case.accountant)

    entry = AuditEntry.objects.about(case.application).get(transition="start_work")
    assert (entry.by, entry.as_system) == (case.accountant, True)
    history = AuditEntry.objects.about(case.application)
    internal, external = (timeline(case.fresh, history, [], is_internal=value)[0]["who"] for value in (True, False))
    assert (internal, external) == (str(case.accountant), case.application.call.unit.label)


def test_tranche_is_paid_once():
    case = contracted_case(S.IN_PROGRESS, T.ACCEPTED)
    pay(case.tranches[0], case.accountant)

    with pytest.raises(TransitionRefused):
        pay(case.tranches[0], case.accountant)

    assert (Disbursement.objects.count(), case.line.paid) == (1, 5_000_000)


@pytest.mark.parametrize("who", ["officer", "director", "manager"])
@pytest.mark.row("B30")
def test_who_proposed_decided_or_accepted_does_not_pay_even_as_accountant(who):
    case = contracted_case(S.CONTRACTED, T.ACCEPTED)
    payer = as_role(getattr(case, who), case, Role.ACCOUNTANT)

    with pytest.raises(TransitionRefused):
        pay(case.tranches[0], payer)

    assert (Disbursement.objects.count(), case.line.paid, case.fresh.status) == (0, 0, S.CONTRACTED)


@pytest.mark.parametrize("who", ["officer", "director", "manager"])
@pytest.mark.row("B30")
def test_database_itself_refuses_a_payer_who_took_part(who):
    case = contracted_case(S.CONTRACTED, T.ACCEPTED)
    tranche = case.tranches[0]

    with pytest.raises(IntegrityError, match="does not pay"), transaction.atomic():
        Disbursement.objects.create(
            tranche=tranche,
            amount=tranche.amount,
            paid_on=timezone.localdate(),
            reference="1",
            paid_by=getattr(case, who),
        )


@pytest.mark.parametrize(
    ("amount", "state", "words"), [(1, T.ACCEPTED, "paid whole"), (5_000_000, T.PLANNED, "after acceptance")]
)
@pytest.mark.row("B36")
def test_database_itself_refuses_a_part_or_an_unaccepted_tranche(amount, state, words):
    case = contracted_case(S.CONTRACTED, state)

    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        Disbursement.objects.create(
            tranche=case.tranches[0],
            amount=amount,
            paid_on=timezone.localdate(),
            reference="1",
            paid_by=case.accountant,
        )


@pytest.mark.parametrize("wrong", [{"paid_on": 1}, {"paid_on": -2}, {"reference": "  "}])
def test_payment_needs_a_true_date_and_a_reference(wrong):
    case = contracted_case(S.CONTRACTED, T.ACCEPTED)
    if "paid_on" in wrong:
        wrong = {"paid_on": timezone.localdate() + timedelta(days=wrong["paid_on"])}

    with pytest.raises(TransitionRefused):
        pay(case.tranches[0], case.accountant, **wrong)

    assert case.line.paid == 0


def test_cancelled_dossier_is_not_paid():
    case = contracted_case(S.STOPPED, T.ACCEPTED)

    with pytest.raises(TransitionRefused):
        pay(case.tranches[0], case.accountant)


# --- The end ----------------------------------------------------------------------------------------------------
def test_result_is_accepted_after_every_deliverable_and_closed_after_every_payment():
    case = contracted_case(S.IN_PROGRESS, T.PAID, T.REPORTED)
    with pytest.raises(TransitionRefused):
        accept_result(case.application, by=case.manager)
    accept_deliverable(case.tranches[1], by=case.officer)

    accept_result(case.application, by=case.manager)
    assert case.fresh.holder == Holder.DEPARTMENT
    with pytest.raises(TransitionRefused):
        close_award(case.application, by=case.officer)
    pay(case.tranches[1], case.accountant)
    close_award(case.application, by=case.officer)

    assert (case.fresh.status, case.fresh.holder, case.line.paid) == (S.CLOSED, Holder.NOBODY, 20_000_000)
