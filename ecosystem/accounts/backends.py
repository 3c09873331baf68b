"""Who is signed in."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from ecosystem.accounts.models import User


class PortalBackend(AuthenticationBackend):
    """Reads the account together with the number of its unread notifications: the bell of the header costs no statement."""

    def get_user(self, user_id: Any) -> User | None:
        user = User.objects.with_unread().filter(pk=user_id).order_by().first()
        return user if user is not None and self.user_can_authenticate(user) else None
