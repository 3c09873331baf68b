"""The request of a signed-in person, for the type checker: LoginRequiredMiddleware let nobody else through."""

from django.http import HttpRequest

from ecosystem.accounts.models import User


class UserRequest(HttpRequest):
    user: User  # type: ignore[assignment]
