"""The demonstration accounts: one per role, ready to sign in, only in demonstration mode, quick the second time."""

import json
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.management import CommandError, call_command
from django.template import Context, Template

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    UnitFactory(code="so-gddt")


def listed(**options):
    out = StringIO()
    call_command("demo_accounts", stdout=out, **options)
    return out.getvalue()


def test_every_role_has_an_account_that_signs_in_at_once(client, demo):
    rows = json.loads(listed(format="json"))

    assert {row["role"] for row in rows} == set(Role.values)
    assert sum(row["role"] == "evaluator" for row in rows) == 2
    for row in rows:
        user = User.objects.get(email=row["email"])
        assert user.check_password(row["password"])
        assert (user.full_name, user.roles) == (row["name"], {row["role"]} - {"applicant"})
        assert EmailAddress.objects.filter(user=user, verified=True, primary=True, email=row["email"]).count() == 1
    signed_in = client.post("/accounts/login/", {"login": rows[0]["email"], "password": rows[0]["password"]})
    assert (signed_in.status_code, "_auth_user_id" in client.session) == (302, True)


def test_second_listing_hashes_nothing_and_changes_nothing(demo, monkeypatch):
    first = listed(format="json")
    before = list(User.objects.order_by("pk").values_list("pk", "password", "updated_at"))
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: pytest.fail("hashed again"))

    assert listed(format="json") == first
    assert list(User.objects.order_by("pk").values_list("pk", "password", "updated_at")) == before


def test_changed_account_is_put_right(demo):
    listed()
    officer = User.objects.get(email="can-bo@demo.example")
    officer.set_password("khac-han")
    officer.is_active = False
    officer.save()
    officer.role_grants.update(revoked_at="2026-01-01T00:00Z")
    EmailAddress.objects.filter(user=officer).update(verified=False)

    rows = json.loads(listed(format="json"))

    officer = User.objects.get(pk=officer.pk)
    assert (officer.is_active, officer.roles) == (True, {"officer"})
    assert officer.check_password(rows[0]["password"])
    assert EmailAddress.objects.get(user=officer).verified


def test_table_is_the_default(demo):
    lines = listed().splitlines()

    assert lines[0].split() == ["role", "email", "password", "name"]
    assert len(lines) == 13


def test_outside_demonstration_mode_there_are_none(settings):
    settings.DEMO = False
    UnitFactory(code="so-gddt")

    with pytest.raises(CommandError, match="demonstration mode"):
        listed()
    assert not User.objects.exists()


def test_missing_reference_data_is_one_sentence(settings):
    settings.DEMO = True

    with pytest.raises(CommandError, match="load_reference"):
        listed()


def test_sign_in_page_lists_existing_accounts_in_demonstration_mode_only(demo, settings):
    template = Template("{% load people %}{% demo_accounts %}")
    assert "@demo.example" not in template.render(Context())

    listed()
    assert template.render(Context()).count("@demo.example") == 12
    settings.DEMO = False
    assert "@demo.example" not in template.render(Context())
