"""What the lists of decisions and payments filter and search by: copies of the dossier, always true to it."""

from datetime import date
from functools import partial

import pytest
from django.db import connection, transaction
from django.db.models import F, Q, Value
from django.test import RequestFactory

from ecosystem.accounts.roles import Role
from ecosystem.core.models import Fold
from programmes.grants.filters.award import AwardFilter, TrancheFilter
from programmes.grants.models import Application, Award, Contract, Tranche, TrancheStatus
from startups.models import Startup
from tests.concurrency import run_concurrently, wait_for_others
from tests.factories import ApplicationFactory, CallFactory, StartupFactory, person
from tests.programmes.grants.records import (
    approved_award,
    award_of,
    make_contract,
    make_payment,
    make_reversal,
    rename_last,
    start_of_day,
    user_named,
)

DOSSIER = {Award: "application", Tranche: "contract__award__application"}
FILTERS = {Award: AwardFilter, Tranche: TrancheFilter}
COPIED = ("call", "search_folded", "number_key", "startup_name", "startup_key")
OTHER = "other words"


def named(startup: str, title: str, number: str) -> Award:
    """A grant with a contract of two tranches."""
    award = approved_award(start_of_day(), startup=StartupFactory(name=startup))
    Application.objects.filter(pk=award.application_id).update(title=title, number=number)
    make_contract(award)
    return award


@pytest.fixture
def awards(db) -> list[Award]:
    return [
        named("Công ty Sông Xanh", "Rô-bốt nông nghiệp", "HS-2024-000042"),
        named("Công ty Biển Đông", "Lưới điện thông minh", "HS-2024-000142"),
    ]


def contract_of(award: Award) -> Contract:
    """A contract that has no tranches yet."""
    day = date(2025, 1, 1)
    return Contract.objects.create(
        award=award,
        number=f"HD-mới-{award.pk}",
        signed_on=day,
        starts_on=day,
        ends_on=date(2026, 1, 1),
        signed_by=user_named("decides"),
    )


def matching_dossier_ids(model: type[Award] | type[Tranche], **query: object) -> set[int]:
    """Dossiers of the rows that the list shows."""
    request = RequestFactory().get("/", query)
    request.user = person(Role.OFFICER)
    rows = FILTERS[model](request.GET, queryset=model.objects.all(), request=request).qs
    return set(rows.values_list(DOSSIER[model], flat=True))


def assert_true_copies() -> None:
    for model, path in DOSSIER.items():
        same = Q(**{name: F(f"{path}__{name}") for name in COPIED})
        assert model.objects.exists()
        assert not model.objects.exclude(same).exists()


def event_count() -> int:
    return sum(row.events.count() for model in DOSSIER for row in model.objects.all())


# --- The rows are those that a join finds ------------------------------------------------------------------
@pytest.mark.parametrize("model", DOSSIER)
@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("song xanh", 1),
        ("XANH nông", 1),
        ("cong ty", 2),
        ("HS-2024-00004", 1),
        ("142 dien", 1),
        ("2024-0001 biển", 1),
        ("xanh dien", 0),
    ],
)
def test_search_shows_what_a_join_finds(awards, model, words, count):
    joined = model.objects.all()
    for word in words.split():
        joined = joined.filter(**{f"{DOSSIER[model]}__search_folded__contains": Fold(Value(word))})

    shown = matching_dossier_ids(model, q=words)

    assert shown == set(joined.values_list(DOSSIER[model], flat=True))
    assert len(shown) == count


@pytest.mark.parametrize("model", DOSSIER)
def test_call_shows_what_a_join_finds(awards, model):
    call = awards[0].application.call_id

    assert matching_dossier_ids(model, call=call) == {awards[0].application_id}
    assert matching_dossier_ids(model, call=call, q="bien dong") == set()


# --- Every way a source can change -------------------------------------------------------------------------
def rename_startup(award: Award) -> None:
    Startup.objects.filter(pk=award.application.startup_id).update(name="Núi Cao")


def renamed_by_sql(award: Award) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE startups_startup SET name = %s WHERE id = %s", ["Núi Cao", award.application.startup_id])


def all_renamed(award: Award) -> None:
    for startup in (startups := list(Startup.objects.all())):
        startup.name = f"Núi Cao {startup.pk}"
    Startup.objects.bulk_update(startups, ["name"])


def change_title(award: Award) -> None:
    Application.objects.filter(pk=award.application_id).update(title="Núi Cao")


def change_number(award: Award) -> None:
    Application.objects.filter(pk=award.application_id).update(number="NUI-CAO")


def of_another_startup(award: Award) -> None:
    Application.objects.filter(pk=award.application_id).update(startup=StartupFactory(name="Núi Cao"))


def in_another_call(award: Award) -> None:
    Application.objects.filter(pk=award.application_id).update(call=CallFactory(), title="Núi Cao")


def for_another_dossier(award: Award) -> None:
    Award.objects.filter(pk=award.pk).update(application=ApplicationFactory(title="Núi Cao"))


def under_another_award(award: Award) -> None:
    other = approved_award(start_of_day(), amount=award.amount, startup=StartupFactory(name="Núi Cao"))
    Contract.objects.filter(award=award).update(award=other)


def in_another_contract(award: Award) -> None:
    other = approved_award(start_of_day(), amount=award.amount, startup=StartupFactory(name="Núi Cao"))
    Tranche.objects.filter(contract__award=award).update(contract=contract_of(other))
    Contract.objects.filter(award=award).delete()


@pytest.mark.parametrize(
    "change",
    [
        rename_startup,
        renamed_by_sql,
        all_renamed,
        change_title,
        change_number,
        of_another_startup,
        in_another_call,
        for_another_dossier,
        under_another_award,
        in_another_contract,
    ],
)
def test_a_change_of_the_source_shows_in_both_lists(awards, change):
    assert matching_dossier_ids(Award, q="nui cao") == matching_dossier_ids(Tranche, q="nui cao") == set()

    change(awards[0])

    assert_true_copies()
    assert len(matching_dossier_ids(Award, q="nui cao") & matching_dossier_ids(Tranche, q="nui cao")) == (
        2 if change is all_renamed else 1
    )


@pytest.mark.parametrize("name", ["Công ty Song Xanh", "công ty sông xanh", ""])
def test_name_that_search_takes_for_the_same_is_another_in_order(awards, name):
    Startup.objects.filter(pk=awards[0].application.startup_id).update(name=name)

    assert_true_copies()
    assert set(Award.objects.values_list("startup_name", flat=True)) == {name, "Công ty Biển Đông"}


def test_call_of_the_dossier_is_followed(awards):
    old = awards[0].application.call_id

    in_another_call(awards[0])

    new = Application.objects.get(pk=awards[0].application_id).call_id
    for model in DOSSIER:
        assert matching_dossier_ids(model, call=new) == {awards[0].application_id}
        assert matching_dossier_ids(model, call=old) == set()


def test_copied_columns_cannot_be_overwritten(awards):
    call = CallFactory()
    for model in DOSSIER:
        model.objects.update(search_folded=OTHER, call=call, number_key=OTHER, startup_name=OTHER)
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {model._meta.db_table} SET search_folded = 'x', call_id = NULL, number_key = 'x'")
            cursor.execute(f"UPDATE {model._meta.db_table} SET startup_name = 'x'")
        model.objects.bulk_update([*model.objects.all()], ["search_folded", "call", "number_key", "startup_name"])

    assert_true_copies()


def test_saving_a_stale_award_does_not_restore_old_copied_columns(awards):
    old = [model.objects.all()[0] for model in DOSSIER]
    rename_startup(awards[0])
    rename_startup(awards[1])
    for row in old:
        row.save()

    assert_true_copies()


def test_bulk_created_rows_get_copied_columns(awards):
    first, second = Award.objects.order_by("pk")
    dossiers = [ApplicationFactory(), ApplicationFactory()]
    copies = [Award.objects.get(pk=pk) for pk in (first.pk, second.pk)]
    for copy, dossier in zip(copies, dossiers, strict=True):
        copy.pk, copy.application = None, dossier
    made = Award.objects.bulk_create(copies)
    contract = contract_of(made[0])
    half = made[0].amount // 2
    Tranche.objects.bulk_create(
        Tranche(contract=contract, number=n, amount=half, deliverable="Báo cáo", due_on=date(2025, 6, 1))
        for n in (1, 2)
    )

    assert_true_copies()
    assert matching_dossier_ids(Tranche, call=dossiers[0].call_id) == {dossiers[0].pk}


def test_copied_columns_are_not_tracked_in_the_history(awards):
    before = event_count()

    rename_startup(awards[0])
    in_another_call(awards[1])

    assert event_count() == before


# --- The day of the payment --------------------------------------------------------------------------------
def days_of_payment(award: Award) -> list[date | None]:
    return list(Tranche.objects.filter(contract__award=award).order_by("number").values_list("paid_on", flat=True))


def test_tranche_has_the_day_of_its_effective_payment(awards):
    first, second = Tranche.objects.filter(contract__award=awards[0]).order_by("number")
    assert days_of_payment(awards[0]) == [None, None]

    payment = make_payment(first, "2026-03-02")
    make_payment(second, "2026-02-01")
    assert days_of_payment(awards[0]) == [date(2026, 3, 2), date(2026, 2, 1)]
    make_reversal(payment, "2026-03-04")
    assert days_of_payment(awards[0]) == [None, date(2026, 2, 1)]
    make_payment(first, "2026-03-05")

    assert days_of_payment(awards[0]) == [date(2026, 3, 5), date(2026, 2, 1)]
    assert days_of_payment(awards[1]) == [None, None]


def test_day_of_the_payment_cannot_be_overwritten_and_is_not_tracked(awards):
    first = Tranche.objects.filter(contract__award=awards[0]).order_by("number")[0]
    Tranche.objects.filter(pk=first.pk).update(status=TrancheStatus.PAID)
    before = event_count()
    make_payment(first, "2026-03-02")

    Tranche.objects.update(paid_on=date(2020, 1, 1))
    first.save()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE grants_tranche SET paid_on = '2020-01-01'")

    assert days_of_payment(awards[0]) == [date(2026, 3, 2), None]
    assert days_of_payment(awards[1]) == [None, None]
    assert event_count() - before == 1  # `first.save()` moved the time of the last change


# --- Changes that are under way ----------------------------------------------------------------------------
@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", DOSSIER)
def test_row_that_comes_while_the_startup_is_renamed_has_the_new_name(model):
    startup = StartupFactory(name="Tên Cũ")
    like = approved_award(start_of_day(), amount=20)
    dossier = ApplicationFactory(startup=startup)
    if model is Tranche:
        award = award_of(dossier, start_of_day(), amount=20, line=like.budget_line)
        with transaction.atomic():
            contract = make_contract(award)[0].contract

    def come() -> int:
        wait_for_others()
        if model is Award:
            return award_of(dossier, start_of_day(), amount=20, line=like.budget_line).pk
        with transaction.atomic():
            Tranche.objects.filter(contract=contract, number=1).update(amount=5)
            return Tranche.objects.create(
                contract=contract,
                number=3,
                amount=5,
                deliverable="Thêm",
                due_on=date(2025, 7, 1),
                status=TrancheStatus.PLANNED,
            ).pk

    _renamed, made = run_concurrently([partial(rename_last, startup, "Tên Mới"), come])

    assert "ten moi" in model.objects.get(pk=made).search_folded
    assert matching_dossier_ids(model, q="ten moi") == {dossier.pk}
