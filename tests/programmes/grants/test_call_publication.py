"""Publishing a call: what it needs, who may do it, and what stays fixed afterwards."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from programmes.grants.actions.call import (
    create_call,
    publish_call,
    save_criteria,
    update_call,
)
from programmes.grants.models import CallStatus
from tests.factories import (
    BudgetLineFactory,
    CallFactory,
    PolicyFactory,
    UnitFactory,
    person,
)
from tests.programmes.grants.cases import ready_call

pytestmark = pytest.mark.django_db


def test_ready_call_is_published(client, manager):
    call = ready_call()
    client.force_login(manager)
    address = reverse("grants:call_publish", args=[call.pk])
    assert client.get(address).status_code == 200
    call.refresh_from_db()
    assert call.status == CallStatus.DRAFT

    client.post(address)

    call.refresh_from_db()
    assert call.status == CallStatus.PUBLISHED


@pytest.mark.parametrize("weights", [(), (50, 49), (100, 1)])
def test_weights_must_add_up_to_100(manager, weights):
    call = ready_call(criteria=weights)

    with pytest.raises(TransitionRefused, match=str(sum(weights))):
        publish_call(call, by=manager)

    call.refresh_from_db()
    assert call.status == CallStatus.DRAFT


def test_budget_line_needs_money(manager):
    call = ready_call(budget_line=BudgetLineFactory(planned=5, granted=5))

    with pytest.raises(TransitionRefused):
        publish_call(call, by=manager)


def test_window_must_not_lie_in_the_past(manager):
    now = timezone.now()
    call = ready_call(opens_at=now - timedelta(days=2), closes_at=now - timedelta(seconds=1))

    with pytest.raises(TransitionRefused):
        publish_call(call, by=manager)


def test_evaluators_must_be_enough_and_still_hold_the_role(manager):
    call = ready_call(evaluators_per_dossier=2)
    call.evaluators.first().role_grants.update(revoked_at=timezone.now())

    with pytest.raises(TransitionRefused, match="1"):
        publish_call(call, by=manager)


def test_published_call_can_no_longer_be_changed(client, manager):
    call = CallFactory()
    client.force_login(manager)

    for action in (
        lambda: update_call(call, by=manager, version="", name="Khác"),
        lambda: save_criteria(call, [], by=manager, version=""),
    ):
        with pytest.raises(TransitionRefused):
            action()
    assert client.get(reverse("grants:call_edit", args=[call.pk])).status_code == 409
    assert call.criteria.count() == 5


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DIRECTOR])
def test_only_a_manager_makes_changes_and_publishes(client, role):
    call = ready_call()
    client.force_login(person(role))

    assert client.get(reverse("grants:call_manage", args=[call.pk])).status_code == 200
    for name in ("call_edit", "call_criteria", "call_publish", "call_cancel"):
        assert client.get(reverse(f"grants:{name}", args=[call.pk])).status_code == 403
    assert client.get(reverse("grants:call_create")).status_code == 403
    assert client.post(reverse("grants:call_publish", args=[call.pk])).status_code == 403


def test_manager_of_another_unit_knows_no_draft(client):
    call = ready_call()
    client.force_login(person(Role.MANAGER, unit=UnitFactory()))

    assert client.get(reverse("grants:call_manage", args=[call.pk])).status_code == 404
    assert client.get(reverse("grants:call_detail", args=[call.code])).status_code == 404


def test_making_a_call_for_another_unit_is_refused():
    manager = person(Role.MANAGER, unit=UnitFactory())

    with pytest.raises(RoleRefused):
        create_call(PolicyFactory(), by=manager, unit=UnitFactory())
