"""How allauth's account flows fit the portal."""

from allauth.account.adapter import DefaultAccountAdapter
from django.forms import BaseForm
from django.http import HttpRequest

from ecosystem.accounts.models import User
from ecosystem.core.web.typed_text import delete_text_of_others


class PortalAccountAdapter(DefaultAccountAdapter):
    """Accounts are email addresses in lower case; the account keeps the language it was opened in."""

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        user.language = getattr(request, "LANGUAGE_CODE", "vi")
        return super().save_user(request, user, form, commit)

    def login(self, request: HttpRequest, user: User) -> None:
        """What somebody else typed in this browser is forgotten."""
        super().login(request, user)
        delete_text_of_others(request)

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """There are no user names."""
