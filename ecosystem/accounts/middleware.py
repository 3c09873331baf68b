"""Who is signed in; and holders of a role of the programme need a second factor, outside demonstration mode."""

from collections.abc import Callable
from typing import cast

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from ecosystem.accounts.models import User
from ecosystem.accounts.sessions import user_of

ALLOWED_PREFIXES = ("/accounts/", "/static/", "/language/", "/healthz", "/readyz")


class StoredSessionMiddleware(AuthenticationMiddleware):
    """Sets `request.user`, by sessions alone that are still in the database."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = cast("User | AnonymousUser", SimpleLazyObject(lambda: user_of(request)))


class StaffSecondFactorMiddleware:
    """Sends such a user to the set-up page until a second factor is set up; that page says why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.STAFF_NEEDS_SECOND_FACTOR:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> HttpResponse | None:
        user = request.user
        if request.path.startswith(ALLOWED_PREFIXES) or not user.is_authenticated:
            return None
        if not user.needs_second_factor or is_mfa_enabled(user):
            return None
        return redirect("mfa_index")
