"""Planned amounts of budget lines: entered by one person, verified by another, counted and shown to the council only then."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import CHOICE_FIELD, StaleRecord, version_of
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.models import OutboxMessage
from programmes.plan.actions.planned_amount import propose_amount, send_back_amount, verify_amount, withdraw_amount
from programmes.plan.actions.reference import save_budget_line
from programmes.plan.models import BudgetLine, PlannedAmount
from tests.factories import BudgetLineFactory, PillarFactory, PlannedAmountFactory, UnitFactory, person, set_planned
from tests.mails import mail_recipients
from tests.programmes.plan.pages import block_of, change, errors, form_of, line_page, propose, signed_in, step

pytestmark = pytest.mark.django_db

WHY = "Điều chỉnh dự toán."
NEW = {"amount": 3_000_000_000, "source": "QĐ 9/QĐ-UBND", "change_reason": WHY}


# --- One person enters, another verifies ----------------------------------------------------------------
def test_amount_stands_only_once_another_person_verified_it(client, manager):
    line = BudgetLineFactory(planned=2_000_000_000, source="QĐ 1/QĐ-UBND")

    assert propose(client, line, amount="3 tỷ", source="QĐ 9/QĐ-UBND", change_reason=WHY).status_code == 302

    amount = PlannedAmount.objects.get()
    line.refresh_from_db()
    assert (line.planned, line.source) == (2_000_000_000, "QĐ 1/QĐ-UBND")
    assert (amount.amount, amount.status, amount.entered_by) == (3_000_000_000, "proposed", manager)
    assert step(client, amount, "verify").status_code == 409

    director = person(Role.DIRECTOR)
    assert step(signed_in(director), amount, "verify").status_code == 302
    line.refresh_from_db()
    amount.refresh_from_db()
    assert (line.planned, line.source) == (3_000_000_000, "QĐ 9/QĐ-UBND")
    assert (amount.status, amount.verified_by, amount.previous) == ("verified", director, 2_000_000_000)


def test_first_amount_of_a_line_needs_no_reason_and_has_nothing_before_it(client, manager):
    line = BudgetLineFactory(planned=0)

    assert propose(client, line, amount="3 tỷ", source="QĐ 9/QĐ-UBND").status_code == 302
    amount = verify_amount(PlannedAmount.objects.get(), by=person(Role.DIRECTOR))

    assert (amount.previous, BudgetLine.objects.get().planned) == (None, 3_000_000_000)


def test_amount_of_zero_may_stand_and_is_changed_with_a_reason(client, manager):
    line = BudgetLineFactory(planned=0)
    amount = propose_amount(line, by=manager, amount=0, source="QĐ 9/QĐ-UBND")
    verify_amount(amount, by=person(Role.DIRECTOR))

    response = propose(client, line, amount="3 tỷ", source="QĐ 10/QĐ-UBND")

    assert list(errors(response)) == ["change_reason"]
    propose(client, line, amount="3 tỷ", source="QĐ 10/QĐ-UBND", change_reason=WHY)
    assert verify_amount(PlannedAmount.objects.waiting().get(), by=person(Role.DIRECTOR)).previous == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": "2 tỷ", "source": "QĐ 1/QĐ-UBND"}, "amount"),
        ({"amount": "ba tỷ"}, "amount"),
        ({"source": " "}, "source"),
        ({"change_reason": ""}, "change_reason"),
    ],
)
def test_wrong_proposal_is_refused_beside_its_field_with_what_was_typed(client, manager, changes, field):
    line = BudgetLineFactory(planned=2_000_000_000, source="QĐ 1/QĐ-UBND")
    typed = {"amount": "3 tỷ", "source": "QĐ 9/QĐ-UBND", "change_reason": WHY, **changes}

    response = propose(client, line, **typed)

    assert list(errors(response)) == [field]
    assert response.context["form"]["amount"].value() == typed["amount"]
    assert not PlannedAmount.objects.exists()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DIRECTOR, Role.ACCOUNTANT, Role.COUNCIL, Role.ADMINISTRATOR])
def test_only_managers_enter_amounts(role):
    line = BudgetLineFactory()

    with pytest.raises(RoleRefused):
        propose_amount(line, by=person(role), **NEW)
    assert not PlannedAmount.objects.exists()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ACCOUNTANT, Role.COUNCIL])
@pytest.mark.parametrize("act", [verify_amount, send_back_amount])
def test_others_neither_verify_nor_return(role, act):
    amount = PlannedAmountFactory()
    reason = {} if act is verify_amount else {"reason": WHY}

    with pytest.raises(RoleRefused):
        act(amount, by=person(role), **reason)
    amount.refresh_from_db()
    assert amount.status == "proposed"


def test_manager_and_director_of_another_unit_do_not_verify():
    amount = PlannedAmountFactory(line__pillar__lead_unit=UnitFactory())
    for role in (Role.MANAGER, Role.DIRECTOR):
        with pytest.raises(RoleRefused):
            verify_amount(amount, by=person(role, unit=UnitFactory()))

    own = person(Role.DIRECTOR, unit=amount.line.pillar.lead_unit)
    assert verify_amount(amount, by=own).verified_by == own


def test_administrator_is_the_second_person_of_a_unit_with_one_manager():
    unit = UnitFactory()
    line = BudgetLineFactory(pillar__lead_unit=unit)
    manager, administrator = person(Role.MANAGER, unit=unit), person(Role.ADMINISTRATOR)
    person(Role.DIRECTOR, unit=UnitFactory())

    amount = propose_amount(line, by=manager, **NEW)

    assert mail_recipients("amount_to_verify") == [administrator.email]
    assert verify_amount(amount, by=administrator).verified_by == administrator


@pytest.mark.parametrize("status", ["returned", "withdrawn", "verified"])
@pytest.mark.parametrize("act", [verify_amount, send_back_amount])
def test_amount_in_another_state_is_neither_verified_nor_returned(status, act):
    amount = PlannedAmountFactory(**({"verified": True} if status == "verified" else {"status": status}))
    reason = {} if act is verify_amount else {"reason": WHY}

    with pytest.raises(TransitionRefused):
        act(amount, by=person(Role.DIRECTOR), **reason)
    amount.refresh_from_db()
    assert amount.status == status


@pytest.mark.parametrize("status", ["withdrawn", "verified"])
def test_amount_that_does_not_wait_is_not_withdrawn(status):
    amount = PlannedAmountFactory(**({"verified": True} if status == "verified" else {"status": status}))

    with pytest.raises(TransitionRefused):
        withdraw_amount(amount, by=person(Role.MANAGER), reason=WHY)


# --- What is granted is never cut away --------------------------------------------------------------------
def test_amount_below_what_is_granted_is_refused_by_how_much(client, manager):
    line = BudgetLineFactory(planned=100_000_000, granted=60_000_000, paid=10_000_000)

    response = propose(client, line, amount="50.000.000", source="QĐ", change_reason=WHY)

    assert response.status_code == 409
    assert "10.000.000" in errors(response)["amount"][0]
    assert propose(client, line, amount="60 triệu", source="QĐ", change_reason=WHY).status_code == 302
    verify_amount(PlannedAmount.objects.get(), by=person(Role.DIRECTOR))
    line.refresh_from_db()
    assert (line.planned, line.granted, line.paid) == (60_000_000, 60_000_000, 10_000_000)


def test_grants_made_while_the_amount_waited_refuse_its_verification(manager):
    line = BudgetLineFactory(planned=100_000_000, granted=10_000_000)
    amount = propose_amount(line, by=manager, **NEW | {"amount": 60_000_000})
    BudgetLine.objects.filter(pk=line.pk).update(granted=70_000_000)

    response = step(signed_in(person(Role.DIRECTOR)), amount, "verify")

    assert response.status_code == 409
    assert "10.000.000" in response.content.decode()
    line.refresh_from_db()
    amount.refresh_from_db()
    assert (line.planned, line.granted, amount.status) == (100_000_000, 70_000_000, "proposed")


def test_grant_made_while_the_amount_waited_is_not_undone(manager):
    line = BudgetLineFactory(planned=100_000_000)
    amount = propose_amount(line, by=manager, **NEW | {"amount": 120_000_000})
    BudgetLine.objects.filter(pk=line.pk).update(granted=70_000_000, paid=5)

    verify_amount(amount, by=person(Role.DIRECTOR))

    line.refresh_from_db()
    assert (line.planned, line.granted, line.paid) == (120_000_000, 70_000_000, 5)


# --- Changed, returned, withdrawn, stale --------------------------------------------------------------------
def test_waiting_amount_is_replaced_and_both_who_wrote_do_not_verify(client, manager):
    line = BudgetLineFactory()
    propose(client, line, amount="3 tỷ", source="QĐ 9/QĐ-UBND", change_reason=WHY)
    colleague = person(Role.MANAGER)

    assert propose(signed_in(colleague), line, amount="4 tỷ").status_code == 302

    amount = PlannedAmount.objects.get()
    assert (amount.amount, amount.authors) == (4_000_000_000, [manager.pk, colleague.pk])
    for author in (manager, colleague):
        assert signed_in(author).get(reverse("plan:planned_amount_verify", args=[amount.pk])).status_code == 409
        assert step(signed_in(author), amount, "verify").status_code == 409
        assert step(signed_in(author), amount, "send_back", reason=WHY).status_code == 409
    assert verify_amount(amount, by=person(Role.MANAGER)).status == "verified"
    assert list(AuditEntry.objects.about(amount).values_list("transition", flat=True)) == ["propose"] * 2 + ["verify"]


def test_saving_the_waiting_amount_as_it_is_writes_nothing(client, manager):
    amount = propose_amount(BudgetLineFactory(), by=manager, **NEW)

    assert propose(signed_in(person(Role.MANAGER)), amount.line).status_code == 302

    amount.refresh_from_db()
    assert (amount.authors, AuditEntry.objects.about(amount).count()) == ([manager.pk], 1)


def test_returned_amount_goes_back_to_whoever_entered_it_with_the_reason(client, manager):
    line = BudgetLineFactory()
    amount = propose_amount(line, by=manager, **NEW)
    colleague, director = person(Role.MANAGER), person(Role.DIRECTOR)

    assert step(signed_in(director), amount, "send_back", reason="Thiếu số quyết định.").status_code == 302

    amount.refresh_from_db()
    mail = OutboxMessage.objects.get(kind="amount_returned")
    assert (amount.status, mail.recipient) == ("returned", manager.email)
    assert "Thiếu số quyết định." in mail.body
    assert "Thiếu số quyết định." in line_page(manager, line)
    assert [item.title for item in block_of(manager)] == [line.label]
    assert [item.title for item in block_of(colleague)] == [line.label]
    assert block_of(director) == []
    assert propose(client, line, source="QĐ 9/QĐ-UBND ngày 01/10/2026").status_code == 302
    amount.refresh_from_db()
    assert amount.status == "proposed"


def test_return_needs_a_reason(manager):
    amount = propose_amount(BudgetLineFactory(), by=manager, **NEW)

    response = step(signed_in(person(Role.DIRECTOR)), amount, "send_back", reason=" ")

    assert (response.status_code, list(errors(response))) == (422, ["reason"])


def test_amount_returned_to_somebody_who_left_goes_to_the_other_managers(manager):
    amount = propose_amount(BudgetLineFactory(), by=manager, **NEW)
    RoleGrant.objects.filter(user=manager).update(revoked_at=timezone.now())
    colleague = person(Role.MANAGER)
    person(Role.MANAGER, unit=UnitFactory())

    send_back_amount(amount, by=person(Role.DIRECTOR), reason=WHY)

    assert mail_recipients("amount_returned") == [colleague.email]


def test_author_is_told_when_a_colleague_withdraws_the_amount(manager):
    line = BudgetLineFactory()
    amount = propose_amount(line, by=manager, **NEW)
    colleague = person(Role.MANAGER)

    assert step(signed_in(colleague), amount, "withdraw", reason="Chưa có chủ trương.").status_code == 302

    amount.refresh_from_db()
    assert (amount.status, BudgetLine.objects.get().planned) == ("withdrawn", line.planned)
    assert mail_recipients("amount_withdrawn") == [manager.email]
    assert block_of(person(Role.DIRECTOR)) == []


def test_amount_after_a_withdrawn_one_still_excludes_who_wrote_that(client, manager):
    line = BudgetLineFactory()
    withdraw_amount(propose_amount(line, by=manager, **NEW), by=manager, reason=WHY)
    colleague = person(Role.MANAGER)
    shown = form_of(signed_in(colleague), reverse("plan:planned_amount_edit", args=[line.pk]))
    assert shown["amount"] == "2.000.000.000"

    propose(signed_in(colleague), line, amount="3 tỷ", source="QĐ 9/QĐ-UBND", change_reason=WHY)

    amount = PlannedAmount.objects.get()
    assert (amount.status, amount.authors) == ("proposed", [manager.pk, colleague.pk])
    with pytest.raises(TransitionRefused):
        verify_amount(amount, by=manager)


def test_next_amount_after_a_verified_one_is_verified_by_its_former_author(manager):
    line, colleague = BudgetLineFactory(), person(Role.MANAGER)
    verify_amount(propose_amount(line, by=manager, **NEW), by=colleague)

    amount = propose_amount(line, by=colleague, **NEW | {"amount": 4_000_000_000})

    assert verify_amount(amount, by=manager).previous == 3_000_000_000
    assert BudgetLine.objects.get().planned == 4_000_000_000


@pytest.mark.parametrize("name", ["verify", "send_back", "withdraw"])
def test_step_on_an_amount_that_changed_after_its_page_was_opened_is_refused(client, manager, name):
    amount = propose_amount(BudgetLineFactory(), by=manager, **NEW)
    reader = signed_in(person(Role.MANAGER))
    address = reverse(f"plan:planned_amount_{name}", args=[amount.pk])
    hidden = dict(reader.get(address).context["hidden"])
    propose(client, amount.line, amount="9 tỷ")

    response = reader.post(address, {**hidden, "reason": WHY})

    assert response.status_code == 409
    assert "9.000.000.000" in response.content.decode()
    amount.refresh_from_db()
    assert (amount.status, amount.amount) == ("proposed", 9_000_000_000)


def test_step_without_the_version_of_a_page_is_refused(manager):
    amount = propose_amount(BudgetLineFactory(), by=manager, **NEW)

    with pytest.raises(StaleRecord):
        verify_amount(amount, by=person(Role.DIRECTOR), expected_version="")


def test_line_that_moves_makes_its_mover_an_author_and_the_opened_page_stale(client, manager):
    line = BudgetLineFactory(planned=0)
    amount = propose_amount(line, by=manager, amount=5, source="QĐ")
    colleague, version = person(Role.MANAGER), version_of(amount)

    assert change(signed_in(colleague), "budget-lines", line, year="2027").status_code == 302

    with pytest.raises(StaleRecord):
        verify_amount(amount, by=person(Role.DIRECTOR), expected_version=version)
    with pytest.raises(TransitionRefused):
        verify_amount(amount, by=colleague)
    verify_amount(amount, by=person(Role.DIRECTOR))
    line.refresh_from_db()
    assert (line.year, line.planned) == (2027, 5)


def test_colleague_who_entered_an_amount_meanwhile_is_met_as_a_conflict(client, manager):
    line = BudgetLineFactory()
    address = reverse("plan:planned_amount_edit", args=[line.pk])
    opened = form_of(client, address)
    propose_amount(line, by=person(Role.MANAGER), **NEW)

    response = client.post(address, {**opened, "amount": "7 tỷ", "source": "QĐ 7", "change_reason": "Khác"})

    assert response.status_code == 409
    assert "3.000.000.000" in response.content.decode()
    assert PlannedAmount.objects.get().amount == 3_000_000_000
    seen = {name: field.value() for name, field in ((f.name, f) for f in response.context["form"])}
    again = client.post(address, {**seen, CHOICE_FIELD: ["source", "change_reason"]})
    assert again.status_code == 302
    amount = PlannedAmount.objects.get()
    assert (amount.amount, amount.source) == (7_000_000_000, NEW["source"])


# --- The database --------------------------------------------------------------------------------------------
def test_database_refuses_a_plan_that_nobody_verified():
    line = BudgetLineFactory(planned=5)
    PlannedAmountFactory(line=line, amount=9)

    with pytest.raises(IntegrityError, match="only a verified amount"), transaction.atomic():
        BudgetLine.objects.filter(pk=line.pk).update(planned=9)
    set_planned(BudgetLineFactory(), 9)
    with pytest.raises(IntegrityError, match="only a verified amount"), transaction.atomic():
        BudgetLine.objects.filter(pk=line.pk).update(planned=9)


def test_database_takes_the_latest_verified_amount_alone():
    line = BudgetLineFactory(planned=5)
    set_planned(line, 9)
    set_planned(line, 7)

    with pytest.raises(IntegrityError, match="only a verified amount"), transaction.atomic():
        BudgetLine.objects.filter(pk=line.pk).update(planned=9)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"amount": -1}, "planned_amount_not_negative"),
        ({"source": ""}, "planned_amount_has_a_source"),
        ({"status": "verified"}, "verified_amount_has_a_verifier"),
        ({"verified_at": datetime(2026, 1, 1, tzinfo=UTC)}, "verified_amount_has_a_verifier"),
    ],
)
def test_database_refuses_an_impossible_amount(fields, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        PlannedAmountFactory(**fields)


def test_database_has_one_unverified_amount_of_a_line_and_any_number_of_verified_ones():
    line = PlannedAmountFactory().line
    PlannedAmountFactory(line=line, verified=True)
    PlannedAmountFactory(line=line, verified=True)

    with pytest.raises(IntegrityError, match="one_unverified_amount_of_a_line"), transaction.atomic():
        PlannedAmountFactory(line=line, status="withdrawn")


def test_verified_amount_is_neither_edited_nor_deleted():
    amount = PlannedAmountFactory(verified=True)

    for change_row in (lambda: PlannedAmount.objects.update(amount=1), lambda: PlannedAmount.objects.all().delete()):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change_row()
    amount.refresh_from_db()
    assert amount.amount == 3_000_000_000


def test_new_line_and_its_amount_are_saved_together_or_not_at_all(manager):
    line = BudgetLine(pillar=PillarFactory(), year=2026, code="d", name="D")

    with pytest.raises(TransitionRefused):
        save_budget_line(line, by=manager, amount=5, source=" ", roles=[Role.MANAGER], fields=[])
    assert not BudgetLine.objects.exists()
