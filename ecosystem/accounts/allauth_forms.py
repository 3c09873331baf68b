"""allauth's own forms, with the text that waits for their page (see `ecosystem.core.web.typed_text`)."""

from typing import Any

from allauth.account.forms import AddEmailForm, LoginForm, ResetPasswordForm, SignupForm
from allauth.core import context

from ecosystem.core.web.typed_text import restored_text


class RestoredInitialMixin:
    """allauth's views bind a form to nothing but a POST, so restored text becomes what the form starts with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        restored = restored_text(context.request) if context.request is not None else None
        if restored is not None:
            restored.is_used = True
            kwargs["initial"] = {**(kwargs.get("initial") or {}), **restored.dict()}
        super().__init__(*args, **kwargs)
        if restored is not None:
            restored.forms.append(self)


class PortalLoginForm(RestoredInitialMixin, LoginForm):
    """Sign in with an address and a password."""


class PortalSignupForm(RestoredInitialMixin, SignupForm):
    """A new account."""


class PortalResetPasswordForm(RestoredInitialMixin, ResetPasswordForm):
    """Ask for a new password."""


class PortalAddEmailForm(RestoredInitialMixin, AddEmailForm):
    """Another address of one's account."""
