"""Annexes put a running contract right on the record: old and new values stay, due days follow, amounts do not change."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone, translation

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import EditConflict
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import FieldRefused, RoleRefused, TransitionRefused
from ecosystem.notices.models import OutboxMessage
from programmes.grants.actions import annex as annexes
from programmes.grants.actions.contract import accept_deliverable
from programmes.grants.models import (
    AnnexChange,
    AnnexKind,
    AnnexPart,
    ApplicationStatus,
    Contract,
    ContractAnnex,
    Tranche,
    TrancheStatus,
)
from programmes.grants.tasks import remind_of_deliverables
from tests.concurrency import remove_lock, remove_row_locks, run_concurrently, wait_for_others
from tests.edit_forms import PageForm, edit_form_on
from tests.factories import person
from tests.programmes.grants.cases import Case, client_of, contracted_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]

S, T, K = ApplicationStatus, TrancheStatus, AnnexKind


def contract_of(case: Case) -> Contract:
    return Contract.objects.get(award=case.award)


def sign(case: Case, kind: str = K.OTHER, *, by: User | None = None, **changed: Any) -> ContractAnnex:
    """An annex of today to the contract as it is saved now, with these of its terms changed."""
    contract = contract_of(case)
    tranches = list(contract.tranches.all())
    values: dict[str, Any] = {"signed_on": timezone.localdate(), "reason": "Thiết bị về chậm"}
    values |= {name: changed.pop(name) for name in ("reason", "signed_file") if name in changed}
    values["signed_on"] = changed.pop("annex_signed_on", values["signed_on"])
    return annexes.sign_annex(
        contract,
        by=by or case.officer,
        version=annexes.terms_version(contract, tranches),
        kind=kind,
        terms=annexes.contract_terms(contract, tranches) | changed,
        **values,
    )


def day(offset: int) -> date:
    return timezone.localdate() + timedelta(days=offset)


def address(case: Case) -> str:
    return reverse("grants:contract_annex", args=[case.application.pk])


def annex_form(case: Case, user: User | None = None, **values: Any) -> PageForm:
    """The form as the officer's browser shows it, filled in."""
    form = edit_form_on(client_of(user or case.officer).get(address(case)).content.decode())
    form.data |= {"kind": [K.OTHER.value], "reason": ["Thiết bị về chậm"]}
    form.data |= {name: [str(value)] for name, value in values.items()}
    return form


def send(case: Case, form: PageForm, user: User | None = None) -> Any:
    return client_of(user or case.officer).post(address(case), form.data)


# --- What an annex changes ------------------------------------------------------------------------------
@pytest.mark.row("B59")
def test_annex_corrects_the_contract_and_keeps_old_and_new_values():
    case = contracted_case()
    number = contract_of(case).number

    annex = sign(case, K.CORRECTION, number="13/HĐ", ends_on=day(200), deliverable_2="Bản mẫu thứ hai")

    contract = contract_of(case)
    assert (contract.number, contract.ends_on) == ("13/HĐ", day(200))
    assert contract.tranches.get(number=2).deliverable == "Bản mẫu thứ hai"
    assert (annex.number, annex.recorded_by, annex.kind) == (1, case.officer, K.CORRECTION)
    changes = {change.part: change for change in annex.changes.all()}
    assert sorted(changes) == ["deliverable", "ends_on", "number"]
    assert (changes["number"].old, changes["number"].new) == (number, "13/HĐ")
    assert (changes["ends_on"].old_day, changes["ends_on"].new_day) == (day(180), day(200))
    assert changes["deliverable"].tranche == case.tranches[1]
    assert [t.amount for t in contract.tranches.all()] == [5_000_000, 15_000_000]
    entry = AuditEntry.objects.about(case.application).last()
    assert entry is not None
    assert (entry.transition, entry.by, entry.reason) == ("sign_annex", case.officer, "Thiết bị về chậm")


@pytest.mark.row("B59")
def test_due_dates_and_reminders_follow_an_extension():
    case = contracted_case()
    first = case.tranches[0]

    sign(case, K.EXTENSION, due_on_1=day(60), ends_on=day(240))

    first.refresh_from_db()
    assert (first.due_on, case.fresh.due_on) == (day(60), day(60))
    Tranche.objects.filter(number=2).update(due_on=day(61))
    assert remind_of_deliverables() == 0
    sign(case, K.CORRECTION, due_on_1=day(7))
    assert (case.fresh.due_on, remind_of_deliverables()) == (day(7), 1)


def test_owners_are_notified_in_their_language_what_changed():
    case = contracted_case()
    case.owner.language = "vi"
    case.owner.save()
    with translation.override("en"):
        sign(case, K.EXTENSION, ends_on=day(240))

    mail = OutboxMessage.objects.get(kind="contract_annexed")

    assert mail.recipient == case.owner.email
    assert "Phụ lục số 1 (Gia hạn thời gian)" in mail.body
    assert f"{day(180):%d/%m/%Y} → {day(240):%d/%m/%Y}" in mail.body


def test_other_change_may_be_described_by_its_reason_alone():
    annex = sign(contracted_case(), reason="Đổi tài khoản nhận tiền")

    assert (annex.number, annex.changes.count()) == (1, 0)


# --- Refusals -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "changed", "field"),
    [
        (K.CORRECTION, {}, "kind"),
        (K.EXTENSION, {"number": "14/HĐ"}, "kind"),
        (K.EXTENSION, {"due_on_1": 20}, "kind"),
        (K.CORRECTION, {"ends_on": -1}, "ends_on"),
        (K.CORRECTION, {"signed_on": 1}, "signed_on"),
        (K.CORRECTION, {"signed_on": -400}, "signed_on"),
        (K.CORRECTION, {"due_on_1": 181}, "due_on_1"),
        (K.CORRECTION, {"ends_on": 50}, "due_on_2"),
        (K.OTHER, {"annex_signed_on": 1}, "annex_signed_on"),
        (K.OTHER, {"annex_signed_on": -1}, "annex_signed_on"),
        (K.OTHER, {"reason": "  "}, "reason"),
    ],
)
def test_annex_that_breaks_a_rule_is_refused_beside_its_field(kind, changed, field):
    case = contracted_case()
    values = {name: day(value) if isinstance(value, int) else value for name, value in changed.items()}

    with pytest.raises(FieldRefused) as refusal:
        sign(case, kind, **values)

    assert refusal.value.field == field
    assert (ContractAnnex.objects.count(), contract_of(case).ends_on) == (0, day(180))


def test_number_of_another_contract_is_refused():
    other = contract_of(contracted_case())

    with pytest.raises(FieldRefused) as refusal:
        sign(contracted_case(), K.CORRECTION, number=f" {other.number.lower()}")

    assert refusal.value.field == "number"


@pytest.mark.parametrize("state", [T.ACCEPTED, T.PAID, T.CANCELLED])
def test_settled_deliverable_is_not_changed_and_stays_within_the_contract(state):
    case = contracted_case(S.IN_PROGRESS, state)

    annex = sign(case, due_on_1=day(40), deliverable_1="Khác")

    first = Tranche.objects.get(pk=case.tranches[0].pk)
    assert (annex.changes.count(), first.due_on, first.deliverable) == (0, day(30), "Sản phẩm 1")
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Tranche.objects.filter(pk=first.pk).update(due_on=day(40))
    if state != T.CANCELLED:
        with pytest.raises(FieldRefused) as refusal:
            sign(case, K.CORRECTION, starts_on=day(31), signed_on=day(0))
        assert refusal.value.field == "starts_on"


@pytest.mark.parametrize("status", [S.ACCEPTED, S.CLOSED, S.STOPPED])
def test_contract_that_does_not_run_refuses_an_annex(status):
    case = contracted_case(status)

    with pytest.raises(TransitionRefused):
        sign(case)

    assert client_of(case.officer).get(address(case)).status_code == 409
    assert not ContractAnnex.objects.exists()


@pytest.mark.parametrize("role", [Role.MANAGER, Role.DIRECTOR, Role.ACCOUNTANT])
def test_only_an_officer_of_the_unit_records_an_annex(role):
    case = contracted_case()
    colleague = person(role, unit=case.application.call.unit)

    for other in (case.owner, colleague):
        with pytest.raises(RoleRefused):
            sign(case, by=other)


# --- The database ---------------------------------------------------------------------------------------
def test_database_keeps_annexes_as_they_were_recorded():
    sign(contracted_case(), K.EXTENSION, ends_on=day(240))

    for row in (ContractAnnex.objects.get(), AnnexChange.objects.get()):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            row.save()
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            type(row).objects.filter(pk=row.pk)._raw_delete("default")


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"part": "amount", "old_day": date(2026, 1, 1), "new_day": date(2026, 2, 1)}, "annex_part_is_known"),
        ({"part": AnnexPart.NUMBER, "old": "1", "new": "1"}, "annex_changes_something"),
        ({"part": AnnexPart.ENDS_ON, "old": "1", "new": "2"}, "annex_changes_something"),
        ({"part": AnnexPart.DUE_ON, "old_day": date(2026, 1, 1), "new_day": date(2026, 2, 1)}, "names_its_tranche"),
    ],
)
def test_database_refuses_a_change_that_says_nothing(values, name):
    annex = sign(contracted_case())

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        AnnexChange.objects.create(annex=annex, **values)


@pytest.mark.parametrize("table", [Tranche, Contract])
def test_database_refuses_a_due_day_outside_the_contract(table):
    contracted_case()
    change = {"due_on": day(181)} if table is Tranche else {"ends_on": day(50)}

    def update() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            table.objects.update(**change)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="outside the time"):
        update()


# --- Pages ----------------------------------------------------------------------------------------------
@pytest.mark.row("B59")
def test_officer_records_an_annex_and_the_startup_reads_it_on_the_page():
    case = contracted_case()
    form = annex_form(case, kind=K.EXTENSION, ends_on=f"{day(240):%d/%m/%Y}", due_on_2=f"{day(200):%d/%m/%Y}")
    file = SimpleUploadedFile("phụ lục.pdf", b"%PDF-1.7\n" + b"x" * 64 + b"%%EOF")

    sent = client_of(case.officer).post(address(case), {**form.data, "annex_file": file})

    assert sent.status_code == 302, sent.content.decode()[:3000]
    annex = ContractAnnex.objects.get()
    page = client_of(case.owner).get(reverse("grants:contract_detail", args=[case.application.pk])).content.decode()
    for text in ("Phụ lục số 1", f"{day(180):%d/%m/%Y}", f"{day(240):%d/%m/%Y}", "Thiết bị về chậm", "phụ lục.pdf"):
        assert text in page
    assert str(case.officer) not in page
    assert address(case) not in page
    copy = reverse("grants:annex_file", args=[annex.pk])
    assert b"".join(client_of(case.owner).get(copy).streaming_content).startswith(b"%PDF")
    assert client_of(person(Role.COUNCIL)).get(copy).status_code == 404
    assert client_of(contracted_case().owner).get(copy).status_code == 404


def test_wrong_input_is_an_error_beside_its_field_and_stays_in_the_form():
    case = contracted_case()

    answer = send(case, annex_form(case, due_on_1=f"{day(181):%d/%m/%Y}", deliverable_1="Bản mẫu mới"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["due_on_1"]
    assert "Bản mẫu mới" in page
    assert not ContractAnnex.objects.exists()


def test_form_that_is_sent_after_the_contract_ended_is_refused_with_what_was_typed():
    case = contracted_case()
    form = annex_form(case, deliverable_1="Bản mẫu mới")
    type(case.application).objects.filter(pk=case.application.pk).update(status=S.STOPPED)

    answer = send(case, form)

    assert (answer.status_code, "Bản mẫu mới" in answer.content.decode()) == (409, True)
    assert not ContractAnnex.objects.exists()


def test_second_officer_who_changed_the_same_value_sees_the_first_one_s():
    case = contracted_case()
    first = annex_form(case, number="21/HĐ")
    second = annex_form(case, number="22/HĐ")

    assert send(case, first).status_code == 302
    answer = send(case, second)

    assert (answer.status_code, "21/HĐ" in answer.content.decode()) == (409, True)
    assert contract_of(case).number == "21/HĐ"


def test_deliverable_that_was_accepted_meanwhile_is_named_and_nothing_is_dropped_silently():
    case = contracted_case(S.IN_PROGRESS, T.REPORTED)
    form = annex_form(case, number="21/HĐ", due_on_1=f"{day(40):%d/%m/%Y}")
    accept_deliverable(case.tranches[0], by=case.officer)

    answer = send(case, form)

    page = answer.content.decode()
    assert (answer.status_code, "Đợt 1" in page, "21/HĐ" in page) == (409, True, True)
    assert not ContractAnnex.objects.exists()
    assert send(case, edit_form_on(page)).status_code == 302
    assert contract_of(case).number == "21/HĐ"


def test_action_refuses_terms_that_were_read_before_another_annex():
    case = contracted_case()
    contract = contract_of(case)
    tranches = list(contract.tranches.all())
    version, terms = annexes.terms_version(contract, tranches), annexes.contract_terms(contract, tranches)
    sign(case, K.EXTENSION, ends_on=day(240))

    with pytest.raises(EditConflict):
        annexes.sign_annex(
            contract, by=case.officer, version=version, kind=K.OTHER, signed_on=day(0), reason="Khác", terms=terms
        )


# --- Races ----------------------------------------------------------------------------------------------
@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_annexes_at_once_are_numbered_one_and_two_and_both_count():
    case = contracted_case()
    forms = [annex_form(case, number="21/HĐ"), annex_form(case, deliverable_1="Bản mẫu mới")]

    answers = run_concurrently([lambda form=form: send(case, form).status_code for form in forms])

    assert answers == [302, 302]
    assert sorted(ContractAnnex.objects.values_list("number", flat=True)) == [1, 2]
    contract = contract_of(case)
    assert (contract.number, contract.tranches.get(number=1).deliverable) == ("21/HĐ", "Bản mẫu mới")


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_two_annexes_want_the_same_number(monkeypatch):
    """The negative control: both have read the application before either goes on; the unique number stops one."""
    case = contracted_case()
    remove_lock(monkeypatch, annexes, barrier_at=Contract)
    monkeypatch.setattr(annexes, "require_unchanged", lambda now, read: wait_for_others())
    remove_row_locks(monkeypatch, Tranche)
    answers = run_concurrently([lambda: sign(case)] * 2)

    assert sorted(type(answer).__name__ for answer in answers) == ["ContractAnnex", "IntegrityError"]
