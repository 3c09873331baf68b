"""The first administrator comes from a command: outside demonstration mode there is no other way to begin."""

import io
from io import StringIO

import pghistory.models
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.roles import Role
from ecosystem.notices.models import OutboxMessage
from tests.factories import UserFactory, person

pytestmark = pytest.mark.django_db

PASSWORD = "Mot-mat-khau-dai-2026"


@pytest.fixture(autouse=True)
def typed(monkeypatch):
    """Hands the command a line of standard input."""

    def hand(line):
        monkeypatch.setattr("sys.stdin", io.StringIO(line))

    hand(f"{PASSWORD}\n")
    return hand


def appoint(*args, **options):
    out = StringIO()
    call_command("create_administrator", *args, stdout=out, **options)
    return out.getvalue()


def test_new_administrator_signs_in_and_gives_roles(client):
    assert appoint("Quan.Tri@example.org", name="Lê  Quản Trị") == "quan.tri@example.org is an administrator.\n"

    user = User.objects.get()
    assert (user.email, user.full_name, user.roles) == ("quan.tri@example.org", "Lê Quản Trị", {"administrator"})
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert client.get(reverse("people:person_list")).status_code == 200
    event = pghistory.models.Events.objects.tracks(RoleGrant.objects.get()).get()
    assert event.pgh_context["command"] == "create_administrator"
    assert list(OutboxMessage.objects.values_list("recipient", flat=True)) == [user.email]


def test_existing_account_gets_the_role_and_keeps_its_password():
    user = UserFactory(email="co-san@example.org", password="unchanged")

    appoint("CO-SAN@example.org")

    user = User.objects.get()
    assert (user.password, user.roles) == ("unchanged", {Role.ADMINISTRATOR.value})


def test_role_that_ends_is_replaced_by_one_that_does_not():
    user = person(Role.ADMINISTRATOR)
    user.role_grants.update(ends_at="2090-01-01T00:00Z")

    appoint(user.email)

    assert RoleGrant.objects.in_force().get(user=user).ends_at is None


@pytest.mark.parametrize(
    ("email", "name", "line", "words"),
    [
        ("no-address", "Ai Đó", PASSWORD, "is not an email address"),
        ("a@example.org", "", PASSWORD, "--name"),
        ("a@example.org", "Ai Đó", "123", "mật khẩu"),
        ("a@example.org", "Ai Đó", "", "mật khẩu"),
    ],
)
def test_bad_input_is_one_sentence_and_makes_nobody(typed, email, name, line, words):
    typed(f"{line}\n")

    with pytest.raises(CommandError, match=f"(?i){words}"):
        appoint(email, name=name)

    assert not User.objects.exists()


def test_administrator_is_not_appointed_twice_and_a_closed_account_not_at_all():
    standing, closed = person(Role.ADMINISTRATOR), UserFactory(is_active=False)

    for user in (standing, closed):
        with pytest.raises(CommandError):
            appoint(user.email)

    assert RoleGrant.objects.count() == 1
