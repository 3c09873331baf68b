"""One number names one record: the same order, decision or contract number is refused in every spelling."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.core.conflicts import version_of
from ecosystem.core.workflow import FieldRefused, TransitionRefused
from programmes.grants.actions import award as awards
from programmes.grants.actions import contract as contracts
from programmes.grants.actions import payment as payments
from programmes.grants.actions import reversal as reversals
from programmes.grants.models import (
    ApplicationStatus,
    Award,
    Contract,
    Disbursement,
    ReversalKind,
    Tranche,
    TrancheStatus,
)
from startups.forms.startup import TaxCodeField
from tests.concurrency import run_concurrently
from tests.factories import CallFactory, OrganisationFactory, StartupFactory
from tests.programmes.grants.cases import AMOUNT, Case, client_of, contracted_case, day, granted_case, proposed_case
from tests.programmes.grants.test_races import without_index

S, T = ApplicationStatus, TrancheStatus

# Small letters, spaces, full width, an invisible character, a long dash.
SPELLINGS = [
    "ĐN-7/UNC 2026",
    "đn-7/unc 2026",
    "  ĐN-7/UNC   2026 ",
    "ĐN-7/UNC\u00a02026",
    "ĐN－７／ＵＮＣ　２０２６",
    "ĐN-7/\u200bUNC 2026",
    "ĐN–7/UNC 2026",
]


def key(text: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT identifier_key(%s)", [text])
        found: str = cursor.fetchone()[0]
        return found


def pay(case: Case, reference: str, position: int = 0, *, days_ago: int = 0) -> Disbursement:
    tranche = Tranche.objects.get(pk=case.tranches[position].pk)
    on = timezone.localdate() - timedelta(days=days_ago)
    return payments.pay_tranche(tranche, by=case.accountant, paid_on=on, reference=reference)


def approve(case: Case, number: str) -> Award:
    return awards.approve_award(case.fresh, by=case.director, decision_number=number, decided_on=timezone.localdate())


def sign(case: Case, number: str) -> Contract:
    today = timezone.localdate()
    part = contracts.PlannedTranche(AMOUNT, "Báo cáo", today)
    return contracts.sign_contract(
        case.fresh,
        by=case.officer,
        number=number,
        signed_on=today,
        starts_on=today,
        ends_on=today,
        tranches=[part],
    )


@pytest.mark.django_db
def test_identifier_key_is_the_same_for_every_spelling_and_differs_for_other_numbers():
    assert {key(spelling) for spelling in SPELLINGS} == {"ĐN-7/UNC 2026"}
    assert key("Hồ sơ".replace("ồ", "o\u0302\u0300")) == key("HỒ SƠ") == "HỒ SƠ"
    others = {key(other) for other in ("DN-7/UNC 2026", "ĐN-7/UNC 20 26", "ĐN-7.UNC 2026", "ĐN-07/UNC 2026")}
    assert len(others) == 4
    assert "ĐN-7/UNC 2026" not in others


# --- Payment orders ---------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.usefixtures("limits")
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_order_number_of_another_tranche_is_refused_and_that_tranche_named(spelling):
    case = contracted_case(S.IN_PROGRESS, T.ACCEPTED, T.ACCEPTED)
    pay(case, SPELLINGS[0])

    with pytest.raises(FieldRefused) as refused:
        pay(case, spelling, 1)

    assert refused.value.field == "reference"
    for word in (SPELLINGS[0], f"HĐ-{case.application.pk}", "1"):
        assert word in str(refused.value)
    assert Disbursement.objects.count() == 1
    assert Tranche.objects.get(pk=case.tranches[1].pk).status == T.ACCEPTED
    assert case.line.paid == 5_000_000


@pytest.mark.django_db
@pytest.mark.usefixtures("limits")
def test_page_of_a_payment_says_beside_the_number_where_it_was_used_and_keeps_the_text():
    case = contracted_case(S.IN_PROGRESS, T.ACCEPTED, T.ACCEPTED)
    pay(case, "UNC 12")

    url = reverse("grants:tranche_pay", args=[case.tranches[1].pk])
    response = client_of(case.accountant).post(url, {"paid_on": day(), "reference": " unc  12"})

    assert response.status_code == 409
    form = response.context["form"]
    assert list(form.errors) == ["reference"]
    assert f"HĐ-{case.application.pk}" in form.errors["reference"][0]
    assert form["reference"].value().strip() == "unc  12"


@pytest.mark.django_db
@pytest.mark.usefixtures("limits")
def test_order_number_of_a_contract_that_the_accountant_may_not_see_is_refused_without_its_name():
    hidden, case = contracted_case(S.IN_PROGRESS, T.ACCEPTED), contracted_case(S.IN_PROGRESS, T.ACCEPTED)
    pay(hidden, "UNC 12")

    with pytest.raises(FieldRefused) as refused:
        pay(case, "UNC 12")

    assert refused.value.field == "reference"
    for secret in (f"HĐ-{hidden.application.pk}", hidden.application.startup.name, str(hidden.fresh.number)):
        assert secret not in str(refused.value)


@pytest.mark.django_db
@pytest.mark.usefixtures("limits")
def test_reversing_entry_repeats_the_number_which_is_then_free_again():
    case = contracted_case(S.IN_PROGRESS, T.ACCEPTED, T.ACCEPTED)
    payment = pay(case, "UNC 12")
    reversal = reversals.request_reversal(
        payment, by=case.accountant, kind=ReversalKind.WRONG_ENTRY, reason="Nhập nhầm đợt."
    )
    with pytest.raises(FieldRefused):
        pay(case, "UNC 12", 1)

    entry = reversals.confirm_reversal(reversal, by=case.director)

    assert entry.reference == "UNC 12"
    assert pay(case, "UNC 12", 1).is_effective
    with pytest.raises(FieldRefused):
        pay(case, "UNC 12")


@pytest.mark.django_db
@pytest.mark.usefixtures("limits")
def test_order_numbers_begin_anew_each_year():
    case = contracted_case(S.IN_PROGRESS, T.ACCEPTED, T.ACCEPTED)
    Tranche.objects.filter(pk=case.tranches[0].pk).update(accepted_at=timezone.now() - timedelta(days=800))
    pay(case, "UNC 12", days_ago=366)

    assert pay(case, "UNC 12", 1).is_effective


# --- Decisions --------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.usefixtures("limits")
def test_decision_number_of_the_year_is_refused_beside_the_field_and_the_dossier_named():
    call = CallFactory()
    first, second = proposed_case(call=call), proposed_case(call=call)
    approve(first, "125/QĐ-SKHCN")

    url = reverse("grants:award_approve", args=[second.application.pk])
    data = {"decision_number": "125/qđ-skhcn ", "decided_on": day(), "shown_version": version_of(second.award)}
    response = client_of(second.director).post(url, data)

    assert response.status_code == 409
    form = response.context["form"]
    assert list(form.errors) == ["decision_number"]
    assert str(first.fresh.number) in form.errors["decision_number"][0]
    assert form["decision_number"].value().strip() == "125/qđ-skhcn"
    assert second.line.granted == AMOUNT
    with pytest.raises(FieldRefused):
        awards.reject_award(
            second.fresh,
            by=second.director,
            end_reason="low_score",
            reason="Chưa đủ điểm.",
            decision_number="１２５/QĐ-SKHCN",
            decided_on=timezone.localdate(),
        )
    approve(second, "126/QĐ-SKHCN")


@pytest.mark.django_db
@pytest.mark.usefixtures("limits")
def test_decision_of_a_dossier_that_the_director_may_not_see_is_not_named():
    hidden, case = proposed_case(), proposed_case()
    approve(hidden, "125/QĐ-SKHCN")

    with pytest.raises(FieldRefused) as refused:
        approve(case, "125/QĐ-SKHCN")

    assert str(hidden.fresh.number) not in str(refused.value)
    assert hidden.application.startup.name not in str(refused.value)


@pytest.mark.django_db
def test_undecided_awards_have_no_number_and_last_year_may_have_had_it():
    now = timezone.now()
    proposed_case(), proposed_case()
    first, second = granted_case(), granted_case()
    Award.objects.filter(pk=first.award.pk).update(decision_number="1/QĐ", decided_at=now)
    Award.objects.filter(pk=second.award.pk).update(decision_number="1/QĐ", decided_at=now - timedelta(days=366))

    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.filter(pk=second.award.pk).update(decided_at=now)


@pytest.mark.django_db
def test_suggested_number_is_free_in_the_units_that_share_its_pattern():
    ours, theirs = granted_case(), granted_case()
    Award.objects.filter(pk=ours.award.pk).update(decision_number="7/QĐ-SKHCN", decided_at=timezone.now())
    Award.objects.filter(pk=theirs.award.pk).update(decision_number="8/QĐ-SKHCN", decided_at=timezone.now())

    unit = ours.application.call.unit
    assert awards.suggest_decision_number(unit, timezone.localdate().year) == "9/QĐ-SKHCN"


# --- Contracts --------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.usefixtures("limits")
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_contract_number_is_refused_in_every_spelling_and_its_dossier_named(spelling):
    call = CallFactory()
    status = S.APPROVED
    first, second = granted_case(status, call=call), granted_case(status, call=call)
    for case in (first, second):
        Award.objects.filter(pk=case.award.pk).update(offer_accepted_by=case.owner, offer_accepted_at=timezone.now())
    sign(first, SPELLINGS[0])

    with pytest.raises(FieldRefused) as refused:
        sign(second, spelling)

    assert refused.value.field == "number"
    assert str(first.fresh.number) in str(refused.value)


# --- Tax codes --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("spelling", ["0312345673", "０３１２３４５６７３", " 0312 345\u00a0673 ", "0312‑345‑673"])
def test_tax_code_is_stored_in_one_spelling(spelling):
    assert TaxCodeField().clean(spelling) == "0312345673"


@pytest.mark.django_db
@pytest.mark.parametrize("factory", [StartupFactory, OrganisationFactory])
def test_database_refuses_a_tax_code_in_another_spelling(factory):
    with pytest.raises(IntegrityError, match="tax_code_is_normalised"), transaction.atomic():
        type(factory()).objects.update(tax_code="０３１２３４５６７３")


# --- Two at once ------------------------------------------------------------------------------------------
def pay_at_once(cases: list[Case]) -> Counter[str]:
    """Both tranches paid with one number by two accountants, whose budget lines and dossiers share no lock."""

    def attempt(case: Case, reference: str) -> str:
        try:
            pay(case, reference)
        except TransitionRefused as refusal:
            return getattr(refusal, "field", "refused")
        return "paid"

    return Counter(run_concurrently([lambda c=c, r=r: attempt(c, r) for c, r in zip(cases, SPELLINGS, strict=False)]))


@pytest.fixture
def _quiet(monkeypatch):
    monkeypatch.setattr("ecosystem.notices.mail.send_outbox_task", lambda: None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
@pytest.mark.usefixtures("_quiet", "limits")
def test_one_order_number_for_four_tranches_at_once_pays_one():
    cases = [contracted_case(S.IN_PROGRESS, T.ACCEPTED) for _ in range(4)]

    assert pay_at_once(cases) == {"paid": 1, "reference": 3}
    assert Disbursement.objects.count() == 1
    assert sum(case.line.paid for case in cases) == 5_000_000


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
@pytest.mark.usefixtures("_quiet", "limits")
def test_control_without_the_index_one_order_number_pays_four_tranches():
    with without_index("grants_disbursement", "payment_order_number_once_a_year"):
        cases = [contracted_case(S.IN_PROGRESS, T.ACCEPTED) for _ in range(4)]

        assert pay_at_once(cases) == {"paid": 4}
