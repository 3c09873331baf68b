"""Budget lines: input of money, limits of the plan, and managers of one unit."""

import pytest
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import version_of
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from programmes.plan.actions.reference import (
    save_budget_line,
    save_reference_row,
)
from programmes.plan.models import BudgetLine, PlannedAmount
from programmes.plan.reference_tables import TABLES
from tests.factories import (
    BudgetLineFactory,
    PillarFactory,
    UnitFactory,
    person,
)
from tests.programmes.plan.pages import add, change, errors, page, propose
from tests.programmes.plan.rows import ROWS

pytestmark = pytest.mark.django_db


NEW_LINE = {"year": "2026", "code": "dong-1", "name": "Hỗ trợ", "planned": "1 tỷ", "source": "QĐ 1/QĐ-UBND"}


def test_manager_adds_a_budget_line_with_an_amount_in_words(client, manager):
    pillar = PillarFactory()

    add(client, "budget-lines", **NEW_LINE | {"pillar": pillar.pk, "planned": "21,72 tỷ"})

    line, amount = BudgetLine.objects.get(), PlannedAmount.objects.get()
    assert (line.pillar, line.planned, line.granted, line.paid) == (pillar, 0, 0, 0)
    assert (amount.line, amount.amount, amount.source) == (line, 21_720_000_000, "QĐ 1/QĐ-UBND")
    assert (amount.status, amount.entered_by) == ("proposed", manager)


@pytest.mark.parametrize("planned", ["hai tỷ", "-1.000.000", "9" * 20, ""])
def test_invalid_amount_is_refused_and_keeps_the_input(client, manager, planned):
    response = add(client, "budget-lines", **NEW_LINE | {"pillar": PillarFactory().pk, "planned": planned})

    assert list(errors(response)) == ["planned"]
    assert response.context["form"]["planned"].value() == planned
    assert not BudgetLine.objects.exists()


def test_amount_without_a_source_is_refused(client, manager):
    response = add(client, "budget-lines", **NEW_LINE | {"pillar": PillarFactory().pk, "source": " "})

    assert list(errors(response)) == ["source"]


def test_year_outside_the_scheme_is_refused(client, manager):
    response = add(client, "budget-lines", **NEW_LINE | {"pillar": PillarFactory().pk, "year": "2031"})

    assert list(errors(response)) == ["year"]


def test_line_with_granted_money_keeps_pillar_and_year(client, manager):
    line = BudgetLineFactory(granted=1_000_000)
    other = PillarFactory(scheme=line.pillar.scheme)

    for moved in ({"pillar": other.pk}, {"year": "2027"}):
        assert change(client, "budget-lines", line, **moved).context["form"].non_field_errors()

    line.refresh_from_db()
    assert (line.pillar_id == other.pk, line.year) == (False, 2026)


def test_line_with_a_verified_amount_keeps_pillar_and_year_and_one_without_may_move(client, manager):
    """The planned money of a pillar in a year is a figure before the council, which nobody changes alone."""
    standing, empty = BudgetLineFactory(), BudgetLineFactory(planned=0)

    refused = change(client, "budget-lines", standing, year="2027")
    moved = change(client, "budget-lines", empty, year="2027")

    assert "0" in refused.context["form"].non_field_errors()[0]
    assert (refused.status_code, moved.status_code) == (409, 302)
    standing.refresh_from_db()
    empty.refresh_from_db()
    assert (standing.year, empty.year) == (2026, 2027)


@pytest.fixture
def unit_manager(client):
    """A manager of one unit, and the unit."""
    unit = UnitFactory()
    user = person(Role.MANAGER, unit=unit)
    client.force_login(user)
    return user, unit


def test_manager_of_one_unit_edits_the_lines_of_its_pillars_alone(client, unit_manager):
    _user, unit = unit_manager
    own = BudgetLineFactory(planned=100_000_000, pillar__lead_unit=unit)
    foreign = BudgetLineFactory(planned=100_000_000, pillar__lead_unit=UnitFactory())
    nobodys = BudgetLineFactory(planned=100_000_000)

    listed = client.get(reverse("plan:reference_list", args=["budget-lines"])).context["page"]
    assert [row.pk for row in listed] == [own.pk]
    assert change(client, "budget-lines", own, name="Tên mới").status_code == 302
    assert propose(client, own, amount="120.000.000", source="QĐ 9", change_reason="Bổ sung").status_code == 302
    assert [client.get(page("budget-lines", line)).status_code for line in (foreign, nobodys)] == [404, 404]
    amount_pages = [reverse("plan:planned_amount_edit", args=[line.pk]) for line in (foreign, nobodys)]
    assert [client.get(address).status_code for address in amount_pages] == [404, 404]
    own.refresh_from_db()
    assert (own.name, own.planned, own.amounts.get().amount) == ("Tên mới", 100_000_000, 120_000_000)


def test_manager_of_one_unit_moves_no_line_across_units(client, unit_manager):
    user, unit = unit_manager
    own, foreign = BudgetLineFactory(pillar__lead_unit=unit), BudgetLineFactory(pillar__lead_unit=UnitFactory())

    changed = change(client, "budget-lines", own, pillar=foreign.pillar_id)
    added = add(client, "budget-lines", **NEW_LINE | {"pillar": foreign.pillar_id})
    for response in (changed, added):
        form = response.context["form"]
        assert list(form.errors) == ["pillar"]
        assert list(form.fields["pillar"].queryset) == [own.pillar]
    own.pillar = foreign.pillar
    with pytest.raises(TransitionRefused):
        save_budget_line(own, by=user, roles=[Role.MANAGER], fields=["pillar"])
    own.refresh_from_db()
    foreign.pillar = own.pillar  # what a forged request would bring
    with pytest.raises(RoleRefused):
        save_budget_line(foreign, by=user, roles=[Role.MANAGER], fields=["pillar"])

    assert BudgetLine.objects.filter(pillar=own.pillar).get() == own


@pytest.mark.parametrize("slug", ["schemes", "pillars", "indicators", "targets"])
def test_manager_of_one_unit_does_not_edit_programme_wide_tables(client, unit_manager, slug):
    table = next(table for table in TABLES if table.slug == slug)
    row = ROWS[slug](0)

    assert client.get(reverse("plan:reference_list", args=[slug])).status_code == 403
    assert client.get(page(slug, row)).status_code == 403
    assert slug not in {table.slug for table in client.get(reverse("plan:reference_index")).context["tables"]}
    with pytest.raises(RoleRefused):
        save_reference_row(row, by=unit_manager[0], roles=table.roles, fields=[], version=version_of(row))


def test_sums_and_plan_of_a_line_cannot_be_sent_with_the_form(client, manager):
    line = BudgetLineFactory(planned=100_000_000, granted=1_000_000, source="QĐ cũ")

    sent = {"granted": "0", "paid": "5", "is_demo": "on", "planned": "100.000.001", "source": "QĐ khác"}
    change(client, "budget-lines", line, name="Tên mới", **sent)

    line.refresh_from_db()
    assert (line.name, line.planned, line.source) == ("Tên mới", 100_000_000, "QĐ cũ")
    assert (line.granted, line.paid, line.is_demo) == (1_000_000, 0, False)
    assert not PlannedAmount.objects.exists()
