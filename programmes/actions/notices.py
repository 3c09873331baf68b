"""Mails to the people of a startup and to evaluators: one per person and event, through the outbox."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from ecosystem.accounts.models import User
from ecosystem.core.notices import notify
from programmes.models import Application
from startups.models import MemberRole, Membership


def address_of(url_name: str, *args: Any) -> str:
    """The full address of a page for a mail; the path alone where no site address is set."""
    return settings.SITE_ADDRESS.rstrip("/") + reverse(url_name, args=args)


def tell_owners(application: Application, kind: str, *, event: str, context: dict[str, Any]) -> None:
    """One mail to every owner of the startup; `event` makes it unique (`decision:12`)."""
    owners = Membership.objects.filter(startup=application.startup_id, role=MemberRole.OWNER).select_related("user")
    for membership in owners:
        tell(membership.user, kind, event=event, context={"application": application, **context})


def tell(user: User, kind: str, *, event: str, context: dict[str, Any]) -> None:
    """One thing told to one person, in that person's language."""
    notify(user, kind, key=f"{kind}:{event}:{user.pk}", context={"recipient": user, **context})
