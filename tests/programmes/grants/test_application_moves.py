"""Every move from every wrong state and by every wrong role is refused: generated from the table."""

import pytest
from django.db import transaction

from ecosystem.accounts.roles import GRANTABLE, Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import SYSTEM, BySystem, RoleRefused, TransitionRefused, available_transitions, move
from programmes.grants.actions.application import (
    accept_as_valid,
    check_again,
    confirm_invalid,
    find_invalid,
    resubmit_application,
    return_for_completion,
    start_check,
    stop_lapsed,
    submit_application,
    withdraw_application,
)
from programmes.grants.models import Application, ApplicationStatus, Call, CallStatus
from startups.models import MemberRole, Membership
from tests.factories import ApplicationFactory, CallFactory, StartupFactory, UserFactory, person

pytestmark = pytest.mark.django_db
TABLE = Application.TRANSITIONS
ACTIONS = {
    "start_check": (start_check, {}),
    "return_for_completion": (return_for_completion, {"reason": "Lý do"}),
    "accept_as_valid": (accept_as_valid, {}),
    "find_invalid": (find_invalid, {"reason": "Lý do"}),
    "check_again": (check_again, {"reason": "Lý do"}),
    "confirm_invalid": (confirm_invalid, {}),
    "withdraw": (withdraw_application, {"reason": "Lý do"}),
    "stop_lapsed": (stop_lapsed, {"reason": "Lý do"}),
    "resubmit": (resubmit_application, {}),
}


def in_state(status, owner):
    return ApplicationFactory(status=status, startup=StartupFactory(members=[owner]), created_by=owner)


def actor_for(name, application):
    """Somebody who may make the move: a person with the role, or the system where no role may."""
    if set(TABLE[name].roles) == {SYSTEM}:
        return BySystem()
    role = sorted(TABLE[name].roles)[0]
    if role == SYSTEM:
        return BySystem()
    if role == Role.APPLICANT:
        return Membership.objects.get(startup=application.startup).user
    return person(*[role for role in TABLE[name].roles if role in GRANTABLE])


def put_in(application, status):
    type(application).objects.filter(pk=application.pk).update(status=status)
    application.refresh_from_db()


def wrong_states(name):
    return [status for status in ApplicationStatus if status not in TABLE[name].sources]


@pytest.mark.parametrize("name", list(TABLE))
@pytest.mark.row("B7")
def test_move_from_every_wrong_state_is_refused(name):
    application = in_state(ApplicationStatus.CLOSED, UserFactory())
    by = actor_for(name, application)

    for status in wrong_states(name):
        put_in(application, status)
        with pytest.raises(TransitionRefused), transaction.atomic():
            move(application, name, by=by, reason="Lý do")
        application.refresh_from_db()
        assert (status, name) == (application.status, name)
        user = person(Role.OFFICER) if isinstance(by, BySystem) else by
        assert name not in available_transitions(application, user)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("name", list(TABLE))
def test_move_by_every_wrong_role_is_refused(name):
    owner = UserFactory()
    application = in_state(ApplicationStatus.CLOSED, owner)
    others = {role: holder_of(role, application) for role in GRANTABLE} | {Role.APPLICANT: owner}

    for role, by in others.items():
        if role in TABLE[name].roles:
            continue
        for status in TABLE[name].sources:
            put_in(application, status)
            with pytest.raises(RoleRefused), transaction.atomic():
                move(application, name, by=by, reason="Lý do")
            application.refresh_from_db()
            assert application.status == status, role
            user = person(Role.OFFICER) if isinstance(by, BySystem) else by
        assert name not in available_transitions(application, user)


def holder_of(role, application):
    unit = application.call.unit if role in {Role.PARTNER_REPORTER, Role.PARTNER_HEAD} else None
    return person(role, unit=unit)


@pytest.mark.parametrize("name", list(ACTIONS))
@pytest.mark.row("B7")
def test_action_in_every_wrong_state_is_refused(name):
    application = in_state(ApplicationStatus.CLOSED, UserFactory())
    by = actor_for(name, application)
    action, arguments = ACTIONS[name]

    for status in wrong_states(name):
        put_in(application, status)
        with pytest.raises(TransitionRefused):
            action(application, by=by, **arguments)
        application.refresh_from_db()
        assert application.status == status


@pytest.mark.parametrize("status", [s for s in ApplicationStatus if s != ApplicationStatus.DRAFT])
def test_submitting_twice_changes_nothing(status):
    owner = UserFactory()
    application = in_state(status, owner)

    try:
        submit_application(application, by=owner)
    except TransitionRefused:
        assert status in {ApplicationStatus.WITHDRAWN, ApplicationStatus.STOPPED, ApplicationStatus.REJECTED}

    application.refresh_from_db()
    assert application.status == status
    assert not AuditEntry.objects.exists()


def test_role_in_another_unit_does_not_count():
    application = ApplicationFactory(status=ApplicationStatus.SUBMITTED)
    elsewhere = person(Role.OFFICER, unit=CallFactory().unit)

    with pytest.raises(RoleRefused):
        start_check(application, by=elsewhere)


@pytest.mark.parametrize("role", MemberRole)
def test_officer_who_belongs_to_the_startup_does_not_work_on_its_dossier(role):
    officer = person(Role.OFFICER, Role.DIRECTOR)
    startup = StartupFactory()
    Membership.objects.create(startup=startup, user=officer, role=role)
    application = ApplicationFactory(startup=startup, status=ApplicationStatus.SUBMITTED)

    with pytest.raises(RoleRefused):
        start_check(application, by=officer)


CALL_WRONG = [(name, s) for name, t in Call.TRANSITIONS.items() for s in CallStatus if s not in t.sources]


@pytest.mark.parametrize(("name", "status"), CALL_WRONG)
def test_call_move_from_a_wrong_state_is_refused(name, status):
    call = CallFactory(status=status)

    with pytest.raises(TransitionRefused), transaction.atomic():
        move(call, name, by=person(Role.MANAGER), reason="Lý do")


@pytest.mark.parametrize("name", list(Call.TRANSITIONS))
def test_call_move_by_every_wrong_role_is_refused(name):
    call = CallFactory(status=CallStatus.DRAFT)

    for role in GRANTABLE:
        if role in Call.TRANSITIONS[name].roles:
            continue
        unit = call.unit if role in {Role.PARTNER_REPORTER, Role.PARTNER_HEAD} else None
        with pytest.raises(RoleRefused), transaction.atomic():
            move(call, name, by=person(role, unit=unit), reason="Lý do")
    call.refresh_from_db()
    assert call.status == CallStatus.DRAFT
