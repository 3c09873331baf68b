"""The officer in charge: taken, given, handed over, released; who is told, and who must not be."""

import threading
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.actions import revoke_role
from ecosystem.accounts.models import OrganisationUnit, RoleGrant
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.models import OutboxMessage
from programmes.grants.actions import charge
from programmes.grants.actions.application import start_check, withdraw_application
from programmes.grants.actions.charge import (
    assign_officer,
    hand_over_all,
    release_charge,
    release_lost_charges,
    transfer_refusal,
)
from programmes.grants.models import Application, ApplicationStatus
from startups.actions.membership import accept_invitation, invite_member
from startups.models import MemberRole, Membership
from tests.concurrency import TIMEOUT, run_concurrently
from tests.factories import UnitFactory, person
from tests.programmes.grants.cases import make_case

S = ApplicationStatus


def notified_addresses(kind: str) -> set[str]:
    return set(OutboxMessage.objects.filter(kind=kind).values_list("recipient", flat=True))


@pytest.fixture
def case():
    return make_case(S.SUBMITTED)


@pytest.fixture
def colleague(case):
    return person(Role.OFFICER, unit=case.application.call.unit)


def take_in_charge(case, officer=None) -> Application:
    officer = officer or case.officer
    return assign_officer(case.fresh, by=officer, officer=officer, expected_officer_id=case.fresh.in_charge_id)


@pytest.mark.row("B58")
@pytest.mark.django_db
def test_officer_who_starts_the_check_of_a_free_dossier_is_in_charge(case, colleague):
    start_check(case.application, by=case.officer)

    assert case.fresh.in_charge == case.officer


@pytest.mark.django_db
def test_check_started_by_somebody_else_leaves_the_officer_in_charge(case, colleague):
    take_in_charge(case)

    start_check(case.fresh, by=colleague)

    assert case.fresh.in_charge == case.officer


@pytest.mark.django_db
def test_check_started_after_the_officer_lost_the_role_changes_hands(case, colleague):
    take_in_charge(case)
    RoleGrant.objects.filter(user=case.officer).update(revoked_at=timezone.now())

    start_check(case.fresh, by=colleague)

    assert case.fresh.in_charge == colleague


@pytest.mark.django_db
def test_dossier_given_to_an_officer_notifies_that_officer_and_is_in_the_history(case, colleague):
    given = assign_officer(
        case.application, by=case.manager, officer=colleague, expected_officer_id=None, reason="Chuyên môn y tế"
    )

    assert given.in_charge == colleague
    assert notified_addresses("charge_received") == {colleague.email}
    entry = AuditEntry.objects.about(given).get(transition=charge.GIVE_CHARGE)
    assert (entry.by, entry.reason) == (case.manager, f"{colleague}. Chuyên môn y tế")


@pytest.mark.row("B58")
@pytest.mark.django_db
def test_handed_over_dossier_notifies_both_officers_but_not_the_actor(case, colleague):
    take_in_charge(case)
    OutboxMessage.objects.all().delete()

    assign_officer(
        case.fresh, by=case.manager, officer=colleague, expected_officer_id=case.officer.pk, reason="Nghỉ phép"
    )

    assert notified_addresses("charge_received") == {colleague.email}
    assert notified_addresses("charge_passed_on") == {case.officer.email}

    assign_officer(case.fresh, by=colleague, officer=case.officer, expected_officer_id=colleague.pk)

    assert notified_addresses("charge_passed_on") == {case.officer.email}


@pytest.mark.django_db
def test_officer_who_lost_the_role_is_not_notified_of_the_hand_over(case, colleague):
    take_in_charge(case)
    RoleGrant.objects.filter(user=case.officer).update(revoked_at=timezone.now())

    assign_officer(case.fresh, by=case.manager, officer=colleague, expected_officer_id=case.officer.pk)

    assert notified_addresses("charge_passed_on") == set()


@pytest.mark.django_db
def test_mail_about_a_dossier_goes_to_the_officer_in_charge_alone(case, colleague):
    take_in_charge(case, colleague)
    start_check(case.fresh, by=case.officer)  # who moved it once

    withdraw_application(case.fresh, by=case.owner, reason="Đổi hướng")

    assert notified_addresses("withdrawn") == {colleague.email}


@pytest.mark.django_db
def test_mail_about_a_dossier_never_goes_to_former_staff(case, colleague):
    take_in_charge(case)
    start_check(case.fresh, by=case.officer)
    RoleGrant.objects.filter(user=case.officer).update(revoked_at=timezone.now())

    withdraw_application(case.fresh, by=case.owner, reason="Đổi hướng")

    assert notified_addresses("withdrawn") == {colleague.email}


@pytest.mark.django_db
def test_only_an_officer_of_the_unit_outside_the_startup_can_be_in_charge(case):
    other_unit = person(Role.OFFICER, unit=UnitFactory())
    closed = person(Role.OFFICER, unit=case.application.call.unit, is_active=False)
    member = person(Role.OFFICER, unit=case.application.call.unit)
    Membership.objects.create(startup=case.application.startup, user=member)

    for candidate in (other_unit, closed, member, case.director, case.owner):
        with pytest.raises(TransitionRefused):
            assign_officer(case.fresh, by=case.manager, officer=candidate, expected_officer_id=None)
    assert case.fresh.in_charge is None


@pytest.mark.django_db
def test_only_officers_and_managers_of_the_unit_hand_over(case, colleague):
    stranger = person(Role.OFFICER, unit=UnitFactory())
    for by in (case.owner, case.director, case.accountant, stranger):
        with pytest.raises(RoleRefused):
            assign_officer(case.fresh, by=by, officer=colleague, expected_officer_id=None)
        with pytest.raises(RoleRefused):
            release_charge(case.fresh, by=by, reason="Lý do")


@pytest.mark.django_db
@pytest.mark.parametrize("status", [S.DRAFT, S.REJECTED, S.CLOSED, S.WITHDRAWN, S.STOPPED])
def test_draft_and_finished_dossiers_change_no_hands(status):
    case = make_case(status)

    assert transfer_refusal(case.application, by=case.manager, officer=case.officer)


@pytest.mark.django_db
def test_draft_has_no_officer_in_charge_in_the_database():
    case = make_case(S.DRAFT)

    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=case.application.pk).update(in_charge=case.officer, submitted_at=None)


@pytest.mark.django_db
def test_page_that_showed_another_officer_is_refused(case, colleague):
    take_in_charge(case)

    with pytest.raises(TransitionRefused):
        assign_officer(case.fresh, by=colleague, officer=colleague, expected_officer_id=None)
    assert case.fresh.in_charge == case.officer


@pytest.mark.django_db
def test_released_dossier_tells_the_other_officers_of_the_unit(case, colleague):
    take_in_charge(case)
    OutboxMessage.objects.all().delete()

    release_charge(case.fresh, by=case.manager, reason="Nghỉ dài")

    assert case.fresh.in_charge is None
    assert notified_addresses("charges_released") == {colleague.email}


@pytest.mark.row("B58")
@pytest.mark.django_db
def test_all_dossiers_of_a_person_are_handed_over_at_once(case, colleague):
    unit = case.application.call.unit
    cases = [case, *(make_case(S.CHECKING, call=case.application.call) for _ in range(2))]
    done = make_case(S.CLOSED, call=case.application.call)
    elsewhere = make_case(S.CHECKING)
    RoleGrant.objects.create(user=case.officer, role=Role.OFFICER, unit=elsewhere.application.call.unit)
    ids = [c.application.pk for c in (*cases, done, elsewhere)]
    Application.objects.filter(pk__in=ids).update(in_charge=case.officer)
    own = cases[2]
    Membership.objects.create(startup=own.application.startup, user=colleague)

    result = hand_over_all(case.officer, by=case.manager, officer=colleague, reason="Chuyển công tác", units=[unit.pk])

    assert [a.pk for a in result.moved] == [c.application.pk for c in cases[:2]]
    assert [a.pk for a, _refusal in result.refused] == [own.application.pk]
    assert [c.fresh.in_charge for c in cases] == [colleague, colleague, case.officer]
    assert {done.fresh.in_charge, elsewhere.fresh.in_charge} == {case.officer}
    assert OutboxMessage.objects.filter(kind="charges_received").values_list("recipient", flat=True).get() == (
        colleague.email
    )


@pytest.mark.django_db
def test_dossiers_of_an_officer_whose_role_ended_come_back_to_the_desk(case, colleague):
    take_in_charge(case)
    other = make_case(S.CHECKING, call=case.application.call)
    Application.objects.filter(pk=other.application.pk).update(in_charge=colleague)
    RoleGrant.objects.filter(user=case.officer).update(ends_at=timezone.now() - timedelta(minutes=1))

    assert release_lost_charges() == 1
    assert release_lost_charges() == 0

    assert (case.fresh.in_charge, other.fresh.in_charge) == (None, colleague)
    assert case.officer.email not in notified_addresses("charges_released")
    assert colleague.email in notified_addresses("charges_released")
    entry = AuditEntry.objects.about(case.application).get(transition=charge.RELEASE_CHARGE)
    assert entry.by is None


@pytest.mark.row("B58")
@pytest.mark.django_db
def test_role_taken_away_frees_the_dossiers_at_once_and_the_desk_is_notified(case, colleague):
    take_in_charge(case)
    other = make_case(S.CHECKING, call=case.application.call)
    Application.objects.filter(pk=other.application.pk).update(in_charge=colleague)
    administrator = person(Role.ADMINISTRATOR)

    revoke_role(RoleGrant.objects.get(user=case.officer), by=administrator, reason="Chuyển công tác")

    assert (case.fresh.in_charge, other.fresh.in_charge) == (None, colleague)
    assert notified_addresses("charges_released") == {colleague.email, other.officer.email}
    entry = AuditEntry.objects.about(case.application).get(transition=charge.RELEASE_CHARGE)
    assert (entry.by, case.officer.full_name in entry.reason) == (administrator, True)


@pytest.mark.django_db
def test_role_taken_away_in_another_unit_leaves_the_dossiers(case):
    take_in_charge(case)
    other = RoleGrant.objects.create(user=case.officer, role=Role.OFFICER, unit=UnitFactory())

    revoke_role(other, by=person(Role.ADMINISTRATOR), reason="Nhầm đơn vị")

    assert case.fresh.in_charge == case.officer


@pytest.mark.django_db
def test_officer_who_accepts_an_invitation_to_the_startup_gives_its_dossier_back_at_once(case):
    take_in_charge(case)
    startup = case.application.startup
    owner = startup.memberships.get(role=MemberRole.OWNER).user
    EmailAddress.objects.create(user=case.officer, email=case.officer.email, verified=True, primary=True)
    invitation = invite_member(startup, by=owner, email=case.officer.email, role=MemberRole.EDITOR, site="http://x")

    accept_invitation(invitation, by=case.officer)

    assert case.fresh.in_charge is None


@pytest.mark.django_db
def test_dossier_of_a_startup_that_the_officer_joined_comes_back_to_the_desk(case, colleague):
    take_in_charge(case)
    Membership.objects.create(startup=case.application.startup, user=case.officer)

    assert release_lost_charges() == 1
    assert case.fresh.in_charge is None


# --- Pages ------------------------------------------------------------------------------------------
def page(user, application) -> str:
    client = Client()
    client.force_login(user)
    return client.get(reverse("grants:application_detail", args=[application.pk])).content.decode()


@pytest.mark.row("B58")
@pytest.mark.django_db
@pytest.mark.row("A27")
def test_applicant_reads_desk_or_person_as_the_unit_decides(case):
    take_in_charge(case)
    unit = case.application.call.unit
    assert str(case.officer) not in page(case.owner, case.application)
    assert unit.label in page(case.owner, case.application)

    OrganisationUnit.objects.filter(pk=unit.pk).update(names_officers=True)
    assert str(case.officer) in page(case.owner, case.application)

    RoleGrant.objects.filter(user=case.officer).update(revoked_at=timezone.now())
    assert str(case.officer) not in page(case.owner, case.application)


@pytest.mark.django_db
def test_officer_takes_a_dossier_on_its_page(case, colleague):
    client = Client()
    client.force_login(colleague)
    take = reverse("grants:charge_take", args=[case.application.pk])
    assert take in page(colleague, case.application)
    assert take not in page(case.director, case.application)

    client.post(take)

    assert case.fresh.in_charge == colleague
    assert take not in page(case.officer, case.application)


@pytest.mark.django_db
def test_hand_over_page_names_what_changed_in_the_meantime(case, colleague):
    address = reverse("grants:charge_hand_over", args=[case.application.pk])
    client = Client()
    client.force_login(case.manager)
    assert client.get(address).status_code == 200
    take_in_charge(case)

    answer = client.post(address, {"officer": colleague.pk, "reason": "Nghỉ phép", "expected_officer": ""})

    assert answer.status_code == 409
    assert str(case.officer) in answer.content.decode()
    done = client.post(address, {"officer": colleague.pk, "reason": "Nghỉ phép", "expected_officer": case.officer.pk})
    assert (done.status_code, case.fresh.in_charge) == (302, colleague)


@pytest.mark.django_db
def test_page_hands_over_all_dossiers_of_a_person(case, colleague):
    take_in_charge(case)
    foreign = make_case(S.CHECKING)
    Application.objects.filter(pk=foreign.application.pk).update(in_charge=foreign.officer)
    client = Client()
    client.force_login(case.manager)
    address = reverse("grants:charge_hand_over_all")
    choices = client.get(address).context["form"].fields["person"].queryset
    assert list(choices) == [case.officer]

    client.post(address, {"person": case.officer.pk, "officer": "", "reason": "Nghỉ việc"})

    assert (case.fresh.in_charge, foreign.fresh.in_charge) == (None, foreign.officer)


@pytest.mark.django_db
def test_list_narrows_to_own_and_to_free_dossiers(case, colleague):
    free = make_case(S.SUBMITTED, call=case.application.call)
    take_in_charge(case)
    client = Client()
    client.force_login(case.officer)

    def dossier_ids(value: str) -> set[int]:
        answer = client.get(reverse("grants:application_list"), {"charge": value})
        return {row.pk for row in answer.context["page"]}

    assert dossier_ids("me") == {case.application.pk}
    assert dossier_ids("none") == {free.application.pk}


# --- Eight officers at once ---------------------------------------------------------------------------
def take_by_eight(case) -> list[str]:
    officers = [person(Role.OFFICER, unit=case.application.call.unit) for _ in range(8)]

    def take(officer) -> str:
        try:
            assign_officer(case.fresh, by=officer, officer=officer, expected_officer_id=None)
        except TransitionRefused:
            return "refused"
        return "taken"

    return sorted(run_concurrently([lambda o=o: take(o) for o in officers]))


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_one_of_eight_officers_takes_a_dossier(case):
    assert take_by_eight(case) == ["refused"] * 7 + ["taken"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_control_without_the_lock_all_eight_take_it(case, monkeypatch):
    together = threading.Barrier(8)

    def read(obj):
        row = type(obj).objects.get(pk=obj.pk)
        together.wait(TIMEOUT)
        return row

    monkeypatch.setattr(charge, "lock", read)

    assert take_by_eight(case) == ["taken"] * 8


def give_while_the_role_is_taken_away(case, colleague, monkeypatch) -> None:
    """A manager gives the dossier to a colleague; between check and commit an administrator takes the role away."""
    administrator, checked, revoked = person(Role.ADMINISTRATOR), threading.Event(), threading.Event()
    manager, grant = case.manager, RoleGrant.objects.get(user=colleague)
    save = charge._save_charge

    def save_late(application, officer, **kwargs):
        if officer is not None:
            checked.set()
            revoked.wait(1)  # with the lock on the role it is not taken away meanwhile
        save(application, officer, **kwargs)

    monkeypatch.setattr(charge, "_save_charge", save_late)

    def give() -> None:
        assign_officer(case.fresh, by=manager, officer=colleague, expected_officer_id=None)

    def revoke() -> None:
        checked.wait(TIMEOUT)
        revoke_role(grant, by=administrator, reason="Chuyển công tác")
        revoked.set()

    assert run_concurrently([give, revoke]) == [None, None]


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_dossier_given_while_the_role_is_taken_away_is_released(case, colleague, monkeypatch):
    give_while_the_role_is_taken_away(case, colleague, monkeypatch)

    assert case.fresh.in_charge is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_without_the_lock_on_the_role_the_dossier_stays_with_somebody_who_left(case, colleague, monkeypatch):
    monkeypatch.setattr(charge, "lock_roles", lambda *args: None)

    give_while_the_role_is_taken_away(case, colleague, monkeypatch)

    assert case.fresh.in_charge == colleague
