"""Invitations of colleagues: sent, accepted, sent again, withdrawn, expired; and when they no longer count."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.actions import close_account, revoke_role
from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import FieldRefused, RoleRefused, TransitionRefused
from ecosystem.notices.models import OutboxMessage
from ecosystem.people.actions import invitation as invitation_actions
from ecosystem.people.actions.invitation import WrongAddress, watch_invitations
from ecosystem.people.actions.role_invitation import (
    accept_role_invitation,
    invite_colleague,
    resend_role_invitation,
    withdraw_role_invitation,
)
from ecosystem.people.demo import seed_invitations
from ecosystem.people.models import InvitationStatus, RoleInvitation
from startups.models import Invitation, MemberRole
from tests.concurrency import let_others_go_first, remove_lock, run_concurrently, unguarded_move, wait_for_others
from tests.factories import StartupFactory, UnitFactory, UserFactory, person

pytestmark = pytest.mark.django_db
S = InvitationStatus
ADDRESS = "moi@example.org"


def verified(user: User) -> User:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def administrator():
    person(Role.ADMINISTRATOR)  # a second one, so that the first may go
    return person(Role.ADMINISTRATOR)


@pytest.fixture
def colleague():
    return verified(UserFactory(email=ADDRESS))


def invite(by: User, role: str = Role.OFFICER, email: str = ADDRESS, **values) -> RoleInvitation:
    return invite_colleague(by=by, email=email, role=role, site="https://cong.example", **values)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def roles(user: User) -> list[tuple[str, int | None]]:
    return list(RoleGrant.objects.in_force().filter(user=user).values_list("role", "unit"))


def mails(kind: str) -> list[str]:
    return list(OutboxMessage.objects.filter(kind=kind).values_list("recipient", flat=True))


# --- From the form to the role --------------------------------------------------------------------------
@pytest.mark.row("B58")
def test_colleague_is_invited_signs_up_and_gets_the_role_only_after_accepting(administrator):
    unit = UnitFactory(name="Sở Khoa học và Công nghệ")
    client = signed_in(administrator)
    values = {"email": "Moi@Example.org", "role": "officer", "unit": unit.pk, "message": "Chào mừng chị!"}

    sent = client.post(reverse("people:invitation_create"), values)

    invitation, mail = RoleInvitation.objects.get(), OutboxMessage.objects.get(kind="role_invitation")
    assert (sent.status_code, invitation.email, invitation.invited_by) == (302, ADDRESS, administrator)
    assert mail.recipient == ADDRESS
    for words in (f"/role-invitations/{invitation.token}/", "Chào mừng chị!", unit.name, str(administrator)):
        assert words in mail.body
    guest = verified(UserFactory(email=ADDRESS))
    link = reverse("people:invitation_accept", args=[invitation.token])
    page = signed_in(guest).get(link).content.decode()
    assert "Chào mừng chị!" in page
    assert roles(guest) == []

    accepted = signed_in(guest).post(link)

    assert accepted.status_code == 302
    assert roles(guest) == [("officer", unit.pk)]
    assert RoleGrant.objects.get(user=guest).granted_by == administrator
    invitation.refresh_from_db()
    assert (invitation.status, invitation.accepted_by) == (S.ACCEPTED, guest)
    assert mails("invitation_accepted") == [administrator.email]
    moves = AuditEntry.objects.about(invitation).order_by("pk").values_list("transition", "by")
    assert list(moves) == [("invite", administrator.pk), ("accept", guest.pk)]


def test_anonymous_reads_the_invitation_and_is_led_back_after_signing_up(administrator, client):
    invitation = invite(administrator)
    link = reverse("people:invitation_accept", args=[invitation.token])

    page = client.get(link).content.decode()

    assert f"/accounts/signup/?next={link}" in page
    assert ADDRESS not in page
    assert client.post(link).status_code == 403
    assert client.get(reverse("people:invitation_accept", args=["x" * 40])).status_code == 404


@override_settings(STAFF_NEEDS_SECOND_FACTOR=True)
def test_new_colleague_has_to_set_up_the_second_step(administrator, colleague):
    invitation = invite(administrator)
    client = signed_in(colleague)

    page = client.post(reverse("people:invitation_accept", args=[invitation.token]), follow=True)

    assert page.redirect_chain[-1][0] == reverse("mfa_index")


def test_account_of_another_address_does_not_get_the_role(administrator, colleague):
    invitation = invite(administrator)
    other, unverified = verified(UserFactory()), UserFactory()
    EmailAddress.objects.create(user=unverified, email=ADDRESS, verified=False)

    for user in (other, unverified):
        answer = signed_in(user).post(reverse("people:invitation_accept", args=[invitation.token]))
        assert answer.status_code == 403
        assert roles(user) == []
        with pytest.raises(WrongAddress):
            accept_role_invitation(invitation, by=user)


# --- Errors beside their field --------------------------------------------------------------------------
def errors_of(administrator: User, **values) -> tuple[int, list[str]]:
    data = {"email": ADDRESS, "role": "officer", "unit": "", "message": "Xin chào"} | values
    answer = signed_in(administrator).post(reverse("people:invitation_create"), data)
    assert answer.context["form"]["message"].value() == "Xin chào"
    return answer.status_code, list(answer.context["form"].errors)


def test_wrong_input_is_notified_beside_its_field(administrator):
    assert errors_of(administrator, email="không phải địa chỉ") == (422, ["email"])
    assert errors_of(administrator, role="applicant") == (422, ["role"])
    assert errors_of(administrator, role="partner_head") == (422, ["unit"])
    assert errors_of(administrator, role="council", unit=UnitFactory().pk) == (422, ["unit"])
    assert errors_of(administrator, unit=UnitFactory(valid_to=timezone.localdate()).pk) == (422, ["unit"])
    assert not RoleInvitation.objects.exists()


def test_refused_address_is_notified_beside_the_address(administrator):
    officer, closed = person(Role.OFFICER), UserFactory(is_active=False)
    invite(administrator)

    for email in (ADDRESS, administrator.email, officer.email, closed.email):
        assert errors_of(administrator, email=email) == (409, ["email"])
    assert RoleInvitation.objects.count() == 1


def test_conflict_with_an_own_startup_is_warned_of_before_the_mail_goes_out(administrator, colleague):
    StartupFactory(name="Doanh nghiệp của tôi", members=[colleague])
    client = signed_in(administrator)
    data = {"email": ADDRESS, "role": "officer", "unit": "", "message": ""}

    refused = client.post(reverse("people:invitation_create"), data)

    assert (refused.status_code, list(refused.context["form"].errors)) == (409, ["accepts_conflict"])
    assert "Doanh nghiệp của tôi" in refused.content.decode()
    assert mails("role_invitation") == []

    client.post(reverse("people:invitation_create"), data | {"accepts_conflict": "on"})
    accept_role_invitation(RoleInvitation.objects.get(), by=colleague)
    assert roles(colleague) == [("officer", None)]


def test_conflict_that_arose_after_the_invitation_refuses_it(administrator, colleague):
    invitation = invite(administrator)
    StartupFactory(members=[colleague])

    answer = signed_in(colleague).post(reverse("people:invitation_accept", args=[invitation.token]))

    assert (answer.status_code, roles(colleague)) == (409, [])
    assert RoleInvitation.objects.get().status == S.OPEN


def test_only_administrators_invite():
    for role in (Role.MANAGER, Role.DIRECTOR, Role.COUNCIL):
        with pytest.raises(RoleRefused):
            invite(person(role))


# --- Again, withdrawn, expired --------------------------------------------------------------------------
def test_invitation_is_sent_again_for_the_full_time(administrator):
    invitation = invite(administrator)
    RoleInvitation.objects.update(expires_at=timezone.now() + timedelta(hours=1))

    signed_in(administrator).post(reverse("people:invitation_resend", args=[invitation.pk]))

    invitation.refresh_from_db()
    assert invitation.expires_at > timezone.now() + timedelta(days=13)
    assert mails("role_invitation") == [ADDRESS, ADDRESS]


def test_withdrawn_invitation_no_longer_works(administrator, colleague):
    invitation = invite(administrator)
    client = signed_in(administrator)
    address = reverse("people:invitation_withdraw", args=[invitation.pk])

    assert client.post(address, {"reason": "Nhầm địa chỉ"}).status_code == 302

    link = reverse("people:invitation_accept", args=[invitation.token])
    assert signed_in(colleague).post(link).status_code == 409
    assert roles(colleague) == []
    assert client.post(address).status_code == 409
    assert "Nhầm địa chỉ" in client.get(reverse("people:invitation_detail", args=[invitation.pk])).content.decode()
    invite(administrator)  # the address can be invited again


@override_settings(INVITATION_DAYS=3)
def test_days_to_accept_are_a_setting(administrator):
    left = invite(administrator).expires_at - timezone.now()

    assert timedelta(days=2, hours=23) < left <= timedelta(days=3)


def test_time_that_is_over_ends_every_kind_of_invitation_and_tells_the_inviter(administrator, colleague):
    late, fresh = invite(administrator), invite(administrator, email="khac@example.org")
    RoleInvitation.objects.filter(pk=late.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    owner = UserFactory()
    of_startup = Invitation.objects.create(
        startup=StartupFactory(members=[owner]),
        email=ADDRESS,
        role=MemberRole.EDITOR,
        invited_by=owner,
        expires_at=timezone.now() - timedelta(minutes=1),
    )

    assert (watch_invitations(), watch_invitations()) == (2, 0)

    states = dict(RoleInvitation.objects.values_list("pk", "status"))
    assert states == {late.pk: S.EXPIRED, fresh.pk: S.OPEN}
    of_startup.refresh_from_db()
    assert of_startup.status == S.EXPIRED
    assert sorted(mails("invitation_expired")) == sorted([administrator.email, owner.email])
    with pytest.raises(TransitionRefused):
        accept_role_invitation(late, by=colleague)


def test_expired_invitation_is_sent_again_unless_a_newer_one_waits(administrator):
    late = invite(administrator)
    RoleInvitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    watch_invitations()

    again = resend_role_invitation(late, by=administrator, site="")
    assert again.is_open

    RoleInvitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    watch_invitations()
    invite(administrator)
    with pytest.raises(TransitionRefused):
        resend_role_invitation(late, by=administrator, site="")


# --- An invitation falls with the right of its sender, or the removal of its receiver -------------------
def test_invitation_falls_with_the_role_of_its_sender(administrator, colleague):
    mine, of_other = invite(administrator), invite(person(Role.ADMINISTRATOR), email="khac@example.org")

    revoke_role(RoleGrant.objects.get(user=administrator), by=person(Role.ADMINISTRATOR), reason="Chuyển công tác")

    assert dict(RoleInvitation.objects.values_list("pk", "status")) == {mine.pk: S.LAPSED, of_other.pk: S.OPEN}
    with pytest.raises(TransitionRefused):
        accept_role_invitation(mine, by=colleague)
    assert roles(colleague) == []


def test_invitation_falls_when_the_role_of_its_sender_ends_by_itself(administrator, colleague):
    invitation = invite(administrator)
    RoleGrant.objects.filter(user=administrator).update(ends_at=timezone.now() - timedelta(minutes=1))

    with pytest.raises(TransitionRefused):
        accept_role_invitation(invitation, by=colleague)
    assert watch_invitations() == 1
    assert RoleInvitation.objects.get().status == S.LAPSED


@pytest.mark.parametrize("leaver", ["sender", "receiver"])
def test_invitation_falls_with_the_account_of_sender_or_receiver(administrator, colleague, leaver):
    invite(administrator)
    other = invite(person(Role.ADMINISTRATOR), email="khac@example.org")
    gone = administrator if leaver == "sender" else colleague

    close_account(gone, by=person(Role.ADMINISTRATOR), reason="Nghỉ việc", takers={})

    open_ones = RoleInvitation.objects.open()
    assert [row.pk for row in open_ones] == [other.pk]


def test_unit_that_ended_takes_nobody_new(administrator, colleague):
    unit = UnitFactory()
    invitation = invite(administrator, unit=unit)
    type(unit).objects.filter(pk=unit.pk).update(valid_to=timezone.localdate())

    with pytest.raises(TransitionRefused):
        accept_role_invitation(invitation, by=colleague)
    with pytest.raises(FieldRefused):
        invite(administrator, unit=unit, email="khac@example.org")


def test_demonstration_shows_an_open_and_an_expired_invitation(administrator):
    seed_invitations()
    seed_invitations()  # safe to repeat

    found = RoleInvitation.objects.order_by("pk").values_list("status", flat=True)
    assert list(found) == [S.OPEN, S.EXPIRED]
    assert RoleInvitation.objects.acceptable().count() == 1
    assert watch_invitations() == 0


# --- At once --------------------------------------------------------------------------------------------
def outcomes(jobs) -> list[str]:
    """Names of what each job met; "done" where it was not refused."""
    return ["refused" if isinstance(r, TransitionRefused) else "done" for r in run_concurrently(jobs)]


def accept_twice(colleague, invitation) -> list[str]:
    return outcomes([lambda: accept_role_invitation(invitation, by=colleague) for _ in range(4)])


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_invitation_accepted_by_four_clicks_gives_one_role(administrator, colleague):
    assert sorted(accept_twice(colleague, invite(administrator))) == ["done", "refused", "refused", "refused"]
    assert roles(colleague) == [("officer", None)]


def accept_while_it_is_withdrawn(administrator, colleague, monkeypatch) -> tuple[list[str], str]:
    """The acceptance stops after its checks until the withdrawal is done, or waits for the lock."""
    invitation, owns = invite(administrator), invitation_actions.owns_address

    def owns_late(user, email):
        let_others_go_first()
        return owns(user, email)

    monkeypatch.setattr(invitation_actions, "owns_address", owns_late)

    def withdraw() -> None:
        wait_for_others()
        withdraw_role_invitation(invitation, by=administrator)

    results = outcomes([lambda: accept_role_invitation(invitation, by=colleague), withdraw])
    return results, RoleInvitation.objects.get().status


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_invitation_withdrawn_while_it_is_accepted_is_one_of_both(administrator, colleague, monkeypatch):
    results, status = accept_while_it_is_withdrawn(administrator, colleague, monkeypatch)

    assert (results, status, roles(colleague)) == (["done", "refused"], S.ACCEPTED, [("officer", None)])


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_without_the_lock_a_withdrawn_invitation_gives_the_role(administrator, colleague, monkeypatch):
    """Negative control."""
    remove_lock(monkeypatch, invitation_actions)
    monkeypatch.setattr(invitation_actions, "move", unguarded_move)

    results, status = accept_while_it_is_withdrawn(administrator, colleague, monkeypatch)

    assert (results, status, roles(colleague)) == (["done", "done"], S.ACCEPTED, [("officer", None)])
