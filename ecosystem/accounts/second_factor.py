"""How allauth's second factors fit the portal: passkeys by the portal's name, and faults said in words of their own."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.allauth_forms import RestoredInitialMixin
from ecosystem.core.text import LineField

NEEDS_JAVASCRIPT = _("A passkey needs JavaScript: switch it on in your browser, or choose another way.")
REFUSED = _("This passkey is not known here any more, or the request took too long. Try again, or choose another way.")


class PortalMFAAdapter(DefaultMFAAdapter):
    """The device shows the portal's name beside the passkey."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": gettext("Startup Portal")}


class PasskeyForm(AuthenticateWebAuthnForm):
    """A form that takes a passkey, with error messages of our own: allauth calls every error an incorrect code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages["required"] = NEEDS_JAVASCRIPT

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except forms.ValidationError as error:
            if error.code != "incorrect_code":
                raise
            raise forms.ValidationError(REFUSED, code="incorrect_code") from error


class PasskeyLoginForm(PasskeyForm, LoginWebAuthnForm):
    """Sign in with a passkey alone."""


class PasskeyAuthenticateForm(PasskeyForm):
    """A passkey as the second step."""


class PasskeyReauthenticateForm(PasskeyForm, ReauthenticateWebAuthnForm):
    """A passkey instead of the password, before something delicate."""


class PasskeyAddForm(RestoredInitialMixin, AddWebAuthnForm):
    """A new passkey; it signs in alone unless she says otherwise."""

    name = LineField(
        label=_("Name of the passkey"),
        required=False,
        max_length=60,
        help_text=_("So that you recognise it later, for example: office computer."),
    )
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone, without a password"),
        required=False,
        initial=True,
        help_text=_(
            "The device then asks for your fingerprint, your face or its PIN. Take the mark away for an older"
            " security key without a PIN: it is then used after the password."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].required = False  # a hidden field has no place to say what is wrong

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("credential"):
            raise forms.ValidationError(NEEDS_JAVASCRIPT)
        try:
            return super().clean()
        except (forms.ValidationError, ValueError) as error:  # ValueError: fido2 on an answer no browser would give
            raise forms.ValidationError(
                _("The passkey was not added: the request took too long. Try again."), code="incorrect_code"
            ) from error


class PasskeyEditForm(RestoredInitialMixin, EditWebAuthnForm):
    """Another name for a passkey."""

    name = LineField(label=_("Name of the passkey"), max_length=60)
