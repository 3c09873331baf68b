"""Outside demonstration mode nobody acts in a role of the programme without TOTP or a passkey."""

import os
import subprocess
import sys

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as django_settings
from django.urls import reverse

from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import GRANTABLE, NEEDS_UNIT, Role
from tests.factories import UnitFactory, UserFactory, person
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db

PAGES = (
    "dashboards:my_home",
    "grants:application_list",
    "grants:payment_list",
    "people:person_list",
    "public:home",
)


@pytest.fixture(autouse=True)
def _required(settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = True


def holder(role):
    return person(role, unit=UnitFactory() if role in NEEDS_UNIT else None)


@pytest.mark.row("A25")
@pytest.mark.parametrize("role", GRANTABLE)
def test_role_without_a_second_factor_gets_no_further_than_setting_it_up(client, role):
    client.force_login(holder(role))

    for name in PAGES:
        response = client.get(reverse(name))
        assert (response.status_code, response["Location"]) == (302, reverse("mfa_index")), name
    assert client.post(reverse("accounts:profile")).status_code == 302
    assert client.get(reverse("core:healthz")).status_code == 200


@pytest.mark.parametrize("kind", [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
def test_second_factor_opens_the_portal(client, kind):
    officer = person(Role.OFFICER)
    Authenticator.objects.create(user=officer, type=kind, data={})
    client.force_login(officer)

    assert client.get(reverse("grants:application_list")).status_code == 200


def test_set_up_page_offers_both_kinds(client):
    client.force_login(person(Role.OFFICER))

    html = client.get(reverse("mfa_index")).content.decode()

    assert reverse("mfa_activate_totp") in html
    assert reverse("mfa_add_webauthn") in html or reverse("mfa_list_webauthn") in html


def test_applicant_needs_none_until_given_a_role(client):
    user = UserFactory()
    client.force_login(user)
    assert client.get(reverse("dashboards:my_home")).status_code == 200

    RoleGrant.objects.create(user=user, role=Role.OFFICER, starts_at=LONG_AGO)

    assert client.get(reverse("dashboards:my_home"))["Location"] == reverse("mfa_index")


def test_password_alone_does_not_sign_in_who_has_a_second_factor(client):
    officer = person(Role.OFFICER)
    officer.set_password("Mot-mat-khau-dai-2026")
    officer.save()
    officer.emailaddress_set.create(email=officer.email, verified=True, primary=True)
    Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={"secret": "x"})

    response = client.post(reverse("account_login"), {"login": officer.email, "password": "Mot-mat-khau-dai-2026"})

    assert response["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("dashboards:my_home"))["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(("demo", "required"), [("0", "True"), ("1", "False")])
def test_it_is_required_unless_in_demonstration_mode(demo, required):
    code = "from ecosystem import settings; print(settings.STAFF_NEEDS_SECOND_FACTOR)"
    environment = {**os.environ, "PORTAL_DEMO": demo}
    environment.pop("STAFF_NEEDS_SECOND_FACTOR", None)

    shown = subprocess.run(
        [sys.executable, "-c", code],
        cwd=django_settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert shown.stdout.strip() == required
