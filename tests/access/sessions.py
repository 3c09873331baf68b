"""People of allauth's pages: half signed in, asked for a code, just confirmed, sent here by a mail.

Each has a browser of her own that went there as a person does; LASTING keeps what it began from running out.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.test import Client, override_settings
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from ecosystem.accounts.models import User
from tests.access.world import World
from tests.factories import UserFactory

PASSWORD = "mua-xuan-2026-o-Sai-Gon"
PASSKEY = Authenticator.Type.WEBAUTHN
DAY = 24 * 60 * 60
LASTING = {
    "ACCOUNT_LOGIN_TIMEOUT": DAY,
    "ACCOUNT_REAUTHENTICATION_TIMEOUT": DAY,
    "ACCOUNT_LOGIN_BY_CODE_TIMEOUT": DAY,
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT": DAY,
}


# --- how she got where she is ---------------------------------------------------------------------------
def stranger(user: User) -> Client:
    return Client(raise_request_exception=False)


def gave_password(user: User, **settings: Any) -> Client:
    """As far as the password alone gets her."""
    client = stranger(user)
    with override_settings(**settings):
        client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def signed_in(user: User) -> Client:
    client = stranger(user)
    client.force_login(user)
    return client


def confirmed(user: User) -> Client:
    """Has just said once more that it is she."""
    client = signed_in(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def added_address(user: User) -> Client:
    """To the two that she has."""
    user.emailaddress_set.create(email=f"cu-{user.email}", verified=True)
    client = signed_in(user)
    client.post(reverse("account_email"), {"email": f"moi-{user.email}", "action_add": ""})
    return client


def followed_link(user: User) -> Client:
    """Opened the link that came by mail, to set a new password."""
    client = stranger(user)
    key = default_token_generator.make_token(user)
    client.get(reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key]))
    return client


# --- who she is and where she goes ----------------------------------------------------------------------
@dataclass(frozen=True)
class Session:
    """One person, what she has, and the pages that only such a session, or no other so fully, is shown."""

    start: Callable[[User], Client]
    pages: tuple[str, ...]
    authenticators: frozenset[str] = frozenset()
    password: str | None = PASSWORD
    is_address_confirmed: bool = True


APP, CODES = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES
REAUTHENTICATE = ("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")
SESSIONS = {
    "new_here": Session(gave_password, ("account_email_verification_sent",), is_address_confirmed=False),
    "with_new_address": Session(added_address, ("account_email_verification_sent", "account_email")),
    "sent_a_code": Session(
        partial(gave_password, ACCOUNT_LOGIN_BY_CODE_REQUIRED=True), ("account_confirm_login_code",)
    ),
    "without_password": Session(signed_in, ("account_set_password",), password=None),
    "with_a_link": Session(followed_link, ("account_reset_password_from_key",)),
    "with_a_dead_link": Session(stranger, ("account_reset_password_from_key",)),
    "halfway_with_app": Session(gave_password, ("mfa_authenticate",), frozenset({APP, CODES})),
    "halfway_with_passkey": Session(gave_password, ("mfa_authenticate",), frozenset({PASSKEY, CODES})),
    "setting_up": Session(confirmed, ("mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes")),
    "with_passkey_alone": Session(confirmed, ("mfa_index", "mfa_remove_webauthn"), frozenset({PASSKEY})),
    "protected": Session(
        confirmed,
        (
            "mfa_index",
            "mfa_deactivate_totp",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
            "mfa_download_recovery_codes",
            "mfa_list_webauthn",
            "mfa_add_webauthn",
            "mfa_edit_webauthn",
            "mfa_remove_webauthn",
            *REAUTHENTICATE,
        ),
        frozenset({APP, PASSKEY, CODES}),
    ),
}
OF_A_PASSKEY = ("mfa_edit_webauthn", "mfa_remove_webauthn")


def begin(world: World) -> None:
    """Put these people and their browsers into the world."""
    for actor, session in SESSIONS.items():
        user = UserFactory()
        user.set_password(session.password)
        user.save()
        user.emailaddress_set.create(email=user.email, verified=session.is_address_confirmed, primary=True)
        for kind in session.authenticators:
            user.authenticator_set.create(type=kind, data=DATA[kind])
        world.things[actor], world.clients[actor] = user, session.start(user)
        world.clients[actor].get(reverse("account_inactive"))  # reads what she was told on the way


def address_in(world: World, actor: str, name: str) -> str:
    """Where her page is."""
    user = world.things[actor]
    if name in OF_A_PASSKEY:
        return reverse(name, args=[user.authenticator_set.get(type=PASSKEY).pk])
    return reverse(name, args=[user_pk_to_url_str(user), "set-password"] if name.endswith("_from_key") else [])


def _passkey() -> dict[str, Any]:
    """What a device sends when a passkey is made on it."""
    name, flag = b"a passkey of a test", AuthenticatorData.FLAG
    key = AttestedCredentialData.create(bytes(16), name, ES256({1: 2, 3: -7, -1: 1, -2: bytes(32), -3: bytes(32)}))
    host = hashlib.sha256(b"testserver").digest()
    made = AuthenticatorData.create(host, flag.UP | flag.UV | flag.AT, 0, credential_data=key)
    asked = CollectedClientData.create("webauthn.create", b"challenge", "https://testserver")
    return {
        "id": websafe_encode(name),
        "rawId": websafe_encode(name),
        "type": "public-key",
        "clientExtensionResults": {"credProps": {"rk": True}},
        "response": {
            "clientDataJSON": websafe_encode(asked),
            "attestationObject": websafe_encode(AttestationObject.create("none", made, {})),
        },
    }


DATA: dict[str, dict[str, Any]] = {
    APP: {"secret": "JBSWY3DPEHPK3PXP"},
    CODES: {"seed": "a seed of a test", "used_mask": 1},
    PASSKEY: {"name": "Passkey 1", "credential": _passkey()},
}
