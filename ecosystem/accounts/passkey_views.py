"""allauth's pages that take a passkey, where a refused one would lose the way to `next`."""

from typing import Any

from allauth.account.utils import passthrough_next_redirect_url
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse


class KeepsTheWay:
    """A refused passkey leads back to the page that asked for it, which says why and still knows where to go on to."""

    request: Any
    asked_at: str

    def form_invalid(self, form: Any) -> HttpResponse:
        for message in form.errors.get("credential", []):
            messages.error(self.request, message)
        address = passthrough_next_redirect_url(self.request, reverse(self.asked_at), REDIRECT_FIELD_NAME)
        return HttpResponseRedirect(address)


class PasskeyLogin(KeepsTheWay, LoginWebAuthnView):
    """Sign in with a passkey alone."""

    asked_at = "account_login"


class PasskeyReauthenticate(KeepsTheWay, ReauthenticateWebAuthnView):
    """Show with a passkey that it is still you."""

    asked_at = "mfa_reauthenticate_webauthn"


login = PasskeyLogin.as_view()
reauthenticate = PasskeyReauthenticate.as_view()
