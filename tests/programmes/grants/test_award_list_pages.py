"""Lists of reviews, awards, payments and budget lines: rows, filters, roles, and constant numbers of queries."""

import pytest
from django.urls import reverse

from ecosystem.accounts.roles import Role
from programmes.grants.models import ApplicationStatus, TrancheStatus
from startups.models import Startup
from tests.factories import BudgetLineFactory, CallFactory, person
from tests.programmes.grants.cases import (
    client_of,
    contracted_case,
    day,
    make_case,
    open_review,
    post_form,
    proposed_case,
)
from tests.thorough import SIZES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]

S, T = ApplicationStatus, TrancheStatus


def texts(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("count", SIZES)
def test_review_list_shows_own_reviews_in_constant_queries(count, django_assert_num_queries):
    evaluator = person(Role.EVALUATOR)
    call = CallFactory()
    mine = [open_review(make_case(call=call).application, evaluator) for _ in range(count)]
    foreign = make_case(call=call)
    open_review(foreign.application, foreign.evaluators[0])
    client = client_of(evaluator)

    with django_assert_num_queries(3):
        response = client.get(reverse("grants:review_list"), headers={"HX-Request": "true"})

    assert {r.pk for r in response.context["page"]} == {r.pk for r in mine[-25:]}
    assert foreign.application.title not in texts(response)


@pytest.mark.parametrize("count", SIZES)
def test_award_list_shows_the_units_awards_in_constant_queries(count, django_assert_num_queries):
    call = CallFactory()
    cases = [proposed_case(call=call) for _ in range(count)]
    foreign = proposed_case()
    client = client_of(cases[0].officer)

    with django_assert_num_queries(3):
        response = client.get(reverse("grants:award_list"), headers={"HX-Request": "true"})

    assert {a.pk for a in response.context["page"]} == {c.award.pk for c in cases[-25:]}
    assert foreign.application.title not in texts(response)


@pytest.mark.parametrize("count", [1, 3, 14])
def test_payment_list_shows_the_units_tranches_in_constant_queries(count, django_assert_num_queries):
    call = CallFactory()
    cases = [contracted_case(S.IN_PROGRESS, T.PAID, T.ACCEPTED, call=call) for _ in range(count)]
    foreign = contracted_case(S.IN_PROGRESS, T.ACCEPTED)
    client = client_of(cases[0].accountant)

    with django_assert_num_queries(3):
        response = client.get(reverse("grants:payment_list"), headers={"HX-Request": "true"})

    assert len(response.context["page"]) == min(2 * count, 25)
    assert {t.status for t in list(response.context["page"])[:count]} == {T.ACCEPTED}  # what can be paid comes first
    assert foreign.application.title not in texts(response)


def test_payment_list_leads_to_a_payment_only_who_may_record_it():
    case = contracted_case(S.IN_PROGRESS, T.ACCEPTED)
    link = reverse("grants:tranche_pay", args=[case.tranches[0].pk])

    def shows(user) -> bool:
        return link in client_of(user).get(reverse("grants:payment_list")).content.decode()

    assert [shows(user) for user in (case.accountant, case.officer, case.director)] == [True, False, False]


@pytest.mark.parametrize("count", SIZES)
def test_budget_list_shows_lines_in_constant_queries(count, django_assert_num_queries):
    lines = BudgetLineFactory.create_batch(count)
    client = client_of(person(Role.COUNCIL))

    with django_assert_num_queries(3):
        response = client.get(reverse("grants:budget_list"), headers={"HX-Request": "true"})

    assert len(response.context["page"]) == min(count, 25)
    assert lines[-1].name in texts(response)


@pytest.mark.parametrize("count", [1, 3, 20])
def test_pages_of_a_budget_line_take_constant_queries(count, django_assert_num_queries):
    call = CallFactory()
    [contracted_case(S.IN_PROGRESS, T.PAID, call=call) for _ in range(count)]
    client = client_of(person(Role.COUNCIL))

    for name in ("budget_detail", "budget_payments"):
        with django_assert_num_queries(8):
            assert client.get(reverse(f"grants:{name}", args=[call.budget_line_id])).status_code == 200


@pytest.mark.parametrize("count", [2, 6])
def test_contract_and_board_take_constant_queries(count, django_assert_num_queries):
    case = contracted_case(S.IN_PROGRESS, *[T.REPORTED] * count, amounts=(1_000_000,) * count)
    for _ in range(count):
        open_review(case.application, person(Role.EVALUATOR))
    client = client_of(case.officer)

    with django_assert_num_queries(13):
        assert client.get(reverse("grants:contract_detail", args=[case.application.pk])).status_code == 200
    with django_assert_num_queries(7):
        assert client.get(reverse("grants:review_board", args=[case.application.pk])).status_code == 200


def test_lists_can_be_filtered(client):
    call = CallFactory()
    early, late = (
        contracted_case(S.IN_PROGRESS, T.PAID, T.ACCEPTED, call=call),
        contracted_case(S.IN_PROGRESS, call=call),
    )
    Startup.objects.filter(pk=early.application.startup_id).update(name="Công ty Sông Xanh")
    client.force_login(early.accountant)
    url = reverse("grants:payment_list")

    def tranche_ids(**query: str) -> list[int]:
        return [t.pk for t in client.get(url, query).context["page"]]

    assert tranche_ids(status="accepted") == [early.tranches[1].pk]
    assert set(tranche_ids(q=late.application.title)) == {t.pk for t in late.tranches}
    assert set(tranche_ids(q="CÔNG TY SÔNG XANH")) == {t.pk for t in early.tranches}
    assert set(tranche_ids(due_from=day(45))) == {early.tranches[1].pk, late.tranches[1].pk}
    assert set(tranche_ids(q=late.tranches[0].contract.number)) == {t.pk for t in late.tranches}


def test_reasons_of_refusal_can_be_listed(client):
    call = CallFactory()
    low, other = proposed_case(call=call), proposed_case(call=call)
    for number, (case, reason) in enumerate(((low, "low_score"), (other, "no_budget")), start=3):
        post_form(
            case.director,
            "award_reject",
            case.application.pk,
            {
                "decision_number": f"{number}/QĐ",
                "decided_on": day(),
                "end_reason": reason,
                "reason": "Chưa đạt.",
            },
        )
    client.force_login(low.officer)

    page = client.get(reverse("grants:award_list"), {"end_reason": "low_score"}).context["page"]

    assert [a.pk for a in page] == [low.award.pk]


LISTS = {
    "review_list": {Role.EVALUATOR},
    "award_list": {Role.OFFICER, Role.MANAGER, Role.DIRECTOR, Role.ACCOUNTANT},
    "payment_list": {Role.OFFICER, Role.MANAGER, Role.DIRECTOR, Role.ACCOUNTANT},
    "budget_list": {
        Role.OFFICER,
        Role.MANAGER,
        Role.DIRECTOR,
        Role.ACCOUNTANT,
        Role.COUNCIL,
        Role.ADMINISTRATOR,
    },
}
ROLES = [r for r in Role if r not in {Role.APPLICANT, Role.PARTNER_HEAD, Role.PARTNER_REPORTER}]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("role", ROLES)
def test_list_opens_to_its_roles_only(name, role):
    response = client_of(person(role)).get(reverse(f"grants:{name}"))

    assert response.status_code == (200 if role in LISTS[name] else 403)
