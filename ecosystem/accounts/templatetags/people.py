"""Tags on people: the demonstration accounts on the sign-in page."""

from typing import Any

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
