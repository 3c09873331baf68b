"""Who lost the device and the recovery codes gets in again: by another administrator, or by a command of the operator."""

import time
from functools import partial
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from ecosystem.accounts.actions import reset_second_factor
from ecosystem.accounts.roles import NEEDS_UNIT, Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.models import Notification, OutboxMessage
from tests.concurrency import run_concurrently
from tests.factories import UnitFactory, UserFactory, person

pytestmark = pytest.mark.django_db
REASON = "Came to room 4 with her card"


def forget(email, reason=REASON):
    out = StringIO()
    call_command("reset_second_factor", email, reason=reason, stdout=out)
    return out.getvalue()


def with_second_step(user):
    for kind in Authenticator.Type:
        Authenticator.objects.create(user=user, type=kind, data={})
    return user


def signed_in(user):
    """A browser of the person with a session that the portal knows of."""
    client = Client()
    client.force_login(user)
    UserSession.objects.create(user=user, session_key=client.session.session_key, ip="127.0.0.1", user_agent="")
    assert client.get(reverse("accounts:profile")).status_code == 200
    return client


def is_signed_out(client):
    return client.get(reverse("accounts:profile")).headers.get("Location", "").startswith(reverse("account_login"))


def confirm(client, ago=0):
    """As if the person had just shown that it is still her."""
    session = client.session
    session["account_authentication_methods_user"] = session[SESSION_KEY]
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time() - ago, "reauthenticated": True}
    ]
    session.save()


def page(user):
    return reverse("people:second_step_reset", args=[user.pk])


@pytest.fixture
def administrator(client):
    user = person(Role.ADMINISTRATOR, full_name="Quản Trị")
    client.force_login(user)
    confirm(client)
    return user


# By the operator


def test_everything_of_the_second_step_goes_and_nothing_of_others():
    officer, other = with_second_step(person(Role.OFFICER)), with_second_step(person(Role.OFFICER))
    browsers = [signed_in(officer), signed_in(officer)]

    assert officer.email in forget(officer.email.upper())

    assert not Authenticator.objects.filter(user=officer).exists()
    assert Authenticator.objects.filter(user=other).count() == 3
    assert [is_signed_out(browser) for browser in browsers] == [True, True]
    entry = AuditEntry.objects.about(officer).get()
    assert (entry.transition, entry.by, entry.reason) == ("reset_second_factor", None, REASON)
    assert "người vận hành đã xóa" in OutboxMessage.objects.get().body


def test_reset_without_a_second_factor_is_reported_and_leaves_no_trace():
    officer = person(Role.OFFICER)

    with pytest.raises(CommandError, match="no second step"):
        forget(officer.email)
    with pytest.raises(CommandError, match="no such account"):
        forget("nobody@example.org")
    with pytest.raises(CommandError, match="reason"):
        call_command("reset_second_factor", UserFactory().email)
    with pytest.raises(CommandError):
        forget(with_second_step(officer).email, reason="  ")

    assert Authenticator.objects.count() == 3
    assert not AuditEntry.objects.exists()
    assert not OutboxMessage.objects.exists()


# By an administrator


def test_administrator_resets_it_and_the_person_is_notified(client, administrator):
    officer = with_second_step(person(Role.OFFICER))
    browser = signed_in(officer)

    response = client.post(page(officer), {"reason": REASON})

    assert response["Location"] == reverse("people:person_detail", args=[officer.pk])
    assert not Authenticator.objects.exists()
    assert (is_signed_out(browser), is_signed_out(client)) == (True, False)
    entry = AuditEntry.objects.about(officer).get()
    assert (entry.transition, entry.by, entry.reason) == ("reset_second_factor", administrator, REASON)
    mail, notice = OutboxMessage.objects.get(), Notification.objects.get()
    assert (mail.kind, mail.recipient) == ("second_step_reset", officer.email)
    assert "quản trị viên Quản Trị đã xóa" in mail.body
    assert (notice.kind, notice.user, notice.url) == ("second_step_reset", officer, reverse("mfa_index"))
    shown = client.get(reverse("people:person_detail", args=[officer.pk])).content.decode()
    assert REASON in shown
    assert page(officer) not in shown


def test_page_says_what_happens_before_anything_does(client, administrator):
    officer = with_second_step(person(Role.OFFICER, full_name="Người Khác"))

    response = client.get(page(officer))

    assert len(response.context["consequences"]) == 4
    assert "Người Khác" in response.content.decode()
    assert list(client.post(page(officer), {"reason": " "}).context["form"].errors) == ["reason"]
    assert Authenticator.objects.count() == 3
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("ago", [None, 3_600])
def test_administrator_shows_first_that_it_is_still_her(client, administrator, ago):
    officer = with_second_step(person(Role.OFFICER))
    administrator.set_password("Mot-mat-khau-dai-2026")
    administrator.save()
    client.force_login(administrator)
    if ago:
        confirm(client, ago=ago)

    response = client.post(page(officer), {"reason": REASON})

    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert Authenticator.objects.count() == 3
    answered = client.post(response["Location"], {"password": "Mot-mat-khau-dai-2026", "next": page(officer)})
    assert answered["Location"] == reverse("people:person_detail", args=[officer.pk])
    assert AuditEntry.objects.about(officer).get().reason == REASON


def test_nobody_resets_her_own(client, administrator):
    with_second_step(administrator)

    assert [client.get(page(administrator)).status_code, client.post(page(administrator)).status_code] == [403, 403]
    with pytest.raises(TransitionRefused):
        reset_second_factor(administrator, reason=REASON, by=administrator)
    shown = client.get(reverse("people:person_detail", args=[administrator.pk])).content.decode()

    assert page(administrator) not in shown
    assert Authenticator.objects.count() == 3


@pytest.mark.parametrize("role", sorted(set(Role.values) - {Role.ADMINISTRATOR, Role.APPLICANT}))
def test_no_other_role_resets_anybody(client, role):
    officer, other = (
        with_second_step(person(Role.OFFICER)),
        person(role, unit=UnitFactory() if role in NEEDS_UNIT else None),
    )
    client.force_login(other)
    confirm(client)

    assert client.post(page(officer), {"reason": REASON}).status_code == 403
    with pytest.raises(RoleRefused):
        reset_second_factor(officer, reason=REASON, by=other)
    assert Authenticator.objects.count() == 3


def test_role_taken_away_a_moment_ago_counts_no_more(administrator):
    officer = with_second_step(person(Role.OFFICER))
    assert administrator.has_role(Role.ADMINISTRATOR)  # remembered with the account
    administrator.role_grants.all().delete()

    with pytest.raises(RoleRefused):
        reset_second_factor(officer, reason=REASON, by=administrator)


def test_account_without_a_second_step_stays_as_it_is(client, administrator):
    officer = person(Role.OFFICER)
    assert page(officer) not in client.get(reverse("people:person_detail", args=[officer.pk])).content.decode()

    client.post(page(officer), {"reason": REASON})

    assert not AuditEntry.objects.exists()
    assert not OutboxMessage.objects.exists()


def _reset_twice():
    officer = with_second_step(person(Role.OFFICER))
    reset = partial(reset_second_factor, officer, reason=REASON, by=person(Role.ADMINISTRATOR))
    return sorted(run_concurrently([reset, reset])), AuditEntry.objects.about(officer).count()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_resets_at_once_are_one():
    assert _reset_twice() == ([False, True], 1)
