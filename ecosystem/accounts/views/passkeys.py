"""allauth's pages that take a passkey, where a refused one would lose the way to `next`."""

from typing import Any

from allauth.account.utils import passthrough_next_redirect_url
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse


class PasskeyLogin(LoginWebAuthnView):
    """Sign in with a passkey alone. A refused one leads back to the page of signing in, which says why."""

    def form_invalid(self, form: Any) -> HttpResponse:
        for message in form.errors.get("credential", []):
            messages.error(self.request, message)
        address = passthrough_next_redirect_url(self.request, reverse("account_login"), REDIRECT_FIELD_NAME)
        return HttpResponseRedirect(address)


class PasskeyReauthenticate(ReauthenticateWebAuthnView):
    """Show with a passkey that it is still you. A refused one is asked for again on the same page."""

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response({**self.get_context_data(), "form": form})


login = PasskeyLogin.as_view()
reauthenticate = PasskeyReauthenticate.as_view()
