"""What a passkey's form gets from strangers: never a fault of the server, always words for a person."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.html import escape
from fido2.utils import websafe_encode

from ecosystem.accounts.roles import Role
from ecosystem.accounts.second_factor import NEEDS_JAVASCRIPT, REFUSED
from tests.access.sessions import DATA, PASSKEY
from tests.factories import person

pytestmark = pytest.mark.django_db
KEY = {"id": "AAAA", "rawId": "AAAA", "type": "public-key"}
ANSWER = {"clientDataJSON": "AAAA", "authenticatorData": "AAAA", "signature": "AAAA"}
BAD = [
    "",
    "null",
    "{}",
    "[]",
    "1",
    '"x"',
    "{" * 3000,
    '{"response": {}}',
    '{"response": 1}',
    '{"response": null}',
    json.dumps({**KEY, "response": {"userHandle": "AAAA"}}),
    json.dumps({**KEY, "response": {**ANSWER, "userHandle": "!!"}}),
    json.dumps({**KEY, "response": {**ANSWER, "userHandle": websafe_encode(b"\xff\xfe")}}),
    json.dumps({**KEY, "response": {**ANSWER, "userHandle": websafe_encode(b"999999999999999999999999")}}),
    json.dumps({**KEY, "rawId": None, "response": {**ANSWER, "userHandle": None}}),
]


@pytest.mark.parametrize("credential", BAD)
def test_sign_in_with_a_bad_passkey_is_refused_in_words(client, credential):
    client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})

    response = client.post(reverse("mfa_login_webauthn"), {"credential": credential})

    assert response["Location"] == reverse("account_login")
    assert 'role="alert"' in client.get(reverse("account_login")).content.decode()


def test_answer_that_names_a_real_person_is_refused_too(client):
    officer = person(Role.OFFICER)
    handle = websafe_encode(user_pk_to_url_str(officer).encode())
    for answer in ({**ANSWER, "userHandle": handle}, {"userHandle": handle}):
        client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
        response = client.post(reverse("mfa_login_webauthn"), {"credential": json.dumps({**KEY, "response": answer})})
        assert response["Location"] == reverse("account_login")


@pytest.mark.parametrize("credential", [*BAD, json.dumps({**KEY, "response": {"attestationObject": "AAAA"}})])
def test_adding_a_bad_passkey_is_refused_in_words(client, settings, credential):
    settings.MFA_REAUTHENTICATION_REQUIRED = False
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"
    officer = person(Role.OFFICER)
    officer.emailaddress_set.create(email=officer.email, verified=True, primary=True)
    client.force_login(officer)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 9e12, "reauthenticated": True}]
    session.save()

    response = client.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": credential})

    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert not Authenticator.objects.exists()


NEXT = "/people/7/?tab=a&b=1"


def test_refused_passkey_of_a_sign_in_keeps_where_to_go_on_to(client):
    client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})

    response = client.post(reverse("mfa_login_webauthn"), {"credential": "{}", "next": NEXT})

    assert urlsplit(response["Location"]).path == reverse("account_login")
    assert parse_qs(urlsplit(response["Location"]).query) == {"next": [NEXT]}
    assert f'name="next" value="{escape(NEXT)}"' in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize("credential", BAD)
def test_refused_passkey_on_reauthentication_can_be_retried_and_preserves_the_next_page(client, credential):
    officer = person(Role.OFFICER)
    officer.authenticator_set.create(type=PASSKEY, data=DATA[PASSKEY])
    client.force_login(officer)

    response = client.post(reverse("mfa_reauthenticate_webauthn"), {"credential": credential, "next": NEXT})

    again = response.content.decode()
    assert response.status_code == 200
    assert str(REFUSED) in again or str(NEEDS_JAVASCRIPT) in again
    assert f'name="next" value="{escape(NEXT)}"' in again
    assert "account_authentication_methods" not in client.session


def test_refused_passkey_leads_nowhere_else(client):
    client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})

    refused = client.post(reverse("mfa_login_webauthn"), {"credential": "{}", "next": "https://evil.example/"})

    assert refused["Location"].startswith(reverse("account_login"))
    assert 'value="https://evil' not in client.get(refused["Location"]).content.decode()
