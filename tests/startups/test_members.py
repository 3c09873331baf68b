"""Members: invited by email, accepted with a verified address, changed by owners, and never without an owner."""

from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import version_of
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.models import OutboxMessage
from startups.actions import membership as actions
from startups.actions.membership import (
    MAX_OPEN_INVITATIONS,
    accept_invitation,
    change_member_role,
    hand_over_ownership,
    invite_member,
    remove_member,
)
from startups.models import Invitation, MemberRole, Membership
from tests.concurrency import add_barrier, remove_lock, run_concurrently
from tests.factories import StartupFactory, UserFactory, person
from tests.startups.cases import member, with_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def startup():
    return StartupFactory()


@pytest.fixture
def owner(startup):
    return member(startup, MemberRole.OWNER)


def invitation(startup, owner, email="moi@example.org", role=MemberRole.EDITOR, **fields):
    return Invitation.objects.create(startup=startup, email=email, role=role, invited_by=owner, **fields)


def roles(startup):
    return sorted(startup.memberships.values_list("user", "role"))


# Inviting


def test_invitation_goes_out_by_mail_with_a_link_for_fourteen_days(client, startup, owner):
    client.force_login(owner)

    client.post(f"/manage/startups/{startup.pk}/members/invite/", {"email": "Moi@Example.org", "role": "reader"})

    invited, message = Invitation.objects.get(), OutboxMessage.objects.get()
    assert (invited.email, invited.role, invited.invited_by) == ("moi@example.org", "reader", owner)
    assert timedelta(days=13, hours=23) < invited.expires_at - timezone.now() <= timedelta(days=14)
    assert message.recipient == "moi@example.org"
    assert f"http://testserver/invitations/{invited.token}/" in message.body


@pytest.mark.parametrize(("email", "role"), [("", "reader"), ("not an address", "reader"), ("a@example.org", "king")])
def test_bad_invitation_is_an_error_and_its_input_stays(client, startup, owner, email, role):
    client.force_login(owner)

    response = client.post(f"/manage/startups/{startup.pk}/members/invite/", {"email": email, "role": role})

    assert len(response.context["form"].errors) == 1
    assert response.context["form"]["email"].value() == email


def test_member_or_invited_address_is_not_invited_again(startup, owner):
    invitation(startup, owner)
    for email in (owner.email.upper(), "MOI@example.org"):
        with pytest.raises(TransitionRefused):
            invite_member(startup, by=owner, email=email, role="reader", site="")


def test_expired_invitation_allows_a_new_one(startup, owner):
    invitation(startup, owner, expires_at=timezone.now() - timedelta(seconds=1))

    fresh = invite_member(startup, by=owner, email="moi@example.org", role="reader", site="")

    assert [i.pk for i in Invitation.objects.open()] == [fresh.pk]


def test_too_many_open_invitations_are_refused(startup, owner):
    for n in range(MAX_OPEN_INVITATIONS):
        invitation(startup, owner, email=f"p{n}@example.org")

    with pytest.raises(TransitionRefused):
        invite_member(startup, by=owner, email="one-more@example.org", role="reader", site="")


def test_cancelled_invitation_no_longer_works(client, startup, owner):
    invited = invitation(startup, owner)
    client.force_login(owner)

    client.post(f"/manage/invitations/{invited.pk}/cancel/")

    invited.refresh_from_db()
    with pytest.raises(TransitionRefused):
        accept_invitation(invited, by=with_address(UserFactory(email="moi@example.org")))
    assert client.post(f"/manage/invitations/{invited.pk}/cancel/").status_code == 409


# Accepting


@pytest.mark.row("A13")
def test_invited_person_becomes_a_member_with_the_offered_role(client, startup, owner):
    invited = invitation(startup, owner)
    guest = with_address(UserFactory(email="moi@example.org"))
    client.force_login(guest)

    response = client.post(f"/invitations/{invited.token}/")

    assert response.headers["Location"] == reverse("startups:startup_detail", args=[startup.pk])
    assert startup.membership_of(guest).role == MemberRole.EDITOR
    assert client.post(f"/invitations/{invited.token}/").status_code == 409


def test_anonymous_reads_the_invitation_and_is_led_back_after_sign_in(client, startup, owner):
    invited = invitation(startup, owner)

    page = client.get(f"/invitations/{invited.token}/").content.decode()

    assert f"/accounts/login/?next=/invitations/{invited.token}/" in page
    assert "moi@example.org" not in page
    assert "mo•••@example.org" in page
    assert client.post(f"/invitations/{invited.token}/").status_code == 403
    assert startup.memberships.count() == 1


@pytest.mark.parametrize("case", ["other address", "unverified"])
def test_account_without_the_verified_address_cannot_accept(client, startup, owner, case):
    invited = invitation(startup, owner)
    guest = UserFactory(email="khac@example.org" if case == "other address" else "moi@example.org")
    with_address(guest, verified=case == "other address")
    client.force_login(guest)

    page = client.get(f"/invitations/{invited.token}/")
    assert (page.status_code, page.context["has_address"]) == (200, False)
    assert client.post(f"/invitations/{invited.token}/").status_code == 403
    assert startup.memberships.count() == 1


def test_expired_invitation_is_refused(client, startup, owner):
    invited = invitation(startup, owner, expires_at=timezone.now() - timedelta(seconds=1))
    client.force_login(with_address(UserFactory(email="moi@example.org")))

    assert client.post(f"/invitations/{invited.token}/").status_code == 409
    assert startup.memberships.count() == 1


def test_unknown_token_is_404(client):
    assert client.get("/invitations/abc/").status_code == 404


def test_existing_member_keeps_the_role(startup, owner):
    guest = member(startup, MemberRole.OWNER, email="moi@example.org")

    assert accept_invitation(invitation(startup, owner, role=MemberRole.READER), by=guest).role == MemberRole.OWNER


# Changing


@pytest.mark.row("A13")
def test_owner_changes_removes_and_hands_over(client, startup, owner):
    editor, reader = member(startup, MemberRole.EDITOR), member(startup, MemberRole.READER)
    client.force_login(owner)

    client.post(f"/manage/members/{startup.membership_of(editor).pk}/role/", {"role": "reader"})
    client.post(f"/manage/members/{startup.membership_of(reader).pk}/remove/")
    client.post(f"/manage/startups/{startup.pk}/hand-over/", {"to": startup.membership_of(editor).pk})

    assert roles(startup) == [(owner.pk, "editor"), (editor.pk, "owner")]
    assert OutboxMessage.objects.get().recipient == editor.email


def test_member_of_another_startup_cannot_be_handed_the_ownership(client, startup, owner):
    member(startup, MemberRole.EDITOR)
    foreign = member(StartupFactory(), MemberRole.EDITOR).memberships.get()
    client.force_login(owner)

    response = client.post(f"/manage/startups/{startup.pk}/hand-over/", {"to": foreign.pk})

    assert list(response.context["form"].errors) == ["to"]
    with pytest.raises(TransitionRefused):
        hand_over_ownership(startup, by=owner, to=foreign)
    assert startup.membership_of(owner).role == MemberRole.OWNER


def change_role(membership, *, by, role):
    """From a form that was opened just now."""
    return change_member_role(membership, by=by, role=role, version=version_of(membership))


def test_last_owner_cannot_be_removed_or_demoted(startup, owner):
    member(startup, MemberRole.EDITOR)
    mine = startup.membership_of(owner)

    with pytest.raises(TransitionRefused):
        change_role(mine, by=owner, role=MemberRole.READER)
    with pytest.raises(TransitionRefused):
        remove_member(mine, by=owner)
    assert startup.membership_of(owner).role == MemberRole.OWNER


def test_second_owner_may_leave(client, startup, owner):
    second = member(startup, MemberRole.OWNER)
    client.force_login(second)

    response = client.post(f"/manage/members/{startup.membership_of(second).pk}/remove/")

    assert response.headers["Location"] == "/my/startups/"
    assert roles(startup) == [(owner.pk, "owner")]
    assert client.get(f"/manage/startups/{startup.pk}/").status_code == 404


@pytest.mark.parametrize("role", [MemberRole.EDITOR, MemberRole.READER])
def test_editors_and_readers_manage_nobody_but_may_leave(startup, owner, role):
    other = member(startup, role)
    with pytest.raises(RoleRefused):
        change_role(startup.membership_of(owner), by=other, role=MemberRole.READER)
    with pytest.raises(RoleRefused):
        change_role(startup.membership_of(other), by=other, role=MemberRole.OWNER)
    with pytest.raises(RoleRefused):
        remove_member(startup.membership_of(owner), by=other)
    with pytest.raises(RoleRefused):
        invite_member(startup, by=other, email="x@example.org", role="reader", site="")
    with pytest.raises(RoleRefused):
        hand_over_ownership(startup, by=other, to=startup.membership_of(owner))

    remove_member(startup.membership_of(other), by=other)
    assert roles(startup) == [(owner.pk, "owner")]


def test_action_on_a_removed_member_is_refused_with_a_message(startup, owner):
    gone = startup.membership_of(member(startup, MemberRole.EDITOR))
    remove_member(gone, by=owner)
    gone.pk = Membership.objects.latest("pk").pk + 1_000

    with pytest.raises(TransitionRefused):
        change_role(gone, by=owner, role=MemberRole.READER)


# Pages


@pytest.mark.parametrize(
    ("url_name", "of"),
    [
        ("member_invite", "startup"),
        ("ownership_hand_over", "startup"),
        ("member_change_role", "member"),
        ("member_remove", "member"),
        ("invitation_cancel", "invitation"),
    ],
)
def test_page_is_for_owners_alone(client, startup, owner, url_name, of):
    subject = {
        "startup": startup,
        "member": startup.membership_of(member(startup, MemberRole.READER)),
        "invitation": invitation(startup, owner),
    }[of]
    url = reverse(f"startups:{url_name}", args=[subject.pk])

    def statuses():
        return client.get(url).status_code, client.post(url).status_code

    anonymous = client.get(url)
    assert anonymous.status_code == 302
    client.force_login(UserFactory())
    assert statuses() in {(404, 404), (405, 404)}
    for insider in (member(startup, MemberRole.EDITOR), person(Role.OFFICER)):
        client.force_login(insider)
        assert statuses() in {(403, 403), (405, 403)}
    client.force_login(owner)
    assert client.put(url).status_code == 405
    assert client.get(url).status_code == (405 if of == "invitation" else 200)


def test_member_list_shows_members_and_open_invitations(client, startup, owner):
    invitation(startup, owner, email="dang-cho@example.org")
    invitation(startup, owner, email="qua-han@example.org", expires_at=timezone.now())
    client.force_login(member(startup, MemberRole.READER))

    response = client.get(f"/manage/startups/{startup.pk}/members/")

    page = response.content.decode()
    assert [m.user for m in response.context["members"]] == [owner, response.wsgi_request.user]
    assert "dang-cho@example.org" in page
    assert "qua-han@example.org" not in page
    assert "/cancel/" not in page


def test_owner_sends_an_expired_invitation_again(client, startup, owner):
    late = invitation(startup, owner, email="qua-han@example.org", expires_at=timezone.now())
    client.force_login(owner)
    address = f"/manage/invitations/{late.pk}/resend/"
    assert address in client.get(f"/manage/startups/{startup.pk}/members/").content.decode()

    client.post(address)

    late.refresh_from_db()
    assert late.is_open
    assert OutboxMessage.objects.get().recipient == "qua-han@example.org"


# Races


def _demote_each_other():
    """Two owners, each demoting the other in the same moment; how many owners are left, and the refusals."""
    startup = StartupFactory()
    first, second = member(startup, MemberRole.OWNER), member(startup, MemberRole.OWNER)

    def demote(by, whom):
        return partial(change_role, startup.membership_of(whom), by=by, role=MemberRole.READER)

    answers = run_concurrently([demote(first, second), demote(second, first)])
    refused = [answer for answer in answers if isinstance(answer, Exception)]
    assert {type(error) for error in refused} <= {TransitionRefused, RoleRefused}
    return startup.memberships.filter(role=MemberRole.OWNER).count(), refused


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_owners_demoting_each_other_leave_one_owner():
    for _round in range(5):
        owners, refused = _demote_each_other()
        assert (owners, len(refused)) == (1, 1)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_race_leaves_no_owner(monkeypatch):
    """Negative control: without the lock both read before either writes."""
    add_barrier(monkeypatch, actions, "_refuse_last_owner")
    remove_lock(monkeypatch, actions)

    owners, refused = _demote_each_other()
    assert (owners, refused) == (0, [])
