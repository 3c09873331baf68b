"""Who is signed in."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from ecosystem.accounts.models import User
from ecosystem.core.written import WrittenOnce

ACCOUNT = WrittenOnce(lambda pk: User.objects.with_unread().filter(pk=pk).order_by(), pk=-1)


class PortalBackend(AuthenticationBackend):
    """Reads the account together with the number of its unread notifications: the bell of the header costs no statement."""

    def get_user(self, user_id: Any) -> User | None:
        user = next(iter(ACCOUNT(pk=user_id)), None)
        return user if user is not None and self.user_can_authenticate(user) else None
