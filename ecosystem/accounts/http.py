"""The request of a signed-in person, for the type checker: LoginRequiredMiddleware let nobody else through."""

from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from ecosystem.accounts.models import User

Visitor: TypeAlias = User | AnonymousUser  # who opens a public page, signed in or not


class UserRequest(HttpRequest):
    user: User
