"""The officer in charge: taking, giving, handing over and releasing a dossier, and who is notified."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from ecosystem.accounts.actions import revoke_role
from ecosystem.accounts.models import RoleGrant
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
from tests.factories import UnitFactory, person
from tests.mails import distinct_mail_recipients
from tests.programmes.grants.cases import make_case
from tests.programmes.grants.charges import take_in_charge

S = ApplicationStatus


@pytest.mark.row("B58")
@pytest.mark.django_db
def test_officer_who_starts_the_check_of_a_free_dossier_is_in_charge(submitted_case, colleague):
    start_check(submitted_case.application, by=submitted_case.officer)

    assert submitted_case.fresh.in_charge == submitted_case.officer


@pytest.mark.django_db
def test_check_started_by_somebody_else_leaves_the_officer_in_charge(submitted_case, colleague):
    take_in_charge(submitted_case)

    start_check(submitted_case.fresh, by=colleague)

    assert submitted_case.fresh.in_charge == submitted_case.officer


@pytest.mark.django_db
def test_check_started_after_the_officer_lost_the_role_changes_hands(submitted_case, colleague):
    take_in_charge(submitted_case)
    RoleGrant.objects.filter(user=submitted_case.officer).update(revoked_at=timezone.now())

    start_check(submitted_case.fresh, by=colleague)

    assert submitted_case.fresh.in_charge == colleague


@pytest.mark.django_db
def test_dossier_given_to_an_officer_notifies_that_officer_and_is_in_the_history(submitted_case, colleague):
    given = assign_officer(
        submitted_case.application,
        by=submitted_case.manager,
        officer=colleague,
        expected_officer_id=None,
        reason="Chuyên môn y tế",
    )

    assert given.in_charge == colleague
    assert distinct_mail_recipients("charge_received") == {colleague.email}
    entry = AuditEntry.objects.about(given).get(transition=charge.GIVE_CHARGE)
    assert (entry.by, entry.reason) == (submitted_case.manager, f"{colleague}. Chuyên môn y tế")


@pytest.mark.row("B58")
@pytest.mark.django_db
def test_handed_over_dossier_notifies_both_officers_but_not_the_actor(submitted_case, colleague):
    take_in_charge(submitted_case)
    OutboxMessage.objects.all().delete()

    assign_officer(
        submitted_case.fresh,
        by=submitted_case.manager,
        officer=colleague,
        expected_officer_id=submitted_case.officer.pk,
        reason="Nghỉ phép",
    )

    assert distinct_mail_recipients("charge_received") == {colleague.email}
    assert distinct_mail_recipients("charge_passed_on") == {submitted_case.officer.email}

    assign_officer(submitted_case.fresh, by=colleague, officer=submitted_case.officer, expected_officer_id=colleague.pk)

    assert distinct_mail_recipients("charge_passed_on") == {submitted_case.officer.email}


@pytest.mark.django_db
def test_officer_who_lost_the_role_is_not_notified_of_the_hand_over(submitted_case, colleague):
    take_in_charge(submitted_case)
    RoleGrant.objects.filter(user=submitted_case.officer).update(revoked_at=timezone.now())

    assign_officer(
        submitted_case.fresh,
        by=submitted_case.manager,
        officer=colleague,
        expected_officer_id=submitted_case.officer.pk,
    )

    assert distinct_mail_recipients("charge_passed_on") == set()


@pytest.mark.django_db
def test_mail_about_a_dossier_goes_to_the_officer_in_charge_alone(submitted_case, colleague):
    take_in_charge(submitted_case, colleague)
    start_check(submitted_case.fresh, by=submitted_case.officer)  # who moved it once

    withdraw_application(submitted_case.fresh, by=submitted_case.owner, reason="Đổi hướng")

    assert distinct_mail_recipients("withdrawn") == {colleague.email}


@pytest.mark.django_db
def test_mail_about_a_dossier_never_goes_to_former_staff(submitted_case, colleague):
    take_in_charge(submitted_case)
    start_check(submitted_case.fresh, by=submitted_case.officer)
    RoleGrant.objects.filter(user=submitted_case.officer).update(revoked_at=timezone.now())

    withdraw_application(submitted_case.fresh, by=submitted_case.owner, reason="Đổi hướng")

    assert distinct_mail_recipients("withdrawn") == {colleague.email}


@pytest.mark.django_db
def test_only_an_officer_of_the_unit_outside_the_startup_can_be_in_charge(submitted_case):
    other_unit = person(Role.OFFICER, unit=UnitFactory())
    closed = person(Role.OFFICER, unit=submitted_case.application.call.unit, is_active=False)
    member = person(Role.OFFICER, unit=submitted_case.application.call.unit)
    Membership.objects.create(startup=submitted_case.application.startup, user=member)

    for candidate in (other_unit, closed, member, submitted_case.director, submitted_case.owner):
        with pytest.raises(TransitionRefused):
            assign_officer(submitted_case.fresh, by=submitted_case.manager, officer=candidate, expected_officer_id=None)
    assert submitted_case.fresh.in_charge is None


@pytest.mark.django_db
def test_only_officers_and_managers_of_the_unit_hand_over(submitted_case, colleague):
    stranger = person(Role.OFFICER, unit=UnitFactory())
    for by in (submitted_case.owner, submitted_case.director, submitted_case.accountant, stranger):
        with pytest.raises(RoleRefused):
            assign_officer(submitted_case.fresh, by=by, officer=colleague, expected_officer_id=None)
        with pytest.raises(RoleRefused):
            release_charge(submitted_case.fresh, by=by, reason="Lý do")


@pytest.mark.django_db
@pytest.mark.parametrize("status", [S.DRAFT, S.REJECTED, S.CLOSED, S.WITHDRAWN, S.STOPPED])
def test_draft_and_finished_dossiers_change_no_hands(status):
    submitted_case = make_case(status)

    assert transfer_refusal(submitted_case.application, by=submitted_case.manager, officer=submitted_case.officer)


@pytest.mark.django_db
def test_draft_has_no_officer_in_charge_in_the_database():
    submitted_case = make_case(S.DRAFT)

    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=submitted_case.application.pk).update(
            in_charge=submitted_case.officer, submitted_at=None
        )


@pytest.mark.django_db
def test_page_that_showed_another_officer_is_refused(submitted_case, colleague):
    take_in_charge(submitted_case)

    with pytest.raises(TransitionRefused):
        assign_officer(submitted_case.fresh, by=colleague, officer=colleague, expected_officer_id=None)
    assert submitted_case.fresh.in_charge == submitted_case.officer


@pytest.mark.django_db
def test_released_dossier_tells_the_other_officers_of_the_unit(submitted_case, colleague):
    take_in_charge(submitted_case)
    OutboxMessage.objects.all().delete()

    release_charge(submitted_case.fresh, by=submitted_case.manager, reason="Nghỉ dài")

    assert submitted_case.fresh.in_charge is None
    assert distinct_mail_recipients("charges_released") == {colleague.email}


@pytest.mark.row("B58")
@pytest.mark.django_db
def test_all_dossiers_of_a_person_are_handed_over_at_once(submitted_case, colleague):
    unit = submitted_case.application.call.unit
    cases = [submitted_case, *(make_case(S.CHECKING, call=submitted_case.application.call) for _ in range(2))]
    done = make_case(S.CLOSED, call=submitted_case.application.call)
    elsewhere = make_case(S.CHECKING)
    RoleGrant.objects.create(user=submitted_case.officer, role=Role.OFFICER, unit=elsewhere.application.call.unit)
    ids = [c.application.pk for c in (*cases, done, elsewhere)]
    Application.objects.filter(pk__in=ids).update(in_charge=submitted_case.officer)
    own = cases[2]
    Membership.objects.create(startup=own.application.startup, user=colleague)

    result = hand_over_all(
        submitted_case.officer, by=submitted_case.manager, officer=colleague, reason="Chuyển công tác", units=[unit.pk]
    )

    assert [a.pk for a in result.moved] == [c.application.pk for c in cases[:2]]
    assert [a.pk for a, _refusal in result.refused] == [own.application.pk]
    assert [c.fresh.in_charge for c in cases] == [colleague, colleague, submitted_case.officer]
    assert {done.fresh.in_charge, elsewhere.fresh.in_charge} == {submitted_case.officer}
    assert OutboxMessage.objects.filter(kind="charges_received").values_list("recipient", flat=True).get() == (
        colleague.email
    )


@pytest.mark.django_db
def test_dossiers_of_an_officer_whose_role_ended_come_back_to_the_desk(submitted_case, colleague):
    take_in_charge(submitted_case)
    other = make_case(S.CHECKING, call=submitted_case.application.call)
    Application.objects.filter(pk=other.application.pk).update(in_charge=colleague)
    RoleGrant.objects.filter(user=submitted_case.officer).update(ends_at=timezone.now() - timedelta(minutes=1))

    assert release_lost_charges() == 1
    assert release_lost_charges() == 0

    assert (submitted_case.fresh.in_charge, other.fresh.in_charge) == (None, colleague)
    assert submitted_case.officer.email not in distinct_mail_recipients("charges_released")
    assert colleague.email in distinct_mail_recipients("charges_released")
    entry = AuditEntry.objects.about(submitted_case.application).get(transition=charge.RELEASE_CHARGE)
    assert entry.by is None


@pytest.mark.row("B58")
@pytest.mark.django_db
def test_role_taken_away_frees_the_dossiers_at_once_and_the_desk_is_notified(submitted_case, colleague):
    take_in_charge(submitted_case)
    other = make_case(S.CHECKING, call=submitted_case.application.call)
    Application.objects.filter(pk=other.application.pk).update(in_charge=colleague)
    administrator = person(Role.ADMINISTRATOR)

    revoke_role(RoleGrant.objects.get(user=submitted_case.officer), by=administrator, reason="Chuyển công tác")

    assert (submitted_case.fresh.in_charge, other.fresh.in_charge) == (None, colleague)
    assert distinct_mail_recipients("charges_released") == {colleague.email, other.officer.email}
    entry = AuditEntry.objects.about(submitted_case.application).get(transition=charge.RELEASE_CHARGE)
    assert (entry.by, submitted_case.officer.full_name in entry.reason) == (administrator, True)


@pytest.mark.django_db
def test_role_taken_away_in_another_unit_leaves_the_dossiers(submitted_case):
    take_in_charge(submitted_case)
    other = RoleGrant.objects.create(user=submitted_case.officer, role=Role.OFFICER, unit=UnitFactory())

    revoke_role(other, by=person(Role.ADMINISTRATOR), reason="Nhầm đơn vị")

    assert submitted_case.fresh.in_charge == submitted_case.officer


@pytest.mark.django_db
def test_officer_who_accepts_an_invitation_to_the_startup_gives_its_dossier_back_at_once(submitted_case):
    take_in_charge(submitted_case)
    startup = submitted_case.application.startup
    owner = startup.memberships.get(role=MemberRole.OWNER).user
    EmailAddress.objects.create(
        user=submitted_case.officer, email=submitted_case.officer.email, verified=True, primary=True
    )
    invitation = invite_member(
        startup, by=owner, email=submitted_case.officer.email, role=MemberRole.EDITOR, site="http://x"
    )

    accept_invitation(invitation, by=submitted_case.officer)

    assert submitted_case.fresh.in_charge is None


@pytest.mark.django_db
def test_dossier_of_a_startup_that_the_officer_joined_comes_back_to_the_desk(submitted_case, colleague):
    take_in_charge(submitted_case)
    Membership.objects.create(startup=submitted_case.application.startup, user=submitted_case.officer)

    assert release_lost_charges() == 1
    assert submitted_case.fresh.in_charge is None
