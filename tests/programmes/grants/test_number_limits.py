"""Numbers and days whose limit another record sets are refused at their field, and rows are named by their number."""

import re
from html import unescape

import pytest
from django.urls import reverse

from programmes.grants.actions.drafting import plan_rows
from programmes.grants.models import Application, Tranche
from tests.edit_forms import with_version
from tests.factories import ApplicationFactory, CallFactory, PolicyFactory, StartupFactory, UserFactory
from tests.programmes.grants.cases import client_of, day, evaluated_case, granted_case, make_case
from tests.programmes.grants.test_award_pages import tranches
from tests.programmes.grants.test_drafting import answers_of
from tests.programmes.grants.test_journey import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]


def summary(response):
    """The links of the error summary: target and text."""
    box = re.search(r'<div class="error-summary".*?</div>', response.content.decode(), re.DOTALL)
    assert box is not None
    return [(target, unescape(text)) for target, text in re.findall(r'<a href="#([^"]*)">(.*?)</a>', box[0])]


@pytest.fixture
def owner():
    return UserFactory()


@pytest.fixture
def draft(owner, client):
    client.force_login(owner)
    call = CallFactory(policy=PolicyFactory(max_months=12))
    return ApplicationFactory(startup=StartupFactory(members=[owner]), call=call, status="draft", months=None)


@pytest.mark.parametrize(
    ("months", "month", "is_refused"), [(6, 6, False), (6, 7, True), (None, 12, False), (None, 13, True)]
)
def test_month_beyond_the_project_or_the_policy_is_refused_at_its_field(client, draft, months, month, is_refused):
    Application.objects.filter(pk=draft.pk).update(months=months)
    page = reverse("grants:application_plan", args=[draft.pk])
    data = rows(
        "plan",
        {"month": "1", "activity": "Khảo sát", "deliverable": "Báo cáo"},
        {"month": str(month), "activity": "Thử nghiệm", "deliverable": "Biên bản"},
    )

    response = client.post(page, with_version(client, page, data))

    assert response.status_code == (422 if is_refused else 302)
    assert len(plan_rows(draft)) == (0 if is_refused else 2)
    if is_refused:
        most = months or 12
        ((target, text),) = summary(response)
        assert target == "id_plan-1-month"
        assert text.startswith("Dòng 2, Tháng")
        assert f"từ 1 đến {most}." in text
        assert "Thử nghiệm" in response.content.decode()


def test_length_beyond_the_policy_is_refused_at_its_field(client, draft):
    page = reverse("grants:application_edit", args=[draft.pk])

    response = client.post(page, with_version(client, page, answers_of(draft, months="13")))

    assert response.status_code == 422
    assert [target for target, _text in summary(response)] == ["id_months"]
    draft.refresh_from_db()
    assert draft.months is None


def test_errors_of_cost_rows_name_row_and_field(client, draft):
    page = reverse("grants:application_costs", args=[draft.pk])
    data = rows(
        "costs",
        {"kind": "other", "description": "Thiết bị", "quantity": "1", "unit_price": "1.000.000"},
        {"kind": "other", "description": "Vật tư", "quantity": "0", "unit_price": "abc"},
    )

    errors = summary(client.post(page, with_version(client, page, data)))

    assert [target for target, _text in errors] == ["id_costs-1-quantity", "id_costs-1-unit_price"]
    assert all(text.startswith("Dòng 2, ") for _target, text in errors)


def test_tranche_beyond_the_contract_is_refused_at_its_day():
    case = granted_case()
    data = tranches("8.000.000", "12.000.000") | {"tranches-1-due_on": day(181)}

    response = client_of(case.officer).post(reverse("grants:contract_sign", args=[case.application.pk]), data)

    assert response.status_code == 422
    ((target, text),) = summary(response)
    assert target == "id_tranches-1-due_on"
    assert text.startswith("Đợt giải ngân 2, ")
    assert not Tranche.objects.exists()


def test_amount_above_the_requested_sum_is_refused_at_its_field():
    case = evaluated_case(make_case(), "8", "8")
    data = {"recommendation": "grant", "amount": str(case.application.requested + 1), "reason": "Tốt"}

    response = client_of(case.officer).post(reverse("grants:award_propose", args=[case.application.pk]), data)

    assert response.status_code == 409
    assert [target for target, _text in summary(response)] == ["id_amount"]
