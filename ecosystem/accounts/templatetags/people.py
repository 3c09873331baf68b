"""Tags on people: the demonstration accounts on the sign-in page, the second step of signing in."""

from typing import Any

from allauth.mfa.models import Authenticator
from django import template
from django.conf import settings

from ecosystem.accounts.demo import ACCOUNTS, PASSWORD
from ecosystem.accounts.models import User

register = template.Library()


@register.inclusion_tag("account/_demo_accounts.html")
def demo_accounts() -> dict[str, Any]:
    """The demonstration accounts that exist, for the sign-in page; nothing outside demonstration mode."""
    if not settings.DEMO:
        return {"accounts": []}
    present = set(User.objects.filter(email__in=[a.email for a in ACCOUNTS]).values_list("email", flat=True))
    return {"accounts": [a for a in ACCOUNTS if a.email in present], "password": PASSWORD}


@register.simple_tag
def second_steps(user: User) -> int:
    """How many passkeys and apps can be her second step."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).count()


@register.simple_tag
def must_have_second_step(user: User) -> bool:
    """Whether her role lets her work only with a second step, in this portal."""
    return settings.STAFF_NEEDS_SECOND_FACTOR and user.needs_second_factor
