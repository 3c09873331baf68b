"""Pages about the evaluators of a call: replacement, public notice, dossiers that lack one."""

import pytest
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.notices.broadcasts import continue_broadcasts
from ecosystem.notices.models import OutboxMessage
from programmes.grants.actions.evaluators import withdraw_evaluator
from programmes.grants.models import (
    Application,
    ApplicationStatus,
    ReviewStatus,
)
from tests.factories import ApplicationFactory, StartupFactory, person
from tests.programmes.grants.cases import (
    make_case,
    open_review,
)
from tests.programmes.grants.evaluators import end_role, review_statuses

pytestmark = pytest.mark.django_db
S, R = ApplicationStatus, ReviewStatus


def test_proposal_page_names_the_way_out_when_the_number_cannot_be_reached(client, limits):
    case = make_case()
    for evaluator in case.evaluators:
        end_role(evaluator)
    client.force_login(case.officer)

    blocker = client.get(reverse("grants:award_propose", args=[case.application.pk])).context["blocker"]

    assert blocker["evaluators_url"] == reverse("grants:call_evaluator_add", args=[case.application.call_id])
    board = client.get(reverse("grants:review_board", args=[case.application.pk]))
    assert blocker["evaluators_url"] in board.content.decode()


def test_officer_replaces_an_evaluator_on_the_pages(client, limits):
    case = make_case()
    ill, other = case.evaluators
    review, new = open_review(case.application, ill), person(Role.EVALUATOR)
    call = case.application.call
    client.force_login(case.officer)
    add = reverse("grants:call_evaluator_add", args=[call.pk])
    assert client.post(add, {"evaluator": new.pk, "reason": ""}).status_code == 422
    assert client.post(add, {"evaluator": new.pk, "reason": "Thêm người"}).status_code == 302

    withdraw = reverse("grants:review_withdraw", args=[review.pk])
    assert withdraw in client.get(reverse("grants:review_board", args=[case.application.pk])).content.decode()
    wrong = client.post(withdraw, {"because": "", "reason": "Đang nằm viện", "replacement": new.pk})
    assert (wrong.status_code, "Đang nằm viện" in wrong.content.decode()) == (422, True)
    done = client.post(withdraw, {"because": "illness", "reason": "Đang nằm viện", "replacement": new.pk})

    assert done.headers["Location"] == reverse("grants:review_board", args=[case.application.pk])
    assert review_statuses(case) == {ill.email: [R.WITHDRAWN], new.email: [R.ASSIGNED]}
    assert client.post(withdraw, {"because": "illness", "reason": "Lần nữa"}).status_code == 409
    gone = reverse("grants:call_evaluator_withdraw", args=[call.pk, other.pk])
    assert client.get(gone).status_code == 200
    assert client.post(gone, {"because": "left", "reason": "Nghỉ hưu"}).status_code == 302
    assert set(call.evaluators.all()) == {ill, new}


def test_public_reads_that_evaluators_changed_but_no_name_and_no_reason(client, limits):
    case = make_case()
    ill, new = case.evaluators[0], person(Role.EVALUATOR)
    withdraw_evaluator(
        case.application.call, by=case.officer, evaluator=ill, because="illness", reason="Nằm viện", replacement=new
    )

    public = client.get(reverse("grants:call_detail", args=[case.application.call.code])).content.decode()
    client.force_login(case.officer)
    inside = client.get(reverse("grants:call_manage", args=[case.application.call_id])).content.decode()
    continue_broadcasts()
    message = OutboxMessage.objects.get(kind="call_amended", recipient=case.owner.email).body

    for secret in (str(ill), str(new), "Nằm viện"):
        assert (secret in public, secret in message, secret in inside) == (False, False, True)
    assert "amendments" in public


def test_list_of_dossiers_that_lack_an_evaluator_reads_no_foreign_unit():
    mine, foreign = make_case(), make_case()
    draft = ApplicationFactory(startup=StartupFactory())

    seen = Application.objects.visible_to(mine.officer).lacking_evaluators()

    assert list(seen) == [mine.application]
    assert foreign.application not in seen
    assert draft not in seen
