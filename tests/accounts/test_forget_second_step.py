"""Who lost the device and the recovery codes gets in again by a command of the operator, and only so."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from tests.factories import UserFactory, person

pytestmark = pytest.mark.django_db


def forget(email, reason="Came to room 4 with her card"):
    out = StringIO()
    call_command("forget_second_step", email, reason=reason, stdout=out)
    return out.getvalue()


def test_everything_of_the_second_step_goes_and_nothing_of_others(client):
    officer, other = person(Role.OFFICER), person(Role.OFFICER)
    for user in (officer, other):
        for kind in Authenticator.Type:
            Authenticator.objects.create(user=user, type=kind, data={})
    client.force_login(officer)
    UserSession.objects.create(user=officer, session_key=client.session.session_key, ip="127.0.0.1", user_agent="")
    assert client.get(reverse("dashboards:my_home")).status_code == 200

    assert officer.email in forget(officer.email.upper())

    assert not Authenticator.objects.filter(user=officer).exists()
    assert Authenticator.objects.filter(user=other).count() == 3
    assert client.get(reverse("dashboards:my_home"))["Location"].startswith(reverse("account_login"))
    entry = AuditEntry.objects.about(officer).get()
    assert (entry.transition, entry.by, entry.reason) == ("forget_second_step", None, "Came to room 4 with her card")


def test_nothing_to_forget_is_said_and_leaves_no_trace():
    officer = person(Role.OFFICER)

    with pytest.raises(CommandError, match="no second step"):
        forget(officer.email)
    with pytest.raises(CommandError, match="no such account"):
        forget("nobody@example.org")
    with pytest.raises(CommandError, match="reason"):
        call_command("forget_second_step", UserFactory().email)

    assert not AuditEntry.objects.exists()
