"""Who is signed in."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from ecosystem.accounts.models import User
from ecosystem.accounts.sessions import with_stored_session

# Made once: each signed-in request asks it for its person.
ACCOUNTS = User.objects.with_unread().with_grants().defer("search_folded", "search_words", "sort_key").order_by()


class PortalBackend(AuthenticationBackend):
    """Reads the account together with the number of its unread notifications: the bell of the header costs no statement."""

    def get_user(self, user_id: Any) -> User | None:
        try:
            user: User = with_stored_session(ACCOUNTS).get(pk=user_id)
        except User.DoesNotExist:
            return None
        return user if self.user_can_authenticate(user) else None
