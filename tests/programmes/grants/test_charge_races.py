"""Races of taking and giving a dossier, each with its negative control."""

import pytest

from ecosystem.accounts.actions import revoke_role
from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import TransitionRefused
from programmes.grants.actions import charge
from programmes.grants.actions.charge import assign_officer
from programmes.grants.models import Application
from tests.concurrency import let_others_go_first, remove_lock, run_concurrently, wait_for_others
from tests.factories import person


def take_by_eight(submitted_case) -> list[str]:
    officers = [person(Role.OFFICER, unit=submitted_case.application.call.unit) for _ in range(8)]

    def take(officer) -> str:
        try:
            assign_officer(submitted_case.fresh, by=officer, officer=officer, expected_officer_id=None)
        except TransitionRefused:
            return "refused"
        return "taken"

    return sorted(run_concurrently([lambda o=o: take(o) for o in officers]))


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_one_of_eight_officers_takes_a_dossier(submitted_case):
    assert take_by_eight(submitted_case) == ["refused"] * 7 + ["taken"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_control_without_the_lock_all_eight_take_it(submitted_case, monkeypatch):
    remove_lock(monkeypatch, charge, barrier_at=Application)

    assert take_by_eight(submitted_case) == ["taken"] * 8


def give_while_the_role_is_taken_away(submitted_case, colleague, monkeypatch) -> None:
    """A manager gives the dossier to a colleague; between check and commit an administrator takes the role away."""
    administrator = person(Role.ADMINISTRATOR)
    manager, grant = submitted_case.manager, RoleGrant.objects.get(user=colleague)
    save = charge._save_charge

    def save_late(application, officer, **kwargs):
        if officer is not None:
            let_others_go_first()  # with the lock on the role it is not taken away meanwhile
        save(application, officer, **kwargs)

    monkeypatch.setattr(charge, "_save_charge", save_late)

    def give() -> None:
        assign_officer(submitted_case.fresh, by=manager, officer=colleague, expected_officer_id=None)

    def revoke() -> None:
        wait_for_others()
        revoke_role(grant, by=administrator, reason="Chuyển công tác")

    assert run_concurrently([give, revoke]) == [None, None]


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_dossier_given_while_the_role_is_taken_away_is_released(submitted_case, colleague, monkeypatch):
    give_while_the_role_is_taken_away(submitted_case, colleague, monkeypatch)

    assert submitted_case.fresh.in_charge is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_without_the_lock_on_the_role_the_dossier_stays_with_somebody_who_left(submitted_case, colleague, monkeypatch):
    monkeypatch.setattr(charge, "lock_roles", lambda *args: None)

    give_while_the_role_is_taken_away(submitted_case, colleague, monkeypatch)

    assert submitted_case.fresh.in_charge == colleague
