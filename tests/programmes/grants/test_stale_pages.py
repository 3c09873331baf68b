"""A decision stands on what its page showed: a proposal or report that changed meanwhile is read again before the step."""

import pytest
from django.urls import reverse

from ecosystem.core.ui.figures import vnd
from programmes.grants.actions import award as awards
from programmes.grants.actions import contract as contracts
from programmes.grants.models import ApplicationStatus, Tranche, TrancheStatus
from tests.programmes.grants.cases import AMOUNT, client_of, contracted_case, day, proposed_case
from tests.programmes.grants.reports import report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]

DECISION = {"decision_number": "125/QĐ-SKHCN", "decided_on": day()}
DECISIONS = {
    "award_approve": DECISION,
    "award_reject": {**DECISION, "end_reason": "low_score", "reason": "Chưa đủ điểm."},
    "award_send_back": {"reason": "Nêu rõ tiến độ."},
}


def version_on(page):
    return dict(page.context["hidden"])["shown_version"]


def propose_again(case, amount):
    awards.send_back_award(case.fresh, by=case.director, reason="Xem lại số tiền.")
    awards.propose_award(case.fresh, by=case.officer, recommendation="grant", amount=amount, reason="Đủ điểm.")


@pytest.mark.parametrize("name", DECISIONS)
def test_decision_on_an_outdated_proposal_is_refused_and_shows_the_new_one(name):
    case = proposed_case()
    client, address = client_of(case.director), reverse(f"grants:{name}", args=[case.application.pk])
    version = version_on(client.get(address))
    propose_again(case, AMOUNT - 1_000_000)

    refused = client.post(address, {**DECISIONS[name], "shown_version": version})

    assert refused.status_code == 409
    assert vnd(AMOUNT - 1_000_000) in refused.content.decode()
    assert (case.fresh.status, case.line.granted) == (ApplicationStatus.PROPOSED, 0)
    assert version_on(refused) != version
    assert client.post(address, {**DECISIONS[name], "shown_version": version_on(refused)}).status_code == 302


def test_decision_without_the_version_of_the_proposal_is_refused():
    case = proposed_case()

    response = client_of(case.director).post(reverse("grants:award_approve", args=[case.application.pk]), DECISION)

    assert (response.status_code, case.line.granted) == (409, 0)


def test_wrong_input_keeps_the_version_of_the_proposal_that_was_read():
    case = proposed_case()
    client, address = client_of(case.director), reverse("grants:award_approve", args=[case.application.pk])
    version = version_on(client.get(address))
    propose_again(case, AMOUNT - 1_000_000)

    wrong = client.post(address, {"decision_number": "", "decided_on": "", "shown_version": version})

    assert (wrong.status_code, version_on(wrong)) == (422, version)


@pytest.mark.parametrize(("name", "data"), [("tranche_accept", {}), ("tranche_return", {"reason": "Thiếu số liệu."})])
def test_report_that_was_sent_anew_meanwhile_is_read_before_it_is_judged(name, data):
    case = contracted_case(ApplicationStatus.IN_PROGRESS, TrancheStatus.REPORTED)
    tranche = case.tranches[0]
    client, address = client_of(case.officer), reverse(f"grants:{name}", args=[tranche.pk])
    version = version_on(client.get(address))
    contracts.send_back_deliverable(tranche, by=case.manager, reason="Bổ sung số liệu.")
    report(Tranche.objects.get(pk=tranche.pk), by=case.owner, text="Báo cáo thứ hai.")

    refused = client.post(address, {**data, "shown_version": version})

    assert refused.status_code == 409
    assert "Báo cáo thứ hai." in refused.content.decode()
    assert Tranche.objects.get(pk=tranche.pk).status == TrancheStatus.REPORTED
    assert client.post(address, {**data, "shown_version": version_on(refused)}).status_code == 302
