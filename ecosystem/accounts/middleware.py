"""Whoever holds a role of the programme signs in with a second factor, outside demonstration mode."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

ALLOWED_PREFIXES = ("/accounts/", "/static/", "/language/", "/healthz", "/readyz")


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
