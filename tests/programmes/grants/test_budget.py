"""Stored sums equal the records, and the pages show records that sum to the figure."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from ecosystem.accounts.roles import Role
from programmes.grants.actions.award import terminate_award
from programmes.grants.actions.budget import budget_differences, budget_line_use
from programmes.grants.models import ApplicationStatus, TrancheStatus
from programmes.plan.models import BudgetLine
from tests.factories import BudgetLineFactory, CallFactory, person
from tests.programmes.grants.cases import contracted_case, granted_case, proposed_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]

S, T = ApplicationStatus, TrancheStatus


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"granted": 101}, "granted_within_planned"),
        ({"granted": 50, "paid": 51}, "paid_within_granted"),
        ({"granted": -1}, "budget_not_negative"),
    ],
)
def test_database_itself_keeps_a_line_within_its_plan(values, name):
    line = BudgetLineFactory(planned=100)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BudgetLine.objects.filter(pk=line.pk).update(**values)


def line_with_everything() -> BudgetLine:
    """Proposed, granted, under contract, part paid, ended early."""
    call = CallFactory()
    proposed_case(call=call)
    granted_case(call=call)
    contracted_case(S.IN_PROGRESS, T.PAID, call=call)
    ended = contracted_case(S.IN_PROGRESS, T.PAID, call=call)
    terminate_award(ended.application, by=ended.director, end_reason="breach", reason="Sai mục đích.")
    return BudgetLine.objects.get(pk=call.budget_line_id)


@pytest.mark.row("B27")
def test_use_of_a_line_tells_reserved_granted_contracted_paid_and_left():
    use = budget_line_use(line_with_everything())

    assert (use.planned, use.reserved, use.granted) == (2_000_000_000, 20_000_000, 45_000_000)
    assert (use.contracted, use.paid, use.left) == (25_000_000, 10_000_000, 1_955_000_000)


def test_check_budget_finds_nothing_when_all_is_well():
    line_with_everything()
    out = StringIO()

    call_command("check_budget", stdout=out)

    assert budget_differences() == []
    assert out.getvalue().startswith("1 budget line")


@pytest.mark.parametrize(("column", "by"), [("granted", 1), ("paid", -1)])
def test_check_budget_names_the_line_and_exits_with_1(column, by):
    line = line_with_everything()
    line_with_everything()
    BudgetLine.objects.filter(pk=line.pk).update(**{column: getattr(line, column) + by})
    errors = StringIO()

    with pytest.raises(CommandError) as failure:
        call_command("check_budget", stderr=errors)

    assert failure.value.returncode == 1
    assert errors.getvalue().count("\n") == 1
    assert line.code in errors.getvalue()
    assert column in errors.getvalue()


def test_lists_of_a_line_sum_to_its_figures(client):
    line = line_with_everything()
    line_with_everything()
    client.force_login(person(Role.COUNCIL))

    awards = client.get(reverse("grants:budget_detail", args=[line.pk]))
    payments = client.get(reverse("grants:budget_payments", args=[line.pk]))

    assert sum(a.net_amount for a in awards.context["page"]) == awards.context["total"] == line.granted
    assert sum(p.amount for p in payments.context["page"]) == payments.context["total"] == line.paid
    assert "45.000.000" in awards.content.decode()


def test_reader_without_the_dossier_gets_figures_without_links(client):
    line = line_with_everything()
    case = granted_case(call=line.calls.get())
    address = reverse("grants:application_detail", args=[case.application.pk])
    url = reverse("grants:budget_detail", args=[line.pk])

    client.force_login(person(Role.COUNCIL))
    council = client.get(url).content.decode()
    client.force_login(case.officer)
    officer = client.get(url).content.decode()

    assert case.application.title in council
    assert address not in council
    assert address in officer


def test_line_without_a_plan_has_no_share(client):
    line = BudgetLineFactory(planned=0)
    client.force_login(person(Role.COUNCIL))

    assert (line.granted_percent, line.remaining) == (None, 0)
    assert client.get(reverse("grants:budget_detail", args=[line.pk])).status_code == 200
